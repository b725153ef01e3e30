"""Names of one sort in an essay, so that one can stand in the place of another: persons, countries, one head word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from handouts.materials.grammar import SentenceView, Token
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.known_names import Known, countries, persons
from handouts.model.analysis import NameMention

_INITIALS = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Names of one sort by their canonical form. `sort` is "who", "country", or the head word that all share."""

    sort: str
    names: dict[str, Known]

    def called(self, name: NameMention) -> bool:
        """True where a name stands with the word that its group shares; "Dalby" for the "Battle of Dalby" does not."""
        return self.sort in ("", "who", "country") or self.sort in name.passage.text.lower().split()


def groups(context: Context) -> tuple[Group, ...]:
    """The groups of the essay that hold at least two names."""
    return tuple(g for g in name_sorts(context) if len(g.names) > 1)


def name_sorts(context: Context) -> tuple[Group, ...]:
    """The sure names of the essay by their sort, be it a single one."""
    found = [Group("who", persons(context)), Group("country", countries(context))]
    taken = {name for group in found for name in group.names}
    heads: dict[str, dict[str, tuple[set[str], set[str]]]] = defaultdict(dict)
    for seen in context.reading.views:
        for name in seen.names:
            head = _head(name.canonical, context)
            if head and name.canonical not in taken:
                forms, places = heads[head].setdefault(name.canonical, (set(), set()))
                forms.add(name.passage.text)
                places.add(seen.sentence.id)
    for head, names in sorted(heads.items()):
        known = {
            k: Known(k, frozenset(f | {k}), frozenset(p)) for k, (f, p) in names.items() if not _shortened(k, names)
        }
        found.append(Group(head, known))
    return tuple(found)


def _shortened(name: str, others: Iterable[str]) -> bool:
    """True for "Madrid Conference" beside "Madrid Peace Conference": they are perhaps one."""
    words = set(name.split())
    return any(words < set(other.split()) for other in others)


def _head(canonical: str, context: Context) -> str:
    """The common noun that a name of two words or more is built on ("Dawes Plan", "Treaty of Paris", "Perang Jawa")."""
    words = canonical.split()
    if len(words) < 2 or "." in canonical:
        return ""
    if context.words.verbs.prefixes:
        head = words[0]
    else:
        head = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    lower = head.lower()
    return lower if lower in context.words.statements.heads else ""


def counted(context: Context) -> Counter[str]:
    """How often each name is met, by its canonical form."""
    return Counter(name.canonical for seen in context.reading.views for name in seen.names)


def proper(name: NameMention, often: Mapping[str, int]) -> bool:
    """True for any other name that is surely one, of two words or met twice: where no other need stand beside it."""
    text = name.passage.text
    if text.isupper() and text.isalpha() and len(text) >= _INITIALS:
        # "NATO"
        return often[name.canonical] > 1
    words = text.split()
    plain = all(word[:1].isupper() and word.isalpha() for word in (words[0], words[-1]))
    return plain and name.type != "other" and (len(words) > 1 or often[name.canonical] > 1)


def place_of(seen: SentenceView, tokens: tuple[Token, ...], index: int) -> tuple[int, int] | None:
    """First and last place of a name's tokens in a clause; None when it stands there in pieces or twice."""
    at = [i for i, t in enumerate(tokens) if t.name == index]
    canonical = seen.names[index].canonical
    twice = any(n.canonical == canonical for k, n in enumerate(seen.names) if k != index and _in(tokens, k))
    if not at or twice or at[-1] - at[0] != len(at) - 1:
        return None
    return at[0], at[-1]


def _in(tokens: Iterable[Token], index: int) -> bool:
    return any(t.name == index for t in tokens)
