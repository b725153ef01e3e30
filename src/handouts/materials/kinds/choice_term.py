"""mcq-term: which term has this meaning? Meanings are those that the glossary prints.

The evidence is the sentence where the term stands; the meaning itself is the glossary's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts import seeds
from handouts.materials.grammar import content_words
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context
from handouts.model.analysis import Sentence
from handouts.model.exercise import Choice, Option
from handouts.model.glossary import Entry

KIND = "mcq-term"
_MOST_WORDS = 22


def make(context: Context) -> Iterable[Candidate]:
    """An item for each entry with a meaning, a place in a usable sentence, and enough terms of its kind beside it."""
    entries = list(context.glossary.printed)
    for entry in entries:
        sentence = mentioned(context, entry)
        if sentence is None or not _fit(context, entry):
            continue
        item = _item(context, entry, sentence, _others(context, entry, entries))
        if item is not None:
            yield Candidate(item, (f"term:{entry.term}",), sentence.passage.block, 1.0)


def mentioned(context: Context, entry: Entry) -> Sentence | None:
    """The first usable sentence that holds the entry's term."""
    for mention in entry.mentions:
        for seen in context.reading.views:
            place = seen.sentence.passage
            if place.block == mention.block and place.start <= mention.start and mention.end <= place.end:
                return seen.sentence
    return None


def _fit(context: Context, entry: Entry) -> bool:
    """The meaning is short and does not hold the term itself."""
    own, meaning = content_words(entry.term, context.words), content_words(entry.definition, context.words)
    return len(entry.definition.split()) <= _MOST_WORDS and not own & meaning


def _others(context: Context, entry: Entry, entries: Sequence[Entry]) -> list[Entry]:
    """Entries of the same kind (proper name or not) that share no word with the term, and no sense with its meaning."""
    own, meaning = content_words(entry.term, context.words), content_words(entry.definition, context.words)
    proper = entry.term[:1].isupper()
    found = []
    for other in entries:
        words, sense = content_words(other.term, context.words), content_words(other.definition, context.words)
        alike = len(meaning & sense) > 0.4 * min(len(meaning), len(sense))
        root = other.term[:3].lower() == entry.term[:3].lower()
        if other.term[:1].isupper() != proper or root or alike or _noun(context, other) != _noun(context, entry):
            continue
        if not words & (own | meaning) and not own & sense:
            found.append(other)
    return found


def _noun(context: Context, entry: Entry) -> bool:
    """False when the meaning opens with a verb form, as that of an adjective or a verb does."""
    first = entry.definition.split()[0].lower()
    prefixes = context.words.verbs.prefixes
    if prefixes:
        return first in context.words.verbs.not_verbs or not first.startswith(prefixes)
    return not first.endswith("ing")


def _item(context: Context, entry: Entry, sentence: Sentence, others: Sequence[Entry]) -> Choice | None:
    wanted = context.options.options - 1
    if len(others) < wanted:
        return None
    stems = context.words.stems
    item_id = f"mcq-term-{'-'.join(entry.term.lower().split())}"
    draw = seeds.rng(*context.ids, item_id)
    # options of much the same length give nothing away
    near = sorted(others, key=lambda e: (abs(len(e.term.split()) - len(entry.term.split())), e.term))[: wanted + 3]
    options = [
        Option(e.term, stems["meaning"].format(term=e.term, definition=e.definition.rstrip(".")))
        for e in draw.sample(near, wanted)
    ]
    key = draw.randrange(wanted + 1)
    options.insert(key, Option(entry.term))
    return Choice(
        id=item_id,
        kind=KIND,
        stem=stems["term"].format(definition=entry.definition.rstrip(".")) + stems["term_blank"],
        options=tuple(options),
        key=key,
        natural_order=False,
        points=POINTS_CHOICE,
        rule=f"meaning-{entry.source}",
        evidence=(sentence.passage,),
    )
