"""Statements to be judged: what the essay says in other words, and the same with exactly one thing changed.

True ones move the date, leave adjuncts out or take a word of the same meaning, so that nothing is lifted word for word.
False ones change one year, one name for another of its sort, or one word for its opposite; never inside a list, never
with verbs of what two sides do together, never in a sentence that already denies or doubts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handouts import seeds
from handouts.materials.facts import Fact
from handouts.materials.grammar import SentenceView, Token, tokenise, untokenise
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.name_swaps import Swaps
from handouts.materials.kinds.standing import standing
from handouts.model.timeline import HistoricalDate

_SIMILAR, _NEAR, _OTHERS = 0.5, 15, 3
_GROUP = 2  # words between the first verb and the last of its group
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about one fact. `rule` names what was done: restated, year, name, opposite.

    `names` are the canonical names in it; `why` says what the essay says instead, "" for a true one. `changed` is the
    word that was changed for its opposite, else "".
    """

    text: str
    true: bool
    fact: Fact
    rule: str
    names: frozenset[str]
    why: str = ""
    changed: str = ""

    @property
    def sentence(self) -> str:
        """Id of the sentence it rests on."""
        return self.fact.sentence.id


@dataclass(frozen=True, slots=True)
class Judged:
    """What can be stated about one fact: one true wording at most, and false ones."""

    fact: Fact
    true: Statement | None
    false: tuple[Statement, ...]


def judged(context: Context) -> tuple[Judged, ...]:
    """The statements of all facts that can stand alone, one fact a sentence, in reading order."""
    found: dict[str, Judged] = {}
    swaps = Swaps(context)
    views = {v.sentence.id: v for v in context.reading.views}
    for fact in standing(context):
        if fact.sentence.id in found:
            continue
        maker = Maker(context, fact, views[fact.sentence.id], swaps)
        true, false = maker.true(), tuple(maker.false())
        if true or false:
            found[fact.sentence.id] = Judged(fact, true, false)
    return tuple(found.values())


class Maker:
    """The statements of one fact."""

    def __init__(self, context: Context, fact: Fact, seen: SentenceView, swaps: Swaps) -> None:
        self.context, self.fact, self.seen, self.swaps = context, fact, seen, swaps
        self.tokens = tuple(fact.clause.shown)
        self.names = frozenset(seen.names[t.name].canonical for t in self.tokens if t.name >= 0)
        self._sentence = frozenset(t.lower for t in tokenise(fact.sentence.text))
        self._same = self._synonym()

    def true(self) -> Statement | None:
        """The restatement; None where it would be the essay's own sentence, or the date stood elsewhere."""
        if self._unsure_date():
            return None
        text = self._said(self._same or self.tokens, self.fact.date)
        if not text or text.rstrip(".").casefold() == self.seen.text.strip().rstrip(".").casefold():
            return None
        return Statement(text, True, self.fact, "restated", self.names)

    def false(self) -> Iterator[Statement]:
        """The alterations, best kinds first."""
        if self._unsure_date():
            return
        yield from self._years()
        yield from self.opposites()
        yield from self.swapped()

    def _unsure_date(self) -> bool:
        date = self.fact.date
        return date is not None and date.precision not in ("day", "month", "year", "season")

    def _said(self, tokens: Sequence[Token], date: HistoricalDate | None) -> str:
        """The clause with its date at the other end; "" when the first word's case cannot be told."""
        text = untokenise(tokens)
        if date is None:
            return text[:1].upper() + text[1:] + "."
        when = self.context.at_date(replace(self.fact, date=date)).strip()
        if self.fact.place == "front":
            return text[:1].upper() + text[1:] + " " + when + "."
        inside = self.context.reading.inside(tokens)
        return when[:1].upper() + when[1:] + ", " + inside + "." if inside else ""

    def _synonym(self) -> tuple[Token, ...] | None:
        return self._replaced(self.context.words.statements.synonyms)[0]

    def _replaced(self, pairs: object) -> tuple[tuple[Token, ...] | None, str, str]:
        """The tokens with the one listed word replaced, the word and its replacement; None when there is not one."""
        table = dict(pairs) if isinstance(pairs, dict) else {}
        contrary = self.context.words.statements.contrary
        at = [
            i
            for i, t in enumerate(self.tokens)
            if t.name < 0 and t.lower in table and (t.text.islower() or (i == 0 and t.lower in contrary))
        ]
        if len(at) != 1:
            return None, "", ""
        old = self.tokens[at[0]]
        new = table[old.lower]
        if not self._same_form(at[0], new) or not self._fits(at[0], new) or new in self._sentence:
            return None, "", ""
        changed = (*self.tokens[: at[0]], replace(old, text=new), *self.tokens[at[0] + 1 :])
        return changed, old.lower, new

    def _same_form(self, at: int, new: str) -> bool:
        """False before "to" ("began to rise") and for a past form behind an auxiliary ("had begun")."""
        words, tokens = self.context.words, self.tokens
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        before = tokens[at - 1].lower if at else ""
        regular = tokens[at].lower.endswith("ed") and new.endswith("ed")
        return bool(words.verbs.prefixes) or (after != "to" and (regular or before not in words.verbs.auxiliaries))

    def _fits(self, at: int, new: str) -> bool:
        """False for "a" before a vowel, and where the next word changes the sense ("opened fire", "began trying")."""
        words, tokens = self.context.words, self.tokens
        after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        before = tokens[at - 1].lower if at else ""
        begins = tokens[at].lower == words.labels.began or new == words.labels.began
        if begins and any(t.lower in words.labels.purpose and n.text.islower() for t, n in pairwise(tokens[at + 1 :])):
            # nobody "ended a campaign to prepare for an invasion"
            return False
        bearing = {t.lower for t in tokens[:at]} & words.statements.bearing
        if bearing and tokens[at].lower in words.statements.borne:
            # "suffered a victory"
            return False
        if before in words.clauses.no_gap_after and (new[0] in _VOWELS) != (tokens[at].lower[0] in _VOWELS):
            return False
        ending = words.labels.participle
        going = bool(ending) and after.endswith(ending) and after not in words.verbs.not_verbs
        return not going and before not in words.labels.owned and after not in words.statements.tied

    def _years(self) -> Iterator[Statement]:
        date, context = self.fact.date, self.context
        if date is None or date.start.year != date.end.year or "link" in self.fact.clause.faults or date.start.year < 1:
            return
        if (date.start.month, date.start.day) == (2, 29) or date.precision == "season" or date.mod is not None:
            return
        wrong = self.wrong_year(date.start.year)
        if wrong is None:
            return
        moved = replace(
            date,
            value=date.value.replace(f"{date.start.year:04d}", f"{wrong:04d}", 1),
            start=replace(date.start, year=wrong),
            end=replace(date.end, year=wrong),
        )
        text = self._said(self._same or self.tokens, moved)
        if text and str(wrong) in text:
            right, other = context.date_text(date), context.date_text(moved)
            yield self.statement(text, "year", self.names, right, other)

    def wrong_year(self, year: int) -> int | None:
        """Another year of the essay in which nothing like it happened, the nearest ones first."""
        years: dict[int, bool] = {}
        for sentence, told, _ in self.context.dates_at("year"):
            like = self.context.overlap(self.fact.clause.text, sentence.id) >= _SIMILAR
            for y in range(told.start.year, told.end.year + 1) if told.is_range else (told.start.year,):
                years[y] = years.get(y, False) or like
        near = sorted((abs(y - year), y) for y, like in years.items() if y != year and not like and y > 0)
        near = [n for n in near if n[0] <= _NEAR][:_OTHERS]
        draw = seeds.rng(*self.context.ids, "year", self.fact.sentence.key)
        return draw.choice(near)[1] if near else None

    def opposites(self) -> Iterator[Statement]:
        """The verb, or a word behind it, changed for its opposite; what stands before is the ground of the rest."""
        changed, old, new = self._replaced(dict(self.context.words.statements.antonyms))
        if changed is not None and self._said_of_it(old) and (text := self._said(changed, self.fact.date)):
            yield replace(self.statement(text, "opposite", self.names, f"“{old}”", f"“{new}”"), changed=old)

    def _said_of_it(self, old: str) -> bool:
        """True for the main verb or what follows it, but for a past participle further on ("a crisis worsened by")."""
        verb, words = self.fact.clause.verb, self.context.words
        if old in words.statements.contrary:
            return True
        at = next(i for i, t in enumerate(self.fact.clause.tokens) if t.lower == old and t.name < 0)
        past = not words.verbs.prefixes and old.endswith("ed")
        return at >= verb and (not past or at <= verb + _GROUP)

    def swapped(self) -> Iterator[Statement]:
        """One name changed for another of its sort, at a place where it stands for itself."""
        for swap in self.swaps.of(self.fact, self.seen):
            tokens = self._with_name(swap.other.text, swap.first, swap.last)
            if tokens and (text := self._said(tokens, self.fact.date)):
                names = self.names - {swap.canonical} | {swap.other.text}
                yield self.statement(text, "name", names, swap.canonical, swap.other.text)

    def _with_name(self, name: str, first: int, last: int) -> tuple[Token, ...]:
        """The clause with another name; in English a country takes or leaves its article."""
        statements, articles = self.context.words.statements, self.context.words.clauses.articles
        tokens = list(self.tokens)
        start = first
        if articles and first and tokens[first - 1].lower in articles and tokens[first - 1].lower == "the":
            listed = name.lower() in statements.with_article
            country = name.lower() in self.context.words.names.countries
            if country and not listed:
                start = first - 1
        elif name.lower() in statements.with_article:
            name = self.context.with_article(name)
        model = tokens[first]
        return (*tokens[:start], replace(model, text=name, space=start > 0), *tokens[last + 1 :])

    def statement(self, text: str, rule: str, names: frozenset[str], right: str, wrong: str) -> Statement:
        """A false statement that says `wrong` where the essay says `right`."""
        why = self.context.words.stems["said"].format(right=right, wrong=wrong)
        return Statement(text, False, self.fact, rule, names, why)
