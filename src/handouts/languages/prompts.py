"""Templates of open prompts: `data/<language>/prompts.toml`, typed."""

from __future__ import annotations

import tomllib
from functools import cache

from handouts.languages import DATA
from handouts.model.item_rules import PromptTemplate


@cache
def prompt_templates(language: str) -> tuple[PromptTemplate, ...]:
    """The templates of a language in the order of the file."""
    data = tomllib.loads((DATA / language / "prompts.toml").read_text(encoding="utf-8"))
    return tuple(
        PromptTemplate(
            id=entry["id"],
            text=entry["text"],
            bloom=entry["bloom"],
            lines=entry["lines"],
            rubric=tuple((int(points), str(text)) for points, text in entry["rubric"]),
        )
        for entry in data["prompts"]
    )
