"""cloze-term: a term of the glossary is left out; the printed glossary and the word bank carry the pupil."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from handouts.materials.kinds.carriers import carriers
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.gaps import gap
from handouts.model.glossary import Entry

KIND = "cloze-term"
_ROOT, _ALIKE = 3, 0.7


def make(context: Context) -> Iterable[Candidate]:
    """A gap for each place of a curated or defined term; best where it is written as the entry writes it."""
    for seen in carriers(context):
        place = seen.sentence.passage
        for entry in context.glossary.entries:
            if not entry.printed:
                continue
            for mention in entry.mentions:
                inside = mention.block == place.block and place.start <= mention.start and mention.end <= place.end
                owned = context.words.clauses.possessive_suffix
                if owned and mention.text.endswith(owned) and not entry.term.endswith(owned):
                    continue
                if not inside or _in_name(context, mention.block, mention.start):
                    continue
                at = mention.start - place.start
                if _other_word(context, mention.text, entry, seen.text[:at], seen.text[at + len(mention.text) :]):
                    continue
                if not _same_word(mention.text, entry.term):
                    # the glossary and other items have another word for it ("keraton" under "istana")
                    continue
                score = 1.0 if mention.text.lower() == entry.term.lower() else 0.7
                found = gap(context, KIND, seen, at, at + len(mention.text), score)
                if found is not None:
                    yield found


def _same_word(text: str, term: str) -> bool:
    """True for forms and spellings of one word, and for a name written by its letters alone."""
    if term.isupper():
        return True
    one, two = (re.sub(r"[^\w\s]", "", t.casefold()).split() for t in (text, term))
    return any(a[:_ROOT] == b[:_ROOT] or SequenceMatcher(None, a, b).ratio() >= _ALIKE for a in one for b in two)


def _other_word(context: Context, text: str, entry: Entry, before: str, after: str) -> bool:
    """True for a piece of a title ("Ambassador Finch" for "ambassador"), and for a noun that is a verb here.

    "To garrison the fort" is not what the glossary says of "a garrison".
    """
    if text[:1].isupper() and entry.term[:1].islower() and before.strip():
        return True
    clauses = context.words.clauses
    noun = entry.definition.split()[0].lower() in clauses.articles
    led = before.split()[-1:] == ["to"] and not context.words.verbs.prefixes
    first = (after.split() or [""])[0]
    return noun and led and (first.lower() in clauses.articles or first[:1].isupper())


def _in_name(context: Context, block: int, at: int) -> bool:
    """True when the term is only a piece of a longer name."""
    return any(n.passage.block == block and n.passage.start < at < n.passage.end for n in context.analysis.names)
