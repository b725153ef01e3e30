"""What well-behaved and hostile readers do in the child process."""

from __future__ import annotations

import os
import time

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError


def echo(data: bytes, name: str, option: str) -> list[object]:
    return [name, option, len(data), "ÿ 戊 👩‍🏫"]


def complain(data: bytes, name: str) -> None:
    raise ContentError(problem("source-too-large", Location(name, 3, 4), limit=5))


def fall(data: bytes, name: str) -> None:
    raise RecursionError


def lack(data: bytes, name: str) -> None:
    raise ImportError("install this\nand that")


def crash(data: bytes, name: str) -> None:
    os.abort()


def leave(data: bytes, name: str) -> None:
    os._exit(0)


def babble(data: bytes, name: str) -> None:
    os.write(1, b"not an answer")


def no_json(data: bytes, name: str) -> object:
    return object()


def chatter(data: bytes, name: str) -> str:
    print("a parser's remark")
    return "ok"


def swell(data: bytes, name: str) -> int:
    return len(bytearray(2_000_000_000))


def sleep(data: bytes, name: str) -> None:
    time.sleep(60)
