"""Output that cannot be written: folders that refuse, disks that fill up, things that stand in the way."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from support import ESSAYS, INTERFACES, Ran, cli, files

from handouts.diagnostics import Location, problem
from handouts.errors import StorageError
from handouts.store import Store

WRITES = 6  # five sheets, then the record


def fail_at(monkeypatch: pytest.MonkeyPatch, call: int, number: int) -> list[int]:
    """Let the flush of the `call`-th file of a run fail with this error; returns the calls counted."""
    seen: list[int] = []

    def flush(descriptor: int) -> None:
        seen.append(descriptor)
        if len(seen) == call:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", flush)
    return seen


def assert_one_message(ran: Ran, code: str, lang: str) -> None:
    assert (ran.code, ran.out) == (5, ""), ran.err
    said = [line for line in ran.err.splitlines() if not line.startswith(" ")]
    assert len(said) == 1
    assert said[0].endswith(f"[{code}]")
    assert {"en": ": error: ", "id": ": galat: "}[lang] in said[0]
    assert "--out" in ran.err.splitlines()[-1]
    assert "Traceback" not in ran.err


@pytest.mark.sliced(5)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("call", range(1, WRITES + 1))
def test_a_disk_that_fills_up_at_any_file_leaves_no_sheet(
    call: int, lang: str, lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = fail_at(monkeypatch, call, errno.ENOSPC)
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    if call == WRITES:
        # The lesson's folder has no room for the record: it goes to the sheets, and the output says so.
        assert ran.code == 0
        assert "[record-elsewhere]" in ran.err
        assert sorted(files(tmp_path / "out")) == sorted(sheets(ran))
    else:
        assert len(seen) == call
        assert_one_message(ran, "store-disk-full", lang)
        assert not (tmp_path / "out").exists()
    assert not (lesson / "locks").exists()
    assert [p for p in tmp_path.rglob("*") if p.name.startswith(".")] == []


def sheets(ran: Ran) -> set[str]:
    """The files that the output names, by their path below the folder of the pack."""
    lines = {line.split()[0] for line in ran.out.splitlines() if line.startswith("  ")}
    return lines | {"locks/" + ran.out.splitlines()[-1].rpartition("/")[2]}


@pytest.mark.parametrize("call", range(1, WRITES + 1))
def test_a_full_disk_leaves_nothing_at_all_of_a_bare_essay(
    call: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, call, errno.ENOSPC)
    ran = cli("build", ESSAYS / "flight-en.txt", "--out", tmp_path / "out")
    assert_one_message(ran, "store-disk-full", "en")
    assert list(tmp_path.iterdir()) == []


def test_an_older_pack_survives_a_full_disk(lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    assert cli("build", lesson, "--out", out).code == 0
    before = files(out)
    essay = (lesson / "essay.md").read_text(encoding="utf-8")
    (lesson / "essay.md").write_text(essay.replace("Dayton", "Ohio"), encoding="utf-8")
    fail_at(monkeypatch, WRITES - 1, errno.ENOSPC)
    assert cli("build", lesson, "--out", out).code == 5
    assert files(out) == before


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_folder_that_takes_no_files(number: int, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "mkdir", refuse)
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", tmp_path / "out", lang=lang)
    assert_one_message(ran, "store-unwritable", lang)
    assert str(tmp_path / "out") in ran.err
    assert files(tmp_path) == {}


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("place", ["out", "out/pack", "out/locks"])
def test_a_file_where_the_folder_should_be(place: str, lang: str, tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    if place == "out/locks":
        blocked.mkdir()
        blocked /= "locks"
    blocked.write_text("mine", encoding="utf-8")
    out = tmp_path / ("out" if place == "out/locks" else place)
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", out, lang=lang)
    assert_one_message(ran, "store-not-a-folder", lang)
    assert str(blocked) in ran.err
    assert files(tmp_path) == {blocked.relative_to(tmp_path).as_posix(): b"mine"}


def test_a_sheet_held_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows: a PDF that is open in a viewer cannot be replaced."""
    out = tmp_path / "out"
    assert cli("build", ESSAYS / "rivers-en.txt", "--out", out).code == 0
    before = files(out)
    real = os.replace

    def held(source: Path, target: Path) -> None:
        if Path(target).name == "handout.pdf":
            raise PermissionError(errno.EACCES, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", out, "--paper", "F4")
    assert ran.code == 5
    assert "handout.pdf: error: " in ran.err and "[store-open-elsewhere]" in ran.err
    assert {name: data for name, data in files(out).items() if name in before} == before


def test_a_lesson_folder_that_takes_no_record(lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.put_all

    def put_all(self: Store, *args: Any, **options: Any) -> Any:
        if self.root == lesson:
            raise StorageError(problem("store-unwritable", Location(str(lesson))))
        return real(self, *args, **options)

    monkeypatch.setattr(Store, "put_all", put_all)
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 0
    assert "[record-elsewhere]" in ran.err
    code = ran.out.splitlines()[-1].rpartition("/")[2].removesuffix(".json")
    again = cli("key", code, "--in", tmp_path / "out", "--out", tmp_path / "keys")
    assert again.code == 0
    assert files(tmp_path / "keys")["key-A.pdf"] == files(tmp_path / "out")["teacher/key-A.pdf"]
