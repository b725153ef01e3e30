"""Which names may stand for another so that the statement is wrong, and still one that a pupil has to think about.

A name of the same sort that the text lets act nearby, in a clause that says what only one did. A leader is not paired
with his own country, nor a country with its own people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handouts import seeds
from handouts.languages.carrier_words import carrier_words
from handouts.materials.facts import Fact
from handouts.materials.grammar import SentenceView, Token, content_words, is_verb, untokenise
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.known_names import Known
from handouts.materials.kinds.name_groups import Group, groups, place_of

_SIMILAR, _OTHERS = 0.5, 3
_SHORT = 3  # letters of words that say nothing of a name
_ROOT, _LEAST_ROOT = 5, 4  # letters that a country shares with its people ("Panama", "Panamanian")
_TITLE = 5  # words of a title
_ACTING = ("who", "country")


@dataclass(frozen=True, slots=True)
class Swap:
    """The place of a name in the clause (first and last token), the name, and one that may take its place."""

    first: int
    last: int
    canonical: str
    other: Known


@dataclass(frozen=True)
class Swaps:
    """The names of an essay under the question which of them may change places."""

    context: Context

    @cached_property
    def sorts(self) -> tuple[Group, ...]:
        """The groups of names of one sort."""
        return groups(self.context)

    def of(self, fact: Fact, seen: SentenceView) -> Iterator[Swap]:
        """Each name of a clause that another can stand for, at a place where it stands for itself."""
        tokens, words = tuple(fact.clause.shown), self.context.words
        statements = words.statements
        acting = {t.lower for t in tokens[fact.clause.verb : fact.clause.verb + 2]}
        if self._together(seen) or "link" in fact.clause.faults:
            # what one is may be true of another as well
            return
        if acting & statements.shared:
            return
        for index in dict.fromkeys(t.name for t in tokens if t.name >= 0):
            canonical = seen.names[index].canonical
            sort = next((g for g in self.sorts if canonical in g.names), None)
            place = place_of(seen, tokens, index)
            if sort is None or place is None or not self._free(fact, tokens, *place):
                continue
            if not sort.called(seen.names[index]):
                continue
            if sort.sort == "who" and (self._recipient(fact, tokens, place[0]) or self._owning(tokens)):
                continue
            if sort.sort == "country" and self._link(tokens, place[0]) in self._ways:
                # "moved to Lund": where else one went, or would never go, the text need not say
                continue
            other = self._other(fact, seen, sort, canonical, place)
            if other is not None:
                yield Swap(*place, canonical, other)

    def _together(self, seen: SentenceView) -> bool:
        """True when something is told that two sides do together: not what one "signed into law"."""
        symmetric, alone = self.context.words.statements.symmetric, self.context.words.statements.alone
        lower = [*(t.lower for t in seen.tokens), ""]
        return any(word in symmetric and after not in alone for word, after in pairwise(lower))

    def _free(self, fact: Fact, tokens: Sequence[Token], first: int, last: int) -> bool:
        """True when the name is no part of a list, no attribute of the next word, no mere relation of the subject."""
        words, verb = self.context.words, fact.clause.verb
        front = self._front(tokens, first, verb)
        last = self._skipped(tokens, last, verb)
        near = [t.lower for t in (*(() if front else tokens[max(first - 2, 0) : first]), *tokens[last + 1 : last + 3])]
        if set(near) & (words.clauses.list_joints | {","}) or "between" in near or "antara" in near:
            return False
        if any(t.text == "," for t in tokens[verb:first]):
            # what is told behind the comma is not what the clause says
            return False
        link = self._link(tokens, first)
        if first < verb and link in words.clauses.prepositions - words.labels.places - words.labels.owned:
            # "the campaign against Lund left him popular" says nothing of Lund
            return False
        before = tokens[first - 1] if first and not front else None
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        function = words.clauses.prepositions | words.clauses.articles
        opened = before is None or before.lower in function or first - 1 == verb
        head = fact.clause.tokens[verb] if verb < len(tokens) else None
        closed = after is None or after is head or after.lower in words.clauses.prepositions
        return opened and closed and (after is not None or before is not None)

    def _front(self, tokens: Sequence[Token], first: int, verb: int) -> bool:
        """True for a subject behind the comma of a phrase without a verb that opens the sentence."""
        comma = next((i for i, t in enumerate(tokens) if t.text == ","), -1)
        words = self.context.words
        start = first - 1 if first and tokens[first - 1].lower in words.clauses.articles else first
        opened = {t.lower for t in tokens[:2]} & words.clauses.prepositions
        return 0 < comma == start - 1 and first < verb and bool(opened)

    def _skipped(self, tokens: Sequence[Token], last: int, verb: int) -> int:
        """The last token before the verb, when only an adverb stands between it and the name."""
        between = tokens[last + 1 : verb]
        light = self.context.words.clauses.removable
        adverb = not self.context.words.verbs.prefixes
        plain = all(t.lower in light or (adverb and t.lower.endswith("ly")) for t in between)
        return verb - 1 if last < verb and plain else last

    def _recipient(self, fact: Fact, tokens: Sequence[Token], first: int) -> bool:
        """True behind a preposition that says to or with whom: few others can be meant, and nobody can tell who."""
        words = self.context.words
        link = self._link(tokens, first)
        plain = words.labels.owned | {words.clauses.agent}
        return first > fact.clause.verb and link in words.clauses.prepositions - plain

    def _owning(self, tokens: Sequence[Token]) -> bool:
        """True where something is said to be his: with another name it is somebody else's."""
        clauses = self.context.words.clauses
        suffix = clauses.possessive_suffix
        ended = (t.lower for t in tokens if suffix and t.lower.endswith(suffix))
        return any(t.lower in clauses.possessives for t in tokens) or any(
            w not in clauses.not_possessive for w in ended
        )

    @cached_property
    def _ways(self) -> frozenset[str]:
        """Words that say where from and where to."""
        return carrier_words(self.context.analysis.language).ways

    def _link(self, tokens: Sequence[Token], first: int) -> str:
        """The word that joins a name to what stands before it, without article; "" at the beginning."""
        articles = self.context.words.clauses.articles
        at = first - 2 if first > 1 and tokens[first - 1].lower in articles else first - 1
        return tokens[at].lower if at >= 0 else ""

    def _other(
        self, fact: Fact, seen: SentenceView, sort: Group, canonical: str, place: tuple[int, int]
    ) -> Known | None:
        """A name that did nothing like it. The country that the essay is about is no partner of itself."""
        context, subject = self.context, place[0] < fact.clause.verb
        text = untokenise(fact.clause.shown)
        alike = {c for row in context.words.statements.same if canonical.lower() in row for c in row}
        most = max(sort.names.values(), key=lambda k: len(k.sentences)).text
        barred = {most} if sort.sort == "country" and not subject else set()
        rest = content_words(text, context.words) - content_words(canonical, context.words)
        beside = {w for w in text.split() if w[:1].isupper() and len(w) > _SHORT} - set(canonical.split())
        found = [
            k
            for name, k in sort.names.items()
            if name not in barred
            and name.lower() not in alike
            and name != canonical
            and not any(f in text or f in canonical or canonical in f for f in k.forms)
            and not beside & set(k.text.split())
            and self._near(name, k, sort, fact)
            and (name in self._rulers) == (canonical in self._rulers)
            and not self._bound(name, sort, fact, seen, canonical)
            and all(len(rest & context.contents[s]) < _SIMILAR * max(len(rest), 1) for s in k.sentences)
        ]
        found.sort(key=lambda k: (-len(k.sentences), k.text))
        draw = seeds.rng(*context.ids, "name", fact.sentence.key)
        return draw.choice(found[:_OTHERS]) if found else None

    def _near(self, name: str, known: Known, sort: Group, fact: Fact) -> bool:
        """True for a name of the same paragraph or one beside it; persons and countries have to act there."""
        at = self._order.get(fact.sentence.passage.block, 0)
        if sort.sort in _ACTING:
            return any(abs(at - block) <= 1 for block in self._acting[name])
        return any(abs(at - self._blocks[s]) <= 1 for s in known.sentences)

    @cached_property
    def _order(self) -> dict[int, int]:
        """The number of each paragraph that has usable sentences, by its block."""
        blocks = dict.fromkeys(v.sentence.passage.block for v in self.context.reading.views)
        return {block: i for i, block in enumerate(blocks)}

    @cached_property
    def _blocks(self) -> dict[str, int]:
        """The number of the paragraph of each usable sentence, by its id."""
        return {v.sentence.id: self._order[v.sentence.passage.block] for v in self.context.reading.views}

    @cached_property
    def _acting(self) -> dict[str, set[int]]:
        """The numbers of the paragraphs in which a name is a subject, or did what is told in the passive."""
        found: dict[str, set[int]] = defaultdict(set)
        for seen in self.context.reading.views:
            subjects = [c.subject for c in self.context.reading.clauses[seen.sentence.id]]
            for name in (*(n for s in subjects for n in self._subjects(s)), *self._doing(seen.tokens)):
                found[seen.names[name].canonical].add(self._blocks[seen.sentence.id])
        return found

    def _doing(self, tokens: Sequence[Token]) -> Iterator[int]:
        """The names with a verb right behind them, in whatever clause, or behind "by"."""
        words = self.context.words
        for i, token in enumerate(tokens):
            if token.name < 0 or (i + 1 < len(tokens) and tokens[i + 1].name == token.name):
                continue
            after = i + 1
            while after < len(tokens) and (tokens[after].lower in words.clauses.removable | words.labels.earlier):
                after += 1
            verb = after < len(tokens) and (is_verb(tokens, after, words) or tokens[after].lower in words.verbs.link)
            start = self._start(tokens, i)
            agent = start > 0 and self._link(tokens, start) == words.clauses.agent
            if agent or (verb and not self._attached(tokens, i)):
                yield token.name

    def _subjects(self, subject: Sequence[Token]) -> Iterator[int]:
        """The names that are a subject or one of several, by their index: not what belongs to another word."""
        joints = self.context.words.clauses.list_joints
        for i, token in enumerate(subject):
            after = subject[i + 1] if i + 1 < len(subject) else None
            ends = after is None or after.text == "," or after.lower in joints
            if token.name >= 0 and ends and not self._attached(subject, i):
                yield token.name

    def _attached(self, subject: Sequence[Token], at: int) -> bool:
        """True when a preposition leads to the name ("the King of Lund")."""
        return self._link(subject, self._start(subject, at)) in self.context.words.clauses.prepositions

    @staticmethod
    def _start(tokens: Sequence[Token], at: int) -> int:
        """Where the name begins that stands at a place."""
        first = at
        while first > 0 and tokens[first - 1].name == tokens[at].name:
            first -= 1
        return first

    @cached_property
    def _rulers(self) -> frozenset[str]:
        """Persons with the title of a ruler: no minister or captain does what they do."""
        titles = self.context.words.statements.rulers
        names = self.context.analysis.names
        return frozenset(n.canonical for n in names if n.role and n.role.lower().split()[-1] in titles)

    def _bound(self, name: str, sort: Group, fact: Fact, seen: SentenceView, instead_of: str) -> bool:
        """True when the clause speaks of the name's own people, leader or country."""
        rest = [t for t in fact.clause.shown if t.name < 0 or seen.names[t.name].canonical != instead_of]
        own = self._people(name) if sort.sort == "country" else self._ties.get(name, frozenset())
        if any(_kin(t.lower, word) for t in rest for word in own):
            return True
        named = {seen.names[t.name].canonical for t in rest if t.name >= 0}
        if sort.sort == "country":
            return any(_kin(word, tie) for n in named for tie in self._ties.get(n, ()) for word in own)
        return sort.sort == "who" and not own and self._partner(fact, seen, instead_of)

    def _partner(self, fact: Fact, seen: SentenceView, instead_of: str) -> bool:
        """True when a country takes part that may be the person's own: "agreed with Lund", not "landed in Lund"."""
        tokens, words = tuple(fact.clause.shown), self.context.words
        lands = words.names.countries
        return any(
            t.name >= 0
            and seen.names[t.name].canonical.lower() in lands
            and seen.names[t.name].canonical != instead_of
            and (i == 0 or tokens[i - 1].name != t.name)
            and self._link(tokens, i) in words.statements.partners
            for i, t in enumerate(tokens)
        )

    def _people(self, country: str) -> frozenset[str]:
        """What a country and its people are called, as far as it is not told by the first letters."""
        lower = country.lower()
        rows = self.context.words.statements.peoples
        return frozenset(lower.split()).union(*(row for row in rows if lower in row))

    @cached_property
    def _ties(self) -> dict[str, frozenset[str]]:
        """The people or country that a person's title names somewhere: "Lundian Prime Minister Ada Finch"."""
        found: dict[str, set[str]] = defaultdict(set)
        known = {n for g in self.sorts if g.sort == "who" for n in g.names}
        peoples = (w for row in self.context.words.statements.peoples for w in row)
        lands = {w for w in (*self.context.words.names.countries, *peoples) if " " not in w}
        for seen in self.context.reading.views:
            for i, token in enumerate(seen.tokens):
                if token.name < 0 or seen.names[token.name].canonical not in known:
                    continue
                for word in self._titles(seen.tokens, i):
                    if any(_kin(word, land) for land in lands):
                        found[seen.names[token.name].canonical].add(word)
        return {name: frozenset(words) for name, words in found.items()}

    def _titles(self, tokens: Sequence[Token], at: int) -> Iterator[str]:
        """The words before a name that belong to it: its title, whose it is, of what people."""
        own = tokens[at].name
        roles = {w for role in self.context.words.names.roles for w in role.split()}
        for token in reversed(tokens[max(at - _TITLE, 0) : at]):
            if token.name == own:
                continue
            if not token.text[:1].isupper() and token.lower not in roles:
                return
            yield token.lower


def _kin(word: str, other: str) -> bool:
    """True for a country and its people, by their first letters: "Panama", "Panamanian"; short words are the same."""
    word, other = (w.removesuffix("’s").removesuffix("'s") for w in (word, other))
    if min(len(word), len(other)) < _LEAST_ROOT:
        return word == other
    root = min(len(word), len(other), _ROOT)
    return word[:root] == other[:root]
