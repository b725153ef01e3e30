"""From the analysis to what is printed: timeline, glossary, exercises, versions, the views of pupil and key."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from handouts.materials.anchors import Anchors
    from handouts.materials.answer_places import answer_sheet
    from handouts.materials.dates import display, edtf
    from handouts.materials.doubts import flag_diagnostics
    from handouts.materials.entries.choosing import glossary
    from handouts.materials.entries.faults import entry_faults, nothing_left, unprintable_faults
    from handouts.materials.entries.placing import locate
    from handouts.materials.events import timeline
    from handouts.materials.form_keys import timeline_key
    from handouts.materials.glossary_keys import (
        flash_cards_key,
        glossary_blanks_key,
        glossary_key,
        glossary_matching_key,
        vocabulary_key,
    )
    from handouts.materials.glossary_views import (
        flash_cards_sheet,
        glossary_blanks_sheet,
        glossary_matching_sheet,
        glossary_sheet,
        vocabulary_sheet,
    )
    from handouts.materials.item_papers import blueprint_sheet, item_cards_sheet
    from handouts.materials.job_view import job_sheet
    from handouts.materials.key_papers import answers, key_matrix_sheet, quick_key_sheet
    from handouts.materials.key_review import key_review_sheet
    from handouts.materials.key_view import Remarks, key_sheet
    from handouts.materials.kinds.context import ExerciseOptions, options_for
    from handouts.materials.kinds.registry import registry
    from handouts.materials.linting import Surroundings, judgements, lint, unknown_rules
    from handouts.materials.own_events import dated
    from handouts.materials.pack_views import PackFacts, distribution_sheet, slips_sheet
    from handouts.materials.passage_view import printable
    from handouts.materials.pinning import pinned
    from handouts.materials.puzzles.keys import crossword_key, word_search_key
    from handouts.materials.puzzles.making import (
        crossword_words,
        made_crossword,
        made_word_search,
        word_search_words,
    )
    from handouts.materials.puzzles.views import crossword_sheet, word_search_sheet
    from handouts.materials.shuffling import versions
    from handouts.materials.table_words import reworded
    from handouts.materials.timeline_views import timeline_form, timeline_sheet
    from handouts.materials.views import Setting, reading_sheet, work_sheet
    from handouts.materials.vocabulary_gaps import vocabulary
    from handouts.materials.word_choice import matchable, matched
    from handouts.materials.worksheet import exercises

# Where each name lives. Modules are loaded when first asked for: a build from drafts needs no generator.
_HOMES = {
    "crossword_key": "handouts.materials.puzzles.keys",
    "crossword_sheet": "handouts.materials.puzzles.views",
    "crossword_words": "handouts.materials.puzzles.making",
    "made_crossword": "handouts.materials.puzzles.making",
    "made_word_search": "handouts.materials.puzzles.making",
    "word_search_key": "handouts.materials.puzzles.keys",
    "word_search_sheet": "handouts.materials.puzzles.views",
    "word_search_words": "handouts.materials.puzzles.making",
    "Anchors": "handouts.materials.anchors",
    "PackFacts": "handouts.materials.pack_views",
    "distribution_sheet": "handouts.materials.pack_views",
    "slips_sheet": "handouts.materials.pack_views",
    "job_sheet": "handouts.materials.job_view",
    "pinned": "handouts.materials.pinning",
    "reworded": "handouts.materials.table_words",
    "answer_sheet": "handouts.materials.answer_places",
    "blueprint_sheet": "handouts.materials.item_papers",
    "item_cards_sheet": "handouts.materials.item_papers",
    "ExerciseOptions": "handouts.materials.kinds.context",
    "Setting": "handouts.materials.views",
    "Surroundings": "handouts.materials.linting",
    "dated": "handouts.materials.own_events",
    "display": "handouts.materials.dates",
    "edtf": "handouts.materials.dates",
    "entry_faults": "handouts.materials.entries.faults",
    "nothing_left": "handouts.materials.entries.faults",
    "unprintable_faults": "handouts.materials.entries.faults",
    "exercises": "handouts.materials.worksheet",
    "flag_diagnostics": "handouts.materials.doubts",
    "glossary": "handouts.materials.entries.choosing",
    "glossary_sheet": "handouts.materials.glossary_views",
    "glossary_key": "handouts.materials.glossary_keys",
    "flash_cards_key": "handouts.materials.glossary_keys",
    "glossary_blanks_key": "handouts.materials.glossary_keys",
    "glossary_matching_key": "handouts.materials.glossary_keys",
    "vocabulary_key": "handouts.materials.glossary_keys",
    "flash_cards_sheet": "handouts.materials.glossary_views",
    "glossary_blanks_sheet": "handouts.materials.glossary_views",
    "glossary_matching_sheet": "handouts.materials.glossary_views",
    "vocabulary_sheet": "handouts.materials.glossary_views",
    "matched": "handouts.materials.word_choice",
    "matchable": "handouts.materials.word_choice",
    "vocabulary": "handouts.materials.vocabulary_gaps",
    "judgements": "handouts.materials.linting",
    "Remarks": "handouts.materials.key_view",
    "answers": "handouts.materials.key_papers",
    "key_matrix_sheet": "handouts.materials.key_papers",
    "key_review_sheet": "handouts.materials.key_review",
    "key_sheet": "handouts.materials.key_view",
    "quick_key_sheet": "handouts.materials.key_papers",
    "lint": "handouts.materials.linting",
    "registry": "handouts.materials.kinds.registry",
    "locate": "handouts.materials.entries.placing",
    "options_for": "handouts.materials.kinds.context",
    "printable": "handouts.materials.passage_view",
    "reading_sheet": "handouts.materials.views",
    "timeline": "handouts.materials.events",
    "timeline_form": "handouts.materials.timeline_views",
    "timeline_key": "handouts.materials.form_keys",
    "timeline_sheet": "handouts.materials.timeline_views",
    "unknown_rules": "handouts.materials.linting",
    "versions": "handouts.materials.shuffling",
    "work_sheet": "handouts.materials.views",
}

__all__ = [
    "Anchors",
    "ExerciseOptions",
    "PackFacts",
    "Remarks",
    "Setting",
    "Surroundings",
    "answer_sheet",
    "answers",
    "blueprint_sheet",
    "crossword_key",
    "crossword_sheet",
    "crossword_words",
    "dated",
    "display",
    "distribution_sheet",
    "edtf",
    "entry_faults",
    "exercises",
    "flag_diagnostics",
    "flash_cards_key",
    "flash_cards_sheet",
    "glossary",
    "glossary_blanks_key",
    "glossary_blanks_sheet",
    "glossary_key",
    "glossary_matching_key",
    "glossary_matching_sheet",
    "glossary_sheet",
    "item_cards_sheet",
    "job_sheet",
    "judgements",
    "key_matrix_sheet",
    "key_review_sheet",
    "key_sheet",
    "lint",
    "locate",
    "made_crossword",
    "made_word_search",
    "matchable",
    "matched",
    "nothing_left",
    "options_for",
    "pinned",
    "printable",
    "quick_key_sheet",
    "reading_sheet",
    "registry",
    "reworded",
    "slips_sheet",
    "timeline",
    "timeline_form",
    "timeline_key",
    "timeline_sheet",
    "unknown_rules",
    "unprintable_faults",
    "versions",
    "vocabulary",
    "vocabulary_key",
    "vocabulary_sheet",
    "word_search_key",
    "word_search_sheet",
    "word_search_words",
    "work_sheet",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)
