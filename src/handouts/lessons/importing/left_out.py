"""Pictures that do not come along: those packed into a text, and those of a Markdown text that cannot be printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from handouts.diagnostics import Diagnostic, warning
from handouts.lessons import markdown
from handouts.lessons.markdown import FaultyPicture
from handouts.model.text import SourceText

_PACKED = re.compile(r"(data:[\w/+.;=-]{1,100},)[\w+/=%-]{10000,}")
_WEB = re.compile(r"(?:https?|ftp|data):|//", re.IGNORECASE)
# What closes a link behind its words: an address with an optional title, or the name of one.
_LINK_END = re.compile(
    r"\](?:\([ \t]*(?:<[^<>\n]*>|(?:[^\s()]|\([^\s()]*\))*)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)|\[[^\[\]\n]*\])"
)
_OPENING, _CLOSING = "*_[(", " *_])"
_LONGEST_NAME = 80


def without_packed_files(text: str) -> str:
    """The text without the contents of the pictures and fonts that were packed into it."""
    return _PACKED.sub(r"\1", text)


def without_faulty_pictures(source: SourceText, folder: Path) -> tuple[str, tuple[Diagnostic, ...]]:
    """A Markdown text without the pictures that cannot be printed, and a warning for each (import-picture-left-out).

    Their descriptions go too: alone in a paragraph they are no sentences. A link around nothing but such a picture goes
    with it.
    """
    found: list[Diagnostic] = []
    # What stood around a picture may make another one: "!" before it and a link behind it.
    while faulty := markdown.faulty_pictures(source, folder):
        for picture in faulty:
            place = source.location(picture.span.start)
            found.append(warning("import-picture-left-out", place, picture=_name(picture), what=_reason(picture)))
        source = SourceText(source.name, _without(source.text, faulty))
    return source.text, tuple(found)


def _without(text: str, faulty: Sequence[FaultyPicture]) -> str:
    cuts: list[tuple[int, int]] = []
    for picture in faulty:
        start, end = _with_link(text, picture.span.start, picture.span.end)
        if cuts and start <= cuts[-1][1]:
            start, end = cuts.pop()[0], max(end, start)
        cuts.append((start, end))
    begin = 0
    kept: list[str] = []
    for cut in cuts:
        start, end = _with_blank(text, *cut)
        kept.append(text[begin : max(begin, start)])
        begin = end
    return "".join((*kept, text[begin:]))


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """Of two blanks around a picture one goes, and one that then would stand inside a mark."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == " " and after and after in _CLOSING:
        return start - 1, end
    return (start, end + 1) if after == " " and before and before in _OPENING else (start, end)


def _with_link(text: str, start: int, end: int) -> tuple[int, int]:
    match = _LINK_END.match(text, end) if start and text[start - 1] == "[" else None
    return (start - 1, match.end()) if match else (start, end)


def _name(picture: FaultyPicture) -> str:
    file = picture.file if len(picture.file) <= _LONGEST_NAME else picture.file[:_LONGEST_NAME] + "…"
    return f"{file} (“{picture.alt}”)" if picture.alt else file


def _reason(picture: FaultyPicture) -> str:
    return "picture-remote" if _WEB.match(picture.file) else picture.code
