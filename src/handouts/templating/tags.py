"""The tags of a template found by their signs alone: what is not closed, not used, or written with too few braces.

Nothing is parsed or compiled, so that it is safe for templates of others; the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from handouts.diagnostics import Diagnostic, Location, warning
from handouts.templating.files import Source

_TAG = re.compile(r"\{#.*?#\}|\{%[-+]?\s*raw\b.*?endraw\s*[-+]?%\}|\{%[-+]?\s*(\w+)\s*([^%]*?)\s*[-+]?%\}", re.S)
_CLOSED = frozenset({"for", "if", "block", "macro", "set", "call", "filter", "with"})
_NAMED = re.compile(r"""["']([^"']+)["']""")
# One brace on each side of a field: {s.title}. Names alone, such as {page}, are filled in by the tool.
_SINGLE = re.compile(r"(?<!\{)\{ ?((?:s|school|lesson|theme|letterhead|signature|sec|loop)\.[\w.]+) ?\}(?!\})")


@dataclass(frozen=True, slots=True)
class Tag:
    """{% name rest %} from `start` to `end`."""

    name: str
    rest: str
    start: int
    end: int


def tags(text: str) -> tuple[Tag, ...]:
    """The tags in order, without those in comments and raw parts."""
    return tuple(Tag(t[1], t[2], t.start(), t.end()) for t in _TAG.finditer(text) if t[1])


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def unclosed(text: str) -> tuple[str, int] | None:
    """Name and line of the first tag whose end is missing: the innermost where another's end comes, else the last."""
    open_: list[Tag] = []
    for tag in tags(text):
        if tag.name in _CLOSED and not (tag.name == "set" and "=" in tag.rest):
            open_.append(tag)
        elif tag.name.startswith("end"):
            if open_ and open_[-1].name != tag.name[3:] and any(t.name == tag.name[3:] for t in open_):
                break
            if open_ and open_[-1].name == tag.name[3:]:
                open_.pop()
    return (open_[-1].name, line_of(text, open_[-1].start)) if open_ else None


def leftovers(sources: Sequence[Source]) -> Iterator[Diagnostic]:
    """What is written in the theme's own templates (level 0) and will not be printed, or not as it was meant.

    Codes, all warnings: template-unused-block, template-outside-blocks, template-single-braces.
    """
    by_key = {source.key: source for source in sources}
    levels = 1 + max((source.level for source in sources), default=0)
    for source in sources:
        if source.level == 0:
            yield from _single(source)
            extended = below(source, by_key, levels)
            if extended is not None:
                yield from _unused(source, _blocks(extended, by_key, levels))


def _single(source: Source) -> Iterator[Diagnostic]:
    for found in _SINGLE.finditer(source.text):
        place = Location(source.place, line_of(source.text, found.start()))
        yield warning("template-single-braces", place, found=f"{{{found[1]}}}", meant=f"{{{{ {found[1]} }}}}")


def below(source: Source, by_key: Mapping[str, Source], levels: int) -> Source | None:
    """The template that this one extends, None for none and for one that is not there."""
    extended = next((tag for tag in tags(source.text) if tag.name == "extends"), None)
    named = _NAMED.search(extended.rest) if extended else None
    if named is None:
        return None
    name = named[1].removeprefix("base/")
    first = source.level + 1 if name != named[1] else 0
    return next((by_key[f"{n}/{name}"] for n in range(first, levels) if f"{n}/{name}" in by_key), None)


def _blocks(source: Source, by_key: Mapping[str, Source], levels: int) -> set[str]:
    """The names of the blocks of a template and of those that it extends."""
    names: set[str] = set()
    done: set[str] = set()
    here: Source | None = source
    while here is not None and here.key not in done:
        done.add(here.key)
        names |= {tag.rest.split()[0] for tag in tags(here.text) if tag.name == "block" and tag.rest}
        here = below(here, by_key, levels)
    return names


def _unused(source: Source, known: set[str]) -> Iterator[Diagnostic]:
    """Blocks at the outside that the template below does not have, and words beside the blocks."""
    depth, behind = 0, 0
    text = _without_comments(source.text)
    for tag in tags(source.text):
        if depth == 0:
            yield from _outside(source, text, behind, tag.start)
            name = tag.rest.split()[0] if tag.rest else ""
            if tag.name == "block" and name not in known:
                close = get_close_matches(name, sorted(known), 1, 0.5)
                place, names = Location(source.place, line_of(source.text, tag.start)), ", ".join(sorted(known))
                meant = close[0] if close else ""
                yield warning("template-unused-block", place, name=name, known=names, suggestion=meant)
        if tag.name in ("block", "macro"):
            depth += 1
        elif tag.name in ("endblock", "endmacro"):
            depth = max(0, depth - 1)
        behind = tag.end
    if depth == 0:
        yield from _outside(source, text, behind, len(text))


def _outside(source: Source, text: str, start: int, end: int) -> Iterator[Diagnostic]:
    words = text[start:end].strip()
    if words:
        at = start + text[start:end].index(words[0])
        yield warning("template-outside-blocks", Location(source.place, line_of(text, at)), text=words[:40])


def _without_comments(text: str) -> str:
    """The text with blanks for the comments of both kinds, so that offsets and lines stay."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", found[0])

    return re.sub(r"\{#.*?#\}|<!--.*?-->", blank, text, flags=re.S)
