"""The files of a pack: as documented, valid, whole, readable by other tools, and holding what was to be printed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import page
import pikepdf
import pytest
from support import PAPERS, PNG, Pack, build, cli, write_lesson
from support_pdf import dark, fonts, gaps, pages, sizes, visible

from handouts.languages.labels import Labels
from handouts.model.exercise import Choice, Exercise, Gap, Match, Open, Order
from handouts.model.handout import Handout

Packs = Callable[..., Pack]
FAST = [("en", "A4", 2), ("id", "A4", 2), ("en", "F4", 2), ("id", "F4", 2)]
SLOW = [
    (lang, paper, n)
    for n, paper in ((1, "Letter"), (3, "Legal"), (4, "A4"), (5, "F4"), (6, "Letter"))
    for lang in ("en", "id")
]
MATRIX = [*FAST, *(pytest.param(case, marks=pytest.mark.verify) for case in SLOW)]


@pytest.fixture(params=MATRIX, ids=lambda case: "-".join(map(str, case)))
def pack(request: pytest.FixtureRequest, packs: Packs) -> Pack:
    return packs(*request.param)


@pytest.fixture
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.node.callspec.params["pack"][1])


def names(versions: int) -> set[str]:
    letters = "ABCDEF"[:versions]
    sheets = {f"pupils/worksheet-{v}.pdf" for v in letters} | {f"teacher/key-{v}.pdf" for v in letters}
    matrix = {"teacher/key-matrix.pdf"} if versions > 1 else set()
    return sheets | matrix | {"pupils/handout.pdf", "pupils/timeline.pdf", "teacher/timeline-key.pdf"}


def test_the_files_are_the_documented_ones(pack: Pack) -> None:
    found = {p.relative_to(pack.out).as_posix() for p in pack.out.rglob("*") if p.is_file()}
    assert found == names(pack.versions)
    assert pack.record_path.parent == pack.source / "locks"


def test_the_output_names_every_file_with_its_pages(pack: Pack) -> None:
    told = dict(line.split("  ")[1:] for line in pack.ran.out.splitlines() if line.startswith("  "))
    assert set(told) == set(pack.pdfs)
    assert {name: int(count.split()[0]) for name, count in told.items()} == {
        name: len(pages(data)) for name, data in pack.pdfs.items()
    }
    assert pack.code in pack.ran.out.splitlines()[0]


def test_every_file_is_valid(pack: Pack) -> None:
    for name, data in pack.pdfs.items():
        report = page.validate_pdf_bytes(data, profile="ua1")
        assert report.is_compliant, (name, list(report.failures)[:3])
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert pdf.get_warnings() == []


def test_the_validator_can_fail(pack: Pack) -> None:
    with pikepdf.open(io.BytesIO(pack.pdfs["pupils/handout.pdf"])) as pdf:
        del pdf.Root.Lang
        del pdf.Root.StructTreeRoot
        out = io.BytesIO()
        pdf.save(out)
    assert not page.validate_pdf_bytes(out.getvalue(), profile="ua1").is_compliant


def test_all_fonts_are_embedded(pack: Pack) -> None:
    for name, data in pack.pdfs.items():
        found = fonts(data)
        assert len(found) >= 2
        assert all(found.values()), (name, found)


def test_every_page_has_the_size_of_the_paper(pack: Pack, paper: str) -> None:
    for data in pack.pdfs.values():
        assert set(sizes(data)) == {PAPERS[paper]}


def test_every_page_has_code_and_number_at_its_foot(pack: Pack) -> None:
    labels = Labels(pack.prepared.lesson.meta.language)
    for name, data in pack.pdfs.items():
        version = name.removesuffix(".pdf").rpartition("-")[2]
        version = version if len(version) == 1 else ""
        code = f"{pack.code}-{version}" if version else pack.code
        found = pages(data)
        for number, text in enumerate(found, start=1):
            foot = dark(f"{code} · " + labels["footer.page"].format(page=number, pages=len(found)))
            assert foot in dark(text), (name, number)
            assert dark(pack.prepared.lesson.meta.short_title) in dark(text)
            if version:
                assert dark(labels("footer.packet", version=version)) in dark(text)


def printed(item: Exercise) -> Iterator[str]:
    match item:
        case Choice():
            yield item.stem
            yield from (option.text for option in item.options)
        case Gap():
            yield item.before
            yield item.after
        case Match():
            yield from (pair.premise for pair in item.pairs)
            yield from item.responses
        case Order():
            yield from (entry.text for entry in item.entries)
        case Open():
            yield item.prompt


def assert_holds(data: bytes, texts: Iterator[str]) -> None:
    found = visible(data)
    wanted = [text for text in texts if text.strip()]
    assert len(wanted) > 5
    assert [text for text in wanted if dark(text) not in found] == []


def test_the_handout_holds_essay_and_glossary(pack: Pack) -> None:
    prepared = pack.prepared
    blocks = [b.text for _, b in prepared.lesson.essay.text_blocks()]
    entries = [text for e in prepared.glossary.entries if e.source == "curated" for text in (e.term, e.definition)]
    assert len(entries) >= 40
    assert_holds(pack.pdfs["pupils/handout.pdf"], iter([*entries, prepared.lesson.meta.title]))
    # Numbers of paragraphs and lines stand in the gutters, between the lines of a paragraph that goes on.
    found = visible(pack.pdfs["pupils/handout.pdf"])
    assert [w for text in blocks for w in text.split() if w not in found] == []


def test_the_timeline_holds_every_event_twice(pack: Pack) -> None:
    found = visible(pack.pdfs["pupils/timeline.pdf"])
    assert len(pack.prepared.timeline.chosen) >= 8
    for event in pack.prepared.timeline.chosen:
        assert found.count(dark(event.label)) >= 2, event.label
        assert dark(event.display) in found


def test_the_worksheets_hold_every_item(pack: Pack) -> None:
    for version, handout in pack.handouts.items():
        texts = (t for s in handout.sections for i in s.items for t in (*printed(i), *s.bank))
        assert_holds(pack.pdfs[f"pupils/worksheet-{version}.pdf"], texts)


def test_the_keys_hold_what_the_record_holds(pack: Pack) -> None:
    for version, key in pack.keys.items():
        entries = [e for section in key.sections for e in section.entries]
        texts = [t for e in entries for t in (e.answer, e.place, *e.quotes, *e.notes)]
        assert_holds(pack.pdfs[f"teacher/key-{version}.pdf"], iter([*texts, *key.notes]))


def test_all_gaps_are_of_one_width(pack: Pack) -> None:
    widths: set[float] = set()
    for version, handout in pack.handouts.items():
        found = gaps(pack.pdfs[f"pupils/worksheet-{version}.pdf"])
        assert len(found) == sum(isinstance(i, Gap) for s in handout.sections for i in s.items) > 0
        widths.update(found)
    assert max(widths) - min(widths) < 0.02


def test_the_draft_notice_stands_on_what_no_teacher_has_approved(pack: Pack) -> None:
    notice = dark(Labels(pack.prepared.lesson.meta.language)["footer.draft"])
    for name, data in pack.pdfs.items():
        # The glossary of the sample lessons is approved, so nothing on the handout is a draft.
        assert [notice in dark(text) for text in pages(data)] == [name != "pupils/handout.pdf"] * len(pages(data))


def test_the_draft_notice_goes_when_all_drafts_are_approved(tmp_path: Path, lesson: Path) -> None:
    assert cli("draft", lesson).code == 0
    for number, name in enumerate(("timeline.yaml", "questions.yaml", "glossary.yaml")):
        pack = build(lesson, tmp_path / f"out{number}")
        marked = {n for n, data in pack.pdfs.items() if "Notyetchecked" in visible(data)}
        assert ("pupils/timeline.pdf" in marked) == ("teacher/timeline-key.pdf" in marked) == (number < 1)
        assert ("teacher/key-A.pdf" in marked) == ("pupils/worksheet-A.pdf" in marked) == (number < 2)
        draft = (lesson / name).read_text(encoding="utf-8")
        assert draft.count("\napproved: false") == 1
        (lesson / name).write_text(draft.replace("\napproved: false", "\napproved: true"), encoding="utf-8")
    assert not any("Notyetchecked" in visible(data) for data in build(lesson, tmp_path / "last").pdfs.values())


def test_the_draft_notice_goes_when_every_printed_item_is_approved(tmp_path: Path, lesson: Path) -> None:
    assert cli("draft", lesson).code == 0
    sheets = {
        "timeline.yaml": ("rule: clause", {"pupils/timeline.pdf", "teacher/timeline-key.pdf"}),
        "questions.yaml": ("points:", {"pupils/worksheet-A.pdf", "teacher/key-A.pdf"}),
        "glossary.yaml": ("definition:", {"pupils/handout.pdf"}),
    }
    for number, (name, (line, theirs)) in enumerate(sheets.items()):
        pack = build(lesson, tmp_path / f"before{number}")
        marked = {n for n, data in pack.pdfs.items() if "Notyetchecked" in visible(data)}
        assert theirs <= marked
        path = lesson / name
        items = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for at, text in enumerate(items):
            if text.strip().startswith(line) and not text.startswith("#"):
                items[at] = f"{text[: len(text) - len(text.lstrip())]}approved: true\n{text}"
        path.write_text("".join(items), encoding="utf-8")
        after = build(lesson, tmp_path / f"after{number}")
        assert {n for n, data in after.pdfs.items() if "Notyetchecked" in visible(data)} == marked - theirs


def test_a_picture_is_printed_with_its_description(tmp_path: Path) -> None:
    essay = "Ann Smith left Boston on 1 May 1939.\n\n![A “grey” dot & more](dot.png)\n"
    lesson = write_lesson(tmp_path / "lesson", essay)
    (lesson / "dot.png").write_bytes(PNG)
    data = build(lesson, tmp_path / "out").pdfs["pupils/handout.pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        described = [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
    assert described == ["A “grey” dot & more"]
    assert len(pictures) == 1


@pytest.mark.sliced(2)
@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        ("handout", {"pupils/handout.pdf"}),
        ("key", {"teacher/key-A.pdf"}),
        ("worksheet, timeline", {"pupils/worksheet-A.pdf", "pupils/timeline.pdf", "teacher/timeline-key.pdf"}),
        ("handout, timeline, worksheet, key", names(1)),
    ],
)
def test_only_the_sheets_asked_for(wanted: str, files: set[str], lesson: Path, tmp_path: Path) -> None:
    settings = (lesson / "lesson.yaml").read_text(encoding="utf-8")
    (lesson / "lesson.yaml").write_text(f"{settings}sheets: [{wanted}]\n", encoding="utf-8")
    pack = build(lesson, tmp_path / "out")
    assert set(pack.pdfs) == files
    assert list(pack.keys) == ["A"]
    keys = any(name.startswith("teacher/") for name in files)
    assert ("teacher/" in re.sub("teacher/(?:timeline-)?key", "", pack.ran.out)) == keys


def everything_of(handout: Handout) -> set[str]:
    return {i.id for s in handout.sections for i in s.items}


def test_every_version_has_the_same_items(pack: Pack) -> None:
    first = everything_of(pack.handouts["A"])
    assert len(first) > 10
    assert all(everything_of(handout) == first for handout in pack.handouts.values())
    orders = {tuple(i.id for s in h.sections for i in s.items) for h in pack.handouts.values()}
    assert len(orders) == pack.versions
