"""What the YAML parser complains of, put as the slip that a person most likely made, where it was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.model.text import SourceText

if TYPE_CHECKING:
    from yaml import Mark, MarkedYAMLError

_GLUED = re.compile(r"\s*(?:- +)?([\w.-]+):\S")  # a key with its value right behind the colon


def place_of(source: SourceText, mark: Mark) -> tuple[int, int]:
    """Line and column as an editor counts them: YAML itself also breaks lines at rarer characters."""
    found = source.location(mark.index)
    return found.line, found.column


def slip(source: SourceText, error: MarkedYAMLError) -> Diagnostic:
    """One of yaml-colon, yaml-no-space, yaml-indentation, yaml-quote, yaml-backslash, yaml-after-quote, yaml-brackets,

    yaml-tab, yaml-sign; yaml-syntax with the parser's words for all else.
    """
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    place = Location(source.name, *(place_of(source, mark) if mark else (0, 0)))
    text, context = error.problem or "", error.context or ""
    if mark is None:
        return problem("yaml-syntax", place, detail=text)
    if "mapping values are not allowed" in text:
        return _colon(source, mark, place)
    if begun and "quoted scalar" in context:
        if "escape" in text:
            return problem("yaml-backslash", place)
        return problem("yaml-quote", Location(source.name, *place_of(source, begun)))
    if begun and "could not find expected ':'" in text and (glued := _GLUED.match(_line(source, begun.index))):
        return problem("yaml-no-space", Location(source.name, *place_of(source, begun)), key=glued[1])
    if "expected <block end>" in text:
        if "found '<block" in text:
            return problem("yaml-indentation", place)
        if source.text[: mark.index].rstrip(" ").endswith(('"', "'")):
            return problem("yaml-after-quote", place)
    if begun and text.startswith(("expected ',' or '}'", "expected ',' or ']'")):
        here = place if begun.line == mark.line else Location(source.name, *place_of(source, begun))
        return problem("yaml-brackets", here, bracket=text[17])
    if "cannot start any token" in text:
        sign = source.text[mark.index : mark.index + 1]
        return problem("yaml-tab", place) if sign == "\t" else problem("yaml-sign", place, sign=sign)
    return problem("yaml-syntax", place, detail=text)


def _colon(source: SourceText, mark: Mark, place: Location) -> Diagnostic:
    """A colon where none can be: inside of a text, or behind a key that does not begin in the column of the others."""
    line = _line(source, mark.index)
    before = line[: mark.index - _start(source, mark.index)]
    if not re.fullmatch(r"\s*[\w.-]+", before):
        return problem("yaml-colon", place)
    above = _start(source, mark.index) - 1
    glued = _GLUED.match(_line(source, above)) if above >= 0 else None
    if glued and ": " not in _line(source, above):
        return problem("yaml-no-space", Location(source.name, place.line - 1, 1), key=glued[1])
    return problem("yaml-indentation", place)


def _start(source: SourceText, offset: int) -> int:
    return source.text.rfind("\n", 0, offset) + 1


def _line(source: SourceText, offset: int) -> str:
    end = source.text.find("\n", offset)
    return source.text[_start(source, offset) : end if end >= 0 else len(source.text)]
