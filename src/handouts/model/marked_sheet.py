"""A version's worksheet with its answers beside it: what a copy of the pupils' pages with the answers is made of."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.key_papers import Answer
from handouts.model.sheet import WorkSheet


@dataclass(frozen=True, slots=True)
class MarkedSheet:
    """The sheet as the pupils have it, and what is written over it."""

    version: str
    sheet: WorkSheet
    answers: tuple[Answer, ...]
