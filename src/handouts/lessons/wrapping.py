"""Lines broken by hand or by an editor: whether a text has them, and which of them make one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from handouts.languages.flag_words import flag_words
from handouts.languages.labels import languages

SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_PUNCTUATED = re.compile(r"[^\w\s][\"'”’»)\]]*$")
_IN_WORD = re.compile(r"(?<=\w-)[^\S\n]*\n\s*(?=\w)")
_WORD = re.compile(r"\w*")
_MARK = re.compile(r"(?:([-*•·–—])|\(?(?:\d{1,2}|[A-Za-z])[.)])\s")
_NARROWEST, _WIDEST = 20, 120  # characters; a longest line outside these is no line length anybody sets
_RUNNING, _FULL = 0.4, 0.9  # of the places where a line follows another
FEW, _MANY = 3, 6
# Lines broken by eye: most reach three quarters of the longest, and few end at a comma, as lines of verse do.
_BY_EYE, _NEARLY_FULL, _MOST_PUNCTUATED, _EYE_NARROWEST = 0.75, 0.8, 0.3, 45
_SHORT = 0.6
_OVERLONG = 1.15

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Joint:
    """A line and the one below it."""

    line: str
    below: str

    @property
    def reach(self) -> int:
        """The length that the line would have with the next word: an editor breaks only where that is too long."""
        return len(self.line.rstrip()) + 1 + len(self.below.split(maxsplit=1)[0])

    @property
    def ended(self) -> bool:
        """A sentence ends with the line."""
        return bool(SENTENCE_END.search(self.line.rstrip()))

    @property
    def runs_on(self) -> bool:
        """The line ends inside a sentence and the next one begins small."""
        first = next((c for c in self.below if c.isalnum()), "")
        return not self.ended and first.islower() and not _MARK.match(self.below.lstrip())


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text were broken: the longest has `width` characters; `exact`: each as late as it could be."""

    width: int
    exact: bool

    def paragraphs(self, group: Sequence[Line]) -> list[list[Line]]:
        """The lines of a group (no blank line among them), each with its offset, by paragraph."""
        parts = [[group[0]]]
        listed = _mark(group[0][1])
        indent = min(_indent(line) for _, line in group)
        for (_, before), (at, line) in pairwise(group):
            joint = _Joint(before, line)
            marked = bool(listed) and _mark(line) == listed
            indented = joint.ended and _indent(line) > indent
            if marked or indented or self._parts(joint):
                parts.append([])
            parts[-1].append((at, line))
        return parts

    def _parts(self, joint: _Joint) -> bool:
        """Whether a paragraph ends between two lines."""
        if self.exact:
            return joint.reach <= self.width
        return len(joint.line.rstrip()) < _SHORT * self.width and not joint.runs_on


def wrapping(groups: Sequence[Sequence[Line]], fewest: int = 1) -> Wrapping | None:
    """How the lines of a text, in groups between blank lines, were broken; None where each line is a paragraph.

    `fewest` lines at least must run on.

    Broken lines end inside a sentence, the next ones begin small, and all are about as long as the longest. Lines of
    verse, lists and headings begin with capitals or marks, or differ in length.
    """
    joints = _joints(groups)
    lines = [line.rstrip() for group in groups if len(group) > 1 for _, line in group if len(line.split()) > 1]
    width = max(map(len, lines), default=0)
    running = [joint for joint in joints if joint.runs_on]
    if not _NARROWEST <= width <= _WIDEST or len(running) < max(fewest, _RUNNING * len(joints)):
        return None
    if _has_longer_line(groups, width):
        return None
    full = sum(joint.reach > width for joint in running)
    bare = sum(not _PUNCTUATED.search(joint.line.rstrip()) for joint in running)
    if len(running) < FEW:
        closed = all(SENTENCE_END.search(group[-1][1].rstrip()) for group in groups if len(group) > 1)
        sure = full == len(running) and 2 * bare >= len(running) and bare > 0 and closed
        return Wrapping(width, exact=True) if sure else None
    if full >= _FULL * len(running):
        return Wrapping(width, exact=True)
    return Wrapping(width, exact=False) if _is_by_eye(running, width, bare) else None


def breaks_in_words(text: str) -> list[tuple[int, int]]:
    """The line ends behind a hyphen inside a word: "orang-" / "orang". Not those of "pre-" / "and post-war"."""
    found = list(_IN_WORD.finditer(text))
    if not found:
        return []
    joiners = {word for code in languages() for word in flag_words(code).hyphens.joiners}
    return [match.span() for match in found if _word(text, match.end()) not in joiners]


def _word(text: str, at: int) -> str:
    match = _WORD.match(text, at)
    return match[0].lower() if match else ""


def _is_by_eye(running: Sequence[_Joint], width: int, bare: int) -> bool:
    nearly = sum(joint.reach > _BY_EYE * width for joint in running)
    return (
        len(running) >= _MANY
        and width >= _EYE_NARROWEST
        and nearly >= _NEARLY_FULL * len(running)
        and len(running) - bare <= _MOST_PUNCTUATED * len(running)
    )


def _has_longer_line(groups: Sequence[Sequence[Line]], width: int) -> bool:
    """A sentence alone on a line that is longer than the lines that might be broken: here nobody broke lines."""
    alone = (group[0][1].rstrip() for group in groups if len(group) == 1)
    return any(len(line) > _OVERLONG * width and SENTENCE_END.search(line) for line in alone)


def _joints(groups: Sequence[Sequence[Line]]) -> list[_Joint]:
    return [_Joint(before, line) for group in groups for (_, before), (_, line) in pairwise(group)]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _mark(line: str) -> str:
    """The kind of list mark that a line begins with: the mark itself, "1" for all numbers and letters, "" for none."""
    match = _MARK.match(line.lstrip())
    return (match[1] or "1") if match else ""
