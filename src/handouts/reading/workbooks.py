"""Many workbooks, one after the other in one child: starting a process for each takes longer than reading it.

A workbook that the child cannot read is read again in a child of its own, which says what is wrong with it.
"""

from __future__ import annotations

import json
import sys

from handouts.reading.apart import MEGABYTES, SECONDS, limit_memory
from handouts.reading.archive import check_zip
from handouts.reading.grid import Grid
from handouts.reading.worker import Worker, serve
from handouts.reading.xlsx import grids, read_xlsx, sheets

_MOST_ANSWER = 200_000_000  # bytes
_NAME = 4  # bytes that tell the length of a name


class Workbooks:
    """Reads workbooks; `end` stops its child. Not for several threads at once."""

    def __init__(self) -> None:
        self._worker = Worker("handouts.reading.workbooks:serve_workbooks", SECONDS, _MOST_ANSWER)

    def read(self, data: bytes, name: str) -> tuple[Grid, ...]:
        """As `read_xlsx`."""
        check_zip(data, name)
        called = name.encode("utf-8", "surrogatepass")
        answer = self._worker.ask(len(called).to_bytes(_NAME, "big") + called + data)
        try:
            found = json.loads(answer)
        except ValueError:  # there is none: the child has ended
            found = []
        return grids(found, name) if found else read_xlsx(data, name)

    def end(self) -> None:
        """Stop the child."""
        self._worker.end()


def serve_workbooks() -> None:
    """The child: each workbook as plain data, "[]" for one that cannot be read."""
    limit_memory(MEGABYTES)
    # What a parser prints would spoil the answer.
    out, sys.stdout = sys.stdout, sys.stderr
    serve(_answer, out.buffer)


def _answer(request: bytes) -> bytes:
    start = _NAME + int.from_bytes(request[:_NAME], "big")
    name = request[_NAME:start].decode("utf-8", "surrogatepass")
    try:
        return json.dumps(sheets(request[start:], name)).encode("ascii")
    except Exception:  # whatever it is, the child of its own tells it
        return b"[]"
