"""corrections.yaml: what it may say, how its sentences are found, and what is printed afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handouts import lessons
from handouts.diagnostics import Diagnostic
from handouts.errors import ContentError
from handouts.lessons.schemas import schema
from handouts.model.lesson import Lesson
from handouts.model.text import TextBlock

SETTINGS = "format: 1\ntitle: A Town Remembers\nlanguage: en\n"
ESSAY = (
    "The *mill* burned\ndown in 1846.[1] It was never built again. The town was poor.\n\n"
    "## Later\n\nThe railway came in 1871. The town was rich [2].\n\n> A quoted\n> line stands here.\n"
)


def folder(tmp_path: Path, corrections: str, essay: str = ESSAY, name: str = "essay.md", **more: str) -> Path:
    root = tmp_path / "town"
    root.mkdir(exist_ok=True)
    (root / "lesson.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / name).write_text(essay, encoding="utf-8")
    (root / "corrections.yaml").write_text(corrections, encoding="utf-8")
    for file, text in more.items():
        (root / f"{file}.yaml").write_text(text, encoding="utf-8")
    return root


def read(
    tmp_path: Path, *entries: str, head: str = "", essay: str = ESSAY, name: str = "essay.md"
) -> tuple[Lesson, tuple[Diagnostic, ...]]:
    listed = "".join(f"  - {{{entry}, reason: because}}\n" for entry in entries)
    text = f"format: 1\n{head}corrections:\n{listed}" if entries else f"format: 1\n{head}"
    return lessons.read(folder(tmp_path, text, essay, name))


def texts(lesson: Lesson) -> list[str]:
    return [block.text for block in lesson.essay.blocks if isinstance(block, TextBlock)]


def codes(found: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    return [(d.code, d.severity) for d in found]


def test_without_corrections_nothing_changes(tmp_path: Path) -> None:
    plain = lessons.read(folder(tmp_path, "format: 1\n"))[0]
    (tmp_path / "town" / "corrections.yaml").unlink()
    assert lessons.read(tmp_path / "town")[0] == plain
    assert (plain.corrections, plain.citations) == ((), "ask")


def test_all_decisions(tmp_path: Path) -> None:
    lesson, found = read(
        tmp_path,
        'sentence: "The mill burned down in 1846.", replace: "The mill burned down in 1847."',
        'sentence: "It was never built again.", replace: ""',
        'sentence: "The town was poor.", keep: true',
        'sentence: "The railway came in 1871.", do-not-use: true',
    )
    assert found == ()
    assert texts(lesson)[0] == "The mill burned down in 1847.[1] The town was poor."
    assert [(c.action, c.passage and c.passage.text, c.replacement) for c in lesson.corrections] == [
        ("replace", "The mill burned down in 1847.", "The mill burned down in 1847."),
        ("leave-out", None, ""),
        ("keep", "The town was poor.", "The town was poor."),
        ("do-not-use", "The railway came in 1871.", "The railway came in 1871."),
    ]
    left_out = lesson.corrections[1]
    assert (left_out.original, left_out.reason) == ("It was never built again.", "because")
    assert left_out.after and lesson.essay.text_block(0).text[: left_out.after.end].endswith("1847.[1]")
    assert [(c.place.line, c.place.column) for c in lesson.corrections] == [(n, 16) for n in (3, 4, 5, 6)]
    assert all(c.place.file.endswith("corrections.yaml") for c in lesson.corrections)


def test_a_corrected_sentence_keeps_its_emphasis_and_its_place(tmp_path: Path) -> None:
    lesson, _ = read(
        tmp_path, 'sentence: "The mill burned down in 1846.", replace: "In 1847 the old mill burned down."'
    )
    block = lesson.essay.text_block(0)
    assert [run.text for run in block.runs if run.italic] == ["mill"]
    at = block.text.index("mill")
    assert ESSAY[block.origin[at] :].startswith("mill")
    passage = lesson.corrections[0].passage
    assert passage is not None
    assert ESSAY[passage.span.start : passage.span.end] == "The *mill* burned\ndown in 1846."


@pytest.mark.parametrize(
    ("new", "italic"),
    [("The *old mill* burned.", ["old mill"]), ("The mill \\*burned\\*.", []), ("Fire &amp; *ash*.", ["ash"])],
)
def test_markdown_in_a_new_sentence(new: str, italic: list[str], tmp_path: Path) -> None:
    lesson, found = read(tmp_path, f"sentence: The railway came in 1871., replace: '{new}'")
    block = lesson.essay.text_block(2)
    assert [run.text for run in block.runs if run.italic] == italic
    plain = new.replace("\\*", "\0").replace("*", "").replace("\0", "*").replace("&amp;", "&")
    assert (block.text, found) == (f"{plain} The town was rich [2].", ())


def test_a_plain_text_has_no_marks(tmp_path: Path) -> None:
    lesson, _ = read(tmp_path, "sentence: It rained., replace: 'It *rained*.'", essay="It rained.\n", name="essay.txt")
    assert texts(lesson) == ["It *rained*."]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mill burned down in 1846.",
        "  The   mill burned\\ndown in 1846. ",
        "The *mill* burned down in 1846.",
        "The *mill* burned\\ndown in 1846.",
        "The mill burned down in 1846.[1] It was never built again.",
        "The mill burned down in 1846. It was never built again.",
        "mill",
        "*mill* burned",
        "burned down",
    ],
)
def test_how_a_sentence_may_be_given(sentence: str, tmp_path: Path) -> None:
    lesson, found = read(tmp_path, f'sentence: "{sentence}", replace: "NEW"')
    assert found == ()
    assert "NEW" in texts(lesson)[0] and lesson.corrections[0].passage
    assert lesson.corrections[0].passage.text == "NEW"


@pytest.mark.parametrize("sentence", ["A quoted line stands here.", "A quoted\\n> line stands here."])
def test_a_sentence_of_a_quotation(sentence: str, tmp_path: Path) -> None:
    lesson, found = read(tmp_path, f'sentence: "{sentence}", replace: "Hm."')
    assert (texts(lesson)[-1], found) == ("Hm.", ())


def test_whole_words_go_first(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: own, replace: OWN", essay="The town has its own mill.\n")
    assert (texts(lesson), found) == (["The town has its OWN mill."], ())
    lesson, found = read(tmp_path, "sentence: ow, replace: u", essay="The town.\n")
    assert (texts(lesson), found) == (["The tun."], ())


def test_the_second_of_equal_passages(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: {text: The town was, at: 2}, replace: The city was")
    assert found == ()
    assert ["city" in text for text in texts(lesson)] == [False, False, True, False]


def test_equal_passages_without_a_number_are_told(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: The town was, replace: The city was")
    assert codes(found) == [("correction-several", "warning")]
    assert found[0].data["count"] == 2
    assert "The city was poor." in texts(lesson)[0]


def test_a_number_too_great_changes_nothing(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: {text: The town was, at: 3}, replace: x y")
    assert codes(found) == [("correction-at-gone", "warning")]
    assert lesson.corrections == ()


def test_a_sentence_that_is_gone_is_told_with_its_nearest_neighbour(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: The railroad came here in 1871., replace: x")
    assert codes(found) == [("correction-sentence-gone", "warning")]
    assert found[0].data["nearest"] == "The railway came in 1871."
    assert str(found[0].data["where"]).endswith("essay.md:6:1")
    assert found[0].location and (found[0].location.line, found[0].location.column) == (3, 16)
    assert lesson.corrections == ()
    _, found = read(tmp_path, "sentence: Something else altogether, replace: x")
    assert codes(found) == [("correction-sentence-nowhere", "warning")]


def test_a_sentence_over_two_paragraphs_is_not_found(tmp_path: Path) -> None:
    _, found = read(tmp_path, 'sentence: "The town was poor.\\n\\nLater", replace: x')
    assert codes(found)[0][0].startswith("correction-sentence-")


def test_what_is_already_so_is_only_a_hint(tmp_path: Path) -> None:
    lesson, found = read(
        tmp_path,
        "sentence: The town was poor., replace: 'The  town was poor. '",
        "sentence: The mill burnt down., replace: It was never built again.",
        "sentence: railway, replace: The railway came",
    )
    assert codes(found) == [
        ("correction-changes-nothing", "hint"),
        ("correction-done", "hint"),
        ("correction-done", "hint"),
    ]
    assert str(found[1].data["where"]).endswith("essay.md:2:18")
    assert lesson.corrections == ()
    assert lesson.essay == lessons.read(folder(tmp_path, "format: 1\n"))[0].essay


def test_corrections_that_share_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read(
            tmp_path,
            "sentence: The town was poor., keep: true",
            "sentence: The railway came in 1871., keep: true",
            "sentence: It was never built again. The town, replace: x",
        )
    (found,) = caught.value.diagnostics
    assert (found.code, found.data["first"], found.data["second"]) == ("correction-overlap", 3, 5)
    assert found.location and found.location.line == 5


def test_neighbours_share_nothing(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: The town was, replace: It is", "sentence: poor., replace: rich.")
    assert codes(found) == [("correction-several", "warning")]
    assert texts(lesson)[0].endswith("again. It is rich.")


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("It was never built again.", "One. Two, three (four) five."),
        ("One. It was never built again.", "Two, three (four) five."),
        ("three", "One. It was never built again. Two, (four) five."),
        (", three (four) five", "One. It was never built again. Two."),
        ("Two, three (four) five.", "One. It was never built again."),
        ("five", "One. It was never built again. Two, three (four)."),
    ],
)
def test_what_is_left_out_leaves_no_gap(sentence: str, left: str, tmp_path: Path) -> None:
    essay = "One. It was never built again. Two, three (four) five.\n"
    assert texts(read(tmp_path, f'sentence: "{sentence}", replace: ""', essay=essay)[0]) == [left]


def test_a_paragraph_left_empty_goes_and_the_numbers_follow(tmp_path: Path) -> None:
    essay = "First one.\n\nSecond one. It is here.\n\n- Third one.\n\nFourth one.\n"
    lesson, found = read(tmp_path, 'sentence: "Second one. It is here.", replace: ""', essay=essay)
    blocks = [b for b in lesson.essay.blocks if isinstance(b, TextBlock)]
    assert [(b.number, b.text) for b in blocks] == [(1, "First one."), (2, "Third one."), (3, "Fourth one.")]
    assert found == ()
    after = lesson.corrections[0].after
    assert after and after.block == 0
    lesson, _ = read(tmp_path, 'sentence: "First one.", replace: ""', essay=essay)
    assert (lesson.corrections[0].passage, lesson.corrections[0].after) == (None, None)


def test_an_essay_left_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, 'sentence: "All.", replace: ""', essay="All.\n")
    assert [d.code for d in caught.value.diagnostics] == ["lesson-no-text"]


@pytest.mark.parametrize(
    ("essay", "left", "removed"),
    [
        ("A fact.[1] More [2, 3], and [citation needed] so [4].", "A fact. More, and so.", 4),
        ("A fact.¹ It is 5 m² wide²³.", "A fact. It is 5 m² wide.", 2),
        ("The end.[1]Then on.", "The end. Then on.", 1),
        ("He [the king] came.", "He [the king] came.", 0),
        ("[1] At the start.", "At the start.", 1),
    ],
)
def test_citation_marks_are_taken_out_when_asked(essay: str, left: str, removed: int, tmp_path: Path) -> None:
    lesson, found = read(tmp_path, head="citations: remove\n", essay=essay + "\n")
    assert (texts(lesson), lesson.marks_removed, found) == ([left], removed, ())
    block = lesson.essay.text_block(0)
    for word in ("fact", "More", "so", "Then", "king", "start"):
        if word in block.text:
            assert essay[block.origin[block.text.index(word)] :].startswith(word)


def test_marks_and_corrections_together(tmp_path: Path) -> None:
    lesson, found = read(
        tmp_path,
        'sentence: "The mill burned down in 1846.[1]", replace: "The mill burned in 1847.[1]"',
        'sentence: "The town was rich.", keep: true',
        head="citations: remove\n",
    )
    assert texts(lesson)[0] == "The mill burned in 1847. It was never built again. The town was poor."
    assert [c.passage and c.passage.text for c in lesson.corrections] == [
        "The mill burned in 1847.",
        "The town was rich.",
    ]
    assert (lesson.marks_removed, found) == (2, ())


def test_drafts_are_looked_up_in_the_corrected_text(tmp_path: Path) -> None:
    timeline = (
        "format: 1\nevents:\n"
        "  - {id: a, date: 1872, display: '1872', label: Railway, sentence: The railway came in 1872.}\n"
        "  - {id: b, date: 1871, display: '1871', label: Railway, sentence: The railway came in 1871.}\n"
    )
    text = 'format: 1\ncorrections:\n  - sentence: "1871"\n    replace: "1872"\n    reason: a slip\n'
    lesson, found = lessons.read(folder(tmp_path, text, timeline=timeline))
    assert lesson.drafts.timeline
    (event,) = lesson.drafts.timeline.events
    assert event.id == "a"
    assert ESSAY[event.sentence.span.start : event.sentence.span.end] == "The railway came in 1871."
    assert codes(found) == [("draft-sentence-gone", "warning")]


HEAD = "format: 1\ncorrections:\n  - sentence: The town was poor.\n"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (HEAD + "    reason: x\n", "correction-no-action", (3, 5)),
        (HEAD + "    keep: true\n", "yaml-missing-key", (3, 5)),
        (HEAD + "    keep: true\n    reason: ' '\n", "yaml-missing-key", (5, 13)),
        (HEAD + "    keep: true\n    replace: y\n    reason: x\n", "correction-two-actions", (4, 5)),
        (HEAD + "    do-not-use: true\n    keep: true\n    reason: x\n", "correction-two-actions", (4, 5)),
        (HEAD + "    replace:\n    reason: x\n", "correction-replace-what", (4, 5)),
        (HEAD + "    replace: true\n    reason: x\n", "correction-replace-what", (4, 5)),
        (HEAD + "    keep: false\n    reason: x\n", "yaml-wrong-value", (4, 11)),
        (HEAD + "    keep:\n    reason: x\n", "yaml-wrong-value", (4, 10)),
        (HEAD + "    do-not-use: yes\n    reason: x\n", "yaml-wrong-value", (4, 17)),
        (HEAD + "    remove: true\n    reason: x\n", "yaml-unknown-key", (4, 5)),
        (HEAD + "    replace: [a]\n    reason: x\n", "yaml-wrong-type", (4, 14)),
        ("format: 1\ncorrections:\n  - {keep: true, reason: x}\n", "yaml-missing-key", (3, 5)),
        ("format: 1\ncorrections:\n  - {sentence: '', keep: true, reason: x}\n", "yaml-missing-key", (3, 16)),
        (
            "format: 1\ncorrections:\n  - {sentence: {text: a, at: 0}, keep: true, reason: x}\n",
            "yaml-wrong-value",
            (3, 30),
        ),
        ("format: 1\ncorrections: all\n", "yaml-wrong-type", (2, 14)),
        ("format: 1\ncorrections:\n  - The town was poor.\n", "yaml-wrong-type", (3, 5)),
        ("format: 1\ncitations: delete\n", "yaml-wrong-value", (2, 12)),
        ("format: 2\n", "yaml-format-newer", (1, 9)),
        ("corrections: []\n", "yaml-missing-key", (1, 1)),
    ],
)
def test_what_may_not_stand_there(text: str, code: str, place: tuple[int, int], tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        lessons.read(folder(tmp_path, text))
    (found,) = caught.value.diagnostics
    assert found.location and found.location.file.endswith("corrections.yaml")
    assert (found.code, (found.location.line, found.location.column)) == (code, place)


@pytest.mark.parametrize(
    ("key", "suggestion"),
    [
        ("remove", 'replace: ""'),
        ("hapus", 'replace: ""'),
        ("do_not_use", "do-not-use"),
        ("replaced", "replace"),
        ("reasn", "reason"),
        ("action", "replace, keep, do-not-use"),
    ],
)
def test_a_key_that_is_no_key_gets_the_one_that_was_meant(key: str, suggestion: str, tmp_path: Path) -> None:
    text = HEAD + f"    {key}: true\n    reason: x\n".replace(
        "reason: x", "keep: true" if key == "reasn" else "reason: x"
    )
    with pytest.raises(ContentError) as caught:
        lessons.read(folder(tmp_path, text))
    unknown = [d for d in caught.value.diagnostics if d.code == "yaml-unknown-key"]
    assert [d.data["suggestion"] for d in unknown] == [suggestion]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = HEAD + "    reason: x\n  - {sentence: a, keep: no, reason: x}\n  - {sentence: b, replace:, reason: x}\n"
    with pytest.raises(ContentError) as caught:
        lessons.read(folder(tmp_path, text))
    assert [d.code for d in caught.value.diagnostics] == [
        "correction-no-action",
        "yaml-wrong-value",
        "correction-replace-what",
    ]


def test_what_a_new_sentence_cannot_hold_is_told(tmp_path: Path) -> None:
    lesson, found = read(tmp_path, "sentence: The town was poor., replace: 'A `b` <b>c</b>.'")
    assert [(d.code, d.data["what"]) for d in found] == [
        ("markdown-unsupported", "html"),
        ("markdown-unsupported", "code"),
    ]
    assert texts(lesson)[0].endswith("A b c.")


def test_a_survey_reads_what_can_be_read(tmp_path: Path) -> None:
    root = folder(tmp_path, HEAD + "    remove: x\n", questions="format: 1\nsections: [", timeline="format: 3\n")
    (root / "lesson.yaml").write_text("format: 1\ntitel: x\n", encoding="utf-8")
    lesson, found = lessons.survey(root)
    assert lesson and texts(lesson)[0].startswith("The mill")
    assert {d.code for d in found} >= {"yaml-unknown-key", "yaml-syntax", "yaml-format-newer", "yaml-missing-key"}
    with pytest.raises(ContentError) as caught:
        lessons.read(root)
    assert tuple(caught.value.diagnostics) == found
    (root / "essay.md").unlink()
    assert lessons.survey(root)[0] is None


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        ({"replace": "x"}, True),
        ({"keep": True}, True),
        ({"do-not-use": True}, True),
        ({}, False),
        ({"keep": True, "replace": ""}, False),
    ],
)
def test_an_editor_knows_that_there_is_one_decision(entry: dict[str, object], fits: bool) -> None:
    data = {"format": 1, "corrections": [{"sentence": "a", "reason": "b", **entry}]}
    assert Draft202012Validator(schema("corrections")).is_valid(data) == fits
