"""What a pupil's sheet says is what its PDF says: no template loses a part of an item or adds a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from lxml import etree
from support import ROOT, Pack, cli, copy_lesson, files

from handouts import materials, typeset
from handouts.model.document import Document
from handouts.model.exercise import Gap
from handouts.model.inline import Span
from handouts.model.lesson import FORMS
from handouts.pipeline.build import BuildOptions, printer_for
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.pack_samples import sample_papers
from handouts.pipeline.printing import PUPIL_SHEETS, Printer, finish
from handouts.pipeline.sheet_text import added, left_out

Packs = Callable[..., Pack]


def pupils(pack: Pack) -> Iterator[tuple[Printer, str, Any]]:
    """Every sheet for pupils that there is, with its template."""
    printer, lost = printer_for(pack.prepared, BuildOptions(str(pack.source)))
    setting = materials.Setting(printer.labels, "0000000", lost)
    handout = pack.handouts["B"]
    anchors = materials.Anchors(handout.essay, (), {})
    inside = replace(handout, meta=replace(handout.meta, timeline_in_handout=True))
    for one in (handout, inside):
        yield printer, "handout.xml.j2", finish(materials.reading_sheet(one, setting)[0], printer.labels, lost)
    for version in pack.handouts.values():
        yield printer, "worksheet.xml.j2", finish(materials.work_sheet(version, setting), printer.labels, lost)
        paper = materials.work_sheet(version, setting, apart=True)
        yield printer, "worksheet.xml.j2", finish(paper, printer.labels, lost)
        answers = materials.answer_sheet(version, setting)
        yield printer, "answer-sheet.xml.j2", finish(answers, printer.labels, lost)
    for form in FORMS:
        kind = FORM_KINDS[form]
        yield printer, kind.template, finish(kind.view(handout, setting, anchors), printer.labels, lost)
    yield from (
        (printer, template, sheet)
        for template, sheet in sample_papers(pack.prepared.lesson.meta, setting)
        if isinstance(sheet, PUPIL_SHEETS)
    )


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_template_prints_its_sheet_and_no_word_of_its_own(language: str, packs: Packs) -> None:
    seen = set()
    for printer, template, sheet in pupils(packs(language)):
        document = printer.document(template, sheet)
        assert left_out(sheet, document) == (), template
        # not even the words that stand in templates: all wording is in the labels
        assert added(sheet, document, printer.labels, None) == (), template
        seen.add(type(sheet))
    assert seen == set(PUPIL_SHEETS)


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    return copy_lesson("en", tmp_path / "content")


def themed(lesson: Path, old: str, new: str) -> Path:
    """A theme of the lesson's own, whose worksheet has one thing changed, or one thing in its sections."""
    shipped = ROOT / "templates" / "default"
    texts = {name: (shipped / name).read_text(encoding="utf-8") for name in ("worksheet.xml.j2", "section.xml.j2")}
    [name] = [name for name, text in texts.items() if text.count(old) == 1]
    folder = lesson / "templates" / "own"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("format: 1\nname: own\nbased-on: default\n", encoding="utf-8")
    (folder / name).write_text(texts[name].replace(old, new), encoding="utf-8")
    return lesson


@pytest.mark.sliced(3)
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ q.after }}", "", "left out"),
        ("<word>{{ w }}</word>", "<word>{{ loop.index }}</word>", "left out"),
        ("{{ sec.instruction }}", "{{ s.title }}", "left out"),
        ("{{ sec.instruction }}", "{{ sec.instruction | replace('e', 'qx') }}", "left out"),
        ("<stem>{{ q.stem }}</stem>", "<stem>{{ q.stem }} {{ sec.title | replace('o', 'qx') }}</stem>", "of its own"),
    ],
)
def test_a_template_that_loses_or_makes_words_is_withheld(old: str, new: str, told: str, lesson: Path) -> None:
    before = files(lesson)
    source = themed(lesson, old, new)
    ran = cli("build", source, "--theme", "own", "--out", lesson.parent / "out")
    assert ran.code == 6
    assert "worksheet.xml.j2" in ran.err and told in ran.err and "check-sheet" in ran.err
    assert not (lesson.parent / "out").exists() and before.items() <= files(lesson).items()


def test_a_theme_may_have_words_of_its_own(lesson: Path) -> None:
    source = themed(
        lesson, "{% block closing %}", '{% block closing %}<p class="small">Zestful zebras wish good luck!</p>'
    )
    ran = cli("build", source, "--theme", "own", "--sheets", "worksheet", "--out", lesson.parent / "out")
    assert ran.code == 0, ran.err


def test_a_pdf_with_one_more_word_than_its_sheet_is_withheld(lesson: Path) -> None:
    set_pages = typeset.render

    def one_more(document: Document, *how: Any) -> Any:
        first, *rest = document.blocks
        spoken = replace(first, content=(*first.content, Span(" Leningrad")))  # type: ignore[union-attr, call-arg]
        return set_pages(replace(document, blocks=(spoken, *rest)), *how)

    with patch.object(typeset, "render", one_more):
        ran = cli("build", lesson, "--sheets", "worksheet", "--out", lesson.parent / "out")
    assert ran.code == 6 and "check-text" in ran.err
    assert not (lesson.parent / "out").exists()


def test_a_prefix_and_a_hint_side_by_side_are_no_new_word(packs: Packs) -> None:
    pack = packs("en")
    handout = pack.handouts["A"]
    (cloze,) = (s for s in handout.sections if s.kind == "cloze")
    items = tuple(replace(i, before="The non", hint="w", after="x .") for i in cloze.items if isinstance(i, Gap))
    printer, lost = printer_for(pack.prepared, BuildOptions(str(pack.source)))
    one = replace(handout, sections=(replace(cloze, items=items),))
    sheet = materials.work_sheet(one, materials.Setting(printer.labels, "0000000", lost))
    assert added(sheet, printer.document("worksheet.xml.j2", sheet), printer.labels, printer.theme) == ()


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_markup_of_every_sheet_fits_the_schema_for_editors(language: str, packs: Packs) -> None:
    schema = etree.RelaxNG(etree.parse(ROOT / "docs" / "handouts.rng"))
    for printer, template, sheet in pupils(packs(language)):
        schema.assertValid(etree.fromstring(printer.readable(template, sheet).encode("utf-8")))
