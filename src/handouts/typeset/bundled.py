"""Whether the fonts that come with the tool are there, are those it was tested with, and can be read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from handouts.errors import TemplateError
from handouts.typeset.faces import load
from handouts.typeset.families import FONTS, VARIANTS, families_bundled

DIGESTS = FONTS / "digests.toml"


@dataclass(frozen=True)
class BundledFace:
    """A face of a bundled family, the file it is in ("" where it is drawn from another face), and how that is.

    `characters` is how many it can print.
    """

    family: str
    variant: str
    file: str
    state: Literal["sound", "missing", "changed", "damaged"]
    characters: int = 0


def bundled_faces() -> Iterator[BundledFace]:
    """Every face of every bundled family."""
    wanted = tomllib.loads(DIGESTS.read_text(encoding="utf-8"))
    for family, files in sorted(families_bundled().items()):
        for variant in VARIANTS:
            path = Path(files[variant]) if variant in files else None
            yield _face(family, variant, path, wanted)


def _face(family: str, variant: str, path: Path | None, wanted: dict[str, str]) -> BundledFace:
    name = path.relative_to(FONTS).as_posix() if path else ""
    try:
        if path and sha256(path.read_bytes()).hexdigest() != wanted.get(name):
            return BundledFace(family, variant, name, "changed")
        return BundledFace(family, variant, name, "sound", len(load(family, variant).chars))
    except OSError:
        return BundledFace(family, variant, name, "missing")
    except TemplateError:
        return BundledFace(family, variant, name, "damaged")
