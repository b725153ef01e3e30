"""The same pack again: same bytes everywhere, a class's file whatever the others are, keys found by codes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection
from pathlib import Path

import page
import pytest
from support import cli, files
from support_packs import (
    BOTH,
    SEVEN_A,
    SEVEN_B,
    TWO,
    WORK,
    ClassPack,
    flight_lesson,
    make_pack,
    roster,
    run_pack,
    spices,
)
from support_pdf import dark, pages

Packs = Callable[[str], ClassPack]
START = [sys.executable, "-c", "from handouts.cli.main import run; run()"]


CLASSES = {"7a": SEVEN_A[:2], "7b": SEVEN_B[:1]}


def pack_elsewhere(folder: Path, classes: Collection[str], **environment: str) -> dict[str, bytes]:
    """All files of a pack made in a process, folder and environment of its own, the records among them."""
    lesson = flight_lesson(folder / "flights")
    for name in classes:
        (folder / f"{name}.csv").write_text(roster(CLASSES[name]), encoding="utf-8")
    given = {**os.environ, "HOME": str(folder), "HANDOUTS_LANG": "en", **environment}
    asked = [*(f"--class={name}.csv" for name in classes), *TWO, *WORK, "--spares", "1", "--qr", "--digital", "pupils"]
    done = subprocess.run(
        [*START, "pack", str(lesson), "--out", "out", *asked], cwd=folder, env=given, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return files(folder / "out") | files(lesson / "locks")


@pytest.mark.parametrize("classes", [["7b"], pytest.param(["7a", "7b"], marks=pytest.mark.verify)], ids="+".join)
def test_same_bytes_in_other_processes_whatever_the_machine(classes: list[str], tmp_path: Path) -> None:
    one, two = tmp_path / "first", tmp_path / "a longer path with spaces"
    one.mkdir()
    two.mkdir()
    first = pack_elsewhere(one, classes, PYTHONHASHSEED="1", TZ="UTC")
    second = pack_elsewhere(two, classes, PYTHONHASHSEED="2", TZ="Asia/Jayapura", LC_ALL="C", SOURCE_DATE_EPOCH="1")
    assert {*(f"pupils/{name}.pdf" for name in classes), "digital/7b/1.pdf", "teacher/job-sheet.pdf"} < set(first)
    assert first == second


def test_a_class_has_the_same_file_whatever_the_others_are(class_packs: Packs, tmp_path: Path) -> None:
    """Its pages depend on its own pupils, its editions and the plan; so classes can be made one by one."""
    together = class_packs("editions")
    lesson = together.lesson
    plan = f"languages: {{id: {spices(lesson)}}}\n"
    asked = (*TWO, *WORK, "--spares", "1")
    turned = make_pack(lesson, tmp_path / "turned", {"7b": SEVEN_B, "7a": SEVEN_A}, *asked, plan=plan)
    for path in ("pupils/7a.pdf", "pupils/7b.pdf", "teacher/list-7a.pdf", "teacher/list-7b.pdf"):
        assert turned.files[path] == together.files[path], path
    alone = make_pack(lesson, tmp_path / "alone", {"7b": SEVEN_B}, *asked, plan=plan)
    for path in ("pupils/7b.pdf", "teacher/list-7b.pdf"):
        assert alone.files[path] == together.files[path], path


def test_another_pupil_changes_no_other_page(flights: Path, tmp_path: Path) -> None:
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A}, *TWO, *WORK)
    renamed = (("1", "Another Person", *SEVEN_A[0][2:]), *SEVEN_A[1:])
    other = make_pack(pack.lesson, tmp_path / "other", {"7a": renamed}, *TWO, *WORK)
    first, second = (pages(p.files["pupils/7a.pdf"]) for p in (pack, other))
    assert [n for n, (one, two) in enumerate(zip(first, second, strict=True)) if one != two] == [0, 1]
    assert pack.records == other.records
    changed = {path for path in pack.files if pack.files[path] != other.files[path]}
    assert changed == {"pupils/7a.pdf", "teacher/list-7a.pdf"}


# --- keys ---


def codes_on(pack: ClassPack, path: str) -> set[str]:
    """The codes with their versions at the foot of the pages of a file."""
    return set(re.findall(r"\b([0-9A-Z]{7}-[A-Z])\b", " ".join(pages(pack.files[path]))))


def test_the_teacher_gets_keys_for_exactly_the_versions_in_use(class_packs: Packs) -> None:
    pack = class_packs("editions")
    used = codes_on(pack, "pupils/7a.pdf") | codes_on(pack, "pupils/7b.pdf")
    keys = {path: next(iter(codes_on(pack, path))) for path in pack.files if re.search(r"/key-[A-Z]\.pdf", path)}
    assert sorted(keys.values()) == sorted(used)
    for path, code in keys.items():
        assert path.endswith(f"key-{code[-1]}.pdf")
    assert len({code[:7] for code in used}) == 4


@pytest.mark.parametrize("folder", ["standard", "support", "large-18", "id"])
def test_the_code_on_a_page_makes_its_key_again(folder: str, class_packs: Packs, tmp_path: Path) -> None:
    """For every edition: level, print and language are those of the sheets."""
    pack = class_packs("editions")
    keys = [path for path in pack.files if path.startswith(f"teacher/{folder}/key-")]
    assert keys
    (code,) = codes_on(pack, next(path for path in keys if "matrix" not in path))
    ran = cli("key", code, "--in", pack.lesson.parent, "--out", tmp_path / "keys")
    assert ran.code == 0, ran.err
    again = files(tmp_path / "keys")
    found = {Path(path).name for path in keys} & set(again)
    assert found - {"key-matrix.pdf"}
    for name in found - {"key-matrix.pdf"}:
        assert again[name] == pack.files[f"teacher/{folder}/{name}"]


def test_a_record_holds_the_pack_and_nothing_of_a_class(class_packs: Packs) -> None:
    pack = class_packs("editions")
    assert len(pack.records) == 4
    assert sum("spices" in path for path in pack.records) == 1
    for data in pack.records.values():
        for row in (*SEVEN_A, *SEVEN_B):
            assert row[1].encode() not in data
        assert b"7A" not in data and b"7B" not in data


# --- digital copies ---


def assert_ua(data: bytes) -> None:
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert report.is_compliant, list(report.failures)[:5]


def test_digital_copies_are_tagged_and_filled_in(class_packs: Packs) -> None:
    pack = class_packs("digital")
    for path in ("7a/1", "7a/5", "7b/1", "7b/2", "7b/3"):  # each edition, and a name in other letters
        assert_ua(pack.files[f"digital/{path}.pdf"])
    for slug, rows in BOTH.items():
        for row in rows:
            data = pack.files[f"digital/{slug}/{row[0]}.pdf"]
            assert dark(row[1]) in dark(pages(data)[0])
            others = {dark(r[1]) for r in (*SEVEN_A, *SEVEN_B)} - {dark(row[1])}
            assert not any(other in dark(" ".join(pages(data))) for other in others)


def test_a_digital_copy_holds_the_sheets_of_the_printed_set(class_packs: Packs) -> None:
    """The same version and edition, with the same code at the foot."""
    pack = class_packs("digital")
    for slug, rows in BOTH.items():
        for row in rows:
            (code,) = codes_on(pack, f"digital/{slug}/{row[0]}.pdf")
            stamp = dark(f"{row[1]} · {row[2]} · {row[0]}")
            mine = [text for text in pages(pack.files[f"pupils/{slug}.pdf"]) if stamp in dark(text)]
            assert mine and all(code in text for text in mine)


def test_a_shared_copy_has_rules_for_the_name(class_packs: Packs) -> None:
    pack = class_packs("shared")
    assert {path for path in pack.files if path.startswith("digital/")} == {"digital/A.pdf", "digital/B.pdf"}
    for version in "AB":
        data = pack.files[f"digital/{version}.pdf"]
        assert_ua(data)
        text = dark(" ".join(pages(data)))
        assert not any(dark(row[1]) in text for row in SEVEN_A)
        assert codes_on(pack, f"digital/{version}.pdf") == {next(iter(codes_on(pack, f"teacher/key-{version}.pdf")))}


def test_old_files_of_a_pack_are_named(flights: Path, tmp_path: Path) -> None:
    """A class that is not in the pack any more must not be printed again by mistake."""
    asked = (*WORK, "--digital", "pupils")
    make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:2], "7b": (("1", "Usual Pupil", "7B"),)}, *asked)
    again = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:1]}, *asked)
    assert "[files-of-an-older-build]" in again.ran.err
    for path in ("pupils/7b.pdf", "teacher/list-7b.pdf", "digital/7a/2.pdf", "digital/7b/1.pdf"):
        assert path in again.ran.err and path in again.files
    assert "pupils/7a.pdf" not in again.ran.err


def test_a_pack_in_indonesian_speaks_indonesian(flights: Path, tmp_path: Path) -> None:
    (tmp_path / "7a.csv").write_text(roster(SEVEN_A), encoding="utf-8")
    ran = run_pack(flights, tmp_path / "out", *WORK, "--class", tmp_path / "7a.csv", lang="id")
    assert ran.code == 0 and "lembar" in ran.out.lower()
