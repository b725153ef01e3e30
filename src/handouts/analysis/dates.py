"""The date tagger: patterns over lexicon classes, guards, links between dates, and the narrative spine."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.analysis.date_guards import is_date
from handouts.analysis.date_links import has_any, range_ends, shared_eras, shared_years, with_tails
from handouts.analysis.date_patterns import Found, find
from handouts.analysis.date_tokens import Token, date_lexicon, tokens
from handouts.analysis.date_values import Settled, explicit_year, settle
from handouts.analysis.intervals import historical
from handouts.analysis.spine import Spine
from handouts.analysis.tongues import other_language
from handouts.model.analysis import DateMention, Sentence
from handouts.model.text import Essay, passage

_LEADING = frozenset({"PREP", "FROM", "BETWEEN", "IN", "ON", "DATEHEAD", "TO", "WHEN"})
_OPENING = frozenset({"PREP", "FROM", "BETWEEN", "IN", "ON", "THE", "MODA", "MODN", "DATEHEAD", "COMMA"})


def dates(essay: Essay, found: Iterable[Sentence], language: str) -> tuple[DateMention, ...]:
    """All date expressions of the sentences, in reading order.

    Sentences in another known language are read with that language's words. Nothing depends on today's date: an
    expression whose year the essay does not give is left out.
    """
    sentences = list(found)
    spine = Spine(bc_seen=_has_bc(sentences, language))
    mentions: list[DateMention] = []
    for sentence in sentences:
        code = sentence.language if other_language(sentence.text, sentence.language, language) else language
        mentions += _in_sentence(essay, sentence, code, spine)
    return tuple(mentions)


def _has_bc(sentences: list[Sentence], language: str) -> bool:
    """Whether any year of the essay is BC: then bare years of three digits are too."""
    return any(
        explicit is not None and explicit < 0
        for s in sentences
        for f in find(tokens(s.text, language), language)
        if f.rule != "bc-year" and (explicit := explicit_year(f)) is not None
    )


def _in_sentence(essay: Essay, sentence: Sentence, language: str, spine: Spine) -> list[DateMention]:
    toks = tokens(sentence.text, language)
    if not toks:
        return []
    heading = essay.text_block(sentence.passage.block).kind == "heading"
    found = shared_eras(with_tails(find(toks, language), toks), toks)
    found = [f for f in found if is_date(f, toks, language, bc_seen=spine.bc_seen, heading=heading)]
    shared, roles = shared_years(found, toks), range_ends(found, toks)
    asides, plan = _asides(toks), _first_plan(toks, language)
    base, block = sentence.passage.start, sentence.passage.block
    mentions: list[DateMention] = []
    for i, f in enumerate(found):
        settled = settle(f, spine, shared[i])
        if settled is None:
            continue
        role = roles.get(i, f.rule)
        stays = asides[f.first] or (heading and role == "range-end") or _is_goal(f, toks, settled, spine, plan)
        if not stays and (settled.basis != "explicit" or _accepted(f, toks, settled, spine, heading)):
            spine.move(settled.moment)
            spine.sure = sentence.usable if settled.basis == "explicit" else spine.sure
        # A year that comes from a sentence which is no evidence is as good as guessed.
        basis = settled.basis if settled.basis == "explicit" or spine.sure else "guessed"
        start, end = toks[f.first].start, toks[f.last].end
        phrase_start, phrase_end = _phrase(f, toks)
        mentions.append(
            DateMention(
                passage(essay, block, base + start, base + end),
                passage(essay, block, base + phrase_start, base + phrase_end),
                historical(settled.moment, settled.mod, basis),
                role,
            )
        )
    return mentions


def _accepted(f: Found, toks: tuple[Token, ...], settled: Settled, spine: Spine, heading: bool) -> bool:
    return spine.accepts(settled.moment, heading=heading, opens=_opens(f, toks))


def _first_plan(toks: tuple[Token, ...], language: str) -> int:
    """Index of the first word of planning in the sentence, or one past its end."""
    plans = date_lexicon(language).words.plans
    return next((i for i, t in enumerate(toks) if t.text.lower() in plans), len(toks))


def _is_goal(f: Found, toks: tuple[Token, ...], settled: Settled, spine: Spine, plan: int) -> bool:
    """A date that the story only looks at: a deadline, a plan, a look back ("two years earlier")."""
    if f.rule == "shift" and f.parts["SHIFT"].startswith("-"):
        return True
    if _opens(f, toks):
        return False
    if f.first > 0 and "DEADLINE" in toks[f.first - 1].classes and settled.basis == "explicit":
        return True
    year = settled.moment.year
    return plan < f.first and year is not None and spine.year is not None and year > spine.year


def _asides(toks: tuple[Token, ...]) -> list[bool]:
    depth, asides = 0, []
    for token in toks:
        depth = max(0, depth + (token.text in ("(", "[")) - (token.text in (")", "]")))
        asides.append(depth > 0)
    return asides


def _opens(f: Found, toks: tuple[Token, ...]) -> bool:
    """Only prepositions, articles and marks stand before it in its sentence."""
    return all(has_any(t, _OPENING) or not t.text[0].isalnum() for t in toks[: f.first])


def _phrase(f: Found, toks: tuple[Token, ...]) -> tuple[int, int]:
    """Offsets of what goes when the date is taken out: prepositions before it, brackets around it, one comma."""
    first = f.first
    while first and has_any(toks[first - 1], _LEADING) and "AND" not in toks[first - 1].classes:
        first -= 1
    start, end = toks[first].start, toks[f.last].end
    before = toks[first - 1].text if first else ""
    after = toks[f.last + 1].text if f.last + 1 < len(toks) else ""
    if before == "(" and after == ")":
        return toks[first - 1].start, toks[f.last + 1].end
    if after == "," and (first == 0 or before == ","):
        return start, toks[f.last + 1].end
    return start, end
