"""Packs with forms of the timeline: asked for by name, each with a key that is true and prints again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ESSAYS, INTERFACES, LESSONS, Pack, build, cli, copy_lesson, files, write_lesson
from support_pdf import dark, passage_lines, visible

from handouts.languages.labels import Labels
from handouts.model.lesson import FILLED_FORMS, SHEET_NAMES, SHEETS, TIMELINE_FORMS
from handouts.pipeline import locks
from handouts.pipeline.sheets import sheet_names

pytestmark = pytest.mark.sliced(2)

FormPacks = Callable[[str], Pack]
PLACE = re.compile(r"(?:Paragraph|Paragraf)\s(\d+),\s(?:lines?|baris)\s(\d+)(?:–(\d+))?")
KEYS = ["timeline", *(form for form in TIMELINE_FORMS if form not in FILLED_FORMS)]
FLIGHT = "# " + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")


def test_names_of_sheets() -> None:
    assert sheet_names(" Handout, timeline-cards,,handout ") == ("handout", "timeline-cards")
    assert sheet_names(",".join(SHEETS)) == SHEETS


@pytest.mark.parametrize("language", LESSONS)
def test_each_form_has_its_key(language: str, form_packs: FormPacks) -> None:
    pack = form_packs(language)
    wanted = {f"pupils/{f}.pdf" for f in TIMELINE_FORMS} | {f"teacher/{f}-key.pdf" for f in KEYS}
    assert set(pack.pdfs) == wanted | {"pupils/handout.pdf"}
    for name, data in pack.pdfs.items():
        assert pack.code in visible(data), name


@pytest.mark.parametrize("language", LESSONS)
def test_every_sentence_stands_on_the_lines_that_the_key_names(language: str, form_packs: FormPacks) -> None:
    pack = form_packs(language)
    lines = [words for _, _, words in passage_lines(pack.pdfs["pupils/handout.pdf"])]
    for key in locks.read(pack.record_path).forms:
        assert len(key.entries) == len(pack.prepared.timeline.chosen) >= 8
        for entry, event in zip(key.entries, pack.prepared.timeline.chosen, strict=True):
            assert dark(event.label) in dark(entry.answer) and dark(event.display) in dark(entry.answer)
            found = PLACE.fullmatch(entry.place)
            assert found, entry
            first, last = int(found[2]), int(found[3] or found[2])
            assert dark(event.sentence.text) in dark("".join(lines[first - 1 : last])).replace("•", "")
            assert dark(entry.quotes[0].strip("“”")) == dark(event.sentence.text)


@pytest.mark.parametrize("language", LESSONS)
def test_the_keys_print_again_from_the_record(language: str, form_packs: FormPacks, tmp_path: Path) -> None:
    pack = form_packs(language)
    ran = cli(
        "key", f"{pack.code[:4]}-{pack.code[4:]}", "--in", pack.record_path.parents[1], "--out", tmp_path / "again"
    )
    assert ran.code == 0, ran.err
    again = files(tmp_path / "again")
    assert set(again) == {f"{f}-key.pdf" for f in KEYS} | {"key-A.pdf"}
    for form in KEYS:
        assert again[f"{form}-key.pdf"] == pack.pdfs[f"teacher/{form}-key.pdf"]


def test_a_record_without_a_timeline_has_no_field_for_its_keys(packs: Callable[..., Pack], tmp_path: Path) -> None:
    pack = build(write_lesson(tmp_path / "lesson", FLIGHT), tmp_path / "out", "--sheets", "handout,worksheet")
    assert set(packs("en").record) == set(pack.record) | {"forms", "matrix", "review"}
    assert locks.read(pack.record_path).forms == ()


def test_a_record_of_an_older_version_prints_the_keys_it_has(form_packs: FormPacks, tmp_path: Path) -> None:
    pack = form_packs("en")
    record = json.loads(pack.record_path.read_text(encoding="utf-8"))
    # Each filled form had a key of its own, and no key a line that names several sheets.
    filled = {name: value for name, value in record["forms"]["timeline"].items() if name != "lead"}
    old = {form: {**filled, "form": form} for form in FILLED_FORMS}
    path = tmp_path / "locks" / f"{pack.code}.json"
    path.parent.mkdir()
    del record["forms"]
    path.write_text(json.dumps({**record, "timelines": old}), encoding="utf-8")
    assert cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "again").code == 0
    assert set(files(tmp_path / "again")) == {f"{form}-key.pdf" for form in FILLED_FORMS} | {"key-A.pdf"}


# --- one key for all that is filled ---


@pytest.mark.sliced(6)
@pytest.mark.parametrize("language", LESSONS)
@pytest.mark.parametrize(
    ("sheets", "served"),
    [
        ("timeline", ["timeline"]),
        ("timeline-strip", ["strip"]),
        ("timeline-strip,timeline,timeline-cards", ["timeline", "strip"]),
        ("timeline-table,timeline-chart", ["chart", "table"]),
    ],
)
def test_the_key_of_filled_forms_names_those_in_the_pack(
    sheets: str, served: list[str], language: str, packs: Callable[..., Pack], tmp_path: Path
) -> None:
    lesson = copy_lesson(language, tmp_path)
    pack = build(lesson, tmp_path / "out", "--sheets", sheets, known=packs(language).prepared)
    assert {name for name in pack.pdfs if name.startswith("teacher/")} == {"teacher/timeline-key.pdf"} | (
        {"teacher/timeline-cards-key.pdf"} if "cards" in sheets else set()
    )
    labels = Labels(language)
    names = [labels[f"timeline.forms.{form}"] for form in served]
    found = visible(pack.pdfs["teacher/timeline-key.pdf"])
    if len(names) == 1:
        assert dark(names[0].upper()) in found
        assert dark(labels["key.timeline_lead"].split("{")[0]) not in found
    else:
        assert dark(labels("key.timeline_lead", sheets="; ".join(names))) in found
    assert dark(labels["key.timeline_after"]) in found


@pytest.mark.parametrize(
    ("sheets", "keys", "lead"),
    [
        ("handout", {"timeline"}, ()),
        ("handout,timeline,timeline-strip", {"timeline"}, ("handout", "strip")),
        ("worksheet,timeline", set(), ()),
        ("worksheet,timeline-cards", {"timeline-cards"}, ()),
    ],
)
def test_a_handout_with_the_timeline_in_it_has_its_key(
    sheets: str, keys: set[str], lead: tuple[str, ...], tmp_path: Path
) -> None:
    lesson = write_lesson(tmp_path / "lesson", FLIGHT, more="timeline: in-handout\n")
    pack = build(lesson, tmp_path / "out", "--sheets", sheets)
    found = {name: visible(data) for name, data in pack.pdfs.items() if name.startswith("teacher/timeline")}
    assert set(found) == {f"teacher/{form}-key.pdf" for form in keys}
    labels = Labels("en")
    if lead:
        names = "; ".join(labels[f"timeline.forms.{name}"] for name in lead)
        assert dark(labels("key.timeline_lead", sheets=names)) in found["teacher/timeline-key.pdf"]
    elif sheets == "handout":
        assert dark(labels["timeline.forms.handout"].upper()) in found["teacher/timeline-key.pdf"]
        # It is given out before the work: what it answers has been left out of the worksheet.
        assert dark(labels["key.timeline_after"]) not in found["teacher/timeline-key.pdf"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda r: r["forms"].update({"timeline-poster": r["forms"]["timeline-cards"]}),
        lambda r: r["forms"]["timeline-cards"].update({"form": "timeline-chart"}),
        lambda r: r["forms"]["timeline"].update({"lead": None}),
        lambda r: r["forms"]["timeline-cards"].pop("entries"),
        lambda r: r["forms"]["timeline-cards"].update({"notes": [1]}),
        lambda r: r.update({"forms": ["timeline-cards"]}),
        lambda r: r.update({"forms": 3}),
    ],
)
def test_a_damaged_key_of_a_form_is_told(
    damage: Callable[[dict], object], form_packs: FormPacks, tmp_path: Path
) -> None:
    pack = form_packs("en")
    record = json.loads(pack.record_path.read_text(encoding="utf-8"))
    damage(record)
    path = tmp_path / "locks" / f"{pack.code}.json"
    path.parent.mkdir()
    path.write_text(json.dumps(record), encoding="utf-8")
    ran = cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "again")
    assert ran.code == 3
    assert "record-damaged" in ran.err
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_sheet_that_answers_another_is_named(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", FLIGHT)

    def told(sheets: str) -> list[str]:
        ran = build(lesson, tmp_path / sheets.replace(",", "-"), "--sheets", sheets, lang=lang).ran
        return [line for line in ran.err.splitlines() if line.endswith("[sheet-answered]")]

    assert told("handout,timeline,worksheet,key") == []
    assert told("timeline-cards,timeline-blank-events") == []
    (said,) = told("timeline,timeline-cards")
    assert "pupils/timeline.pdf" in said and "pupils/timeline-cards.pdf" in said
    (said,) = told("timeline-blank-dates,timeline-cards")
    assert "pupils/timeline-blank-dates.pdf" in said
    assert len(told("timeline-blank-dates,timeline-blank-events")) == 2
    assert len(told("timeline-strip,timeline-chart,timeline-blank-events")) == 1


@pytest.mark.parametrize("language", LESSONS)
def test_a_worksheet_that_a_form_answers_is_named(language: str, tmp_path: Path) -> None:
    ran = build(copy_lesson(language, tmp_path), tmp_path / "out", "--sheets", "worksheet,timeline-blank-dates").ran
    (said,) = [line for line in ran.err.splitlines() if line.endswith("[sheet-answered]")]
    assert "pupils/worksheet-A.pdf" in said


def test_lesson_yaml_names_forms_and_the_call_goes_before_it(tmp_path: Path) -> None:
    more = "sheets: [handout, timeline-cards]\n"
    lesson = write_lesson(tmp_path / "lesson", FLIGHT, more=more)
    pack = build(lesson, tmp_path / "out")
    assert set(pack.pdfs) == {"pupils/handout.pdf", "pupils/timeline-cards.pdf", "teacher/timeline-cards-key.pdf"}
    other = build(lesson, tmp_path / "other", "--sheets", "timeline-strip")
    assert set(other.pdfs) == {"pupils/timeline-strip.pdf", "teacher/timeline-key.pdf"}
    assert other.code != pack.code


def test_a_sheet_that_lesson_yaml_misspells_is_told_at_its_line(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", FLIGHT, more="sheets: [handout, timeline-poster]\n")
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 3
    assert "lesson.yaml:4:" in ran.err and "timeline-cards" in ran.err
    assert not (tmp_path / "out").exists()


def test_without_events_there_is_no_form_and_a_word_about_it(tmp_path: Path) -> None:
    text = "# Rivers\n\nRivers carry water to the sea. Banks hold them, and bridges cross them.\n"
    lesson = write_lesson(tmp_path / "lesson", text)
    pack = build(lesson, tmp_path / "out", "--sheets", "handout,timeline-cards,timeline-strip")
    assert set(pack.pdfs) == {"pupils/handout.pdf"}
    assert "timeline-empty" in pack.ran.err


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("sheets", ["timeline-cards,timeline-strip", "worksheet", "key,timeline"])
def test_a_pack_without_any_sheet_is_refused(sheets: str, lang: str, tmp_path: Path) -> None:
    text = "# Rivers\n\nRivers carry water to the sea. Banks hold them, and bridges cross them.\n"
    lesson = write_lesson(tmp_path / "lesson", text)
    before = files(tmp_path)
    ran = cli("build", lesson, "--out", tmp_path / "out", "--sheets", sheets, lang=lang)
    assert (ran.code, ran.out) == (3, "")
    assert "[pack-empty]" in ran.err and sheets.partition(",")[0] in ran.err
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("sheets", "empty"),
    [("timeline-cards, timeline-strip", True), ("worksheet", True), ("key, timeline", True), ("handout, key", False)],
)
def test_check_names_a_pack_without_any_sheet_before_it_is_built(sheets: str, empty: bool, tmp_path: Path) -> None:
    text = "# Rivers\n\nRivers carry water to the sea. Banks hold them, and bridges cross them.\n"
    lesson = write_lesson(tmp_path / "lesson", text, more=f"sheets: [{sheets}]\n")
    (lesson / "timeline.yaml").write_text("format: 1\nevents: []\n", encoding="utf-8")
    (lesson / "questions.yaml").write_text("format: 1\nsections: []\n", encoding="utf-8")
    checked, built = cli("check", lesson), cli("build", lesson, "--out", tmp_path / "out")
    assert (checked.code, built.code) == ((3, 3) if empty else (0, 0))
    assert ("pack-empty" in checked.out, "pack-empty" in built.err) == (empty, empty)


def test_check_passes_the_names_of_all_sheets(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", FLIGHT, more=f"sheets: [{', '.join(SHEET_NAMES)}]\n")
    assert cli("check", lesson).code == 0
    schema = json.loads(cli("schema", "lesson").out)
    assert all(f'"{name}"' in json.dumps(schema["properties"]["sheets"]) for name in SHEET_NAMES)


# --- what the teacher decided about sentences, and how the dates were found ---

TURNS = """# The Road to Peace

On 8 November 1942, Allied troops landed in North Africa. The following spring, the last German soldiers in Tunisia
surrendered. In July 1944, the Allies invaded Sicily. On 3 September 1943, British troops crossed to Calabria.
In June 1944, the Allies freed Rome. In August 1944, the Allies freed Paris. In 1945 the the Allies crossed the Rhine.
"""
DECIDED = """format: 1
corrections:
  - sentence: "In July 1944, the Allies invaded Sicily."
    replace: "The tide had turned for good. In July 1943, the Allies invaded Sicily."
    reason: "A slip."
  - sentence: "On 3 September 1943, British troops crossed to Calabria."
    replace: ""
    reason: "Too much detail."
  - sentence: "In June 1944, the Allies freed Rome."
    do-not-use: true
    reason: "Told in another lesson."
"""
ALL_FORMS = "handout," + ",".join(TIMELINE_FORMS)


def test_forms_follow_the_corrected_text(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", TURNS)
    (lesson / "corrections.yaml").write_text(DECIDED, encoding="utf-8")
    pack = build(lesson, tmp_path / "out", "--sheets", ALL_FORMS)
    shown = {form: visible(pack.pdfs[f"pupils/{form}.pdf"]) for form in TIMELINE_FORMS}
    keys = locks.read(pack.record_path).forms
    lines = [words for _, _, words in passage_lines(pack.pdfs["pupils/handout.pdf"])]
    assert [key.form for key in keys] == sorted(KEYS)
    for form, text in shown.items():
        if form != "timeline-blank-events":
            assert "AlliesinvadedSicily" in text and "AlliesfreedParis" in text
        if form != "timeline-blank-dates":
            assert "July" in text and "1944" in text
        # a slip, a sentence left out, one not to be used
        for gone in ("July1944", "Calabria", "freedRome", "June1944"):
            assert gone not in text, (form, gone)
    for key in keys:
        (entry,) = [e for e in key.entries if "Sicily" in e.answer]
        found = PLACE.fullmatch(entry.place)
        assert found, entry
        assert dark("In July 1943, the Allies invaded Sicily.") in dark(
            "".join(lines[int(found[2]) - 1 : int(found[3] or found[2])])
        )
        assert not any(gone in str(key) for gone in ("Calabria", "freed Rome", "July 1944"))


def test_a_sentence_under_a_flag_gives_no_event(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", TURNS)
    pack = build(lesson, tmp_path / "out", "--sheets", "timeline-chart,timeline-cards")
    assert "flag-" in pack.ran.err
    for name, data in pack.pdfs.items():
        assert "Rhine" not in visible(data), name


def bar(lesson: Path, sentence: str) -> None:
    """A sentence that is not to be used: what takes its year from it is a guess."""
    entry = f'format: 1\ncorrections:\n  - sentence: "{sentence}"\n    do-not-use: true\n    reason: "Vague."\n'
    (lesson / "corrections.yaml").write_text(entry, encoding="utf-8")


INFERRED = {
    "en": """# War

In 1940, much went wrong. In May, German troops entered Belgium. On 8 November 1942, Allied troops landed in North
Africa. The following spring, the last German soldiers in Tunisia surrendered. In July 1943, the Allies invaded Sicily.
""",
    "id": """# Perang

Pada 1940, banyak hal terjadi. Pada Mei, tentara Jerman menyerbu Belgia. Pada 8 November 1942, pasukan Sekutu mendarat
di Afrika Utara. Pada Desember, tentara Jerman menduduki Tunisia. Pada Juli 1943, pasukan Sekutu menyerbu Sisilia.
""",
}


@pytest.mark.parametrize(
    ("language", "barred", "found", "guess"),
    [
        ("en", "In 1940, much went wrong.", "The following spring", "Belgium"),
        ("id", "Pada 1940, banyak hal terjadi.", "Desember", "Belgia"),
    ],
)
def test_the_key_marks_inferred_dates_and_no_guess_is_printed(
    language: str, barred: str, found: str, guess: str, tmp_path: Path
) -> None:
    lesson = write_lesson(tmp_path / "lesson", INFERRED[language], language=language)
    bar(lesson, barred)
    pack = build(lesson, tmp_path / "out", "--sheets", ALL_FORMS)
    labels = Labels(language)
    assert [guess in e.label for e in pack.prepared.timeline.events if e.date.basis == "guessed"] == [True]
    basis = {e.sentence.text: e.date.basis for e in pack.prepared.timeline.chosen}
    assert "guessed" not in basis.values() and len(basis) == 3
    for form in TIMELINE_FORMS:
        assert guess not in visible(pack.pdfs[f"pupils/{form}.pdf"])
    said, check = labels("key.timeline_basis", words=found), labels["key.timeline_check"]
    for key in locks.read(pack.record_path).forms:
        marked = [
            e.notes[-1] for e in key.entries if basis[e.quotes[0].strip("“”").replace("\u00a0", " ")] != "explicit"
        ]
        assert [dark(note) for note in marked] == [dark(f"{said} {check}")]
        assert sum(any(dark(said) in dark(n) for n in e.notes) for e in key.entries) == 1


def test_an_approved_timeline_needs_no_more_checking_and_a_guess_that_she_prints_is_called_one(tmp_path: Path) -> None:
    text = "In 1940, much went wrong. In May, German troops entered Belgium. In 1942, Allied troops landed in Africa."
    lesson = write_lesson(tmp_path / "lesson", f"# War\n\n{text}\n")
    bar(lesson, "In 1940, much went wrong.")
    assert cli("draft", lesson).code == 0
    draft = lesson / "timeline.yaml"
    written = draft.read_text(encoding="utf-8")
    assert "guessed" in written
    chosen = written.replace("chosen: false", "chosen: true")
    draft.write_text(chosen, encoding="utf-8")
    labels = Labels("en")
    guess, check = labels("key.timeline_guess", words="May"), labels["key.timeline_check"]
    first = visible(build(lesson, tmp_path / "out", "--sheets", "timeline-chart").pdfs["teacher/timeline-key.pdf"])
    assert dark(f"{guess} {check}") in first
    draft.write_text(chosen.replace("approved: false", "approved: true"), encoding="utf-8")
    second = build(lesson, tmp_path / "more", "--sheets", "timeline-chart").pdfs["teacher/timeline-key.pdf"]
    assert dark(guess) in visible(second) and dark(f"{guess} {check}") not in visible(second)
