"""What items do in the workers of the tests. Workers find this module as the tests do."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from pathlib import Path

from handouts.diagnostics import Location, problem, warning
from handouts.errors import ContentError

Item = tuple[str, ...]
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def do(item: Item) -> object:
    """`item`: what to do, and with what."""
    what, *args = item
    return ACTIONS[what](*args)


def echo(text: str) -> str:
    return f"<{text}>"


def process(folder: str, name: str) -> int:
    """Leave a file with the number of the process."""
    Path(folder, name).write_text(str(os.getpid()), encoding="utf-8")
    return os.getpid()


def complain(name: str) -> None:
    place = Location(name, 3, 4)
    raise ContentError(problem("source-too-large", place, limit=5), warning("flag-spam", None, text="é戊"))


def fall(name: str) -> None:
    raise KeyError(name)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/home/someone/Budi.pdf")


def leave() -> None:
    sys.exit(3)


def large(size: str) -> bytes:
    return bytes(int(size))


def uncarried() -> object:
    return lambda: None


def await_file(path: str) -> str:
    """Wait until another item has made this file, and its result is home."""
    _await(Path(path), 60)
    time.sleep(0.3)
    return path


def make_file(path: str) -> str:
    Path(path).touch()
    return path


def die() -> None:
    os.kill(os.getpid(), KILL)
    time.sleep(60)


def die_once(path: str) -> str:
    """Die unless the file is there, which is made first."""
    if not Path(path).exists():
        Path(path).touch()
        die()
    return "survived"


def die_in_company(folder: str, name: str, other: str) -> None:
    """Die while another item is worked on, where that can be: both may be given to one worker, too."""
    Path(folder, name).touch()
    _await(Path(folder, other), 2)
    die()


def sleep(folder: str, name: str, seconds: str) -> str:
    process(folder, name)
    time.sleep(float(seconds))
    return name


def count(folder: str, name: str) -> str:
    """Leave one more letter in a file: how often the item was begun."""
    with Path(folder, name).open("a", encoding="utf-8") as file:
        file.write("x")
    return name


def _await(path: Path, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)


ACTIONS = {
    f.__name__: f
    for f in (
        echo,
        process,
        complain,
        fall,
        full,
        leave,
        large,
        uncarried,
        await_file,
        make_file,
        die,
        die_once,
        die_in_company,
        sleep,
        count,
    )
}
