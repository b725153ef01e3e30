"""corrections.yaml: read, found again in the essay, and carried out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.diagnostics import Diagnostic, Location, hint, problem, warning
from handouts.errors import ContentError
from handouts.languages.citations import citation_pattern
from handouts.lessons.corrected import Applied, Change, Styled, apply, plain, styled
from handouts.lessons.corrections_file import ACTIONS, CorrectionEntry, CorrectionsFile
from handouts.lessons.passages import Passages
from handouts.model.correction import Action, Corrected, Correction
from handouts.model.text import Essay, Passage, SourceText
from handouts.reading.text import read_source
from handouts.reading.validation import validate
from handouts.reading.yaml import Tree, read_tree

_NO_SENTENCE = frozenset({"true", "false", "yes", "no"})
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry of the file with the passage it is about."""

    entry: CorrectionEntry
    action: Action
    place: Location
    passage: Passage
    text: Styled


def read_corrections(path: Path) -> tuple[CorrectionsFile, Tree]:
    """The file, checked. Raises ContentError with all that is wrong in it: what the YAML reader finds, and

    correction-no-action, correction-two-actions, correction-replace-what.
    """
    source = read_source(path)
    tree = read_tree(source)
    own = list(_actions(tree, source))
    try:
        file = validate(tree, CorrectionsFile)
    except ContentError as error:
        own += [_meant(d) for d in error.diagnostics]
        raise ContentError(*sorted(own, key=_line)) from error
    if own:
        raise ContentError(*own)
    return file, tree


def correct(essay: Essay, file: CorrectionsFile, tree: Tree, language: str) -> Corrected:
    """The essay with the decisions of the file carried out. `language` ("" unknown) tells which marks are citations.

    Codes: correction-overlap (error); correction-sentence-gone, correction-sentence-nowhere, correction-at-gone,
    correction-several (warnings); correction-changes-nothing, correction-done (hints).
    """
    found: list[Diagnostic] = []
    search = Passages(essay, citation_pattern(language))
    placed = list(_placed(essay, file, tree, search, found))
    found += _overlaps(placed)
    if any(d.severity == "error" for d in found):
        return Corrected(essay, citations=file.citations, diagnostics=tuple(found))
    changes = [_change(p) for p in placed]
    marks = citation_pattern(language) if file.citations == "remove" else None
    applied = apply(essay, changes, marks)
    made = tuple(_correction(p, applied, i) for i, p in enumerate(placed))
    return Corrected(applied.essay, made, file.citations, applied.marks_removed, tuple(found))


def _line(diagnostic: Diagnostic) -> tuple[int, int]:
    place = diagnostic.location
    return (place.line, place.column) if place else (0, 0)


def _actions(tree: Tree, source: SourceText) -> Iterator[Diagnostic]:
    """What is wrong with the decisions themselves: none, two, or one that says nothing."""
    known = {field.alias or name for name, field in CorrectionEntry.model_fields.items()}
    entries = tree.data.get("corrections") if isinstance(tree.data, dict) else None
    for i, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        path = ("corrections", i)
        chosen = [key for key in ACTIONS if key in entry]
        if not chosen and not set(entry) - known:
            yield problem("correction-no-action", tree.location(path))
        elif len(chosen) > 1:
            place = tree.location((*path, chosen[1]), of_key=True)
            yield problem("correction-two-actions", place, first=chosen[0], second=chosen[1])
        elif "replace" in chosen and (what := _no_sentence(entry["replace"], tree, source, i)) is not None:
            yield problem("correction-replace-what", tree.location((*path, "replace"), of_key=True), text=what)


def _no_sentence(value: Any, tree: Tree, source: SourceText, i: int) -> str | None:
    """The value of `replace` that cannot be meant: nothing at all (without quotes), or a true or false."""
    if not isinstance(value, str):
        return None
    if value.strip().casefold() in _NO_SENTENCE:
        return value
    if value:
        return None
    line, column = tree.values["corrections", i, "replace"]
    written = source.text.split("\n")[line - 1][column - 1 :]
    return None if written[:1] in ("'", '"') else ""


def _meant(diagnostic: Diagnostic) -> Diagnostic:
    """An unknown key that people write for one of ours gets that one as suggestion."""
    if diagnostic.code != "yaml-unknown-key":
        return diagnostic
    data = Path(__file__).parent / "data" / "correction-keys.toml"
    meant = tomllib.loads(data.read_text(encoding="utf-8"))["meant"]
    key = str(diagnostic.data["key"]).casefold().replace(" ", "-")
    suggestion = meant.get(key) or meant.get(key.replace("-", "_"))
    return replace(diagnostic, data={**diagnostic.data, "suggestion": suggestion}) if suggestion else diagnostic


def _placed(
    essay: Essay, file: CorrectionsFile, tree: Tree, search: Passages, found: list[Diagnostic]
) -> Iterator[_Placed]:
    for i, entry in enumerate(file.corrections):
        place = tree.location(("corrections", i, "sentence"))
        target, action = entry.sentence, _action(entry)
        text, strange = _replacement(essay, entry.replace or "")
        found += [
            warning("markdown-unsupported", tree.location(("corrections", i, "replace")), what=w) for w in strange
        ]
        there = search.all(target.text)
        if not there:
            found.append(_gone(essay, search, entry, text, place))
        elif target.at is not None and target.at > len(there):
            found.append(warning("correction-at-gone", place, at=target.at, count=len(there)))
        else:
            if target.at is None and len(there) > 1:
                found.append(warning("correction-several", place, count=len(there)))
            one = there[(target.at or 1) - 1]
            if action == "replace" and text.text == one.text:
                found.append(hint("correction-changes-nothing", place))
            elif action == "replace" and search.inside(one, text.text):
                found.append(_done(essay, one, place))
            else:
                yield _Placed(entry, action, place, one, text)


def _action(entry: CorrectionEntry) -> Action:
    if entry.replace is not None:
        return "replace" if entry.replace.strip() else "leave-out"
    return "keep" if entry.keep else "do-not-use"


def _replacement(essay: Essay, text: str) -> tuple[Styled, tuple[str, ...]]:
    return styled(text) if essay.source.name.lower().endswith(".md") else (plain(text), ())


def _gone(essay: Essay, search: Passages, entry: CorrectionEntry, text: Styled, place: Location) -> Diagnostic:
    now = search.all(text.text) if text.text else ()
    if now:
        return _done(essay, now[0], place)
    near = search.nearest(entry.sentence.text)
    if near is None:
        return warning("correction-sentence-nowhere", place)
    where = essay.source.location(near.span.start)
    return warning("correction-sentence-gone", place, nearest=near.text[:_QUOTED], where=str(where))


def _done(essay: Essay, there: Passage, place: Location) -> Diagnostic:
    return hint("correction-done", place, where=str(essay.source.location(there.span.start)))


def _overlaps(placed: Sequence[_Placed]) -> Iterator[Diagnostic]:
    """Each correction that shares words with one above it in the file."""
    furthest: _Placed | None = None
    for one in sorted(placed, key=lambda p: (p.passage.place, p.passage.end)):
        if furthest and one.passage.overlaps(furthest.passage):
            first, second = sorted((one.place, furthest.place), key=lambda place: (place.line, place.column))
            yield problem("correction-overlap", second, first=first.line, second=second.line)
        if furthest is None or (one.passage.block, one.passage.end) > (furthest.passage.block, furthest.passage.end):
            furthest = one


def _change(placed: _Placed) -> Change:
    p = placed.passage
    text = placed.text if placed.action in ("replace", "leave-out") else None
    return Change(p.block, p.start, p.end, text)


def _correction(placed: _Placed, applied: Applied, i: int) -> Correction:
    now = applied.passages[i]
    return Correction(
        action=placed.action,
        original=placed.passage.text,
        replacement=placed.text.text if placed.action in ("replace", "leave-out") else placed.passage.text,
        reason=" ".join(placed.entry.reason.split()),
        passage=now,
        place=placed.place,
        after=applied.after[i],
    )
