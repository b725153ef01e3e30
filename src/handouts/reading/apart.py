"""Files of strangers, read in a process of their own: what a hostile file does there ends there.

Word, PDF, HTML and Excel files go through large parsers. A file made to break one (a bomb, a loop, a crash in C code)
then costs a message and not the command. The child gets bytes and returns JSON: no object of its making comes back.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from importlib import import_module
from typing import Any

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError, HandoutsError

SECONDS = 30
MEGABYTES = 480
_START = "from handouts.reading.apart import _child; _child()"


def run_apart(
    function: str, data: bytes, name: str, *options: str, seconds: float = SECONDS, megabytes: int = MEGABYTES
) -> Any:
    """What `function` ("package.module:name") returns for (`data`, `name`, *`options`), run in a child process.

    The result must be plain JSON data. `name` is what messages call the file. `seconds` is wall-clock time, `megabytes`
    the child's address space (kept where the system can: not on Windows). Raises ContentError: what the function
    raises, source-too-slow, source-too-hungry, source-damaged (any other exception, or a crash). ImportError: a library
    is missing.
    """
    call = {"function": function, "name": name, "options": list(options), "megabytes": megabytes, "path": sys.path}
    request = json.dumps(call | {"data": base64.b64encode(data).decode("ascii")}).encode("ascii")
    try:
        done = subprocess.run(
            [sys.executable, "-c", _START],
            input=request,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise ContentError(problem("source-too-slow", Location(name), seconds=int(seconds))) from error
    try:
        answer = json.loads(done.stdout) if done.returncode == 0 else {}
    except ValueError:
        answer = {}
    if "value" in answer:
        return answer["value"]
    if "hungry" in answer:
        raise ContentError(problem("source-too-hungry", Location(name), limit=megabytes))
    if "missing" in answer:
        raise ImportError(answer["missing"])
    if "problems" in answer:
        raise ContentError(*(thawed(p) for p in answer["problems"]))
    raise ContentError(problem("source-damaged", Location(name), detail=str(answer.get("fault", ""))))


def _child() -> None:
    """The child's whole life: one call from standard input, one answer to standard output."""
    call = json.loads(sys.stdin.buffer.read())
    limit_memory(int(call["megabytes"]))
    # What a parser prints would spoil the answer.
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        module, _, name = call["function"].partition(":")
        function = getattr(import_module(module), name)
        answer = {"value": function(base64.b64decode(call["data"]), call["name"], *call["options"])}
        text = json.dumps(answer)
    except HandoutsError as error:
        text = json.dumps({"problems": [frozen(d) for d in error.diagnostics]})
    except MemoryError:
        text = json.dumps({"hungry": True})
    except ImportError as error:  # a library that is not installed is no fault of the file
        text = json.dumps({"missing": " ".join(str(error).split())})
    except Exception as error:  # any fault of a parser is the file's fault here
        text = json.dumps({"fault": " ".join(f"{type(error).__name__}: {error}".split())[:120]})
    out.write(text)
    out.flush()


def limit_memory(megabytes: int) -> None:
    """Give this process no more address space than that, where the system can."""
    try:
        import resource
    except ImportError:
        return
    most = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def environment() -> dict[str, str]:
    """The environment of a child that needs nothing but this program."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def frozen(diagnostic: Diagnostic) -> list[Any]:
    """A diagnostic as plain JSON data."""
    place = diagnostic.location
    where = [place.file, place.line, place.column] if place else None
    return [diagnostic.code, diagnostic.severity, where, dict(diagnostic.data)]


def thawed(data: list[Any]) -> Diagnostic:
    """The diagnostic that `frozen` made this data of."""
    code, severity, where, values = data
    return Diagnostic(code, severity, Location(*where) if where else None, values)
