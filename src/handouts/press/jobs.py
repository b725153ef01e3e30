"""The arithmetic of the job sheet: sets to staple, sheets and reams of each paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from handouts.model.imposition import Side
from handouts.model.jobs import REAM, ClassJob, CountedJob, JobCount, PaperCount, SetSize
from handouts.model.packing import EditionName, JobLine
from handouts.press.sheet_room import sheet_paper

_TENTHS = 10


def count_jobs(jobs: Iterable[ClassJob]) -> JobCount:
    """What the jobs take in all.

    ValueError for a file whose sets to staple are not all of its sheets: a pack would be stapled wrong.
    """
    counted = tuple(CountedJob(job, set_sizes(job.line)) for job in jobs)
    sheets: dict[tuple[str, tuple[float, float]], int] = {}
    for done in counted:
        for share in done.job.line.shares:
            kind = share.paper, (min(share.size_mm), max(share.size_mm))
            sheets[kind] = sheets.get(kind, 0) + share.sheets * done.job.line.copies
    papers = (PaperCount(name, size, count, ream_tenths(count)) for (name, size), count in sheets.items())
    return JobCount(counted, tuple(papers))


def papers_of(sides: Sequence[Side], *, duplex: bool) -> tuple[tuple[tuple[float, float], int], ...]:
    """The sizes of the sheets that have these sides (standing, in points) and the sheets of each, most first."""
    fronts = sides[:: 2 if duplex else 1]
    return tuple(Counter(sheet_paper(side.width, side.height) for side in fronts).most_common())


def set_sizes(line: JobLine) -> tuple[SetSize, ...]:
    """The sets of all copies of a file, those of one size together, small ones first; of one copy where nobody knows

    yet how many there will be. ValueError as `count_jobs`.
    """
    if not line.staple_every:
        return ()
    if sum(line.staple_every) != line.sheets_each or min(line.staple_every) < 1:
        raise ValueError(f"{line.file} has {line.sheets_each} sheets, its sets {line.staple_every}")
    sizes = Counter(line.staple_every)
    kinds: dict[int, dict[tuple[EditionName, str], None]] = {}
    for sheets, kind in zip(line.staple_every, line.kinds, strict=False):  # without kinds nobody asks for them
        kinds.setdefault(sheets, {})[kind] = None
    return tuple(
        SetSize(sizes[sheets] * (line.copies or 1), sheets, tuple(kinds.get(sheets, ()))) for sheets in sorted(sizes)
    )


def ream_tenths(sheets: int) -> int:
    """Tenths of a ream that hold so many sheets: 51 sheets take 2."""
    return -(-sheets * _TENTHS // REAM)
