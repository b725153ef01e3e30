"""A sheet as it grows: which item may come next, and which is worth most.

One item a fact, nothing answered by a neighbour, by the title or by the pupil's timeline, the whole essay covered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.diagnostics import Diagnostic, hint
from handouts.materials.grammar import content_words
from handouts.materials.item_texts import single_answer, statements
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.registry import registry
from handouts.materials.linting import Look, Printed, Surroundings, gives_away, printed_item, refused
from handouts.materials.title_cues import in_title
from handouts.materials.vocabulary_rivals import related
from handouts.model.exercise import Choice, Gap, Order, Section, SectionKind, item_count, item_evidence

_ALIKE, _CROWDED, _LEVEL = 0.7, 0.7, 0.5
# What an item loses for each one on the sheet from its paragraph, and gains while its cognitive level is rare there.
_COVERED, _BALANCE = 0.15, 0.3
_TOLD, _OFTEN = 0.8, 3
FEWEST_OPTIONS = 3


class Sheet:
    """The sheet as it grows: what has been asked, what has been told, what was refused."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._registry = registry()
        self.said: list[Diagnostic] = list(self._registry.diagnostics)
        self._things: list[Printed] = []
        self._statements: list[str] = []
        self._used: set[str] = set()
        self._ordered: set[str] = set()
        self._filled: set[str] = set()
        self._lengths: list[bool] = []  # of each choice item: whether its right option is the longest
        self.answers: set[str] = set()
        self._blocks: Counter[int] = Counter()
        self._blooms: Counter[str] = Counter()
        self._pools: dict[SectionKind, list[Candidate]] = {}
        self._look = Look(context.analysis.language, Surroundings(context.essay, context.glossary))

    def kinds(self, section: SectionKind) -> tuple[str, ...]:
        """Names of the kinds that may fill a section."""
        options = self.context.options
        ruled = dict(options.rules.items).get(section, 0) > 0 and len(self._registry.of(section)) == 1
        return tuple(k.name for k in self._registry.of(section) if k.default or ruled or k.name in options.kinds)

    def short_of_options(self) -> bool:
        """True when the text has more items of multiple choice with fewer options than are asked for."""
        options = self.context.options
        if options.options <= FEWEST_OPTIONS:
            return False
        fewer = replace(self.context, options=replace(options, options=FEWEST_OPTIONS))
        kinds = [self._registry.kinds[name] for name in self.kinds("multiple_choice")]
        found = {c.item.id for kind in kinds for c in self._registry.candidates(kind, fewer)[0]}
        return len(found) > len({c.item.id for c in self.pool("multiple_choice")})

    def pick(self, section: SectionKind, wanted: int) -> list[Candidate]:
        """The best items of a section: each kind's share first, then whatever is best."""
        pool = self.pool(section)
        chosen: list[Candidate] = []
        asked = self.context.options.kinds
        for name in sorted(self.kinds(section), key=lambda name: name not in asked):
            share = min(self._registry.kinds[name].share, wanted - len(chosen))
            self._take([c for c in pool if c.item.kind == name], share, chosen)
        self._take(pool, wanted - len(chosen), chosen)
        return chosen

    def pool(self, section: SectionKind) -> list[Candidate]:
        """All items of a section that neither the pupil's timeline nor the title answers, and that break no rule."""
        if section not in self._pools:
            found: list[Candidate] = []
            for name in self.kinds(section):
                made, failed = self._registry.candidates(self._registry.kinds[name], self.context)
                self.said += failed
                seen = [c for c in made if section != "essay" and self._on_timeline(c)]
                for ids in _listed(seen):
                    self.said.append(hint("items-on-timeline", None, kind=name, count=len(ids), items=", ".join(ids)))
                found += self._unrefused(self._untitled([c for c in made if c not in seen]), section)
            self._pools[section] = found
        return self._pools[section]

    def _on_timeline(self, candidate: Candidate) -> bool:
        """True when the item asks about, or quotes as its evidence, a sentence of which the pupil's timeline tells."""
        told = self.context.on_timeline
        rests = {s.id for p in item_evidence(candidate.item) if (s := self.context.sentence_at.get(p.place))}
        return bool(told & (set(candidate.sentences) | rests))

    def _untitled(self, made: Sequence[Candidate]) -> list[Candidate]:
        """Those whose answer the title at the head of the sheet does not give."""
        options, words = self.context.options, self.context.words
        named = [c for c in made if in_title(c.item, options.title, words)]
        self.said += [hint("items-in-title", None, count=len(ids), items=", ".join(ids)) for ids in _listed(named)]
        return [c for c in made if c not in named]

    def _unrefused(self, made: Sequence[Candidate], section: SectionKind) -> list[Candidate]:
        """Those that break no rule that an item of the tool may not break; the others are told by their rule."""
        refusing = [refused(c.item, Section(section, ()), self._look) for c in made]
        for rule in dict.fromkeys(r for r in refusing if r):
            broken = [c for c, r in zip(made, refusing, strict=True) if r == rule]
            for ids in _listed(broken):
                self.said.append(hint("items-refused", None, rule=rule, count=len(ids), items=", ".join(ids)))
        return [c for c, r in zip(made, refusing, strict=True) if not r]

    def _take(self, pool: Sequence[Candidate], wanted: int, chosen: list[Candidate]) -> None:
        rest = [c for c in pool if self._free(c, chosen)]
        while rest and wanted > 0:
            blocks = Counter(c.block for c in chosen)
            # Of equal scores the first wins. Positions, since comparing items field by field takes long.
            worth = [self._worth(c, blocks[c.block]) for c in rest]
            best = rest.pop(worth.index(max(worth)))
            kind = self._registry.kinds[best.item.kind]
            full = kind.most and sum(c.item.kind == kind.name for c in chosen) >= kind.most
            if full or not self._fits(best, chosen):
                continue
            chosen.append(best)
            self._remember(best)
            rest = [c for c in rest if self._free(c, chosen)]
            wanted -= 1

    def _worth(self, candidate: Candidate, beside: int) -> float:
        """The score, less for each item from the same paragraph and for an event of the ordering.

        Less for a right option that is the longest, where a third of those chosen are.
        More for the level asked for, and for a cognitive level that the sheet has little of.
        """
        level = self.context.options.level
        fits = level is not None and self._registry.kinds[candidate.item.kind].level == level
        apart = _CROWDED * beside * (not candidate.stimulus) + _COVERED * self._blocks[candidate.block]
        bloom = candidate.item.traits.bloom
        tells = isinstance(candidate.item, Choice) and _longest(candidate.item)
        often = tells and sum(self._lengths) * _OFTEN >= len(self._lengths)
        rare = 1 - self._blooms[bloom] / (self._blooms.total() or 1)
        return candidate.score - apart - self._shared(candidate) + _LEVEL * fits + _BALANCE * rare - _TOLD * often

    def _remember(self, candidate: Candidate) -> None:
        if isinstance(candidate.item, Order):
            self._ordered |= set(candidate.sentences)
        else:
            self._used |= set(candidate.sentences)
        if isinstance(candidate.item, Gap) or candidate.item.kind == "mcq-term":
            self._filled.add(single_answer(candidate.item).casefold())
        self.answers.add(single_answer(candidate.item).rstrip(".").casefold())
        if isinstance(candidate.item, Choice):
            self._lengths.append(_longest(candidate.item))
        self._blocks[candidate.block] += 1
        self._blooms[candidate.item.traits.bloom] += item_count(candidate.item)
        self._things += printed_item(candidate.item)
        self._statements += statements(candidate.item)
        for passage in candidate.stimulus:
            self._used |= {s.id for s in (self.context.sentence_at.get(passage.place),) if s is not None}
            self._things.append(Printed(f"stimulus-{passage.block}", "", "", (passage.text,)))

    def _free(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """True when no other item asks the same fact; a date question may meet the ordering, which prints no dates.

        Items on one quoted passage go together: only their own section may ask about its sentences.
        """
        facts = set(candidate.sentences)
        if candidate.stimulus:
            if chosen:
                asked = {s for c in chosen for s in c.sentences}
                return candidate.stimulus == chosen[0].stimulus and not facts & asked
            quoted = {s.id for p in candidate.stimulus if (s := self.context.sentence_at.get(p.place))}
            return not quoted & (self._used | self._ordered)
        free = not facts & self._used
        return free and (not facts & self._ordered or candidate.dateless)

    def _shared(self, candidate: Candidate) -> float:
        return 2.0 * bool(set(candidate.sentences) & self._ordered)

    def _fits(self, candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
        """True when the answer is new in its section and no printed text of the sheet gives an answer away."""
        answers = {single_answer(c.item).casefold() for c in chosen} - {""}
        own = single_answer(candidate.item).casefold()
        if own and any(own in a or a in own for a in answers):
            return False
        if own in self._filled and (isinstance(candidate.item, Gap) or candidate.item.kind == "mcq-term"):
            return False
        if isinstance(candidate.item, Gap) and any(related(own, a) for a in answers):
            # "Soviet Union" and "Soviet Government" in one bank: each fits where the other belongs
            return False
        quoted = [Printed(candidate.item.id, "", "", (p.text,)) for p in candidate.stimulus]
        same = {f"stimulus-{p.block}" for p in candidate.stimulus}
        for mine in (*printed_item(candidate.item), *quoted):
            for other in self._things:
                if other.id in same or (quoted and any(other.id == c.item.id for c in chosen)):
                    continue
                # the ordering asks no dates: a question about one of its events may print the event again
                if self._tells(other, mine) or self._tells(mine, other):
                    self.said.append(hint("item-dropped", None, item=mine.id, other=other.id))
                    return False
        return not self._stated(candidate)

    def _tells(self, teller: Printed, asked: Printed) -> bool:
        return bool(asked.asked) and gives_away(teller, asked, self.context.words)

    def _stated(self, candidate: Candidate) -> bool:
        """True when a statement of the sheet says much the same as this item, rightly or wrongly."""
        texts = [p.asked for p in printed_item(candidate.item)] + statements(candidate.item)
        words = self.context.words
        for text in texts:
            mine = content_words(text, words)
            for other in self._statements:
                theirs = content_words(other, words)
                if mine and theirs and len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs)):
                    return True
        return False


def _listed(gone: Sequence[Candidate]) -> Iterator[list[str]]:
    """The ids of what was left out for one reason, all in one list; nothing when nothing was."""
    if gone:
        yield list(dict.fromkeys(c.item.id for c in gone))


def _longest(item: Choice) -> bool:
    """True when the right option is longer than every other, which a pupil who guesses would take."""
    return all(len(o.text) < len(item.answer) for i, o in enumerate(item.options) if i != item.key)
