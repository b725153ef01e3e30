"""Templates of others run in a process of their own, which has little time, little memory, and opens no file.

The sandbox and the budget stop what is known. What gets past them ends here: the child is killed and the command goes
on with a message. One child serves all sheets of a theme, since starting one costs more than a sheet.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from threading import Lock, Timer
from typing import Any

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import HandoutsError, TemplateError
from handouts.languages.labels import Labels
from handouts.reading.apart import frozen, limit_memory, thawed
from handouts.templating.files import Source
from handouts.templating.records import packed, plain_context, unpacked
from handouts.templating.theme import Theme

SECONDS = 5.0  # wall-clock time of one rendering, the start of the child included
MEGABYTES = 400
MOST_ANSWER = 16_000_000  # bytes: OUTPUT of the budget, each character written as \uXXXX\uXXXX, and then some
_START = "from handouts.templating.apart import _child; _child()"
_LOCK = Lock()


def render_apart(theme: Theme, template_name: str, context: Mapping[str, Any]) -> str:
    """As handouts.templating.render. Raises also template-too-slow, template-too-hungry, template-crashed."""
    labels = context.get("t")
    if not isinstance(labels, Labels):
        raise TypeError("a theme that is rendered apart needs Labels for `t`")
    call = {
        "template": template_name,
        "values": {name: packed(value) for name, value in plain_context(context).items()},
        "labels": [labels.language, dict(labels.overrides)],
    }
    return str(_asked(theme, call, _place(theme, template_name)))


def faults_apart(theme: Theme) -> tuple[Diagnostic, ...]:
    """As handouts.templating.template_faults."""
    return tuple(thawed(one) for one in _asked(theme, {}, _place(theme, "")))


def _place(theme: Theme, template: str) -> Location:
    named = (s.place for s in theme.sources if s.file.startswith(template.removesuffix(".xml.j2") + "."))
    return Location(next(named, theme.folders[0] if theme.folders else ""))


def _asked(theme: Theme, call: Mapping[str, Any], place: Location) -> Any:
    global _WORKER
    with _LOCK:
        if _WORKER is None or _WORKER.sources != theme.sources:
            _end()
            _WORKER = _Worker(theme)
        line = _WORKER.ask(json.dumps(call).encode("ascii") + b"\n")
        answer = _parsed(line)
        if "fault" in answer or "hungry" in answer or not answer:
            slow = _WORKER.late
            _end()
            if slow:
                raise TemplateError(problem("template-too-slow", place, seconds=int(SECONDS)))
            if "hungry" in answer:
                raise TemplateError(problem("template-too-hungry", place, limit=MEGABYTES))
            raise TemplateError(problem("template-crashed", place, detail=str(answer.get("fault", ""))))
    if "problems" in answer:
        raise TemplateError(*map(thawed, answer["problems"]))
    return answer["value"]


def _parsed(line: bytes) -> dict[str, Any]:
    """The answer; {} for none, or for one that is no answer of ours."""
    try:
        answer = json.loads(line) if line.endswith(b"\n") else {}
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) and answer.keys() & {"value", "problems", "fault", "hungry"} else {}


class _Worker:
    """A child for the templates of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.sources = theme.sources
        self.late = False
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        )
        folder = theme.folders[0] if theme.folders else ""
        sources = [[s.level, s.file, s.place, s.text] for s in theme.sources]
        self._first = json.dumps({"folder": folder, "sources": sources, "megabytes": MEGABYTES}).encode("ascii") + b"\n"

    def ask(self, request: bytes) -> bytes:
        """The line that the child answers with; b"" when it was too slow, or ended."""
        pipe_in, pipe_out = self.process.stdin, self.process.stdout
        if pipe_in is None or pipe_out is None:
            return b""
        timer = Timer(SECONDS, self._stop)
        timer.daemon = True
        timer.start()
        try:
            pipe_in.write(self._first + request)
            pipe_in.flush()
            self._first = b""
            return pipe_out.readline(MOST_ANSWER)
        except OSError:  # it is gone
            return b""
        finally:
            timer.cancel()

    def _stop(self) -> None:
        self.late = True
        self.process.kill()

    def end(self) -> None:
        """Kill the child and forget it."""
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was still to be written to a child that is gone
                continue
        self.process.wait()


_WORKER: _Worker | None = None


def _end() -> None:
    global _WORKER
    if _WORKER is not None:
        _WORKER.end()
    _WORKER = None


atexit.register(_end)


# ---- the child


def _child() -> None:
    """The child's whole life: the templates from standard input, then call after call, each with its answer."""
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    first = json.loads(incoming.readline())
    sources = tuple(Source(*one) for one in first["sources"])
    _prepare()
    limit_memory(int(first["megabytes"]))
    _shut()
    for line in incoming:
        outgoing.write(json.dumps(_answer(sources, str(first["folder"]), line)).encode("ascii") + b"\n")
        outgoing.flush()


def _answer(sources: tuple[Source, ...], folder: str, line: bytes) -> dict[str, Any]:
    from handouts.templating.engine import faults, run

    try:
        call = json.loads(line)
        if not call:
            return {"value": [frozen(d) for d in faults(sources)]}
        context = {name: unpacked(value) for name, value in call["values"].items()}
        context["t"] = Labels(*call["labels"])
        return {"value": run(sources, folder, call["template"], context)}
    except HandoutsError as error:
        return {"problems": [frozen(d) for d in error.diagnostics]}
    except MemoryError:
        return {"hungry": True}
    except Exception as error:
        return {"fault": " ".join(f"{type(error).__name__}: {error}".split())[:120]}


def _prepare() -> None:
    """Load whatever a rendering or its errors may need later, when no file can be opened any more."""
    import difflib  # noqa: F401

    from handouts.languages.labels import languages
    from handouts.templating.engine import run

    tables = [Labels(language) for language in languages()]
    for text in ("{% for a in [1] %}{{ t('header.kind_reading')|upper }}{% endfor %}", "{{ missing }}"):
        try:
            run((Source(0, "a.xml.j2", "a", text),), "", "a", {"t": tables[0]})
        except HandoutsError:
            continue


def _shut() -> None:
    """Open no further file, write none, start no process, where the system can say so."""
    try:
        import resource
    except ImportError:
        return
    highest = max(sys.stdin.fileno(), sys.stdout.fileno(), sys.stderr.fileno()) + 1
    limits = {"RLIMIT_NOFILE": highest, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0, "RLIMIT_NPROC": 0}
    for name, value in limits.items():
        if hasattr(resource, name):
            resource.setrlimit(getattr(resource, name), (value, value))
