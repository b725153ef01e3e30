"""The JSON Schemas of the files in a lesson folder, for completion in an editor: no network is needed for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import import_module
from typing import Any

FOLDER = ".schema"
# The table: name of the file without its ending, or of the kind of file, -> module and class of what may stand in it.
MODELS: Mapping[str, tuple[str, str]] = {
    "lesson": ("handouts.lessons.settings", "LessonFile"),
    "timeline": ("handouts.lessons.drafts.files", "TimelineFile"),
    "glossary": ("handouts.lessons.drafts.files", "GlossaryFile"),
    "questions": ("handouts.lessons.drafts.question_files", "QuestionsFile"),
    "corrections": ("handouts.lessons.corrections_file", "CorrectionsFile"),
    "pack": ("handouts.lessons.pack_file", "PackFile"),
    "shared-glossary": ("handouts.lessons.shared_file", "SharedGlossaryFile"),
    "batch": ("handouts.lessons.batch_file", "BatchFile"),
    "school": ("handouts.lessons.school_file", "SchoolFile"),
    "item-rules": ("handouts.lessons.item_rules_file", "ItemRulesFile"),
}
# Files that stand beside lessons, not in them.
_BESIDE = ("shared-glossary", "batch", "school", "item-rules")


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one of the files in the table."""
    from handouts.reading.schema import file_schema

    module, model = MODELS[name]
    return file_schema(getattr(import_module(module), model), f"{name}.yaml")


def schema_text(name: str) -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


def schema_files() -> dict[str, str]:
    """The texts of all schemas by their paths below a lesson folder, such as ".schema/timeline.json"."""
    return {f"{FOLDER}/{name}.json": schema_text(name) for name in MODELS if name not in _BESIDE}


def schema_line(name: str) -> str:
    """The line that tells an editor where the schema of a file is; it must be the first of the file."""
    return f"# yaml-language-server: $schema={FOLDER}/{name}.json\n"
