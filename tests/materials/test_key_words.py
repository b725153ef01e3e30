"""What a key says of its items: how they are scored, what the teacher must judge, what is flagged; as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from support import Pack

from handouts import materials
from handouts.languages.labels import Labels
from handouts.materials.key_scheme import scheme
from handouts.materials.numbering import numbered, shortened
from handouts.model.exercise import Choice, Grid, Match, Option, Section
from handouts.model.handout import Handout
from handouts.model.sheet import KeyEntry, KeySheet


@pytest.fixture
def handout(packs: Callable[..., Pack]) -> Handout:
    return packs("en").handouts["B"]


def key(handout: Handout, remarks: materials.Remarks) -> KeySheet:
    setting = materials.Setting(Labels("en"), "0000000")
    return materials.key_sheet(handout, setting, materials.Anchors(handout.essay, (), {}), remarks)


def by_number(sheet: KeySheet) -> dict[str, KeyEntry]:
    return {entry.number: entry for section in sheet.sections for entry in section.entries if entry.number}


def test_every_part_says_how_it_is_scored_and_its_points_add_up(handout: Handout) -> None:
    sheet = key(handout, materials.Remarks())
    assert all(section.scheme for section in sheet.sections)
    worth = [int(section.scheme.rpartition("This part: ")[2].split()[0]) for section in sheet.sections]
    assert sum(worth) == sheet.max_score
    ordering = next(s for s, made in zip(sheet.sections, handout.sections, strict=True) if made.kind == "ordering")
    assert "neighbouring pairs" in ordering.scheme


def test_items_of_different_points_are_scored_as_stated_at_each() -> None:
    options = tuple(Option(text) for text in "abc")
    one = Choice("x", "teacher", "?", options, 0, False, 1, "teacher", ())
    several = replace(one, id="y", also=(1,), points=2)
    assert "1 mark for the right letter" in scheme(Section("multiple_choice", (one,)), Labels("en"))
    assert "2 marks if all right letters" in scheme(Section("complex_choice", (several,)), Labels("en"))
    mixed = scheme(Section("multiple_choice", (one, replace(one, id="z", points=3))), Labels("en"))
    assert "stated at the item" in mixed and mixed.endswith("This part: 4 marks.")


def test_what_is_to_be_judged_stands_at_its_item(handout: Handout) -> None:
    found = {n.number: n for n in numbered(handout.sections)}
    statement = next(n for n in found.values() if isinstance(n.item, Grid) and n.part == 2)
    pair = next(n for n in found.values() if isinstance(n.item, Match) and n.part == 1)
    choice = next(n for n in found.values() if isinstance(n.item, Choice))
    ids = {statement.identity[1]: ["s"], pair.identity[1]: ["p"], choice.item.id: ["c"], "cloze": ["b"], "gone": ["g"]}
    sheet = key(handout, materials.Remarks(judge=ids))
    told = {number: entry.judge for number, entry in by_number(sheet).items() if entry.judge}
    assert told == {str(statement.number): ("s",), str(pair.number): ("p",), str(choice.number): ("c",)}
    assert [e.judge for s in sheet.sections for e in s.entries if not e.number and e.judge] == [("b",)]
    numbers = ", ".join(sorted(told, key=int))
    assert any(numbers in note for note in sheet.notes)


def test_flagged_passages_are_told_once_with_all_reasons(handout: Handout) -> None:
    one, two = handout.sentences[3], handout.sentences[1]
    sheet = key(handout, materials.Remarks(doubts=[(one, "first"), (two, "other"), (one, "second")]))
    assert [(d.number, d.what, d.lines) for d in sheet.doubts] == [
        ("1", shortened(two.text, 200), ("other",)),
        ("2", shortened(one.text, 200), ("first", "second")),
    ]
    assert key(handout, materials.Remarks()).doubts == ()


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [("one two", 7, "one two"), ("one  two three", 9, "one two…"), ("abcdefgh", 5, "abcd…"), ("", 3, "")],
)
def test_a_text_is_cut_behind_a_word(text: str, most: int, cut: str) -> None:
    assert shortened(text, most) == cut
