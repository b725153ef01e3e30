"""Glossaries of the tests' own: from terms and meanings to a handout and the printed sheets, without an essay file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from support_timeline import printer_of

from handouts import materials
from handouts.languages.labels import Labels
from handouts.model.glossary import Entry, Glossary
from handouts.model.handout import Handout
from handouts.model.lesson import LessonMeta, WordForm
from handouts.model.press import Rendered
from handouts.model.sheet import FormKey
from handouts.model.text import Essay, Run, SourceText, TextBlock, passage
from handouts.model.timeline import Timeline
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.printing import finish

# The sheets made of words alone; the puzzles have tests of their own.
SHEETS: tuple[WordForm, ...] = ("glossary", "glossary-blanks", "glossary-matching", "vocabulary", "flash-cards")

_SYLLABLES = [c + v for c in "bdfgklmnprst" for v in "aeiou"]


def word(number: int) -> str:
    """A word that no language has; up to 3600, other numbers give words that begin otherwise."""
    return "".join(_SYLLABLES[n % 60] for n in (number, number // 60, number * 7)) + "ng"


def entries_of(count: int, terms: int = 1, words: int = 6, first: int = 0) -> list[Entry]:
    """Entries whose terms have `terms` words and whose meanings have `words` words; no word comes twice."""
    made = []
    for number in range(first, first + count):
        term = " ".join(word(2000 + 10 * number + k) for k in range(terms))
        meaning = " ".join(word(words * number + k) for k in range(words))
        made.append(Entry(term, meaning, "curated"))
    return made


ENDLESS = "".join(_SYLLABLES)
CASES: dict[str, list[Entry]] = {
    "one": entries_of(1),
    "two": entries_of(2),
    "four": entries_of(4),
    "five": entries_of(5),
    "nine": entries_of(9),
    "sixty": entries_of(60),
    "long-terms": entries_of(14, terms=7),
    "long-meanings": entries_of(14, words=22),
    "all-long": entries_of(14, terms=5, words=15),
    "too-long": entries_of(14, terms=8, words=45),
    "endless-word": [
        *entries_of(8),
        Entry(ENDLESS, ENDLESS.upper(), "curated"),
        Entry("1945", "a year of peace", "curated"),
    ],
    "giant-meaning": [*entries_of(9), Entry("gigantic", " ".join(word(1000 + n) for n in range(160)), "curated")],
}


def handout_of(entries: Sequence[Entry], language: str = "en", title: str = "A title of a lesson") -> Handout:
    """A handout that has these entries, each term in a sentence of a paragraph of its own."""
    blocks: list[TextBlock] = []
    text = ""
    for number, entry in enumerate(entries, start=1):
        line = f"In those days people spoke of {entry.term} on every market, as page {number} tells."
        at = len(text)
        blocks.append(TextBlock("paragraph", (Run(line),), tuple(range(at, at + len(line))), 0, number))
        text += line + "\n"
    essay = Essay(SourceText("essay.md", text), tuple(blocks))
    sentences = tuple(passage(essay, i, 0, len(b.text)) for i, b in essay.text_blocks())
    meta = LessonMeta("own", title, language, short_title="Lesson")
    glossary = materials.locate(essay, Glossary(tuple(entries)), language)
    return Handout(meta, essay, Timeline(), glossary, (), sentences=sentences)


def flipped(handout: Handout) -> Handout:
    """The same for a printer that turns the paper on its short edge."""
    return replace(handout, meta=replace(handout.meta, flash_cards="short"))


def print_sheet(handout: Handout, form: WordForm, paper: str = "A4") -> tuple[Rendered, Rendered, FormKey]:
    """The pupil's sheet and its key, printed and checked by the tool, and what the key holds."""
    printer, kind = printer_of(paper, handout.meta.language), FORM_KINDS[form]
    labels = Labels(handout.meta.language)
    setting = materials.Setting(labels, "0000000")
    anchors = materials.Anchors(handout.essay, (), {})
    sheet = finish(kind.view(handout, setting, anchors), labels, frozenset())
    key = finish(kind.key((form,), handout, setting, anchors), labels, frozenset())
    return printer.print(kind.template, sheet), printer.print(kind.key_template, key), key
