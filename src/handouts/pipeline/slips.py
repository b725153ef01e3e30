"""Words of the essay that are in no dictionary: told in one line, since they are no terms and perhaps slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.diagnostics import Diagnostic, hint
from handouts.model.analysis import Flag
from handouts.model.lesson import Lesson

CODE = "flag-spelling"
_QUOTED, _PLACES = 5, 3  # words named in one message, and places of each


def quoted_slips(lesson: Lesson, flags: Iterable[Flag]) -> str:
    """The words with their lines and columns: “goverment” (3:17), “treatey” (5:98, 9:38). "" when there are none."""
    return ", ".join(_quoted(lesson, flags))


def slips(lesson: Lesson, flags: Iterable[Flag]) -> Iterator[Diagnostic]:
    """One hint about all of them, at the first."""
    found = _open(flags)
    if found:
        count = len({f.passage.text for f in found})
        words = quoted_slips(lesson, found)
        yield hint(
            "draft-spelling", lesson.essay.source.location(found[0].passage.span.start), count=count, words=words
        )


def _open(flags: Iterable[Flag]) -> list[Flag]:
    return [flag for flag in flags if flag.code == CODE and not flag.settled]


def _quoted(lesson: Lesson, flags: Iterable[Flag]) -> Iterator[str]:
    words: dict[str, list[str]] = {}
    for flag in _open(flags):
        place = lesson.essay.source.location(flag.passage.span.start)
        words.setdefault(flag.passage.text, []).append(f"{place.line}:{place.column}")
    for word, places in list(words.items())[:_QUOTED]:
        shown = [*places[:_PLACES], *(["…"] if len(places) > _PLACES else [])]
        yield f"“{word}” ({', '.join(shown)})"
    if len(words) > _QUOTED:
        yield "…"
