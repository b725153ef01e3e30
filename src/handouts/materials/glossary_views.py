"""The glossary as sheets for pupils: to be read, filled in, matched, used in sentences, cut out."""

from __future__ import annotations

import math

from handouts.materials.anchors import Anchors
from handouts.materials.views import LETTERS, Setting, foot, glossary_rows
from handouts.materials.vocabulary_gaps import vocabulary
from handouts.materials.word_choice import matched
from handouts.model.handout import Handout
from handouts.model.sheet import (
    BlankRow,
    FlashCardsSheet,
    Foot,
    GlossaryBlanksSheet,
    GlossaryMatchingSheet,
    GlossarySheet,
    PupilItem,
    VocabularySheet,
)

POINTS_MEANING = 2  # for a meaning, or a sentence, in pupils' own words
_PLACES = 3  # lines named for a term on the sheet that is all glossary
_HAND = 50  # characters of a meaning as printed that fill a line when written by hand
_MOST_LINES = 4
_OWN_LINES = 2


def glossary_foot(handout: Handout, setting: Setting) -> Foot:
    """The footer of all sheets made of the glossary: they are the same in every version."""
    return foot(handout, setting, versioned=False, draft=not handout.glossary.checked)


def glossary_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> GlossarySheet:
    """The terms with their meanings and the lines where they stand."""
    return GlossarySheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        rows=glossary_rows(handout.glossary.printed, setting.labels, anchors, _PLACES),
    )


def glossary_blanks_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> GlossaryBlanksSheet:
    """The terms that the essay uses, with lines for their meanings, more lines for longer ones."""
    labels, entries = setting.labels, handout.glossary.met
    shown = glossary_rows(entries, labels, anchors, 1)
    lines = [min(max(math.ceil(len(e.definition) / _HAND), 1), _MOST_LINES) for e in entries]
    rows = zip(shown, lines, strict=True)
    scoring = labels.counted("scoring.open", POINTS_MEANING, points=POINTS_MEANING)
    return GlossaryBlanksSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        instruction=f"{labels['glossary.blanks_instruction']} {scoring}",
        rows=tuple(BlankRow(str(n), row.term, row.where, count) for n, (row, count) in enumerate(rows, start=1)),
        max_score=POINTS_MEANING * len(entries),
    )


def glossary_matching_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> GlossaryMatchingSheet:
    """Meanings and terms to be matched; the glossary must hold enough of both."""
    labels, made = setting.labels, matched(handout)
    if made is None:
        raise ValueError("too few terms to match")
    extra = len(made.terms) - len(made.order)
    parts = (
        labels["sections.matching.instruction_term_meaning"],
        labels.counted("sections.matching.extra", extra),
        labels.counted("scoring.each", 1, points=1),
    )
    return GlossaryMatchingSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        instruction=" ".join(parts),
        premises=tuple((str(n), made.terms[k].definition) for n, k in enumerate(made.order, start=1)),
        responses=tuple((LETTERS[k], entry.term) for k, entry in enumerate(made.terms)),
        max_score=len(made.order),
    )


def vocabulary_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> VocabularySheet:
    """Sentences with gaps, and terms for sentences of the pupils' own; the essay must carry enough gaps."""
    labels, made = setting.labels, vocabulary(handout)
    count, extra = len(made.gaps), len(made.extra)
    parts = (
        labels["sections.cloze.instruction"],
        labels.counted("sections.cloze.extra", extra) if extra else "",
        labels.counted("scoring.each", 1, points=1),
    )
    scoring = labels.counted("scoring.open", POINTS_MEANING, points=POINTS_MEANING)
    return VocabularySheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        instruction=" ".join(part for part in parts if part),
        bank=made.bank,
        gaps=tuple(PupilItem(str(n), before=g.before, after=g.after) for n, g in enumerate(made.gaps, start=1)),
        own_instruction=f"{labels['vocabulary.own_instruction']} {scoring}",
        own=tuple((str(count + n), entry.term) for n, entry in enumerate(made.own, start=1)),
        lines=_OWN_LINES,
        max_score=count + POINTS_MEANING * len(made.own),
    )


def flash_cards_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> FlashCardsSheet:
    """The terms with their meanings behind them."""
    labels, meta = setting.labels, handout.meta
    return FlashCardsSheet(
        language=meta.language,
        title=meta.short_title or meta.title,
        author=meta.author,
        foot=glossary_foot(handout, setting),
        cards=tuple((entry.term, entry.definition) for entry in handout.glossary.printed),
        flip=meta.flash_cards,
        note=labels(f"flash_cards.flip_{meta.flash_cards}"),
    )
