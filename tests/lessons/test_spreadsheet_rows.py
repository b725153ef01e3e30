"""Items through the cells of one row and back: what the models make of them stays the same, whatever they hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.lessons.drafts import files, question_files
from handouts.lessons.drafts.emit import emit_item
from handouts.lessons.spreadsheet import cells
from handouts.lessons.spreadsheet.columns import columns
from handouts.lessons.spreadsheet.fields import ENTRY, EVENT, ITEMS
from handouts.lessons.spreadsheet.rows import build, flatten, written
from handouts.model.text import SourceText
from handouts.reading.yaml import read_tree

ODD = [
    '""',
    "[]",
    '""""',
    "[][]",
    "",
    " ",
    "=1+1",
    "'=1",
    "''",
    "_x0041_",
    "a_x000D_",
    "1939.0",
    "yes",
    "a; b",
    "\\",
    "\r\n",
]
TEXT = st.one_of(st.sampled_from(ODD), st.text(max_size=8), st.text('"[];\\=_x0D \n', max_size=8))
WHOLE = st.sampled_from(["1", "2", "03", "17"])
YES = st.sampled_from(["true", "false"])
OFTEN = st.sampled_from([True, True, False])


@st.composite
def mapping(draw: st.DrawFn, required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    keys = [*required, *(key for key in optional if draw(st.booleans()))]
    known = required | optional
    return {key: draw(known[key]) for key in draw(st.permutations(keys))}


DATE = st.one_of(
    TEXT,
    mapping(
        {"value": TEXT},
        {
            "from": st.sampled_from(["1941-01-01", "-0264-01-01"]),
            "to": st.just("1941-04-30"),
            "precision": st.sampled_from(["day", "season"]),
            "mod": st.just("START"),
            "basis": st.sampled_from(["explicit", "guessed"]),
            "end_precision": st.just("year"),
            "end_mod": st.just("END"),
        },
    ),
)
QUOTE = st.one_of(TEXT, mapping({"text": TEXT}, {"at": WHOLE}))
QUOTES = st.one_of(QUOTE, st.lists(QUOTE, max_size=3))


def many(element: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    listed = st.lists(element, min_size=least, max_size=3)
    return listed if least else st.one_of(st.just(""), listed)


BASE = {"kind": TEXT, "points": WHOLE, "rule": TEXT, "approved": YES}
SHAPES: dict[str, tuple[type[Any], Any, st.SearchStrategy[dict[str, Any]]]] = {
    "event": (
        files.EventEntry,
        EVENT,
        mapping(
            {"id": TEXT, "date": DATE, "display": TEXT, "label": TEXT, "sentence": QUOTE},
            {
                "phrase": st.one_of(TEXT, mapping({"text": TEXT}, {"at": WHOLE, "elsewhere": YES})),
                "chosen": YES,
                "approved": YES,
                "rule": TEXT,
            },
        ),
    ),
    "entry": (
        files.GlossaryEntry,
        ENTRY,
        mapping(
            {"term": TEXT},
            {
                "definition": TEXT,
                "variants": many(TEXT),
                "source": st.sampled_from(["curated", "blank"]),
                "mentions": st.one_of(st.just(""), QUOTES),
                "approved": YES,
            },
        ),
    ),
    "multiple_choice": (
        question_files.ChoiceItem,
        ITEMS["multiple_choice"],
        mapping(
            {
                "id": TEXT,
                "stem": TEXT,
                "options": many(st.one_of(TEXT, mapping({"text": TEXT}, {"why": TEXT, "evidence": QUOTE})), 1),
                "key": st.sampled_from("ABZ"),
            },
            BASE | {"natural_order": YES, "evidence": QUOTES},
        ),
    ),
    "cloze": (
        question_files.GapItem,
        ITEMS["cloze"],
        mapping({"id": TEXT, "answer": TEXT}, BASE | {"before": TEXT, "after": TEXT, "accept": many(TEXT)}),
    ),
    "matching": (
        question_files.MatchItem,
        ITEMS["matching"],
        mapping(
            {
                "id": TEXT,
                "pairs": many(
                    mapping({"id": TEXT, "premise": TEXT, "response": TEXT, "evidence": QUOTE}, {"date": DATE}), 1
                ),
                "responses": many(TEXT),
            },
            BASE,
        ),
    ),
    "ordering": (
        question_files.OrderItem,
        ITEMS["ordering"],
        mapping(
            {
                "id": TEXT,
                "entries": many(mapping({"text": TEXT, "display": TEXT, "date": DATE, "evidence": QUOTE}, {}), 1),
                "shown": many(WHOLE),
            },
            BASE,
        ),
    ),
    "short_answer": (
        question_files.OpenItem,
        ITEMS["short_answer"],
        mapping(
            {"id": TEXT, "prompt": TEXT, "answer": TEXT},
            BASE | {"accept": many(TEXT), "lines": WHOLE, "evidence": QUOTES},
        ),
    ),
}


@pytest.mark.sliced(2)
@pytest.mark.parametrize("name", SHAPES)
@settings(max_examples=examples(60), deadline=None)
@given(data=st.data())
def test_an_item_comes_back_from_its_cells(name: str, data: st.DataObject) -> None:
    model, fields, strategy = SHAPES[name]
    item = data.draw(strategy)
    row = flatten(fields, item)
    assert set(row) <= {column.path for column in columns(fields, row)}
    for old in ({}, item):
        built = build(fields, row, old)
        assert built.gaps == []
        assert model.model_validate(built.data) == model.model_validate(item)
        assert flatten(fields, built.data) == row
        again = read_tree(SourceText("a.yaml", emit_item(written(fields, built.data)))).data
        assert again == [built.data]
    assert [key for key in built.data if key in item] == [key for key in item if key in built.data]


@settings(deadline=None)
@given(TEXT)
def test_texts_survive_their_cells(text: str) -> None:
    assert cells.to_text(cells.of_text(text)) == text
    assert cells.of_text(text) != ""
    portable = cells.portable(text)
    assert cells.unported(portable) == text
    assert "\r" not in portable
    for cell in (text, portable):
        guarded = cells.guarded(cell)
        assert cells.unguarded(guarded) == cell
        assert not cells.is_formula(guarded)


@settings(deadline=None)
@given(DATE)
def test_dates_survive_their_cell(date: Any) -> None:
    again = cells.to_date(cells.of_date(date))
    kept = {k: v for k, v in (date if isinstance(date, dict) else {"value": date}).items() if v}
    assert {k: v for k, v in (again if isinstance(again, dict) else {"value": again}).items() if v} == kept


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        (" 1939-08-23 ", "1939-08-23"),
        ("1941;from=1941-01-01 ; to = 1941-04-30", {"value": "1941", "from": "1941-01-01", "to": "1941-04-30"}),
        ("1941; from=", {"value": "1941"}),
        ("1941; precision", None),
        ("1941; to=1; to=2", None),
        ("a\\; b\\\\", "a; b\\"),
    ],
)
def test_dates_as_people_write_them(cell: str, date: Any) -> None:
    assert cells.to_date(cell) == date
