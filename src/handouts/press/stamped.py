"""What a file of a class really holds: read back from its bytes, page by page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from handouts.press.readback import Decoder, decoder_of, unescaped

_TOKEN = re.compile(
    rb"/P(?P<form>\d+) Do|\bBT\s+(?P<x>[-+.\d]+)\s+(?P<y>[-+.\d]+)\s+Td\b|/(?P<font>[^\s/<>()\[\]]+)\s+[-+.\d]+\s+Tf\b"
    rb"|\((?P<text>(?:\\.|[^\\()])*)\)\s*Tj\b",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReadWords:
    """Words on a page, and where they begin, in points from the lower left corner of their page."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that stands on a side: its place among the plates, and the words stamped on it, in their order.

    Words before any page stand on a page with the place -1.
    """

    plate: int
    words: tuple[ReadWords, ...]


def read_stamped(data: bytes) -> tuple[tuple[ReadPage, ...], ...]:
    """The pages on each side of a file of a class, in the order in which they are drawn."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    decoders: dict[int, Decoder] = {}
    return tuple(_side(page, decoders) for page in reader.pages)


def _side(page: Any, decoders: dict[int, Decoder]) -> tuple[ReadPage, ...]:
    content = page.get_contents()
    if content is None:
        return ()
    fonts: Any = None
    found: list[tuple[int, list[ReadWords]]] = []
    decoder: Decoder = {}
    for match in _TOKEN.finditer(content.get_data()):
        if match["form"] or not found:
            found.append((int(match["form"] or -1), []))
        if match["x"]:
            found[-1][1].append(ReadWords("", float(match["x"]), float(match["y"])))
        elif match["font"]:
            fonts = page["/Resources"]["/Font"] if fonts is None else fonts
            decoder = decoder_of(fonts.raw_get("/" + match["font"].decode("latin-1")), decoders)
        elif match["text"] is not None:
            said = "".join(decoder.get(code, "\ufffd") for code in unescaped(match["text"]))
            last = found[-1][1].pop() if found[-1][1] else ReadWords("", 0, 0)
            found[-1][1].append(ReadWords(last.text + said, last.x, last.y))
    return tuple(ReadPage(plate, tuple(words)) for plate, words in found)
