"""What each diagnostic means, for a teacher: the long texts behind the codes, from data/<lang>/explain.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from handouts.diagnostics import Severity, problem
from handouts.errors import UsageProblem
from handouts.languages import DATA

FALLBACK = "en"
_HEADINGS = "families"


@dataclass(frozen=True, slots=True)
class Explanation:
    """The meaning of one code. `gist` is the finding in a few words, `text` one paragraph, `example` lines as they are.

    `severity` is None where it depends on what was found; `family` is the heading of the list the code stands in.
    """

    code: str
    gist: str
    text: str
    example: str
    severity: Severity | None
    family: str


@cache
def explanations(language: str) -> Mapping[str, Explanation]:
    """All explanations of the interface language by code, family by family; "en" for a language that has none."""
    folder = DATA / language
    if not folder.joinpath("explain.toml").is_file():
        folder = DATA / FALLBACK
    data = tomllib.loads(folder.joinpath("explain.toml").read_text(encoding="utf-8"))
    headings: Mapping[str, str] = data.pop(_HEADINGS)
    order = list(dict.fromkeys(headings.values()))
    found = [
        Explanation(
            code,
            entry["gist"],
            " ".join(entry["text"].split()),
            entry.get("example", "").rstrip("\n"),
            entry.get("severity"),
            headings[code.partition("-")[0]],
        )
        for code, entry in data.items()
    ]
    found.sort(key=lambda e: (order.index(e.family), e.code))
    return {e.code: e for e in found}


def explain(name: str, language: str) -> Explanation:
    """The explanation of a code in capitals or not, in brackets or not; UsageProblem `explain-unknown` for others."""
    wanted = name.strip().strip("[]").strip().casefold().replace("_", "-")
    known = explanations(language)
    if wanted in known:
        return known[wanted]
    raise UsageProblem(problem("explain-unknown", None, name=name, suggestion=_meant(wanted, list(known))))


def _meant(wanted: str, known: list[str]) -> str:
    """The code that was probably meant: one that is written alike, else the first that holds the word; "" for none."""
    from difflib import get_close_matches  # only when something is wrong

    close = get_close_matches(wanted, known, 1, 0.7)
    holding = [code for code in known if len(wanted) > 2 and wanted in code]
    return next(iter([*close, *holding]), "")
