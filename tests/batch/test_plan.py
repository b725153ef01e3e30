"""What a plan comes to: jobs in order, their places, contents and keys; what fails alone; what tables ask for."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from batch_plans import write_district
from openpyxl import Workbook
from support import ROOT

from handouts.batch.plan import BatchOptions, plan_batch
from handouts.errors import ContentError
from handouts.languages import batch_words
from handouts.lessons.batch_file import BatchFile, Choices, DefaultsFile, JobFile, RowFile, SchoolChoices, SchoolEntry
from handouts.model.batch import BatchJob, BatchPlan
from handouts.model.imposition import Scheme

PLAN = """
defaults:
  paper: F4
  lessons: lessons/[ab]*
  pack: {versions: 2, spares: 1, levels: {support: {print: large-18}}}
schools:
  - {name: One, kop: one, classes: 'one/x-[ab].csv'}
  - name: Two
    npsn: "00300002"
    classes: two/all.csv
    rombel: x a
    pack: {imposition: booklet, levels: {challenge: {sheets: worksheet}}}
    jobs:
      - {lesson: lessons/alpha, rombel: X-C, paper: A4, pack: {versions: 4, imposition: 2-up}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_district(tmp_path / "district")


def planned(folder: Path, text: str, *, keep_going: bool = False) -> BatchPlan:
    (folder / "PLAN.yaml").write_text(f"format: 1\n{text}", encoding="utf-8")
    return plan_batch(BatchOptions(folder / "PLAN.yaml", keep_going=keep_going))


def by_id(plan: BatchPlan) -> dict[str, BatchJob]:
    return {job.id: job for job in plan.jobs}


def test_jobs_go_school_by_school_lesson_by_lesson_class_by_class(folder: Path) -> None:
    plan = planned(folder, PLAN)
    assert [job.id for job in plan.jobs] == [
        "00300002/alpha/x-a",
        "00300002/alpha/x-c",
        "00300002/beta/x-a",
        "one/alpha/x-a",
        "one/alpha/x-b",
        "one/beta/x-a",
        "one/beta/x-b",
    ]
    assert [(one.slug, one.name, one.npsn) for one in plan.schools] == [
        ("00300002", "Two", "00300002"),
        ("one", "One", ""),
    ]
    assert (plan.name, plan.out, plan.keys) == ("PLAN", str(folder / "output/plan"), str(folder / "output/plan-keys"))
    digests = [job.content.digest for job in plan.jobs]
    assert len(dict.fromkeys(digests)) == 4
    assert digests == sorted(digests, key=digests.index)  # equal contents are neighbours


def test_what_is_nearer_goes_first(folder: Path) -> None:
    jobs = by_id(planned(folder, PLAN))
    usual, school, job = jobs["one/alpha/x-a"], jobs["00300002/alpha/x-a"], jobs["00300002/alpha/x-c"]
    assert (usual.plan.versions, usual.plan.spares, usual.plan.scheme, usual.paper) == (2, 1, Scheme(), "F4")
    assert (school.plan.versions, school.plan.spares, school.plan.scheme) == (2, 1, Scheme("booklet"))
    assert [one.level for one in school.plan.levels] == ["support", "challenge"]
    assert (job.plan.versions, job.plan.spares, job.plan.scheme, job.paper) == (4, 1, Scheme("2-up"), "A4")


def test_a_plan_that_is_named_takes_the_place_of_those_above_it(folder: Path) -> None:
    (folder / "lessons/beta/pack.yaml").write_text("format: 1\nspares: 9\nteacher-copies: 1\nclasses: gone.csv\n")
    text = """
defaults: {lessons: [lessons/alpha, lessons/beta], pack: {versions: 2}}
schools:
  - {name: One, classes: one/x-a.csv}
  - {name: Two, classes: one/x-a.csv, plan: pack.yaml, pack: {spares: 0}}
"""
    found = {
        key: (job.plan.versions, job.plan.spares, job.plan.teacher_copies)
        for key, job in by_id(planned(folder, text)).items()
    }
    assert found == {
        "one/alpha/x-a": (2, 0, 0),
        "one/beta/x-a": (2, 9, 1),
        "two/alpha/x-a": (3, 0, 0),
        "two/beta/x-a": (3, 0, 0),
    }


def test_keys_say_what_packs_are_made_of_and_not_where_it_lies(folder: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(folder, tmp_path / "elsewhere")
    before = {job.id: job.key for job in planned(folder, PLAN).jobs}
    assert {job.id: job.key for job in planned(moved, PLAN).jobs} == before
    assert len(set(before.values())) == len(before)
    (moved / "one/x-b.csv").write_text("Nama,Kelas\nSiswa 03,X-B\nSiswa 99,X-B\n")
    (moved / "lessons/beta/essay.md").write_text("Another treaty was signed in 1942.\n")
    after = {job.id: job.key for job in planned(moved, PLAN).jobs}
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {key for key in before if "/beta/" in key or key.endswith("x-b")}


def test_the_content_holds_the_school_and_the_strange_theme_and_no_locks(folder: Path) -> None:
    theme = folder / "templates/dinas/theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("format: 1\nname: dinas\nbased-on: primary\n")
    (folder / "lessons/alpha/locks").mkdir()
    (folder / "lessons/alpha/locks/K.json").write_text("{}")
    (folder / "lessons/glossaries/en").mkdir(parents=True)
    (folder / "lessons/glossaries/en/ours.yaml").write_text("format: 1\nlanguage: en\nname: Ours\nentries: []\n")
    text = """
schools:
  - {name: One, kop: one, theme: dinas, lessons: lessons/alpha, classes: one/x-a.csv}
  - {name: 'T: "wo"', theme: primary, lessons: lessons/alpha, classes: one/x-a.csv}
"""
    jobs = planned(folder, text)
    one, two = jobs.jobs
    lesson = [
        "content/alpha/essay.md",
        "content/alpha/lesson.yaml",
        "content/glossaries/en/ours.yaml",
        "content/school.yaml",
    ]
    assert [path for path, _ in one.content.files] == [*lesson, "templates/dinas/theme.yaml"]
    assert [path for path, _ in two.content.files] == lesson
    assert (one.theme, two.theme, one.content.lesson) == ("templates/dinas", "primary", "content/alpha")
    school = jobs.blobs[dict(two.content.files)["content/school.yaml"]]
    assert school == b'format: 1\nname: "T: \\"wo\\""\n'
    assert set(jobs.blobs) == {digest for job in jobs.jobs for _, digest in job.content.files}


def test_lessons_of_one_name_and_for_another_language_stay_apart(folder: Path) -> None:
    other = shutil.copytree(folder / "lessons/beta", folder / "more/alpha")
    (other / "essay.md").write_text("Perjanjian itu ditandatangani pada 1941.\n")
    (other / "lesson.yaml").write_text("format: 1\ntitle: Alpha\nlanguage: id\n")
    text = """
schools: [{name: One, lessons: lessons/alpha, classes: one/x-d.csv, pack: {languages: {id: more/alpha}}}]
"""
    (job,) = planned(folder, text).jobs
    assert job.plan.languages == (("id", "languages/id/alpha"),)
    files = dict(job.content.files)
    assert files["content/alpha/essay.md"] != files["languages/id/alpha/essay.md"]
    text = "schools: [{name: One, lessons: [lessons/alpha, more/alpha], classes: one/x-a.csv}]\n"
    first, second = (job.id for job in planned(folder, text).jobs)
    assert re.fullmatch(r"one/alpha-[0-9a-z]{6}/x-a", first)
    assert re.fullmatch(r"one/alpha-[0-9a-z]{6}/x-a", second)
    assert first != second


def test_what_cannot_be_read_fails_alone_where_it_is_asked_for(folder: Path) -> None:
    text = """
schools:
  - {name: One, lessons: lessons/alpha, classes: [one/x-a.csv, one/broken.csv, one/gone.csv, one/x-e.csv]}
  - {name: Two, lessons: [lessons/none, lessons/beta], classes: [one/x-a.csv]}
  - {name: Three, kop: gone, lessons: lessons/beta, classes: two/all.csv, rombel: X-Z}
"""
    plan = planned(folder, text, keep_going=True)
    assert [job.id for job in plan.jobs] == ["one/alpha/x-a", "two/beta/x-a"]
    assert [(job.id, job.state, [d.code for d in job.problems]) for job in plan.failed] == [
        ("one/alpha/broken", "failed", ["roster-no-name"]),
        ("one/alpha/gone", "failed", ["batch-roster-missing"]),
        ("one/alpha/x-e", "failed", ["pack-name-script"]),
        ("three/beta/all", "failed", ["batch-kop-missing"]),
        ("two/none/x-a", "failed", ["batch-lesson-unknown"]),
    ]
    with pytest.raises(ContentError) as raising:
        planned(folder, text)
    assert len(raising.value.diagnostics) == 5
    with pytest.raises(ContentError, match="batch-no-match"):
        planned(folder, text.replace("one/gone.csv", "gone/*.csv"), keep_going=True)


def test_a_failed_pack_carries_the_place_of_its_own_school(folder: Path) -> None:
    for name in ("three", "four"):
        (folder / name).mkdir()
        (folder / name / "school.yaml").write_text(f"format: 1\nname: {name}\ntheme: dinass\n")
    text = """
schools:
  - {name: One, lessons: lessons/alpa, classes: one/x-a.csv}
  - {name: Two, lessons: lessons/alpa, classes: one/x-a.csv, theme: dinass}
  - {name: Three, kop: three, lessons: lessons/alpha, classes: one/x-a.csv}
  - {name: Four, kop: four, lessons: lessons/alpha, classes: one/x-a.csv}
  - {name: Five, lessons: lessons/alpha, classes: one/x-a.csv, theme: dinass}
  - {name: Six, lessons: lessons/alpha, classes: one/x-a.csv, theme: dinass}
"""
    failed = {job.id.partition("/")[0]: job.problems for job in planned(folder, text, keep_going=True).failed}
    told = {name: [str(d.location).removeprefix(f"{folder}/") for d in found] for name, found in failed.items()}
    assert told == {
        "one": ["PLAN.yaml:4:26"],
        "two": ["PLAN.yaml:5:26"],
        "three": ["three/school.yaml:3:8"],
        "four": ["four/school.yaml:3:8"],
        "five": ["PLAN.yaml:8:71"],
        "six": ["PLAN.yaml:9:70"],
    }


def test_a_file_that_cannot_be_read_does_not_take_the_place_of_a_class(folder: Path) -> None:
    (folder / "one/x-a.csv").write_bytes(b"\xff\xfe\x00")
    text = "schools: [{name: One, lessons: lessons/alpha, classes: [one/x-a.csv, two/all.csv]}]\n"
    plan = planned(folder, text, keep_going=True)
    assert [job.id for job in plan.jobs] == ["one/alpha/x-a", "one/alpha/x-c"]
    assert [failed.id for failed in plan.failed] == ["one/alpha/x-a-file"]


def test_rosters_are_read_as_the_plan_says(folder: Path) -> None:
    (folder / "one/cp.csv").write_bytes("Nama PD;Peserta;Kelas\nx;Siswa Ömer;X-O\n".encode("windows-1252"))
    text = """
defaults: {encoding: windows-1252, columns: {name: Peserta}}
schools: [{name: One, lessons: lessons/alpha, classes: one/cp.csv}]
"""
    (job,) = planned(folder, text).jobs
    assert [pupil.name for pupil in job.roster.pupils] == ["Siswa Ömer"]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    path.write_bytes(out.getvalue())
    return path


def test_a_workbook_asks_for_what_the_same_plan_in_yaml_does(folder: Path) -> None:
    text = """
name: Kota
out: packs
zip: true
defaults: {lessons: lessons/alpha, paper: F4, pack: {versions: 2, duplex: false}}
schools:
  - {name: One, kop: one, npsn: "20300001", classes: [one/x-a.csv, one/x-b.csv], pack: {print: large-18}}
  - name: Two
    npsn: "00300002"
    lessons: lessons/beta
    classes: two/all.csv
    rombel: [X-C]
    pack: {spares: 3, sheets: [worksheet, handout]}
"""
    heads: list[object] = [
        "No",
        "Nama Sekolah",
        "NPSN",
        "Kop",
        "Materi",
        "Berkas Kelas",
        "Cetak",
        "Rombel",
        "Cadangan",
        "Lembar",
    ]
    one: list[object] = [1, "One", 20300001, "one", None, "one/x-a.csv; one/x-b.csv", "Huruf besar"]
    two: list[object] = [
        2,
        "Two",
        "00300002",
        None,
        "lessons/beta",
        "two/all.csv",
        None,
        "X-C",
        3,
        "worksheet, handout",
    ]
    shared = {"Nama": "Kota", "Keluaran": "packs", "ZIP": "ya", "Materi": "lessons/alpha", "Kertas": "F4"}
    shared |= {"Jumlah versi": "2", "Bolak-balik": "tidak"}
    sheets: dict[str, list[list[object]]] = {
        "Rencana": [["RENCANA CETAK"], [], heads, one],
        "Two": [heads, two],
        "Bawaan": [list(pair) for pair in shared.items()],
        "Catatan": [["Tidak ada rencana di sini."]],
    }
    yaml = planned(folder, text)
    table = plan_batch(BatchOptions(workbook(folder / "PLAN.xlsx", sheets)))
    assert (table.name, table.out, table.zipped, table.schools) == (yaml.name, yaml.out, yaml.zipped, yaml.schools)
    assert [(job.id, job.key) for job in table.jobs] == [(job.id, job.key) for job in yaml.jobs]
    assert [(d.code, d.data["sheet"]) for d in table.diagnostics] == [("batch-sheet-skipped", "Catatan")]
    assert str(table.jobs[-1].at) == f"{folder}/PLAN.xlsx[Rencana]:4:6"


def test_what_differs_from_row_to_row_is_refused_on_the_sheet_for_all(folder: Path) -> None:
    rows: list[list[object]] = [["School", "Lesson", "Class file"], ["One", "lessons/alpha", "two/all.csv"]]
    shared: list[list[object]] = [["Sekolah", "One"], ["Versi", 2], ["Rombel", "X-A"], ["Vresi", 3]]
    with pytest.raises(ContentError) as raising:
        plan_batch(BatchOptions(workbook(folder / "PLAN.xlsx", {"Plan": rows, "Bawaan": shared})))
    name = f"{folder}/PLAN.xlsx[Bawaan]"
    assert [(d.code, str(d.location), d.data["name"], d.data.get("suggestion")) for d in raising.value.diagnostics] == [
        ("batch-column-of-rows", f"{name}:1:1", "Sekolah", None),
        ("batch-column-of-rows", f"{name}:3:1", "Rombel", None),
        ("batch-column-unknown", f"{name}:4:1", "Vresi", "versi"),
    ]


def test_one_name_with_two_letterheads_is_doubted(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other/school.yaml").write_text("format: 1\nname: One\n")
    (folder / "one/school.yaml").write_text("format: 1\nname: One\n")
    rows = [
        ["School", "NPSN", "Kop", "Lesson", "Class file"],
        ["One", "", "one", "lessons/alpha", "one/x-a.csv; one/x-a.csv; one/*-a.csv"],
        ["ONE", "", "one/school.yaml", "lessons/beta; lessons/beta", "one/x-a.csv"],
        ["One", "", "other", "lessons/beta", "one/x-b.csv"],
        ["Two", "20300001", "one", "lessons/beta", "one/x-b.csv"],
        ["Two", "'20300001", "other", "lessons/alpha", "one/x-b.csv"],
    ]
    (folder / "PLAN.csv").write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    plan = plan_batch(BatchOptions(folder / "PLAN.csv"))
    assert [(d.code, str(d.location), d.data["first"]) for d in plan.diagnostics] == [
        ("batch-school-kops", f"{folder}/PLAN.csv:4:3", f"{folder}/PLAN.csv:2:3")
    ]
    ids = [job.id for job in plan.jobs]
    assert ids == ["20300001/alpha/x-b", "20300001/beta/x-b", "one/alpha/x-a", "one/beta/x-a", "one/beta/x-b"]


def test_cells_that_are_no_texts_are_told(folder: Path) -> None:
    from datetime import date

    rows: list[list[object]] = [["School", "NPSN", "Lesson", "Class file", "Rombel", "Recidence"]]
    rows.append(["One", "=A1", "lessons/alpha", "two/all.csv", date(2026, 1, 7), "x"])
    with pytest.raises(ContentError) as raising:
        plan_batch(BatchOptions(workbook(folder / "PLAN.xlsx", {"Plan": rows})))
    told = [(d.code, str(d.location), d.data["kind"]) for d in raising.value.diagnostics]
    name = f"{folder}/PLAN.xlsx[Plan]:2"
    assert told == [("batch-cell-kind", f"{name}:2", "formula"), ("batch-cell-kind", f"{name}:5", "date")]
    rows[1][1:5] = [None, "lessons/alpha", "two/all.csv", None]
    (unknown,) = plan_batch(BatchOptions(workbook(folder / "PLAN.xlsx", {"Plan": rows}))).diagnostics
    assert (unknown.code, unknown.severity, unknown.data["name"]) == ("batch-column-unknown", "warning", "Recidence")


def test_two_themes_of_one_name_cannot_travel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = folder / "here"
    for place, base in ((folder / "templates/dinas", "dinas"), (here / "templates/dinas", "primary")):
        place.mkdir(parents=True)
        (place / "theme.yaml").write_text(f"format: 1\nname: dinas\nbased-on: {base}\n")
    monkeypatch.chdir(here)
    with pytest.raises(ContentError, match="batch-theme-twice"):
        planned(folder, "schools: [{name: One, theme: dinas, lessons: lessons/alpha, classes: one/x-a.csv}]\n")


GUIDE = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8").partition("## The plan")[2]


def test_the_guide_names_every_key_and_column() -> None:
    own = {
        "At the top": (BatchFile, None),
        "Of a school": (SchoolEntry, SchoolChoices),
        "Of a school or in `defaults`": (DefaultsFile, Choices),
        "Of a job in `jobs`": (JobFile, Choices),
        "Of a job, a school, or in `defaults`; the nearest says it": (Choices, None),
    }
    for title, (model, without) in own.items():
        less = set(without.model_fields) if without else set()
        known = [field.alias or name for name, field in model.model_fields.items() if name not in less]
        table = GUIDE.partition(f"{title}:\n\n")[2].partition("\n\n")[0]
        assert re.findall(r"^\| `([a-z-]+)` \|", table, re.M) == known, title
    columns = re.findall(
        r"^\| `([a-z-]+)` \| ([^`|]+) \|$", GUIDE.partition("| what | headers |")[2].partition("\n\n")[0], re.M
    )
    for field, heads in columns:
        assert {batch_words.field_of(head) for head in heads.split(", ")} == {field}
    fields = {name for name in RowFile.model_fields if name not in ("pack",)}
    assert fields <= {field for field, _ in columns}


def test_the_example_of_the_guide_is_a_plan(folder: Path) -> None:
    example = GUIDE.partition("```yaml\n")[2].partition("```")[0]
    for name in ("alliance", "extra"):
        shutil.copytree(folder / "lessons/alpha", folder / "lessons" / name)
    for name, classes in (("sma-01/x.csv", ["X-A"]), ("sma-02/xi-a.csv", ["XI-A"])):
        rows = "".join(f"Siswa 01,{one}\n" for one in classes)
        (folder / name).parent.mkdir()
        (folder / name).write_text(f"Nama,Kelas\n{rows}")
    workbook(folder / "sma-02/x.xlsx", {"Siswa": [["Nama", "Kelas"], ["Siswa 01", "X-A"], ["Siswa 02", "X-B"]]})
    for number, name in enumerate(("sma-01", "sma-02"), start=1):
        npsn = ("00300001", "20300002")[number - 1]
        (folder / name / "school.yaml").write_text(f'format: 1\nname: {name}\nnpsn: "{npsn}"\n')
    (folder / "templates/dinas").mkdir(parents=True)
    (folder / "templates/dinas/theme.yaml").write_text("format: 1\nname: dinas\n")
    plan = planned(folder, example.removeprefix("format: 1\n"))
    jobs = by_id(plan)
    assert len(jobs) == 2 + 6 + 1
    assert jobs["20300002/extra/xi-a"].plan.mode == "photocopy"
    assert jobs["20300002/alliance/x-b"].plan.versions == 4
    assert (plan.zipped, plan.out) == (True, str(folder.parent / "packs"))
