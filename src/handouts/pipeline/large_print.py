"""Large print that several pages on a sheet make small again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handouts.diagnostics import Diagnostic, Location, warning
from handouts.model.imposition import SchemeName
from handouts.model.packing import EditionName
from handouts.model.prints import large_size
from handouts.model.stamping import PackFile

_WHOLE = 0.995  # pages that are a hair smaller


def scales(job: PackFile, owners: Sequence[EditionName | None]) -> dict[EditionName, float]:
    """The smallest scale at which pages of each edition stand; `owners` are the editions of the plates in order."""
    found: dict[EditionName, float] = {}
    for side in job.sides:
        for placed in side.placed:
            owner = owners[job.pages[placed.page].plate]
            if owner is not None:
                found[owner] = min(found.get(owner, 1.0), abs(placed.matrix[0]))
    return found


def shrunk(files: Iterable[Mapping[EditionName, float]], scheme: SchemeName, place: Location) -> list[Diagnostic]:
    """pack-large-print-shrunk for each large print that stands smaller than it was asked for in some file."""
    least: dict[str, float] = {}
    for file in files:
        for edition, scale in file.items():
            least[edition.print_name] = min(least.get(edition.print_name, 1.0), scale)
    return [
        warning(
            "pack-large-print-shrunk", place, print=name, scheme=scheme, percent=round(scale * 100), size=f"{size:g}"
        )
        for name, scale in sorted(least.items())
        if scale < _WHOLE and (size := round((large_size(name) or 0) * scale, 1))
    ]
