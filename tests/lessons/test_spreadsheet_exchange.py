"""Out to a table and back: nothing is lost, only what a row says changes, and every other byte of the file stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spreadsheet_drafts import OWN, Sheets, essay, items, opened, sample, saved, through
from support_examples import examples

from handouts.errors import ContentError
from handouts.lessons.drafts import files, question_files
from handouts.lessons.drafts.chunks import chunks_of
from handouts.lessons.drafts.reading import read_questions
from handouts.lessons.spreadsheet import exchange
from handouts.lessons.spreadsheet.exchange import export_table, import_table
from handouts.lessons.spreadsheet.fields import TOPICS, Topic
from handouts.lessons.spreadsheet.remade import is_remade
from handouts.model.text import SourceText
from handouts.reading import xlsx
from handouts.reading.yaml import load

FORMATS = ("table.csv", "table.xlsx")
MODELS = {"timeline": files.TimelineFile, "glossary": files.GlossaryFile, "questions": question_files.QuestionsFile}


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read in this process: the child has tests of its own."""
    monkeypatch.setattr(xlsx, "run_apart", lambda function, data, name: xlsx.sheets(data, name))


def nothing(sheets: Sheets) -> None:
    """No change at all."""


def put(row: int, head: str, value: Any, sheet: str = "") -> Callable[[Sheets], None]:
    """A change of one cell; rows count as in `opened`, the header is row 0."""

    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        if head not in rows[0]:
            for r, cells in enumerate(rows):
                cells.append("" if r else head)
        rows[row][rows[0].index(head)] = value

    return change


def both(*changes: Callable[[Sheets], None]) -> Callable[[Sheets], None]:
    def change(sheets: Sheets) -> None:
        for one in changes:
            one(sheets)

    return change


def append(sheet: str = "", **values: Any) -> Callable[[Sheets], None]:
    """A new last row; names have _ for blanks."""

    def change(sheets: Sheets) -> None:
        rows = sheets[sheet]
        named = {key.replace("_", " "): value for key, value in values.items()}
        assert set(named) <= set(rows[0])
        rows.append([named.get(head, "") for head in rows[0]])

    return change


@pytest.mark.sliced(15)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["en", "id"])
def test_sample_drafts_come_back_byte_for_byte(language: str, topic: Topic, name: str) -> None:
    of, texts = sample(language)
    draft = (f"{topic}.yaml", texts[topic].encode())
    table, count = export_table(topic, draft, name, language)
    done = import_table(topic, draft, (name, table), of, language)
    assert done.data == draft[1]
    assert (done.counts.nothing, done.counts.unchanged, done.diagnostics) == (True, count, ())
    # The same bytes again, and the same after another program has saved the file.
    assert export_table(topic, draft, name, language)[0] == table
    assert through(topic, texts[topic], nothing, name, language, of).data == draft[1]


@pytest.mark.sliced(10)
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_table_alone_holds_the_whole_draft(topic: Topic, language: str, name: str) -> None:
    """Every id made another: each item is written anew from its cells, and holds what it held."""
    of, texts = sample(language)
    for text, essay_of in ((texts[topic], of), (OWN[topic], essay())):
        key = "term" if topic == "glossary" else "id"
        heads = {"term": ("term", "istilah"), "id": ("id", "id")}[key]

        def rename(sheets: Sheets, heads: tuple[str, str] = heads) -> None:
            for rows in sheets.values():
                at = next((i for i, head in enumerate(rows[0]) if head in heads), None)
                for row in rows[1:] if at is not None else ():
                    row[at] = f"{row[at]}-new" if row[at] else ""

        done = through(topic, text, rename, name, language, essay_of)
        before, after = (load(SourceText("a", t), MODELS[topic]) for t in (text, done.data.decode()))
        assert renamed(before.model_dump(), key) == after.model_dump()


def renamed(data: Any, key: str) -> Any:
    """The items of a file with other ids; pairs keep theirs."""
    for item in (*data.get("events", ()), *data.get("entries", ())):
        item[key] += "-new"
    for section in data.get("sections", ()):
        for item in section["items"]:
            item["id"] += "-new"
    return data


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_own_drafts_come_back_byte_for_byte(topic: Topic, end: str) -> None:
    text = "\ufeff" + OWN[topic].replace("\n", end)
    for name in FORMATS:
        assert through(topic, text, nothing, name).data == text.encode()


NEW_PAIR = put(6, "pair 3: sentence", "They signed on 23 August 1939.")
CHANGES: list[tuple[Topic, Callable[[Sheets], None], str, str]] = [
    ("timeline", put(1, "event", "Signed"), "event-1.1", "label: Signed"),
    ("timeline", put(2, "date", "1941-02"), "event-1.2", "date: 1941-02"),
    ("timeline", put(3, "approved", "no"), "mine", "approved: false"),
    ("timeline", put(1, "approved", "ya"), "event-1.1", "approved: true"),
    ("timeline", put(1, "approved", "TRUE"), "event-1.1", "approved: true"),
    ("timeline", put(1, "print", "SALAH"), "event-1.1", "chosen: false"),
    ("timeline", put(2, "sentence: which one", ""), "event-1.2", "sentence: It began in early 1941."),
    ("timeline", put(1, "words of the date", "23 August"), "event-1.1", "phrase: 23 August"),
    ("glossary", put(1, "meaning", ""), "pact", "variants: [pacts, the pact]"),
    ("glossary", put(1, "variant 1", ""), "pact", "variants: [the pact]"),
    ("glossary", put(1, "variant 4", "=pact"), "pact", 'variants: [pacts, the pact, "=pact"]'.replace('"', "'")),
    ("glossary", put(2, "place 1", ""), "-war", "definition: ''"),
    ("glossary", put(3, "meaning from", "by hand"), "peace", "source: curated"),
    ("questions", put(1, "option B: why wrong", ""), "q1", "- 1941"),
    ("questions", put(1, "option C: sentence", "The war ended in 1945."), "q1", "evidence: The war ended in 1945."),
    ("questions", put(2, "points", "3"), "q2", "points: 3"),
    ("questions", put(3, "word box 3", "end"), "bank", "bank: [war, pact, end]"),
    ("questions", put(4, "sentence 2", ""), "c1", "- The war ended in 1945."),
    ("questions", put(5, "before the gap", " The "), "c2", "before: ' The '"),
    ("questions", both(put(6, "pair 3: left", "a"), put(6, "pair 3: right", "b"), NEW_PAIR), "m1", "- id: m1.3"),
    ("questions", put(7, "printed order", "1, 2"), "o1", "shown: [1, 2]"),
    ("questions", put(8, "lines", "4"), "s1", "lines: 4"),
]


@pytest.mark.parametrize(("topic", "change", "id_", "line"), CHANGES, ids=lambda v: v if isinstance(v, str) else "")
def test_one_cell_changes_one_item(topic: Topic, change: Callable[[Sheets], None], id_: str, line: str) -> None:
    done = through(topic, OWN[topic], change)
    old, new = items(topic, OWN[topic].encode()), items(topic, done.data)
    assert list(old) == list(new)
    assert [key for key in old if old[key] != new[key]] == [id_]
    assert line in new[id_] and line not in old[id_]
    assert comments(OWN[topic]) == comments(done.data.decode())
    assert (done.counts.changed, done.counts.added, done.counts.removed, done.counts.moved) == (1, 0, 0, False)


TAKEN = """format: 1
entries:
- {term: pact, definition: an agreement, source: shared, from: Ours}
- {term: peace, definition: truce, source: synonym}
"""


def test_a_meaning_rewritten_in_a_table_is_the_teachers_own() -> None:
    def entries(change: Callable[[Sheets], None]) -> list[dict[str, Any]]:
        data = through("glossary", TAKEN, change).data.decode()
        return [e.model_dump(exclude_none=True) for e in load(SourceText("g", data), files.GlossaryFile).entries]

    before = entries(nothing)
    pact, peace = entries(both(put(1, "meaning", "a promise of two states"), put(2, "meaning", "no war")))
    assert "source" not in pact and not pact.get("from_") and "source" not in peace
    assert pact["definition"] == "a promise of two states" and before[0]["from_"] == "Ours"
    # Other cells leave the source alone, and a source that is written in the table counts.
    assert entries(put(1, "variant 1", "pacts"))[0]["source"] == "shared"
    assert (
        entries(both(put(2, "meaning", "no war"), put(2, "meaning from", "defined in the text")))[1]["source"]
        == "pattern"
    )


def comments(text: str) -> list[str]:
    """All comments of the files in this test."""
    return sorted(line.partition("# ")[2].strip() for line in text.split("\n") if "# " in line and "not a" not in line)


def test_comments_inside_a_changed_item_go_before_it() -> None:
    new = through("timeline", OWN["timeline"], put(2, "date as printed", "1941")).data.decode()
    assert "about this.\n  # early that year\n  - id: event-1.2\n" in new
    assert "label: 'It began # not a comment again'\n" in new


def test_a_long_date_changes_as_one_cell() -> None:
    cells = opened(export_table("timeline", ("t", OWN["timeline"].encode()), "t.csv", "en")[0], "t.csv")[""]
    assert cells[2][1] == "1941; from=1941-01-01; to=1941-04-30; precision=year; mod=START"
    new = through("timeline", OWN["timeline"], put(2, "date", cells[2][1].replace("year", "season"))).data.decode()
    assert "date: {value: 1941, from: 1941-01-01, to: 1941-04-30, precision: season, mod: START}" in new


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
@pytest.mark.parametrize("topic", TOPICS)
def test_rows_deleted_added_changed_and_put_in_another_order(topic: Topic, data: st.DataObject) -> None:
    """Whatever is done to the rows: the file holds them in their order, untouched items keep every byte."""
    text = OWN[topic]
    plan: dict[str, Any] = {}

    def change(sheets: Sheets) -> None:
        rows = sheets[""]
        head, body = rows[0], rows[1:]
        key = head.index("term" if topic == "glossary" else "id")
        kept = [row for row in body if row[key] and data.draw(st.booleans())]
        order = data.draw(st.permutations(kept))
        by_part = sorted(order, key=lambda row: row[0]) if topic == "questions" else list(order)
        label = head.index({"timeline": "event", "glossary": "meaning", "questions": "type of item"}[topic])
        for row in by_part:
            if data.draw(st.integers(0, 3)) == 0:
                row[label] = data.draw(st.sampled_from(["new: text", "# odd", "'", "two\nlines"]))
                plan.setdefault("changed", []).append(row[key].removeprefix("'"))
        for number in range(data.draw(st.integers(0, 2)) if kept else 0):
            at = data.draw(st.integers(0, len(by_part)))
            like = by_part[min(at, len(by_part) - 1)]
            row = list(like)
            row[key] = f"added {number}" if topic == "glossary" or data.draw(st.booleans()) else ""
            by_part.insert(at, row)
        plan["rows"] = [row[key].removeprefix("'") for row in by_part]
        plan["labels"] = [row[label].removeprefix("'") if "=" in row[label] else row[label] for row in by_part]
        rows[:] = [head, *by_part]

    try:
        done = through(topic, text, change)
    except ContentError as error:
        assert plan["rows"] == [] and error.diagnostics[0].code == "table-no-rows"
        return
    new = done.data.decode()
    tree = chunks_of("a.yaml", new).tree.data
    assert isinstance(tree, dict)
    found = list(entries(tree))
    key = "term" if topic == "glossary" else "id"
    assert [wanted or item[key] for wanted, item in zip(plan["rows"], found, strict=True)] == [e[key] for e in found]
    label = {"timeline": "label", "glossary": "definition", "questions": "kind"}[topic]
    assert [item.get(label, "teacher" if label == "kind" else "") for item in found] == [
        cell or ("teacher" if label == "kind" else "") for cell in plan["labels"]
    ]
    old = items(topic, text.encode())
    now = items(topic, done.data)
    for id_ in plan["rows"]:
        if id_ in old and id_ not in plan.get("changed", ()):
            assert now[id_].removesuffix("\n") == old[id_].removesuffix("\n")
    # Comments between items are hers, whatever becomes of the items.
    for line in text.split("\n"):
        if line.lstrip().startswith("# ") and "early that year" not in line:
            assert line.strip() in [other.strip() for other in new.split("\n")]


def entries(tree: dict[str, Any]) -> Iterator[Any]:
    yield from tree.get("events") or ()
    yield from tree.get("entries") or ()
    for section in tree.get("sections") or ():
        yield from section.get("items") or ()


def test_new_rows_get_ids_and_are_hers() -> None:
    sentence = "The war ended in 1945."
    change = both(
        append(date="1945", date_as_printed="1945", event="End", sentence=sentence),
        append(id="own-1", date="1945", date_as_printed="1945", event="End", sentence=sentence),
        append(date="1945", date_as_printed="1945", event="End", sentence=sentence),
    )
    done = through("timeline", OWN["timeline"], change)
    file = load(SourceText("a", done.data.decode()), files.TimelineFile)
    assert [event.id for event in file.events[3:]] == ["own-2", "own-1", "own-3"]
    assert {event.rule for event in file.events[3:]} == {"teacher"}
    assert (done.counts.added, done.counts.unchanged) == (3, 3)


def test_a_new_row_goes_to_the_part_above_it_and_a_new_number_is_a_new_part() -> None:
    change = both(
        append(task="Where?", answer="There."),
        append(part="9", kind_of_part="gap-fill", word_box_1="war"),
        append(answer="war", after_the_gap=" ended."),
    )
    done = through("questions", OWN["questions"], change)
    sections, _, _ = read(done.data)
    assert [(s.kind, len(s.items)) for s in sections[-2:]] == [("short_answer", 2), ("cloze", 1)]
    assert sections[-1].bank == ("war",)
    assert done.data.startswith(OWN["questions"].encode())


def test_an_item_moves_to_another_part_of_its_kind() -> None:
    change = both(
        append(part="6", kind_of_part="gap-fill", word_box_1="pact"),
        put(5, "part", "6"),
    )
    done = through("questions", OWN["questions"], change)
    sections, _, _ = read(done.data)
    assert [[item.id for item in s.items] for s in sections] == [["q1", "q2"], ["c1"], ["m1"], ["o1"], ["s1"], ["c2"]]
    assert (done.counts.removed, done.counts.changed) == (0, 1)


def test_a_part_without_rows_is_deleted_and_a_sheet_that_is_gone_deletes_nothing() -> None:
    def only_first(sheets: Sheets) -> None:
        del sheets[""][3:]

    done = through("questions", OWN["questions"], only_first)
    assert [s.kind for s in read(done.data)[0]] == ["multiple_choice"]
    assert done.counts.removed == 5

    def without_matching(sheets: Sheets) -> None:
        del sheets["Matching"]

    assert through("questions", OWN["questions"], without_matching, "t.xlsx").counts.nothing


def read(data: bytes) -> tuple[Any, bool, Any]:
    found = read_questions(SourceText("questions.yaml", data.decode()), essay())
    return found.content, found.checked, found.diagnostics


def test_columns_may_go_and_stand_in_any_order_and_language() -> None:
    def change(sheets: Sheets) -> None:
        rows = sheets[""]
        keep = [rows[0].index("event"), rows[0].index("id")]
        sheets[""] = [[row[at] for at in keep] for row in rows]
        sheets[""][0] = [" PERISTIWA", "ID "]
        sheets[""][1][0] = "Changed"

    done = through("timeline", OWN["timeline"], change)
    assert done.counts.changed == 1
    assert "label: Changed\n    sentence: They signed" in done.data.decode()


def test_numbers_and_dates_that_a_program_made_of_texts() -> None:
    from datetime import datetime

    change = both(
        put(1, "date", datetime(1939, 8, 24), "Timeline"),
        put(2, "event", 1941.0, "Timeline"),
        put(3, "date", 1946, "Timeline"),
        put(3, "approved", False, "Timeline"),
    )
    new = through("timeline", OWN["timeline"], change, "t.xlsx").data.decode()
    assert "date: 1939-08-24" in new and "label: 1941\n" in new and "date: 1946" in new and "approved: false" in new


def wrong(topic: Topic, change: Callable[[Sheets], None], name: str = "table.csv") -> list[tuple[str, str]]:
    with pytest.raises(ContentError) as caught:
        through(topic, OWN[topic], change, name)
    return [(d.code, str(d.location)) for d in caught.value.diagnostics]


def test_all_findings_are_told_at_their_cells() -> None:
    change = both(
        put(1, "date", "23 August 1939"),
        put(1, "print", "maybe"),
        put(2, "event", ""),
        put(2, "date", "1941; from=1941; colour=red"),
        put(3, "id", "event-1.1"),
        put(3, "sentence: which one", "two"),
    )
    assert wrong("timeline", change) == [
        ("table-wrong-value", "table.csv:2:8"),
        ("table-wrong-value", "table.csv:3:2"),
        ("table-date-notation", "table.csv:3:2"),
        ("table-missing-value", "table.csv:3:4"),
        ("table-same-id", "table.csv:4:1"),
        ("table-wrong-type", "table.csv:4:6"),
    ]
    assert wrong("timeline", put(1, "date", "23 August 1939")) == [("table-wrong-value", "table.csv:2:2")]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (put(1, "right option", "D"), [("table-wrong-value", "right option")]),
        (put(1, "option B", ""), [("table-missing-value", "option B")]),
        (both(put(2, "option A", ""), put(2, "option A: sentence", "")), [("table-gap", "option A")]),
        (put(1, "task", "Why?"), [("table-not-for-kind", "task")]),
        (put(1, "word box 1", "war"), [("table-word-box", "word box 1")]),
        (put(4, "kind of part", "matching"), [("table-part-kind", "kind of part")]),
        (put(4, "kind of part", "crossword"), [("table-wrong-value", "kind of part")]),
        (put(8, "part", "five"), [("table-wrong-value", "part")]),
        (put(8, "part", "9"), []),
        (both(put(8, "part", "9"), put(8, "kind of part", "")), [("table-missing-value", "kind of part")]),
        (put(1, "part", ""), [("table-missing-value", "part")]),
        (append(part="2", word_box_1="x"), [("table-part-twice", "part")]),
        (put(7, "printed order", "2 2"), [("table-wrong-value", "printed order")]),
        (put(6, "pair 2: sentence", ""), [("table-missing-value", "pair 2: sentence")]),
    ],
)
def test_what_is_wrong_with_questions(change: Callable[[Sheets], None], found: list[tuple[str, str]]) -> None:
    if not found:
        assert through("questions", OWN["questions"], change).counts.changed == 1
        return
    with pytest.raises(ContentError) as caught:
        through("questions", OWN["questions"], change)
    cells = [str(d.data["cell"]).partition(" (")[2].removesuffix(")") for d in caught.value.diagnostics]
    assert list(zip([d.code for d in caught.value.diagnostics], cells, strict=True)) == found


def test_columns_that_are_wrong() -> None:
    assert wrong("timeline", put(1, "sentense", "x")) == [("table-unknown-column", "table.csv:1:11")]
    assert through("timeline", OWN["timeline"], put(0, "my notes", "my notes")).counts.nothing
    assert wrong("timeline", put(0, "", "peristiwa")) == [("table-column-twice", "table.csv:1:11")]
    assert wrong("timeline", both(put(0, "x", ""), put(2, "", "lost"))) == [("table-no-header", "table.csv:3:11")]
    assert wrong("timeline", put(0, "id", "")) == [
        ("table-missing-column", "table.csv:1"),
        ("table-no-header", "table.csv:2:1"),
    ]
    assert wrong("timeline", lambda sheets: sheets[""].__delitem__(slice(1, None))) == [("table-no-rows", "table.csv")]
    assert wrong("glossary", lambda sheets: sheets[""].pop(0)) == [("table-no-columns", "table.csv:1")]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("written", "read"), [(one, two) for one in TOPICS for two in TOPICS if one != two])
def test_the_table_of_another_draft_is_told_as_such(written: Topic, read: Topic, language: str, name: str) -> None:
    table = export_table(written, (f"{written}.yaml", OWN[written].encode()), name, language)[0]
    with pytest.raises(ContentError) as caught:
        import_table(read, (f"{read}.yaml", OWN[read].encode()), (name, table), essay(), language)
    assert [(d.code, d.data["topic"], str(d.location)) for d in caught.value.diagnostics] == [
        ("table-other-topic", written, name)
    ]


def test_a_column_that_new_rows_need_is_told_once() -> None:
    def without_events(sheets: Sheets) -> None:
        rows = sheets[""]
        at = rows[0].index("event")
        for row in rows:
            del row[at]
        rows += [["", *rows[1][1:]], ["", *rows[2][1:]]]

    with pytest.raises(ContentError) as caught:
        through("timeline", OWN["timeline"], without_events)
    assert [(d.code, str(d.location), dict(d.data)) for d in caught.value.diagnostics] == [
        ("table-column-needed", "table.csv:1", {"head": "event", "row": "5"})
    ]


@pytest.mark.parametrize(
    ("head", "value", "code"),
    [
        ("event", True, "table-not-text"),
        ("event", 3.5, "table-not-text"),
        ("event", 12345678901234567890, "table-not-text"),
        ("print", 7, "table-wrong-value"),
    ],
)
def test_cells_that_are_no_text(head: str, value: Any, code: str) -> None:
    assert wrong("timeline", put(1, head, value, "Timeline"), "t.xlsx")[0][0] == code


def test_a_draft_without_lines_of_its_own_is_exported_but_not_edited() -> None:
    text = "format: 1\nentries: [{term: a, definition: b}, {term: c}]\n"
    assert through("glossary", text, nothing).data == text.encode()
    with pytest.raises(ContentError) as caught:
        through("glossary", text, put(1, "meaning", "new"))
    assert caught.value.diagnostics[0].code == "draft-layout"


def test_a_sentence_that_the_essay_does_not_have_is_told_at_its_cell() -> None:
    done = through("timeline", OWN["timeline"], put(1, "sentence", "They signed in August 1939."))
    assert [(d.code, str(d.location)) for d in done.diagnostics] == [("draft-sentence-gone", "table.csv:2:5")]


@pytest.mark.parametrize(
    ("before", "after", "remade"),
    [
        ("September 1939", "09/01/39", True),
        ("23 August 1939", "23-Aug-39", True),
        ("23 Agustus 1939", "1939-08-23", True),
        ("Mei 1945", "May-45", True),
        ("010", "10", True),
        ("1941", "1941.0", True),
        ("1e3", "1000", True),
        ("1941", "1942", False),
        ("1939-08-23", "1939-08-24", False),
        ("early 1941", "late 1941", False),
        ("September 1939", "September 1940", False),
        ("the pact", "09/01/39", False),
        ("", "09/01/39", False),
    ],
)
def test_what_a_program_made_of_a_text(before: str, after: str, remade: bool) -> None:
    assert is_remade(before, after) is remade


def test_cells_that_a_program_seems_to_have_changed_are_named() -> None:
    done = through("timeline", OWN["timeline"], put(1, "date as printed", "23/08/1939"))
    assert [(d.code, d.severity, str(d.location)) for d in done.diagnostics] == [
        ("table-remade", "warning", "table.csv:2:3")
    ]


def test_the_new_file_must_hold_what_the_table_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "apply", lambda chunks, parts: chunks)
    with pytest.raises(RuntimeError):
        through("timeline", OWN["timeline"], put(1, "event", "other"))


def test_csv_delimiters_are_told_by_the_header() -> None:
    draft = ("timeline.yaml", OWN["timeline"].encode())
    table = export_table("timeline", draft, "t.csv", "en")[0].decode("utf-8-sig")
    assert table.startswith("id,date,")
    assert export_table("timeline", draft, "t.csv", "id")[0].startswith(b"\xef\xbb\xbfid;tanggal;")
    rows = opened(table.encode(), "t.csv")
    for data in (saved(rows, "t.csv"), saved(rows, "t.csv").decode().encode("utf-16")):
        assert import_table("timeline", draft, ("t.csv", data), essay(), "en").counts.nothing
