"""What a file of a class really holds: read back from its bytes, page by page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from handouts.press.readback import Decoder, decoder_of, unescaped

_TOKEN = re.compile(
    rb"/P(?P<form>\d+) Do|(?P<begin>\bBT\b)|/(?P<font>[^\s/<>()\[\]]+)\s+[-+.\d]+\s+Tf\b"
    rb"|\((?P<text>(?:\\.|[^\\()])*)\)\s*Tj\b",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that stands on a side: its place among the plates, and the words stamped on it, in their order."""

    plate: int
    words: tuple[str, ...]


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
    found: list[tuple[int, list[str]]] = []
    decoder: Decoder = {}
    for match in _TOKEN.finditer(content.get_data()):
        if match["form"]:
            found.append((int(match["form"]), []))
        elif match["begin"]:
            found[-1][1].append("")
        elif match["font"]:
            fonts = page["/Resources"]["/Font"] if fonts is None else fonts
            decoder = decoder_of(fonts.raw_get("/" + match["font"].decode("latin-1")), decoders)
        else:
            found[-1][1][-1] += "".join(decoder.get(code, "\ufffd") for code in unescaped(match["text"]))
    return tuple(ReadPage(plate, tuple(words)) for plate, words in found)
