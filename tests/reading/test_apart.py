"""Hostile files end in the child: the parent gets a value or a diagnostic, whatever happens there."""

from __future__ import annotations

import os
import sys
from typing import Any

import pytest

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.reading.apart import run_apart

HERE = "reading_children"


def child(name: str) -> str:
    return f"{HERE}:{name}"


@pytest.fixture(autouse=True)
def _findable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(os.path.dirname(__file__))  # noqa: PTH120


def code_of(function: str, data: bytes = b"x", **limits: Any) -> str:
    with pytest.raises(ContentError) as caught:
        run_apart(child(function), data, "tulisan.docx", **limits)
    assert str(caught.value.diagnostics[0].location).startswith("tulisan.docx")
    return caught.value.diagnostics[0].code


def test_a_value_comes_back() -> None:
    data = bytes(range(256))
    assert run_apart(child("echo"), data, "é.docx", "pilihan") == ["é.docx", "pilihan", 256, "ÿ 戊 👩‍🏫"]


def test_findings_keep_their_place_and_data() -> None:
    with pytest.raises(ContentError) as caught:
        run_apart(child("complain"), b"", "a.pdf")
    assert caught.value.diagnostics == (problem("source-too-large", Location("a.pdf", 3, 4), limit=5),)


@pytest.mark.parametrize("function", ["fall", "crash", "leave", "babble", "no_json"])
def test_any_fault_is_a_damaged_file(function: str) -> None:
    assert code_of(function) == "source-damaged"


def test_a_missing_library_is_no_fault_of_the_file() -> None:
    with pytest.raises(ImportError, match="install this and that"):
        run_apart(child("lack"), b"", "a.html")


def test_printing_does_not_spoil_the_answer() -> None:
    assert run_apart(child("chatter"), b"", "a") == "ok"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_memory_is_limited() -> None:
    assert code_of("swell") == "source-too-hungry"


def test_time_is_limited() -> None:
    assert code_of("sleep", seconds=1) == "source-too-slow"
