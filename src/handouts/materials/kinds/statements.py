"""Statements to be judged: what the essay says in other words, and the same with exactly one thing changed.

True ones move the date, leave adjuncts out or take a word of the same meaning, so that nothing is lifted word for word.
False ones change one year, one name for another of its sort, or one word for its opposite; never inside a list, never
with verbs of what two sides do together, never in a sentence that already denies or doubts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handouts import seeds
from handouts.materials.facts import NEVER, Fact
from handouts.materials.grammar import SentenceView, Token, content_words, untokenise
from handouts.materials.kinds.context import Context
from handouts.materials.kinds.known_names import Known
from handouts.materials.kinds.name_groups import Group, groups, place_of
from handouts.model.timeline import HistoricalDate

LEAST_WORDS, MOST_WORDS = 3, 18
_SIMILAR, _NEAR, _OTHERS = 0.5, 15, 3
_SHORT = 3  # letters of words that say nothing of a name
# "PL–480", "V–B–B": a dash inside a word, where clauses are cut in the wrong place
_DASHED = re.compile(r"\w[–—]\w")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about one fact. `rule` names what was done: restated, year, name, opposite.

    `names` are the canonical names in it; `why` says what the essay says instead, "" for a true one.
    """

    text: str
    true: bool
    fact: Fact
    rule: str
    names: frozenset[str]
    why: str = ""

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


def standing(context: Context) -> tuple[Fact, ...]:
    """The facts whose clause says something whole by itself, in reading order."""
    return tuple(f for f in context.reading.facts if _alone(f, context))


def judged(context: Context) -> tuple[Judged, ...]:
    """The statements of all facts that can stand alone, one fact a sentence, in reading order."""
    found: dict[str, Judged] = {}
    sorts = groups(context)
    views = {v.sentence.id: v for v in context.reading.views}
    for fact in standing(context):
        if fact.sentence.id in found:
            continue
        maker = Maker(context, fact, views[fact.sentence.id], sorts)
        true, false = maker.true(), tuple(maker.false())
        if true or false:
            found[fact.sentence.id] = Judged(fact, true, false)
    return tuple(found.values())


def _alone(fact: Fact, context: Context) -> bool:
    """True for a clause that says something whole by itself."""
    clause, words = fact.clause, context.words
    barred = NEVER | {"subordinate", "quote", "predicates", "verbs"}
    if clause.faults & barred or not LEAST_WORDS <= clause.words <= MOST_WORDS:
        return False
    ending = clause.shown[-1].lower
    bare = clause.cut > 0 and clause.verb == len(clause.tokens) - 1
    if bare or _DASHED.search(fact.sentence.text) or (clause.cut and ending in words.statements.units):
        return False
    date = fact.date
    if date is not None and (date.basis != "explicit" or date.mod == "APPROX" or date.is_range):
        return False
    if "intent" in clause.faults and date is not None and fact.place != "front":
        return False
    if {t.lower for t in clause.subject[:2]} & words.sequence:
        # "the first called …": the first of what was named before
        return False
    tail = [t.lower for t in clause.shown[-5:]]
    behind = any(t.date >= 0 for t in clause.tokens[clause.verb :]) and date is None
    joined = bool(clause.cut) and bool(set(tail) & words.clauses.coordinators)
    last = clause.shown[-1]
    return not joined and not behind and last.is_word and not ("," in tail and clause.cut > 0)


class Maker:
    """The statements of one fact."""

    def __init__(self, context: Context, fact: Fact, seen: SentenceView, sorts: Sequence[Group]) -> None:
        self.context, self.fact, self.seen, self.sorts = context, fact, seen, sorts
        self.tokens = tuple(fact.clause.shown)
        self.names = frozenset(seen.names[t.name].canonical for t in self.tokens if t.name >= 0)
        self._same = self._synonym()
        self._words = content_words(fact.clause.text, context.words)

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
        yield from self._opposites()
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
        at = [i for i, t in enumerate(self.tokens) if t.name < 0 and t.text.islower() and t.lower in table]
        if len(at) != 1:
            return None, "", ""
        old = self.tokens[at[0]]
        new = table[old.lower]
        if not self._same_form(at[0], new) or new in {t.lower for t in self.tokens}:
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

    def _opposites(self) -> Iterator[Statement]:
        changed, old, new = self._replaced(dict(self.context.words.statements.antonyms))
        if changed is not None and (text := self._said(changed, self.fact.date)):
            yield self.statement(text, "opposite", self.names, f"“{old}”", f"“{new}”")

    def swapped(self) -> Iterator[Statement]:
        """One name changed for another of its sort, at a place where it stands for itself."""
        words = self.context.words
        lower = {t.lower for t in self.seen.tokens}
        if lower & words.statements.symmetric or "link" in self.fact.clause.faults:
            # what one is may be true of another as well
            return
        for index in dict.fromkeys(t.name for t in self.tokens if t.name >= 0):
            canonical = self.seen.names[index].canonical
            sort = next((g for g in self.sorts if canonical in g.names), None)
            place = place_of(self.seen, self.tokens, index)
            if sort is None or place is None or not self._free(*place):
                continue
            other = self._other(sort, canonical, subject=place[0] < self.fact.clause.verb)
            if other is None:
                continue
            tokens = self._with_name(other.text, *place)
            if tokens and (text := self._said(tokens, self.fact.date)):
                names = self.names - {canonical} | {other.text}
                yield self.statement(text, "name", names, canonical, other.text)

    def _free(self, first: int, last: int) -> bool:
        """True when the name is no part of a list and no attribute of the next word."""
        tokens, words = self.tokens, self.context.words
        near = [t.lower for t in (*tokens[max(first - 2, 0) : first], *tokens[last + 1 : last + 3])]
        if set(near) & (words.clauses.list_joints | {","}) or "between" in near or "antara" in near:
            return False
        before = tokens[first - 1] if first else None
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        function = words.clauses.prepositions | words.clauses.articles
        opened = before is None or before.lower in function or first - 1 == self.fact.clause.verb
        verb = self.fact.clause.tokens[self.fact.clause.verb] if self.fact.clause.verb < len(tokens) else None
        closed = after is None or after is verb or after.lower in words.clauses.prepositions
        return opened and closed and after is not None if first == 0 else opened and closed

    def _other(self, sort: Group, canonical: str, subject: bool) -> Known | None:
        """A name that did nothing like it. The country that the essay is about is no partner of itself."""
        text = untokenise(self.tokens)
        alike = {c for row in self.context.words.statements.same if canonical.lower() in row for c in row}
        most = max(sort.names.values(), key=lambda k: len(k.sentences)).text
        barred = {most} if sort.sort == "country" and not subject else set()
        rest = self._words - content_words(canonical, self.context.words)
        beside = {w for w in text.split() if w[:1].isupper() and len(w) > _SHORT} - set(canonical.split())
        found = [
            k
            for name, k in sort.names.items()
            if name not in barred
            and name.lower() not in alike
            and name != canonical
            and not any(f in text or f in canonical or canonical in f for f in k.forms)
            and not beside & set(k.text.split())
            and all(len(rest & self.context.contents[s]) < _SIMILAR * max(len(rest), 1) for s in k.sentences)
        ]
        found.sort(key=lambda k: (-len(k.sentences), k.text))
        draw = seeds.rng(*self.context.ids, "name", self.fact.sentence.key)
        return draw.choice(found[:_OTHERS]) if found else None

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
