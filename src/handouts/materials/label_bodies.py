"""The clauses and noun phrases of a sentence that a date may belong to, the surest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import SentenceView, Token, is_verb, tokenise, verb_groups
from handouts.materials.label_nouns import event_name, event_noun, noun_before, opposed
from handouts.materials.label_parts import BREAKS
from handouts.materials.label_phrases import dated_noun, described, is_event, owned_noun
from handouts.materials.label_reach import (
    clause_start,
    end,
    fronts,
    left,
    main_after,
    subject_of,
    with_subject,
    without_front,
)


@dataclass(frozen=True, slots=True)
class Site:
    """A date in a part of a sentence. `bounded`: it is a limit or a date that a noun owns, not the time of a clause;

    `whole`: it is that of a whole named event; `subject` is whom a pronoun means.
    """

    part: list[Token]
    at: int
    view: SentenceView
    subject: Sequence[Token]
    bounded: bool
    whole: bool
    lead: str


def bodies(site: Site, words: ExerciseWords) -> Iterable[tuple[list[Token], str]]:
    """The clauses and noun phrases that the date may belong to, each with the rule that found it."""
    if not site.bounded:
        yield from _clauses(site, words)
    elif set(site.lead.split()) & words.labels.begins:
        yield from _beginning(site, words)
    yield from _moment(site, words)
    yield from _nouns(site, words)


def _clauses(site: Site, words: ExerciseWords) -> Iterable[tuple[list[Token], str]]:
    part, at, subject = site.part, site.at, site.subject
    start = clause_start(part, at, words)
    if fronts(part, start, at, words):
        body = main_after(part, at + 1, words)
        if body and start and verb_groups(body, words)[:1] == [0]:
            # "landed in Lund and, in May 1856, took Bergen"
            own = subject_of(part, start - 1, words)
            body = [*own, *body] if own else []
        if body:
            yield with_subject(body, words, subject), "front"
        return
    within = _between_commas(part, at, words)
    if within:
        yield within, "inside"
        return
    yield from _before(part, at, words, subject)
    if _during(site, words):
        body = main_after(part, at + 1, words)
        if body:
            yield with_subject(body, words, subject), "during"


def _between_commas(part: list[Token], at: int, words: ExerciseWords) -> list[Token]:
    """The clause around a date between its subject and its verb: "Saxony and Lund, in 1779, signed …"."""
    if not 0 < at < len(part) - 2 or part[at - 1].text != ",":
        return []
    # the comma behind a date may be part of its phrase
    after = at + 2 if part[at + 1].text == "," else at + 1
    if not is_verb(part, after, words):
        return []
    start, opener = left_edge(part, at, words)
    subject = part[start : at - 1]
    plain = opener in words.labels.subclauses | {""} and subject and not any(t.text in BREAKS for t in subject)
    # a subject, and nothing that has a verb or a preposition of its own before
    known = plain and subject[0].lower not in words.clauses.prepositions and not verb_groups(subject, words)
    return [*subject, *part[after:]] if known else []


def left_edge(part: list[Token], at: int, words: ExerciseWords) -> tuple[int, str]:
    """Where the words right before a date begin: behind the nearest opener of a clause, or at the start."""
    openers = words.labels.subclauses | words.clauses.subordinators | words.labels.relatives
    for i in range(at - 2, -1, -1):
        if part[i].name < 0 and part[i].lower in openers:
            return i + 1, part[i].lower
        if part[i].text in BREAKS or part[i].lower in words.labels.speech:
            return i + 1, "" if part[i].lower in words.clauses.connectives else part[i].lower
    return 0, ""


def _during(site: Site, words: ExerciseWords) -> bool:
    """True when the date closes an adjunct that opens the sentence and lasts as long as what it tells.

    "During the debate in early 1941, Lund …", "At the Bergen Conference in 1932, the delegates …".
    """
    part, at = site.part, site.at
    if at + 1 >= len(part) or part[at + 1].text != ",":
        return False
    first = 0
    while first < at and (part[first].text in BREAKS or part[first].lower in words.clauses.connectives):
        first += 1
    inner = part[first + 1 : at]
    if any(t.text in BREAKS or t.date >= 0 for t in inner) or verb_groups(inner, words):
        return False
    owners = words.clauses.subordinators - words.clauses.harmless
    if not inner or part[first].name >= 0 or any(t.name < 0 and t.lower in owners for t in inner):
        return False
    opener = part[first].lower
    return opener in words.labels.spans or (opener in words.labels.places and is_event(part[at - 1], site.view, words))


def _beginning(site: Site, words: ExerciseWords) -> Iterable[tuple[list[Token], str]]:
    """ "From July 1840 talks took place in Lund": they began then."""
    if not fronts(site.part, 0, site.at, words):
        return
    body = main_after(site.part, site.at + 1, words)
    verbs = verb_groups(body, words)
    end = verbs[0] + 1 if verbs else 0
    if end and " ".join(t.lower for t in body[verbs[0] : end + 1]) in words.labels.took_place:
        end += 1
    elif not verbs or body[verbs[0]].lower not in words.labels.took_place:
        return
    began = [replace(t, start=-1, end=-1, space=True) for t in tokenise(words.labels.began)]
    yield [*body[: verbs[0]], *began, *body[end:]], "begins"


def _moment(site: Site, words: ExerciseWords) -> Iterable[tuple[list[Token], str]]:
    """The clause that tells what a date is known for: "in August 1939, when Saxony signed the pact"."""
    part, at = site.part, site.at
    opener = at + 2 if at + 1 < len(part) and part[at + 1].text == "," else at + 1
    if opener >= len(part) - 1 or part[opener].lower not in words.labels.moments:
        return
    if site.bounded and not set(site.lead.split()) & words.labels.limits:
        # "by October, when …": nobody knows since when
        return
    body = part[opener + 1 :]
    comma = next((i for i, t in enumerate(body) if t.text in BREAKS and t.text), len(body))
    head = body[:comma]
    if opener == 1 or any(t.date >= 0 for t in body):
        # a clause that opens the sentence ends at its comma
        body = head
    # "in 1862, when the war had begun": it began earlier
    if any(t.date >= 0 for t in body) or not verb_groups(head, words) or {t.lower for t in head} & words.labels.earlier:
        return
    yield with_subject(body, words, site.subject), "when"


def _nouns(site: Site, words: ExerciseWords) -> Iterable[tuple[list[Token], str]]:
    part, at = site.part, site.at
    name = event_name(part, at, site.view, words, whole=site.whole)
    if name:
        yield name, "name"
    # "feared the fall of Malta in 1565": perhaps it never fell
    doubt = words.verbs.irrealis | words.verbs.intent | words.verbs.negation | words.labels.speech
    if {t.lower for t in part[:at]} & (doubt - words.labels.content):
        return
    told = described(part, at, site.view, words)
    if told:
        yield told, "name" if not verb_groups(told, words) else "made"
    owned = owned_noun(part, at, words) if set(site.lead.split()) & words.labels.owned else []
    against = opposed(part, at, site.view, words)
    for noun in (event_noun(part, at, words), against, dated_noun(part, at, site.view, words), owned):
        if noun:
            yield noun, "noun"


def _before(
    part: list[Token], at: int, words: ExerciseWords, subject: Sequence[Token]
) -> Iterable[tuple[list[Token], str]]:
    """The clause that the date ends or stands in, read from the date to the left."""
    stop = end(part, at, words)
    if stop < 0:
        return
    start, opener = left(part, at, words)
    body = part[start:stop]
    if opener and opener in words.labels.subclauses:
        yield with_subject(body, words, subject), "subclause"
        return
    if opener and opener in words.labels.relatives and not words.verbs.prefixes:
        noun = noun_before(part, start - 1, words)
        if noun:
            yield [*noun, *body], "relative"
        return
    if opener and opener not in words.clauses.coordinators:
        return
    verbs = verb_groups(body, words)
    if opener and verbs[:1] == [0]:
        own = subject_of(part, start - 1, words)
        if own:
            yield with_subject([*own, *body], words, subject), "second"
        return
    yield with_subject(without_front(body, words), words, subject), "end"
