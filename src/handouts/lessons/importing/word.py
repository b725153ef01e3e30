"""Word documents (.docx) for import: opened in a process of their own, told as parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handouts.diagnostics import Diagnostic, Location, hint
from handouts.lessons.importing.parts import Imported, Part, part, require_length, with_bold_headings
from handouts.lessons.importing.repair import Repairs
from handouts.model.text import Run
from handouts.reading.apart import run_apart
from handouts.reading.archive import check_zip


def read_word(name: str, data: bytes) -> Imported:
    """The parts of a Word document and what was left out of it.

    Raises ContentError: what `check_zip` and `run_apart` raise, source-hostile.
    """
    check_zip(data, name)
    found = run_apart("handouts.lessons.importing.word_parts:read", data, name)
    repairs = Repairs(name)
    for what, count in found["left"].items():
        repairs.take_out(what, count)
    parts = parts_of(found["parts"], repairs)
    diagnostics = (*repairs.diagnostics(), *turned(name, found["turned"]))
    return Imported(with_bold_headings(parts), diagnostics)


def parts_of(told: Iterable[Mapping[str, Any]], repairs: Repairs) -> list[Part]:
    """Parts as a child process tells them, each text repaired. Raises ContentError as `require_length`."""
    told = list(told)
    require_length(repairs.file, sum(len(text) for entry in told for text, _, _ in entry["runs"]))
    made = (
        part(
            entry["kind"],
            [repairs.run(Run(text, bold, italic)) for text, bold, italic in entry["runs"]],
            entry["level"],
            entry["number"],
        )
        for entry in told
    )
    return [p for p in made if p]


def turned(name: str, counts: Mapping[str, int]) -> list[Diagnostic]:
    """What became plain paragraphs."""
    return [hint("import-turned", Location(name), what=what, count=count) for what, count in counts.items() if count]
