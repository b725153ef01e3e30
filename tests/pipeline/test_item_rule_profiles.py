"""Item rules that a lesson names: every field has its effect on the sheet, and what is wrong with a file is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from support import INTERFACES, LESSONS, ROOT, Pack, build, cli

from handouts.model.exercise import Choice, Gap, Match, Open, Section
from handouts.pipeline.item_rules import known

pytestmark = pytest.mark.sliced(3)

RULES = ("indonesia-smp", "indonesia-sma", "international")
NAMES = {"id": "aliansi-as-soviet", "en": "us-soviet-alliance"}


def lesson(folder: Path, language: str, *more: str, rules: str = "") -> Path:
    """A sample lesson without its drafts, with further lines in lesson.yaml and, as `rules`, a file own.yaml."""
    made = folder / "lessons" / "one"
    made.mkdir(parents=True)
    for name in ("essay.md", "lesson.yaml"):
        shutil.copy(ROOT / "content" / NAMES[language] / name, made)
    with (made / "lesson.yaml").open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in more))
    if rules:
        own = folder / "lessons" / "item-rules" / "own.yaml"
        own.parent.mkdir()
        own.write_text(f"format: 1\ndescription: ours\n{rules}", encoding="utf-8")
    return made


def section(pack: Pack, kind: str, version: str = "A") -> Section | None:
    return next((s for s in pack.handouts[version].sections if s.kind == kind), None)


def choices(pack: Pack, version: str = "A") -> list[Choice]:
    found = section(pack, "multiple_choice", version)
    return [i for i in (found.items if found else ()) if isinstance(i, Choice)]


@pytest.mark.sliced(10)
@pytest.mark.parametrize("language", LESSONS)
@pytest.mark.parametrize("name", RULES)
def test_the_rules_that_come_with_the_tool_make_a_pack(name: str, language: str, tmp_path: Path) -> None:
    pack = build(lesson(tmp_path, language, f"item-rules: {name}"), tmp_path / "out")
    rules = pack.prepared.lesson.meta.rules
    assert rules is not None and name in known("")
    assert {len(i.options) for i in choices(pack)} == {rules.options}
    for kind, most in rules.items:
        found = section(pack, kind)
        assert len(found.items if found else ()) <= most
    for kind, points in rules.points:
        found = section(pack, kind)
        assert {i.points for i in (found.items if found else ())} <= {points}


def test_constant_letters_serve_all_versions(tmp_path: Path) -> None:
    pack = build(lesson(tmp_path, "en", "item-rules: indonesia-sma"), tmp_path / "out", "--versions", "4")
    letters = {v: [i.key for i in choices(pack, v)] for v in "ABCD"}
    assert len({tuple(keys) for keys in letters.values()}) == 1 and len(letters["A"]) >= 5
    orders = {tuple(i.id for i in choices(pack, v)) for v in "ABCD"}
    assert len(orders) > 1
    for version in "BCD":
        right = {i.id: i.answer for i in choices(pack, version)}
        assert right == {i.id: i.answer for i in choices(pack)}


def test_questions_as_stems_and_options_in_an_order(tmp_path: Path) -> None:
    rules = "stems: question\norder: all\n"
    pack = build(lesson(tmp_path, "en", "item-rules: own", rules=rules), tmp_path / "out", "--versions", "2")
    dates = [i.stem for i in choices(pack) if i.kind == "mcq-date"]
    assert any(stem.startswith("When did ") and stem.endswith("?") for stem in dates)
    for version in "AB":
        named = [i for i in choices(pack, version) if i.kind in ("mcq-term", "mcq-name")]
        assert named
        for item in named:
            texts = [o.text.removeprefix("the ") for o in item.options]
            assert texts == sorted(texts, key=str.casefold)


@pytest.mark.sliced(2)
@pytest.mark.parametrize("name", ["indonesia-smp", "international"])
def test_letters_are_spread_over_all_versions(name: str, tmp_path: Path) -> None:
    pack = build(lesson(tmp_path, "en", f"item-rules: {name}"), tmp_path / "out", "--versions", "4")
    keys = [i.key for v in "ABCD" for i in choices(pack, v) if not i.also]
    assert set(keys) == {0, 1, 2, 3} and max(keys.count(k) for k in range(4)) <= 0.4 * len(keys)


def rules_on(data: bytes) -> Iterator[float]:
    """Heights of long horizontal strokes on the pages, from above, in points."""
    for page in pypdfium2.PdfDocument(data):
        for stroke in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, bottom, right, top = stroke.get_bounds()
            if right - left > 350 and top - bottom < 2:
                yield bottom


@pytest.mark.parametrize("pitch", [8, 11])
def test_the_pitch_of_writing_lines_is_that_of_the_rules(pitch: int, tmp_path: Path) -> None:
    rules = f"line_pitch: {pitch}\nlines_per_point: 2\nitems: {{short_answer: 2, essay: 1}}\n"
    pack = build(lesson(tmp_path, "en", "item-rules: own", rules=rules), tmp_path / "out")
    heights = list(rules_on(pack.pdfs["pupils/worksheet-A.pdf"]))
    gaps = [round((a - b) / 72 * 25.4, 1) for a, b in pairwise(heights)]
    assert gaps.count(float(pitch)) >= 6, gaps
    found = section(pack, "short_answer")
    assert found is not None
    assert all(i.lines in (1, i.points * 2) for i in found.items if isinstance(i, Open))


def test_numbers_and_points_of_a_file_of_ones_own(tmp_path: Path) -> None:
    rules = "options: 3\nitems: {multiple_choice: 2, cloze: 3, matching: 0}\npoints: {multiple_choice: 5, cloze: 4}\n"
    pack = build(lesson(tmp_path, "id", "item-rules: own", rules=rules), tmp_path / "out")
    assert [(len(i.options), i.points) for i in choices(pack)] == [(3, 5), (3, 5)]
    cloze = section(pack, "cloze")
    assert cloze is not None and [i.points for i in cloze.items] == [4, 4, 4]
    assert not any(isinstance(i, Match) for s in pack.handouts["A"].sections for i in s.items)


def test_more_options_than_the_text_has_are_told(tmp_path: Path) -> None:
    rules = "options: 5\nitems: {multiple_choice: 30}\n"
    pack = build(lesson(tmp_path, "en", "item-rules: own", rules=rules), tmp_path / "out")
    [told] = [line for line in pack.ran.err.splitlines() if "[item-options-short]" in line]
    assert "wished 30" in told and " 5 options" in told
    line = (tmp_path / "lessons/one/lesson.yaml").read_text(encoding="utf-8").splitlines().index("item-rules: own") + 1
    assert re.search(rf"lesson\.yaml:{line}:\d+: ", told)
    assert {len(i.options) for i in choices(pack)} == {5}


@pytest.mark.parametrize(("level", "hinted", "bank"), [("support", False, True), ("core", True, False)])
def test_the_level_changes_the_help_with_gaps(level: str, hinted: bool, bank: bool, tmp_path: Path) -> None:
    pack = build(lesson(tmp_path, "en", f"level: {level}"), tmp_path / "out")
    found = section(pack, "cloze")
    assert found is not None and bool(found.bank) is bank
    gaps = [item for item in found.items if isinstance(item, Gap)]
    # a year has no first letter
    assert [g.hint for g in gaps] == [g.answer[0] if hinted and g.answer[0].isalpha() else "" for g in gaps]
    assert any(g.answer[0].isalpha() for g in gaps)


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("line", "rules", "code", "place"),
    [
        ("item-rules: indonesia-spm", "", "item-rules-unknown", r"lesson\.yaml:\d+:13"),
        ("item-rules: own", "options: 7\n", "yaml-wrong-value", r"own\.yaml:3:10"),
        ("item-rules: own", "items: {clozes: 3}\n", "yaml-unknown-key", r"own\.yaml:3:9"),
        ("item-rules: own", "points: {cloze: many}\n", "yaml-wrong-value", r"own\.yaml:3:17"),
        ("item-rules: own", "line_pitch: 2\n", "yaml-wrong-value", r"own\.yaml:3:13"),
        ("item-rules: own", "letters: constand\n", "yaml-wrong-value", r"own\.yaml:3:10"),
        ("level: hard", "", "yaml-wrong-value", r"lesson\.yaml:\d+:8"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    line: str, rules: str, code: str, place: str, lang: str, tmp_path: Path
) -> None:
    folder = lesson(tmp_path, "en", line, rules=rules)
    for command in (("build", folder, "--out", tmp_path / "out"), ("check", folder)):
        ran = cli(*command, lang=lang)
        said = ran.err + ran.out
        assert ran.code == 3 and f"[{code}]" in said, said
        if command[0] == "build":
            assert re.search(place, said), said
    assert not (tmp_path / "out").exists()


OWN_ITEM = """format: 1
sections:
  - kind: multiple_choice
    items:
      - id: q1
        stem: Which country attacked Pearl Harbor?
        options: [Germany, Japan, Finland]
        key: B
        points: 3
"""


@pytest.mark.parametrize("lang", INTERFACES)
def test_own_items_that_differ_from_the_rules_are_told_and_printed(lang: str, tmp_path: Path) -> None:
    folder = lesson(tmp_path, "en", "item-rules: international")
    (folder / "questions.yaml").write_text(OWN_ITEM, encoding="utf-8")
    pack = build(folder, tmp_path / "out", lang=lang)
    assert re.search(r"questions\.yaml:9:\d+: .*\[item-points-over\]", pack.ran.err), pack.ran.err
    assert re.search(r"questions\.yaml:7:\d+: .*\[item-options-fewer\]", pack.ran.err), pack.ran.err
    assert [(len(i.options), i.points) for i in choices(pack)] == [(3, 3)]
    checked = cli("check", folder, lang=lang)
    assert "[item-points-over]" in checked.out and "[item-options-fewer]" in checked.out


# --- essay questions of the school's own, and kinds that are made only when asked for ---

PROMPT = """prompts:
  - id: ours
    text: "What would you ask a witness of the following event: {event}?"
    bloom: C6
    lines: 5
    rubric: [{points: 2, text: two questions}, {points: 0, text: none}]
"""


def test_prompts_of_the_school_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    pack = build(lesson(tmp_path, "en", "item-rules: own", rules=PROMPT), tmp_path / "out")
    found = section(pack, "essay")
    assert found is not None and [i.id for i in found.items] == ["prompt-ours"]
    [item] = found.items
    assert isinstance(item, Open)
    assert item.prompt.startswith("What would you ask a witness of the following event: ") and "{" not in item.prompt
    assert (item.lines, item.points, item.traits.bloom) == (5, 2, "C6")


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("text", ["Who {acted}?", "{event} and {topic}", "{", "{event!r}?"])
def test_a_prompt_that_cannot_be_filled_is_told_at_its_line(text: str, lang: str, tmp_path: Path) -> None:
    rules = PROMPT.replace("What would you ask a witness of the following event: {event}?", text)
    made = lesson(tmp_path, "en", "item-rules: own", rules=rules)
    ran = cli("build", made, "--out", tmp_path / "out", lang=lang)
    assert (ran.code, ran.out) == (3, ""), ran.err
    assert "own.yaml:5:" in ran.err and "{event}" in ran.err


def test_a_lesson_asks_for_kinds_that_are_usually_not_made(tmp_path: Path) -> None:
    usual = build(lesson(tmp_path / "usual", "en"), tmp_path / "a")
    made = lesson(
        tmp_path / "asked", "en", "item-rules: own", "kinds: [mcq-source]", rules="items: {multiple_choice: 0}\n"
    )
    asked = build(made, tmp_path / "b")
    assert section(usual, "source") is None and section(asked, "source") is not None


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_kind_that_does_not_exist_is_told_at_its_line(lang: str, tmp_path: Path) -> None:
    made = lesson(tmp_path, "en", "kinds: [mcq-sauce]")
    ran = cli("build", made, "--out", tmp_path / "out", lang=lang)
    assert (ran.code, ran.out) == (3, "")
    assert "[lesson-unknown-kind]" in ran.err and "lesson.yaml:" in ran.err and "mcq-source" in ran.err
