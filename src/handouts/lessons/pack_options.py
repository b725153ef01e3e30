"""The plan of a pack as a whole: what the call changes in it, and what cannot go together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict, Unpack

from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import UsageProblem
from handouts.model.imposition import Scheme, SchemeName
from handouts.model.lesson import TEACHER_SHEETS, SheetName
from handouts.model.packing import Assigning, Digital, PackMode, PackPlan, Sequence
from handouts.model.prints import PrintName

Steps = tuple[str | int, ...]  # the way to a value of pack.yaml: ("levels", "support", "sheets", 0)
Where = Callable[[Steps], Location | None]


class Given(TypedDict, total=False):
    """What a call may say of a plan; None and what is left out change nothing. `sheet_paper` by its usual name."""

    sheets: tuple[SheetName, ...] | None
    versions: int | None
    assign: Assigning | None
    order: Sequence | None
    mode: PackMode | None
    spares: int | None
    teacher_copies: int | None
    print_name: PrintName | None
    scheme: SchemeName | None
    duplex: bool | None
    sheet_paper: str | None
    classes: tuple[str, ...] | None
    qr: bool | None
    digital: Digital | None


def with_options(plan: PackPlan, **given: Unpack[Given]) -> PackPlan:
    """The plan with what the call says instead: lists replace lists.

    Another scheme than the plan's takes nothing over from it but the paper and whether both sides are printed.
    Raises UsageProblem with what `conflicts` finds.
    """
    said: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    name, duplex = said.pop("scheme", plan.scheme.name), said.pop("duplex", plan.scheme.duplex)
    scheme = plan.scheme if name == plan.scheme.name else Scheme(name)
    if name == "none":
        said.setdefault("sheet_paper", "")
    flip = scheme.flip if duplex else ""  # the edge of a sheet that the call prints on one side alone
    changed = replace(plan, scheme=replace(scheme, duplex=duplex, flip=flip), **said)
    found = [*conflicts(changed, lambda path: None)]
    if found:
        raise UsageProblem(*capped(found))
    return changed


def conflicts(plan: PackPlan, place: Where) -> Iterator[Diagnostic]:
    """What cannot go together in a plan, at the `place` of the key that is to be changed.

    pack-teacher-sheet, pack-sheet-twice, pack-insert-nowhere, pack-booklet-simplex, pack-flip-simplex,
    pack-booklet-only, pack-scheme-missing. Where the plan names no sheets, only the lesson's tell whether inserts find
    their places: see `homeless_inserts`.
    """
    yield from _sheets(plan.sheets, ("sheets",), place)
    for one in plan.levels:
        yield from _sheets(one.sheets, ("levels", one.level, "sheets"), place)
    yield from _scheme(plan, place)
    if plan.sheets:
        yield from homeless_inserts(plan, plan.sheets, place)


def homeless_inserts(plan: PackPlan, sheets: Collection[SheetName], place: Where) -> Iterator[Diagnostic]:
    """The inserts behind sheets that are neither among `sheets`, those of the pack, nor among those of a level."""
    known = [*sheets, *(sheet for one in plan.levels for sheet in one.sheets)]
    behind = [one for one in plan.inserts if one.after]
    for number, insert in enumerate(behind):
        if insert.after not in known:
            listed = ", ".join(dict.fromkeys(known))
            at = place(("inserts", number, "after"))
            name = Path(insert.file).name
            yield problem("pack-insert-nowhere", at, file=name, sheet=insert.after, known=listed)


def _sheets(sheets: tuple[SheetName, ...], path: Steps, place: Where) -> Iterator[Diagnostic]:
    for number, sheet in enumerate(sheets):
        if sheet in TEACHER_SHEETS:
            yield problem("pack-teacher-sheet", place((*path, number)), sheet=sheet)
        elif sheet in sheets[:number]:
            yield problem("pack-sheet-twice", place((*path, number)), sheet=sheet)


def _scheme(plan: PackPlan, place: Where) -> Iterator[Diagnostic]:
    scheme = plan.scheme
    if not scheme.duplex and scheme.name == "booklet":
        yield problem("pack-booklet-simplex", place(("duplex",)))
    elif not scheme.duplex and scheme.flip:
        yield problem("pack-flip-simplex", place(("imposition", "flip")))
    if scheme.name != "booklet":
        for key, value in (("signature", scheme.signature), ("creep", scheme.creep_mm)):
            if value:
                yield problem("pack-booklet-only", place(("imposition", key)), key=key, scheme=scheme.name)
    if scheme.name == "none":
        for key, value in (("crop-marks", scheme.crop_marks), ("paper", bool(plan.sheet_paper))):
            if value:
                yield problem("pack-scheme-missing", place(("imposition", key)), key=key)
