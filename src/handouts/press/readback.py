"""Read a finished PDF again with another library than the one that wrote it."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

# pypdf's own text extraction guesses order and spacing and takes ten times as long; a count needs neither.
_SHOWN = re.compile(rb"/([^\s/<>()\[\]]+)\s+[-+.\d]+\s+Tf\b|\(((?:\\.|[^\\()])*)\)\s*Tj\b", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")

Decoder = dict[int, str]


@dataclass(frozen=True)
class ReadBack:
    """What a PDF really holds: its pages, and how often each character other than white space is printed."""

    pages: int
    characters: Counter[str]


def read_back(data: bytes) -> ReadBack:
    """Count the characters that every page shows, by its content streams and its fonts' own maps to Unicode.

    A way of showing text that is not known here is not counted, so that a check against it fails and not passes.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    counted: Counter[str] = Counter()
    decoders: dict[int, Decoder] = {}
    for page in reader.pages:
        counted.update(_shown(page, decoders))
    for blank in [c for c in counted if c.isspace()]:
        del counted[blank]
    return ReadBack(len(reader.pages), counted)


def _shown(page: Any, decoders: dict[int, Decoder]) -> str:
    fonts = page["/Resources"].get("/Font", {})
    content = page.get_contents()
    words: list[str] = []
    decoder: Decoder = {}
    for match in _SHOWN.finditer(content.get_data() if content is not None else b""):
        if match[1] is not None:
            decoder = decoder_of(fonts.raw_get("/" + match[1].decode("latin-1")), decoders)
        else:
            words += (decoder.get(code, "\ufffd") for code in unescaped(match[2]))
    return "".join(words)


def decoder_of(reference: Any, decoders: dict[int, Decoder]) -> Decoder:
    """What the codes of a font stand for, by its own map to Unicode; `decoders` keeps those that are known."""
    key = int(reference.idnum)
    if key not in decoders:
        text = reference.get_object()["/ToUnicode"].get_object().get_data()
        decoders[key] = {
            int(code, 16): bytes.fromhex(value.decode("ascii")).decode("utf-16-be")
            for block in _PAIRS.findall(text)
            for code, value in _PAIR.findall(block)
        }
    return decoders[key]


def unescaped(raw: bytes) -> bytes:
    """The bytes of a string as it stands between brackets in page syntax."""
    return _ESCAPE.sub(_character, raw) if b"\\" in raw else raw


def _character(match: re.Match[bytes]) -> bytes:
    sign = match[1]
    if sign[:1].isdigit():
        return bytes([int(sign, 8) & 255])
    return _ESCAPED.get(sign, sign)
