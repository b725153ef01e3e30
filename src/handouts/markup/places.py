"""Where in a template something stands: the stamps of the elements, and what lies between stamp and mistake."""

from __future__ import annotations

import re

from handouts.diagnostics import Location

STAMP = "_src"
Marks = tuple[tuple[int, str], ...]  # offsets of words outside of a template's elements, and their places
_STAMPED = re.compile(r'<[^\s<>/]+ _src="([^"]*)"')
_MARK = re.compile("\ufdd0([^\ufdd0\ufdd1]*)\ufdd1")
_TAG = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(/?)([^\s<>/!?]+)((?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>", re.S)
_ENTITIES = {"&quot;": '"', "&#34;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&"}


def location(stamp: str | None, line: int = 0) -> Location:
    """The place a stamp names ("worksheet.xml.j2:12"); without a stamp, the line of the markup."""
    file, _, number = (stamp or "").rpartition(":")
    return Location(file, int(number)) if file and number.isdigit() else Location("markup", line)


def unmarked(text: str) -> tuple[str, Marks]:
    """The markup without the marks of words outside of a template's elements, and where they stood in it."""
    marks: list[tuple[int, str]] = []
    out: list[str] = []
    done = length = 0
    for mark in _MARK.finditer(text):
        out.append(text[done : mark.start()])
        length += len(out[-1])
        marks.append((length, mark[1]))
        done = mark.end()
    return "".join([*out, text[done:]]), tuple(marks)


def near(text: str, offset: int, marks: Marks = ()) -> Location:
    """The place of an offset in the markup: the last stamp or mark before it, and the line breaks since."""
    known = [(stamp.end(), stamp[1]) for stamp in _STAMPED.finditer(text, 0, offset)]
    known += [mark for mark in marks if mark[0] <= offset]
    if not known:
        return Location("markup", text.count("\n", 0, offset) + 1)
    last, stamp = max(known)
    place = location(_plain(stamp))
    return Location(place.file, place.line + text.count("\n", last, offset))


def unbalanced(text: str) -> tuple[Location, str, str] | None:
    """The first element that is closed by another's end tag, never closed or never opened: its place, its name ("" for

    none that is opened), and the name in the end tag that comes instead ("" for the end of the markup).
    """
    stack: list[tuple[str, int]] = []
    for tag in _TAG.finditer(text):
        closing, name, rest = tag[1], tag[2], tag[3]
        if name is None or rest.endswith("/"):
            continue
        if not closing:
            stack.append((name, tag.end()))
        elif stack and stack[-1][0] == name:
            stack.pop()
        elif any(name == opened for opened, _ in stack):
            opened, end = stack[-1]
            return near(text, end), opened, name
        else:
            return near(text, tag.start()), "", name
    if stack:
        opened, end = stack[-1]
        return near(text, end), opened, ""
    return None


def offset(text: str, line: int, column: int) -> int:
    """The offset of a line and column, both from 1."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return min(start + max(column - 1, 0), len(text))


def offset_of_text(text: str, words: str, after: int) -> int:
    """The offset of the first of `words` at or after `after`; `after` itself when they are written otherwise."""
    first = words.split()[0]
    escaped = first.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found = text.find(escaped, after)
    return found if found >= 0 else after


def start_of(text: str, number: int) -> int:
    """The offset just behind the start tag of the `number`-th element (from 0) of the markup."""
    starts = (tag.end() for tag in _TAG.finditer(text) if tag[2] is not None and not tag[1])
    return next((end for i, end in enumerate(starts) if i == number), 0)


def _plain(stamp: str) -> str:
    for written, meant in _ENTITIES.items():
        stamp = stamp.replace(written, meant)
    return stamp
