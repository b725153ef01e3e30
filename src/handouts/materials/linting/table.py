"""All rules in one table: a rule that is not in it is not checked. docs/item-rules.md tells the same with examples.

The columns: id, function, severity in a teacher's own item (an error stops the build unless the item allows the rule),
severity in an item that the tool made (an error drops it), source, shapes, whether a machine can decide it, scope.
"""

from __future__ import annotations

from collections.abc import Mapping

from handouts.materials.linting import across, gaps, keys, matching, options, ordering, statements, stems
from handouts.materials.linting.look import Rule
from handouts.model.exercise import ShapeName

# HDR and a number: the guideline of Haladyna, Downing and Rodriguez (2002), Applied Measurement in Education 15(3).
# KPS: kaidah penulisan soal pilihan ganda, by their aspect. The others are named in full.
SOURCES: Mapping[str, str] = {
    "hdr-3": "Haladyna, Downing and Rodriguez 2002: paraphrase the language of the textbook",
    "hdr-4": "Haladyna, Downing and Rodriguez 2002: keep items independent of one another",
    "hdr-15": "Haladyna, Downing and Rodriguez 2002: include the central idea in the stem",
    "hdr-17": "Haladyna, Downing and Rodriguez 2002: word the stem positively; if not, emphasise the negative",
    "hdr-18": "Haladyna, Downing and Rodriguez 2002: write as many effective options as you can; three are enough",
    "hdr-19": "Haladyna, Downing and Rodriguez 2002: make certain that one option is right",
    "hdr-20": "Haladyna, Downing and Rodriguez 2002: vary the place of the right option",
    "hdr-21": "Haladyna, Downing and Rodriguez 2002: place options in logical or numerical order",
    "hdr-22": "Haladyna, Downing and Rodriguez 2002: keep options independent; they should not overlap",
    "hdr-23": "Haladyna, Downing and Rodriguez 2002: keep options homogeneous in content and grammar",
    "hdr-24": "Haladyna, Downing and Rodriguez 2002: keep the length of options about equal",
    "hdr-26": "Haladyna, Downing and Rodriguez 2002: none of the above with care (25), all of the above never (26)",
    "hdr-28": "Haladyna, Downing and Rodriguez 2002: avoid clues to the right option",
    "kps-materi": "kaidah penulisan soal, materi: one right key, homogeneous and logical options",
    "kps-konstruksi": "kaidah penulisan soal, konstruksi: clear stem, no clue, no double negative, options in order",
    "kps-bs": "kaidah penulisan soal benar-salah: not lifted from the book, as many true as false, equal length",
    "matching": "guides to matching items (MSU, Palomar): more responses than premises, one relationship, one page",
    "ordering": "guides to ordering items (Schoology): never in the right order, no two events of the same date",
    "cloze": "guides to cloze (Hartley): the opening stays whole, the box gives no order away",
    "scoring": "scoring of open items: a rubric that ends at the points of the item and has a row for nothing",
    "evidence": "this tool: every closed item names the sentence of the essay it rests on",
}

_ALL: tuple[ShapeName, ...] = ("choice", "gap", "match", "order", "open", "grid")
_CHOICE: tuple[ShapeName, ...] = ("choice",)
_GAP: tuple[ShapeName, ...] = ("gap",)
_MATCH: tuple[ShapeName, ...] = ("match",)
_ORDER: tuple[ShapeName, ...] = ("order",)
_OPEN: tuple[ShapeName, ...] = ("open",)
_READ: tuple[ShapeName, ...] = ("choice", "open", "grid")
_GRID: tuple[ShapeName, ...] = ("grid",)

# What makes an item impossible to read: where one of these finds something, no other rule looks at the item.
FIRST: tuple[Rule, ...] = (
    Rule("lint-key-missing", keys.key_missing, "error", "error", "hdr-19", ("choice", "grid")),
    Rule("lint-answer-missing", keys.answer_missing, "error", "error", "hdr-19", ("gap", "open")),
    Rule("lint-order-broken", ordering.order_broken, "error", "error", "ordering", _ORDER),
)

RULES: tuple[Rule, ...] = (
    *FIRST,
    # options
    Rule("lint-option-alone", options.option_alone, "error", "error", "hdr-18", _CHOICE),
    Rule("lint-options-equal", options.options_equal, "error", "error", "hdr-22", _CHOICE),
    Rule("lint-two-right", options.two_right, "error", "error", "kps-materi", _CHOICE),
    Rule("lint-option-stated", options.option_stated, "warning", "error", "hdr-19", _CHOICE, decided=False),
    Rule("lint-option-in-option", options.option_in_option, "warning", "error", "hdr-22", _CHOICE),
    Rule("lint-options-few", options.options_few, "warning", "error", "hdr-18", _CHOICE),
    Rule("lint-options-mixed", options.options_mixed, "warning", "error", "hdr-23", _CHOICE),
    Rule("lint-options-form", options.options_form, "hint", "hint", "hdr-23", _CHOICE, decided=False),
    Rule("lint-options-order", options.options_order, "warning", "error", "hdr-21", _CHOICE),
    Rule("lint-options-repeat", options.options_repeat, "hint", "hint", "hdr-15", _CHOICE, decided=False),
    Rule("lint-all-of-above", options.all_of_above, "warning", "error", "hdr-26", _CHOICE),
    Rule("lint-longest-option", options.longest_option, "warning", "error", "hdr-24", _CHOICE),
    Rule("lint-shortest-option", options.shortest_option, "warning", "error", "hdr-24", _CHOICE),
    Rule("lint-article-cue", options.article_cue, "warning", "error", "hdr-28", _CHOICE),
    Rule("lint-number-cue", options.number_cue, "hint", "hint", "hdr-28", _CHOICE, decided=False),
    Rule("lint-word-cue", options.word_cue, "hint", "hint", "hdr-28", _CHOICE, decided=False),
    # what is asked
    Rule("lint-answer-in-stem", stems.answer_in_stem, "error", "error", "hdr-28", ("choice", "gap", "match", "open")),
    Rule("lint-stem-blank", stems.stem_blank, "warning", "error", "kps-konstruksi", _CHOICE),
    Rule("lint-negative-stem", stems.negative_stem, "warning", "error", "hdr-17", _CHOICE),
    Rule("lint-double-negative", stems.double_negative, "warning", "error", "kps-konstruksi", _READ),
    Rule("lint-pronoun", stems.pointing, "warning", "error", "kps-konstruksi", _ALL),
    Rule("lint-absolute", stems.absolute, "warning", "error", "hdr-28", ("choice", "grid")),
    Rule("lint-stem-verbatim", stems.stem_verbatim, "hint", "hint", "hdr-3", ("choice", "open"), decided=False),
    # statements
    Rule("lint-statements-equal", statements.statements_equal, "error", "error", "hdr-22", _GRID),
    Rule("lint-statements-one-column", statements.one_column, "warning", "error", "kps-bs", _GRID),
    Rule("lint-statements-lopsided", statements.lopsided, "hint", "hint", "kps-bs", _GRID, decided=False),
    Rule("lint-statements-length", statements.lengths, "hint", "hint", "kps-bs", _GRID, decided=False),
    Rule("lint-statement-verbatim", statements.statement_verbatim, "hint", "hint", "kps-bs", _GRID, decided=False),
    # matching
    Rule("lint-response-missing", matching.response_missing, "error", "error", "matching", _MATCH),
    Rule("lint-responses-equal", matching.responses_equal, "error", "error", "matching", _MATCH),
    Rule("lint-premises-equal", matching.premises_equal, "error", "error", "matching", _MATCH),
    Rule("lint-match-in-order", matching.in_order, "error", "error", "matching", _MATCH),
    Rule("lint-responses-few", matching.responses_few, "warning", "error", "matching", _MATCH),
    Rule("lint-match-long", matching.long, "warning", "error", "matching", _MATCH),
    Rule("lint-match-mixed", matching.mixed, "warning", "error", "matching", _MATCH),
    # ordering
    Rule("lint-order-shown", ordering.order_shown, "error", "error", "ordering", _ORDER),
    Rule("lint-order-undecided", ordering.order_undecided, "error", "error", "ordering", _ORDER),
    Rule("lint-order-few", ordering.order_few, "warning", "error", "ordering", _ORDER),
    Rule("lint-order-tells", ordering.order_tells, "warning", "error", "ordering", _ORDER),
    # gaps and their box
    Rule("lint-gap-first", gaps.gap_first, "warning", "error", "cloze", _GAP),
    Rule("lint-gap-hint", gaps.gap_hint, "error", "error", "cloze", _GAP),
    Rule("lint-gap-article", gaps.gap_article, "hint", "hint", "hdr-28", _GAP, decided=False),
    Rule("lint-bank-missing", gaps.bank_missing, "error", "error", "cloze", _GAP, scope="section"),
    Rule("lint-bank-equal", gaps.bank_equal, "error", "warning", "cloze", _GAP, scope="section"),
    Rule("lint-bank-in-order", gaps.bank_in_order, "warning", "warning", "cloze", _GAP, scope="section"),
    Rule("lint-bank-few", gaps.bank_few, "hint", "hint", "cloze", _GAP, scope="section", decided=False),
    # keys, evidence, points
    Rule("lint-keys-all", keys.keys_all, "warning", "error", "hdr-19", _CHOICE),
    Rule("lint-evidence-missing", keys.evidence_missing, "hint", "error", "evidence", _ALL),
    Rule("lint-points-none", keys.points_none, "error", "error", "scoring", _ALL),
    Rule("lint-rubric-points", keys.rubric_points, "error", "error", "scoring", _OPEN),
    Rule("lint-rubric-gaps", keys.rubric_gaps, "warning", "error", "scoring", _OPEN),
    Rule("lint-key-one-letter", keys.one_letter, "warning", "warning", "hdr-20", _CHOICE, scope="section"),
    Rule("lint-key-run", keys.key_run, "warning", "warning", "hdr-20", _CHOICE, scope="section"),
    Rule("lint-key-unbalanced", keys.unbalanced, "warning", "warning", "hdr-20", _CHOICE, scope="section"),
    # across items and sheets
    Rule("lint-answered-elsewhere", across.told, "warning", "error", "hdr-4", _ALL, scope="sheet"),
    Rule("lint-answered-by-sheet", across.told_by_sheet, "warning", "warning", "hdr-4", _ALL, scope="sheet"),
    Rule("lint-asked-twice", across.asked_twice, "warning", "error", "hdr-4", ("choice", "open"), scope="sheet"),
)  # fmt: skip

BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}
