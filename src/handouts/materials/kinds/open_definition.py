"""definition: what a term means, where the essay itself says so."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.kinds.context import POINTS_REASON, Candidate, Context
from handouts.model.analysis import Definition, Sentence
from handouts.model.exercise import Open

KIND = "definition"
_LEAST_WORDS = 4


def make(context: Context) -> Iterable[Candidate]:
    """A question for each definition in a usable sentence, asked in the tense and with the article of the essay."""
    glossed = {f.lower() for e in context.glossary.entries if e.definition for f in (e.term, *e.variants)}
    for definition in context.analysis.definitions:
        sentence = _sentence(context, definition)
        if sentence is None or len(definition.definition.split()) < _LEAST_WORDS:
            continue
        article = _article(context, definition, sentence)
        past = f" {definition.term} was ".lower() in f" {sentence.text} ".lower()
        form = "definition_was" if past else "definition"
        stems = context.words.stems
        filled = stems[f"{form}_answer"].format(article=article, term=definition.term, definition=definition.definition)
        item = Open(
            id=f"definition-{sentence.id}",
            kind=KIND,
            prompt=stems[form].format(article=article, term=_inline(definition.term, sentence.text)),
            answer=filled[:1].upper() + filled[1:].replace("..", "."),
            accept=(),
            lines=2,
            points=POINTS_REASON,
            rule=f"definition-{definition.rule}",
            evidence=(sentence.passage,),
        )
        # a term that the printed glossary explains is asked only when nothing better is left
        score = 0.8 if definition.term.lower() in glossed else 1.6
        yield Candidate(item, "short_answer", (sentence.id,), sentence.passage.block, score)


def _sentence(context: Context, definition: Definition) -> Sentence | None:
    place = definition.passage
    for seen in context.reading.views:
        own = seen.sentence.passage
        if own.block == place.block and own.start <= place.start < own.end:
            lower = [t.lower for t in seen.tokens]
            pronoun = lower[0] in context.words.clauses.reject_starts
            return None if pronoun else seen.sentence
    return None


def _inline(term: str, text: str) -> str:
    """The term inside a question: a capital that it has only because it opens its sentence goes."""
    opens = text.startswith(term)
    proper = any(w[:1].isupper() for w in term.split()[1:]) or term[1:2].isupper()
    return term if not opens or proper or not term[:1].isupper() else term[:1].lower() + term[1:]


def _article(context: Context, definition: Definition, sentence: Sentence) -> str:
    """The article before the term in its sentence, with a space behind it; "" in a language without articles."""
    at = sentence.text.lower().find(definition.term.lower())
    before = sentence.text[:at].split()[-1:]
    return f"{before[0].lower()} " if at > 0 and before and before[0].lower() in context.words.clauses.articles else ""
