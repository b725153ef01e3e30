"""What many tests share of one essay (support_kept.py) is what each of them would have made by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from support import LESSONS, copy_lesson
from support_kept import SHARED, Memory, Remembering, remembering
from support_packs import flight_lesson

from handouts import analysis
from handouts.model.text import Essay
from handouts.pipeline.prepare import analyse, doubts, prepare, read_lesson


class Noting(Memory):
    """Makes everything anew and notes it."""

    def __init__(self) -> None:
        super().__init__()
        self.results: dict[str, Any] = {}

    def made(self, make: Callable[..., Any], essay: Essay, *others: Any) -> Any:
        self.results[make.__name__] = make(essay, *others)
        return self.results[make.__name__]


def noted(folder: Path) -> dict[str, Any]:
    noting = Noting()
    with remembering() as memory, patch.object(memory, "made", noting.made):
        prepare(str(folder), None)
        doubts(read_lesson(str(folder), None)[0], spelling=True)
    assert set(noting.results) == {name for names in SHARED.values() for name in names}
    return noting.results


@pytest.mark.parametrize("language", ["flight", *(pytest.param(code, marks=pytest.mark.verify) for code in LESSONS)])
def test_what_is_shared_names_no_file(language: str, tmp_path: Path) -> None:
    folders = (tmp_path / "one" / "lesson", tmp_path / "another folder" / "lesson")
    one, two = (flight_lesson(f) if language == "flight" else copy_lesson(language, f) for f in folders)
    assert noted(one) == noted(two)
    assert str(tmp_path) not in repr(noted(one))


def test_it_is_made_again_when_an_ingredient_or_the_function_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, other = (flight_lesson(tmp_path / name) for name in ("one", "two", "other"))
    text = (other / "essay.md").read_text(encoding="utf-8")
    (other / "essay.md").write_text(text.replace("1908", "1907"), encoding="utf-8")
    makings: list[str] = []

    def noting(name: str) -> Callable[..., str]:
        return lambda *given: makings.append(name) or name

    monkeypatch.setattr(analysis, "analyse", noting("first"))
    with remembering():
        for folder in (one, two, other):
            assert analyse(read_lesson(str(folder), None)[0]) == "first"
        assert makings == ["first", "first"]
        monkeypatch.setattr(analysis, "analyse", noting("second"))
        assert analyse(read_lesson(str(one), None)[0]) == "second"


def test_only_what_is_listed_is_shared() -> None:
    stage = Remembering(analysis, Noting())
    assert stage.ranges is analysis.ranges and stage.analyse is not analysis.analyse
