"""Terms of several words: listed ones, those of the glossaries in use, and nouns with a learned modifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.analysis.term_tokens import Token
from handouts.languages.terms import Key, TermWords

_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Find:
    """`length` tokens from `at` are `term`; `rule` says why."""

    at: int
    length: int
    term: str
    rule: str


class KeyIndex:
    """Written terms by their key, looked up from any token of a sentence, the longest first."""

    def __init__(self, terms: Mapping[Key, str]) -> None:
        """`terms` maps each key to the form that is given back."""
        self._starts: dict[str, list[tuple[Key, str]]] = {}
        for words, term in terms.items():
            if words:
                self._starts.setdefault(words[0], []).append((words, term))
        for entries in self._starts.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry))

    def at(self, row: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
        """Length and term of every entry that begins at token `at`."""
        for start in row[at].keys:
            for words, term in self._starts.get(start, ()):
                if _stands(row, at, words):
                    yield len(words), term


def _stands(row: Sequence[Token], at: int, words: Key) -> bool:
    if at + len(words) > len(row):
        return False
    return (
        all(words[k] in row[at + k].keys and (k == 0 or row[at + k].joined) for k in range(1, len(words)))
        and words[0] in row[at].keys
    )


def patterns(row: Sequence[Token], words: TermWords, head_first: bool) -> Iterator[Find]:
    """A head and its learned modifier: "pakta netralitas", "mutual alliance"."""
    for i in range(len(row) - 1):
        head, modifier = (row[i], row[i + 1]) if head_first else (row[i + 1], row[i])
        if not row[i + 1].joined or modifier.lower in words.weak or _is_name(modifier):
            continue
        name = next((k for k in head.keys if k in words.heads), "")
        if name and not _is_name(head) and modifier.keys[0] in words.modifiers:
            term = f"{name} {modifier.lower}" if head_first else f"{modifier.lower} {name}"
            yield Find(i, 2, term, "phrase-pattern")


def _is_name(token: Token) -> bool:
    return token.capital and not token.first


def listed(row: Sequence[Token], index: KeyIndex, rule: str) -> Iterator[Find]:
    """Every listed term, also inside a longer one."""
    for i in range(len(row)):
        yield from (Find(i, length, term, rule) for length, term in index.at(row, i))


def written_as(row: Sequence[Token], find: Find) -> bool:
    """A term with capitals needs them in the essay: "the Union", not "a union"; a small one is no part of a name."""
    parts = find.term.split()
    behind = find.at + find.length
    if len(parts) == 1 and not find.term[:1].isupper() and _is_name(row[find.at]):
        # "Knights Templar" holds no "knight"
        return not (behind < len(row) and row[behind].capital)
    if len(parts) != find.length:
        return row[find.at].capital or not find.term[:1].isupper()
    tokens = row[find.at : find.at + find.length]
    return all(t.capital or not p[:1].isupper() for t, p in zip(tokens, parts, strict=True))


def in_capitals(row: Sequence[Token], find: Find) -> bool:
    """A term in small letters that stands with a capital inside a sentence."""
    return find.term[:1].islower() and _is_name(row[find.at])


def longest(finds: Iterable[Find]) -> list[Find]:
    """Finds that do not overlap: the longer wins, then the one of the earlier source, then the first."""
    taken: set[int] = set()
    chosen: list[Find] = []
    for _, find in sorted(enumerate(finds), key=lambda pair: (-pair[1].length, pair[0])):
        places = range(find.at, find.at + find.length)
        if not taken.intersection(places):
            taken.update(places)
            chosen.append(find)
    return sorted(chosen, key=lambda find: find.at)
