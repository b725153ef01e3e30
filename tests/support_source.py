"""The calls in the tool's own source, for tests that compare it with its catalogues; it is read once in a process."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import handouts

SOURCE = Path(handouts.__file__).parent


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call, with its file below the package and its line: "cli/report.py:12"."""
    return tuple(
        (f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}", node)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
