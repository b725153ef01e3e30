"""The command line as a person meets it: help, versions, exit codes, streams, the two interface languages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support import ESSAYS, INTERFACES, cli, files

import handouts
from handouts.cli.main import COMMANDS
from handouts.pipeline import prepare

START = [sys.executable, "-c", "from handouts.cli.main import run; run()"]


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda c: c[0] if c else "handouts")
def test_every_help_has_an_example_that_starts_with_the_command(command: tuple[str, ...], lang: str) -> None:
    ran = cli(*command, "--help", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    head = {"en": "Example", "id": "Contoh"}[lang]
    after = ran.out.partition(head)[2]
    wanted = " ".join(("handouts", *command))
    assert any(line.strip().startswith(wanted) for line in after.splitlines()), ran.out


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=lambda c: c[0] if c else "handouts")
def test_short_and_long_help_are_one_and_languages_differ(command: tuple[str, ...]) -> None:
    assert cli(*command, "-h") == cli(*command, "--help")
    assert cli(*command, "--help", lang="id").out != cli(*command, "--help", lang="en").out


@pytest.mark.parametrize("lang", INTERFACES)
def test_help_lists_every_command_with_a_sentence(lang: str) -> None:
    lines = cli("--help", lang=lang).out.splitlines()
    for name in COMMANDS:
        assert any(line.split()[:1] == [name] and len(line.split()) > 3 for line in lines), name


@pytest.mark.parametrize("lang", INTERFACES)
def test_version(lang: str) -> None:
    ran = cli("--version", lang=lang)
    assert ran.code == 0
    assert handouts.__version__ in ran.out.split()[-1]


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    "args",
    [
        ("bild", "x"),
        ("--nothing",),
        ("build",),
        ("build", "x", "--nothing"),
        ("build", "x", "y"),
        ("build", "x", "--versions", "two"),
        ("show", "dates"),
        ("show", "words", "x"),
        ("show", "dates", "x", "--format", "xml"),
        ("draft", "x", "--versions", "2"),
        ("key",),
    ],
    ids=" ".join,
)
def test_wrong_calls_end_with_2_and_point_to_the_help(args: tuple[str, ...], lang: str, tmp_path: Path) -> None:
    ran = cli(*args, lang=lang, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "--help" in ran.err
    assert "Traceback" not in ran.err
    assert files(tmp_path) == {}


def test_a_misspelt_option_is_told_which_was_meant(tmp_path: Path) -> None:
    assert "--versions" in cli("build", "x", "--version", "2", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("setting", "word"),
    [
        ({"HANDOUTS_LANG": "id"}, "galat"),
        ({"HANDOUTS_LANG": "en", "LANG": "id_ID.UTF-8"}, "error"),
        ({"LC_ALL": "id_ID.UTF-8"}, "galat"),
        ({"LANG": "id_ID.UTF-8"}, "galat"),
        ({"HANDOUTS_LANG": "xx"}, "error"),
        ({"HANDOUTS_LANG": "../en"}, "error"),
        ({}, "error"),
    ],
    ids=str,
)
def test_the_language_of_messages(setting: dict[str, str], word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    ran = cli("build", "no-such-essay.txt", lang=setting.get("HANDOUTS_LANG", ""))
    assert ran.err.startswith(f"no-such-essay.txt: {word}: ")


@pytest.mark.parametrize("lang", INTERFACES)
def test_interrupted_is_130(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.store._write_temp", stop)
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", tmp_path / "out", lang=lang)
    assert ran.code == 130
    assert ran.err.splitlines()[-1].startswith({"en": "Stopped", "id": "Dihentikan"}[lang])
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_fault_of_the_tool_is_70_with_one_line(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("worn out")

    monkeypatch.setattr(prepare.lessons, "read", fail)
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", tmp_path / "out", lang=lang)
    assert ran.code == 70
    assert "RuntimeError: worn out" in ran.err
    assert "HANDOUTS_DEBUG" in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()


def test_results_and_messages_go_to_different_streams(tmp_path: Path) -> None:
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", tmp_path / "out")
    assert ran.code == 0
    assert "[timeline-empty]" in ran.err
    assert "[" not in ran.out
    assert "pupils/handout.pdf" in ran.out
    assert "pupils/" not in ran.err
    assert "\x1b" not in ran.out + ran.err


def test_the_default_folder_is_output_below_the_current_one(tmp_path: Path) -> None:
    ran = cli("build", ESSAYS / "rivers-en.txt", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "output/rivers-en/pupils/handout.pdf" in files(tmp_path)


def test_a_process_with_a_poor_terminal_ends_in_order(tmp_path: Path) -> None:
    poor = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "HANDOUTS_LANG": "en", "PATH": ""}
    source = ESSAYS / "tempelan-id.txt"
    done = subprocess.run([*START, "show", "flags", source], cwd=tmp_path, env=poor, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    done = subprocess.run([*START, "show", "dates", "저작권"], cwd=tmp_path, env=poor, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"[source-not-found]" in done.stderr
    assert b"Traceback" not in done.stderr
