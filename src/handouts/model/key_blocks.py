"""The quick key to fold: a strip of columns, cut out along its frame."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoldPart:
    """A heading and below it (number, short answer), row by row."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FoldKey:
    """A framed strip with a band at its head and dashed lines to fold along between its columns."""

    left: str
    right: str
    parts: tuple[FoldPart, ...]
    columns: int = 4
    src: str = ""
