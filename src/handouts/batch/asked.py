"""What the plan of a batch asks for, whichever kind of file it was: nothing that it names has been read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location
from handouts.lessons.pack_layers import Layer


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the plan and where it stands; "" for nothing."""

    text: str = ""
    at: Location | None = None

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Said()


def each_once(found: Iterable[Said]) -> tuple[Said, ...]:
    """The texts without those that were there before."""
    first: dict[str, Said] = {}
    return tuple(one for one in found if first.setdefault(one.text, one) is one)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person says of rosters: see `press.read_rosters`."""

    encoding: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    allow: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedPack:
    """How packs are to be. `plan` is a pack.yaml that takes the place of the lesson's; `layers` go over it, the

    lowest first.
    """

    theme: Said = NOTHING
    paper: str = ""
    language: Said = NOTHING
    plan: Said = NOTHING
    layers: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedJob:
    """A lesson for classes of a school: one pack for each class of the rosters, or of `rombel` where it names any.

    `at` is where the plan asks for it: a row, or what stands below `schools` or `jobs`.
    """

    school: Said
    npsn: Said
    kop: Said
    lesson: Said
    classes: tuple[Said, ...]
    rombel: tuple[Said, ...] = ()
    pack: AskedPack = field(default_factory=AskedPack)
    reading: Reading = field(default_factory=Reading)
    at: Location | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan as it stands. Paths in it start from `folder`; lessons and rosters are patterns no more.

    `out`, `keys` are "" where the plan says nothing; `found` is what is wrong or worth knowing so far.
    """

    name: str
    folder: Path
    out: Said = NOTHING
    keys: Said = NOTHING
    zipped: bool = False
    jobs: tuple[AskedJob, ...] = ()
    found: tuple[Diagnostic, ...] = ()
