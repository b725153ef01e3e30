"""Who "he", "ia" or "the treaty" is, where the sentences before leave no doubt; otherwise nobody is named.

A person is taken up only when the last sentence had that person as its subject and named no other; a thing only by its
own head noun ("Perjanjian Bongaya … Perjanjian itu"). Wrong names are worse than a row less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import SentenceView, Token, tokenise, verb_groups
from handouts.model.analysis import NameMention

_REACH = 2
# "Di Damaskus ia …": a pronoun among the first words is the subject
_FRONT = 4


class Topics:
    """What the paragraph speaks of while its sentences are read in order."""

    def __init__(self, words: ExerciseWords) -> None:
        self.words = words
        self.block = -1
        self.person: str = ""
        self.named: list[tuple[int, NameMention]] = []
        self.count = 0
        self.kinds: dict[str, set[str]] = {}

    def subject(self, view: SentenceView) -> tuple[Token, ...]:
        """The name that a pronoun (or a missing subject) of this sentence means, as tokens; () when it is not sure."""
        self._enter(view)
        pronoun = next((t for t in view.tokens if t.lower in self.words.labels.persons), None)
        if pronoun is None or any(t.name >= 0 and t.start < pronoun.start for t in view.tokens):
            # a name in the sentence itself may be meant
            return ()
        return _tokens(self.person) if self.person else ()

    def resolved(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """The tokens with "Perjanjian itu" or "the treaty" at their start replaced by the name that it takes up."""
        pointing = self.words.labels.pointing
        if len(tokens) < 2 or not pointing:
            return tuple(tokens)
        first, second = tokens[0], tokens[1]
        if self.words.verbs.prefixes and second.lower in pointing:
            name = self._by_head(first.lower)
            return (*_tokens(name), *tokens[2:]) if name else tuple(tokens)
        lone = len(tokens) > 2 and second.text.islower() and second.name < 0
        if not self.words.verbs.prefixes and first.lower in pointing and lone:
            name = self._by_head(second.lower)
            return (
                (first if first.lower == "the" else _the(first), *_tokens(name), *tokens[2:]) if name else tuple(tokens)
            )
        return tuple(tokens)

    def after(self, view: SentenceView) -> None:
        """Takes note of a sentence that was read."""
        self._enter(view)
        self.count += 1
        self.named += [(self.count, n) for n in view.names]
        for kind, name in _kinds(view, self.words):
            self.kinds.setdefault(kind, set()).add(name)
        subject = _subject_name(view, self.words)
        persons = {
            n.canonical for n in view.names if n.type in ("person", "other") and not _is_place(n, view, self.words)
        }
        if _points(view, self.words):
            self.person = ""
        elif subject is not None and subject.type in ("person", "other"):
            self.person = subject.canonical if persons <= {subject.canonical} else ""
        elif not (_opens_with(view, self.words.labels.persons) and persons <= {self.person}):
            self.person = ""

    def _enter(self, view: SentenceView) -> None:
        if view.sentence.passage.block != self.block:
            self.block = view.sentence.passage.block
            self.person, self.named, self.count, self.kinds = "", [], 0, {}

    def _by_head(self, head: str) -> str:
        """The one name of the last sentences that has `head` as its head noun."""
        recent = {n.canonical for at, n in self.named if at > self.count - _REACH and self._heads(n.canonical, head)}
        known = recent or self.kinds.get(head, set())
        return next(iter(known)) if len(known) == 1 else ""

    def _heads(self, name: str, head: str) -> bool:
        """Whether the noun is the head of the name: "Perjanjian Bongaya", "the Treaty of Paris", "the Quebec Act"."""
        parts = name.lower().split()
        if self.words.verbs.prefixes or len(parts) < 2:
            return len(parts) > 1 and parts[0] == head
        return parts[-1] == head or (parts[0] == head and parts[1] == "of")


def _kinds(view: SentenceView, words: ExerciseWords) -> Iterable[tuple[str, str]]:
    """What a sentence says a name is: "Menara London adalah puri bersejarah" gives ("puri", "Menara London")."""
    tokens = view.tokens
    for i, token in enumerate(tokens[1:-1], 1):
        if token.lower not in words.labels.defines:
            continue
        opens = tokens[0].name if tokens[0].name >= 0 and tokens[i - 1].text in (")", ",") else -1
        name = tokens[i - 1].name if tokens[i - 1].name >= 0 else opens
        kind = i + 1
        while kind < len(tokens) and tokens[kind].lower in words.labels.indefinite:
            kind += 1
        if name >= 0 and kind < len(tokens) and tokens[kind].is_word:
            yield tokens[kind].lower, view.names[name].canonical
        return


def _is_place(name: NameMention, view: SentenceView, words: ExerciseWords) -> bool:
    """True for a name behind a preposition of place."""
    start = name.passage.start - view.sentence.passage.start
    before = view.text[:start].split()[-1:]
    return name.type == "other" and bool(before) and before[0].lower() in words.labels.places


def _points(view: SentenceView, words: ExerciseWords) -> bool:
    """True when a pronoun or possessive of the sentence may mean somebody else than its subject."""
    clauses, suffix = words.clauses, words.clauses.possessive_suffix
    listed = clauses.object_pronouns | clauses.possessives
    return any(
        t.lower in listed
        or (bool(suffix) and t.name < 0 and t.lower.endswith(suffix) and t.lower not in clauses.not_possessive)
        for t in view.tokens
    )


def with_full_name(tokens: Sequence[Token], view: SentenceView, words: ExerciseWords, most: int) -> tuple[Token, ...]:
    """A person who is the subject by a part of the name gets the whole one ("Walker" is "William Walker").

    Where that makes the clause longer than `most` words, the name stays as it is.
    """
    verbs = verb_groups(tokens, words)
    if not verbs or tokens[0].start < 0 or tokens[0].name < 0:
        return tuple(tokens)
    name = view.names[tokens[0].name]
    whole = verbs[0] == 1 and name.type == "person" and name.canonical.endswith(tokens[0].text)
    full = (*_tokens(name.canonical), *tokens[1:])
    return full if whole and sum(t.is_word for t in full) <= most else tuple(tokens)


def without_roles(tokens: Sequence[Token], view: SentenceView, words: ExerciseWords) -> tuple[Token, ...]:
    """Persons with a first and a last name without what stands before ("Soviet Ambassador Konstantin Umansky")."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        end = at + 1
        while end < len(tokens) and tokens[at].name >= 0 and tokens[end].name == tokens[at].name:
            end += 1
        run = list(tokens[at:end])
        name = view.names[run[0].name] if run[0].name >= 0 and run[0].start >= 0 else None
        if name is not None and name.type == "person" and len(name.canonical.split()) > 1:
            bare = [t for t in run if t.start >= name.passage.start - view.sentence.passage.start]
            before = _without_title(kept, words, role=len(bare) < len(run))
            if len(bare) > 1 and before is not None:
                kept, run = before, bare
        kept += run
        at = end
    return tuple(kept)


def _without_title(kept: list[Token], words: ExerciseWords, *, role: bool) -> list[Token] | None:
    """The tokens before a person's name without the title they end with; None when the name cannot do without them."""
    start = len(kept)
    while start > 0 and kept[start - 1].text[:1].isupper() and kept[start - 1].lower not in words.clauses.articles:
        start -= 1
    title = kept[start:]
    if not title:
        return kept
    joined = " ".join(t.lower for t in title)
    known = any(joined == r or joined.startswith(r + " ") or joined.endswith(" " + r) for r in words.names.roles)
    adjective = role and not words.verbs.prefixes and all(t.name < 0 for t in title)
    return kept[:start] if known or adjective else None


def _the(token: Token) -> Token:
    return replace(token, text="The" if token.text[0].isupper() else "the")


def _tokens(name: str) -> tuple[Token, ...]:
    """A name as tokens of its own; they stand before all others of the sentence."""
    return tuple(replace(t, name=0, start=-1, end=-1, space=True) for t in tokenise(name))


def _subject_name(view: SentenceView, words: ExerciseWords) -> NameMention | None:
    """The name that is the whole subject of the first main clause, behind an opening adjunct."""
    tokens = list(view.tokens)
    verbs = verb_groups(tokens, words)
    if not verbs:
        return None
    commas = [i for i, t in enumerate(tokens[: verbs[0]]) if t.text == ","]
    head = tokens[commas[-1] + 1 if commas else 0 : verbs[0]]
    head = [t for t in head if t.lower not in words.clauses.removable]
    if not head or head[0].name < 0 or any(t.name != head[0].name for t in head):
        return None
    return view.names[head[0].name]


def _opens_with(view: SentenceView, listed: frozenset[str]) -> bool:
    return any(t.lower in listed for t in view.tokens[:_FRONT]) or any(
        t.lower in listed for i, t in enumerate(view.tokens[1:12], 1) if view.tokens[i - 1].text == ","
    )
