"""Which names are names of one person, and what in a sentence shows that a name is a person's."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from handouts.analysis.name_chunks import Chunk, Word, is_roman
from handouts.languages.dictionary import standing
from handouts.languages.lexicon import Lexicon

_FURTHEST = 7  # words between a role and the comma of its apposition
_NEAREST = 4  # words behind the comma among which the role stands
_BREAKS = frozenset('.,;:()[]!?"“”–—…')


class People:
    """Full names, looked up by surname and first name."""

    def __init__(self, names: Collection[str], lex: Lexicon) -> None:
        self._lex = lex
        self._by_last: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(names):
            parts = _parts(name, lex)
            if len(parts) > 1:
                self._by_last.setdefault(parts[-1], []).append((name, parts))
                self._by_first.setdefault(parts[0], []).append(name)

    def same(self, name: str) -> list[str]:
        """The names that may be this person's. A surname alone may be that of everyone who has it."""
        parts = _parts(name, self._lex)
        there = self._by_last.get(parts[-1], ()) if parts else ()
        return [other for other, its in there if len(parts) == 1 or _same(parts, its)]

    def fullest(self, name: str) -> str:
        """The longest of the names that are surely of the same person; the name itself when there is none.

        A surname alone is short for the only person of that surname.
        """
        parts = _parts(name, self._lex)
        if not parts or (parts[-1],) in self._lex.names.places or parts[-1] in self._lex.names.demonyms:
            return name
        found = self.same(name)
        each = [_parts(one, self._lex) for one in found]
        if not found or not all(_same(a, b) for i, a in enumerate(each) for b in each[i + 1 :]):
            return name
        longest = max(found, key=lambda one: (len(one.split()), len(one)))
        return longest if len(longest.split()) >= len(name.split()) else name

    def by_first_name(self, word: str) -> str:
        """The only name that begins with this word ("Zhou"), which is no one's surname; else ""."""
        lower = word.lower()
        if (lower,) in self._lex.names.places or lower in self._lex.names.demonyms or lower in self._by_last:
            return ""
        found = self._by_first.get(lower, [])
        return found[0] if len(found) == 1 else ""


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names differ in nothing but middle names and initials.

    "Anna Brandt" is "Anna M. Brandt" and "A. Brandt", but "Anna M. Brandt" is not "Anna L. Brandt": who has a middle
    name in both must have the same.
    """
    if one[-1] != other[-1] or not _alike(one[0], other[0]):
        return False
    middle, also = one[1:-1], other[1:-1]
    if not middle or not also:
        return True
    return len(middle) == len(also) and all(_alike(a, b) for a, b in zip(middle, also, strict=True))


def may_be_full_name(form: str, lex: Lexicon) -> bool:
    """Two words or three, none of them an ordinary one, a nationality or letters that stand for words ("U.S.S.")."""
    words = form.split()
    return 1 < len(words) < 4 and not any(
        (w.isupper() and len(w.rstrip(".")) > 1)
        or w.lower() in lex.names.demonyms
        or any(standing(part, lex.code) == "ordinary" for part in w.lower().rstrip(".").split("-"))
        for w in words
    )


def introduced(chunk: Chunk, words: Sequence[Word], lex: Lexicon) -> bool:
    """Whether an apposition says who it is: "the foreign minister, Anna Brandt", "Anna Brandt, the premier".

    So does the number of a monarch: "Jayadara VII".
    """
    if len(chunk.words) < 2:
        return False
    if len(chunk.words) == 2 and is_roman(chunk.words[1].text):
        name = chunk.words[0]
        return not name.text.isupper() and standing(name.lower, lex.code) != "ordinary"
    at = next(i for i, w in enumerate(words) if w.start == chunk.words[0].start)
    behind = at + len(chunk.words)
    if at and words[at - 1].text == "," and _role_before(words[: at - 1], lex):
        return True
    place = at > 0 and words[at - 1].lower in lex.names.before_places
    return (
        not place
        and words[behind : behind + 1] != []
        and words[behind].text == ","
        and _role_after(words[behind + 1 :], lex)
    )


def _role_before(words: Sequence[Word], lex: Lexicon) -> bool:
    """A role closes the words, with nothing behind it but whose it is: "the minister of Norland", "wakil Norland"."""
    for i in range(len(words) - 1, max(len(words) - 1 - _FURTHEST, -1), -1):
        word = words[i]
        if word.text in _BREAKS:
            return False
        if _is_role(words, i, lex):
            return True
        belongs = word.capital or word.lower in lex.names.demonyms or word.lower in lex.names.role_links
        if not belongs:
            return False
    return False


def _role_after(words: Sequence[Word], lex: Lexicon) -> bool:
    """An article and soon a role, or where there are no articles a role at once; the apposition has an end."""
    opens = words[0].lower in lex.definitions.appositives if words else False
    near = range(1, 1 + _NEAREST) if opens else range(1)
    if not opens and not lex.names.head_first:
        return False
    at = next((i for i in near if i < len(words) and _is_role(words, i, lex)), None)
    if at is None or any(w.text in _BREAKS for w in words[:at]):
        return False
    return any(w.text in _BREAKS for w in words[at + 1 : at + 2 + _FURTHEST]) or len(words) <= at + 1 + _FURTHEST


def _is_role(words: Sequence[Word], at: int, lex: Lexicon) -> bool:
    """Whether a role stands there, or a title begins or ends there."""
    known = lex.definitions.roles | lex.names.roles
    if words[at].lower in known:
        return True
    lower = tuple(w.lower for w in words)
    return any(
        title in (lower[at + 1 - len(title) : at + 1], lower[at : at + len(title)]) for title in lex.names.titles
    )


def _parts(name: str, lex: Lexicon) -> tuple[str, ...]:
    """The words in small letters, without points, titles in front and the small words of a surname."""
    parts = tuple(p.lower().rstrip(".") for p in name.split())
    longest = max((len(t) for t in lex.names.titles), default=0)
    while len(parts) > 1:
        end = next((n for n in range(min(longest, len(parts) - 1), 0, -1) if parts[:n] in lex.names.titles), 0)
        if not end:
            break
        parts = parts[end:]
    return tuple(p for i, p in enumerate(parts) if i in (0, len(parts) - 1) or p not in lex.names.inside)


def _alike(one: str, other: str) -> bool:
    """The same name, or one shortened: "A" and "Anna", "Moh" and "Mohammad"."""
    return one == other or (min(len(one), len(other)) < 4 and (one.startswith(other) or other.startswith(one)))
