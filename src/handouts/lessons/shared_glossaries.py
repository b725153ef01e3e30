"""The glossaries that several lessons share: FOLDER/LANGUAGE/NAME.yaml. What is broken in one stops no lesson."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handouts.diagnostics import Diagnostic, Location, capped, problem, warning
from handouts.errors import ContentError, HandoutsError
from handouts.lessons.drafts.identity import has_letter
from handouts.lessons.shared_file import SharedGlossaryFile, SharedTerm
from handouts.model.glossary import SharedEntry, SharedGlossary
from handouts.reading.text import read_source
from handouts.reading.validation import validate
from handouts.reading.yaml import Tree, read_tree

ENDING = ".yaml"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The shared glossaries that serve a lesson, nearest first; what is wrong with them; and `missing`, the names that

    the lesson gives and no file has, each with all that there are.
    """

    glossaries: tuple[SharedGlossary, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def shelf(folders: Iterable[Path], language: str, subject: str, named: Sequence[str]) -> Shelf:
    """What `folders` hold for a lesson of this language, in their order.

    The lesson's own choice (`named`, names of files) goes first; else its subject decides; a lesson without a subject
    takes all. Faults become warnings: an entry that cannot be used is left out, and a file that cannot be read.
    """
    paths = [path for folder in folders for path in _files(folder / language)]
    wanted = {name.casefold() for name in named}
    found: list[SharedGlossary] = []
    said: list[Diagnostic] = []
    for path in paths:
        if wanted and path.stem.casefold() not in wanted:
            continue
        glossary, faults = read_shared(path, language)
        if glossary is None or wanted or _serves(glossary, subject):
            said += faults
            found += [glossary] if glossary else []
    names = tuple(dict.fromkeys(path.stem for path in paths))
    there = {name.casefold() for name in names}
    return Shelf(tuple(found), tuple(said), tuple(n for n in named if n.casefold() not in there), names)


def read_shared(path: Path, language: str) -> tuple[SharedGlossary | None, tuple[Diagnostic, ...]]:
    """One shared glossary, and warnings: what cannot be read, an entry left out (shared-entry-left-out), a file left

    out (shared-left-out), one of another language than its folder (shared-language).
    """
    try:
        tree = read_tree(read_source(path), large=True)
        file, places, said = _checked(tree)
    except HandoutsError as error:
        return None, (*_as_warnings(error.diagnostics), warning("shared-left-out", Location(str(path))))
    if file.language != language:
        place = tree.location(("language",))
        return None, (*said, warning("shared-language", place, found=file.language, wanted=language))
    entries = tuple(
        SharedEntry(e.term.strip(), e.definition.strip(), e.variants, e.kind, place)
        for e, place in zip(file.entries, places, strict=True)
    )
    return SharedGlossary(path.stem, file.name, file.language, file.subjects, entries), said


def _checked(tree: Tree) -> tuple[SharedGlossaryFile, list[Location], tuple[Diagnostic, ...]]:
    """The file with the places of its terms; entries that are wrong are taken out one by one."""
    try:
        file = validate(tree, SharedGlossaryFile)
        _refuse_empty(tree, file.entries)
        return file, [tree.location(("entries", i, "term")) for i in range(len(file.entries))], ()
    except ContentError:
        data = tree.data if isinstance(tree.data, dict) else {}
        listed = data.get("entries")
        if not isinstance(listed, list):
            raise
    head = validate(replace(tree, data=data | {"entries": []}), SharedGlossaryFile)
    kept: list[SharedTerm] = []
    places: list[Location] = []
    said: list[Diagnostic] = []
    for i in range(len(listed)):
        place = tree.location(("entries", i))
        try:
            below = _below(tree, i)
            entry = validate(below, SharedTerm)
            _refuse_empty(below, (entry,), ())
            kept.append(entry)
            places.append(place)
        except ContentError as error:
            said += [*_as_warnings(error.diagnostics), warning("shared-entry-left-out", place, number=i + 1)]
    return head.model_copy(update={"entries": tuple(kept)}), places, tuple(_as_warnings(capped(said)))


def _refuse_empty(tree: Tree, entries: Sequence[SharedTerm], above: tuple[str, ...] = ("entries",)) -> None:
    """ContentError glossary-term-empty when a term has neither letter nor digit."""
    for i, entry in enumerate(entries):
        if not has_letter(entry.term):
            place = tree.location((*above, i, "term") if above else ("term",))
            raise ContentError(problem("glossary-term-empty", place, found=entry.term))


def _below(tree: Tree, number: int) -> Tree:
    """One entry as a tree of its own, with the places that it has in the file."""
    entries = tree.data["entries"] if isinstance(tree.data, dict) else []
    above = ("entries", number)
    return Tree(
        tree.name,
        entries[number],
        {path[2:]: place for path, place in tree.values.items() if path[:2] == above},
        {path[2:]: place for path, place in tree.keys.items() if path[:2] == above},
    )


def _as_warnings(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [replace(d, severity="warning") for d in found]


def _files(folder: Path) -> Iterator[Path]:
    try:
        there = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return
    yield from (p for p in there if p.suffix == ENDING and not p.name.startswith(".") and p.is_file())


def _serves(glossary: SharedGlossary, subject: str) -> bool:
    """Whether a lesson of the subject uses the glossary: "Sejarah Indonesia" is Sejarah too."""
    words = " ".join(subject.casefold().split())
    return not words or any(
        re.search(rf"(?<!\w){re.escape(' '.join(one.casefold().split()))}(?!\w)", words) for one in glossary.subjects
    )
