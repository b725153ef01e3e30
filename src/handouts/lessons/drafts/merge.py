"""A teacher's draft file and what the generators make now, joined so that not a letter of hers is lost.

Items whose bytes are as the tool wrote them follow the essay: they are replaced, taken out, added. All others are hers
and stay. What she deleted stays deleted. Nothing here reads or writes files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from handouts.diagnostics import Diagnostic, Location, warning
from handouts.errors import ContentError
from handouts.lessons.drafts.chunks import Chunks, Piece
from handouts.lessons.drafts.editing import AddBank, Edit, Insert, Remove, Replace, edited
from handouts.lessons.drafts.evidence import Finder, quoted_texts
from handouts.lessons.drafts.fresh import BANK, FreshFile, FreshItem, FreshList, bank_line, bank_words
from handouts.lessons.drafts.identity import resembling
from handouts.lessons.drafts.record import FileRecord, Known, digest
from handouts.model.exercise import SECTION_KINDS
from handouts.reading.yaml import Path


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items of a file stayed, followed the essay, came, went, are hers, and stay deleted; then word banks."""

    kept: int = 0
    followed: int = 0
    added: int = 0
    removed: int = 0
    hers: int = 0
    deleted: int = 0
    banks: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The file after the merge, what to note of it, what was done, and what there is to say."""

    chunks: Chunks
    record: FileRecord
    counts: Counts
    diagnostics: tuple[Diagnostic, ...] = ()


def merge(chunks: Chunks, record: FileRecord, fresh: FreshFile, finder: Finder) -> Merged:
    """The file with its untouched items as `fresh` has them.

    Raises ContentError draft-layout when the file cannot be edited without touching what is hers.
    """
    if chunks.odd:
        raise ContentError(chunks.odd)
    return _Merge(chunks, record, fresh, finder).run()


# No id of an item begins so: it would be no line of a YAML text.
_NAMELESS = "\0line "


def first_record(chunks: Chunks, fresh: FreshFile) -> FileRecord:
    """What to note of a file that the tool has just drafted from `fresh`."""
    evidence = {item.id: item.evidence for item in fresh.items()}
    items = {_id(chunks, p): Known(digest(p), evidence.get(p.id, ())) for p in chunks.items}
    return FileRecord({**items, **_sections(chunks)})


def _sections(chunks: Chunks) -> dict[str, Known]:
    """Sections are known by their kind alone, so that one that the teacher deletes does not come back."""
    return {f"section/{_kind(chunks, section.path)}": Known("") for section in chunks.sections}


def _id(chunks: Chunks, piece: Piece) -> str:
    """The id of a piece in the record; word banks are told apart by their section, her items without one by line."""
    if piece.path[-1] == BANK:
        return f"{BANK}/{_kind(chunks, piece.path)}"
    return piece.id or f"{_NAMELESS}{piece.line}"


def _kind(chunks: Chunks, path: Path) -> str:
    """The kind of the section that a path of questions.yaml lies in; "" in the other files."""
    if path[0] != "sections":
        return ""
    data: Any = chunks.tree.data
    return str(data["sections"][path[1]].get("kind", ""))


@dataclass
class _Merge:
    chunks: Chunks
    record: FileRecord
    fresh: FreshFile
    finder: Finder
    edits: list[Edit] = field(default_factory=list)
    said: list[Diagnostic] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)  # untouched items that the generators no longer make

    def run(self) -> Merged:
        self.wanted = {item.id: item for item in self.fresh.items()}
        self.there: dict[str, Piece] = {}
        self.ours: dict[str, Piece] = {}
        for piece in self.chunks.items:
            id_ = _id(self.chunks, piece)
            known = self.record.items.get(id_)
            if known and id_ not in self.there and known.sha256 == digest(piece):
                self.ours[id_] = piece
            self.there.setdefault(id_, piece)
        self.deleted = {
            **self.record.deleted,
            **{i: k.evidence for i, k in self.record.items.items() if i not in {*self.there, *_sections(self.chunks)}},
        }
        self.same = self._same_items()
        for old, new in self.same.items():
            if old in self.deleted:
                self.deleted[new] = self.wanted[new].evidence
        followed = self._follow()
        self.added = [id_ for part in self.fresh.lists for id_ in self._add(part)]
        self._banks()
        result = edited(self.chunks, self.edits)
        return Merged(result, self._note(result), self._counts(followed), tuple(self.said))

    def _same_items(self) -> dict[str, str]:
        """Known items whose sentence was changed a little, and the new items that they are by now."""
        known = {**{i: k.evidence for i, k in self.record.items.items()}, **self.deleted}
        lost = {
            id_: evidence[0]
            for id_, evidence in known.items()
            if evidence and id_ not in self.wanted and self.finder.passage(evidence[0]) is None
        }
        new = {
            item.id: item.evidence[0]
            for item in self.wanted.values()
            if item.evidence and item.id not in known and item.id not in self.there
        }
        return resembling(lost, new)

    def _follow(self) -> int:
        """Replace or take out the untouched items; returns how many were replaced by another text."""
        count = 0
        self.emptied = self._emptied_sections()
        self.edits += [Remove(path) for path in self.emptied]
        for id_, piece in self.ours.items():
            if piece.path[-1] == BANK:
                continue
            item = self.wanted.get(self.same.get(id_, id_))
            if item is None:
                self.gone.add(id_)
                if piece.path[:2] not in self.emptied:
                    self.edits.append(Remove(piece.path))
            elif not piece.reads(item.text):
                count += 1
                self.edits.append(Replace(piece.path, item.text))
        return count

    def _emptied_sections(self) -> list[Path]:
        """Sections that the generators no longer make and that hold nothing but what the tool wrote."""
        made = {part.kind for part in self.fresh.lists}
        ours = {piece.line: piece for piece in self.ours.values()}
        found = []
        for section in self.chunks.sections:
            kind = _kind(self.chunks, section.path)
            within = [p for p in self.chunks.items if p.path[:2] == section.path]
            if kind in made or not within or any(ours.get(p.line) != p for p in within):
                continue
            rest = section.text
            for piece in within:
                rest = rest.replace(piece.text, "", 1)
            if rest.split() == ["-", "kind:", kind, "items:"]:
                found.append(section.path)
        return found

    def _add(self, part: FreshList) -> list[str]:
        """Put the new items of a list behind their predecessors; returns their ids."""
        stays = {self.same.get(i, i): p.path for i, p in self.there.items() if i not in self.gone}
        taken = self._hers_cite()
        places = self._lists_of(part.kind)
        waiting: list[tuple[FreshItem, Path | None]] = []
        after: Path | None = None
        for item in part.items:
            path = stays.get(item.id)
            if path is not None:
                after = path if path[:-1] in places or not places else after
            elif item.id not in self.deleted and not (len(item.evidence) == 1 and set(item.evidence) & taken):
                waiting.append((item, after))
        if waiting and not places:
            if f"section/{part.kind}" in self.deleted:
                return []
            self._add_section(part, [item for item, _ in waiting])
        for item, before in waiting if places else ():
            self.edits.append(Insert(before[:-1] if before else places[0], item.text, before))
        return [item.id for item, _ in waiting]

    def _lists_of(self, kind: str) -> list[Path]:
        """The lists of the file that items of a kind belong in."""
        if not kind:
            return [("events",) if self.fresh.name.startswith("timeline") else ("entries",)]
        return [(*s.path, "items") for s in self.chunks.sections if _kind(self.chunks, s.path) == kind]

    def _add_section(self, part: FreshList, items: list[FreshItem]) -> None:
        """A section that the file does not have, behind those that come before it on a sheet."""
        earlier = SECTION_KINDS[: SECTION_KINDS.index(part.kind)]
        before = [s.path for s in self.chunks.sections if _kind(self.chunks, s.path) in earlier]
        lines = [f"- kind: {part.kind}"]
        if part.bank and f"{BANK}/{part.kind}" not in self.deleted:
            lines.append(f"  {bank_line(part.bank).rstrip()}")
        lines += [f"  {line}" for line in part.stimulus.rstrip("\n").split("\n") if line]
        lines.append("  items:")
        lines += [f"    {line}" for item in items for line in item.text.rstrip("\n").split("\n")]
        self.edits.append(Insert(("sections",), "\n".join(lines) + "\n", before[-1] if before else None))

    def _hers_cite(self) -> set[str]:
        """The sentences that items of hers rest on: no new item asks the same again."""
        cited: set[str] = set()
        for id_, piece in self.there.items():
            if id_ in self.ours or piece.path[-1] == BANK:
                continue
            data: Any = self.chunks.tree.data
            for step in piece.path:
                data = data[step]
            cited |= quoted_texts(data.get("sentence")) | quoted_texts(data.get("evidence"))
            if id_ in self.record.items:
                evidence = self.record.items[id_].evidence
                cited |= set(evidence) if len(evidence) == 1 else set()
        return cited

    def _banks(self) -> None:
        """Word banks that nobody touched follow their sections; hers are told when they lack an answer."""
        parts = {part.kind: part for part in self.fresh.lists if part.bank}
        for section in (s for s in self.chunks.sections if s.path not in self.emptied):
            kind = _kind(self.chunks, section.path)
            id_ = f"{BANK}/{kind}"
            piece = self.chunks.find((*section.path, BANK))
            answers = self._answers(section.path)
            if piece is None:
                bare = id_ not in self.there and self._raw_bank(section) is None
                if kind in parts and bare and id_ not in self.deleted:
                    self.edits.append(AddBank(section.path, bank_line(bank_words(parts[kind], answers))))
            elif id_ not in self.ours or self.ours[id_] != piece:
                self._tell_missing(piece, answers)
            elif kind in parts:
                # The order of the words tells nothing: only other words are a reason to write them again.
                if sorted(self._raw_bank(section)) != sorted(bank_words(parts[kind], answers)):
                    self.edits.append(Replace(piece.path, bank_line(bank_words(parts[kind], answers))))
            elif not answers:
                self.edits.append(Remove(piece.path))

    def _raw_bank(self, section: Piece) -> Any:
        data: Any = self.chunks.tree.data
        return data["sections"][section.path[1]].get(BANK)

    def _answers(self, section: Path) -> list[str]:
        """The answers of the gaps in a section that are hers."""
        data: Any = self.chunks.tree.data
        return [
            answer
            for piece in self.chunks.items_of((*section, "items"))
            if self.ours.get(piece.id) != piece
            and isinstance(answer := data["sections"][section[1]]["items"][piece.path[-1]].get("answer"), str)
        ]

    def _tell_missing(self, piece: Piece, answers: list[str]) -> None:
        data: Any = self.chunks.tree.data
        bank = data["sections"][piece.path[1]][BANK]
        kind = _kind(self.chunks, piece.path)
        printed = {*self.added, *self.ours}
        wanted = [i.answer for p in self.fresh.lists if p.kind == kind for i in p.items if i.id in printed] + answers
        missing = [word for word in wanted if word and word not in bank]
        if missing:
            place = Location(self.chunks.name, piece.line + 1, piece.indent + 1)
            self.said.append(warning("draft-bank-lacks", place, words=", ".join(dict.fromkeys(missing))))

    def _note(self, result: Chunks) -> FileRecord:
        """The record of the new file: what the tool wrote as it stands there, what was hers before as it was noted."""
        hers = {i for i in self.there if i not in self.ours}
        items = {i: known for i, known in self.record.items.items() if i in hers}
        for piece in result.items:
            id_ = _id(result, piece)
            if id_ not in hers | self.gone and id_ not in items and not id_.startswith(_NAMELESS):
                evidence = self.wanted[id_].evidence if id_ in self.wanted else ()
                items[id_] = Known(digest(piece), evidence)
        return FileRecord({**items, **_sections(result)}, dict(self.deleted))

    def _counts(self, followed: int) -> Counts:
        every = [p for p in self.chunks.items if p.path[-1] != BANK]
        ours = [p for p in self.ours.values() if p.path[-1] != BANK]
        stay_deleted = [i for i in self.wanted if i in self.deleted and i not in self.there]
        return Counts(
            kept=len(ours) - followed - len(self.gone),
            followed=followed,
            added=len(self.added),
            removed=len(self.gone),
            hers=len(every) - len(ours),
            deleted=len(stay_deleted),
            banks=sum(map(_of_bank, self.edits)),
        )


def _of_bank(edit: Edit) -> bool:
    return isinstance(edit, AddBank) or (isinstance(edit, Replace | Remove) and edit.path[-1] == BANK)
