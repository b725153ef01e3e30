"""All kinds there are: the built-in ones, and those that installed packages bring (entry points)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points

from handouts.diagnostics import Diagnostic, warning
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.kind import Kind
from handouts.materials.kinds.table import BUILT_IN
from handouts.model.exercise import SECTION_KINDS, SECTION_SHAPES, SectionKind

GROUP = "handouts.exercises"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Registry:
    """Kinds by name, built-in ones first. `origin` names the distribution of each kind that is not built in.

    `diagnostics` tell which entry points were left out, and why.
    """

    kinds: Mapping[str, Kind]
    origin: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def of(self, section: SectionKind) -> tuple[Kind, ...]:
        """The kinds that fill a section, in the order in which their shares are filled."""
        return tuple(k for k in self.kinds.values() if k.section == section)

    def candidates(self, kind: Kind, context: Context) -> tuple[tuple[Candidate, ...], tuple[Diagnostic, ...]]:
        """The items of a kind. A kind from outside that fails gives a warning instead of its items."""
        name = self.origin.get(kind.name)
        if name is None:
            return kind.candidates(context), ()
        try:
            found = kind.candidates(context)
        except Exception as error:
            return (), (warning("kind-failed", None, kind=kind.name, distribution=name, reason=_reason(error)),)
        shape = SECTION_SHAPES[kind.section]
        if any(c.item.shape != shape or c.item.kind != kind.name for c in found):
            reason = f"items of the section {kind.section} need the shape {shape} and the kind {kind.name}"
            return (), (warning("kind-failed", None, kind=kind.name, distribution=name, reason=reason),)
        return found, ()


def registry() -> Registry:
    """The built-in kinds and, in the order of distribution and entry point, those of installed packages."""
    found = {kind.name: kind for kind in BUILT_IN}
    origin: dict[str, str] = {}
    said: list[Diagnostic] = []
    for name, point in _points():
        kind = _loaded(point)
        if isinstance(kind, str):
            said.append(warning("kind-broken", None, distribution=name, entry=point.name, reason=kind))
        elif kind.name in found:
            other = origin.get(kind.name, "handouts")
            said.append(warning("kind-name-taken", None, distribution=name, kind=kind.name, other=other))
        else:
            found[kind.name] = kind
            origin[kind.name] = name
    return Registry(found, origin, tuple(said))


def _points() -> Iterable[tuple[str, EntryPoint]]:
    """Entry points with the names of their distributions, in an order that no file system decides."""
    found = [(point.dist.name if point.dist else "?", point) for point in entry_points(group=GROUP)]
    return sorted(found, key=lambda f: (f[0].casefold(), f[1].name, f[1].value))


def _loaded(point: EntryPoint) -> Kind | str:
    """The kind, or what is wrong with it."""
    try:
        kind = point.load()
    except Exception as error:
        return _reason(error)
    if not isinstance(kind, Kind):
        return f"{point.value} is no Kind"
    if not _NAME.fullmatch(kind.name):
        return f"“{kind.name}” is no name of small letters and hyphens"
    return kind if kind.section in SECTION_KINDS else f"there is no section “{kind.section}”"


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
