"""The date tagger: patterns over lexicon classes, guards, links between dates, and the narrative spine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from handouts.analysis.date_anchors import Anchors, with_anchors, with_happenings
from handouts.analysis.date_guards import is_date
from handouts.analysis.date_links import (
    clock_days,
    range_ends,
    shared_eras,
    shared_years,
    shares_pointer,
    with_old_years,
    with_tails,
)
from handouts.analysis.date_path import Path
from handouts.analysis.date_patterns import Found, find
from handouts.analysis.date_places import (
    asides,
    first_plan,
    is_goal,
    is_told,
    looks_back,
    opens,
    opens_with_old_year,
    phrase,
    relative_clauses,
    restates,
    said_again,
)
from handouts.analysis.date_settled import Settled, Surroundings
from handouts.analysis.date_tokens import Token, tokens
from handouts.analysis.date_values import explicit_year, lacks_era, settle
from handouts.analysis.intervals import Moment, historical
from handouts.analysis.spine import Spine
from handouts.analysis.tongues import other_language
from handouts.languages.lexicon import lexicon
from handouts.model.analysis import DateMention, Sentence
from handouts.model.text import Essay, passage

_OLD = 1000  # years before it have fewer digits than a number needs to be taken for a year anywhere


def dates(essay: Essay, found: Iterable[Sentence], language: str) -> tuple[DateMention, ...]:
    """All date expressions of the sentences, in reading order.

    Sentences in another known language are read with that language's words. Nothing depends on today's date: an
    expression whose year the essay does not give is left out.
    """
    first = [(sentence, *_found(sentence, language)) for sentence in found]
    spine, anchors, path = Spine(bc_seen=any(_is_bc(f) for *_, fs in first for f in fs)), Anchors(), Path()
    old, read = _tells_old_years(first), []
    for number, (sentence, code, toks, fs) in enumerate(first):
        heading = essay.text_block(sentence.passage.block).kind == "heading"
        kept = _dates_of(toks, fs, code, bc_seen=spine.bc_seen, old=old, heading=heading) if toks else []
        path.add(number, kept, toks, code, heading=heading, bc_seen=spine.bc_seen)
        read.append(_Read(number, sentence, code, toks, kept, heading))
    mentions: list[DateMention] = []
    for sentence_read in read:
        mentions += _Reader(essay, sentence_read, spine, anchors, path).mentions()
    return tuple(mentions)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence, the language it is read in, its tokens and its date expressions."""

    number: int
    sentence: Sentence
    language: str
    tokens: tuple[Token, ...]
    found: list[Found]
    heading: bool


def _found(sentence: Sentence, language: str) -> tuple[str, tuple[Token, ...], list[Found]]:
    code = sentence.language if other_language(sentence.text, sentence.language, language) else language
    toks = tokens(sentence.text, code)
    return code, toks, find(toks, code)


def _dates_of(
    toks: tuple[Token, ...], first: list[Found], language: str, *, bc_seen: bool, old: bool, heading: bool
) -> list[Found]:
    """What is left of the first findings, with their tails, once the words around them are looked at."""
    lex = lexicon(language)
    found = shared_eras(with_tails(first, toks, lex.function_words), toks)
    found = with_happenings(found, toks)
    sure = [
        f
        for f in found
        if is_date(f, toks, language, bc_seen=bc_seen, heading=heading) or (old and opens_with_old_year(f, toks))
    ]
    return with_anchors(with_old_years(sure), toks, lex)


def _tells_old_years(read: Iterable[tuple[Sentence, str, tuple[Token, ...], list[Found]]]) -> bool:
    """True for an essay with a year of fewer than four digits that is surely one, or with two that open sentences."""
    openings = 0
    for *_, toks, fs in read:
        for f in fs:
            year = explicit_year(f) if f.rule != "bc-year" else None
            if year is not None and 0 < year < _OLD:
                return True
            openings += opens_with_old_year(f, toks)
    return openings > 1


def _is_bc(f: Found) -> bool:
    """A year BC: one such makes bare years of three digits BC too."""
    year = explicit_year(f) if f.rule != "bc-year" else None
    return year is not None and year < 0


class _Reader:
    """One sentence: its expressions, what they share, and how each moves the story."""

    def __init__(self, essay: Essay, read: _Read, spine: Spine, anchors: Anchors, path: Path) -> None:
        self.essay, self.sentence, self.language, self.tokens = essay, read.sentence, read.language, read.tokens
        self.number, self.found, self.heading = read.number, read.found, read.heading
        self.spine, self.anchors, self.path = spine, anchors, path
        self.asides, self.relative = asides(read.tokens), relative_clauses(read.tokens)
        self.near: Spine | None = None
        self.beside_told = False

    def mentions(self) -> list[DateMention]:
        """The dates of the sentence in order; the spine moves along."""
        if self.heading:
            self.spine.fresh = True
        if not self.tokens:
            return []
        found, plan = self.found, first_plan(self.tokens, self.language)
        roles = range_ends(found, self.tokens)
        mentions: list[DateMention] = []
        begun: Moment | None = None
        for i, (f, around) in enumerate(zip(found, self._surroundings(roles), strict=True)):
            role = roles.get(i, f.rule)
            around = replace(
                around, begun=begun if role == "range-end" else None, anchor=self.anchors.of(f, self.tokens)
            )
            settled = settle(f, self.near or self.spine, around)
            if settled is None or (around.anchor is None and restates(found, i, self.tokens)):
                continue
            begun = settled.moment if role == "range-start" else None
            aside = self._is_aside(f, settled)
            still = aside or (self.heading and role == "range-end")
            self._told(f, settled, aside, plan < f.first, still or is_goal(f, self.tokens, settled, self.spine, plan))
            if not aside and role != "range-start":
                self.spine.close(settled.moment, lasted=role == "range-end")
            mentions.append(self._mention(f, settled, role))
        if not self.beside_told:
            self.spine.beside = None
        self.anchors.note(self.sentence, mentions, opening=bool(found) and opens(found[0], self.tokens))
        return mentions

    def _surroundings(self, roles: Mapping[int, str]) -> Iterable[Surroundings]:
        """What each expression depends on, as far as the sentence alone tells."""
        found = self.found
        shared, clocks = shared_years(found, self.tokens), clock_days(found, self.tokens)
        pointed: dict[int, int | None] = {}
        for i, f in enumerate(found):
            ends_at = found[i + 1].parts.get("MONTH") if roles.get(i) == "range-start" else None
            if i + 1 < len(found) and shares_pointer(f, found[i + 1], self.tokens):
                later = settle(found[i + 1], self.near or self.spine, Surroundings())
                pointed[i] = pointed[i + 1] = later.moment.year if later is not None else None
            yield Surroundings(
                shared[i],
                back=looks_back(f, self.tokens),
                until=int(ends_at) if ends_at else None,
                clock_of=found[clocks[i]] if i in clocks else None,
                behind=self._behind(i),
                told=pointed.get(i) or self.anchors.day_again(f, self.tokens),
            )

    def _is_aside(self, f: Found, settled: Settled) -> bool:
        """In parentheses, or a relative clause that looks back: "Habibie, yang lahir pada 1936, dilantik"."""
        year, story = settled.moment.year, self.spine.year
        looks_back = year is not None and story is not None and year < story
        return self.asides[f.first] or (looks_back and self.relative[f.first])

    def _behind(self, i: int) -> Moment | None:
        """The full date right behind the expression that says the same."""
        if not said_again(self.found, i, self.tokens):
            return None
        settled = settle(self.found[i + 1], self.spine, Surroundings())
        if settled is None or (settled.basis != "explicit" and (self.spine.day is not None or not settled.moment.day)):
            return None
        return settled.moment

    def _told(self, f: Found, settled: Settled, aside: bool, planned: bool, stays: bool) -> None:
        """Moves the story, or leaves it where it is; "that year" and this sentence may still mean the date."""
        explicit = settled.basis == "explicit"
        if explicit and settled.moment.year is not None:
            if not aside:
                self.spine.named = settled.moment.year
            self.spine.sure = self.spine.sure and self.sentence.usable
        if not stays and explicit:
            first = self.sentence.passage.block != self.spine.block
            self.spine.block = self.sentence.passage.block
            ahead = self.path.ahead(self.number, f.first)
            opening = opens(f, self.tokens) or (
                first and is_told(f, self.tokens) and self.path.leans(self.number, f.first)
            )
            stays = not self.spine.accepts(
                settled.moment, heading=self.heading, opens=opening, first=first, ahead=ahead
            )
            if stays:
                self.spine.strays += 1
                if settled.moment.month is not None:
                    self.near = self.spine.at(settled.moment)
        if stays:
            if explicit and not aside and not planned and is_told(f, self.tokens):
                self.spine.beside, self.beside_told = settled.moment, True
            return
        self.near = self.spine.beside = None
        self.beside_told = False
        self.spine.named = settled.moment.year or self.spine.named
        self.spine.move(settled.moment)
        if settled.basis == "guessed":
            # what is counted from a guess is one
            self.spine.strays += 1
            self.spine.sure = self.spine.sure and not lacks_era(f)
        if explicit:
            self.spine.strays = 0
            self.spine.sure = self.sentence.usable
            self.spine.fresh = self.heading

    def _mention(self, f: Found, settled: Settled, role: str) -> DateMention:
        base, block = self.sentence.passage.start, self.sentence.passage.block
        start, end = self.tokens[f.first].start, self.tokens[f.last].end
        phrase_start, phrase_end = phrase(f, self.tokens)
        # a year that comes from a sentence which is no evidence is as good as guessed
        basis = settled.basis if settled.basis == "explicit" or self.spine.sure else "guessed"
        return DateMention(
            passage(self.essay, block, base + start, base + end),
            passage(self.essay, block, base + phrase_start, base + phrase_end),
            historical(settled.moment, settled.mod, basis),
            role,
        )
