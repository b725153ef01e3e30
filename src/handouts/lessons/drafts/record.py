"""`.drafts.json`: what the tool wrote into the drafts, so that it can tell later what is the teacher's own.

An item that differs from what is noted here is hers; so is a file that is not noted here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from handouts.lessons.drafts.chunks import Piece

NAME = ".drafts.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Known:
    """An item as the tool wrote it: the hash of its bytes, and the sentences of the essay that it rested on."""

    sha256: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRecord:
    """One draft file: its items by id, and those that the teacher deleted, with the sentences they rested on."""

    items: Mapping[str, Known] = field(default_factory=dict)
    deleted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def digest(piece: Piece) -> str:
    """The hash of an item's bytes. Line ends do not count: version control and mail change them."""
    return hashlib.sha256(piece.plain.encode("utf-8", "surrogatepass")).hexdigest()


def dump(files: Mapping[str, FileRecord]) -> str:
    """The text of `.drafts.json`: one item a line, sorted, so that two states of it are easily compared."""
    blocks = []
    for name in sorted(files):
        record = files[name]
        items = {i: {"sha256": k.sha256, "evidence": list(k.evidence)} for i, k in record.items.items()}
        deleted = {i: {"evidence": list(evidence)} for i, evidence in record.deleted.items()}
        blocks.append(f'  {_json(name)}: {{\n   "items": {_lines(items)},\n   "deleted": {_lines(deleted)}\n  }}')
    body = ",\n".join(blocks)
    return f'{{\n "format": {FORMAT},\n "files": {{\n{body}\n }}\n}}\n'


def _lines(entries: Mapping[str, Any]) -> str:
    if not entries:
        return "{}"
    return "{\n" + ",\n".join(f"    {_json(key)}: {_json(entries[key])}" for key in sorted(entries)) + "\n   }"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def parse(text: str) -> dict[str, FileRecord] | None:
    """What `dump` wrote; None when the text is damaged or of a later format."""
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            return None
        return {str(name): _file(entry) for name, entry in data["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _file(entry: Any) -> FileRecord:
    items = {i: Known(_text(k["sha256"]), _texts(k["evidence"])) for i, k in entry["items"].items()}
    return FileRecord(items, {i: _texts(k["evidence"]) for i, k in entry["deleted"].items()})


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(text) for text in value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
