"""Corrections in the finished pack: what is printed, what the key tells, and what pupils never see."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ESSAYS, LESSONS, Pack, build, cli, copy_lesson, write_lesson
from support_examples import examples
from support_pdf import dark, everything, pages, visible

from handouts import analysis as analysing
from handouts.diagnostics import Location
from handouts.languages.labels import Labels
from handouts.model.correction import Correction
from handouts.model.exercise import Choice, Exercise, Match, Order, item_evidence
from handouts.model.text import Passage
from handouts.pipeline import locks
from handouts.pipeline import prepare as preparing
from handouts.pipeline.prepare import Prepared, prepare, read_lesson

pytestmark = pytest.mark.sliced(2)

REASONS = ("reason-replaced", "reason-left-out", "reason-kept", "reason-unused")
CORRECTIONS = {
    "en": (
        ("Germany invaded Poland on 1 September 1939.", 'replace: "Germany attacked Poland on 1 September 1939."'),
        ("Many Americans wanted a break with Moscow.", 'replace: ""'),
        ("Germany defeated France in June 1940.", "keep: true"),
        ("Congress debated the Lend-Lease bill in early 1941.", "do-not-use: true"),
    ),
    "id": (
        ("Jerman menyerbu Polandia pada", 'replace: "Tentara Jerman menyerbu Polandia pada"'),
        ("Banyak pihak mendesaknya agar memutuskan hubungan.", 'replace: ""'),
        ("Jerman mengalahkan Prancis pada Juni 1940.", "keep: true"),
        ("Pada Maret 1941, Welles memperingatkan Umansky tentang rencana serangan Jerman.", "do-not-use: true"),
    ),
}


def corrected(folder: Path, language: str) -> tuple[Path, list[str]]:
    """A sample lesson with four corrections; the sentences they are about."""
    lesson = copy_lesson(language, folder)
    sentences = [sentence for sentence, _ in CORRECTIONS[language]]
    entries = "".join(
        f"  - sentence: {json.dumps(s, ensure_ascii=False)}\n    {action}\n    reason: {why}\n"
        for s, (_, action), why in zip(sentences, CORRECTIONS[language], REASONS, strict=True)
    )
    (lesson / "corrections.yaml").write_text(f"format: 1\ncorrections:\n{entries}", encoding="utf-8")
    return lesson, sentences


@pytest.fixture(scope="module", params=sorted(LESSONS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pack, list[str]]:
    folder = tmp_path_factory.mktemp("corrected")
    lesson, sentences = corrected(folder, request.param)
    return build(lesson, folder / "out", "--versions", "2", lang=request.param), sentences


def test_pupils_get_the_corrected_text_and_nothing_of_the_reasons(made: tuple[Pack, list[str]]) -> None:
    pack, (replaced, left_out, kept, unused) = made
    printed = visible(pack.pdfs["pupils/handout.pdf"])
    new = pack.prepared.lesson.corrections[0].replacement
    assert dark(new) in printed
    assert dark(replaced) not in printed.replace(dark(new), "")
    assert dark(left_out) not in printed
    assert dark(kept) in printed and dark(unused) in printed
    for name, data in pack.pdfs.items():
        if name.startswith("pupils/"):
            raw = everything(data)
            assert not any(why in visible(data) or why.encode() in raw for why in REASONS)


def test_the_key_lists_what_was_changed(made: tuple[Pack, list[str]]) -> None:
    pack, sentences = made
    labels = Labels(pack.prepared.lesson.meta.language)
    for version, sheet in pack.keys.items():
        text = visible(pack.pdfs[f"teacher/key-{version}.pdf"])
        for words in (*sentences, *REASONS, pack.prepared.lesson.corrections[0].replacement):
            assert dark(words) in text
        assert [c.number for c in sheet.changes] == ["1", "2", "3", "4"]
        assert {c.what for c in sheet.changes} == {
            labels[f"key.change_{n}"] for n in ("replaced", "left_out", "kept", "not_used")
        }
        assert all(c.place for c in sheet.changes)


def test_the_key_gives_the_printed_lines_of_a_correction(made: tuple[Pack, list[str]]) -> None:
    pack, _ = made
    labels = Labels(pack.prepared.lesson.meta.language)
    essay = pack.prepared.lesson.essay
    one = next(c for c in pack.prepared.lesson.corrections if c.action == "keep")
    assert one.passage
    sheet = next(c for c in pack.keys["A"].changes if c.what == labels["key.change_kept"])
    number = essay.text_block(one.passage.block).number
    lines = [n for block, n, *_ in pack.record["lines"] if block == f"b{one.passage.block}"]
    places = {labels("key.place_one", paragraph=number, line=n) for n in lines} | {
        labels("key.place_range", paragraph=number, first=a, last=b) for a in lines for b in lines
    }
    assert sheet.place in places


def test_nothing_rests_on_the_sentence_that_is_not_to_be_used(made: tuple[Pack, list[str]]) -> None:
    pack, (*_, unused) = made
    assert not any(dark(unused) in dark(p.text) or dark(p.text) in dark(unused) for p in evidence(pack.prepared))


def evidence(prepared: Prepared) -> Iterator[Passage]:
    """Everything that events, items, options and pairs rest on."""
    for event in prepared.timeline.events:
        yield from (event.sentence, event.mention)
    for section in prepared.sections:
        for item in section.items:
            yield from _of_item(item)


def _of_item(item: Exercise) -> Iterator[Passage]:
    match item:
        case Match():
            yield from (pair.evidence for pair in item.pairs)
        case Order():
            yield from (entry.evidence for entry in item.entries)
        case Choice():
            yield from item.evidence
            yield from (o.evidence for o in item.options if o.evidence)
        case _:
            yield from item_evidence(item)


ESSAY_NAMES = ("flight-en.txt", "java-en.txt", "proklamasi-id.md")


@settings(deadline=None, max_examples=examples(20))
@given(st.data())
def test_nothing_rests_on_what_is_barred(data: st.DataObject) -> None:
    """Any decisions about any sentences: what is generated keeps off the sentences that are evidence for nothing."""
    lesson = read_lesson(str(ESSAYS / data.draw(st.sampled_from(ESSAY_NAMES))), None)[0]
    sentences = [s.passage for s in analysing.sentences(lesson.essay, lesson.meta.language)]
    chosen = data.draw(st.lists(st.sampled_from(sentences), max_size=6, unique=True))
    decided = tuple(
        Correction(data.draw(st.sampled_from(("keep", "do-not-use"))), p.text, p.text, "x", p, Location("c.yaml", 1, 1))
        for p in chosen
    )
    with patch.object(preparing, "read_lesson", lambda *_: (replace(lesson, corrections=decided), ())):
        prepared = prepare(lesson.essay.source.name, None)
    barred = [c.passage for c in decided if c.action == "do-not-use" and c.passage]
    for p in evidence(prepared):
        assert not any(p.overlaps(b) for b in barred)
    for entry in prepared.glossary.entries:
        if entry.source in ("pattern", "context") and entry.definition:
            assert not any(entry.definition in b.text for b in barred)


def test_a_pack_without_corrections_says_nothing_of_them(lesson: Path, tmp_path: Path) -> None:
    pack = build(lesson, tmp_path / "out")
    assert pack.keys["A"].changes == ()
    assert dark(Labels("en")["key.changes"]) not in visible(pack.pdfs["teacher/key-A.pdf"])


def test_another_reason_makes_another_pack(lesson: Path, tmp_path: Path) -> None:
    entry = 'format: 1\ncorrections:\n  - {{sentence: "{}", keep: true, reason: {}}}\n'
    sentence = prepare(str(lesson), None).lesson.essay.text_block(0).text.split(". ")[0]
    codes = {build(lesson, tmp_path / "out").code}
    for why in ("one", "two"):
        (lesson / "corrections.yaml").write_text(entry.format(sentence, why), encoding="utf-8")
        codes.add(build(lesson, tmp_path / "out").code)
    assert len(codes) == 3


def test_of_a_long_passage_the_key_shows_what_differs(tmp_path: Path) -> None:
    words = "The ship sailed past the islands that nobody had seen before. " * 20
    old, new = (f"{words}Then it went {where} again. {words}".strip() for where in ("north", "south"))
    flight = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    lesson = write_lesson(tmp_path / "lesson", f"{flight}\n\n{old}\n")
    entry = f'format: 1\ncorrections:\n  - sentence: "{old}"\n    replace: "{new}"\n    reason: a slip\n'
    (lesson / "corrections.yaml").write_text(entry, encoding="utf-8")
    (change,) = build(lesson, tmp_path / "out").keys["A"].changes
    was, now, _ = change.lines
    assert "Then it went north again." in was and "Then it went south again." in now
    assert was.startswith("Was: “… ") and max(len(was), len(now)) < 400


@pytest.mark.parametrize("count", [16, pytest.param(40, marks=pytest.mark.verify)])
def test_a_long_list_of_corrections_flows_over_pages(count: int, tmp_path: Path) -> None:
    words = "The ship sailed north past the islands that nobody had seen before. " * 7
    paragraphs = [f"Ship number {n}. {words}".strip() for n in range(count)]
    flight = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    lesson = write_lesson(tmp_path / "lesson", "\n\n".join((flight, *paragraphs)))
    entries = "".join(
        f'  - sentence: "{p}"\n    replace: "{p.replace("north", "south")}"\n    reason: {"why " * 200}\n'
        for p in paragraphs
    )
    (lesson / "corrections.yaml").write_text(f"format: 1\ncorrections:\n{entries}", encoding="utf-8")
    pack = build(lesson, tmp_path / "out")
    assert len(pack.keys["A"].changes) == count
    labels = Labels("en")
    leaves = pages(pack.pdfs["teacher/key-A.pdf"])
    assert len(leaves) > count // 8
    for leaf in leaves:
        lines = [line for line in leaf.splitlines() if line.strip()]
        # no heading and no first line of an entry is the last thing above the footer
        last = " ".join(lines[-3:-1])
        assert labels["key.changes"] not in last


@pytest.mark.parametrize("language", sorted(LESSONS))
def test_a_record_of_an_older_version_still_gives_its_key(language: str, tmp_path: Path) -> None:
    lesson, _ = corrected(tmp_path, language)
    pack = build(lesson, tmp_path / "out", lang=language)
    data = json.loads(pack.record_path.read_text(encoding="utf-8"))
    for key in data["answers"].values():
        assert key.pop("changes")
    old = tmp_path / "old" / "locks" / pack.record_path.name
    old.parent.mkdir(parents=True)
    old.write_text(json.dumps(data), encoding="utf-8")
    assert [k.changes for k in locks.read(old).keys] == [()]
    ran = cli("key", pack.code, "--in", tmp_path / "old", "--out", tmp_path / "keys", lang=language)
    assert ran.code == 0, ran.err


def test_marks_that_are_taken_out_are_printed_nowhere(tmp_path: Path) -> None:
    text = (ESSAYS / "flight-en.txt").read_text("utf-8").replace(". ", ".[7] ")
    lesson = write_lesson(tmp_path / "lesson", text)
    (lesson / "corrections.yaml").write_text("format: 1\ncitations: remove\n", encoding="utf-8")
    pack = build(lesson, tmp_path / "out")
    assert pack.prepared.lesson.marks_removed == text.count("[7]") > 3
    assert not any("[7]" in visible(data) for data in pack.pdfs.values())
    assert [c.what for c in pack.keys["A"].changes] == [
        Labels("en")("key.change_marks", count=pack.prepared.lesson.marks_removed)
    ]
    assert "[flag-citation]" not in pack.ran.err
