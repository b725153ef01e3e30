from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from handouts.diagnostics import problem
from handouts.errors import StorageError
from handouts.store import Store


def code(action: Callable[[], object]) -> str:
    with pytest.raises(StorageError) as caught:
        action()
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


def everything(root: Path) -> list[str]:
    return sorted(str(p.relative_to(root)) for p in root.rglob("*"))


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    store = Store(tmp_path / "out")
    assert store.put("pupils/a.pdf", b"\x00\r\n") == tmp_path / "out" / "pupils" / "a.pdf"
    assert (tmp_path / "out/pupils/a.pdf").read_bytes() == b"\x00\r\n"
    store.put_all({"pupils/a.pdf": "é\n", "teacher/key.pdf": b"k"})
    assert (tmp_path / "out/pupils/a.pdf").read_bytes() == "é\n".encode()
    assert everything(tmp_path) == ["out", "out/pupils", "out/pupils/a.pdf", "out/teacher", "out/teacher/key.pdf"]


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/x", "C:/x", "C:x", "a\\b", "\\\\srv\\x", "", ".", "a//b", "a/", "x:y", "a\0b"]
)
def test_names_outside_the_root_are_refused(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path / "out")
    assert code(lambda: store.put(name, b"x")) == "store-outside"
    assert code(lambda: store.append_only(name, b"x")) == "store-outside"
    assert everything(tmp_path) == []


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    try:
        (tmp_path / "out" / "link").symlink_to(tmp_path)
    except OSError:
        pytest.skip("no symbolic links here")
    assert code(lambda: Store(tmp_path / "out").put("link/x", b"x")) == "store-outside"


@pytest.mark.parametrize(("first", "second"), [("Key.pdf", "key.pdf"), ("e\u0301.pdf", "\xe9.pdf")])
def test_names_that_are_one_file_elsewhere_are_refused(tmp_path: Path, first: str, second: str) -> None:
    assert code(lambda: Store(tmp_path).put_all({first: b"1", second: b"2"})) == "store-same-name"
    assert everything(tmp_path) == []


def test_a_file_stands_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "pupils").write_bytes(b"")
    assert code(lambda: Store(tmp_path).put_all({"new/b.pdf": b"", "pupils/a.pdf": b""})) == "store-not-a-folder"
    assert code(lambda: Store(tmp_path / "pupils").put("a.pdf", b"")) == "store-not-a-folder"
    assert everything(tmp_path) == ["pupils"]


def test_a_folder_stands_where_a_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    assert code(lambda: Store(tmp_path).put("a.pdf", b"")) == "store-is-a-folder"


FAULTS = [
    (errno.ENOSPC, "store-disk-full"),
    (getattr(errno, "EDQUOT", errno.ENOSPC), "store-disk-full"),
    (errno.EACCES, "store-unwritable"),
    (errno.EROFS, "store-unwritable"),
    (errno.EIO, "store-failed"),
]


class FaultyFile:
    """A file that fails at one step of one of the files written."""

    def __init__(self, real: Any, step: str, number: int) -> None:
        self.real, self.step, self.number = real, step, number

    def __enter__(self) -> FaultyFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.real.close()

    def write(self, data: bytes) -> int:
        if self.step == "write":
            self.real.write(data[: len(data) // 2])
            raise OSError(self.number, "injected")
        return int(self.real.write(data))

    def flush(self) -> None:
        if self.step == "flush":
            raise OSError(self.number, "injected")
        self.real.flush()

    def fileno(self) -> int:
        return int(self.real.fileno())


@pytest.mark.parametrize(("number", "expected"), FAULTS)
@pytest.mark.parametrize("step", ["open", "write", "flush", "fsync"])
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_fault_while_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: str, step: str, fails_at: int
) -> None:
    store = Store(tmp_path)
    store.put("old.txt", b"before")
    real_open, real_fsync = Path.open, os.fsync
    count = {"open": 0, "fsync": 0}

    def opened(self: Path, *args: Any, **kwargs: Any) -> Any:
        count["open"] += 1
        if count["open"] != fails_at:
            return real_open(self, *args, **kwargs)
        if step == "open":
            raise OSError(number, "injected")
        return FaultyFile(real_open(self, *args, **kwargs), step, number)

    def fsynced(file: int) -> None:
        count["fsync"] += 1
        if step == "fsync" and count["fsync"] == fails_at:
            raise OSError(number, "injected")
        real_fsync(file)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(os, "fsync", fsynced)
    files = {"a/1.pdf": b"one", "old.txt": b"after", "b/c/2.pdf": b"two"}
    assert code(lambda: store.put_all(files)) == expected
    monkeypatch.undo()
    assert everything(tmp_path) == ["old.txt"]
    assert (tmp_path / "old.txt").read_bytes() == b"before"
    store.put_all(files)
    assert (tmp_path / "b/c/2.pdf").read_bytes() == b"two"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.EACCES, "store-open-elsewhere"), (errno.ENOSPC, "store-disk-full"), (errno.EIO, "store-failed")],
)
@pytest.mark.parametrize("late", [False, True])
def test_a_fault_while_replacing_leaves_whole_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: str, late: bool
) -> None:
    """A file that is held is found before the first one is replaced, unless it is opened `late`."""
    store = Store(tmp_path)
    store.put("b.pdf", b"before")
    real = os.replace

    def replaced(source: Path, target: Path) -> None:
        if target.name == "b.pdf" and not (late and source == target):
            raise OSError(number, "injected")
        real(source, target)

    monkeypatch.setattr(os, "replace", replaced)
    assert code(lambda: store.put_all({"a.pdf": b"new", "b.pdf": b"new", "c.pdf": b"new"})) == expected
    assert everything(tmp_path) == (["a.pdf", "b.pdf"] if late else ["b.pdf"])
    assert (tmp_path / "b.pdf").read_bytes() == b"before"


def test_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.mkdir

    def mkdir(self: Path, *args: Any, **kwargs: Any) -> None:
        if self.name == "c":
            raise PermissionError(errno.EACCES, "injected")
        real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    assert code(lambda: Store(tmp_path / "out").put_all({"a/x": b"", "b/c/y": b""})) == "store-unwritable"
    assert everything(tmp_path) == []


def test_a_read_only_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    folder.chmod(0o555)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert code(lambda: Store(folder).put("a", b"x")) == "store-unwritable"
        assert code(lambda: Store(folder).put("n/a", b"x")) == "store-unwritable"
    finally:
        folder.chmod(0o755)


def test_what_must_come_before_the_names_can_stop_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    seen: list[list[str]] = []

    def stop() -> None:
        seen.append([p.suffix for p in sorted(tmp_path.rglob("*")) if p.is_file()])
        raise StorageError(problem("store-failed", None, reason="injected"))

    assert code(lambda: store.put_all({"a/1.pdf": b"one", "a/2.pdf": b"two"}, before=stop)) == "store-failed"
    assert seen == [[".tmp", ".tmp"]]
    assert everything(tmp_path) == []


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Store(tmp_path / "out").put("a/b", b"x")
    assert everything(tmp_path) == []


def test_a_record_is_never_changed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.append_only("locks/X.json", b"{}")
    assert store.append_only("locks/X.json", b"{}") == path
    assert code(lambda: store.append_only("locks/X.json", b"{ }")) == "store-exists-different"
    assert path.read_bytes() == b"{}"
    assert code(lambda: store.append_only("locks", b"")) in ("store-failed", "store-unwritable")


def test_new_files_have_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    written = Store(tmp_path).put("stored", b"")
    assert written.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_file_that_is_written_bit_by_bit_has_its_name_when_it_is_whole(tmp_path: Path) -> None:
    store, path = Store(tmp_path), tmp_path / "a/b.zip"

    def write(file: IO[bytes]) -> None:
        file.write(b"one")
        assert not path.exists()
        file.write(b"two")

    assert store.put_written("a/b.zip", write) == path
    assert path.read_bytes() == b"onetwo"
    assert everything(tmp_path) == ["a", "a/b.zip"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [(OSError(errno.ENOSPC, "full"), "store-disk-full"), (OSError(errno.EIO, "broken"), "store-failed")],
)
def test_a_file_that_cannot_be_written_to_its_end_is_not_there(tmp_path: Path, error: OSError, expected: str) -> None:
    def write(file: IO[bytes]) -> None:
        file.write(b"one")
        raise error

    assert code(lambda: Store(tmp_path).put_written("a/b.zip", write)) == expected
    assert not list(tmp_path.iterdir())
