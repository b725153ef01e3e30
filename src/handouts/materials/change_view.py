"""What was changed in the text, for the teacher's key: what stood there, what stands there now, and why."""

from __future__ import annotations

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.model.correction import Correction
from handouts.model.handout import Handout
from handouts.model.sheet import KeyChange

# Characters of a passage or reason that are printed; a longer one loses its middle and is still to be recognised.
LONGEST = 480
_AROUND = 120
_WHAT = {
    "replace": "key.change_replaced",
    "leave-out": "key.change_left_out",
    "keep": "key.change_kept",
    "do-not-use": "key.change_not_used",
}


def changes(handout: Handout, labels: Labels, anchors: Anchors) -> tuple[KeyChange, ...]:
    """One entry for each correction in the order of the printed text, and one for all citation marks taken out."""
    made = [
        KeyChange(str(n), labels[_WHAT[c.action]], _place(c, labels, anchors), _lines(c, labels))
        for n, c in enumerate(sorted(handout.corrections, key=_where), start=1)
    ]
    if handout.marks_removed:
        made.append(KeyChange(str(len(made) + 1), labels("key.change_marks", count=handout.marks_removed), "", ()))
    return tuple(made)


def _where(correction: Correction) -> tuple[int, int, int]:
    there = correction.passage or correction.after
    if there is None:
        return (-1, 0, correction.place.line)
    return (there.block, there.start if correction.passage else there.end, correction.place.line)


def _place(correction: Correction, labels: Labels, anchors: Anchors) -> str:
    """Where it stands on the printed page; of what was left out, after which line it stood."""
    if correction.passage:
        return anchors.place(correction.passage, labels)
    place = anchors.place(correction.after, labels) if correction.after else ""
    return labels("key.change_after", place=place) if place else ""


def _lines(correction: Correction, labels: Labels) -> tuple[str, ...]:
    now = correction.action == "replace"
    before = "key.change_was" if now or correction.action == "leave-out" else "key.change_text"
    old, new = _differing(correction.original, correction.replacement) if now else (correction.original, "")
    lines = [labels(before, text=_quote(old, labels))]
    if now:
        lines.append(labels("key.change_now", text=_quote(new, labels)))
    return (*lines, labels("key.change_reason", text=_shortened(correction.reason)))


def _quote(text: str, labels: Labels) -> str:
    return labels("punctuation.quote", text=_shortened(text))


def _differing(old: str, new: str) -> tuple[str, str]:
    """Both texts; of long ones the part in which they differ, with some words around it."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    first = _alike(old, new)
    last = min(_alike(old[::-1], new[::-1]), min(len(old), len(new)) - first)
    start = max(old.rfind(" ", 0, max(first - _AROUND, 0)), 0)
    return _part(old, start, last), _part(new, start, last)


def _alike(a: str, b: str) -> int:
    """How many characters two texts share at their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _part(text: str, start: int, same_at_end: int) -> str:
    end = len(text) - same_at_end + _AROUND
    cut = text.find(" ", end)
    part = text[start:] if cut < 0 else text[start:cut] + " …"
    return f"…{part}" if start else part


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST - _AROUND].rsplit(" ", 1)[0]
    return f"{head} … {text[-_AROUND:].split(' ', 1)[-1]}"
