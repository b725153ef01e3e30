"""Read a finished PDF again with another library than the one that wrote it."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class ReadBack:
    """What a PDF really holds: its pages, and how often each character other than white space is printed."""

    pages: int
    characters: Counter[str]


def read_back(data: bytes) -> ReadBack:
    """Extract the text of every page. Order and spacing are the reader's guess, so only characters are counted."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    counted: Counter[str] = Counter()
    for page in reader.pages:
        counted.update(c for c in page.extract_text() if not c.isspace())
    return ReadBack(len(reader.pages), counted)
