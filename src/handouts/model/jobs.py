"""What a pack asks of the copier, reckoned up."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.packing import Assigned, EditionName, JobLine

REAM = 500  # sheets


@dataclass(frozen=True, slots=True)
class ClassSets:
    """A class as the pack has it: its name, and its sets in the order of the pack."""

    name: str
    assigned: tuple[Assigned, ...]


@dataclass(frozen=True, slots=True)
class ClassJob:
    """A file for the copier and the class it is for, "" for all classes."""

    class_name: str
    line: JobLine


@dataclass(frozen=True, slots=True)
class SetSize:
    """So many sets of so many sheets of paper each; `kinds` are their editions and versions, in order."""

    sets: int
    sheets: int
    kinds: tuple[tuple[EditionName, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CountedJob:
    """A job with its sets to staple, small ones first; () where nothing is stapled."""

    job: ClassJob
    sets: tuple[SetSize, ...]


@dataclass(frozen=True, slots=True)
class PaperCount:
    """What all jobs take of one paper: sheets, and tenths of a ream, rounded up. `size_mm` is short side, long side."""

    paper: str
    size_mm: tuple[float, float]
    sheets: int
    ream_tenths: int


@dataclass(frozen=True, slots=True)
class JobCount:
    """All jobs of a pack, and what they take of each paper, in the order in which the jobs need it."""

    jobs: tuple[CountedJob, ...]
    papers: tuple[PaperCount, ...]

    @property
    def sheets(self) -> int:
        """Sheets of paper in all."""
        return sum(paper.sheets for paper in self.papers)
