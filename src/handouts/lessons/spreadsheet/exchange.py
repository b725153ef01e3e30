"""A draft file out to a table file, and a table file back into it. Bytes in, bytes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from handouts.diagnostics import Diagnostic, capped
from handouts.errors import ContentError
from handouts.lessons.drafts import files, question_files, reading
from handouts.lessons.drafts.chunks import Chunks, chunks_of, read_chunks
from handouts.lessons.spreadsheet import delimited, workbook
from handouts.lessons.spreadsheet.applying import Counts, apply, counts
from handouts.lessons.spreadsheet.fields import Topic
from handouts.lessons.spreadsheet.findings import Content, content, once, remade, translated
from handouts.lessons.spreadsheet.merging import merge
from handouts.lessons.spreadsheet.pages import LISTS, pages
from handouts.lessons.spreadsheet.records import known_header, read_table
from handouts.model.text import Essay
from handouts.reading.grid import Grid
from handouts.reading.validation import validate
from handouts.reading.xlsx import read_xlsx

SUFFIXES = (".xlsx", ".csv")
_MODELS: dict[Topic, type[Any]] = {
    "timeline": files.TimelineFile,
    "glossary": files.GlossaryFile,
    "questions": question_files.QuestionsFile,
}
_READERS: dict[Topic, Callable[[Any, Essay], Any]] = {
    "timeline": reading.read_timeline,
    "glossary": reading.read_glossary,
    "questions": reading.read_questions,
}


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft file's new bytes, what has changed in it, and what there is to say."""

    data: bytes
    counts: Counts
    diagnostics: tuple[Diagnostic, ...]


def export_table(topic: Topic, draft: tuple[str, bytes], file: str, language: str) -> tuple[bytes, int]:
    """The bytes of a table file and its number of items. `draft` is the draft file's name and bytes; the name `file`

    tells the format. Raises ContentError as the readers of drafts do, and table-text-too-long.
    """
    chunks = _read(topic, draft)
    data = _data(chunks)
    excel = PurePath(file).suffix.lower() == ".xlsx"
    made = pages(topic, data, language, split=excel)
    table = workbook.write(made, language, file) if excel else delimited.write(made[0], language)
    return table, _total(topic, data)


def import_table(
    topic: Topic, draft: tuple[str, bytes], table: tuple[str, bytes], essay: Essay, language: str, encoding: str = ""
) -> Imported:
    """The draft file after the table (name and bytes). Nothing is written.

    Raises ContentError with all that is wrong, each finding at file:row:column: the table-… codes, those of the
    readers of .xlsx and CSV, draft-layout; UsageProblem table-encoding-unknown.
    """
    chunks = _read(topic, draft)
    data = _data(chunks)
    rows = read_table(_grids(table, encoding), topic, language)
    merged = merge(topic, data, rows)
    made = content(topic, data, merged.parts, table[0])
    notes = _checked(made, [*rows.wrong, *merged.wrong], essay)
    result = apply(chunks, merged.parts)
    _compare(topic, result, made)
    done = counts(_total(topic, data), merged.parts)
    return Imported(result.data(), done, (*rows.notes, *remade(merged.parts), *notes))


def _read(topic: Topic, draft: tuple[str, bytes]) -> Chunks:
    chunks = read_chunks(*draft)
    validate(chunks.tree, _MODELS[topic])
    return chunks


def _data(chunks: Chunks) -> dict[str, Any]:
    assert isinstance(chunks.tree.data, dict)
    return chunks.tree.data


def _total(topic: Topic, data: dict[str, Any]) -> int:
    whole = data.get(LISTS[topic]) or ()
    return sum(len(part.get("items") or ()) for part in whole) if topic == "questions" else len(whole)


def _grids(table: tuple[str, bytes], encoding: str) -> Sequence[Grid]:
    name, data = table
    if PurePath(name).suffix.lower() == ".xlsx":
        return read_xlsx(data, name)
    return (delimited.read(data, name, lambda header: any(known_header(one, header) for one in _MODELS), encoding),)


def _checked(made: Content, wrong: Sequence[Diagnostic], essay: Essay) -> list[Diagnostic]:
    """What the readers of the draft say of the new content; ContentError when anything is wrong."""
    found = list(wrong)
    notes: Sequence[Diagnostic] = ()
    try:
        if found:
            validate(made.tree, _MODELS[made.topic])
        else:
            notes = _READERS[made.topic](made.tree, essay).diagnostics
    except ContentError as error:
        found += translated(made, error.diagnostics)
    if found:
        raise ContentError(*capped(once(found)))
    return translated(made, notes)


def _compare(topic: Topic, result: Chunks, made: Content) -> None:
    """The file as it would be written must hold what the table says; else it is the tool's fault."""
    model = _MODELS[topic]
    again = chunks_of(result.name, result.text, result.encoding)
    if validate(again.tree, model) != validate(made.tree, model):
        raise RuntimeError(f"{result.name} would not hold what the table says")
