"""The tables know every key of the draft files, and every column has one header in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import pytest

from handouts.languages import spreadsheet as words
from handouts.lessons.drafts import files, question_files
from handouts.lessons.spreadsheet.columns import Column, every_column
from handouts.lessons.spreadsheet.fields import BANK, ENTRY, EVENT, EVERY_ITEM, ITEMS, Field, Group, Leaf, Many
from handouts.lessons.spreadsheet.pages import head
from handouts.lessons.spreadsheet.records import known_header

MODELS = {
    "event": (files.EventEntry, EVENT),
    "entry": (files.GlossaryEntry, ENTRY),
    "multiple_choice": (question_files.ChoiceItem, ITEMS["multiple_choice"]),
    "complex_choice": (question_files.SeveralItem, ITEMS["complex_choice"]),
    "category_table": (question_files.GridItem, ITEMS["category_table"]),
    "true_false": (question_files.GridItem, ITEMS["true_false"]),
    "cloze": (question_files.GapItem, ITEMS["cloze"]),
    "matching": (question_files.MatchItem, ITEMS["matching"]),
    "person_matching": (question_files.MatchItem, ITEMS["person_matching"]),
    "term_matching": (question_files.MatchItem, ITEMS["term_matching"]),
    "ordering": (question_files.OrderItem, ITEMS["ordering"]),
    "completion": (question_files.GapItem, ITEMS["completion"]),
    "short_answer": (question_files.OpenItem, ITEMS["short_answer"]),
    "source": (question_files.ChoiceItem, ITEMS["source"]),
    "essay": (question_files.OpenItem, ITEMS["essay"]),
}
TOPICS = {"timeline": (EVENT, False), "glossary": (ENTRY, False), "questions": (EVERY_ITEM, True)}


def members(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """The mapping or list that a part of a schema describes, without null."""
    for option in part.get("anyOf", [part]):
        if "$ref" in option:
            return schema["$defs"][option["$ref"].rsplit("/", 1)[-1]]  # type: ignore[no-any-return]
        if option.get("type") != "null":
            return option  # type: ignore[no-any-return]
    return part


def in_model(schema: Mapping[str, Any], part: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, bool, Any]]:
    """Path, whether required, and default of every scalar; a date is one."""
    here = members(schema, part)
    if here.get("title") == "DateParts" or ("properties" not in here and here.get("type") != "array"):
        return
    if "properties" not in here:
        inner = members(schema, here["items"])
        if "properties" in inner:
            yield from in_model(schema, here["items"], path)
        return
    for key, below in here["properties"].items():
        below_path = f"{path}.{key}" if path else key
        yield below_path, key in here.get("required", ()), below.get("default")
        yield from in_model(schema, below, below_path)


def in_fields(one: Field, path: str = "") -> Iterator[tuple[str, Field]]:
    here = f"{path}.{one.key}" if path and one.key else one.key or path
    if one.key:
        yield here, one
    inner = one.members if isinstance(one, Group) else (one.element,) if isinstance(one, Many) else ()
    for member in inner:
        if not (isinstance(one, Many) and isinstance(member, Leaf)):
            yield from in_fields(member, here)


@pytest.mark.parametrize("name", MODELS)
def test_the_fields_are_those_of_the_model(name: str) -> None:
    model, fields = MODELS[name]
    schema = model.model_json_schema()
    wanted = {path: (required, default) for path, required, default in in_model(schema, schema)}
    found = dict(pair for one in fields for pair in in_fields(one))
    assert found.keys() == wanted.keys()
    for path, one in found.items():
        required, default = wanted[path]
        if isinstance(one, Leaf):
            assert one.required == required, path
            shown = "" if default is None else str(default).lower() if isinstance(default, bool) else str(default)
            assert one.default == ("" if required else shown), path
        elif isinstance(one, Many):
            assert one.required == required, path


def test_the_word_bank_is_a_field_of_every_kind() -> None:
    for section in get_args(get_args(question_files.AnySection)[0]):
        # a quoted passage stays in the file as it is: no table holds it
        assert set(section.model_fields) - {"stimulus"} == {"kind", "bank", "items"}
    assert BANK.key == "bank"


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("number", [0, 8, 25])
def test_every_column_is_found_by_its_header_and_no_other_is(topic: str, number: int) -> None:
    fields, parts = TOPICS[topic]
    columns = every_column(fields, number, parts)
    for column in columns:
        for language in ("en", "id"):
            title = head(column, language)
            assert [c.name for c in columns if is_header_of(c, title)] == [column.name]
            assert known_header(topic, f"  {title.upper()} ")  # type: ignore[arg-type]


def is_header_of(column: Column, title: str) -> bool:
    return words.matching(column.name, title, column.letters) is not None


def test_both_languages_explain_the_same_columns_and_values() -> None:
    names = {c.name for fields, parts in TOPICS.values() for c in every_column(fields, 0, parts)}
    tables = [words._table(language) for language in ("en", "id")]
    for table in tables:
        assert set(table["columns"]) == names
        assert all(entry.keys() == {"head", "note"} for entry in table["columns"].values())
        for kind, values in table["values"].items():
            assert values.keys() == tables[0]["values"][kind].keys()
            # Excel takes a list of words as one text of at most 255 characters, parted by commas.
            offered = ",".join(known[0] for known in values.values())
            assert len(offered) <= 255 and offered.count(",") == len(values) - 1
        assert table["sheets"].keys() == tables[0]["sheets"].keys()
        assert all(len(name) <= 31 for name in table["sheets"].values())


@pytest.mark.parametrize("kind", ["yes", "kind", "source"])
def test_a_word_means_one_value(kind: str) -> None:
    for language in ("en", "id"):
        for value, known in words._table(language)["values"][kind].items():
            for word in (value, *known):
                assert words.value_of(kind, f" {word.upper()} ") == value
