"""Keys: every answer is right, and every sentence stands on the printed lines that the key names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from support import Pack
from support_pdf import dark, passage_lines, shown, visible

from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, item_count, item_points
from handouts.model.sheet import KeyEntry, KeySheet

Packs = Callable[..., Pack]
Lines = dict[int, tuple[int, str]]
FAST = [("en", "A4", 2), ("id", "A4", 2), ("en", "F4", 2), ("id", "F4", 2)]
SLOW = [(lang, paper, 6) for paper in ("A4", "F4", "Letter", "Legal") for lang in ("en", "id")]
MATRIX = [*FAST, *(pytest.param(case, marks=pytest.mark.verify) for case in SLOW)]
ESSAYS = ("flight-en.txt", "proklamasi-id.md", "tempelan-id.txt", "awkward-en.txt")
PLACE = re.compile(r"(?:Paragraph|Paragraf)\s(\d+),\s(?:lines?|baris)\s(\d+)(?:–(\d+))?")
LETTERS = "ABCDEFGHIJ"


@pytest.fixture(params=MATRIX, ids=lambda case: "-".join(map(str, case)))
def pack(request: pytest.FixtureRequest, packs: Packs) -> Pack:
    return packs(*request.param)


@pytest.fixture(params=ESSAYS)
def small(request: pytest.FixtureRequest, essay_packs: Callable[[str], Pack]) -> Pack:
    return essay_packs(request.param)


def lines_of(data: bytes) -> Lines:
    """Number of each printed line -> the paragraph number printed beside its paragraph, and its words."""
    found: Lines = {}
    numbers = {(p.page, p.y): int(p.text) for p in shown(data) if p.size == 10.5 and p.text.strip().isdigit()}
    paragraph = 0
    for number, (page, y, text) in enumerate(passage_lines(data), start=1):
        paragraph = numbers.get((page, y), paragraph)
        found[number] = (paragraph, text)
    return found


def assert_stands_at(sentence: str, paragraph: int, first: int, last: int, lines: Lines) -> None:
    """The sentence fills these lines: it is in them, in none of them too much, and in the paragraph named."""
    wanted = dark(sentence)
    assert {lines[n][0] for n in range(first, last + 1)} == {paragraph}
    assert wanted in joined(lines, first, last)
    assert first == last or wanted not in joined(lines, first + 1, last)
    assert first == last or wanted not in joined(lines, first, last - 1)


def joined(lines: Lines, first: int, last: int) -> str:
    # a hyphen at the end of a line comes as a control character
    return dark("".join(lines[n][1] for n in range(first, last + 1))).replace("•", "").replace("\x02", "-")


def places(text: str) -> list[tuple[int, int, int]]:
    return [(int(p), int(a), int(b or a)) for p, a, b in PLACE.findall(text)]


def entries(key: KeySheet) -> Iterator[KeyEntry]:
    """The entries of items; those of an ordering's events have numbers such as "18.2"."""
    return (e for section in key.sections for e in section.entries if e.number.isdecimal())


def events(key: KeySheet) -> list[KeyEntry]:
    return [e for section in key.sections for e in section.entries if "." in e.number]


@pytest.mark.sliced(3)
def test_line_numbers_are_printed_where_the_lines_are(pack: Pack) -> None:
    data = pack.pdfs["pupils/handout.pdf"]
    printed = {(p.page, p.y): p.text.strip() for p in shown(data) if p.size == 7.5 and p.text.strip().isdigit()}
    lines = passage_lines(data)
    assert len(lines) > 60
    for number, (page, y, _) in enumerate(lines, start=1):
        assert printed.get((page, y)) == (str(number) if number % 5 == 0 else None)
    assert len(lines) == len(pack.record["lines"])


def check_places(pack: Pack) -> int:
    lines = lines_of(pack.pdfs["pupils/handout.pdf"])
    checked = 0
    for key in pack.keys.values():
        for entry in (*entries(key), *events(key)):
            found = places(entry.place)
            sentences = [quote.strip("“”") for quote in dict.fromkeys(entry.quotes)]
            assert len(found) == len(sentences), entry
            for sentence, place in zip(sentences, found, strict=True):
                assert_stands_at(sentence, *place, lines)
                checked += 1
    return checked


def test_every_sentence_stands_where_the_key_says(pack: Pack) -> None:
    assert check_places(pack) >= 15 * pack.versions


def test_every_sentence_of_a_short_essay_stands_where_the_key_says(small: Pack) -> None:
    assert check_places(small) >= 2


def test_every_event_of_an_ordering_stands_where_the_key_says(pack: Pack) -> None:
    lines = lines_of(pack.pdfs["pupils/handout.pdf"])
    for version, handout in pack.handouts.items():
        (item,) = (i for s in handout.sections for i in s.items if isinstance(i, Order))
        made = events(pack.keys[version])
        assert len(made) == len(item.entries) >= 4
        for number, (entry, told) in enumerate(zip(item.entries, made, strict=True), start=1):
            assert told.number.endswith(f".{number}")
            assert dark(told.answer) == dark(f"{entry.text} ({entry.display})")
            assert dark(entry.evidence.text) in dark(told.quotes[0])
            assert_stands_at(entry.evidence.text, *places(told.place)[0], lines)


def numbered(pack: Pack, version: str) -> list[tuple[Exercise, list[KeyEntry], list[str]]]:
    """Each item of a version with its entries in the key and their answers in the quick key."""
    key = pack.keys[version]
    rest = list(zip(entries(key), (answer for _, answer in key.quick), strict=False))
    assert [e.number for e, _ in rest] == [n for n, _ in key.quick[:-1]] == [str(n + 1) for n in range(len(rest))]
    found = []
    for item in (i for s in pack.handouts[version].sections for i in s.items):
        count = item_count(item)
        found.append((item, [e for e, _ in rest[:count]], [answer for _, answer in rest[:count]]))
        rest = rest[count:]
    assert rest == []
    return found


def check_answer(item: Exercise, made: list[KeyEntry], quick: list[str], sheet: str) -> None:
    """The answer of the key against the worksheet as it is printed."""
    match item:
        case Choice():
            at = sheet.index(dark(f"{made[0].number}.{item.stem}"))
            printed = sheet[at : at + len(dark(item.stem + "".join(o.text for o in item.options))) + 20]
            letters = quick[0].split(", ")
            assert len(letters) == len(item.keys)
            for letter, key in zip(letters, item.keys, strict=True):
                assert dark(f"{letter}.{item.options[key].text}") in printed
                if not item.also:
                    assert dark(made[0].answer).startswith(dark(f"{letter}.{item.options[key].text}"))
            assert dark(made[0].answer).startswith(dark(quick[0]))
        case Gap():
            assert dark(quick[0]) == dark(item.answer)
            if item.kind == "completion":
                assert dark(quick[0].removeprefix("the ")) in dark(item.evidence[0].text)
            else:
                filled = dark(item.before + quick[0] + item.after).rstrip(".")
                assert filled in dark(item.evidence[0].text)
        case Grid():
            for row, entry, column in zip(item.rows, made, quick, strict=True):
                assert dark(f"{entry.number}.{row.text}") in sheet or dark(entry.number + row.text) in sheet
                assert column == item.columns[row.column] and dark(entry.answer).startswith(dark(column))
        case Match():
            for pair, entry, letter in zip(item.pairs, made, quick, strict=True):
                assert dark(f"{letter}.{pair.response}") in sheet
                assert dark(f"{entry.number}.{pair.premise}") in sheet
                assert dark(entry.answer).startswith(dark(f"{letter}.{pair.response}"))
        case Order():
            start = max(sheet.find("Putinorder"), sheet.find("Mengurutkan"))
            texts = sorted(item.entries, key=lambda e: sheet.index(dark(e.text), start))
            right = sorted(item.entries, key=lambda e: e.date.start.ordinal())
            assert quick[0].split() == [str(right.index(e) + 1) for e in texts]
        case Open() if item.rubric:
            assert [(p, dark(text)) for p, text in made[0].rubric] == [
                (str(r.points), dark(r.text)) for r in item.rubric
            ]
        case Open():
            assert dark(made[0].answer).startswith(dark(item.answer).rstrip("."))
    assert sum(int(e.points) for e in made) == item_points(item)


def test_every_answer_is_right(pack: Pack) -> None:
    for version in pack.handouts:
        sheet = visible(pack.pdfs[f"pupils/worksheet-{version}.pdf"])
        found = numbered(pack, version)
        assert {type(item) for item, _, _ in found} == {Choice, Gap, Grid, Match, Order, Open}
        for item, made, quick in found:
            check_answer(item, made, quick, sheet)


def test_every_answer_of_a_short_essay_is_right(small: Pack) -> None:
    for item, made, quick in numbered(small, "A"):
        check_answer(item, made, quick, visible(small.pdfs["pupils/worksheet-A.pdf"]))


def test_the_points_add_up(pack: Pack) -> None:
    for version, key in pack.keys.items():
        total = sum(int(e.points) for e in entries(key))
        assert key.max_score == total == int(key.quick[-1][1])
        assert f"/{total}" in visible(pack.pdfs[f"pupils/worksheet-{version}.pdf"])


def test_a_right_date_is_in_its_evidence(pack: Pack) -> None:
    """The day and year of a matched date stand in the sentence, or in the sentences before it, never elsewhere."""
    essay = pack.prepared.lesson.essay
    for handout in pack.handouts.values():
        for pair in (p for s in handout.sections for i in s.items if isinstance(i, Match) for p in i.pairs):
            before = essay.text_block(pair.evidence.block).text[: pair.evidence.end]
            assert pair.date is not None
            assert str(pair.date.start.year) in before or pair.date.basis != "explicit"
            assert str(pair.date.start.year) in pair.response


def test_versions_have_different_keys(pack: Pack) -> None:
    quick = {tuple(key.quick) for key in pack.keys.values()}
    assert len(quick) == pack.versions
    for version, key in pack.keys.items():
        assert key.version == version
        assert key.foot.code == f"{pack.code}-{version}"
        assert LETTERS.index(version) == list(pack.keys).index(version)
