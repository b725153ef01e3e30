"""The plan of a batch by its path, whichever kind of file it is, and the two folders that it writes to."""

from __future__ import annotations

import os
from pathlib import Path

from handouts.batch.asked import Asked
from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, UsageProblem
from handouts.reading.filenames import slug

_YAML, _TABLES = (".yaml", ".yml"), (".xlsx", ".csv")


def read_plan(path: Path) -> Asked:
    """What a plan asks for. UsageProblem batch-plan-missing, batch-plan-kind, and what its reader raises."""
    from handouts.batch.plan_file import read_plan_file
    from handouts.batch.plan_sheet import read_plan_sheet

    kind = path.suffix.lower()
    if kind not in (*_YAML, *_TABLES):
        raise UsageProblem(problem("batch-plan-kind", Location(str(path)), kinds=", ".join((*_YAML, *_TABLES))))
    if not path.is_file():
        raise UsageProblem(problem("batch-plan-missing", Location(str(path))))
    return read_plan_file(path) if kind in _YAML else read_plan_sheet(path)


def folders(asked: Asked, given_out: Path | None, given_keys: Path | None) -> tuple[Path, Path]:
    """Where the packs go and where the keys go; what is given goes before the plan.

    ContentError batch-folders-nested when one is in the other.
    """
    out = given_out or asked.folder / (asked.out.text.strip() or f"output/{slug(asked.name, 'batch')}")
    out = Path(os.path.normpath(out))  # a person reads it
    usual = out.parent / f"{out.name}-keys"
    keys = given_keys or (asked.folder / asked.keys.text.strip() if asked.keys else usual)
    keys = Path(os.path.normpath(keys))
    one, other = out.absolute().resolve(), keys.absolute().resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        place = None if given_keys else asked.keys.at or asked.out.at
        raise ContentError(problem("batch-folders-nested", place, out=str(out), keys=str(keys)))
    return out, keys
