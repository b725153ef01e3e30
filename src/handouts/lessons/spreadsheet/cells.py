"""What stands in one cell: empty and missing kept apart, dates with all their parts, nothing a program would run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

EMPTY = '""'
NO_LIST = "[]"
_MARK = re.compile(r'(?:"")+|(?:\[\])+')
_DATE_PARTS = ("from", "to", "precision", "mod", "basis", "end_precision", "end_mod")
# No XML file can hold these, and line ends are changed on the way; spreadsheet programs write them as _xHHHH_ too.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\u2028\u2029\x85]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
# A cell that begins so is a formula to some program (OWASP, CSV injection; the wide forms in East Asian settings).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def of_text(text: str) -> str:
    """A text that may be empty as a cell that is not: "" stands for the empty text, and such marks are doubled."""
    if text == "":
        return EMPTY
    return text + text[:2] if _MARK.fullmatch(text) else text


def to_text(cell: str) -> str:
    """The text of `of_text`."""
    if cell == EMPTY:
        return ""
    return cell[:-2] if _MARK.fullmatch(cell) and len(cell) > 2 else cell


def of_date(date: str | Mapping[str, str]) -> str:
    """A date: its value alone, or "1941; from=1941-01-01; to=1941-04-30; precision=season; mod=START"."""
    if isinstance(date, str):
        date = {"value": date}
    parts = [_escaped(date.get("value", ""))]
    parts += [f"{key}={_escaped(date[key])}" for key in _DATE_PARTS if date.get(key)]
    cell = "; ".join(parts)
    return {"": EMPTY, EMPTY: f"\\{EMPTY}"}.get(cell, cell)


def to_date(cell: str) -> str | dict[str, str] | None:
    """The date of `of_date`; None when a part has no name or comes twice. Whether it is a date is for the model."""
    if cell.strip() == EMPTY:
        return ""
    value, *rest = _split(cell)
    if not rest:
        return value
    date = {"value": value}
    for part in rest:
        key, equals, text = part.partition("=")
        key = key.strip()
        if not equals or key in date:
            return None
        if text:
            date[key] = text.strip(" ")
    return date


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;")
    head = len(text) - len(text.lstrip())
    tail = len(text.rstrip()) if text.strip() else len(text)
    return "".join(f"\\{c}" for c in text[:head]) + text[head:tail] + "".join(f"\\{c}" for c in text[tail:])


def _split(cell: str) -> Iterator[str]:
    """The parts between semicolons, without blanks around them; a backslash keeps what follows it."""
    part: list[tuple[str, bool]] = []
    chars = iter(cell)
    for char in chars:
        if char == ";":
            yield _joined(part)
            part = []
        elif char == "\\":
            part.append((next(chars, ""), True))
        else:
            part.append((char, False))
    yield _joined(part)


def _joined(part: list[tuple[str, bool]]) -> str:
    while part and part[0][0].isspace() and not part[0][1]:
        part.pop(0)
    while part and part[-1][0].isspace() and not part[-1][1]:
        part.pop()
    return "".join(char for char, _ in part)


def portable(cell: str) -> str:
    """The cell without characters that files of tables cannot hold or change on the way (ECMA-376: _xHHHH_)."""
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", cell)


def unported(cell: str) -> str:
    """The cell of `portable`; line ends of other systems become \\n."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell)


def is_formula(cell: str) -> bool:
    """True when a spreadsheet program may run the cell instead of showing it."""
    return cell.startswith(FORMULA)


def guarded(cell: str) -> str:
    """The cell for a CSV file: an apostrophe before what a program would run, and before such a guard itself."""
    return f"'{cell}" if is_formula(cell) or _is_guarded(cell) else cell


def unguarded(cell: str) -> str:
    """The cell of `guarded`."""
    return cell[1:] if _is_guarded(cell) else cell


def _is_guarded(cell: str) -> bool:
    return cell.startswith("'") and cell[1:].startswith((*FORMULA, "'"))
