"""Blueprint, item cards, answer sheets and question papers: as models, and read back from the finished PDFs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from support import Pack, build, cli, copy_lesson, files, write_lesson
from support_pdf import dark, gaps, pages, shown, visible
from test_non_interference import shapes

from handouts import materials
from handouts.languages.labels import Labels
from handouts.materials.kinds.table import BUILT_IN
from handouts.model.exercise import SECTION_KINDS, Choice, Exercise, Gap, Grid, Match, Open, Order, item_points
from handouts.model.handout import Handout
from handouts.model.item_papers import AnswerSheet

SHEETS = "worksheet,answer-sheet,key,blueprint,item-cards"


@pytest.fixture(scope="module")
def papers(packs: Callable[..., Pack], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pack]:
    @cache
    def made(language: str) -> Pack:
        source = copy_lesson(language, tmp_path_factory.mktemp("lesson"))
        known = packs(language).prepared
        options = ("--versions", "2", "--sheets", SHEETS, "--paper", "F4")
        return build(source, tmp_path_factory.mktemp("pack"), *options, lang=language, known=known)

    return made


@pytest.fixture(params=["en", "id"])
def pack(request: pytest.FixtureRequest, papers: Callable[[str], Pack]) -> Pack:
    return papers(request.param)


@pytest.fixture
def labels(pack: Pack) -> Labels:
    return Labels(pack.prepared.lesson.meta.language)


def items(handout: Handout) -> Iterator[tuple[str, Exercise]]:
    """Each item with its number or numbers as this test counts them."""
    number = 1
    for item in (i for s in handout.sections for i in s.items):
        parts = len(item.pairs) if isinstance(item, Match) else len(item.rows) if isinstance(item, Grid) else 1
        yield (str(number) if parts == 1 else f"{number}–{number + parts - 1}"), item
        number += parts


def every_shape(pack: Pack) -> Handout:
    handout = pack.handouts["A"]
    return replace(handout, sections=shapes(handout.sentences[0]))


# --- the answer sheet ---


@pytest.mark.sliced(2)
def test_every_number_has_its_place_and_no_other(pack: Pack, labels: Labels) -> None:
    handout = every_shape(pack)
    sheet = materials.answer_sheet(handout, materials.Setting(labels, "0000000"))
    places = [p for part in sheet.sections for row in part.rows for p in row if p.number]
    wanted = [n for numbers, _ in items(handout) for n in spread(numbers)]
    assert sorted(int(p.number) for p in places) == [int(n) for n in wanted]
    assert sheet.max_score == sum(item_points(item) for _, item in items(handout))
    found = {p.number: (part, p) for part in sheet.sections for row in part.rows for p in row}
    for numbers, item in items(handout):
        part, place = found[spread(numbers)[0]]
        match item:
            case Choice():
                assert (part.form, place.cross) == ("letters", tuple("ABCDEFGH"[: len(item.options)]))
            case Match():
                assert part.form == "letter"
            case Grid():
                assert (part.form, part.heads) == ("ticks", item.columns)
            case Order():
                assert (part.form, part.heads) == ("boxes", tuple("ABCDEFGH"[: len(item.entries)]))
            case Gap():
                assert (part.form, place.hint) == ("words", item.hint)
            case Open():
                assert (part.form, place.lines) == ("lines", item.lines)


def spread(numbers: str) -> list[str]:
    first, _, last = numbers.partition("–")
    return [str(n) for n in range(int(first), int(last or first) + 1)]


def test_numbers_run_down_the_columns_and_rows_are_even(pack: Pack, labels: Labels) -> None:
    sheet = materials.answer_sheet(every_shape(pack), materials.Setting(labels, "0000000"))
    assert isinstance(sheet, AnswerSheet)
    for part in sheet.sections:
        assert len({len(row) for row in part.rows}) == 1 and 10 <= part.width <= 100
        assert len({len(place.cross) for row in part.rows for place in row}) == 1
        down = [row[column].number for column in range(len(part.rows[0])) for row in part.rows]
        kept = [int(n) for n in down if n]
        assert kept == sorted(kept) and "" not in down[: len(kept)]


def test_the_answer_sheet_prints_all_numbers_and_no_item(pack: Pack) -> None:
    for version, handout in pack.handouts.items():
        data = pack.pdfs[f"pupils/answer-sheet-{version}.pdf"]
        numbers = {s.text.strip().rstrip(".") for s in shown(data)}
        assert {n for numbered, _ in items(handout) for n in spread(numbered)} <= numbers
        found = visible(data)
        for _, item in items(handout):
            for text in stems(item):
                assert dark(text) not in found, text


def stems(item: Exercise) -> Iterator[str]:
    match item:
        case Choice():
            yield item.stem
            yield from (o.text for o in item.options if len(o.text) > 8)
        case Gap():
            yield from (t for t in (item.before, item.after) if len(t) > 8)
        case Match():
            yield from (p.premise for p in item.pairs)
        case Grid():
            yield from (row.text for row in item.rows)
        case Open():
            yield item.prompt
        case Order():
            yield from (e.text for e in item.entries)


# --- the question paper ---


def test_a_question_paper_has_its_items_and_no_room_for_answers(pack: Pack, labels: Labels) -> None:
    plain = {n: materials.work_sheet(h, materials.Setting(labels, pack.code)) for n, h in pack.handouts.items()}
    for version, handout in pack.handouts.items():
        data = pack.pdfs[f"pupils/worksheet-{version}.pdf"]
        found = visible(data)
        assert dark(labels["header.kind_questions"].upper()) in found
        assert dark(labels["test.clean"]) in found and dark(labels["test.end"]) in found
        assert dark(labels["name_block.roll_number"]) not in dark(pages(data)[0].split(labels["test.directions"])[0])
        assert plain[version].directions == ()
        for _, item in items(handout):
            for text in stems(item):
                assert dark(text) in found, text
        assert len(gaps(data)) == sum(isinstance(i, Gap) for _, i in items(handout))


def test_no_instruction_of_a_question_paper_speaks_of_room_on_it(pack: Pack, labels: Labels) -> None:
    handout = every_shape(pack)
    setting = materials.Setting(labels, "0000000")
    paper, sheet = materials.work_sheet(handout, setting, apart=True), materials.work_sheet(handout, setting)
    assert {s.shape for s in paper.sections} == {"choice", "gap", "match", "order", "open", "grid"}
    for ours, theirs in zip(paper.sections, sheet.sections, strict=True):
        assert not any(i.lines or i.columns for i in ours.items) and not ours.events
        if ours.shape != "open":
            assert ours.instruction != theirs.instruction
        # the word box is printed, and the text has its line numbers
        told = ours.instruction.replace("from the box", "").replace("line number", "")
        assert not re.search(r"\b(box(es)?|line|kotak di depan|garis)\b", told)
    order = next(s for s in paper.sections if s.shape == "order")
    assert [t for _, t in order.items[0].options] == list(next(s for s in sheet.sections if s.events).events)


def test_without_an_answer_sheet_the_worksheet_has_its_room(packs: Callable[..., Pack]) -> None:
    for language in ("en", "id"):
        found = visible(packs(language).pdfs["pupils/worksheet-A.pdf"])
        assert dark(Labels(language)["test.clean"]) not in found


# --- blueprint and cards ---


def test_the_blueprint_has_a_row_for_each_item(pack: Pack, labels: Labels) -> None:
    versions = [{i.id: n for n, i in items(h)} for h in pack.handouts.values()]
    sheet = materials.blueprint_sheet(tuple(pack.handouts.values()), materials.Setting(labels, pack.code))
    first = pack.handouts["A"]
    assert [r.id for r in sheet.rows] == [i.id for s in first.sections for i in s.items]
    assert [r.numbers for r in sheet.rows] == [tuple(v[r.id] for v in versions) for r in sheet.rows]
    assert sum(r.points for r in sheet.rows) == sheet.max_score == sum(int(points) for _, _, points, _ in sheet.levels)
    assert sheet.count == sum(int(count) for _, count, _, _ in sheet.levels)
    headings = {b.text for _, b in first.essay.text_blocks() if b.kind == "heading"}
    assert headings & {r.topic for r in sheet.rows} and len({r.topic for r in sheet.rows}) >= 4
    # three objectives, and nobody has said which serves which
    assert len(sheet.objectives) == 3 and {r.objective for r in sheet.rows} == {""}
    found = visible(pack.pdfs["teacher/blueprint.pdf"])
    for row in sheet.rows:
        assert all(dark(t) in found for t in (row.topic, row.indicator, row.cognitive, row.form))


def test_a_topic_is_a_heading_only_when_all_evidence_stands_below_it(pack: Pack, labels: Labels) -> None:
    handout = pack.handouts["A"]
    sheet = materials.blueprint_sheet((handout,), materials.Setting(labels, pack.code))
    title = handout.meta.short_title
    for row, item in zip(sheet.rows, (i for s in handout.sections for i in s.items), strict=True):
        if isinstance(item, Order):
            blocks = {e.evidence.block for e in item.entries}
            assert (row.topic == title) == (len({heading(handout, b) for b in blocks}) > 1)
            return
    raise AssertionError("no ordering")


def heading(handout: Handout, block: int) -> str:
    return [b.text for i, b in handout.essay.text_blocks() if i < block and b.kind == "heading"][-1]


def test_every_kind_and_section_has_an_indicator(labels: Labels) -> None:
    for name in (*SECTION_KINDS, *(k.name.replace("-", "_") for k in BUILT_IN)):
        section = next((k.section for k in BUILT_IN if k.name.replace("-", "_") == name), name)
        key = f"blueprint.indicator.{name}"
        key = key if key in labels else f"blueprint.indicator.{section}"
        assert "{part}" in labels[key] and "{learner}" in labels[key]
    kinds = {key.rpartition(".")[2] for key in sorted(labels.keys()) if key.startswith("blueprint.indicator.")}
    assert kinds <= {*SECTION_KINDS, *(k.name.replace("-", "_") for k in BUILT_IN)}


def test_every_item_has_a_card_with_its_answer(pack: Pack, labels: Labels) -> None:
    found = visible(pack.pdfs["teacher/item-cards.pdf"])
    for numbers, item in items(pack.handouts["A"]):
        assert dark(item.id) in found
        for text in stems(item):
            assert dark(text) in found
        match item:
            case Gap():
                assert dark(labels["blueprint.key"] + item.answer) in found
            case Choice():
                mark = ", ".join("ABCDEFGH"[k] for k in item.keys)
                assert dark(labels["blueprint.key"] + mark + labels["blueprint.score"]) in found
            case Match():
                first = item.responses.index(item.pairs[0].response)
                assert dark(f"{spread(numbers)[0]} {'ABCDEFGH'[first]}") in found
            case Open():
                assert all(dark(row.text.rstrip(".")) in found for row in item.rubric)
                assert dark(item.answer) in found
            case _:
                pass


def test_teachers_papers_change_nothing_for_pupils(lesson: Path, tmp_path: Path) -> None:
    plain = build(lesson, tmp_path / "plain", "--sheets", "worksheet")
    filed = build(lesson, tmp_path / "filed", "--sheets", "worksheet,blueprint,item-cards")
    assert plain.code == filed.code
    assert {n: d for n, d in filed.pdfs.items() if n.startswith("pupils/")} == plain.pdfs
    assert {n for n in filed.pdfs if n.startswith("teacher/")} == {"teacher/blueprint.pdf", "teacher/item-cards.pdf"}


def test_the_papers_come_again_from_the_record(pack: Pack, tmp_path: Path) -> None:
    names = ("blueprint", "item-cards")
    args = ("key", pack.code, "--in", pack.record_path.parent.parent, "--out", tmp_path, "--sheets", ",".join(names))
    ran = cli(*args)
    assert ran.code == 0, ran.err
    assert files(tmp_path) == {f"{n}.pdf": pack.pdfs[f"teacher/{n}.pdf"] for n in names}


# --- objectives ---

ESSAY = (
    "# The treaty\n\nIn 1911 the king of Norland opened the port of Dalby. "
    "On 3 March 1912 Norland and Arno signed the treaty of Dalby. In 1914 the treaty of Dalby ended.\n"
)
QUESTION = """format: 1
sections:
  - kind: short_answer
    items:
      - id: mine
        prompt: Who opened the port?
        answer: the king of Norland
        objective: {number}
        evidence: In 1911 the king of Norland opened the port of Dalby.
"""


def objective_of(folder: Path, number: int, objectives: str) -> tuple[str, str]:
    lesson = write_lesson(folder / "lesson", ESSAY, more=f"objectives: {objectives}\n")
    (lesson / "questions.yaml").write_text(QUESTION.format(number=number), encoding="utf-8")
    made = build(lesson, folder / "out", "--sheets", "blueprint,item-cards")
    [row] = materials.blueprint_sheet((made.handouts["A"],), materials.Setting(Labels("en"), made.code)).rows
    for name in ("blueprint", "item-cards"):
        assert not row.objective or dark(row.objective) in visible(made.pdfs[f"teacher/{name}.pdf"])
    return row.objective, made.ran.err


def test_an_item_names_its_objective_by_number(tmp_path: Path) -> None:
    assert objective_of(tmp_path, 2, "[name the kings, name the ports]") == ("name the ports", "")


def test_the_only_objective_needs_no_number(tmp_path: Path) -> None:
    assert objective_of(tmp_path, 0, "[name the ports]")[0] == "name the ports"


def test_an_objective_that_does_not_exist_is_told_at_its_line(tmp_path: Path) -> None:
    objective, said = objective_of(tmp_path, 3, "[name the kings, name the ports]")
    assert objective == ""
    assert "questions.yaml:8:" in said and "[item-objective-unknown]" in said
