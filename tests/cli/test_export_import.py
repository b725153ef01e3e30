"""Export and import as a teacher meets them, in both languages: files, words, exit codes; nothing lost on errors."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from support import ESSAYS, INTERFACES, LESSONS, ROOT, cli, files

from handouts.lessons.spreadsheet import exchange
from handouts.pipeline import places

TOPICS = ("questions", "timeline", "glossary")
SUFFIXES = ("xlsx", "csv")
HEADS = {"en": ("event", "term", "meaning"), "id": ("peristiwa", "istilah", "arti")}


@pytest.fixture
def drafted(lesson: Path) -> Path:
    """A lesson folder with its drafts."""
    assert cli("draft", lesson).code == 0
    return lesson


def rewrite(path: Path, change: Callable[[list[list[str]]], None]) -> None:
    text = path.read_text(encoding="utf-8-sig")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    change(rows)
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


@pytest.mark.sliced(6)
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("lang", INTERFACES)
def test_out_and_back_changes_nothing(lang: str, topic: str, suffix: str, drafted: Path, tmp_path: Path) -> None:
    before = files(drafted)
    table = tmp_path / "out" / f"t.{suffix}"
    ran = cli("export", drafted, topic, table, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert str(table) in ran.out.splitlines()[0] and "handouts import" in ran.out.splitlines()[1]
    ran = cli("import", drafted, topic, table, lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert {"en": "Nothing to change", "id": "Tidak ada yang perlu diubah"}[lang] in ran.out
    assert files(drafted) == before


@pytest.mark.parametrize("lang", INTERFACES)
def test_changes_are_written_counted_and_printed(lang: str, drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "glossary.csv"
    assert cli("export", drafted, "glossary", table, lang=lang).code == 0

    def change(rows: list[list[str]]) -> None:
        meaning = rows[0].index("meaning")
        rows[1][meaning] = "=1+1; or so"
        del rows[2]
        rows.append(["wing", *[""] * (len(rows[0]) - 1)])

    rewrite(table, change)
    count = len((drafted / "glossary.yaml").read_text().split("- term:")) - 1
    ran = cli("import", drafted, "glossary", table, lang=lang)
    assert ran.code == 0, ran.err
    words = {
        "en": f"changed: 1, added: 1, deleted: 1, unchanged: {count - 2}",
        "id": f"diubah: 1, ditambah: 1, dihapus: 1, tetap: {count - 2}",
    }
    assert words[lang] in ran.out
    text = (drafted / "glossary.yaml").read_text()
    assert "definition: '=1+1; or so'\n" in text and "- term: wing\n" in text
    assert cli("show", "glossary", drafted).code == 0


def test_a_drafts_state_is_what_a_table_says(drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    assert cli("export", drafted, "timeline", table).code == 0
    book = load_workbook(table)
    sheet: Any = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, heads.index("approved") + 1, "yes")
    book.save(table)
    ran = cli("import", drafted, "timeline", table)
    assert ran.code == 0, ran.err
    text = (drafted / "timeline.yaml").read_text()
    assert text.count("    approved: true\n") == text.count("- id:")


@pytest.mark.parametrize("language", LESSONS)
def test_headers_and_words_are_those_of_the_lesson(language: str, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    assert cli("export", LESSONS[language], "glossary", table, cwd=tmp_path).code == 0
    book = load_workbook(table)
    assert book.sheetnames == {"en": ["Glossary", "Read me"], "id": ["Glosarium", "Petunjuk"]}[language]
    assert [cell.value for cell in book.worksheets[0][1]][:2] == list(HEADS[language][1:])


def test_a_workbook_is_ready_for_work(drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    assert cli("export", drafted, "questions", table).code == 0
    first = table.read_bytes()
    assert cli("export", drafted, "questions", table, "--force").code == 0
    assert table.read_bytes() == first
    with zipfile.ZipFile(table) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
    book = load_workbook(table)
    for sheet in book.worksheets[:-1]:
        heads = [cell.value for cell in sheet[1]]
        assert sheet.freeze_panes == "D2" and heads[:3] == ["part", "kind of part", "id"]
        assert all(cell.font.bold for cell in sheet[1])
        assert all(cell.number_format == "@" for row in sheet.iter_rows() for cell in row)
        assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value is not None)
        rules = {str(rule.sqref).partition("2:")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
        assert rules["B"].startswith('"multiple choice,gap-fill,')
    explained = {cell.value for cell in book["Read me"]["A"]}
    assert {"pair 1, 2, …: left", "task", "points"} <= explained


def test_texts_that_a_program_would_run_are_not_run(drafted: Path, tmp_path: Path) -> None:
    path = drafted / "glossary.yaml"
    text = path.read_text().replace("definition: ", "definition: '=HYPERLINK(\"http://example.org\")' #", 1)
    path.write_text(text)
    assert cli("export", drafted, "glossary", tmp_path / "t.csv").code == 0
    assert "\"'=HYPERLINK(" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    assert cli("export", drafted, "glossary", tmp_path / "t.xlsx").code == 0
    cell: Any = load_workbook(tmp_path / "t.xlsx").worksheets[0]["B2"]
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == ('=HYPERLINK("http://example.org")', "s", True)
    for suffix in SUFFIXES:
        assert "Nothing to change" in cli("import", drafted, "glossary", tmp_path / f"t.{suffix}").out


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_table_is_never_overwritten_without_force(lang: str, drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("mine", encoding="utf-8")
    ran = cli("export", drafted, "glossary", table, lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert "[table-exists]" in ran.err and "--force" in ran.err
    assert table.read_text(encoding="utf-8") == "mine"
    assert cli("export", drafted, "glossary", table, "--force", lang=lang).code == 0
    assert table.read_text(encoding="utf-8-sig") != "mine"


@pytest.mark.sliced(3)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("export", "{lesson}", "timeline", "t.ods"), 2, "table-suffix"),
        (("import", "{lesson}", "timeline", "t"), 2, "table-suffix"),
        (("import", "{lesson}", "timeline", "missing.csv"), 3, "source-missing"),
        (("import", "{lesson}", "timeline", "missing.xlsx"), 3, "source-missing"),
        (("import", "{lesson}", "timeline", "folder.csv"), 3, "source-folder"),
        (("export", "{lesson}", "timeline", "folder.csv", "--force"), 5, "store-is-a-folder"),
        (("import", "{lesson}", "glossary", "t.csv", "--encoding", "klingon"), 2, "table-encoding-unknown"),
        (("import", "{lesson}", "glossary", "cp1252.csv"), 3, "table-encoding"),
        (("import", "{lesson}", "glossary", "t.xlsx"), 3, "archive-damaged"),
        (("import", "{lesson}", "timeline", "t.csv"), 3, "table-other-topic"),
        (("import", "{lesson}", "timeline", "none.csv"), 3, "table-no-columns"),
        (("export", str(ESSAYS / "flight-en.txt"), "timeline", "x.csv"), 2, "draft-needs-folder"),
        (("export", "{lesson}", "words", "x.csv"), 2, "--help"),
        (("export", "{lesson}", "words"), 2, "--help"),
        (("export", "nowhere", "timeline", "x.csv"), 2, "source-not-found"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_wrong_calls_and_files(
    args: tuple[str, ...], code: int, word: str, lang: str, drafted: Path, tmp_path: Path
) -> None:
    here = tmp_path / "here"
    (here / "folder.csv").mkdir(parents=True)
    (here / "t.csv").write_text("term;meaning\nglider;x\n", encoding="utf-8")
    (here / "none.csv").write_text("colour;size\nred;x\n", encoding="utf-8")
    (here / "t.xlsx").write_text("no workbook", encoding="utf-8")
    (here / "cp1252.csv").write_bytes("term;meaning\ncafé;x\n".encode("cp1252"))
    before = (files(drafted), files(here))
    ran = cli(*(arg.replace("{lesson}", str(drafted)) for arg in args), lang=lang, cwd=here)
    assert (ran.code, ran.out) == (code, "")
    assert word in ran.err and "Traceback" not in ran.err
    assert (files(drafted), files(here)) == before


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_lesson_without_drafts_is_told_how_to_make_them(lang: str, lesson: Path, tmp_path: Path) -> None:
    for args in (
        ("export", lesson, "timeline", tmp_path / "t.csv"),
        ("import", lesson, "timeline", tmp_path / "t.csv"),
    ):
        ran = cli(*args, lang=lang)
        assert (ran.code, ran.out) == (2, "")
        assert "[table-no-draft]" in ran.err and f"handouts draft {lesson}" in ran.err


def test_samples_inside_the_installed_tool_are_not_changed(
    drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "t.csv"
    assert cli("export", drafted, "glossary", table).code == 0
    monkeypatch.setattr("handouts.pipeline.spreadsheet.is_bundled", lambda path: True)
    assert places.is_bundled(ROOT) is False
    before = files(drafted)
    ran = cli("import", drafted, "glossary", table)
    assert (ran.code, ran.out) == (2, "")
    assert "[draft-needs-folder]" in ran.err
    assert files(drafted) == before


@pytest.mark.parametrize("lang", INTERFACES)
def test_all_findings_at_once_and_nothing_written(lang: str, drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    assert cli("export", drafted, "timeline", table).code == 0

    def spoil(rows: list[list[str]]) -> None:
        rows[1][rows[0].index("date")] = "25 July 1909"
        rows[2][rows[0].index("event")] = ""
        rows[3][0] = rows[2][0]

    rewrite(table, spoil)
    before = files(drafted)
    ran = cli("import", drafted, "timeline", table, lang=lang)
    assert (ran.code, ran.out) == (3, "")
    found = [line for line in ran.err.splitlines() if line.startswith(str(table))]
    assert [line.rpartition("[")[2] for line in found] == ["table-missing-value]", "table-same-id]"]
    assert f"{table}:3:4: " in found[0] and "D3 (event)" in found[0]
    assert files(drafted) == before

    rewrite(table, lambda rows: rows.__setitem__(slice(2, 4), []))
    ran = cli("import", drafted, "timeline", table, lang=lang)
    assert (ran.code, "B2 (date)" in ran.err, "[table-wrong-value]" in ran.err) == (3, True, True)


def test_a_formula_is_told_with_its_sheet_and_cell(drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    assert cli("export", drafted, "timeline", table).code == 0
    book = load_workbook(table)
    book.worksheets[0]["D2"] = "=A1&A2"
    book.worksheets[0].merge_cells("E2:E3")
    book.create_sheet("Notes").append(["something else"])
    book.save(table)
    ran = cli("import", drafted, "timeline", table)
    assert ran.code == 3
    assert f"{table}[Timeline]:2:4: error: D2 (event) holds a formula: =A1&A2 [table-formula]" in ran.err
    assert "E2:E3 are merged. [table-merged]" in ran.err


def test_sheets_that_were_not_read_are_named(drafted: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.xlsx"
    assert cli("export", drafted, "timeline", table).code == 0
    book = load_workbook(table)
    book.create_sheet("Notes").append(["something else"])
    book.save(table)
    ran = cli("import", drafted, "timeline", table)
    assert (ran.code, "[table-sheet-skipped]" in ran.err, "Read me" in ran.err) == (0, True, False)


def test_a_draft_that_is_saved_meanwhile_is_left(
    drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "t.csv"
    assert cli("export", drafted, "glossary", table).code == 0
    rewrite(table, lambda rows: rows.pop())
    draft = drafted / "glossary.yaml"

    def save(*args: Any) -> Any:
        draft.write_text(draft.read_text() + "# saved just now\n")
        return exchange.import_table(*args)

    monkeypatch.setattr("handouts.pipeline.spreadsheet.import_table", save)
    ran = cli("import", drafted, "glossary", table)
    assert (ran.code, "[draft-changed-meanwhile]" in ran.err) == (5, True)
    assert draft.read_text().endswith("# saved just now\n")


def test_a_full_disk_leaves_the_draft_as_it_was(drafted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "t.csv"
    assert cli("export", drafted, "glossary", table).code == 0
    rewrite(table, lambda rows: rows.pop())
    before = files(drafted)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert cli("import", drafted, "glossary", table).code == 5
    assert cli("export", drafted, "glossary", tmp_path / "new.csv").code == 5
    assert files(drafted) == before and not (tmp_path / "new.csv").exists()
