"""Rules about what an item asks: the stem of a choice item, the prompt of an open one, and statements alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.pointing import dangling
from handouts.materials.linting.wording import holds, phrases_in, runs, words_of
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, Section

VERBATIM = 8
_BLANK = re.compile(r"_{2,}|\.{3,}|(?:\. ?){3,}|…+")
_QUOTED = re.compile('[“"«][^”"»]*[”"»]')
_MARKS = re.compile(r"[,;:.!?()–—]")


def asked_texts(item: Exercise) -> list[tuple[str, str]]:
    """What an item says to be read by itself, with the id of the item, pair or statement."""
    match item:
        case Choice():
            statements = [(item.id, o.text) for o in item.options] if item.also else []
            return [(item.id, item.stem), *statements]
        case Open():
            return [(item.id, item.prompt)]
        case Gap():
            return [(item.id, f"{item.before}{item.answer}{item.after}")]
        case Match():
            return [(pair.id, pair.premise) for pair in item.pairs]
        case Order():
            return [(item.id, entry.text) for entry in item.entries]
        case Grid():
            return [(row.id, row.text) for row in item.rows]


def answer_in_stem(item: Exercise, _: Section | None, look: Look) -> Iterator[Fault]:
    """The answer stands, word for word, in what asks for it."""
    match item:
        case Choice():
            right = [item.options[k].text.casefold().strip() for k in item.keys]
            if any(holds(item.stem.casefold(), text) for text in right if not _short(text)):
                yield Fault(item.id, {"answer": item.answer})
        case Gap():
            if holds(f"{item.before} {item.after}".casefold(), item.answer.casefold()):
                yield Fault(item.id, {"answer": item.answer})
        case Open():
            said = item.answer.casefold().strip().rstrip(".")
            if not item.rubric and not _short(said) and holds(item.prompt.casefold(), said):
                yield Fault(item.id, {"answer": item.answer})
        case Match():
            for pair in item.pairs:
                if holds(pair.premise.casefold(), pair.response.casefold()):
                    yield Fault(pair.id, {"answer": pair.response})


def _short(text: str) -> bool:
    """True for an answer that stands in a question by chance: a letter, or a number of one or two figures."""
    return len(text) == 1 or (text.isdecimal() and len(text) <= 2)


def stem_verbatim(item: Choice | Open, _: Section | None, look: Look) -> Iterator[Fault]:
    """A question that takes many words in a row from the essay."""
    text = item.stem if isinstance(item, Choice) else item.prompt
    found = next((run for run in runs(text, VERBATIM) if run in look.flat_essay), "")
    if found:
        yield Fault(item.id, {"text": found.strip()})


def stem_blank(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A gap at the beginning or in the middle of a stem. The dots of a quotation are none."""
    said = _QUOTED.sub("“”", item.stem)
    blank = _BLANK.search(said)
    if blank and words_of(said[blank.end() :]):
        yield Fault(item.id)


def pointing(item: Exercise, section: Section | None, look: Look) -> Iterator[Fault]:
    """A pronoun or demonstrative whose meaning the item does not name."""
    before = " ".join(p.text for p in section.stimulus) if section else ""
    for id_, text in asked_texts(item):
        if word := dangling(text, look, before if text == asked_texts(item)[0][1] else f"{before} {_stem(item)}"):
            yield Fault(id_, {"word": word, "text": text})


def _stem(item: Exercise) -> str:
    return item.stem if isinstance(item, Choice) else ""


def negatives(text: str, look: Look) -> list[str]:
    """The negative words of a text in lower case as they are written, not those of "not only" and its like."""
    plain = text
    for phrase in look.lint.not_negative:
        plain = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", " ", plain, flags=re.IGNORECASE)
    return [w for w in words_of(plain) if w.lower() in look.lint.negative]


def double_negative(item: Exercise, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two negatives in one clause, or a negative stem with a negative option."""
    for id_, text in asked_texts(item):
        if any(_denies(clause, look) > 1 for clause in _clauses(_QUOTED.sub(" ", text), look)):
            yield Fault(id_, {"text": text})
    # "Why did ... not ...?": what did not happen is asked, and a reason may well deny
    if isinstance(item, Choice) and negatives(item.stem, look) and not _asks_why(item.stem, look):
        option = next((o.text for o in item.options if negatives(o.text, look)), "")
        if option:
            yield Fault(item.id, {"text": option})


def _asks_why(text: str, look: Look) -> bool:
    return any(w.lower() in look.lint.reasons for w in words_of(text))


def _clauses(text: str, look: Look) -> Iterator[str]:
    for part in _MARKS.split(text):
        clause: list[str] = []
        for word in words_of(part):
            if word.lower() in look.lint.joints:
                yield " ".join(clause)
                clause = []
            else:
                clause.append(word)
        yield " ".join(clause)


def _denies(clause: str, look: Look) -> int:
    inside = sum(w.lower() in look.lint.negative_inside for w in words_of(clause))
    found = len(negatives(clause, look))
    return found + inside if found else 0


def negative_stem(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A negative word in the stem that is not in capitals. What stands in quotation marks is no question."""
    said = _QUOTED.sub(" ", item.stem)
    plain = next((w for w in negatives(said, look) if w.lower() in look.lint.negative_stem and not w.isupper()), "")
    if plain:
        yield Fault(item.id, {"word": plain})


def absolute(item: Choice | Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """A statement or option with a word that makes it true without exception."""
    texts = (
        [(row.id, row.text) for row in item.rows]
        if isinstance(item, Grid)
        else [(item.id, o.text) for o in item.options if not phrases_in(o.text, look.lint.all_of_above)]
    )
    said = [(id_, text, phrases_in(text, look.lint.absolute, look.lint.not_absolute)) for id_, text in texts]
    if isinstance(item, Choice) and all(found for _, _, found in said):
        return  # where all options have such a word, it sets none apart
    for id_, text, found in said:
        if found:
            yield Fault(id_, {"word": max(found, key=len), "text": text})
