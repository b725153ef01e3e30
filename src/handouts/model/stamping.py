"""What goes into the file of a class: pages laid out once, and what is stamped on each pupil's copy of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.model.imposition import Flip, Side
from handouts.model.press import FieldPlace, Style

FIRST_OBJECT = 2  # the number of the first object of the plates in every file they go into


@dataclass(frozen=True, slots=True)
class PlatePage:
    """A page laid out once: the number of its form XObject, and its size in points."""

    form: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plates:
    """Pages laid out once, as PDF objects for any file; `objects` are their bodies, numbered from FIRST_OBJECT."""

    pages: tuple[PlatePage, ...] = ()
    objects: tuple[bytes, ...] = ()

    @property
    def next_object(self) -> int:
        """The number that a further object gets."""
        return FIRST_OBJECT + len(self.objects)

    def __add__(self, other: Plates) -> Plates:
        """Both sets; the objects of `other` have been numbered from `next_object` on."""
        return Plates(self.pages + other.pages, self.objects + other.objects)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Words at a place of a page. Those in the margin end at the right of it, others begin at its left.

    `tail` are the words behind the text, which stay where the text is too long. `mark` ends the line in letters of full
    size, whatever stands before it: the code of the page, the same for all pupils.
    """

    text: str
    place: FieldPlace
    tail: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class StampedPage:
    """A copy of a laid-out page (its index among the plates) with what is stamped on it."""

    plate: int
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file for the copier. `sides` place the `pages`; `entries` are those of its outline: (words, index of a side);

    `labels` name pages from a side on: (index, prefix before a number from 1). `flip` None: printed on one side.
    `title` names lesson and class, never a pupil. `style` gives the fonts of the stamps.
    """

    title: str
    language: str
    plates: Plates
    pages: Sequence[StampedPage]
    sides: Sequence[Side]
    style: Style
    flip: Flip | None = "long"
    entries: tuple[tuple[str, int], ...] = ()
    labels: tuple[tuple[int, str], ...] = ()
