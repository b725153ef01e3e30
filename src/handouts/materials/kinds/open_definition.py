"""definition: what a term means, where the essay itself says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handouts.materials.grammar import tokenise
from handouts.materials.kinds.context import POINTS_REASON, Candidate, Context
from handouts.materials.kinds.known_names import persons
from handouts.model.analysis import Definition, Sentence
from handouts.model.exercise import Open

KIND = "definition"
_LEAST_WORDS, _MOST_WORDS, _MOST_TERM = 4, 30, 4


def make(context: Context) -> Iterable[Candidate]:
    """A question for each definition in a usable sentence, asked in the tense and with the article of the essay."""
    glossed = {f.lower() for e in context.glossary.entries if e.definition for f in (e.term, *e.variants)}
    for definition in context.analysis.definitions:
        sentence = _sentence(context, definition)
        if sentence is None or not _fit(context, definition):
            continue
        person = _person(context, definition)
        article = _article(context, definition, sentence)
        past = _past(definition.term, sentence.text)
        form = "definition_was" if past else "definition"
        stems = context.words.stems
        if person:
            prompt, form = stems["definition_person"], "definition_was"
        else:
            prompt = stems[form]
        named = tokenise(definition.term, _name_ranges(context, definition))
        term = definition.term if person else context.reading.inside(named)
        if not term or (term[:1].isupper() and not person):
            # what a name stands for is told in passing, if at all: "Quebec, a territory bordering the colonies"
            continue
        filled = stems[f"{form}_answer"].format(article=article, term=definition.term, definition=definition.definition)
        item = Open(
            id=f"definition-{sentence.key}",
            kind=KIND,
            prompt=prompt.format(article=article, term=term),
            answer=filled[:1].upper() + filled[1:].replace("..", "."),
            accept=(),
            lines=2,
            points=POINTS_REASON,
            rule=f"definition-{definition.rule}",
            evidence=(sentence.passage,),
        )
        # a term that the printed glossary explains is asked only when nothing better is left
        score = 0.8 if definition.term.lower() in glossed else 1.6
        yield Candidate(item, (sentence.id,), sentence.passage.block, score)


def _past(term: str, text: str) -> bool:
    """True where the essay says what something was, be its short name in brackets between them."""
    return re.search(rf"{re.escape(term)}(?: \([^)]*\))?,? w(?:as|ere) ", text, re.IGNORECASE) is not None


def _sentence(context: Context, definition: Definition) -> Sentence | None:
    place = definition.passage
    for seen in context.reading.views:
        own = seen.sentence.passage
        if own.block == place.block and own.start <= place.start < own.end:
            lower = [t.lower for t in seen.tokens]
            pronoun = lower[0] in context.words.clauses.reject_starts
            return None if pronoun else seen.sentence
    return None


def _fit(context: Context, definition: Definition) -> bool:
    """Long enough to explain, short enough to be one, and of a term rather than of a phrase."""
    meaning = {t.lower for t in tokenise(definition.definition)}
    count, term = len(definition.definition.split()), definition.term.lower().split()
    leaning = meaning & (context.words.clauses.pronouns - context.words.clauses.relatives | {"(", ";", ":"})
    phrase = len(term) > _MOST_TERM or set(term) & context.words.clauses.prepositions
    return _LEAST_WORDS <= count <= _MOST_WORDS and not leaning and not phrase


def _person(context: Context, definition: Definition) -> bool:
    """True when the term is a person's name: one so typed, or with a meaning that begins like one ("seorang")."""
    if not definition.passage.text[:1].isupper() or definition.term[:1].islower():
        return False
    opening = definition.definition.lower()
    listed = any(opening.startswith(genus + " ") for genus in context.words.names.person_genus)
    known = any(definition.term in p.forms for p in persons(context).values())
    typed = any(n.type == "person" and n.passage.text == definition.term for n in context.analysis.names)
    return listed or known or typed


def _name_ranges(context: Context, definition: Definition) -> list[tuple[int, int]]:
    """The term as one name when the essay uses it as a name elsewhere than at the start of a sentence."""
    starts = {s.passage.start for s in context.analysis.sentences if s.passage.block == definition.passage.block}
    for name in context.analysis.names:
        if name.passage.text == definition.term and (name.type != "other" or name.passage.start not in starts):
            return [(0, len(definition.term))]
    return []


def _article(context: Context, definition: Definition, sentence: Sentence) -> str:
    """The article before the term in its sentence, with a space behind it; "" in a language without articles."""
    at = sentence.text.lower().find(definition.term.lower())
    before = sentence.text[:at].split()[-1:]
    return f"{before[0].lower()} " if at > 0 and before and before[0].lower() in context.words.clauses.articles else ""
