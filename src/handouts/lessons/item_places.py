"""Items of questions.yaml as they stand in the file: their lines, and which of them nobody has touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handouts.diagnostics import Location
from handouts.errors import HandoutsError
from handouts.lessons.drafts import record
from handouts.lessons.drafts.chunks import read_chunks
from handouts.lessons.drafts.items import asked
from handouts.lessons.drafts.question_files import QuestionsFile
from handouts.lessons.drafts.reading import named
from handouts.reading.text import read_bytes, read_source
from handouts.reading.yaml import Path as KeyPath
from handouts.reading.yaml import Tree, load_with_places


@dataclass(frozen=True)
class ItemPlaces:
    """Where the items of questions.yaml stand, their pairs and statements too, by the names that the stages know."""

    tree: Tree | None
    file: str
    paths: Mapping[str, KeyPath] = field(default_factory=dict)

    def of(self, id_: str, *inside: str | int) -> Location:
        """The line of an item, or of a key in it; the file alone when the item is not there."""
        if self.tree is None or id_ not in self.paths:
            return Location(self.file, 1, 1)
        path = self.paths[id_]
        return self.tree.location((*path, *inside) if inside else (*path, "id"))


def item_places(path: Path) -> ItemPlaces:
    """The places in a questions.yaml, also of items without an id; none when the file cannot be read."""
    try:
        file, tree = load_with_places(read_source(path), QuestionsFile)
    except HandoutsError:
        return ItemPlaces(None, str(path))
    at = [
        (item, ("sections", s, "items", i)) for s, part in enumerate(file.sections) for i, item in enumerate(part.items)
    ]
    found: dict[str, KeyPath] = {}
    for item, (_, where) in zip(named([item for item, _ in at], asked), at, strict=True):
        found[item.id] = where
        for key in ("pairs", "rows"):
            for k, part in enumerate(getattr(item, key, ())):
                found.setdefault(part.id or f"{item.id}.{k + 1}", (*where, key, k))
    return ItemPlaces(tree, str(path), found)


def untouched(path: Path) -> frozenset[str]:
    """The ids of the items of a draft file that stand there as the tool wrote them; none when that is not known."""
    try:
        known = record.parse(read_source(path.parent / record.NAME).text)
        items = read_chunks(str(path), read_bytes(str(path))).items
    except HandoutsError:
        return frozenset()
    noted = (known or {}).get(path.name, record.FileRecord()).items
    return frozenset(p.id for p in items if p.id in noted and noted[p.id].sha256 == record.digest(p))
