"""The JSON Schemas of the files of a lesson, printed or written."""

from __future__ import annotations

import json
from pathlib import Path

from handouts.lessons import schemas
from handouts.store import Store

NAMES = tuple(schemas.MODELS)


def schema_text(name: str | None) -> str:
    """The schema of one file as JSON, or an object with those of all of them by name."""
    if name is not None:
        return schemas.schema_text(name)
    return json.dumps({each: schemas.schema(each) for each in NAMES}, ensure_ascii=False, indent=1) + "\n"


def write_schemas(name: str | None, folder: Path) -> tuple[Path, ...]:
    """Write one schema or all of them into a folder as NAME.json. Raises StorageError."""
    wanted = NAMES if name is None else (name,)
    return Store(folder).put_all({f"{each}.json": schemas.schema_text(each) for each in wanted})
