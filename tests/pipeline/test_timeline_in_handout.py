"""`timeline: in-handout`: the timeline moves, and what it would answer is left out and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support import INTERFACES, LESSONS, Pack, build, copy_lesson
from support_pdf import dark, visible

from handouts.languages.labels import Labels
from handouts.model.exercise import Match, Order, item_evidence

pytestmark = pytest.mark.sliced(2)

Packs = Callable[..., Pack]


def moved(lesson: Path) -> Path:
    path = lesson / "lesson.yaml"
    text = path.read_text(encoding="utf-8").replace("timeline: separate\n", "")
    path.write_text(text + "timeline: in-handout\n", encoding="utf-8")
    return lesson


@pytest.mark.parametrize("language", LESSONS)
def test_the_timeline_stands_in_the_handout(language: str, packs: Packs, tmp_path: Path) -> None:
    pack = build(moved(copy_lesson(language, tmp_path)), tmp_path / "out", lang=language)
    sheets = {"pupils/handout.pdf", "pupils/worksheet-A.pdf", "teacher/key-A.pdf", "teacher/timeline-key.pdf"}
    assert set(pack.pdfs) == sheets
    handout = visible(pack.pdfs["pupils/handout.pdf"])
    labels = Labels(language)
    separate = packs(language)
    assert dark(labels["timeline.to_scale"]) not in handout
    chosen = pack.prepared.timeline.chosen
    assert chosen == separate.prepared.timeline.chosen
    assert [e.label for e in chosen if dark(e.label) not in handout] == []
    # The chart has not been approved, so the handout is a draft now.
    assert dark(labels["footer.draft"]) in handout
    assert dark(labels["footer.draft"]) not in visible(separate.pdfs["pupils/handout.pdf"])


@pytest.mark.sliced(4)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("language", LESSONS)
def test_items_that_the_timeline_answers_are_dropped_and_named(
    language: str, lang: str, packs: Packs, tmp_path: Path
) -> None:
    pack = build(moved(copy_lesson(language, tmp_path)), tmp_path / "out", lang=lang)
    before = packs(language)
    gone = set(shared(before)) & set(dated_items(before))
    assert gone
    said = [line for line in pack.ran.err.splitlines() if line.endswith("[items-on-timeline]")]
    # on the screen notes of one kind are shortened when there are many
    told = [d for d in pack.prepared.diagnostics if d.code == "items-on-timeline"]
    named = {name for d in told for name in str(d.data["items"]).split(", ")}
    assert gone - named == set()
    printed = {item.id for s in pack.handouts["A"].sections for item in s.items}
    assert printed & gone == set()
    assert {"en": "left out", "id": "ditiadakan"}[lang] in said[0]
    assert pack.ran.err.count("timeline: in-handout") == len(said)


def dated_items(pack: Pack) -> list[str]:
    """Ids of the items that ask for a date."""
    items = (item for s in pack.handouts["A"].sections for item in s.items)
    return [item.id for item in items if item.kind in ("mcq-date", "cloze-year", "when")]


@pytest.mark.parametrize("language", LESSONS)
def test_no_item_left_rests_on_a_sentence_of_the_timeline(language: str, packs: Packs, tmp_path: Path) -> None:
    pack = build(moved(copy_lesson(language, tmp_path)), tmp_path / "out")
    assert shared(packs(language)) != []
    assert shared(pack) == []


def shared(pack: Pack) -> list[str]:
    """Items that rest on the sentence of an event that is on the timeline."""
    told = {event.sentence.span for event in pack.prepared.timeline.chosen}
    found = []
    for item in (item for s in pack.handouts["A"].sections for item in s.items):
        match item:
            case Match():
                spans = {pair.evidence.span for pair in item.pairs}
            case Order():
                spans = {entry.evidence.span for entry in item.entries}
            case _ if item.kind in ("prompt", ""):
                # a prompt names an event, a meaning stands in the glossary: the timeline answers neither
                continue
            case _:
                spans = {place.span for place in item_evidence(item)}
        if spans & told:
            found.append(item.id)
    return found
