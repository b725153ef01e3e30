"""Typesetting in a process of its own, for documents of strangers' templates.

A document can be small and well formed and still take hours to set. The child gets the document and gives back the
pages; it has little time and little memory.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import HandoutsError, TemplateError
from handouts.model.document import Document
from handouts.model.press import Paper, Rendered, Style, Volume
from handouts.reading.apart import frozen, limit_memory, thawed
from handouts.reading.worker import Worker, serve

SECONDS = 3.5  # wall-clock time of one sheet, the start of the child included
MEGABYTES = 1000
MOST_ANSWER = 200_000_000  # bytes
_LOCK = Lock()
_WORKER = Worker("handouts.typeset.apart:child", SECONDS, MOST_ANSWER)


def render_apart(document: Document, style: Style, paper: Paper, place: Location) -> Rendered:
    """As handouts.typeset.render; `place` is the template, for messages.

    Raises also TemplateError template-too-slow, template-too-hungry, template-crashed.
    """
    found: Rendered = _asked(("sheet", document, style, paper), place)
    return found


def _asked(job: tuple[Any, ...], place: Location) -> Any:
    try:
        # Paths of a style may begin at the current folder, which is another one for each lesson of a batch.
        request = pickle.dumps((str(Path.cwd()), *job))
    except RecursionError:
        raise TemplateError(problem("template-crashed", place, detail="RecursionError")) from None
    with _LOCK:
        # The child runs this program and no template, so that what it says can be unpickled.
        data = _WORKER.ask(request)
        answer: Any = pickle.loads(data) if data else None
        late = _WORKER.late
        if not isinstance(answer, (Rendered, Volume, tuple)):
            _WORKER.end()
    if isinstance(answer, (Rendered, Volume)):
        return answer
    if isinstance(answer, tuple):
        kind, found = answer
        raise kind(*map(thawed, found))
    if late:
        raise TemplateError(problem("template-too-slow", place, seconds=str(SECONDS)))
    if answer == "hungry":
        raise TemplateError(problem("template-too-hungry", place, limit=MEGABYTES))
    raise TemplateError(problem("template-crashed", place, detail=str(answer or "")))


def volume_apart(parts: Sequence[tuple[Document, Style]], paper: Paper, place: Location) -> Volume:
    """As handouts.typeset.render_volume; raises as `render_apart`."""
    found: Volume = _asked(("volume", tuple(parts), paper), place)
    return found


def child() -> None:
    """The child's whole life: document after document, each with its answer."""
    limit_memory(MEGABYTES)
    out, sys.stdout = sys.stdout, sys.stderr  # nothing else writes among the answers
    serve(_answer, out.buffer)


def _answer(request: bytes) -> bytes:
    from handouts.typeset import render, render_volume

    try:
        folder, kind, *job = pickle.loads(request)
        os.chdir(folder)
        return pickle.dumps(render_volume(*job) if kind == "volume" else render(*job))
    except HandoutsError as error:
        return pickle.dumps((type(error), [frozen(d) for d in error.diagnostics]))
    except MemoryError:
        return pickle.dumps("hungry")
    except Exception as error:
        return pickle.dumps(" ".join(f"{type(error).__name__}: {error}".split())[:120])
