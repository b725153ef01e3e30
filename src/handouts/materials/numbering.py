"""Items by the numbers they have on a sheet: premises and statements are numbered one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.languages.labels import Labels
from handouts.materials.views import LETTERS
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section, item_count

Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered item, or the premise or statement `part` of one. `letter` is that of its section."""

    number: int
    letter: str
    section: Section
    item: Exercise
    part: int = 0

    @property
    def identity(self) -> Identity:
        """What tells the same item, premise or statement in every version: ids of the item and of the part."""
        match self.item:
            case Match():
                return self.item.id, self.item.pairs[self.part].id
            case Grid():
                return self.item.id, self.item.rows[self.part].id
            case _:
                return self.item.id, ""

    @property
    def id(self) -> str:
        """The id under which the teacher finds it in questions.yaml; of further parts what they add to it."""
        item, part = self.identity
        return part.removeprefix(item) if self.part else item

    @property
    def asked(self) -> str:
        """What it prints before anything is answered."""
        match self.item:
            case Choice():
                return self.item.stem
            case Gap():
                return f"{self.item.before}{self.item.hint}____{self.item.after}"
            case Open():
                return self.item.prompt
            case Match():
                return self.item.pairs[self.part].premise
            case Grid():
                return self.item.rows[self.part].text
            case Order():
                return " / ".join(entry.text for entry in self.item.entries)

    @property
    def mark(self) -> str:
        """The letter or letters, or the numbers for the boxes of an ordering; "" where the answer has neither."""
        match self.item:
            case Choice():
                return ", ".join(LETTERS[k] for k in self.item.keys)
            case Match():
                return LETTERS[self.item.responses.index(self.item.pairs[self.part].response)]
            case Order():
                return " ".join(str(k + 1) for k in self.item.shown)
            case _:
                return ""

    @property
    def close_mark(self) -> str:
        """The mark for narrow columns: the numbers of an ordering as one word while each is a digit."""
        parts = self.mark.split(" ")
        return "".join(parts) if isinstance(self.item, Order) and len(parts) < 10 else self.mark

    def words(self, labels: Labels) -> str:
        """The answer in words, the same in every version; "" for an ordering."""
        match self.item:
            case Choice():
                return "; ".join(self.item.options[k].text for k in self.item.keys)
            case Match():
                return self.item.pairs[self.part].response
            case Grid():
                return self.item.columns[self.item.rows[self.part].column]
            case Gap():
                return self.item.answer
            case Open():
                return self.item.answer or labels["key.see_rubric"]
            case Order():
                return ""


def numbered(sections: Sequence[Section]) -> tuple[Numbered, ...]:
    """All numbers of a worksheet in their order."""
    return tuple(_numbered(sections))


def _numbered(sections: Sequence[Section]) -> Iterator[Numbered]:
    number = 1
    for letter, section in zip(LETTERS, sections, strict=False):
        for item in section.items:
            for part in range(item_count(item)):
                yield Numbered(number + part, letter, section, item, part)
            number += item_count(item)


def shortened(text: str, most: int) -> str:
    """The text, cut behind a word when it has more than `most` characters."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:") + "…" if " " in text[:most] else text[: most - 1] + "…"
