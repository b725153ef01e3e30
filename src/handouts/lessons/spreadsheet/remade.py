"""Texts that a spreadsheet program took for a date or number and wrote in its own way when it saved the table."""

from __future__ import annotations

import re

_DATE = re.compile(
    r"\d{1,4}([./-])\d{1,2}\1\d{1,4}|\d{1,2}[- ]\w{3,4}\.?([- ]\d{2,4})?|\w{3,4}\.?[- ]\d{2}|\d{1,2}[./]\d{1,4}",
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def is_remade(before: str, after: str) -> bool:
    """True when `after` looks like what a program makes of `before`: 09/01/39 of “September 1939”, 10 of “010”.

    A person may have meant it, so this is for a warning.
    """
    if before == after or not re.search(r"\d", before):
        return False
    if _NUMBER.fullmatch(before) and _NUMBER.fullmatch(after):
        return float(before) == float(after)
    return bool(_DATE.fullmatch(after)) and not _DATE.fullmatch(before) and not _NUMBER.fullmatch(before)
