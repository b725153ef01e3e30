"""The paper sizes the tool knows, from papers.toml, and sizes of one's own in millimetres, centimetres or inches."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from handouts.diagnostics import problem
from handouts.errors import UsageProblem
from handouts.model.press import Paper

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,3})?)"
_UNIT = '(mm|cm|in|inch|")?'
_OWN = re.compile(rf"{_NUMBER} ?{_UNIT} ?[x×*] ?{_NUMBER} ?{_UNIT}", re.IGNORECASE)
_SCALE = {"mm": 1.0, "cm": 10.0, "in": 25.4, "inch": 25.4, '"': 25.4}
_SAME = 0.11  # millimetres: 8.5x11in is Letter
_NEAR = 2.0  # millimetres: 595 x 842 points is A4, two of A5 side by side are as well
EXAMPLES = "215x330mm, 8.5x13in"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("papers.toml").read_text(encoding="utf-8"))


@cache
def papers() -> tuple[Paper, ...]:
    """All paper sizes with a name, in the order of the file."""
    return tuple(Paper(name, width, height) for name, (width, height) in _table()["sizes"].items())


def known_paper(width: float, height: float, first: Sequence[Paper] = ()) -> Paper | None:
    """The paper that is nearest to this size in millimetres, standing or lying, and at most 2 mm away on each side.

    Papers in `first` go before all others. None where no paper is so near.
    """
    short, long = sorted((width, height))
    for among in (first, papers()):
        found = min(among, key=lambda p: _away(p, short, long), default=None)
        if found and _away(found, short, long) <= _NEAR:
            return found
    return None


def _away(one: Paper, short: float, long: float) -> float:
    return max(abs(one.width_mm - short), abs(one.height_mm - long))


def paper(name: str) -> Paper:
    """The paper called `name`, in capitals or not, or one of its own size ("215x330mm", "8.5 x 13 in").

    A paper stands upright: the shorter side is its width. UsageProblem `paper-unknown` for any other name,
    `paper-unit` for a size without a unit, `paper-size` for one that is too small or too large.
    """
    wanted = " ".join(name.split()).casefold()
    known: dict[str, Paper] = {p.name.casefold(): p for p in papers()}
    aliases: dict[str, Paper] = {alias.casefold(): known[of.casefold()] for alias, of in _table()["aliases"].items()}
    if found := (known | aliases).get(wanted):
        return found
    if own := _OWN.fullmatch(wanted):
        return _own(name, own)
    from difflib import get_close_matches  # only when something is wrong

    close = get_close_matches(wanted, list(known), 1, 0.5)
    names = ", ".join(p.name for p in papers())
    suggestion = known[close[0]].name if close else ""
    raise UsageProblem(problem("paper-unknown", None, name=name, known=names, suggestion=suggestion))


def _own(name: str, found: re.Match[str]) -> Paper:
    unit = found[4] or found[2]
    if unit is None:
        raise UsageProblem(problem("paper-unit", None, name=name))
    sides = [
        round(float(number.replace(",", ".")) * _SCALE[own or unit], 1)
        for number, own in ((found[1], found[2]), (found[3], found[4]))
    ]
    short, long = sorted(sides)
    limits = _table()["limits"]
    if short < limits["least"] or long > limits["most"]:
        raise UsageProblem(problem("paper-size", None, name=name, least=limits["least"], most=limits["most"]))
    same = (p for p in papers() if abs(p.width_mm - short) < _SAME and abs(p.height_mm - long) < _SAME)
    return next(same, Paper(f"{short:g}x{long:g}mm", short, long))
