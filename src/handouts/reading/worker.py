"""A child process that answers one call after the other, with little time for each.

Calls and answers are bytes behind their length. A child that is too slow is killed; then there is no answer.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import IO

from handouts.reading.apart import environment

_SIZE = 8  # bytes that tell a length


_LONGER = 8  # times the seconds, by the clock, for a child that does not get the processor
_LEAST = 0.05


class _Clock:
    """Calls `late` when a process has used its seconds. Where the system tells, those of the processor count."""

    def __init__(self, seconds: float, pid: int, late: Callable[[], None]) -> None:
        self._seconds, self._pid, self._late = seconds, pid, late
        self._before = processor_time(pid)
        self._end = monotonic() + _LONGER * seconds
        self._over = False
        self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        self._timer = Timer(seconds, self._look)
        self._timer.daemon = True
        self._timer.start()

    def _look(self) -> None:
        used = processor_time(self._pid)
        left = 0.0 if used is None or self._before is None else self._seconds - (used - self._before)
        if self._over:
            return
        if left > 0 and monotonic() < self._end:
            self._wait(max(left, _LEAST))
        else:
            self._late()

    def cancel(self) -> None:
        """The answer is there."""
        self._over = True
        self._timer.cancel()


def processor_time(pid: int) -> float | None:
    """Seconds of the processor that a process has used; None where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return None


class Worker:
    """A child that runs `function` ("package.module:name"), which calls `serve`. It is started with the first call."""

    def __init__(self, function: str, seconds: float, most_answer: int) -> None:
        module, _, name = function.partition(":")
        self._start = f"from {module} import {name}; {name}()"
        self._seconds = seconds
        self._most = most_answer
        self._process: subprocess.Popen[bytes] | None = None
        self.late = False
        atexit.register(self.end)

    @property
    def running(self) -> bool:
        """Whether there is a child, which remembers what it was told."""
        return self._process is not None

    def ask(self, request: bytes) -> bytes:
        """The child's answer; b"" when it was too slow (`late`), said too much, or ended. It is gone then."""
        process = self._process = self._process or subprocess.Popen(
            [sys.executable, "-c", self._start],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        self.late = False
        clock = _Clock(self._seconds, process.pid, self._stop)
        answer = b""
        try:
            if process.stdin is not None and process.stdout is not None:
                _write(process.stdin, request)
                answer = _read(process.stdout, self._most)
        except OSError:  # it is gone
            answer = b""
        finally:
            clock.cancel()
        if not answer:
            self.end()
        return answer

    def _stop(self) -> None:
        self.late = True
        if self._process is not None:
            self._process.kill()

    def end(self) -> None:
        """Kill the child; the next call starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was still to be written to a child that is gone
                continue
        process.wait()


def serve(answer: Callable[[bytes], bytes], out: IO[bytes]) -> None:
    """In the child: answer each call on standard input to `out` until there are no more."""
    while request := _read(sys.stdin.buffer, sys.maxsize):
        _write(out, answer(request))


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(_SIZE, "big") + data)
    stream.flush()


def _read(stream: IO[bytes], most: int) -> bytes:
    head = stream.read(_SIZE)
    size = int.from_bytes(head, "big")
    if len(head) < _SIZE or size > most:
        return b""
    data = stream.read(size)
    return data if len(data) == size else b""
