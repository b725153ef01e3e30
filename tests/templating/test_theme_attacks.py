"""Hostile themes from the folder attacks/, each through the whole way to print: refused with a place, nothing read."""

from __future__ import annotations

import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

from handouts import press, templating
from handouts.errors import HandoutsError
from handouts.languages.labels import Labels
from handouts.model.sheet import Foot, WorkSheet
from handouts.pipeline.printing import Printer

pytestmark = pytest.mark.sliced(11)

SHIPPED = ROOT / "templates"
CASES = [
    case
    for p in sorted((Path(__file__).parent / "attacks").glob("*.yaml"))
    for case in yaml.safe_load(p.read_text("utf-8"))
]
SHEET = WorkSheet("en", "A title", "", Foot("Lesson", "", "0000000", "{page} / {pages}", ""), 10, ())
REPEATED = re.compile(r"@R\((.*?),(\d+)\)@", re.S)


def expanded(text: str) -> str:
    return REPEATED.sub(lambda m: m[1].replace(";", ",") * int(m[2]), text)


def bomb(width: int, height: int) -> bytes:
    """A small PNG file that says it is a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def written(case: dict[str, Any], root: Path) -> Path:
    folder = root / "attack"
    folder.mkdir()
    (root / "canary.txt").write_text("format: 1\nname: attack\ndescription: CANARY\n<p>CANARY</p>", encoding="utf-8")
    given = dict(case.get("files", {}))
    if "sheet" in case:
        given["worksheet.xml.j2"] = (
            '{% extends "base/worksheet.xml.j2" %}\n{% block closing %}\n' + case["sheet"] + "\n{% endblock %}"
        )
        if "wall-strip" in case["sheet"]:
            given["worksheet.xml.j2"] = f'<sheet lang="en"><h1>x</h1>{case["sheet"]}</sheet>'
    basis = "" if "based-on" in given.get("theme.yaml", "") else "based-on: default\n"
    given["theme.yaml"] = f"format: 1\nname: attack\n{basis}" + given.get("theme.yaml", "")
    given |= {f"a{number}.xml.j2": "" for number in range(case.get("many", 0))}
    special = {*case.get("links", {}), *case.get("pipes", ())}
    for name, text in given.items():
        if name not in special:
            (folder / name).write_text(expanded(text), encoding="utf-8")
    for name, target in case.get("links", {}).items():
        (folder / name).symlink_to(target)
    for name in case.get("pipes", ()):
        os.mkfifo(folder / name)
    for name, size in case.get("pictures", {}).items():
        (folder / name).write_bytes(bomb(*size))
    return folder


def test_there_are_many_cases_with_names_of_their_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 60


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_attack_is_refused_and_reads_nothing(case: dict[str, Any], tmp_path: Path) -> None:
    folder = written(case, tmp_path)
    try:
        theme = templating.load_theme(folder, [SHIPPED], SHIPPED)
        assert theme.apart
        printer = Printer(theme, templating.paper("A4"), Labels("en", theme.labels.get("en", {})))
        rendered = printer.print("worksheet.xml.j2", SHEET)
    except HandoutsError as error:
        assert error.diagnostics
        first = error.diagnostics[0]
        assert first.location is not None or first.code.startswith("check-")
        assert "CANARY" not in repr([d.data for d in error.diagnostics])
    else:
        assert case.get("ends"), "printed"
        assert "CANARY" not in "".join(press.read_back(rendered.data).characters)


def test_shipped_themes_are_refused_nothing_there() -> None:
    """The shipped templates pass the same checks in the child."""
    from dataclasses import replace

    for folder in sorted(p for p in SHIPPED.iterdir() if (p / "theme.yaml").exists()):
        theme = replace(templating.load_theme(folder, [SHIPPED], SHIPPED), apart=True)
        assert templating.template_faults(theme) == ()
