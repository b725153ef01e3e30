"""Rules about the options of a choice item, seen beside one another and beside the stem."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.materials.grammar import content_words
from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import (
    bare,
    holds,
    is_sorted,
    normal,
    phrases_in,
    rank,
    sort_of,
    sorts_of,
    words_of,
)
from handouts.model.exercise import Choice, Section

LENGTH_RATIO, LENGTH_MORE = 1.8, 8
LEAST_OPTIONS = 3
_STATED, _LEAST_ASKED = 0.8, 3
_OPENING = 2


def options_equal(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two options that read the same but for case, marks and an article."""
    plain = [normal(o.text, look.language) for o in item.options]
    if len(set(plain)) < len(plain):
        yield Fault(item.id)


def two_right(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """An option that is not marked as right, but is another name of one that is."""
    for k in item.keys:
        right = item.options[k].text
        for i, option in enumerate(item.options):
            differs = normal(option.text, look.language) != normal(right, look.language)
            if i not in item.keys and differs and look.same(option.text, right):
                yield Fault(item.id, {"option": option.text, "answer": right})


def option_in_option(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """An option whose words are all part of another."""
    # of numbers and years none is part of another, though its figures may be ("8", "8,5")
    sorts = [(o.text, sort_of(o.text, look.language)) for o in item.options]
    folded = [(text, normal(text, look.language)) for text, sort in sorts if sort not in ("number", "year", "period")]
    for text, inner in folded:
        for other, outer in folded:
            if inner != outer and holds(outer, inner):
                yield Fault(item.id, {"option": text, "other": other})


def option_stated(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A wrong option that stands in a sentence of the essay with nearly all that the stem asks, the right one not."""
    asked = content_words(" ".join(w for w in words_of(item.stem) if w.lower() not in look.lint.question), look.words)
    if len(asked) < _LEAST_ASKED:
        return
    right = [item.options[k].text.casefold() for k in item.keys]
    for i, option in enumerate(item.options):
        if i in item.keys:
            continue
        for text, told in look.sentences:
            fits = len(asked & told) >= _STATED * len(asked) and holds(text.casefold(), option.text.casefold())
            if fits and not any(holds(text.casefold(), r) for r in right):
                yield Fault(item.id, {"option": option.text, "text": text})
                break


def longest_option(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A right option much longer than every wrong one."""
    wrong, right = _lengths(item)
    if wrong and right > LENGTH_RATIO * max(wrong) and right > max(wrong) + LENGTH_MORE:
        yield Fault(item.id, {"answer": item.answer})


def shortest_option(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A right option much shorter than every wrong one."""
    wrong, right = _lengths(item)
    if wrong and min(wrong) > LENGTH_RATIO * right and min(wrong) > right + LENGTH_MORE:
        yield Fault(item.id, {"answer": item.answer})


def _lengths(item: Choice) -> tuple[list[int], int]:
    wrong = [len(o.text) for i, o in enumerate(item.options) if i not in item.keys]
    return ([] if item.also else wrong), len(item.answer)


def options_mixed(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Years beside words, or days beside years: options of more than one sort."""
    if len(sorts_of((o.text for o in item.options), look.language)) > 1:
        yield Fault(item.id, {"options": " / ".join(o.text for o in item.options)})


def options_form(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Capitals or full stops that only some options have."""
    if any(sort_of(o.text, look.language) != "words" for o in item.options):
        return
    stops = {o.text.rstrip().endswith((".", "!", "?", ";")) for o in item.options}
    first = [_written(o.text, look) for o in item.options]
    capitals = {letter.isupper() for letter in first if letter.isalpha()}
    if len(stops) > 1 or len(capitals) > 1:
        yield Fault(item.id)


def _written(text: str, look: Look) -> str:
    """The letter that an option begins with; behind a small article, which names have as well ("the Soviet Union")."""
    found = words_of(text) or [""]
    small = found[0].islower() and found[0] in look.words.clauses.articles
    return (found[1] if small and len(found) > 1 else found[0])[:1]


def options_order(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Years, dates or numbers that neither rise nor fall."""
    texts = bare([o.text for o in item.options])
    sorts = sorts_of(texts, look.language)
    if len(sorts) != 1 or sorts == {"words"} or item.also:
        return
    if not is_sorted([rank(text, look.language) for text in texts]):
        yield Fault(item.id, {"options": " / ".join(o.text for o in item.options)})


def all_of_above(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """An option that speaks of other options."""
    for option in item.options:
        if phrases_in(option.text, look.lint.all_of_above) or _joins_letters(option.text, look):
            yield Fault(item.id, {"option": option.text})


def _joins_letters(text: str, look: Look) -> bool:
    """True for "A and B", "both a and c", "1, 2 dan 3 benar": signs of options joined, and no other words."""
    found = [w.lower() for w in words_of(text)]
    signs = [len(w) == 1 for w in found]
    known = {*look.lint.letters_joined, *look.lint.letters_around}
    return all(s or w in known for w, s in zip(found, signs, strict=True)) and any(
        word in look.lint.letters_joined and signs[i - 1] and signs[i + 1]
        for i, word in enumerate(found)
        if 0 < i < len(found) - 1
    )


def options_few(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Fewer options than three."""
    if 1 < len(item.options) < LEAST_OPTIONS:
        yield Fault(item.id, {"count": len(item.options)})


def option_alone(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Nothing to choose from."""
    if len(item.options) < 2:
        yield Fault(item.id)


def options_repeat(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """Options that all begin with the same words."""
    opening = [tuple(w.lower() for w in words_of(o.text)[:_OPENING]) for o in item.options]
    if len(opening) > 1 and len(set(opening)) == 1 and all(len(words_of(o.text)) > _OPENING for o in item.options):
        text = " ".join(words_of(item.options[0].text)[:_OPENING])
        if not text.istitle():  # a name cannot be divided: "Charles the First", "World War II"
            yield Fault(item.id, {"text": text})


def article_cue(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """An article at the end of the stem that fits the right option and not all others."""
    article = look.lint.article
    last = (words_of(item.stem) or [""])[-1].lower()
    if not article.an or last not in (article.a, article.an):
        return
    # how an acronym is read cannot be told: it fits both
    fits = [_acronym(o.text) or _vowel(o.text, look) == (last == article.an) for o in item.options]
    if fits[item.key] and not all(fits):
        yield Fault(item.id, {"text": last})


def _acronym(text: str) -> bool:
    first = (words_of(text) or [""])[0]
    return len(first) > 1 and first.isupper()


def _vowel(text: str, look: Look) -> bool:
    article = look.lint.article
    first = (words_of(text) or [""])[0].lower().partition("-")[0]
    if first in article.as_consonant or first in article.as_vowel:
        return first in article.as_vowel
    return first[:1] in article.vowels


def number_cue(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A verb at the end of the stem whose number only the right option has."""
    number = look.lint.number
    last = (words_of(item.stem) or [""])[-1].lower()
    if last not in number.plural_verbs | number.singular_verbs or item.also or len(item.options) < LEAST_OPTIONS:
        return
    fits = [_plural(o.text, look) == (last in number.plural_verbs) for o in item.options]
    if fits[item.key] and sum(fits) == 1:
        yield Fault(item.id, {"text": last})


def _plural(text: str, look: Look) -> bool:
    number = look.lint.number
    found = [w.lower() for w in words_of(text)] or [""]
    last = found[-1]
    ending = last.endswith(number.plural_ending) and not last.endswith(number.not_plural)
    return ending or bool(number.joint and number.joint in found)


def word_cue(item: Choice, _: Section | None, look: Look) -> Iterator[Fault]:
    """A word of the stem that comes back in the right option and in no other."""
    asked = content_words(item.stem, look.words)
    shared = [asked & content_words(o.text, look.words) for o in item.options]
    if item.also or len(item.options) < LEAST_OPTIONS or not shared[item.key]:
        return
    if not any(s for i, s in enumerate(shared) if i != item.key):
        yield Fault(item.id, {"answer": item.answer})
