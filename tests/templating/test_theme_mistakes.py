"""Typical mistakes in themes and settings, from the folder mistakes/: named at their file and line, with a remedy."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from support import INTERFACES, write_lesson

from handouts.diagnostics import Diagnostic
from handouts.errors import HandoutsError
from handouts.languages.messages import message, remedy
from handouts.pipeline import places, theme_check
from handouts.pipeline.build import BuildOptions, build

pytestmark = pytest.mark.sliced(9)

CASES = [
    case
    for path in sorted((Path(__file__).parent / "mistakes").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
ESSAY = "\n".join(
    f"In {year}, {name} opened a school in Exampleton. The school taught {count} pupils to read.\n"
    for year, name, count in (
        (1901, "Ada Sample", 12),
        (1911, "Ben Sample", 30),
        (1923, "Cora Sample", 45),
        (1934, "Dan Sample", 60),
        (1945, "Eva Sample", 80),
    )
)


def picture(kind: str) -> bytes:
    from PIL import Image

    if kind == "svg":
        return b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    starts = {"otf": b"OTTO", "woff": b"wOFF", "pfb": b"\x80\x01\x40\x08\0\0%!PS-AdobeFont-1.0"}
    if kind in starts:
        return starts[kind] + bytes(200)
    data = io.BytesIO()
    Image.new("RGB", (20, 20), "#204060").save(data, kind)
    return data.getvalue()


def written(case: dict[str, Any], root: Path) -> Path:
    lesson = write_lesson(root / "content" / "lesson", ESSAY, more=case.get("lesson", ""))
    sheet = case.get("sheet", "<p>Good luck.</p>\n")
    given = {
        "templates/ours/theme.yaml": "format: 1\nname: ours\nbased-on: default\n" + case.get("theme", ""),
        "templates/ours/worksheet.xml.j2": '{% extends "base/worksheet.xml.j2" %}\n{% block closing %}\n'
        + sheet
        + "{% endblock %}\n",
        **({"content/school.yaml": "format: 1\nname: SMP Contoh\n" + case["school"]} if "school" in case else {}),
        **case.get("files", {}),
    }
    for name, text in given.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is not None:
            path.write_text(text, encoding="utf-8", newline="\n")
    for name, kind in case.get("bytes", {}).items():
        (root / name).write_bytes(picture(kind))
    return lesson


def told(case: dict[str, Any], root: Path) -> tuple[Diagnostic, ...]:
    lesson = written(case, root)
    with chdir(root), patch.object(places, "user_themes", lambda: root / "user"):
        if case.get("run") == "check":
            return theme_check.check_theme("ours")
        theme = "ours" if case.get("theme_option", True) else None
        sheets = None if "sheets:" in case.get("lesson", "") else "worksheet"
        options = BuildOptions(str(lesson.relative_to(root)), theme=theme, sheets=sheets)
        try:
            return tuple(d for d in build(options).diagnostics)
        except HandoutsError as error:
            return error.diagnostics


def said(found: Iterable[Diagnostic]) -> str:
    """All that was said, for the message of a test that fails."""
    return "\n".join(f"{d.location}: {message(d, 'en')} [{d.code}] {remedy(d, 'en')}" for d in found)


def test_there_are_many_mistakes_with_names_of_their_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_mistake_is_named_where_it_stands_with_a_remedy(case: dict[str, Any], tmp_path: Path) -> None:
    wanted = case["says"]
    found = told(case, tmp_path)
    here = [d for d in found if d.code == wanted["code"]]
    assert here, said(found)
    place = here[0].location
    assert place is not None, said(here)
    line = f":{place.line}" if place.line else ""
    assert f"{place.file.replace(os.sep, '/')}{line}".endswith(wanted["at"]), said(here)
    for language in INTERFACES:
        hint = wanted["hint"] if isinstance(wanted["hint"], str) else wanted["hint"][language]
        told_words = f"{message(here[0], language)} {remedy(here[0], language)}"
        assert hint in told_words, told_words
        assert remedy(here[0], language)
