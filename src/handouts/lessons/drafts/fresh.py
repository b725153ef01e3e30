"""Drafts as the generators make them now, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts import seeds
from handouts.lessons.drafts.emit import Flow, emit

BANK = "bank"


@dataclass(frozen=True, slots=True)
class FreshItem:
    """One item: its id, its YAML text as from column 0, the sentences it rests on; of a gap the `answer`."""

    id: str
    text: str
    evidence: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class FreshList:
    """The items of a list, in the order of the generators. `kind` is that of a section of questions, else "".

    `stimulus` are the lines of the passage that a source section quotes, as YAML from column 0.
    """

    kind: str
    items: tuple[FreshItem, ...]
    bank: tuple[str, ...] = ()
    stimulus: str = ""


@dataclass(frozen=True, slots=True)
class FreshFile:
    """A whole draft file: its name ("timeline.yaml"), its text if nothing of it existed, and its items."""

    name: str
    text: str
    lists: tuple[FreshList, ...]

    def items(self) -> tuple[FreshItem, ...]:
        """All items of the file."""
        return tuple(item for part in self.lists for item in part.items)


def bank_words(part: FreshList, answers: Sequence[str]) -> list[str]:
    """The bank with the answers of her own gaps, each at a place that its word decides: it gives nothing away."""
    words = list(part.bank)
    for answer in answers:
        if answer not in words:
            words.insert(seeds.rng(BANK, answer).randrange(len(words) + 1), answer)
    return words


def bank_line(words: Sequence[str]) -> str:
    """A word bank as the line of a draft."""
    return emit({BANK: Flow(words)})
