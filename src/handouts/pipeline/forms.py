"""The forms of the timeline and the glossary, one row each: what makes the pupils' sheet, what makes its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from handouts import materials
from handouts.materials.anchors import Anchors
from handouts.materials.views import Setting
from handouts.materials.vocabulary_gaps import LEAST_GAPS
from handouts.materials.word_choice import LEAST_TO_MATCH
from handouts.model.handout import Handout
from handouts.model.lesson import TIMELINE_FORMS, SheetName
from handouts.model.puzzle import FEWEST
from handouts.model.sheet import FormKey, FormKeySheet, PuzzleKeySheet

View = Callable[[Handout, Setting, Anchors], Any]
KeyView = Callable[[Sequence[SheetName], Handout, Setting, Anchors], FormKey]


@dataclass(frozen=True)
class FormKind:
    """How a form is made. It needs `least` of what `found` counts in a lesson, which comes from the draft `needs`.

    `key` gets the names of all sheets that the one key serves. `key_type` is what a record is read into.
    """

    view: View
    template: str
    key: KeyView
    key_template: str
    needs: Literal["timeline", "glossary"]
    found: Callable[[Handout], int]
    least: int = 1
    key_type: type[FormKey] = FormKeySheet

    def possible(self, handout: Handout) -> bool:
        """Whether the lesson holds enough for a sheet that makes sense."""
        return self.found(handout) >= self.least


def _timeline_view(form: Any, handout: Handout, setting: Setting, anchors: Anchors) -> Any:
    return materials.timeline_form(form, handout, setting)


def _timeline_key(names: Sequence[Any], handout: Handout, setting: Setting, anchors: Anchors) -> FormKey:
    return materials.timeline_key(names, handout, setting, anchors)


def _events(handout: Handout) -> int:
    return len(handout.timeline.chosen)


def _terms(handout: Handout) -> int:
    return len(handout.glossary.printed)


def _met_terms(handout: Handout) -> int:
    return len(handout.glossary.met)


def _matched(handout: Handout) -> int:
    made = materials.matched(handout)
    return len(made.terms) if made else min(len(materials.matchable(handout)), LEAST_TO_MATCH - 1)


def _gaps(handout: Handout) -> int:
    return len(materials.vocabulary(handout).gaps)


# The functions are looked up when they are called, so that what is not asked for is not loaded.
FORM_KINDS: dict[str, FormKind] = {
    **{
        form: FormKind(
            partial(_timeline_view, form),
            f"{form}.xml.j2",
            _timeline_key,
            "timeline-key.xml.j2",
            "timeline",
            _events,
        )
        for form in TIMELINE_FORMS
    },
    "glossary": FormKind(
        lambda *given: materials.glossary_sheet(*given),
        "glossary.xml.j2",
        lambda _, *given: materials.glossary_key(*given),
        "form-key.xml.j2",
        "glossary",
        _terms,
    ),
    "glossary-blanks": FormKind(
        lambda *given: materials.glossary_blanks_sheet(*given),
        "glossary-blanks.xml.j2",
        lambda _, *given: materials.glossary_blanks_key(*given),
        "form-key.xml.j2",
        "glossary",
        _met_terms,
        least=2,
    ),
    "glossary-matching": FormKind(
        lambda *given: materials.glossary_matching_sheet(*given),
        "glossary-matching.xml.j2",
        lambda _, *given: materials.glossary_matching_key(*given),
        "form-key.xml.j2",
        "glossary",
        _matched,
        least=LEAST_TO_MATCH,
    ),
    "vocabulary": FormKind(
        lambda *given: materials.vocabulary_sheet(*given),
        "vocabulary.xml.j2",
        lambda _, *given: materials.vocabulary_key(*given),
        "form-key.xml.j2",
        "glossary",
        _gaps,
        least=LEAST_GAPS,
    ),
    "flash-cards": FormKind(
        lambda *given: materials.flash_cards_sheet(*given),
        "flash-cards.xml.j2",
        lambda _, *given: materials.flash_cards_key(*given),
        "form-key.xml.j2",
        "glossary",
        _terms,
        least=2,
    ),
    "crossword": FormKind(
        lambda *given: materials.crossword_sheet(*given),
        "crossword.xml.j2",
        lambda _, *given: materials.crossword_key(*given),
        "puzzle-key.xml.j2",
        "glossary",
        lambda handout: materials.crossword_words(handout),
        FEWEST,
        PuzzleKeySheet,
    ),
    "word-search": FormKind(
        lambda *given: materials.word_search_sheet(*given),
        "word-search.xml.j2",
        lambda _, *given: materials.word_search_key(*given),
        "puzzle-key.xml.j2",
        "glossary",
        lambda handout: materials.word_search_words(handout),
        FEWEST,
        PuzzleKeySheet,
    ),
}
