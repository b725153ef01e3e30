"""Gold texts with marks, `[[words|value]]` or `[[words|value|MOD]]` (tests/gold/GUIDE.md), as documents of dates.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]*)(?:\|([^\[\]|]*))?\]\]")


def document(marked: str) -> dict[str, Any]:
    """The text without its marks, and what was marked, with offsets in code points."""
    text, last = "", 0
    found: list[dict[str, Any]] = []
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        found.append(
            {
                "start": len(text),
                "end": len(text) + len(mark[1]),
                "value": mark[2],
                "mod": mark[3] or "",
                "cls": "date",
            }
        )
        text += mark[1]
        last = mark.end()
    return {"text": text + marked[last:], "timex": found}


def documents(folder: Path) -> dict[str, dict[str, Any]]:
    """The documents of all .txt files of a folder, by name."""
    return {path.stem: document(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))}
