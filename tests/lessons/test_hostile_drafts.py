"""Draft files as they should not be, and scalars that other YAML readers change: text stays text up to the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import build, cli, files
from support_pdf import visible

from handouts.lessons.drafts.chunks import chunks_of
from handouts.lessons.drafts.editing import Insert, edited
from handouts.lessons.drafts.reading import read_glossary, read_questions, read_timeline
from handouts.lessons.plain import blocks
from handouts.model.text import Essay, SourceText

WORDS = "no No NO yes Yes on Off y n true False null ~ << 12:30 1:20:30 2026-11-23T10:00:00Z 1939-08-23 1939-08 1939"
NUMBERS = "010 0o17 0x1F 0b11 1_000 1e3 .5 1. -1 +1 .inf -.INF .NaN 007"
GOLDEN = [*WORDS.split(), *NUMBERS.split()]
ESSAY = Essay(SourceText("e.txt", "The mill burned."), blocks(SourceText("e.txt", "The mill burned.")))


def source(text: str) -> SourceText:
    return SourceText("draft.yaml", text)


@pytest.mark.parametrize("scalar", GOLDEN)
def test_scalars_of_drafts_stay_text(scalar: str) -> None:
    term = scalar if any(char.isalnum() for char in scalar) else "mill"
    entry = f"  - term: {term}\n    definition: {scalar}\n    variants: [{scalar}]\n"
    glossary = read_glossary(source(f"format: 1\nentries:\n{entry}"), ESSAY).content.entries[0]
    assert (glossary.term, glossary.definition, glossary.variants) == (term, scalar, (scalar,))
    event = f"  - {{id: {scalar}, date: 1846, display: {scalar}, label: {scalar}, sentence: The mill burned.}}\n"
    found = read_timeline(source(f"format: 1\nevents:\n{event}"), ESSAY).content.events[0]
    assert (found.id, found.display, found.label) == (scalar, scalar, scalar)
    item = f"      - {{id: a, answer: {scalar}, before: {scalar}, accept: [{scalar}]}}\n"
    cloze = f"format: 1\nsections:\n  - kind: cloze\n    bank: [{scalar}]\n    items:\n{item}"
    section = read_questions(source(cloze), ESSAY).content[0]
    gap = section.items[0]
    assert (section.bank, gap.answer, gap.before, gap.accept) == ((scalar,), scalar, scalar, (scalar,))  # type: ignore[union-attr]


def test_scalars_are_printed_as_they_are_written(lesson: Path, tmp_path: Path) -> None:
    entries = "".join(f"  - term: a{number}z\n    definition: {scalar}\n" for number, scalar in enumerate(GOLDEN))
    (lesson / "glossary.yaml").write_text(f"format: 1\nentries:\n{entries}", encoding="utf-8")
    printed = visible(build(lesson, tmp_path / "out").pdfs["pupils/handout.pdf"])
    for number, scalar in enumerate(GOLDEN):
        assert f"a{number}z{scalar}" in printed


HEAD = "format: 1\nentries:\n"
LONG = "200,001 nodes"
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "doubled key": (f"{HEAD}  - term: a\n    term: b\n".encode(), ":4:5", "yaml-duplicate-key"),
    "doubled key on top": (f"{HEAD}  - term: a\nentries: []\n".encode(), ":4:1", "yaml-duplicate-key"),
    "anchor": (f"{HEAD}  - term: &a x\n".encode(), ":3:11", "yaml-not-plain"),
    "alias": (f"{HEAD}  - term: *a\n".encode(), ":3:11", "yaml-not-plain"),
    "tag": (f"{HEAD}  - term: !!python/object/apply:os.system [ls]\n".encode(), ":3:11", "yaml-not-plain"),
    "billion laughs": (b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", ":1:4", "yaml-not-plain"),
    "merge key": (f"{HEAD}  - <<: {{term: a}}\n".encode(), ":3:5", "yaml-unknown-key"),
    "key that is a list": (f"{HEAD}  - ? [a]\n    : b\n".encode(), ":3:7", "yaml-key-not-text"),
    "41 levels": (f"{HEAD}  - term: {'[' * 41}{']' * 41}\n".encode(), ":3:", "yaml-too-large"),
    LONG: (f"{HEAD}  - term: [{'a,' * 200_001}]\n".encode(), ":3:", "yaml-too-large"),
    "over 5 MB": (HEAD.encode() + b"# x\n" * 1_250_001, "", "source-too-large"),
    "NUL": (f"{HEAD}  - term: a\0b\n".encode(), "", "source-binary"),
    "another encoding": (f"{HEAD}  - term: D\xe9j\xe0\n".encode("latin-1"), ":3:12", "source-encoding"),
    "tab": (f"{HEAD}\t- term: a\n".encode(), ":3:1", "yaml-tab"),
    "two documents": (f"{HEAD}---\nformat: 1\n".encode(), ":3:1", "yaml-syntax"),
    "mixed line ends": (b"format: 1\r\n# a\r# b\nentries:\r\n  - trem: a\n", ":5:5", "yaml-unknown-key"),
    "a mark in front": (b"\xef\xbb\xbfformat: 1\nentrys: []\n", ":2:1", "yaml-unknown-key"),
    "UTF-16": (f"{HEAD}  - trem: a\n".encode("utf-16"), ":3:5", "yaml-unknown-key"),
    "a later format": (b"format: 2\nentries: []\n", ":1:9", "yaml-format-newer"),
    "a list": (b"- a\n", ":1:1", "yaml-not-keys"),
    "comments": (b"# format: 1\n# entries: []\n", ":1:1", "yaml-no-keys"),
    "nothing": (b"\n", "", "source-empty"),
}


@pytest.mark.parametrize("name", [n for n in HOSTILE if n != LONG] + [pytest.param(LONG, marks=pytest.mark.verify)])
def test_hostile_drafts_get_one_message_and_stay(name: str, lesson: Path) -> None:
    data, place, code = HOSTILE[name]
    path = lesson / "glossary.yaml"
    path.write_bytes(data)
    before = files(lesson)
    ran = cli("draft", lesson)
    assert (ran.code, ran.out) == (3, "")
    assert f"{path}{place}" in ran.err and f"[{code}]" in ran.err
    assert "Traceback" not in ran.err
    assert files(lesson) == before


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\u2029", "\u200b", "\ufeff", "\xa0", "\u202e"])
def test_rare_signs_do_not_move_an_edit(sign: str) -> None:
    text = f"format: 1\nentries:\n  - term: 'a{sign}b'\n  # {sign}\n  - term: c\n"
    chunks = chunks_of("glossary.yaml", text)
    assert "".join(piece.text for piece in chunks.pieces) == text
    assert len(chunks.items) == 2
    new = edited(chunks, [Insert(("entries",), "- term: d\n", ("entries", 0))])
    assert new.text == text.replace("'\n", "'\n  - term: d\n")
