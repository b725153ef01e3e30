"""What makes two states of a drafted item the same item."""

from __future__ import annotations

from unicodedata import normalize


def term_id(term: str) -> str:
    """The id of a glossary entry: its term without regard to case, to composed letters and to the width of blanks."""
    return " ".join(normalize("NFC", normalize("NFC", term).casefold()).split())
