"""What is wrong or doubtful in a glossary that people wrote. None of it stops a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from handouts.diagnostics import Diagnostic, Location, hint, warning
from handouts.languages.word_forms import may_hold, one_spelling, same_term, squeezed
from handouts.materials.entries.placing import term_key
from handouts.materials.puzzles.clues import circular
from handouts.model.glossary import Entry

LONGEST = 30  # words of a meaning: two lines of the printed glossary
# The place of an entry's term or, with True, of its meaning.
Place = Callable[[int, bool], Location]


def entry_faults(
    entries: Sequence[Entry], language: str, place: Place, unprintable: frozenset[str] = frozenset()
) -> Iterator[Diagnostic]:
    """Two entries for one term, a meaning that tells its term, figures in a term, unprintable letters, length.

    `unprintable` are the characters that no font has.
    """
    yield from _twice(entries, place)
    yield from _forms_of_another(entries, language, place)
    for number, entry in enumerate(entries):
        if circular(entry.term, entry.definition, language):
            yield warning("glossary-circular", place(number, True), term=entry.term)
        count = len(entry.definition.split())
        if count > LONGEST:
            yield hint("glossary-long", place(number, True), term=entry.term, count=count, most=LONGEST)
        if any(char.isdigit() for char in entry.term):
            yield hint("glossary-digits", place(number, False), term=entry.term)
    yield from unprintable_faults(entries, place, unprintable)


def unprintable_faults(entries: Sequence[Entry], place: Place, unprintable: frozenset[str]) -> Iterator[Diagnostic]:
    """Terms and meanings that lose characters, each at its own place: all of it (`nothing_left`) or a part."""
    for number, entry in enumerate(entries):
        said, term = _of(unprintable, entry.term), entry.term
        if nothing_left(term, unprintable):
            yield warning("glossary-unprintable", place(number, False), term=term, characters=said)
        elif said:
            yield warning("glossary-letters", place(number, False), term=term, characters=said)
        said = _of(unprintable, entry.definition)
        if nothing_left(entry.definition, unprintable):
            yield warning("glossary-meaning-unprintable", place(number, True), term=term, characters=said)
        elif said:
            yield warning("glossary-meaning-letters", place(number, True), term=term, characters=said)


def _of(characters: frozenset[str], text: str) -> str:
    """Those of the characters that the text has, each once."""
    return "".join(dict.fromkeys(char for char in text if char in characters))


def nothing_left(text: str, unprintable: frozenset[str]) -> bool:
    """Whether a text loses characters and keeps no letter and no digit."""
    kept = [char for char in text if char not in unprintable]
    return len(kept) < len(text) and not any(char.isalnum() for char in kept)


def _twice(entries: Sequence[Entry], place: Place) -> Iterator[Diagnostic]:
    terms: dict[str, int] = {}
    # of several entries the first that is printed is used, else the first
    for number, entry in sorted(enumerate(entries), key=lambda one: (not one[1].printed, one[0])):
        terms.setdefault(term_key(entry.term), number)
    for number, entry in enumerate(entries):
        used = terms[term_key(entry.term)]
        if used != number:
            line = place(used, False).line
            yield warning("glossary-term-twice", place(number, False), term=entry.term, first=line)
    forms: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for form in entry.variants:
            key = term_key(form)
            other = terms.get(key, forms.setdefault(key, number))
            if other != number and term_key(entries[other].term) != term_key(entry.term):
                owner = entries[other].term
                yield warning("glossary-form-twice", place(number, False), term=entry.term, form=form, other=owner)


def _forms_of_another(entries: Sequence[Entry], language: str, place: Place) -> Iterator[Diagnostic]:
    """Terms that are another form or spelling of another entry's term: “treaties” beside “treaty”, “labor” “labour”."""
    alike: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        alike.setdefault(squeezed(one_spelling(entry.term, language))[:1], []).append(number)
    for numbers in alike.values():
        for later, one in enumerate(numbers):
            for other in numbers[:later]:
                if _form_of(entries[one].term, entries[other].term, language):
                    line, owner = place(other, False).line, entries[other].term
                    yield warning(
                        "glossary-term-form", place(one, False), term=entries[one].term, other=owner, first=line
                    )


def _form_of(one: str, other: str, language: str) -> bool:
    """Whether one of two terms is a form or spelling of the other that `term_key` does not see.

    A name is no form of a common word: “Crusades”, “crusade”.
    """
    if term_key(one) == term_key(other) or one[:1].isupper() != other[:1].isupper():
        return False
    plain = one_spelling(one, language), one_spelling(other, language)
    return squeezed(plain[0]) == squeezed(plain[1]) or any(
        may_hold(squeezed(a), b, language) and same_term(a, b, language)
        for a, b in ((one, other), (other, one), plain, plain[::-1])
    )
