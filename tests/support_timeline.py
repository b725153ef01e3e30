"""Timelines of the tests' own: from dates and labels to a handout and the printed forms, without an essay file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import handouts as package
from handouts import materials, templating
from handouts.languages.exercise_words import date_forms
from handouts.languages.labels import Labels
from handouts.lessons.drafts.dates import of_value
from handouts.model.glossary import Glossary
from handouts.model.handout import Handout
from handouts.model.lesson import TIMELINE_FORMS, LessonMeta, TimelineForm
from handouts.model.press import Rendered
from handouts.model.sheet import PupilSheet, TeacherSheet
from handouts.model.text import Essay, Run, SourceText, TextBlock, passage
from handouts.model.timeline import Event, Modifier, Timeline
from handouts.pipeline.printing import Printer, finish

THEMES = (Path(package.__file__).parents[2] / "templates",)
Dated = tuple[str, str]

MODS: dict[str, Modifier] = {"early": "START", "mid": "MID", "late": "END", "about": "APPROX"}

LONG = "Twelve unusually long commemorative designations notwithstanding governmental interdepartmental correspondence"
CASES: dict[str, tuple[Dated, ...]] = {
    "one": (("1945-08-17", "Indonesia declares its independence"),),
    "two": (("1928-10-28", "Youth pledge in Batavia"), ("1945-08-17", "Indonesia declares its independence")),
    "before-christ": (
        ("BC0753", "Rome is founded, as the legend has it"),
        ("BC0509", "The Romans drive out their last king"),
        ("BC0264/BC0241", "First war between Rome and Carthage"),
        ("BC0218", "Hannibal crosses the Alps with elephants"),
        ("BC0044-03-15", "Senators murder Julius Caesar"),
        ("BC0044-04", "Octavian returns to Italy"),
        ("about BC0004", "Herod the Great dies"),
    ),
    "twenty-centuries": (
        ("BC0044-03-15", "Senators murder Julius Caesar"),
        ("0079", "Vesuvius buries Pompeii"),
        ("0476", "The last emperor in the west is deposed"),
        ("about 0800", "The building of Borobudur begins"),
        ("1293", "Majapahit is founded"),
        ("1511-08", "Portugal takes Malacca"),
        ("1602-03-20", "The Dutch East India Company is founded"),
        ("1825/1830", "War in Java"),
        ("1908-05-20", "Budi Utomo is founded"),
        ("1945-08-17", "Indonesia declares its independence"),
    ),
    "three-days": (
        ("1945-08-15", "Japan announces its surrender"),
        ("1945-08-16", "Young men take Sukarno and Hatta to Rengasdengklok"),
        ("1945-08-16", "The text is drafted in the house of Admiral Maeda"),
        ("1945-08-17", "Indonesia declares its independence"),
    ),
    "one-year": tuple((f"1945-{month:02d}", f"Event number {month} of a very full year") for month in range(1, 13)),
    "long-labels": tuple((str(1900 + 7 * i), LONG) for i in range(12)),
    "thirty": tuple((f"{1900 + 3 * i}-05-01", f"Event with the number {i} in a long story") for i in range(30)),
    "overlapping": (
        ("1914/1918", "First World War"),
        ("1917", "Revolution in Russia"),
        ("1918/1922", "Civil war in Russia"),
        ("early 1919/late 1920", "Peace is negotiated in Paris"),
        ("1920/1946", "League of Nations"),
        ("late 1929", "The stock exchange of New York collapses"),
        ("about 1930/1939", "Great depression"),
        ("1939/1945", "Second World War"),
    ),
    "all-at-once": tuple((f"{1900 + i}/{1980 - i}", f"The long rule of house number {i}") for i in range(12)),
    "far-jump": (
        ("BC0264/BC0241", "First war between Rome and Carthage"),
        ("1941-06-22", "Germany invades the Soviet Union"),
        ("late 1941/1945", "Lend-lease for the Soviet Union"),
        ("1942-11", "The Allies land in North Africa"),
        ("1943", "The Allies land in Italy"),
        ("1944-06-06", "The Allies land in Normandy"),
        ("1945-05-08", "War ends in Europe"),
    ),
}


def events_of(rows: Sequence[Dated], language: str = "en") -> tuple[Essay, tuple[Event, ...]]:
    """Events with a sentence each. A date is a TIMEX3-like value, "late 1941", "late 1941/1945", "about 0800"."""
    forms = date_forms(language, False)
    blocks: list[TextBlock] = []
    made: list[tuple[str, str, str]] = []
    at, text = 0, ""
    for number, (dated, label) in enumerate(rows, start=1):
        line = f"{label} ({number})."
        blocks.append(TextBlock("paragraph", (Run(line),), tuple(range(at, at + len(line))), 0, number))
        text, at = text + line + "\n", at + len(line) + 1
        made.append((dated, label, line))
    essay = Essay(SourceText("essay.md", text), tuple(blocks))
    events = []
    for index, (dated, label, line) in enumerate(made):
        first, slash, last = dated.partition("/")
        (mod, value), (end_mod, end) = _modified(first), _modified(last)
        date = of_value(value + slash + end)
        assert date is not None, dated
        date = replace(date, mod=mod, end_mod=end_mod)
        whole = passage(essay, index, 0, len(line))
        shown = materials.display(date, forms)
        events.append(Event(f"event-{index}", date, shown, label, whole, whole, True, "own"))
    return essay, tuple(events)


def _modified(part: str) -> tuple[Modifier | None, str]:
    word, space, value = part.partition(" ")
    return (MODS[word], value) if space else (None, part)


def handout_of(rows: Sequence[Dated], language: str = "en") -> Handout:
    """A handout that has these events and nothing else."""
    essay, events = events_of(rows, language)
    meta = LessonMeta("own", "A title of a lesson that stands on each of its sheets", language, short_title="Lesson")
    return Handout(meta, essay, Timeline(events), Glossary(), ())


@cache
def printer_of(paper: str, language: str) -> Printer:
    """The default theme on a paper."""
    theme = templating.load_theme("default", THEMES)
    return Printer(theme, templating.paper(paper), Labels(language))


def sheets_of(handout: Handout, form: TimelineForm) -> tuple[PupilSheet, TeacherSheet]:
    """The pupil's sheet of a form and its key, ready to be printed."""
    labels = Labels(handout.meta.language)
    setting = materials.Setting(labels, "0000000")
    anchors = materials.Anchors(handout.essay, (), {})
    sheet = materials.timeline_form(form, handout, setting)
    key = materials.timeline_key((form,), handout, setting, anchors)
    return finish(sheet, labels, frozenset()), finish(key, labels, frozenset())


def print_form(handout: Handout, form: TimelineForm, paper: str = "A4") -> tuple[Rendered, Rendered]:
    """The pupil's sheet and the key, printed and checked by the tool."""
    printer = printer_of(paper, handout.meta.language)
    sheet, key = sheets_of(handout, form)
    return printer.print(f"{form}.xml.j2", sheet), printer.print("timeline-key.xml.j2", key)


__all__ = ["CASES", "TIMELINE_FORMS", "events_of", "handout_of", "print_form", "printer_of", "sheets_of"]
