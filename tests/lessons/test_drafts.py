from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.errors import ContentError
from handouts.lessons.drafts import write_glossary, write_questions, write_timeline
from handouts.lessons.drafts.dates import of_value, parts
from handouts.lessons.drafts.emit import quoted
from handouts.lessons.drafts.evidence import Finder
from handouts.lessons.drafts.identity import has_letter
from handouts.lessons.drafts.reading import read_glossary, read_questions, read_timeline
from handouts.lessons.plain import blocks
from handouts.model.exercise import (
    LEVELS,
    SECTION_KINDS,
    Choice,
    Gap,
    Grid,
    GridRow,
    Match,
    Open,
    Option,
    Order,
    OrderEntry,
    Pair,
    RubricRow,
    Section,
    Traits,
)
from handouts.model.glossary import ENTRY_KINDS, DefinitionSource, Entry, Glossary
from handouts.model.text import Essay, Passage, SourceText, passage
from handouts.model.timeline import Day, Event, HistoricalDate, Timeline
from handouts.reading.yaml import read_tree

TEXT = """Two allies

On 22 June 1941 Germany invaded the Soviet Union: "no". On 22 June 1941 it rained. The aid came in 1941, in 1941.

The aid came in 1941, in 1941. It's 'odd' # really - is it? He said: yes; she \\ left.
"""
ESSAY = Essay(SourceText("essay.txt", TEXT), blocks(SourceText("essay.txt", TEXT)))


def src(text: str) -> SourceText:
    return SourceText("draft.yaml", text)


@st.composite
def passages(draw: st.DrawFn, inside: Passage | None = None) -> Passage:
    block = inside.block if inside else draw(st.sampled_from([i for i, _ in ESSAY.text_blocks()]))
    low, high = (inside.start, inside.end) if inside else (0, len(ESSAY.text_block(block).text))
    start = draw(st.integers(low, high - 1))
    return passage(ESSAY, block, start, draw(st.integers(start + 1, high)))


HARD = [
    "no",
    "12:30",
    "010",
    "~",
    "null",
    "1e3",
    "'",
    '"',
    "\\",
    "{a}",
    "[a",
    "*a",
    "&a",
    "!a",
    "%",
    "@",
    "`",
    "?",
    "x:",
]
HARD += ["é", "1939-08-23", "---", "...", "true", "<<"]
HARD += ["- a", "a: b", "a #b", " x ", "", "a\nb", "\u2028", "\ufeff", "\x85", "\t", "\U0001f469", "a\u00a0b"]
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(HARD)
ids = st.text(alphabet="abc123-.", min_size=1, max_size=6)
filled = texts.filter(str.strip)
small = st.integers(0, 9)
many = st.lists(texts, max_size=3).map(tuple)
proof = st.lists(passages(), max_size=3).map(tuple)
days = st.builds(Day, st.integers(-500, 2030).filter(bool), st.integers(1, 12), st.integers(1, 28))
modifiers = st.sampled_from([None, "START", "MID", "END", "APPROX"])
precisions = st.sampled_from(["day", "month", "season", "half", "quarter", "year", "decade", "century"])
loose_dates = st.builds(
    HistoricalDate,
    st.sampled_from(["1939", "194", "BC0264", "1941-FA", "1939/1945", "x"]),
    days,
    days,
    precisions,
    modifiers,
    st.sampled_from(["explicit", "inherited", "shifted", "guessed"]),
    st.none() | precisions,
    modifiers,
)
usual_dates = st.sampled_from(["1939", "1939-08", "1940-02", "1939-08-23", "BC0264", "BC0264-03", "1939/1945-05-08"])
dates: st.SearchStrategy[HistoricalDate] = st.one_of(
    loose_dates, usual_dates.map(lambda v: of_value(v) or pytest.fail(v))
)


@st.composite
def events(draw: st.DrawFn, id_: str) -> Event:
    sentence = draw(passages())
    mention = draw(passages(sentence) | passages())
    return Event(id_, draw(dates), draw(texts), draw(texts), sentence, mention, draw(st.booleans()), draw(texts))


def unique(builder: Any, size: int = 3) -> Any:
    return st.lists(ids, max_size=size, unique=True).flatmap(
        lambda names: st.tuples(*(builder(name) for name in names))
    )


@settings(max_examples=examples(120), deadline=None)
@given(unique(events), st.booleans(), st.sampled_from(["id", "en", "fr"]))
def test_a_timeline_comes_back_unchanged(found: tuple[Event, ...], checked: bool, language: str) -> None:
    timeline = Timeline(found, checked)
    read = read_timeline(src(write_timeline(timeline, ESSAY, language)), ESSAY)
    assert (read.content, read.checked, read.diagnostics) == (timeline, checked, ())
    assert read.approved == ({event.id for event in found} if checked else set())


def test_the_nearest_sentence_begins_behind_a_citation_mark() -> None:
    source = src("Japan attacked in 1941.[1] The Allies landed in 1944.")
    near = Finder(Essay(source, blocks(source))).nearest("The Allies landed here in 1944.")
    assert near == "The Allies landed in 1944."


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    mentions = draw(st.none() | proof)
    return Entry(
        draw(texts.filter(has_letter) | st.sampled_from(["aid", "Soviet Union"])),
        draw(texts),
        draw(st.sampled_from(get_args(DefinitionSource))),
        draw(many),
        mentions or (),
        kind=draw(st.sampled_from(ENTRY_KINDS)),
        origin=draw(texts),
        approved=draw(st.booleans()),
        placed=mentions is not None,
    )


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(entries(), max_size=4), st.booleans())
def test_a_glossary_comes_back_unchanged(found: list[Entry], checked: bool) -> None:
    glossary = Glossary(tuple(replace(e, approved=True) if checked else e for e in found), checked)
    read = read_glossary(src(write_glossary(glossary, ESSAY, "id")), ESSAY)
    assert (read.content, read.checked, read.diagnostics) == (glossary, checked, ())


@st.composite
def items(draw: st.DrawFn, id_: str, kind: str) -> Any:
    traits = draw(st.builds(Traits, st.sampled_from(LEVELS), st.sampled_from(["C1", "C4"]), many))
    common = {"id": id_, "kind": draw(texts), "points": draw(small), "rule": draw(texts), "traits": traits}
    match kind:
        case "multiple_choice" | "complex_choice" | "source":
            options = draw(st.lists(st.builds(Option, texts, texts, st.none() | passages()), min_size=1, max_size=5))
            places = st.lists(st.integers(0, len(options) - 1), min_size=1, unique=True)
            key, *also = sorted(draw(places)) if kind == "complex_choice" else [draw(st.integers(0, len(options) - 1))]
            return Choice(
                stem=draw(texts),
                options=tuple(options),
                key=key,
                also=tuple(also),
                natural_order=draw(st.booleans()),
                evidence=draw(proof),
                **common,
            )
        case "category_table" | "true_false":
            columns = draw(st.lists(filled, min_size=2, max_size=3, unique=True))
            column = st.integers(0, len(columns) - 1)
            rows = draw(
                st.lists(st.builds(GridRow, ids, texts, column, st.none() | passages(), texts), min_size=1, max_size=3)
            )
            return Grid(columns=tuple(columns), rows=tuple(rows), **common)
        case "cloze" | "completion":
            return Gap(
                hint=draw(texts),
                before=draw(texts),
                after=draw(texts),
                answer=draw(texts),
                accept=draw(many),
                evidence=draw(proof),
                **common,
            )
        case "matching" | "person_matching" | "term_matching":
            pairs = draw(
                st.lists(st.builds(Pair, ids, texts, texts, passages(), st.none() | dates), min_size=1, max_size=3)
            )
            return Match(pairs=tuple(pairs), responses=draw(many), **common)
        case "ordering":
            parts_ = draw(st.lists(st.builds(OrderEntry, texts, texts, dates, passages()), min_size=1, max_size=4))
            return Order(entries=tuple(parts_), shown=tuple(draw(st.permutations(range(len(parts_))))), **common)
        case _:
            return Open(
                rubric=tuple(draw(st.lists(st.builds(RubricRow, small, texts), max_size=3))),
                prompt=draw(texts),
                answer=draw(texts),
                accept=draw(many),
                lines=draw(small),
                evidence=draw(proof),
                **common,
            )


def quoted_passage(kind: str) -> st.SearchStrategy[tuple[Passage, ...]]:
    return proof if kind in ("multiple_choice", "source") else st.just(())


@st.composite
def sections(draw: st.DrawFn) -> tuple[Section, ...]:
    names = iter(draw(st.lists(ids, min_size=6, max_size=6, unique=True)))
    kinds = draw(st.lists(st.sampled_from(SECTION_KINDS), max_size=3))
    return tuple(
        Section(
            kind,
            tuple(draw(items(next(names), kind)) for _ in range(draw(st.integers(1, 2)))),
            draw(many),
            draw(quoted_passage(kind)),
        )
        for kind in kinds
    )


@settings(max_examples=examples(200), deadline=None)
@given(sections(), st.booleans())
def test_questions_come_back_unchanged(found: tuple[Section, ...], checked: bool) -> None:
    text = write_questions(found, ESSAY, "en", checked)
    read = read_questions(src(text), ESSAY)
    assert (read.content, read.checked, read.diagnostics) == (found, checked, ())
    assert read.approved == ({i.id for s in found for i in s.items} if checked else set())


@given(texts)
def test_quoted_text_is_read_back(text: str) -> None:
    for written in (f"a: {quoted(text)}\n", f"- {quoted(text)}\n", f"a: {{b: {quoted(text, True)}}}\n"):
        data: Any = read_tree(src(written)).data
        while not isinstance(data, str):
            data = data[0] if isinstance(data, list) else next(iter(data.values()))
        assert data == text


def test_a_usual_date_is_short() -> None:
    date = HistoricalDate("1940-02", Day(1940, 2, 1), Day(1940, 2, 29), "month")
    assert parts(date) == "1940-02"
    assert of_value("1939-02-29") is None
    assert of_value("194") is None


def head(kind: str) -> str:
    return f"format: 1\n{kind}:\n"


def test_a_sentence_that_is_gone_takes_only_its_event_away() -> None:
    event = "  - {{id: {}, date: 1941, display: '1941', label: x, sentence: '{}'}}\n"
    text = (
        head("events")
        + event.format("a", "The aid came in 1940, in 1941.")
        + event.format("b", "On 22 June 1941 it rained.")
    )
    read = read_timeline(src(text), ESSAY)
    timeline, found = read.content, read.diagnostics
    assert [e.id for e in timeline.events] == ["b"]
    assert timeline.events[0].mention.text == "1941"
    column = text.splitlines()[2].index("'The") + 1
    assert [(d.code, d.severity, str(d.location), dict(d.data)) for d in found] == [
        (
            "draft-sentence-gone",
            "warning",
            f"draft.yaml:3:{column}",
            {"id": "a", "nearest": "The aid came in 1941, in 1941."},
        )
    ]


def test_white_space_in_a_sentence_does_not_matter() -> None:
    text = head("entries") + "  - term: aid\n    mentions: ['The  aid came\n        in 1941']\n"
    glossary = read_glossary(src(text), ESSAY).content
    assert glossary.entries[0].mentions[0].text == "The aid came in 1941"
    assert glossary.entries[0].source == "blank"


def test_single_items_can_be_approved() -> None:
    glossary = head("entries") + "  - {term: Red  Army, approved: true}\n  - {term: aid}\n"
    assert read_glossary(src(glossary), ESSAY).approved == {"red army"}
    event = (
        "  - {{id: {}, date: 1941, display: '1941', label: x, sentence: On 22 June 1941 it rained., approved: {}}}\n"
    )
    read = read_timeline(src(head("events") + event.format("a", "true") + event.format("b", "false")), ESSAY)
    assert (read.checked, read.approved) == (False, {"a"})
    item = "      - {id: a, prompt: x, answer: y, approved: true}\n      - {id: b, prompt: x, answer: y}\n"
    questions = head("sections") + "  - kind: short_answer\n    items:\n" + item
    assert read_questions(src(questions), ESSAY).approved == {"a"}
    assert read_questions(src(questions.replace("format: 1", "format: 1\napproved: true")), ESSAY).approved == {
        "a",
        "b",
    }


@pytest.mark.parametrize(
    ("lines", "checked", "value"),
    [
        ("status: checked", True, "true"),
        ("status: draft", False, "false"),
        ("status: checked\napproved: false", False, "false"),
        ("approved: true\nstatus: draft", True, "true"),
    ],
)
def test_the_older_word_for_approved_is_read_and_named(lines: str, checked: bool, value: str) -> None:
    text = f"format: 1\n{lines}\nevents:\n"
    read = read_timeline(src(text), ESSAY)
    assert read.checked is read.content.checked is checked
    line = text.splitlines().index(next(part for part in lines.split("\n") if part.startswith("status"))) + 1
    assert [(d.code, d.severity, str(d.location), dict(d.data)) for d in read.diagnostics] == [
        ("draft-old-status", "hint", f"draft.yaml:{line}:1", {"value": value})
    ]


def codes(read: Any, text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(src(text), ESSAY)
    return [f"{d.code}@{d.location}" for d in caught.value.diagnostics]


def test_what_does_not_fit_together_is_told_with_its_line() -> None:
    item = "      - {id: a, stem: x, options: [b, c], key: C}\n"
    text = head("sections") + "  - kind: multiple_choice\n    items:\n" + item + item.replace("C}", "B}")
    assert codes(read_questions, text) == ["draft-same-id@draft.yaml:6:14", "yaml-wrong-value@draft.yaml:5:48"]
    order = "  - kind: ordering\n    items:\n      - {id: a, entries: [], shown: [1]}\n"
    assert codes(read_questions, head("sections") + order) == ["yaml-missing-key@draft.yaml:5:26"]
    event = "  - {id: a, date: 194, display: x, label: x, sentence: On}\n"
    assert codes(read_timeline, head("events") + event) == ["draft-date-unclear@draft.yaml:3:19"]
    assert codes(read_questions, head("sections") + "  - kind: quiz\n") == ["yaml-wrong-value@draft.yaml:3:11"]
    assert codes(read_questions, head("sections") + "  - items: []\n") == ["yaml-missing-key@draft.yaml:3:5"]


def test_an_item_of_another_shape_is_a_programming_error() -> None:
    with pytest.raises(TypeError):
        write_questions([Section("cloze", (Open("a", "k", "p", "a", (), 1, 1, "r", ()),))], ESSAY, "en")


def test_the_header_speaks_the_language_of_the_lesson() -> None:
    assert "Berkas ini milik Anda" in write_timeline(Timeline(), ESSAY, "id")
    assert "This file is yours" in write_timeline(Timeline(), ESSAY, "en")
