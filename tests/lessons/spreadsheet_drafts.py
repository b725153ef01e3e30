"""Draft files of a teacher who writes as she likes, and tables as other programs would open and save them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from handouts import lessons, materials
from handouts.analysis import analyse
from handouts.lessons import folder, plain
from handouts.lessons.drafts.chunks import read_chunks
from handouts.lessons.spreadsheet.exchange import Imported, export_table, import_table
from handouts.lessons.spreadsheet.fields import Topic
from handouts.model.text import Essay, SourceText

CONTENT = Path(__file__).parents[2] / "content"
LESSONS = {"en": "us-soviet-alliance", "id": "aliansi-as-soviet"}

TIMELINE = """\
# My timeline.
format: 1
approved: false
events:
  # The first one is sure.
  - id: event-1.1
    date: 1939-08-23   # the pact
    display: '23 August 1939'
    label: "The pact: signed"
    sentence: They signed on 23 August 1939.
    chosen: true
    rule: clause

  # Ask Ms Okta about this.
  - id: event-1.2
    # early that year
    date: {value: 1941, from: 1941-01-01, to: 1941-04-30, precision: year, mod: START}
    display: early 1941
    label: >-
      It began # not a comment
      again
    sentence: {text: It began in early 1941., at: 2}
    phrase: early 1941
  - id: mine
    date: "1945"
    display: '1945'
    label: =SUM(A1)
    sentence: The war ended in 1945.
    approved: true
# The end.
"""

GLOSSARY = """\
format: 1
status: checked
entries:
- term: pact
  definition: 'an agreement'
  variants: [pacts, "the pact"]
# doubtful
- term: '-war'
  definition: ""
  mentions: []
- {term: peace, definition: no war}
"""

QUESTIONS = """\
format: 1
status: draft
sections:
  # Part one
  - kind: multiple_choice
    items:
      - id: q1
        stem: When did they sign?
        options: [1939, {text: '1941', why: "that is later"}, 1945]
        key: A
        natural_order: true
        evidence: They signed on 23 August 1939.
      # a hard one
      - id: q2
        stem: What ended in 1945?
        options:
          - text: the war
            evidence: The war ended in 1945.
          - the pact   # not this
        key: A
        points: 2
  - kind: cloze
    bank: [war, pact]  # more words?
    items:
      - id: c1
        before: 'The '
        answer: war
        after: " ended in 1945."
        accept: [the war]
        evidence: [The war ended in 1945., It began in early 1941.]
      - id: c2
        answer: pact
  - kind: matching
    items:
      - id: m1
        pairs:
          - {id: m1.1, premise: Signing, response: 1939, evidence: They signed on 23 August 1939.}
          - {id: m1.2, premise: End, response: 1945, evidence: The war ended in 1945., date: 1945}
        responses: [1945, 1939, 1900]
  - kind: ordering
    items:
      - id: o1
        entries:
          - text: signing
            display: '1939'
            date: 1939
            evidence: They signed on 23 August 1939.
          - {text: end, display: '1945', date: 1945, evidence: The war ended in 1945.}
        shown: [2, 1]
  - kind: short_answer
    items:
      - id: s1
        prompt: Why?
        answer: Because.
"""

OWN: dict[Topic, str] = {"timeline": TIMELINE, "glossary": GLOSSARY, "questions": QUESTIONS}
TEXT = (
    "They signed on 23 August 1939. It began in early 1941. Then came a winter. It began in early 1941. "
    "The war ended in 1945."
)

Rows = list[list[Any]]
Sheets = dict[str, Rows]


def essay() -> Essay:
    source = SourceText("essay.txt", TEXT)
    return Essay(source, plain.blocks(source))


@cache
def sample(language: str) -> tuple[Essay, dict[Topic, str]]:
    """The essay of a sample lesson, and its drafts."""
    lesson, _ = folder.read(CONTENT / LESSONS[language])
    found = analyse(lesson.essay, language)
    glossary = materials.glossary(lesson.essay, found, lesson.drafts.glossary)
    timeline = materials.timeline(lesson.essay, found)[0]
    options = materials.options_for(lesson.meta)
    sections = materials.exercises(lesson.essay, found, timeline, glossary, options, lesson.meta.slug)[0]
    return lesson.essay, {
        "timeline": lessons.write_timeline(timeline, lesson.essay, language),
        "glossary": lessons.write_glossary(glossary, lesson.essay, language),
        "questions": lessons.write_questions(sections, lesson.essay, language),
    }


def opened(data: bytes, name: str) -> Sheets:
    """The cells of a table file as another program sees them; those of empty cells are ""."""
    if name.endswith(".csv"):
        text = data.decode("utf-8-sig")
        delimiter = ";" if ";" in text.splitlines()[0] else ","
        return {"": list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))}
    book = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


def saved(sheets: Sheets, name: str) -> bytes:
    """The same cells in a new file of another program."""
    if name.endswith(".csv"):
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows(sheets[""])
        return out.getvalue().encode("utf-8")
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for r, row in enumerate(rows, start=1):
            for c, value in enumerate(row, start=1):
                if value != "":
                    cell = sheet.cell(r, c, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
    out_bytes = io.BytesIO()
    book.save(out_bytes)
    return out_bytes.getvalue()


def through(
    topic: Topic,
    text: str,
    change: Callable[[Sheets], None],
    name: str = "table.csv",
    language: str = "en",
    of: Essay | None = None,
) -> Imported:
    """The draft after its table was opened, changed and saved by another program."""
    draft = (f"{topic}.yaml", text.encode("utf-8"))
    sheets = opened(export_table(topic, draft, name, language)[0], name)
    change(sheets)
    return import_table(topic, draft, (name, saved(sheets, name)), of or essay(), language)


def items(topic: Topic, data: bytes) -> dict[str, str]:
    """The text of each item by its id."""
    return {piece.id: piece.text for piece in read_chunks(f"{topic}.yaml", data).items}
