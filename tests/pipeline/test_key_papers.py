"""The papers that go with the keys, read back from the finished PDFs: matrix, quick keys, answers on the worksheet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pypdfium2
import pytest
from support import ESSAYS, Pack, build, cli, copy_lesson, files, write_lesson
from support_pdf import Shown, dark, pages, shown, sizes, visible

from handouts import materials
from handouts.languages.labels import Labels
from handouts.model.exercise import Choice, Gap, Grid, Match, Open, Order, Section
from handouts.model.handout import Handout
from handouts.pipeline.build import BuildOptions, printer_for
from handouts.pipeline.key_papers import KeyPapers, key_papers, wanted_papers
from handouts.pipeline.prepare import handouts_of
from handouts.pipeline.printing import finish

pytestmark = pytest.mark.sliced(2)

ALL = "handout,timeline,worksheet,key,key-embedded,key-quick,key-matrix,key-review"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SCALE = 3  # pixels a point


@pytest.fixture(scope="module")
def key_packs(packs: Callable[..., Pack], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pack]:
    @cache
    def made(language: str) -> Pack:
        known = packs(language).prepared
        source = copy_lesson(language, tmp_path_factory.mktemp("lesson"))
        options = ("--versions", "3", "--sheets", ALL, "--paper", "F4")
        return build(source, tmp_path_factory.mktemp("pack"), *options, lang=language, known=known)

    return made


@pytest.fixture(params=["id", "en"])
def pack(request: pytest.FixtureRequest, key_packs: Callable[[str], Pack]) -> Pack:
    return key_packs(request.param)


def numbers(handout: Handout) -> Iterator[tuple[int, object, int]]:
    """Number, item, and place of the premise or statement in it, counted by this test's own rules."""
    number = 1
    for item in (i for s in handout.sections for i in s.items):
        parts = len(item.pairs) if isinstance(item, Match) else len(item.rows) if isinstance(item, Grid) else 1
        for part in range(parts):
            yield number, item, part
            number += 1


def mark(item: object, part: int) -> str:
    match item:
        case Choice():
            return ", ".join(LETTERS[k] for k in item.keys)
        case Match():
            return LETTERS[item.responses.index(item.pairs[part].response)]
        case Order():
            return "".join(str(k + 1) for k in item.shown)
        case _:
            return ""


def identity(item: object, part: int) -> object:
    match item:
        case Match():
            return item.pairs[part].id
        case Grid():
            return item.id, item.rows[part].id
        case _:
            return item.id  # type: ignore[attr-defined]


# --- the pupils' sheets are the same whatever the key ---


def test_no_mode_of_the_key_changes_a_pupils_file(lesson: Path, tmp_path: Path) -> None:
    ways: dict[str, tuple[str, ...]] = {
        "separate": (),
        "embedded": ("--key", "embedded"),
        "all": ("--sheets", ALL),
        "none": ("--sheets", "handout,timeline,worksheet"),
    }
    made = {name: build(lesson, tmp_path / name, "--versions", "2", *options) for name, options in ways.items()}
    pupils = [{n: d for n, d in p.pdfs.items() if n.startswith("pupils/")} for p in made.values()]
    assert len(pupils[0]) == 4 and all(p == pupils[0] for p in pupils)
    assert len({p.record_path.read_bytes() for p in made.values()}) == 1
    only = build(lesson, tmp_path / "only", "--versions", "2", "--key", "only")
    kept = {n: d for n, d in made["separate"].pdfs.items() if n.startswith("teacher/")}
    assert only.pdfs == kept and only.code == made["separate"].code
    names = {n for n in made["embedded"].pdfs if n.startswith("teacher/key")}
    assert names == {f"teacher/key-{n}.pdf" for n in ("embedded-A", "embedded-B", "matrix")}


def test_only_leaves_the_pupils_files_of_the_same_pack_alone(lesson: Path, tmp_path: Path) -> None:
    first = build(lesson, tmp_path / "out")
    again = build(lesson, tmp_path / "out", "--key", "only")
    assert files(tmp_path / "out") == {**first.pdfs, **again.pdfs}
    assert "files-of-an-older-build" not in again.ran.err


# --- answers on a copy of the worksheet ---


def extra(pack: Pack, version: str) -> list[Shown]:
    """What the copy prints besides the worksheet; everything of the worksheet stands where it stood."""
    # PDFium adds spaces between neighbours, which are others where there is an answer between
    plain, copy = (
        Counter(replace(s, text=s.text.strip()) for s in shown(pack.pdfs[f"{name}-{version}.pdf"]))
        for name in ("pupils/worksheet", "teacher/key-embedded")
    )
    assert not plain - copy
    return sorted((copy - plain).elements(), key=lambda s: (s.page, -s.y, s.x))


def test_the_copy_has_the_pages_of_the_worksheet(pack: Pack) -> None:
    for version in pack.handouts:
        plain, copy = (pack.pdfs[f"{n}-{version}.pdf"] for n in ("pupils/worksheet", "teacher/key-embedded"))
        assert sizes(copy) == sizes(plain)
        banner = "JAWABAN" if pack.prepared.lesson.meta.language == "id" else "ANSWERS"
        assert all(banner in page for page in pages(copy))
        assert not any(banner in page for page in pages(plain))
        assert extra(pack, version)


def test_every_written_answer_stands_at_its_item(pack: Pack) -> None:
    for version, handout in pack.handouts.items():
        added = extra(pack, version)
        plain = sorted(shown(pack.pdfs[f"pupils/worksheet-{version}.pdf"]), key=lambda s: (s.page, -s.y, s.x))
        heads = {}
        for piece in plain:
            heads.setdefault(piece.text.strip().rstrip("."), piece)
        seen = set()
        for number, item, part in numbers(handout):
            wanted = written(item, part)
            if not wanted:
                continue
            at, below = heads[str(number)], heads.get(str(number + 1))
            foot = below.y + 9 if below and below.page == at.page and not isinstance(item, Match) else at.y - 7
            foot = foot if below is None or below.page == at.page else 0
            foot = 0 if below is None else foot
            near = dark("".join(p.text for p in added if p.page == at.page and foot <= p.y <= at.y + 12))
            for words in wanted:
                assert dark(words).rstrip(".") in near, (version, number, words, near)
            seen.add(type(item))
        assert seen == {Gap, Match, Order, Open}


def written(item: object, part: int) -> list[str]:
    match item:
        case Gap():
            return [item.answer]
        case Match():
            return [mark(item, part)]
        case Order():
            return [mark(item, part)]
        case Open():
            return [item.answer, *(row.text for row in item.rubric)]
        case _:
            return []


def grey(data: bytes, page: int) -> tuple[object, float]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        leaf = pdf[page - 1]
        return leaf.render(scale=SCALE).to_pil().convert("L"), leaf.get_height()
    finally:
        pdf.close()


def changed(pack: Pack, version: str, page: int, box: tuple[float, float, float, float]) -> int:
    """How many pixels of a box (left, bottom, right, top in points) are dark on the copy alone, without colour."""
    images = []
    for name in ("pupils/worksheet", "teacher/key-embedded"):
        image, height = grey(pack.pdfs[f"{name}-{version}.pdf"], page)
        left, bottom, right, top = box
        area = (int(left * SCALE), int((height - top) * SCALE), int(right * SCALE), int((height - bottom) * SCALE))
        images.append(image.crop(area).tobytes())  # type: ignore[attr-defined]
    return sum(one > 200 and two < 140 for one, two in zip(*images, strict=True))


def test_right_options_alone_are_marked_and_to_be_seen_without_colour(pack: Pack) -> None:
    version = "B"
    plain = sorted(shown(pack.pdfs[f"pupils/worksheet-{version}.pdf"]), key=lambda s: (s.page, -s.y, s.x))
    for number, item, _ in numbers(pack.handouts[version]):
        if not isinstance(item, Choice) or number > 6:
            continue
        start = next(i for i, p in enumerate(plain) if p.text.strip() == f"{number}.")
        for place, letter in enumerate(LETTERS[: len(item.options)]):
            piece = next(p for p in plain[start:] if p.text.strip() == f"{letter}.")
            box = (piece.x - 7, piece.y - 4, piece.x + 12, piece.y + 9)
            assert (changed(pack, version, piece.page, box) > 40) == (place in item.keys), (number, letter)


def test_the_right_column_alone_is_ticked(pack: Pack) -> None:
    version = "C"
    plain = shown(pack.pdfs[f"pupils/worksheet-{version}.pdf"])
    for number, item, part in numbers(pack.handouts[version]):
        if not isinstance(item, Grid):
            continue
        at = next(p for p in plain if p.text.strip() == str(number))
        for column, name in enumerate(item.columns):
            head = next(p for p in plain if p.text.strip() == name and p.page == at.page and p.y > at.y)
            box = (head.x - 2, at.y - 9, head.x + 30, at.y + 7)
            ticked = changed(pack, version, at.page, box) > 60
            assert ticked == (column == item.rows[part].column), (number, name)


def test_a_theme_that_leaves_no_place_for_answers_is_told_so(lesson: Path, tmp_path: Path) -> None:
    theme = lesson / "templates" / "own"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("format: 1\nname: own\nbased-on: default\n", encoding="utf-8")
    body = '{% extends "base.xml.j2" %}{% block body %}<h1>{{ s.title }}</h1><p>x</p>{% endblock %}'
    (theme / "worksheet.xml.j2").write_text(body, encoding="utf-8")
    ran = cli("build", lesson, "--out", tmp_path / "out", "--theme", "own", "--key", "embedded")
    assert ran.code == 6 and "[check-sheet]" in ran.err and "worksheet.xml.j2" in ran.err
    assert not (tmp_path / "out").exists()


# --- matrix, quick keys, review ---


def test_the_matrix_gives_number_and_letter_in_every_version(pack: Pack) -> None:
    data = pack.pdfs["teacher/key-matrix.pdf"]
    assert len(pages(data)) == 1
    pieces = sorted(shown(data), key=lambda p: (-p.y, p.x))
    rows = ["".join(dark(p.text) for p in group) for _, group in groupby(pieces, key=lambda p: p.y)]
    found = [{identity(i, part): (n, mark(i, part)) for n, i, part in numbers(h)} for h in pack.handouts.values()]
    for number, item, part in numbers(pack.handouts["A"]):
        cells = "".join(f"{n}{dark(m)}" for n, m in (version[identity(item, part)] for version in found))
        assert any(row.startswith(str(number)) and row.endswith(cells) for row in rows), (number, cells)


def many(handout: Handout, count: int) -> Handout:
    """The handout with so many numbered items: choice items under other ids."""
    choices = [i for i in handout.sections[0].items if isinstance(i, Choice)]
    items = tuple(replace(choices[n % len(choices)], id=f"mcq-{n:03}abc") for n in range(count))
    return replace(handout, sections=(Section("multiple_choice", items),))


@pytest.mark.sliced(6)
@pytest.mark.parametrize("paper", ["A4", "F4", "Letter"])
@pytest.mark.parametrize(("versions", "items", "most"), [(8, 40, 1), (12, 130, 8)])
def test_eight_versions_of_forty_items_fit_on_a_page(
    paper: str, versions: int, items: int, most: int, packs: Callable[..., Pack]
) -> None:
    prepared = packs("id").prepared
    printer, unprintable = printer_for(prepared, BuildOptions("", paper=paper))
    setting = materials.Setting(printer.labels, "0000000", unprintable)
    first = many(handouts_of(prepared, 1)[0], items)
    turned = materials.versions(first.sections, versions, "test")
    pack = [replace(first, sections=s, version=LETTERS[n]) for n, s in enumerate(turned)]
    sheet = finish(materials.key_matrix_sheet(pack, setting), printer.labels, unprintable)
    made = printer.print("key-matrix.xml.j2", sheet)
    assert 1 <= made.pages <= most
    assert all(f"mcq-{items - 1:03}abc" in "".join(pages(made.data)) for _ in "x")
    strips = finish(materials.quick_key_sheet(pack, setting), printer.labels, unprintable)
    assert printer.print("key-quick.xml.j2", strips).pages <= versions


def test_a_strip_for_each_version_holds_its_quick_key(pack: Pack) -> None:
    sheet = pack.record["quick"]
    text = visible(pack.pdfs["teacher/key-quick.pdf"])
    assert [s["version"] for s in sheet["strips"]] == list(pack.handouts)
    for strip, handout in zip(sheet["strips"], pack.handouts.values(), strict=True):
        rows = [tuple(row) for part in strip["parts"] for row in part["rows"]]
        assert [int(n) for n, _ in rows] == [n for n, _, _ in numbers(handout)]
        for (_, answer), (_, item, part) in zip(rows, numbers(handout), strict=True):
            assert dark(answer) == dark(mark(item, part)) or not mark(item, part)
        assert dark(strip["code"]) in text and str(strip["max_score"]) in text


def test_the_review_shows_how_options_moved(pack: Pack) -> None:
    review = pack.record["review"]
    first = {identity(i, p): i for _, i, p in numbers(pack.handouts["A"])}
    told = [row for table in review["tables"] for row in table["rows"] if row["number"]]
    for row, (_, item, part) in zip(told, numbers(pack.handouts["A"]), strict=True):
        for cell, handout in zip(row["cells"], pack.handouts.values(), strict=True):
            number, other = next((n, i) for n, i, p in numbers(handout) if identity(i, p) == identity(item, part))
            assert cell["number"] == str(number)
            if isinstance(other, Choice) and not other.also:
                was = first[identity(item, part)]
                assert isinstance(was, Choice)
                letters = cell["before"] + cell["right"] + cell["after"]
                assert [was.options[LETTERS.index(c)].text for c in letters] == [o.text for o in other.options]
                assert len(cell["before"]) == other.key
    assert review["findings"] == []


OWN = """format: 1
sections:
  - kind: multiple_choice
    items:
      - {stem: "Which of these did the brothers build?", options: [gliders, bicycles, kites, All of the above],
         key: D, allow: [lint-all-of-above]}
      - {stem: "In which year did the first flight take place?", options: ["1899", "1901", "1903", "1905"], key: C}
"""


@pytest.fixture
def own_items(tmp_path: Path) -> Pack:
    essay = "# " + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    source = write_lesson(tmp_path / "lesson", essay)
    (source / "questions.yaml").write_text(OWN, encoding="utf-8")
    return build(source, tmp_path / "out", "--versions", "6", "--sheets", "worksheet,key-review")


def test_options_with_an_order_of_their_own_keep_it(own_items: Pack) -> None:
    for handout in own_items.handouts.values():
        found = {tuple(o.text for o in i.options) for s in handout.sections for i in s.items if isinstance(i, Choice)}
        assert found == {("gliders", "bicycles", "kites", "All of the above"), ("1899", "1901", "1903", "1905")}
    assert not any("natural_order" in f for f in own_items.record["review"]["findings"])


def test_the_review_names_orders_that_broke(own_items: Pack) -> None:
    """Were options to move that should not: the review is the last look before printing."""
    first = own_items.handouts["A"]
    moved = tuple(
        replace(
            s, items=tuple(replace(i, options=i.options[::-1], key=3 - i.key) for i in s.items if isinstance(i, Choice))
        )
        for s in first.sections
    )
    labels = Labels("en")
    pack = (first, replace(first, version="B", sections=moved))
    said = " ".join(materials.key_review_sheet(pack, materials.Setting(labels, own_items.code)).findings)
    assert "All of the above" in said and "natural_order" in said


# --- asked for, and again from the record ---


def test_papers_are_printed_again_from_the_record(pack: Pack, tmp_path: Path) -> None:
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / pack.record_path.name).write_bytes(pack.record_path.read_bytes())
    names = "key-quick,key-matrix,key-review,key-embedded"
    ran = cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "again", "--sheets", names)
    assert ran.code == 0, ran.err
    again = files(tmp_path / "again")
    assert set(again) == {f"key-embedded-{v}.pdf" for v in "ABC"} | {
        f"key-{n}.pdf" for n in names[4:].split(",key-")[:3]
    }
    assert all(pack.pdfs[f"teacher/{name}"] == data for name, data in again.items())


def test_a_record_of_an_older_version_has_the_key_alone(pack: Pack, tmp_path: Path) -> None:
    record = {k: v for k, v in pack.record.items() if k not in ("marked", "quick", "matrix", "review")}
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / pack.record_path.name).write_text(json.dumps(record), encoding="utf-8")
    ran = cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "again", "--sheets", "key-quick")
    assert ran.code == 2 and "[record-lacks-sheet]" in ran.err
    assert cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "again").code == 0
    assert {n for n in files(tmp_path / "again") if "timeline" not in n} == {f"key-{v}.pdf" for v in "ABC"}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("build", "x", "--key", "none"), "embedded"),
        (("key", "K7M2QHR", "--sheets", "handout"), "key-quick"),
        (("key", "K7M2QHR", "--sheets", ""), "key-quick"),
    ],
)
def test_names_that_do_not_exist_are_usage_errors(command: tuple[str, ...], said: str) -> None:
    ran = cli(*command)
    assert ran.code == 2 and said in ran.err


def test_one_version_has_nothing_to_compare(lesson: Path, tmp_path: Path) -> None:
    pack = build(lesson, tmp_path / "out", "--sheets", "worksheet,key,key-matrix,key-review")
    assert "[sheet-one-version]" in pack.ran.err
    assert {n for n in pack.pdfs if n.startswith("teacher/")} == {"teacher/key-A.pdf"}


def test_a_pack_without_items_has_no_papers() -> None:
    assert wanted_papers(("key", "key-quick", "key-matrix"), KeyPapers()) == ()
    assert key_papers((), None, None, None) == KeyPapers()  # type: ignore[arg-type]
