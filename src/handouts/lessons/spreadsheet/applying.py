"""A table's content into the text of its draft file: only what a row has changed is written anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.lessons.drafts.chunks import Chunks
from handouts.lessons.drafts.editing import AddBank, Edit, Insert, Remove, Replace, edited
from handouts.lessons.drafts.emit import Flow, Value, emit, emit_item
from handouts.lessons.spreadsheet.merging import Item, Part
from handouts.lessons.spreadsheet.ordering import Comments, reordered, without_sections
from handouts.lessons.spreadsheet.rows import written
from handouts.reading.yaml import Path


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items a table has changed, added, removed and left alone, and whether their order is another."""

    changed: int
    added: int
    removed: int
    unchanged: int
    moved: bool

    @property
    def nothing(self) -> bool:
        """True when the file stays as it is."""
        return not (self.changed or self.added or self.removed or self.moved)


def apply(chunks: Chunks, parts: Sequence[Part]) -> Chunks:
    """The file with the new content. Raises ContentError draft-layout where it is not written in lines of its own."""
    paths = {id(part): _list_path(chunks, part) for part in parts}
    here = [part for part in parts if paths[id(part)]]
    comments = Comments(chunks)
    edits: list[Edit] = []
    for part in here:
        edits += _bank_edits(chunks, part, comments)
        edits += _item_edits(chunks, part, paths[id(part)], comments)
    result = edited(chunks, edits)
    for part in here:
        path = paths[id(part)]
        places = {id(item): n for n, item in enumerate(_after_edits(part, path))}
        order = [places[id(item)] for item in part.items]
        if order != sorted(order):
            result = reordered(result, path, order)
    if "sections" not in (chunks.tree.data if isinstance(chunks.tree.data, dict) else ()):
        return _with_new(result, parts, {}) if any(part.kind for part in parts) else result
    kept = [part.old for part in here]
    gone = [s.path[-1] for s in chunks.sections if s.path[-1] not in kept]
    result = without_sections(result, [int(number) for number in gone])
    return _with_new(result, parts, {id(part): n for n, part in enumerate(p for p in parts if paths[id(p)])})


def _list_path(chunks: Chunks, part: Part) -> Path:
    """The list in the file that a part is; () for a new part of the worksheet."""
    if part.kind:
        return ("sections", part.old, "items") if part.old is not None else ()
    return next(path for path in (("events",), ("entries",)) if _is_topic(chunks, path))


def _is_topic(chunks: Chunks, path: Path) -> bool:
    return path in chunks.lists or (isinstance(chunks.tree.data, dict) and path[0] in chunks.tree.data)


def _bank_edits(chunks: Chunks, part: Part, comments: Comments) -> list[Edit]:
    if part.bank is None:
        return []
    section: Path = ("sections", part.old if part.old is not None else 0)
    path = (*section, "bank")
    piece = chunks.find(path)
    if not piece:
        return [AddBank(section, emit({"bank": Flow(part.bank)}))]
    text = "".join(f"{comment}\n" for comment in comments.inside(piece)) + emit({"bank": Flow(part.bank)})
    return [Replace(path, text)] if part.bank else [Remove(path)]


def _item_edits(chunks: Chunks, part: Part, path: Path, comments: Comments) -> list[Edit]:
    edits: list[Edit] = []
    after: Path | None = None
    kept = set()
    for item in part.items:
        if item.old and item.old.path[:-1] == path:
            after = item.old.path
            kept.add(after)
            if item.changed:
                edits.append(Replace(after, _text(item, chunks, comments)))
        else:
            edits.append(Insert(path, _text(item, chunks, comments), after))
    edits += [Remove(piece.path) for piece in chunks.items_of(path) if piece.path not in kept]
    return edits


def _after_edits(part: Part, path: Path) -> list[Item]:
    """The items as `_item_edits` leaves them: kept ones in their old order, each with those put behind it."""
    behind: dict[Path | None, list[Item]] = {}
    at: Path | None = None
    kept: list[Item] = []
    for item in part.items:
        if item.old and item.old.path[:-1] == path:
            at = item.old.path
            kept.append(item)
        else:
            behind.setdefault(at, []).append(item)
    kept.sort(key=lambda item: item.old.path if item.old else ())
    order = behind.get(None, [])
    for item in kept:
        order = [*order, item, *behind.get(item.old.path if item.old else None, [])]
    return order


def _text(item: Item, chunks: Chunks, comments: Comments) -> str:
    """The item's lines, with the comments that were in them put before."""
    piece = chunks.find(item.old.path) if item.old else None
    kept = comments.inside(piece) if piece else []
    return "".join(f"{comment}\n" for comment in kept) + emit_item(written(item.fields, item.data))


def _with_new(chunks: Chunks, parts: Sequence[Part], places: dict[int, int]) -> Chunks:
    """New parts of the worksheet, each behind the part that goes before it."""
    edits: list[Edit] = []
    after: Path | None = None
    for part in parts:
        if id(part) in places:
            after = ("sections", places[id(part)])
            continue
        section: dict[str, Value] = {"kind": part.kind}
        section |= {"bank": Flow(part.bank)} if part.bank else {}
        items: list[Value] = [written(item.fields, item.data) for item in part.items]
        edits.append(Insert(("sections",), emit_item(section | {"items": items}), after))
    return edited(chunks, edits)


def counts(old_total: int, parts: Sequence[Part]) -> Counts:
    """What the table does to the file's `old_total` items."""
    items = [(part, item) for part in parts for item in part.items]
    old = [(item.old.path, item) for _, item in items if item.old]
    added = sum(1 for _, item in items if not item.old)
    changed = sum(1 for part, item in items if item.old and (item.changed or not _at_home(part, item)))
    paths = [path for path, _ in old]
    banks = sum(1 for part in parts if part.bank is not None and part.old is not None)
    return Counts(
        changed=changed + banks,
        added=added + sum(1 for part in parts if part.kind and part.old is None and not part.items),
        removed=old_total - len(old),
        unchanged=len(old) - changed,
        moved=any(p != sorted(p) for p in _by_list(paths).values()),
    )


def _at_home(part: Part, item: Item) -> bool:
    assert item.old is not None
    return not part.kind or item.old.path[1] == part.old


def _by_list(paths: Sequence[Path]) -> dict[Path, list[Path]]:
    found: dict[Path, list[Path]] = {}
    for path in paths:
        found.setdefault(path[:-1], []).append(path)
    return found
