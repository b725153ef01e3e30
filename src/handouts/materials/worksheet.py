"""Which items make a sheet: five sections, one item a fact, nothing answered by a neighbour, the whole essay covered.

Fewer good items beat a full sheet; what is missing is said with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from handouts import seeds
from handouts.diagnostics import Diagnostic, hint
from handouts.materials.kinds import match_event_date, order_events
from handouts.materials.kinds.context import Candidate, Context, ExerciseOptions
from handouts.materials.kinds.table import SINGLE
from handouts.materials.linting import Look, Printed, Surroundings, gives_away, printed_item, refused
from handouts.materials.shuffling import balanced_keys
from handouts.model.analysis import Analysis
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Order, Section, SectionKind
from handouts.model.glossary import Glossary
from handouts.model.text import Essay
from handouts.model.timeline import Event, Timeline

# the share of each kind before the best of any kind fill up
_SHARES: Mapping[SectionKind, Mapping[str, int]] = {
    "multiple_choice": {"mcq-date": 3, "mcq-name": 2, "mcq-term": 1},
    "cloze": {"cloze-term": 2, "cloze-name": 2, "cloze-year": 2},
    "short_answer": {"why": 2, "definition": 1, "who": 1, "when": 1},
}
# more than two meanings on one sheet would share their options
_MOST: Mapping[str, int] = {"mcq-term": 2}
_BANK_EXTRA, _LEAST_GAPS, _SHUFFLES = 2, 2, 40


def exercises(
    essay: Essay,
    analysis: Analysis,
    timeline: Timeline,
    glossary: Glossary,
    options: ExerciseOptions,
    *ids: str,
) -> tuple[tuple[Section, ...], tuple[Diagnostic, ...]]:
    """The sections of version A in their fixed order, and hints about what was left out."""
    context = Context(essay, analysis, timeline, glossary, options, ids)
    sheet = _Sheet(context)
    order, match = _event_items(context)
    sheet.add_events(order, match)
    short = sheet.pick("short_answer", options.short_answer)
    choices = sheet.pick("multiple_choice", options.multiple_choice)
    gaps = sheet.pick("cloze", options.cloze)
    bank = sheet.bank(gaps)
    if len(gaps) < _LEAST_GAPS or len(bank) <= len(gaps):
        # a bank that holds little more than one answer asks nothing
        gaps, bank = [], ()
    sections = [
        Section("multiple_choice", balanced_keys(_in_text_order(choices), *ids)),
        Section("cloze", tuple(c.item for c in _in_text_order(gaps)), bank),
        Section("matching", (match,) if match else ()),
        Section("ordering", (order,) if order else ()),
        Section("short_answer", tuple(c.item for c in _in_text_order(short))),
    ]
    wanted = {"multiple_choice": options.multiple_choice, "cloze": options.cloze, "short_answer": options.short_answer}
    said = [*sheet.said, *_shortfall(sections, {**wanted, "matching": 1, "ordering": 1})]
    return tuple(s for s in sections if s.items), tuple(said)


def _shortfall(sections: Iterable[Section], wanted: Mapping[str, int]) -> Iterable[Diagnostic]:
    for section in sections:
        made = len(section.items)
        if not made:
            yield hint("section-empty", None, section=section.kind)
        elif made < wanted[section.kind]:
            yield hint("section-short", None, section=section.kind, made=made, wanted=wanted[section.kind])


def _in_text_order(found: Sequence[Candidate]) -> list[Candidate]:
    def place(candidate: Candidate) -> tuple[int, int, str]:
        first = candidate.item.evidence[0]
        return first.block, first.start, candidate.item.id

    return sorted(found, key=place)


def _event_items(context: Context) -> tuple[Order | None, Match | None]:
    """Ordering and matching share the events out between them; with few events ordering alone is made."""
    events = [e for e in context.events if context.sentence_of(e).id not in context.on_timeline]
    options = context.options
    if len(events) < match_event_date.LEAST_PAIRS + order_events.LEAST_EVENTS:
        return order_events.make(context, events), None
    order = order_events.make(context, _half(events) if len(events) < options.events + options.pairs else events)
    taken = {e.evidence.place for e in order.entries} if order else set()
    rest = [e for e in events if e.sentence.place not in taken]
    seeds.rng(*context.ids, "match-1", "events").shuffle(rest)
    return order, match_event_date.make(context, rest)


def _half(events: Sequence[Event]) -> Sequence[Event]:
    """Every second event, so that matching finds its own among the others."""
    return events[::2]


class _Sheet:
    """The sheet as it grows: what has been asked, what has been told, what was refused."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.said: list[Diagnostic] = []
        self._things: list[Printed] = []
        self._used: set[str] = set()
        self._ordered: set[str] = set()
        self._pools: dict[SectionKind, list[Candidate]] = {}
        self._look = Look(context.analysis.language, Surroundings(context.essay, context.glossary))

    def add_events(self, order: Order | None, match: Match | None) -> None:
        """Take the sentences of the two items over events off the list."""
        starts = self.context.sentence_at
        if order:
            self._ordered = {starts[e.evidence.place].id for e in order.entries}
            self._things += printed_item(order)
        if match:
            self._used |= {starts[p.evidence.place].id for p in match.pairs}
            self._things += printed_item(match)

    def pick(self, section: SectionKind, wanted: int) -> list[Candidate]:
        """The best items of a section: each kind's share first, then whatever is best."""
        pool = self._pool(section)
        chosen: list[Candidate] = []
        shares = _SHARES[section]
        for kind, share in shares.items():
            self._take([c for c in pool if c.item.kind == kind], min(share, wanted - len(chosen)), chosen)
        self._take(pool, wanted - len(chosen), chosen)
        return chosen

    def _pool(self, section: SectionKind) -> list[Candidate]:
        if section not in self._pools:
            found: list[Candidate] = []
            for kind, make in SINGLE[section].items():
                made = list(make(self.context))
                seen = [c for c in made if set(c.sentences) & self.context.on_timeline]
                if seen:
                    ids = list(dict.fromkeys(c.item.id for c in seen))
                    self.said.append(hint("items-on-timeline", None, kind=kind, count=len(ids), items=", ".join(ids)))
                found += self._unrefused([c for c in made if c not in seen], section)
            self._pools[section] = found
        return self._pools[section]

    def _unrefused(self, made: Sequence[Candidate], section: SectionKind) -> list[Candidate]:
        """Those that break no rule that an item of the tool may not break; the others are told by their rule."""
        refusing = [refused(c.item, Section(section, ()), self._look) for c in made]
        for rule in dict.fromkeys(r for r in refusing if r):
            ids = list(dict.fromkeys(c.item.id for c, r in zip(made, refusing, strict=True) if r == rule))
            self.said.append(hint("items-refused", None, rule=rule, count=len(ids), items=", ".join(ids)))
        return [c for c, r in zip(made, refusing, strict=True) if not r]

    def _take(self, pool: Sequence[Candidate], wanted: int, chosen: list[Candidate]) -> None:
        rest = [c for c in pool if self._free(c)]
        while rest and wanted > 0:
            blocks = Counter(c.block for c in chosen)
            # Of equal scores the first wins. Positions, since comparing items field by field takes long.
            worth = [c.score - 0.7 * blocks[c.block] - self._shared(c) for c in rest]
            best = rest.pop(worth.index(max(worth)))
            kind = best.item.kind
            if sum(c.item.kind == kind for c in chosen) >= _MOST.get(kind, len(pool)) or not self._fits(best, chosen):
                continue
            chosen.append(best)
            self._used |= set(best.sentences)
            self._things += printed_item(best.item)
            rest = [c for c in rest if self._free(c)]
            wanted -= 1

    def _free(self, candidate: Candidate) -> bool:
        """True when no other item asks the same fact; a date question may meet the ordering, which prints no dates."""
        facts = set(candidate.sentences)
        return not facts & self._used and (not facts & self._ordered or candidate.item.kind == "mcq-date")

    def _shared(self, candidate: Candidate) -> float:
        return 2.0 * bool(set(candidate.sentences) & self._ordered)

    def _fits(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """True when the answer is new in its section and no printed text of the sheet gives an answer away."""
        answers = {_answer(c.item).casefold() for c in chosen}
        own = _answer(candidate.item).casefold()
        if any(own in a or a in own for a in answers) and candidate.item.kind != "who":
            return False
        words = self.context.words
        for mine in printed_item(candidate.item):
            for other in self._things:
                # the ordering asks no dates: a question about one of its events may print the event again
                if gives_away(other, mine, words) or gives_away(mine, other, words):
                    self.said.append(hint("item-dropped", None, item=mine.id, other=other.id))
                    return False
        return True

    def bank(self, gaps: Sequence[Candidate]) -> tuple[str, ...]:
        """The answers of the gaps and one or two words of the same kinds, shuffled."""
        answers = [c.item.answer for c in gaps if isinstance(c.item, Gap)]
        if not answers:
            return ()
        accepted = {a.casefold() for c in gaps if isinstance(c.item, Gap) for a in (c.item.answer, *c.item.accept)}
        extra = self._spare(gaps, accepted)[: 1 if len(answers) < 4 else _BANK_EXTRA]
        words = [*answers, *extra]
        draw = seeds.rng(*self.context.ids, "bank")
        ordered = [c.item.answer for c in _in_text_order(gaps) if isinstance(c.item, Gap)]
        for _ in range(_SHUFFLES):
            draw.shuffle(words)
            if len(ordered) < 2 or [w for w in words if w in ordered] != ordered:
                break
        return tuple(words)

    def _spare(self, gaps: Sequence[Candidate], accepted: set[str]) -> list[str]:
        """Words for the bank that fit no gap, of the kinds with the fewest answers first, the kinds in turn."""
        kinds = Counter(c.item.kind for c in gaps)
        queues: dict[str, list[str]] = {kind: [] for kind in sorted(kinds, key=lambda k: (kinds[k], k == "cloze-name"))}
        for candidate in sorted(self._pool("cloze"), key=lambda c: (-c.score, c.item.id)):
            word = candidate.item.answer if isinstance(candidate.item, Gap) else ""
            near = any(word.casefold() in a or a in word.casefold() for a in accepted)
            if kinds[candidate.item.kind] and not near and not self._shown(word, gaps):
                queues[candidate.item.kind].append(word)
                accepted.add(word.casefold())
        longest = max((len(q) for q in queues.values()), default=0)
        return [q[i] for i in range(longest) for q in queues.values() if i < len(q)]

    @staticmethod
    def _shown(word: str, gaps: Sequence[Candidate]) -> bool:
        """True when a word stands in a carrier sentence of the sheet: it could not be missing there."""
        return any(word in f"{c.item.before} {c.item.after}" for c in gaps if isinstance(c.item, Gap))


def _answer(item: Exercise) -> str:
    match item:
        case Choice() | Gap():
            return item.answer
        case Match() | Order() | Grid():
            return item.id
        case _:
            return item.answer
