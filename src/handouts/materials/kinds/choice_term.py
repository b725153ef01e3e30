"""mcq-term: which term has this meaning? Meanings are those that the glossary prints.

The evidence is the sentence where the term stands; the meaning itself is the glossary's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts import seeds
from handouts.materials.grammar import content_words
from handouts.materials.kinds.context import POINTS_CHOICE, Candidate, Context
from handouts.materials.kinds.distractors import drawn
from handouts.materials.kinds.known_names import INITIALS, persons
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
            # where the meaning is the essay's own, the sentence that gives it is asked as well
            told = (sentence.id,) if entry.sentence is not None else ()
            yield Candidate(item, (f"term:{entry.term}", *told), sentence.passage.block, 1.0)


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
    proper, sort = entry.term[:1].isupper(), _sort(context, entry)
    if sort in ("other", "person", "place", "organisation"):
        # an adjective, a plural, a name of nobody knows what: options beside it would be of other sorts; and nobody
        # calls a person or a place a term, or need look for it in the text
        return []
    found = []
    for other in entries:
        words, sense = content_words(other.term, context.words), content_words(other.definition, context.words)
        alike = len(meaning & sense) > 0.4 * min(len(meaning), len(sense))
        root = other.term[:3].lower() == entry.term[:3].lower()
        if other.term[:1].isupper() != proper or root or alike or _sort(context, other) != sort:
            continue
        if not words & (own | meaning) and not own & sense:
            found.append(other)
    return found


def _sort(context: Context, entry: Entry) -> str:
    """What sort of word a term is: options of several sorts would give the answer away.

    A name is that of a person, a place, an organisation, a treaty or an event. Other terms are told apart by how the
    meaning opens: "a person who …", then that of a noun with an article, that of a verb with "to"; Indonesian has
    neither, but verbs show by their prefix.
    """
    if entry.term[:1].isupper():
        return _sort_of_name(context, entry)
    first, words = entry.definition.split()[0].lower(), context.words
    if _of_persons(context, entry):
        return "people"
    if words.verbs.prefixes:
        noun = first in words.verbs.not_verbs or not first.startswith(words.verbs.prefixes)
        return "noun" if noun and first not in words.clauses.relatives | words.verbs.negation else "verb"
    return "noun" if first in words.clauses.articles else first if first == "to" else "other"


def _sort_of_name(context: Context, entry: Entry) -> str:
    if entry.kind != "term":
        return entry.kind
    types = {n.type for n in context.analysis.names if entry.term in (n.canonical, n.passage.text)}
    people = persons(context)
    person = "person" in types or any(entry.term == k or entry.term in v.forms for k, v in people.items())
    if person or INITIALS.fullmatch(entry.term):
        return "person"
    if "place" in types or entry.term.lower() in context.words.names.countries:
        return "place"
    return next((t for t in ("organisation", "event") if t in types), "other")


def _of_persons(context: Context, entry: Entry) -> bool:
    """True for "a person who …", "orang yang …", "a leader of …": a word for people."""
    articles, people = context.words.clauses.articles, context.words.names.people
    opening = [w.strip(",") for w in entry.definition.lower().split()[:3]]
    return bool(people.intersection([w for w in opening if w not in articles][:2]))


def _item(context: Context, entry: Entry, sentence: Sentence, others: Sequence[Entry]) -> Choice | None:
    wanted = context.options.options - 1
    if len(others) < wanted:
        return None
    stems = context.words.stems
    item_id = f"mcq-term-{'-'.join(entry.term.lower().split())}"
    draw = seeds.rng(*context.ids, item_id)
    # options of much the same length give nothing away
    near = sorted(others, key=lambda e: (abs(len(e.term.split()) - len(entry.term.split())), e.term))
    options = [
        Option(e.term, stems["meaning"].format(term=e.term, definition=e.definition.rstrip(".")))
        for e in drawn(near, wanted, entry.term, lambda e: e.term, draw)
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
