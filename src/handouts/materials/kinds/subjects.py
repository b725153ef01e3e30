"""Sentences whose subject is one sure name: what is left without it is a question, word for word the essay's own.

English needs no auxiliary for it ("Which country invaded Poland …?"), Indonesian takes "yang". A phrase before the
subject stays where it is ("In July 1988, who …?").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.languages.carrier_words import carrier_words
from handouts.materials.facts import Fact
from handouts.materials.grammar import SentenceView, Token, content_words, is_verb, untokenise
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.known_names import Known, subject_name
from handouts.materials.kinds.name_groups import Group, name_sorts
from handouts.materials.kinds.wholes import whole_facts
from handouts.materials.references import leaning_nouns

_LEAST_WORDS, _MOST_WORDS, _LONG = 4, 24, 16
_LEAST_SENSE, _SENSE = 3, 8
_SIMILAR = 0.5
# brackets, and marks that stand where a text was torn: "intifada,as", "PL–480"
_TORN = re.compile(r"[(\[]|,[^\W\d]|\w[–—]\w")


@dataclass(frozen=True, slots=True)
class SubjectFact:
    """A sentence taken apart: `front` is what stands before the subject, "" for nothing, `predicate` what follows it.

    `subject` is the form that the name has there.
    """

    fact: Fact
    front: str
    name: Known
    subject: str
    group: Group
    predicate: str

    def question(self, stem: str) -> str:
        """The stem filled with the predicate, behind the phrase in front."""
        text = stem.format(predicate=self.predicate)
        return f"{self.front}, {text[:1].lower()}{text[1:]}" if self.front else text


def subject_facts(context: Context) -> Iterator[SubjectFact]:
    """The sentences that can be read alone, with one sure name for a subject that nobody else could be."""
    sorts = name_sorts(context)
    for seen, fact in whole_facts(context):
        if _TORN.search(seen.text):
            continue
        found = _taken_apart(context, seen, fact, sorts)
        if found is not None and _unique(context, found):
            yield found


def _taken_apart(context: Context, seen: SentenceView, fact: Fact, sorts: Sequence[Group]) -> SubjectFact | None:
    words, tokens = context.words, fact.clause.tokens
    start = _start(context, tokens)
    verb = _verb(context, tokens, start)
    if verb <= start or fact.clause.faults & {"quote"}:
        return None
    canonical = subject_name(_subject(context, tokens[start:verb]), seen.names, words.clauses.articles)
    group = next((g for g in sorts if canonical in g.names), None)
    predicate = _predicate(context, tokens, verb)
    if group is None or not predicate:
        return None
    if group.sort == "country" and {t.lower for t in predicate[:2]} & words.statements.symmetric:
        # who else signed, met or declared war with it?
        return None
    front = tokens[: start - 1] if start else ()
    if group.sort == "who" and front and front[-1].name >= 0:
        # "Upon questioning by Lund, who admitted": it would be Lund
        return None
    known = group.names[canonical]
    if not _askable(context, front, predicate, group) or _named(known, (*front, *predicate)):
        return None
    opened = untokenise(front)
    subject = next(seen.names[t.name].passage.text for t in tokens[start:verb] if t.name >= 0)
    return SubjectFact(fact, opened[:1].upper() + opened[1:], known, subject, group, untokenise(predicate))


def _start(context: Context, tokens: Sequence[Token]) -> int:
    """Where the subject begins: at once, or behind the comma after a phrase without a verb that opens the sentence."""
    words = context.words
    if tokens[0].name >= 0 or tokens[0].lower in words.clauses.articles:
        return 0
    comma = next((i for i, t in enumerate(tokens) if t.text == ","), -1)
    opens = tokens[0].lower in words.clauses.prepositions | words.labels.openers
    opens = opens and tokens[0].lower not in carrier_words(words.language).ways
    if comma > 0 and tokens[comma + 1 : comma + 2] and opens and _phrase(context, tokens[:comma]):
        # "On March 6, 1991, the President": the comma inside a date is not the one that ends the phrase
        while comma + 2 < len(tokens) and tokens[comma + 1].text.isdecimal() and tokens[comma + 2].text == ",":
            comma += 2
        return comma + 1
    return 0


def _phrase(context: Context, tokens: Sequence[Token]) -> bool:
    """True for an opening that says when or where, without a clause or a pronoun of its own."""
    clauses = context.words.clauses
    leaning = clauses.pronouns | clauses.possessives | clauses.object_pronouns | clauses.dangling
    if any(t.lower in leaning for t in tokens):
        return False
    return not any(is_verb(tokens, i, context.words) for i in range(len(tokens)))


def _verb(context: Context, tokens: Sequence[Token], start: int) -> int:
    """The main verb right behind the subject's name, an adverb between them at most; else -1."""
    words = context.words
    at = start
    while at < len(tokens) and (tokens[at].name >= 0 or tokens[at].lower in words.clauses.articles):
        at += 1
    light = at
    while light < len(tokens) and light < at + 2 and _light(context, tokens[light]):
        light += 1
    if light >= len(tokens) or not is_verb(tokens, light, words):
        return -1
    # "Who hoped …?" asks what the essay tells, "Who would …?" what nobody knows
    doubtful = words.verbs.irrealis - set(words.verbs.base)
    near = {t.lower for t in tokens[light + 1 : light + 4]}
    denied = tokens[light].lower in words.verbs.negation - set(words.verbs.base)
    state = tokens[light].lower in words.verbs.link and not _passive(context, tokens, light)
    return -1 if tokens[light].lower in doubtful or near & words.verbs.negation or denied or state else at


def _light(context: Context, token: Token) -> bool:
    words = context.words
    adverb = not words.verbs.prefixes and token.lower.endswith("ly")
    return adverb or token.lower in words.clauses.removable | words.labels.earlier - words.verbs.words


def _passive(context: Context, tokens: Sequence[Token], verb: int) -> bool:
    words = context.words
    after = [t.lower for t in tokens[verb + 1 : verb + 3] if not t.lower.endswith("ly")]
    return bool(after) and (after[0].endswith("ed") or after[0] in words.verbs.participles | words.verbs.words)


def _subject(context: Context, tokens: Sequence[Token]) -> tuple[Token, ...]:
    return tuple(t for t in tokens if not _light(context, t) or t.name >= 0)


def _predicate(context: Context, tokens: Sequence[Token], verb: int) -> tuple[Token, ...]:
    """From the verb on, without adverbs that lean on the text before and further clauses; () when too long."""
    words = context.words
    rest = tuple(t for t in tokens[verb:] if t.lower not in words.clauses.removable or t.name >= 0)
    for i, token in enumerate(rest):
        following = rest[i + 1].lower if i + 1 < len(rest) else ""
        clause = token.text == "," and following in words.clauses.coordinators and _own_clause(context, rest[i + 2 :])
        clause = clause or (token.lower in words.clauses.coordinators and _later_clause(context, rest[i + 1 :]))
        long = i >= _LONG and token.text == "," and following in words.clauses.relatives
        if token.text in ";:—–" or clause or long:
            rest = rest[:i]
            break
    count = sum(t.is_word for t in rest)
    return rest if _LEAST_WORDS <= count <= _MOST_WORDS and rest[-1].lower not in words.clauses.bad_ends else ()


def _own_clause(context: Context, rest: Sequence[Token]) -> bool:
    """True for a clause with a subject of its own behind a coordinator."""
    near = [i for i in range(min(len(rest), 8)) if is_verb(rest, i, context.words)]
    return bool(near) and near[0] > 0 and not any(t.text == "," for t in rest[: near[0]])


def _later_clause(context: Context, rest: Sequence[Token]) -> bool:
    """True for "and on 20 August the peace was signed": a phrase of time, then another subject."""
    opens = bool(rest) and rest[0].lower in context.words.clauses.prepositions
    dated = any(t.date >= 0 or t.text.isdecimal() for t in rest[:5])
    return opens and dated and any(is_verb(rest, i, context.words) for i in range(1, min(len(rest), 9)))


def _askable(context: Context, front: Sequence[Token], predicate: Sequence[Token], group: Group) -> bool:
    """True when the rest tells which event is meant: by a name or a number; of countries, which do much, by two."""
    told = [t for t in (*front, *predicate) if t.name >= 0 or t.text[:1].isdecimal()]
    marks = len({t.name if t.name >= 0 else -2 - t.start for t in told})
    sense = content_words(untokenise(predicate), context.words)
    if len(sense) < _LEAST_SENSE or (not marks and leaning_nouns(predicate, context.words)):
        return False
    return marks >= (2 if group.sort == "country" else 1) or len(sense) > _SENSE


def _named(known: Known, tokens: Sequence[Token]) -> bool:
    """True when the name, or a word of it, stands elsewhere in the sentence as well."""
    own = {w.lower() for form in known.forms for w in form.replace("’", "'").split() if len(w) > 3}
    return any(t.lower.replace("’", "'").removesuffix("'s") in own for t in tokens)


def _unique(context: Context, found: SubjectFact) -> bool:
    """True when no other sentence tells much the same."""
    own = found.fact.sentence.id
    return all(
        context.overlap(found.predicate, seen.sentence.id) < _SIMILAR
        for seen in context.reading.views
        if seen.sentence.id != own
    )
