"""Templates of others run in a process of their own, which has little time, little memory, and opens no file.

The sandbox and the budget stop what is known. What gets past them ends here: the child is killed and the command goes
on with a message. One child serves all sheets of a theme, since starting one costs more than a sheet.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from threading import Lock
from typing import Any

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import HandoutsError, TemplateError
from handouts.languages.labels import Labels
from handouts.reading.apart import frozen, limit_memory, thawed
from handouts.reading.worker import Worker, serve
from handouts.templating.files import Source
from handouts.templating.records import packed, plain_context, unpacked
from handouts.templating.theme import Theme

SECONDS = 2.5  # wall-clock time of one rendering, the start of the child included
MEGABYTES = 400
MOST_ANSWER = 16_000_000  # bytes: OUTPUT of the budget, each character written as \uXXXX\uXXXX, and then some
_LOCK = Lock()
_WORKER = Worker("handouts.templating.apart:child", SECONDS, MOST_ANSWER)
_KNOWN: list[tuple[Source, ...]] = []


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
    with _LOCK:
        if [theme.sources] != _KNOWN:  # the child has the templates of one theme
            _WORKER.end()
            _KNOWN[:] = [theme.sources]
        sent: dict[str, Any] = dict(call)
        if not _WORKER.running:
            folder = theme.folders[0] if theme.folders else ""
            sent["theme"] = {"folder": folder, "sources": [[s.level, s.file, s.place, s.text] for s in theme.sources]}
        answer = _parsed(_WORKER.ask(json.dumps(sent).encode("ascii")))
        if "problems" not in answer and "value" not in answer:
            _WORKER.end()
            if _WORKER.late:
                raise TemplateError(problem("template-too-slow", place, seconds=str(SECONDS)))
            if "hungry" in answer:
                raise TemplateError(problem("template-too-hungry", place, limit=MEGABYTES))
            raise TemplateError(problem("template-crashed", place, detail=str(answer.get("fault", ""))))
    if "problems" in answer:
        raise TemplateError(*map(thawed, answer["problems"]))
    return answer["value"]


def _parsed(data: bytes) -> dict[str, Any]:
    """The answer; {} for none, or for one that is no answer of ours."""
    try:
        answer = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


# ---- the child

_THEME: dict[str, Any] = {}


def child() -> None:
    """The child's whole life: the templates with the first call, then call after call, each with its answer."""
    _prepare()
    limit_memory(MEGABYTES)
    _shut()
    out, sys.stdout = sys.stdout, sys.stderr  # nothing else writes among the answers
    serve(_told, out.buffer)


def _told(request: bytes) -> bytes:
    return json.dumps(_answer(json.loads(request))).encode("ascii")


def _answer(call: dict[str, Any]) -> dict[str, Any]:
    from handouts.templating.engine import faults, run

    try:
        if "theme" in call:
            given = call["theme"]
            _THEME.update(folder=str(given["folder"]), sources=tuple(Source(*one) for one in given["sources"]))
        if "template" not in call:
            return {"value": [frozen(d) for d in faults(_THEME["sources"])]}
        context = {name: unpacked(value) for name, value in call["values"].items()}
        context["t"] = Labels(*call["labels"])
        return {"value": run(_THEME["sources"], _THEME["folder"], call["template"], context)}
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
