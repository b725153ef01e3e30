"""Which labels the templates of a theme can print: found by their signs alone, as `tags` are, in linear time.

A block counts only where it is printed: not when a theme above puts another in its place and does not call `super()`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handouts.templating.files import Source
from handouts.templating.tags import below, tags

_KEY = re.compile(r"""["']([a-z0-9_]+(?:\.[a-z0-9_]+)+)["']""")
_PREFIX = re.compile(r"""["']([a-z0-9_.]*[._])["']\s*~""")
_COMMENT = re.compile(r"\{#.*?#\}", re.S)
_SUPER = re.compile(r"\bsuper\s*\(")


@dataclass(frozen=True)
class Mentioned:
    """Label keys that templates name, and beginnings of keys that they put together."""

    keys: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()

    def __contains__(self, key: str) -> bool:
        return key in self.keys or key.startswith(tuple(self.prefixes))


@dataclass
class _Template:
    """A template cut up: what stands outside its blocks, and in each block without those inside it."""

    root: str = ""
    blocks: dict[str, str] = field(default_factory=dict)
    inside: dict[str, list[str]] = field(default_factory=dict)  # blocks by the block they stand in, "" for the root


def mentioned_labels(sources: Sequence[Source]) -> Mentioned:
    """What the templates of a chain of themes, nearest first, can print."""
    by_key = {source.key: source for source in sources}
    levels = 1 + max((source.level for source in sources), default=0)
    nearest = {source.file: source for source in sorted(sources, key=lambda s: -s.level)}
    text = " ".join(part for source in nearest.values() for part in _printed(source, by_key, levels))
    return Mentioned(frozenset(_KEY.findall(text)), frozenset(_PREFIX.findall(text)))


def printed_instead(key: str, sources: Sequence[Source]) -> str:
    """The first label in the block that a theme has put in the place of the one with `key`; "" for none."""
    by_key = {source.key: source for source in sources}
    levels = 1 + max((source.level for source in sources), default=0)
    for source in sorted(sources, key=lambda s: (s.level, s.file)):
        chain = _chain(source, by_key, levels)
        for number, template in enumerate(chain):
            for name in (name for name, text in template.blocks.items() if key in _KEY.findall(text)):
                above = next((upper.blocks[name] for upper in chain[:number] if name in upper.blocks), "")
                if found := _KEY.search(above):
                    return found[1]
    return ""


def _chain(source: Source, by_key: Mapping[str, Source], levels: int) -> list[_Template]:
    """A template and those that it extends, cut up."""
    chain: list[_Template] = []
    done: set[str] = set()
    here: Source | None = source
    while here is not None and here.key not in done:
        done.add(here.key)
        chain.append(_cut(_COMMENT.sub("", here.text)))
        here = below(here, by_key, levels)
    return chain


def _printed(source: Source, by_key: Mapping[str, Source], levels: int) -> Iterator[str]:
    chain = _chain(source, by_key, levels)
    # above the last one only macros and values stand outside of blocks
    yield from (template.root for template in chain)
    waiting = list(chain[-1].inside.get("", ()))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for template in chain:
            if name in template.blocks:
                yield template.blocks[name]
                waiting += template.inside.get(name, ())
                if not _SUPER.search(template.blocks[name]):
                    break


def _cut(text: str) -> _Template:
    cut = _Template()
    open_ = [""]
    behind = 0

    def add(part: str) -> None:
        if open_[-1]:
            cut.blocks[open_[-1]] = cut.blocks.get(open_[-1], "") + part
        else:
            cut.root += part

    for tag in tags(text):
        add(text[behind : tag.end])
        behind = tag.end
        if tag.name == "block" and tag.rest:
            name = tag.rest.split()[0]
            cut.inside.setdefault(open_[-1], []).append(name)
            cut.blocks.setdefault(name, "")
            open_.append(name)
        elif tag.name == "endblock" and len(open_) > 1:
            open_.pop()
    add(text[behind:])
    return cut
