"""A folder is one run's alone, as long as the run lasts, and as far as it can be locked."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from handouts.batch import holding
from handouts.batch.holding import held
from handouts.errors import UsageProblem


def test_a_second_run_is_refused_and_the_next_one_is_not(tmp_path: Path) -> None:
    with held(tmp_path / "out", tmp_path / "keys"):
        with pytest.raises(UsageProblem) as raising, held(tmp_path / "keys"):
            pass
        assert [(d.code, str(d.location)) for d in raising.value.diagnostics] == [
            ("batch-busy", str(tmp_path / "keys"))
        ]
    with held(tmp_path / "keys"):
        pass


def test_what_stays_empty_goes_again(tmp_path: Path) -> None:
    with held(tmp_path / "out"):
        assert (tmp_path / "out").is_dir()
    assert not list(tmp_path.iterdir())
    with held(tmp_path / "out"):
        (tmp_path / "out" / "a.pdf").touch()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.pdf"]


def test_a_folder_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with held(tmp_path / "out"):
        pass
    assert (tmp_path / "out").is_dir()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_is_left_to_the_first_file(number: int, tmp_path: Path) -> None:
    with patch.object(os, "open", side_effect=OSError(number, "no")), held(tmp_path):
        pass


def test_a_file_system_without_locks_is_taken_as_it_is(tmp_path: Path) -> None:
    with patch.object(holding, "_lock", side_effect=OSError(errno.ENOLCK, "no locks")), held(tmp_path):
        pass


def test_a_lock_that_was_let_go_meanwhile_is_taken_anew(tmp_path: Path) -> None:
    """Another run took its file away between our opening it and locking it."""
    real, calls = holding._lock, []

    def late(handle: int) -> None:
        real(handle)
        calls.append(handle)
        if len(calls) == 1:
            (tmp_path / ".handouts-lock.tmp").unlink()

    with patch.object(holding, "_lock", late), held(tmp_path):
        assert len(calls) == 2
        with pytest.raises(UsageProblem):
            holding._locked(tmp_path / ".handouts-lock.tmp")


def test_a_folder_that_goes_away_meanwhile_is_no_trouble(tmp_path: Path) -> None:
    with held(tmp_path / "out"):
        (tmp_path / "out/.handouts-lock.tmp").unlink()
        (tmp_path / "out").rmdir()
    assert not (tmp_path / "out").exists()
