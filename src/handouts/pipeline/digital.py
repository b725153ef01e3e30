"""Tagged copies of a pack for a learning platform: one for each pupil with the name filled in, or one for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handouts.model.document import Document, NameBlock
from handouts.model.packing import Assigned, EditionName
from handouts.model.press import Rendered
from handouts.model.roster import Roster
from handouts.pipeline.editions import Edition
from handouts.pipeline.pack_plan import Planned
from handouts.pipeline.sweeping import sweeping
from handouts.reading.filenames import unique_slugs


def digital_files(
    planned: Planned, editions: Mapping[EditionName, Edition], names_in_files: bool
) -> dict[str, Rendered]:
    """The copies by their paths below digital/. Files of pupils are called by their numbers unless names are wanted."""
    plan = planned.plan
    if not plan.digital:
        return {}
    if plan.digital == "shared" or not planned.classes:
        return _shared(planned, editions)
    files: dict[str, Rendered] = {}
    for each in planned.classes:
        named = [one for one in each.assigned if one.pupil]
        names = _file_names(named, names_in_files)
        for one, name in sweeping(zip(named, names, strict=True)):
            files[f"digital/{each.roster.slug}/{name}.pdf"] = _copy(editions[one.edition], one, each.roster)
    return files


def _shared(planned: Planned, editions: Mapping[EditionName, Edition]) -> dict[str, Rendered]:
    several = len(editions) > 1
    return {
        f"digital/{editions[name].code + '-' if several else ''}{version}.pdf": _volume(editions[name], version, {})
        for name, versions in planned.used().items()
        for version in versions
    }


def _file_names(named: list[Assigned], by_name: bool) -> tuple[str, ...]:
    """A name for each file, unique among them: the number (place-2 for #2), and the name where wanted."""
    wanted = []
    for one in named:
        assert one.pupil is not None
        number = one.pupil.number.replace("#", "place-")
        key = f"{one.pupil.id} {one.pupil.number} {one.pupil.name} {one.pupil.at.line}"
        wanted.append((key, f"{number}-{one.pupil.name}" if by_name else number))
    return unique_slugs(wanted, "copy")


def _copy(edition: Edition, one: Assigned, roster: Roster) -> Rendered:
    assert one.pupil is not None
    return _volume(edition, one.version, {"name": one.pupil.name, "class": roster.name, "number": one.pupil.number})


def _volume(edition: Edition, version: str, values: Mapping[str, str]) -> Rendered:
    """The sheets of one version as one tagged PDF, the fields filled."""
    rows = [(template, sheet) for _, of, template, sheet in edition.rows if of in ("", version)]
    _, volume = edition.printer.volume(rows, lambda document, _: _filled(document, values))
    return Rendered(volume.data, sum(part.pages for part in volume.parts), (), ())


def _filled(document: Document, values: Mapping[str, str]) -> Document:
    """The document with what is known of a pupil on its rules."""

    def filled(block: Any) -> Any:
        if not isinstance(block, NameBlock):
            return block
        rows = tuple(
            tuple(replace(field, filled=values.get(field.fill, "")) if field.fill else field for field in row)
            for row in block.rows
        )
        return replace(block, rows=rows)

    return replace(document, blocks=tuple(map(filled, document.blocks)))
