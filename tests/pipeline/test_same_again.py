"""The same lesson gives the same bytes: in other processes, folders, time zones, for other users, in any number."""

from __future__ import annotations

import getpass
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support import LESSONS, Pack, build, copy_lesson, files
from support_packs import flight_lesson
from support_pdf import dark, everything, visible

Packs = Callable[..., Pack]
START = [sys.executable, "-c", "from handouts.cli.main import run; run()"]


def build_elsewhere(folder: Path, name: str, **environment: str) -> dict[str, bytes]:
    """All files of a build in a process, folder and environment of its own, the record among them."""
    lesson = flight_lesson(folder / name) if name == "flight" else copy_lesson(name, folder)
    out = folder / "pack"
    given = {**os.environ, "HOME": str(folder), "HANDOUTS_LANG": "en", **environment}
    command = [*START, "build", str(lesson), "--out", str(out), "--versions", "2"]
    done = subprocess.run(command, cwd=folder, env=given, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return files(out) | files(lesson / "locks")


@pytest.mark.parametrize("name", ["flight", *(pytest.param(code, marks=pytest.mark.verify) for code in LESSONS)])
def test_same_bytes_in_other_processes_whatever_the_machine(name: str, tmp_path: Path) -> None:
    one = tmp_path / "zqfirstzq"
    two = tmp_path / "a longer path with spaces" / "zqsecondzq"
    hostile = {
        "TZ": "Asia/Jayapura",
        "USER": "zquserzq",
        "LOGNAME": "zquserzq",
        "SOURCE_DATE_EPOCH": "1",
        "LC_ALL": "C",
    }
    for folder in (one, two):
        folder.mkdir(parents=True)
    first = build_elsewhere(one, name, PYTHONHASHSEED="1", TZ="UTC")
    second = build_elsewhere(two, name, PYTHONHASHSEED="2", **hostile)
    assert len(first) == 9
    assert first == second
    traces = re.compile(rb"zq(?:first|second|user)zq")
    assert [name for name, data in first.items() if name.endswith("json") and traces.search(data)] == []


def test_no_trace_of_user_machine_or_folder(packs: Packs) -> None:
    pack = packs("en")
    names = {getpass.getuser(), socket.gethostname(), str(Path.cwd()), str(pack.source), str(pack.out), pack.out.name}
    # A short name such as "pi" may stand in any text; other users' names are tried above.
    searched = [name.encode() for name in names if len(name) > 5]
    assert len(searched) >= 3
    found = {**pack.pdfs, "record": pack.record_path.read_bytes()}
    for name, data in found.items():
        inside = everything(data) if name != "record" else data
        assert [trace for trace in searched if trace in inside] == [], name
        # No date either but those of the essay: the engine stamps neither creation nor change.
        assert b"/CreationDate" not in inside and b"/ModDate" not in inside


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", ["id", "en"])
def test_version_a_is_the_same_in_any_number_of_versions(language: str, packs: Packs) -> None:
    one, many = packs(language, "A4", 1), packs(language, "A4", 4)
    assert one.handouts["A"] == many.handouts["A"]
    assert one.code != many.code
    for name, data in one.pdfs.items():
        assert visible(data).replace(dark(one.code), "") == visible(many.pdfs[name]).replace(dark(many.code), "")


@pytest.mark.sliced(2)
@pytest.mark.parametrize("language", ["id", "en"])
def test_first_versions_are_the_same_in_any_number_of_versions(language: str, packs: Packs) -> None:
    two, four = packs(language, "A4", 2), packs(language, "A4", 4)
    assert two.handouts == {name: four.handouts[name] for name in "AB"}


def test_paper_changes_places_and_no_item(packs: Packs) -> None:
    a4, f4 = packs("en", "A4"), packs("en", "F4")
    assert a4.code != f4.code
    for version, key in a4.keys.items():
        other = f4.keys[version]
        assert key.quick == other.quick
        assert [e.quotes for s in key.sections for e in s.entries] == [
            e.quotes for s in other.sections for e in s.entries
        ]
    assert a4.record["lines"] != f4.record["lines"]


def test_the_language_of_messages_is_not_in_the_pack(lesson: Path, tmp_path: Path) -> None:
    english, indonesian = (build(lesson, tmp_path / lang, lang=lang) for lang in ("en", "id"))
    assert english.pdfs == indonesian.pdfs
    assert english.ran != indonesian.ran
