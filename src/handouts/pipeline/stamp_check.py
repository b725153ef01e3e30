"""Whether each page of a finished class file is the one that was meant, with the words of its pupil."""

from __future__ import annotations

from handouts import press, typeset
from handouts.diagnostics import problem
from handouts.errors import CheckFailed
from handouts.model.imposition import Placed
from handouts.model.stamping import PackFile, Stamp, StampedPage

_ELLIPSIS = "…"
_NEAR = 0.02  # points: places are written with two decimals


def check_stamped(job: PackFile, data: bytes) -> frozenset[int]:
    """Read a finished file and see that each page is the one that was meant, with its pupil's words on it.

    CheckFailed pack-wrong-page. A name that was too long for its place may have lost its end: gives the pages (places
    in the job) on which one has.
    """
    found = press.read_stamped(data)
    if len(found) != len(job.sides):
        raise CheckFailed(problem("pack-wrong-page", None, page=min(len(found), len(job.sides)) + 1))
    cut: set[int] = set()
    for number, (side, read) in enumerate(zip(job.sides, found, strict=True), start=1):
        wanted = [job.pages[placed.page] for placed in side.placed]
        same = len(wanted) == len(read) and all(map(_same, wanted, read))
        if not same:
            raise CheckFailed(problem("pack-wrong-page", None, page=number))
        cut.update(placed.page for placed, page in zip(side.placed, read, strict=True) if _has_cut(job, placed, page))
    return frozenset(cut)


def _has_cut(job: PackFile, placed: Placed, read: press.ReadPage) -> bool:
    pairs = zip(read.words, job.pages[placed.page].stamps, strict=True)
    return any(_ELLIPSIS in words.text and _ELLIPSIS not in stamp.text for words, stamp in pairs)


def _same(page: StampedPage, read: press.ReadPage) -> bool:
    if page.plate != read.plate or len(page.stamps) != len(read.words):
        return False
    return all(map(_shows, read.words, page.stamps))


def _shows(words: press.ReadWords, stamp: Stamp) -> bool:
    place, tail, mark = stamp.place, typeset.drawable(stamp.tail), typeset.drawable(stamp.mark)
    there = abs(words.y - place.y) < _NEAR and -_NEAR < words.x - place.x < place.width
    if not there or not words.text.endswith(mark):
        return False
    shown = words.text.removesuffix(mark)
    text = typeset.drawable(" ".join(stamp.text.split()))
    return shown == text + tail or _is_cut(shown, text, tail) or _is_cut(shown, text + tail)


def _is_cut(shown: str, text: str, tail: str = "") -> bool:
    """Whether what is shown is the text without its end, and the whole tail."""
    head = shown.removesuffix(f"{_ELLIPSIS}{tail}")
    return head != shown and text.startswith(head.rstrip())
