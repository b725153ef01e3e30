"""The paper sizes the tool knows, from papers.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from handouts.diagnostics import problem
from handouts.errors import UsageProblem
from handouts.model.press import Paper


@cache
def papers() -> tuple[Paper, ...]:
    """All paper sizes, in the order of the file."""
    import tomllib

    text = Path(__file__).with_name("papers.toml").read_text(encoding="utf-8")
    return tuple(Paper(name, width, height) for name, (width, height) in tomllib.loads(text).items())


def paper(name: str) -> Paper:
    """The paper called `name`, in capitals or not; UsageProblem `paper-unknown` for any other."""
    known = {p.name.casefold(): p for p in papers()}
    wanted = name.strip().casefold()
    if wanted in known:
        return known[wanted]
    from difflib import get_close_matches  # only when something is wrong

    close = get_close_matches(wanted, list(known), 1, 0.5)
    names = ", ".join(p.name for p in papers())
    raise UsageProblem(
        problem("paper-unknown", name=name, known=names, suggestion=known[close[0]].name if close else "")
    )
