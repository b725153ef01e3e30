"""What the key tells the teacher besides the answers: what she has to judge, and what is flagged in the text."""

from __future__ import annotations

from dataclasses import replace

from handouts import materials
from handouts.diagnostics import Diagnostic
from handouts.languages.messages import message, remedy
from handouts.pipeline.linting import Inspector
from handouts.pipeline.prepare import Prepared


def remarks(prepared: Prepared, inspector: Inspector) -> materials.Remarks:
    """The remarks for the keys of all versions, in the language of the material."""
    lesson, language = prepared.lesson, prepared.lesson.meta.language
    found = materials.judgements(prepared.sections, language, "A", inspector.around)
    judge: dict[str, list[str]] = {}
    for said in (d for group in found.values() for d in group):
        judge.setdefault(str(said.data["item"]), []).append(_words(said, language))
    doubts = []
    for flag in prepared.flags:
        if flag.blocks or flag.settled:
            (said,) = materials.flag_diagnostics(lesson.essay, [flag])
            doubts.append((flag.passage, message(said, language)))
    return materials.Remarks(judge, doubts)


def _words(said: Diagnostic, language: str) -> str:
    """Message and remedy without the id that a message begins with: the words stand at the item."""
    words = message(replace(said, data={**said.data, "item": ""}), language).lstrip(" :")
    told = words[:1].upper() + words[1:]
    told = told if told.endswith((".", "!", "?")) else f"{told}."
    return " ".join(part for part in (told, remedy(said, language)) if part)
