"""Whether an installation is sound: versions, fonts, limits, places, disks, terminal. Nothing is changed or sent."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from handouts.diagnostics import problem, warning
from handouts.errors import HandoutsError
from handouts.languages.interface import interface_language
from handouts.pipeline.doctor_places import disk, places
from handouts.pipeline.doctor_versions import extras, versions
from handouts.pipeline.installation import Area, Line

AREAS: tuple[Area, ...] = ("versions", "extras", "fonts", "limits", "places", "disk", "terminal")
_MEGABYTE = 1_000_000


def examine() -> tuple[Line, ...]:
    """All that is looked at, area by area. A package that is missing or broken costs only the areas that need it."""
    looked: dict[Area, Callable[[], Iterator[Line]]] = {
        "versions": versions,
        "extras": _extras,
        "fonts": _fonts,
        "limits": _limits,
        "places": places,
        "disk": disk,
        "terminal": _terminal,
    }
    return tuple(line for area in AREAS for line in _guarded(area, looked[area]))


def sound(lines: tuple[Line, ...]) -> bool:
    """Whether there is no error among the lines."""
    return all(line.status != "error" for line in lines)


def _guarded(area: Area, look: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    try:
        yield from look()
    except ImportError as error:
        reason = " ".join(str(error).split())[:120]
        yield Line(area, error.name or "import", "there", {}, problem("doctor-import", None, reason=reason))
    except HandoutsError as error:
        for found in error.diagnostics:
            yield Line(area, found.code, "there", {}, found)


def _extras() -> Iterator[Line]:
    yield from extras()
    from handouts import materials

    for said in materials.registry().diagnostics:
        found = said if said.severity == "error" else replace(said, severity="warning")
        yield Line("extras", "kinds", "there", {}, found)


def _fonts() -> Iterator[Line]:
    from handouts.typeset.bundled import bundled_faces

    for face in bundled_faces():
        name = f"{face.family} {face.variant}"
        wrong = None
        if face.state == "missing":
            wrong = problem("doctor-font-missing", None, file=face.file)
        elif face.state == "changed":
            wrong = problem("doctor-font-changed", None, file=face.file)
        elif face.state == "damaged":
            wrong = problem("doctor-font-damaged", None, file=face.file or name)
        yield Line("fonts", name, "face" if face.file else "face_drawn", {"characters": face.characters}, wrong)


def _limits() -> Iterator[Line]:
    from handouts.pipeline.limits import limits

    for limit in limits():
        large = limit.unit == "bytes" and limit.most >= _MEGABYTE // 10
        most, unit = (limit.most / _MEGABYTE, "megabytes") if large else (limit.most, limit.unit)
        yield Line("limits", limit.name, f"most_{unit}", {"most": f"{most:.10g}"})


def _terminal() -> Iterator[Line]:
    yield Line("terminal", "language", "value", {"value": interface_language(os.environ)})
    names = sys.getfilesystemencoding()
    wrong = None if _unicode(names) else problem("doctor-names-encoding", None, encoding=names)
    yield Line("terminal", "file_names", "value", {"value": names}, wrong)
    shown = locale.getencoding()
    doubt = None if _unicode(shown) else warning("doctor-terminal-encoding", None, encoding=shown)
    yield Line("terminal", "encoding", "value", {"value": shown}, doubt)


def _unicode(encoding: str) -> bool:
    return encoding.casefold().replace("-", "").replace("_", "") in ("utf8", "utf8sig", "cp65001")
