"""A new lesson from a file of another program: everything is made first, and then written at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from handouts import analysis, materials
from handouts.diagnostics import Diagnostic, Location, hint, problem
from handouts.errors import ContentError, StorageError, UsageProblem
from handouts.languages import labels
from handouts.lessons import importing
from handouts.lessons.slug import slug, title_of_name
from handouts.model.analysis import Flag
from handouts.model.lesson import Lesson
from handouts.pipeline.draft import texts_of
from handouts.pipeline.item_rules import at_rules
from handouts.pipeline.prepare import Prepared, analyse, doubts
from handouts.pipeline.shared import shared_glossaries
from handouts.pipeline.slips import quoted_slips
from handouts.reading.filenames import is_reserved
from handouts.reading.text import read_bytes
from handouts.store import Store

_FORBIDDEN = frozenset('<>:"|?*\\')
_LONGEST_NAME = 200
_MOST_PICTURE = 50_000_000


@dataclass(frozen=True)
class Made:
    """What was written: the lesson's folder, title and language, its files, and what is doubtful in the text.

    `drafted` counts what each draft holds. What the drafts had to leave out is not among the diagnostics: it changes
    as soon as the text is corrected. `slips` are the words in no dictionary with their places, or "".
    """

    folder: Path
    title: str
    language: str
    files: tuple[str, ...]
    drafted: Mapping[str, int]
    flags: tuple[Flag, ...]
    diagnostics: tuple[Diagnostic, ...]
    slips: str = ""

    def flag_counts(self) -> Mapping[str, int]:
        """The number of flags of each code, in the order of their first places."""
        return Counter(flag.code for flag in self.flags)


def new(given: str, source: str, language: str | None, encoding: str = "") -> Made:
    """Make the lesson folder `given` from the file `source`; nothing is written unless all of it can be.

    `language` is that of the material, None: what the text is written in. `encoding` is for text files that are not
    UTF-8. Raises UsageProblem (lesson-exists, lesson-is-file, lesson-name, language-unknown, encoding-unknown,
    encoding-not-needed), ContentError (what the readers of the file raise; language-undecided,
    import-no-text) and StorageError.
    """
    folder = _free_place(given)
    if language:
        labels.require(language)
    imported = _import(source, encoding)
    parts = importing.titled(imported.parts)
    _require_text(parts, source)
    settled = language or _language(parts, source)
    title = next((part.text for part in parts if part.level == 1), "")
    said = [*imported.diagnostics]
    if not title:
        title = title_of_name(folder.absolute())
        said.append(hint("import-no-title", Location(str(folder / "lesson.yaml")), title=title))
    cuts = [analysis.split(part.text, settled) for part in parts]
    essay = importing.with_lines(imported.markdown, cuts) if imported.markdown else importing.write(parts, cuts)
    beside = Path(source).parent
    lesson, found = importing.lesson_of(folder, essay, title, settled, beside)
    prepared = _drafted(lesson, folder, found)
    files: dict[str, bytes | str] = {
        "essay.md": essay,
        "lesson.yaml": importing.lesson_yaml(title, settled, Path(source).name),
        **texts_of(prepared),
        "corrections.yaml": importing.corrections_yaml(settled),
    }
    files |= {name: read_bytes(str(beside / name), _MOST_PICTURE) for name in imported.pictures}
    Store(folder).put_all(files)
    heard = (*said, *prepared.diagnostics)
    unknown = quoted_slips(lesson, prepared.flags)
    return Made(folder, title, settled, tuple(files), _counts(prepared), prepared.flags, heard, unknown)


def _language(parts: Sequence[importing.Part], source: str) -> str:
    """The language that the text is written in. Raises language-undecided: it is never guessed."""
    found = analysis.detect_language("\n".join(part.text for part in parts))
    if not found:
        known = ", ".join(labels.languages())
        raise ContentError(problem("language-undecided", Location(source), known=known))
    return found


def _counts(prepared: Prepared) -> Mapping[str, int]:
    return {
        "timeline.yaml": len(prepared.timeline.events),
        "questions.yaml": sum(len(section.items) for section in prepared.sections),
        "glossary.yaml": len(prepared.glossary.entries),
    }


def _drafted(lesson: Lesson, folder: Path, found: tuple[Diagnostic, ...]) -> Prepared:
    """The materials that the drafts will hold."""
    shared, heard = shared_glossaries(lesson, folder)
    result = analyse(lesson, shared)
    glossary = materials.glossary(lesson.essay, result, None, shared)
    timeline, _ = materials.timeline(lesson.essay, result)
    options = materials.options_for(lesson.meta)
    sections, said = materials.exercises(lesson.essay, result, timeline, glossary, options, lesson.meta.slug)
    flags = doubts(lesson, spelling=True).flags
    return Prepared(lesson, timeline, glossary, sections, False, flags, (*found, *heard, *at_rules(said, lesson)))


def _import(source: str, encoding: str) -> importing.Imported:
    """The text of the file, whatever its kind."""
    said = importing.kind_by_name(source)
    data = read_bytes(source, importing.limit_of(source))
    kind = importing.kind_by_content(source, data, said)
    if encoding:
        importing.require_encoding(encoding, kind)
    if kind == "pdf":
        from handouts.press.extract import extract

        return importing.from_pages(source, extract(source, data))
    return importing.read(kind, source, data, encoding)


def _require_text(parts: Sequence[importing.Part], source: str) -> None:
    if not any(part.kind != "heading" for part in parts):
        raise ContentError(problem("import-no-text", Location(source)))


def _free_place(given: str) -> Path:
    """The folder of the new lesson: it does not exist, or is empty."""
    folder = Path(given)
    _require_good_names(given)
    if folder.is_symlink() or folder.exists():
        if not folder.is_dir():
            raise UsageProblem(problem("lesson-is-file", Location(given)))
        try:
            anything = any(folder.iterdir())
        except OSError as error:
            raise StorageError(problem("store-unreadable", Location(given), reason=error.strerror or "")) from error
        if anything:
            raise UsageProblem(problem("lesson-exists", Location(given)))
    return folder


def _require_good_names(given: str) -> None:
    """Refuse names that some system could not hold: a lesson travels on a stick."""
    path = Path(given)
    missing = [path, *path.parents] if given.strip() else []
    for place in missing:
        name = place.name
        if len(name.encode("utf-8", "replace")) <= _LONGEST_NAME and place.exists():
            break
        odd = any(char in _FORBIDDEN or category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in name)
        long = len(name.encode("utf-8", "replace")) > _LONGEST_NAME
        ends = name != name.strip() or name.endswith(".")
        if name not in ("", "..") and (odd or long or ends or is_reserved(name)):
            raise UsageProblem(problem("lesson-name", Location(_visible(given)), suggestion=slug(name)))
    if not given.strip():
        raise UsageProblem(problem("lesson-name", None, suggestion=slug("")))


def _visible(name: str) -> str:
    shown = "".join(char if char.isprintable() else "?" for char in name)
    return shown if len(shown) <= _LONGEST_NAME else shown[:_LONGEST_NAME] + "…"
