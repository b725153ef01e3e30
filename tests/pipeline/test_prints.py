"""One lesson in several prints: the same items, options and answers; keys with the lines of their own print."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Pack, build, cli, copy_lesson
from support_pdf import dark, visible

SHEETS = "handout,worksheet,key,crossword,timeline-cards"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pack]:
    folder = tmp_path_factory.mktemp("prints")
    lesson = copy_lesson("id", folder)
    first = build(lesson, folder / "standard", "--sheets", SHEETS)
    made = {"standard": first}
    for name in ("large-24", "ink-saver"):
        made[name] = build(lesson, folder / name, "--sheets", SHEETS, "--print", name, known=first.prepared)
    return made


@pytest.mark.parametrize("name", ["large-24", "ink-saver"])
def test_the_same_items_and_answers(packs: dict[str, Pack], name: str) -> None:
    standard, other = packs["standard"], packs[name]
    assert standard.handouts["A"].sections == other.handouts["A"].sections
    keys = [[(e.number, e.answer) for s in p.keys["A"].sections for e in s.entries] for p in (standard, other)]
    assert keys[0] == keys[1]
    for section in standard.handouts["A"].sections:
        for item in section.items:
            for option in getattr(item, "options", ()):
                assert dark(option.text) in visible(other.pdfs["pupils/worksheet-A.pdf"])
    assert other.code != standard.code


def test_the_key_of_large_print_has_its_own_lines(packs: dict[str, Pack]) -> None:
    standard, large = packs["standard"], packs["large-24"]
    places = [[e.place for s in p.keys["A"].sections for e in s.entries] for p in (standard, large)]
    assert places[0] != places[1]
    assert len(large.record["lines"]) > 1.5 * len(standard.record["lines"])


def test_the_record_prints_the_same_key_again(packs: dict[str, Pack], tmp_path: Path) -> None:
    for pack in packs.values():
        ran = cli("key", pack.code, "--in", pack.source, "--out", tmp_path / pack.code)
        assert ran.code == 0, ran.err
        assert (tmp_path / pack.code / "key-A.pdf").read_bytes() == pack.pdfs["teacher/key-A.pdf"]
    assert packs["large-24"].record["print"] == "large-24" and "print" not in packs["standard"].record


def test_paper_of_the_lesson_and_sides_of_the_call(tmp_path: Path) -> None:
    lesson = copy_lesson("en", tmp_path)
    settings = lesson / "lesson.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "paper: folio\n", encoding="utf-8")
    pack = build(lesson, tmp_path / "out", "--sheets", "handout", "--simplex")
    assert (pack.record["paper"], pack.record["duplex"]) == ("F4", False)
    settings.write_text(settings.read_text(encoding="utf-8").replace("folio", "folio9"), encoding="utf-8")
    assert "215x330mm" in cli("build", lesson).err
