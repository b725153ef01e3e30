"""Labels for dated sentences that are more than one plain clause: the clause the date belongs to, made short.

The strict reading (`facts`) serves questions, where a doubt costs a wrong key. A label has the whole sentence behind
it, so more can be taken: clauses after "when" or "once", the later of two coordinated clauses, the second predicate
of one subject. What is taken is still a piece of the essay's wording, cut only where a part can go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.facts import DatePhrase
from handouts.materials.grammar import SentenceView, Token, untokenise, verb_groups
from handouts.materials.label_bodies import Site, bodies
from handouts.materials.label_cuts import MOST_WORDS, count, opens_purpose, shortened
from handouts.materials.label_faults import sound
from handouts.materials.label_parts import paired, parts, shown
from handouts.materials.segments import marked
from handouts.materials.topics import Topics, with_full_name, without_roles

_NOMINAL = ("name", "noun")
# the rules that have looked for themselves whether something else may own the date
_SURE = ("front", "name", "noun", "made", "when", "during", "begins", "inside")


@dataclass(frozen=True, slots=True)
class Label:
    """The index of its date in the sentence, its tokens, and how it was made: `rule` is "front", "end", "subclause",

    "second" (second predicate), "inside" (between subject and verb), "during" (behind an adjunct of that time),
    "when" (the clause that tells the date), "begins", "relative", "made" (what was done with a named thing then),
    "name" (a named event) or "noun" (a noun that tells one).
    """

    date: int
    tokens: tuple[Token, ...]
    rule: str

    @property
    def text(self) -> str:
        """The label as printed."""
        text = untokenise(self.tokens)
        return text[:1].upper() + text[1:]


def labels(view: SentenceView, phrases: Sequence[DatePhrase], words: ExerciseWords, topics: Topics) -> Iterable[Label]:
    """The labels of each date phrase of the sentence, the surest first. `topics` knows whom a pronoun means."""
    subject = topics.subject(view)
    tokens = marked(view.tokens, [(p.start, p.end) for p in phrases])
    for part in parts(tokens):
        for at, token in enumerate(part):
            if token.date < 0 or paired(part, at, words):
                continue
            phrase = phrases[token.date]
            lead = set(phrase.lead.split())
            owned = bool(lead & words.labels.owned)
            whole = phrase.date.is_range or owned
            bounded = bool(lead & words.clauses.time_bounds or owned) and not phrase.date.is_range
            # "the Gallipoli (1915) campaign": a date in brackets is that of the word before it
            bracketed = "(" in (view.text[phrase.start], view.text[phrase.start - 1])
            bounded, whole = bounded or bracketed, whole or bracketed
            site = Site(part, at, view, subject, bounded, whole, phrase.lead)
            for body, rule in bodies(site, words):
                readings = [tuple(body)] if rule in _NOMINAL else _readings(body, view, words, topics)
                held = (k for k in readings if _holds(k, part[:at], words, rule) and sound(k, view, words, rule))
                kept = next(held, None)
                if kept is not None:
                    yield Label(token.date, kept, rule)


def _readings(
    body: Sequence[Token], view: SentenceView, words: ExerciseWords, topics: Topics
) -> Iterable[tuple[Token, ...]]:
    """The clause made short, first with what it was for ("to review the case"), then without."""
    clause = topics.resolved(shown(body, words))
    for purpose in (True, False):
        uncut = shortened(clause, words, purpose=purpose, most=len(clause))
        base = clause if count(uncut) <= MOST_WORDS else without_roles(clause, view, words)
        short = shortened(base, words, purpose=purpose)
        bare = len(short) > 1 and short[-1].name < 0 and short[-2].lower in words.labels.purpose
        if not (purpose and bare and len(short) < len(uncut)):
            # "for the war to bolster": the purpose lost what it is about
            yield with_full_name(short, view, words, MOST_WORDS)


def _holds(kept: Sequence[Token], before: Sequence[Token], words: ExerciseWords, rule: str) -> bool:
    """True when nothing that was cut off stands between the label and its date and may own the date."""
    if rule in _SURE or not kept:
        return True
    if any(opens_purpose(kept, i, words) for i in range(len(kept) - 1)):
        # "the wish to attack Batavia in August": the date may be that of the attack
        return False
    lost = [t for t in before if t.start > kept[-1].start]
    if lost and lost[-1].text == ",":
        # an aside closed before the date: "a treaty, called the Harris Treaty, in 1858"
        return len(lost) == 1 or (sum(t.text == "," for t in lost) == 2 and lost[0].text == ",")
    if len(lost) > 1 and lost[0].text == "," and lost[1].lower in words.labels.indefinite:
        # "in Sotto, a village in the hills, on 3 May": what the place is
        return not verb_groups(lost, words)
    owners = (words.clauses.subordinators - words.clauses.harmless) | words.labels.rest | words.labels.purpose
    return not any(t.text == "," or (t.name < 0 and t.lower in owners) for t in lost) and not [
        v for v in verb_groups(lost, words) if lost[v].lower not in words.verbs.link
    ]
