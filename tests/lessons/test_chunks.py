"""Draft files in pieces: nothing is lost, and an edit touches only what it names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples

from handouts.errors import ContentError
from handouts.lessons.drafts.chunks import Chunks, chunks_of, read_chunks
from handouts.lessons.drafts.editing import AddBank, Edit, Insert, Remove, Replace, edited

BLANKS = ["", "   ", "# a comment", "  # indented", "      # deep", "\t# after a tab"]
FIELDS = [
    "label: plain",
    "label: plain # with a remark",
    "label: 'quoted: text'",
    'label: "two\n    lines"',
    "label: plain text\n    that goes on",
    "label: |\n      a block\n        of text",
    "label: >-\n      folded\n\n      text",
    "label:",
    "label: [a, b]",
    "label: {a: b, c: [d]}",
    "label:\n      - one\n      - two",
    "label:   trailing   ",
    "label: ünïcode  here",
]
HEADS = ["- id: {id}", "-   id: {id}", "- # remark\n    id: {id}", "-\n    id: {id}", "- {{id: {id}, x: y}}"]


@st.composite
def item(draw: st.DrawFn, id_: str) -> str:
    head = draw(st.sampled_from(HEADS)).format(id=id_)
    if "{" in head:
        return head
    if head.startswith("-   "):
        return f"{head}\n"[:-1]
    fields = draw(st.lists(st.sampled_from(FIELDS), max_size=2, unique_by=lambda f: f))
    named = [field.replace("label", f"f{i}", 1) for i, field in enumerate(fields)]
    comments = draw(st.lists(st.sampled_from(BLANKS), max_size=1))
    lines = head.split("\n")
    if not any("|" in f or ">" in f or '"' in f or "goes on" in f for f in named):
        lines += comments
    return "\n".join([*lines, *(f"  {field}" for field in named)])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A timeline file as a person may leave it."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5))
    indent = draw(st.sampled_from([0, 2, 3]))
    parts = [*draw(st.lists(st.sampled_from(BLANKS), max_size=2)), "format: 1", "events:"]
    for name in names:
        parts += draw(st.lists(st.sampled_from(BLANKS), max_size=2))
        parts += [f"{' ' * indent}{line}" if line else line for line in draw(item(name)).split("\n")]
    parts += draw(st.lists(st.sampled_from(BLANKS), max_size=2))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + end.join(parts) + draw(st.sampled_from(["", end]))


def readable(text: str) -> Chunks | None:
    try:
        return chunks_of("timeline.yaml", text)
    except ContentError:
        return None  # such as a comment with a tab before it: the reader says so


@settings(max_examples=examples(300), deadline=None)
@given(files())
def test_the_pieces_are_the_file(text: str) -> None:
    chunks = readable(text)
    if chunks is None:
        return
    assert "".join(piece.text for piece in chunks.pieces) == text
    assert chunks.odd is None
    events = chunks.tree.data["events"]  # type: ignore[index]
    assert [piece.id for piece in chunks.items] == [event["id"] for event in events]
    for piece in chunks.items:
        alone = chunks_of("x", "events:\n" + piece.text.removeprefix("\ufeff"))
        assert alone.tree.data["events"] == [events[piece.path[-1]]]  # type: ignore[index]


@st.composite
def edits_for(draw: st.DrawFn, chunks: Chunks) -> list[Edit]:
    found: list[Edit] = []
    for piece in chunks.items:
        what = draw(st.sampled_from(["keep", "keep", "remove", "replace"]))
        if what == "remove":
            found.append(Remove(piece.path))
        elif what == "replace":
            found.append(Replace(piece.path, f"- id: {piece.id}\n  new: text\n"))
    anchors = [None, *(piece.path for piece in chunks.items)]
    for number in range(draw(st.integers(0, 3))):
        found.append(Insert(("events",), f"- id: new-{number}\n  new: text\n", draw(st.sampled_from(anchors))))
    return found


@settings(max_examples=examples(300), deadline=None)
@given(files(), st.data())
def test_an_edit_touches_only_what_it_names(text: str, data: st.DataObject) -> None:
    chunks = readable(text)
    if chunks is None:
        return
    edits = data.draw(edits_for(chunks))
    try:
        result = edited(chunks, edits)
    except ContentError as refused:
        # Only where a block of text meets a comment that would join it, or the end of a file without line end.
        assert [d.code for d in refused.diagnostics] == ["draft-layout"]
        assert "|" in text or ">-" in text
        return
    named = {edit.path for edit in edits if isinstance(edit, Replace | Remove)}
    kept = [line for piece in chunks.pieces if piece.path not in named for line in re.split(r"[\r\n]+", piece.text)]
    rest = iter(re.split(r"[\r\n]+", result.text))
    assert all(line in rest for line in kept if line)  # each of them, in this order
    removed = [piece.id for piece in chunks.items if Remove(piece.path) in edits]
    assert not {piece.id for piece in result.items} & set(removed)
    new = {f"new-{i}" for i in range(sum(isinstance(e, Insert) for e in edits))}
    assert {piece.id for piece in result.items} == {piece.id for piece in chunks.items} - set(removed) | new


@settings(max_examples=examples(200), deadline=None)
@given(files())
def test_no_edit_and_an_equal_text_change_nothing(text: str) -> None:
    chunks = readable(text)
    if chunks is None:
        return
    assert edited(chunks, []).text == text
    if not text.endswith(("\n", "\r")):
        return
    same: list[Edit] = [
        Replace(piece.path, "\n".join(line.removeprefix(" " * piece.indent) for line in piece.plain.split("\n")))
        for piece in chunks.items
        if piece.plain.replace("\n" + " " * piece.indent, "").count("\n") == 0
    ]
    assert edited(chunks, same).text == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: 1\nevents: []\n", "format: 1\nevents:\n  - id: new\n"),
        ("format: 1\nevents: [ ]  # none yet", "format: 1\nevents:  # none yet\n  - id: new\n"),
        ("format: 1\nevents:\n# the end\n", "format: 1\nevents:\n  - id: new\n# the end\n"),
        ("format: 1", "format: 1\nevents:\n  - id: new\n"),
        ("\ufeffevents: []\r\nformat: 1\r\n", "\ufeffevents:\r\n  - id: new\r\nformat: 1\r\n"),
        ("events:\n- id: a", "events:\n- id: new\n- id: a"),
        ("events:\n    # about a\n    - id: a\n", "events:\n    - id: new\n    # about a\n    - id: a\n"),
    ],
)
def test_a_first_item(before: str, after: str) -> None:
    assert edited(chunks_of("timeline.yaml", before), [Insert(("events",), "- id: new\n")]).text == after


def test_sections_items_and_word_banks() -> None:
    text = (
        "sections:\n  - kind: cloze\n    bank: [a]\n    items:\n      - id: x\n      # on y\n      - id: y\n"
        "  - kind: matching\n"
    )
    chunks = chunks_of("questions.yaml", text)
    assert [(p.id, p.indent) for p in chunks.items] == [("bank", 4), ("x", 6), ("y", 6)]
    assert [p.path for p in chunks.sections] == [("sections", 0), ("sections", 1)]
    items = ("sections", 0, "items")
    result = edited(
        chunks,
        [
            Insert(("sections",), "- kind: ordering\n  items:\n    - id: z\n", ("sections", 0)),
            Insert(items, "- id: w\n", (*items, 1)),
            Remove((*items, 0)),
            Replace(("sections", 0, "bank"), "bank: [b]\n"),
            AddBank(("sections", 1), "bank: [c]\n"),
            Insert(("sections", 1, "items"), "- id: v\n"),
        ],
    )
    assert result.text == (
        "sections:\n  - kind: cloze\n    bank: [b]\n    items:\n      # on y\n      - id: y\n      - id: w\n"
        "  - kind: ordering\n    items:\n      - id: z\n"
        "  - kind: matching\n    bank: [c]\n    items:\n      - id: v\n"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("format: 1\nevents: [{id: a}]\n", 2),
        ("format: 1\nevents: [\n]\n", 2),
        ("{format: 1, events: []}\n", 1),
        ("format: 1\nsections:\n  - {kind: cloze, items: []}\n", 3),
        ("format: 1\nsections:\n  - kind: cloze\n    items: [{id: a}, {id: b}]\n", 4),
        ("format: 1\nevents: later\n", 2),
    ],
)
def test_items_without_lines_of_their_own_cannot_be_edited(text: str, line: int) -> None:
    chunks = chunks_of("timeline.yaml", text)
    assert "".join(piece.text for piece in chunks.pieces) == text
    assert chunks.odd is not None and chunks.odd.code == "draft-layout"
    assert chunks.odd.location is not None and chunks.odd.location.line == line
    with pytest.raises(ContentError):
        edited(chunks, [Insert(("events",), "- id: new\n")])


def test_a_comment_never_becomes_text() -> None:
    text = "events:\n  - id: a\n    label: |\n      text\n  - id: b\n      # a remark\n  - id: c\n"
    chunks = chunks_of("timeline.yaml", text)
    with pytest.raises(ContentError) as refused:
        edited(chunks, [Remove(("events", 1))])
    assert [d.code for d in refused.value.diagnostics] == ["draft-layout"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_come_back(encoding: str) -> None:
    data = "format: 1\r\nentries:\r\n- term: Déjà  Vu\r\n".encode(encoding)
    chunks = read_chunks("glossary.yaml", data)
    assert chunks.data() == data
    assert [piece.id for piece in chunks.items] == ["déjà vu"]
    assert edited(chunks, [Remove(("entries", 0))]).data() == "format: 1\r\nentries:\r\n".encode(encoding)
