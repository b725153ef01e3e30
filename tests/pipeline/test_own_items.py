"""Items that a teacher writes with no more than she must: no id, no printed date, no rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.pipeline.draft import draft
from handouts.pipeline.prepare import prepare

LESSON = 'format: 1\ntitle: "The treaty"\nlanguage: {}\n'
ESSAY = (
    "# The treaty\n\nIn 1911 the king of Norland opened the port of Dalby. "
    "On March 3, 1912, Norland signed the treaty of Dalby. In 1914 the treaty of Dalby ended.\n"
)
EVENT = """format: 1
events:
  - date: 1912-03-03
    label: "Norland signs the treaty of Dalby"
    sentence: "On March 3, 1912, Norland signed the treaty of Dalby."
  - date: 1914
    display: "in the year 1914"
    label: "The treaty of Dalby ends"
    sentence: "In 1914 the treaty of Dalby ended."
"""
QUESTIONS = """format: 1
sections:
  - kind: multiple_choice
    items:
      - stem: "When did Norland sign the treaty of Dalby?"
        options: ["1911", "1912", "1914"]
        key: B
      - stem: "When did Norland sign the treaty of Dalby?"
        options: ["1911", "1912", "1914"]
        key: B
  - kind: true_false
    items:
      - columns: ["True", "False"]
        rows:
          - {text: "The port was opened in 1911.", column: "True"}
          - {text: "The treaty ended in 1912.", column: "False", why: "1914"}
"""


def lesson(folder: Path, language: str, **files: str) -> Path:
    texts = {"lesson.yaml": LESSON.format(language), "essay.md": ESSAY}
    for name, text in {**texts, **{f"{k}.yaml": v for k, v in files.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("language", "words"), [("en", "3 March 1912"), ("id", "3 Maret 1912")])
def test_an_event_without_words_for_its_date_gets_them(tmp_path: Path, language: str, words: str) -> None:
    approved = EVENT.replace("events:", "approved: true\nevents:")
    timeline = prepare(str(lesson(tmp_path, language, timeline=approved)), None).timeline
    assert [e.display for e in timeline.events] == [words, "in the year 1914"]
    assert len({e.id for e in timeline.events}) == 2


def test_the_other_dates_of_the_file_show_the_order_of_day_and_month(tmp_path: Path) -> None:
    other = '  - {date: 1911-05-02, display: "May 2, 1911", label: x, sentence: "In 1914 the treaty of Dalby ended."}\n'
    timeline = prepare(str(lesson(tmp_path, "en", timeline=EVENT + other)), None).timeline
    assert timeline.events[0].display == "March 3, 1912"


def test_items_without_ids_are_told_apart(tmp_path: Path) -> None:
    choices, table = prepare(str(lesson(tmp_path, "en", questions=QUESTIONS)), None).sections
    assert len({item.id for item in choices.items}) == 2
    assert [row.id for row in table.items[0].rows] == [f"{table.items[0].id}.{n}" for n in (1, 2)]  # type: ignore[union-attr]


def test_drafting_again_leaves_them_alone(tmp_path: Path) -> None:
    lesson(tmp_path, "en", timeline=EVENT, questions=QUESTIONS)
    for _ in range(2):
        draft(str(tmp_path), None)
        timeline = (tmp_path / "timeline.yaml").read_text(encoding="utf-8")
        assert EVENT.split("events:\n")[1] in timeline
        assert QUESTIONS.split("sections:\n")[1].split("  - kind: true_false")[0] in (
            tmp_path / "questions.yaml"
        ).read_text(encoding="utf-8")
