"""The versions that are installed against those that the tool needs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata

from handouts.diagnostics import Diagnostic, problem, warning
from handouts.pipeline.installation import Line, table

_PARTS = 6  # numbers of a version; none has more
_VERSION = re.compile(r"v?(?:\d+!)?([\d.]*)([-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)\d*)?")
Find = Callable[[str], str | None]


def installed(package: str) -> str | None:
    """The version of an installed distribution; None where there is none."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def release(version: str) -> tuple[int, ...]:
    """The numbers of a version, to be compared with those of others; a version before the final one comes below it."""
    parts = _VERSION.match(version.strip().casefold())
    numbers, early = parts.groups() if parts else ("", None)
    found = [int(part) for part in numbers.split(".") if part][:_PARTS]
    return (*found, *(0 for _ in range(_PARTS - len(found))), -1 if early else 0)


def versions(find: Find = installed, python: tuple[int, ...] = sys.version_info[:3]) -> Iterator[Line]:
    """Python, and each package that the tool cannot do without."""
    least, found = table()["python"]["least"], ".".join(map(str, python))
    old = problem("doctor-python-old", None, version=found, least=least) if release(found) < release(least) else None
    yield Line("versions", "Python", "version", {"version": found, "least": least}, old)
    for package, wanted in table()["packages"].items():
        if "extra" not in wanted:
            yield _line("versions", package, wanted, find(package))


def extras(find: Find = installed) -> Iterator[Line]:
    """The packages of extras: not needed, but if one is there, of the right version; and kinds of other packages."""
    for package, wanted in table()["packages"].items():
        if "extra" in wanted:
            version = find(package)
            if version is None:
                yield Line("extras", package, "extra_absent", {"extra": wanted["extra"]})
            else:
                yield _line("extras", package, wanted, version)


def _line(area: str, package: str, wanted: Mapping[str, str], version: str | None) -> Line:
    data = {"version": version or "–", "least": wanted["least"]}
    wrong = _wrong(package, wanted, version)
    return Line("versions" if area == "versions" else "extras", package, "version", data, wrong)


def _wrong(package: str, wanted: Mapping[str, str], version: str | None) -> Diagnostic | None:
    least = wanted["least"]
    if version is None:
        return problem("doctor-package-missing", None, package=package, least=least)
    if "safe" in wanted and release(version) < release(wanted["safe"]):
        faults = wanted["faults"]
        return problem("doctor-package-unsafe", None, package=package, version=version, least=least, faults=faults)
    if release(version) < release(least):
        return problem("doctor-package-old", None, package=package, version=version, least=least)
    if "below" in wanted and release(version) >= release(wanted["below"]):
        return warning("doctor-package-new", None, package=package, version=version, least=least, below=wanted["below"])
    return None
