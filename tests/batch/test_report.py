"""The report of a batch: its numbers, its three forms, and no pupil in any of them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from batch_reports import PUPIL, ended, result
from support import INTERFACES
from support_pdf import pages, sizes

from handouts import templating
from handouts.batch.findings import impersonal
from handouts.batch.report import batch_facts, report_json, report_text, write_report
from handouts.batch.report_sheets import office_paper, office_printer, school_pdf
from handouts.batch.tally import class_names, tally
from handouts.diagnostics import Location, problem, warning
from handouts.materials.batch_view import batch_report
from handouts.model.batch_sheets import BatchReportSheet
from handouts.model.imposition import PLAIN, Scheme

AGAIN = "handouts batch PLAN.yaml --keep-going"


def sheet(language: str = "en", complete: bool = False) -> BatchReportSheet:
    report, plan = ended(complete)
    return batch_report(batch_facts(report, plan, language, AGAIN))


def text_of(data: bytes) -> str:
    return " ".join(" ".join(pages(data)).replace("\u00a0", " ").split())


def test_the_numbers_of_schools_add_up() -> None:
    made = sheet()
    rows = {row.name: row for row in made.schools}
    first = rows["SMA Contoh 01"]
    assert (first.packs, first.made, first.kept, first.failed, first.left) == ("3", "1", "1", "1", "0")
    assert (first.pupils, first.pages, first.sheets, first.reams) == ("632", "2,528", "1,264", "2.6")
    assert rows["SMA Contoh 02"].left == "2"
    total = made.total
    assert (total.packs, total.made, total.kept, total.failed, total.left) == ("7", "3", "1", "1", "2")
    assert (total.pupils, total.pages, total.sheets) == ("648", "2,592", "1,296")
    assert [(row.paper, row.sheets, row.reams) for row in made.papers] == [
        ("F4 (215 × 330 mm)", "1,294", "2.6"),
        ("A4 (210 × 297 mm)", "2", "0.1"),
    ]
    assert [(one.school, one.pack) for one in made.failed] == [("SMA Contoh 01", "aliansi: X-C")]
    assert made.failed[0].findings[0].remedy.startswith("Allowed: support, core")
    assert [(one.school, one.packs) for one in made.left] == [("SMA Contoh 02", "aliansi: X-D, X-E")]


def test_a_batch_that_is_complete_has_nothing_to_go_on_with() -> None:
    done = sheet(complete=True)
    assert (done.complete, done.again, done.failed, done.left, done.stopped) == (True, "", (), (), ())
    assert "all packs of the plan are there (4)" in done.outcome
    open_ = sheet()
    assert (open_.complete, open_.again) == (False, AGAIN)
    assert "of 7 packs 4 are there, 1 failed, 2 were not begun" in open_.outcome


@pytest.mark.parametrize("language", INTERFACES)
def test_the_printed_report_says_what_the_text_says(language: str, tmp_path: Path) -> None:
    report, plan = ended()
    facts = batch_facts(report, plan, language, AGAIN)
    paths = write_report(tmp_path, report, plan, facts)
    assert [path.name for path in paths] == ["report.txt", "report.json", "report.pdf"]
    data = paths[2].read_bytes()
    printed, told = text_of(data), paths[0].read_text(encoding="utf-8")
    assert told == report_text(facts)
    shared = [AGAIN, "sma-01/x-c.csv:4:3", "SMA Contoh 01", "SMP Teladan & Rekan <2>", "aliansi: X-C", "packs-keys"]
    shared += [facts.failed[0].findings[0].message, facts.stopped[0].remedy, "aliansi: X-D, X-E"]
    shared += ["1 jam 2 menit" if language == "id" else "1 h 2 min", "1.296" if language == "id" else "1,296"]
    for words in shared:
        assert words in " ".join(told.split()), words
        assert "".join(words.split()) in "".join(printed.split()), words
    assert sizes(data)[0] == (210.0, 297.0)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize("language", INTERFACES)
def test_no_form_of_the_report_names_a_pupil(language: str, tmp_path: Path) -> None:
    report, plan = ended()
    for path in write_report(tmp_path, report, plan, batch_facts(report, plan, language, AGAIN)):
        data = path.read_bytes()
        text = text_of(data) if path.suffix == ".pdf" else data.decode("utf-8")
        assert "Rahasia" in PUPIL and "Rahasia" not in text, path.name


def test_only_words_of_class_lists_are_left_out() -> None:
    class_twice = problem("roster-class-twice", Location("x.csv", 2), name="X-A", first="y.csv:2")
    assert impersonal(class_twice) == class_twice
    of_plan = problem("batch-rombel-unknown", Location("P.xlsx", 3), name="X-A", suggestion="X-B", known="X-B")
    assert impersonal(of_plan) == of_plan
    of_lesson = problem("label-unknown", Location("lesson.yaml", 3), key="x", code="id", suggestion="")
    assert impersonal(of_lesson) == of_lesson
    of_table = problem("theme-not-found", Location("PLAN.xlsx[Rencana]", 3, 2), name="dinass", known="", search="")
    assert impersonal(of_table) == of_table
    glyph = problem("check-glyph", None, character="\u0645", names="MEEM", context=PUPIL, font="-")
    assert set(impersonal(glyph).data.values()) == {"…", "-"}


def test_json_holds_all_and_is_the_same_but_for_the_time() -> None:
    report, plan = ended()
    facts = batch_facts(report, plan, "en", AGAIN)
    data = json.loads(report_json(report, facts, plan))
    assert (data["format"], data["complete"], data["again"], data["seconds"]) == (1, False, AGAIN, 3723.4)
    assert [data[key] for key in ("made", "kept", "failed", "left", "pupils", "pages", "sheets", "reams")] == [
        3, 1, 1, 2, 648, 2592, 1296, 2.7,
    ]  # fmt: skip
    assert data["papers"][1] == {"paper": "A4", "size_mm": [210.0, 297.0], "sheets": 2, "reams": 0.1}
    packs = {pack["id"]: pack for school in data["schools"] for pack in school["packs"]}
    assert [pack["state"] for pack in packs.values()] == ["made", "kept", "failed", "made", "left", "left", "made"]
    wrong = packs["00300001/aliansi/x-c"]["problems"][0]
    assert (wrong["code"], wrong["place"]) == ("roster-word", "sma-01/x-c.csv:4:3")
    later = replace(report, seconds=1)
    again = json.loads(report_json(later, batch_facts(later, plan, "en", AGAIN), plan))
    assert {k: v for k, v in again.items() if k != "seconds"} == {k: v for k, v in data.items() if k != "seconds"}


def test_paper_of_the_report_is_that_of_the_plan_where_it_fits() -> None:
    _, plan = ended()
    assert office_paper(plan).name == "A4"
    for asked, got in (("F4", "F4"), ("A5", "A4"), ("A3", "A4")):
        jobs = tuple(replace(job, paper=asked) for job in plan.jobs)
        assert office_paper(replace(plan, jobs=jobs)).name == got


def test_a_path_that_no_font_can_print_does_not_cost_the_report(tmp_path: Path) -> None:
    report, plan = ended()
    odd = replace(report, out="packs-\U00013000", keys="k{{ x }}<b>&amp;")
    data = write_report(tmp_path, odd, plan, batch_facts(odd, plan, "en", AGAIN))[2].read_bytes()
    assert "packs-[…]" in text_of(data) and "k{{ x }}<b>&amp;" in text_of(data)


def test_a_long_report_is_whole(tmp_path: Path) -> None:
    report, plan = ended()
    broken = tuple(
        replace(report.results[2], id=f"00300001/aliansi/y-{n}") for n in range(120)
    )  # of which none is in the plan
    long = replace(report, results=(*report.results, *broken))
    data = write_report(tmp_path, long, plan, batch_facts(long, plan, "id", AGAIN))[2].read_bytes()
    assert len(pages(data)) > 5
    assert "aliansi: y-119" in text_of(data)


def test_doubts_are_told_once_and_not_without_end() -> None:
    report, plan = ended()
    doubts = tuple(warning("sheet-answered", Location("essay.md", n), sheet="a", files="b") for n in range(1, 70))
    twice = tuple(replace(one, remarks=doubts) if one.state == "made" else one for one in report.results)
    facts = batch_facts(replace(report, results=twice), plan, "en", AGAIN)
    assert len(facts.remarks) == 70
    assert "essay.md:49" in report_text(facts) and "essay.md:50:" not in report_text(facts)
    assert "and 20 more" in report_text(facts)
    assert [one.message for one in batch_report(facts).remarks][-1].startswith("… and 58 more")


def test_the_sheet_of_a_school_has_every_job_of_its_classes() -> None:
    report, plan = ended()
    own = tuple(r for r in report.results if r.id.startswith("00300001/"))
    one = tally(report.schools[0], own, (), class_names(plan))
    printer = office_printer("id", templating.paper("F4"))
    text = text_of(school_pdf(plan.name, one, {PLAIN}, "packs-keys/00300001", printer))
    for words in ("Semua cetakan untuk SMA Contoh 01", "X-A", "600 × 2 lembar", "32 × 2 lembar", "1.264"):
        assert words in text
    assert "aliansi/x-c: belum dibuat." in text and "Jumlah siswa" in text and "{" not in text
    assert "aliansi/pupils/x-a.pdf" in text.replace(" ", "") and "packs-keys/00300001" in text
    folded = text_of(school_pdf(plan.name, one, {Scheme("booklet", signature=4)}, "k", printer))
    assert "Lipatlah setiap lembar di tengah sendiri-sendiri" in folded
    mixed = text_of(school_pdf(plan.name, one, {PLAIN, Scheme("booklet")}, "k", printer))
    assert "lembar penggandaan tiap kelas" in mixed and "lembar penggandaan tiap kelas" not in text


def test_a_school_without_files_has_zeros() -> None:
    report, plan = ended()
    nothing = replace(report, results=(), left=tuple(job.id for job in plan.jobs), stopped=())
    made = batch_report(batch_facts(nothing, plan, "en", AGAIN))
    assert (made.total.sheets, made.total.reams, made.total.left, made.papers) == ("0", "0.0", "7", ())
    assert result("a/b/c", 2).files[1].job is not None
