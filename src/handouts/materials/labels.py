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
from handouts.materials.label_cuts import opens_purpose, shortened
from handouts.materials.label_faults import sound
from handouts.materials.label_nouns import LONGEST_SUBJECT, event_name, event_noun, noun_before
from handouts.materials.label_parts import BREAKS, paired, parts, shown
from handouts.materials.segments import marked
from handouts.materials.topics import Topics, with_full_name

_NOMINAL = ("name", "noun")


@dataclass(frozen=True, slots=True)
class Label:
    """The index of its date in the sentence, its tokens, and how it was made: `rule` is "front", "end", "subclause",

    "second" (second predicate), "relative", "name" (a named event) or "noun" (a noun that tells one).
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
    """At most one label for each date phrase of the sentence. `topics` knows whom a pronoun means."""
    subject = topics.subject(view)
    tokens = marked(view.tokens, [(p.start, p.end) for p in phrases])
    for part in parts(tokens):
        for at, token in enumerate(part):
            if token.date < 0 or paired(part, at, words):
                continue
            phrase = phrases[token.date]
            lead = set(phrase.lead.split())
            bounded = bool(lead & (words.clauses.time_bounds | words.labels.owned)) and not phrase.date.is_range
            whole = phrase.date.is_range or bool(lead & words.labels.owned)
            # "the Gallipoli (1915) campaign": a date in brackets is that of the word before it
            bounded = bounded or view.text[phrase.start] == "("
            for body, rule in _bodies(part, at, view, words, subject, bounded=bounded, whole=whole):
                readings = [tuple(body)] if rule in _NOMINAL else _readings(body, view, words, topics)
                held = (k for k in readings if _holds(k, part[:at], words, rule) and sound(k, view, words, rule))
                kept = next(held, None)
                if kept is not None:
                    yield Label(token.date, kept, rule)
                    break


def _readings(
    body: Sequence[Token], view: SentenceView, words: ExerciseWords, topics: Topics
) -> Iterable[tuple[Token, ...]]:
    """The clause made short, first with what it was for ("to review the case"), then without."""
    clause = topics.resolved(shown(body, words))
    for purpose in (True, False):
        yield with_full_name(shortened(clause, words, purpose=purpose), view, words)


def _holds(kept: Sequence[Token], before: Sequence[Token], words: ExerciseWords, rule: str) -> bool:
    """True when nothing that was cut off stands between the label and its date and may own the date."""
    if rule in ("front", "name", "noun") or not kept:
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


def _bodies(
    part: list[Token],
    at: int,
    view: SentenceView,
    words: ExerciseWords,
    subject: Sequence[Token],
    *,
    bounded: bool,
    whole: bool,
) -> Iterable[tuple[list[Token], str]]:
    """The clauses that the date at `at` may belong to, the surest first."""
    if not bounded:
        start = _clause_start(part, at, words)
        if _fronts(part, start, at, words):
            body = _main_after(part, at + 1, words)
            if body:
                yield _with_subject(body, words, subject), "front"
        else:
            yield from _before(part, at, words, subject)
    name = event_name(part, at, view, words, whole=whole)
    if name:
        yield name, "name"
    doubt = words.verbs.irrealis | words.verbs.intent | words.verbs.negation | words.labels.speech
    noun = event_noun(part, at, words)
    # "feared the fall of Malta in 1565": perhaps it never fell
    if noun and not {t.lower for t in part[:at]} & doubt:
        yield noun, "noun"


def _clause_start(part: list[Token], at: int, words: ExerciseWords) -> int:
    """Where the clause around a date begins: behind the nearest comma with a coordinator, or the start."""
    for i in range(at - 1, 0, -1):
        if part[i].lower in words.clauses.coordinators and part[i].name < 0:
            between = part[i + 1 : at]
            if all(t.lower in words.clauses.removable or t.text in BREAKS for t in between):
                return i + 1
            break
    return 0


def _fronts(part: list[Token], start: int, at: int, words: ExerciseWords) -> bool:
    """True when nothing but connectives stands between the start of the clause and the date."""
    between = [t for t in part[start:at] if t.text and t.text not in BREAKS]
    text = " ".join(t.lower for t in between)
    loose = all(t.lower in words.clauses.removable | words.clauses.connectives for t in between)
    return not between or text in words.clauses.connectives or loose


def _main_after(part: list[Token], start: int, words: ExerciseWords) -> list[Token]:
    """The main clause behind a date that opens it; adjuncts between commas are skipped."""
    rest = part[start:]
    if rest and rest[0].text in BREAKS and rest[0].text:
        rest = rest[1:]
    while rest:
        first = rest[0]
        if first.date >= 0:
            comma = next((i for i, t in enumerate(rest) if t.text == ","), -1)
            rest = rest[comma + 1 :] if comma >= 0 else []
            continue
        adjunct = _is_adjunct(rest, words)
        if not adjunct:
            return rest
        comma = next((i for i, t in enumerate(rest) if t.text == ","), -1)
        if comma < 0:
            return []
        rest = rest[comma + 1 :]
    return []


def _is_adjunct(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """A stretch up to the comma that opens with a preposition, a subordinator or a participle."""
    first = tokens[0]
    if first.name >= 0:
        return False
    clauses = words.clauses
    if first.lower in clauses.subordinators | clauses.prepositions | words.labels.openers:
        return True
    participle = not words.verbs.prefixes and first.lower.endswith(("ing", "ed")) and len(first.text) > 4
    return participle and first.lower not in words.verbs.not_verbs and any(t.text == "," for t in tokens)


def _before(
    part: list[Token], at: int, words: ExerciseWords, subject: Sequence[Token]
) -> Iterable[tuple[list[Token], str]]:
    """The clause that the date ends or stands in, read from the date to the left."""
    end = _end(part, at, words)
    if end < 0:
        return
    start, opener = _left(part, at, words)
    body = part[start:end]
    if opener and opener in words.labels.subclauses:
        yield _with_subject(body, words, subject), "subclause"
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
        own = _subject_of(part, start - 1, words)
        if own:
            yield _with_subject([*own, *body], words, subject), "second"
        return
    yield _with_subject(_without_front(body, words), words, subject), "end"


def _end(part: list[Token], at: int, words: ExerciseWords) -> int:
    """Where the clause with the date at `at` ends; -1 when what follows may claim the date."""
    if at + 1 >= len(part):
        return at + 1
    after = part[at + 1]
    if (after.text and after.text in BREAKS) or after.lower in words.clauses.coordinators | words.clauses.subordinators:
        return at + 1
    if after.lower in words.clauses.after_date:
        stop = next((i for i in range(at + 1, len(part)) if part[i].text == "," or part[i].date >= 0), len(part))
        return stop
    return -1


_UNSURE = "?"


def _left(part: list[Token], at: int, words: ExerciseWords) -> tuple[int, str]:
    """Start of the nearest clause to the left that has a verb before the date, and the word that opens it."""
    openers = words.clauses.subordinators | words.labels.subclauses | words.labels.relatives
    for i in range(at - 1, -1, -1):
        token = part[i]
        if token.name >= 0 or not token.text:
            continue
        inner = part[i + 1 : at]
        if token.lower in openers - words.clauses.harmless and verb_groups(inner, words):
            comma = next((c for c in range(at - 1, i, -1) if part[c].text == ","), -1)
            main = part[comma + 1 : at] if comma > 0 else []
            if main and verb_groups(main, words)[:1] > [0]:
                # the clause of the opener is over: "When news came, the council met on 3 May"
                return (comma + 1, "") if all(t.text != "," for t in part[:i]) else (i + 1, _UNSURE)
            return i + 1, token.lower
        if token.lower in words.clauses.coordinators and verb_groups(part[:i], words):
            verbs = verb_groups(inner, words)
            plain = i > 0 and (part[i - 1].text == "," or token.lower not in words.clauses.list_joints)
            if verbs and (verbs[0] == 0 or plain) and verbs[0] <= LONGEST_SUBJECT:
                return i + 1, token.lower
    return 0, ""


def _without_front(body: list[Token], words: ExerciseWords) -> list[Token]:
    """A clause without the adjuncts and connectives that open its sentence."""
    rest = body
    while rest and any(t.text == "," for t in rest):
        comma = next(i for i, t in enumerate(rest) if t.text == ",")
        head = " ".join(t.lower for t in rest[:comma])
        if head in words.clauses.connectives or _is_adjunct(rest, words):
            rest = rest[comma + 1 :]
        else:
            break
    return rest


def _subject_of(part: list[Token], at: int, words: ExerciseWords) -> list[Token]:
    """The subject of the clause before the coordinator at `at`; [] when it is not plain."""
    start, opener = _left(part, at, words)
    if opener and opener not in words.labels.subclauses | words.clauses.coordinators:
        return []
    if opener in words.labels.subclauses and any(t.text == "," for t in part[start:at]):
        return []
    body = _without_front(part[start:at], words)
    if body and body[0].date >= 0:
        body = _main_after(body, 1, words)
    verbs = verb_groups(body, words)
    if not verbs or not 0 < verbs[0] <= LONGEST_SUBJECT:
        return []
    subject = body[: verbs[0]]
    return [] if any(t.text in BREAKS and t.text for t in subject) else subject


def _with_subject(body: list[Token], words: ExerciseWords, subject: Sequence[Token]) -> list[Token]:
    """The clause with its pronoun subject replaced by the name that it means."""
    clause = [t for t in body if t.date < 0 and t.lower not in words.clauses.removable]
    if not subject or not clause:
        return body
    if clause[0].lower in words.labels.persons:
        rest = body[body.index(clause[0]) + 1 :]
        return [*subject, *rest]
    return body
