"""From a sheet to a checked PDF: markup, document, pages, and the tool's check of its own output."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from handouts import markup, press, templating, typeset
from handouts.diagnostics import Diagnostic, Location, capped, problem
from handouts.errors import CheckFailed, TemplateError
from handouts.languages.labels import Labels
from handouts.materials.binding import bind
from handouts.materials.passage_view import printable
from handouts.model.document import Document
from handouts.model.press import MissingGlyph, Paper, PrintedLine, Rendered, Style, Volume
from handouts.model.prints import PrintName, for_teachers, printed
from handouts.model.school import Surroundings, ThemeFacts
from handouts.model.sheet import PupilSheet, TeacherSheet
from handouts.pipeline.glyphs import MOST, lacking, names
from handouts.pipeline.kept import NOTHING, Kept
from handouts.pipeline.picture_folders import PictureFolders
from handouts.pipeline.sheet_text import added, left_out
from handouts.pipeline.surroundings import footed, seen
from handouts.pipeline.wording import expected_characters, footers_complete

PUPIL_SHEETS = get_args(PupilSheet)
NOTHING_AROUND = Surroundings(ThemeFacts(""))


@dataclass(frozen=True)
class Printer:
    """Everything that turns sheets into PDFs: theme, paper, words, the folders pictures come from, and the print.

    `around` is what templates see beside the sheet. `kept` holds the pages of documents set before.
    """

    theme: templating.Theme
    paper: Paper
    labels: Labels
    folder: str = ""
    around: Surroundings = NOTHING_AROUND
    school_folder: str = ""
    print_name: PrintName = "standard"
    kept: Kept = field(default=NOTHING, compare=False)

    @property
    def pictures(self) -> PictureFolders:
        """Where its pictures come from."""
        return PictureFolders(self.folder, self.theme.folders, self.school_folder)

    def style(self, sheet: PupilSheet | TeacherSheet) -> Style:
        """The look of a sheet: that of the theme in this print."""
        pupils = isinstance(sheet, PUPIL_SHEETS)
        return printed(self.theme.style, self.print_name if pupils else for_teachers(self.print_name))

    def markup(self, template: str, sheet: PupilSheet | TeacherSheet) -> str:
        """The sheet as markup text."""
        sheet = dataclasses.replace(sheet, foot=footed(sheet.foot, self.around))
        beside = seen(self.around, template.removesuffix(".xml.j2"))
        return templating.render(self.theme, template, {"s": sheet, "t": self.labels, **beside})

    def readable(self, template: str, sheet: PupilSheet | TeacherSheet) -> str:
        """The markup without the line stamps, for people."""
        return templating.unstamped(self.markup(template, sheet))

    def document(self, template: str, sheet: PupilSheet | TeacherSheet) -> Document:
        """The sheet as a document of the closed vocabulary."""
        return markup.parse(self.markup(template, sheet), self.pictures.read)

    def print(
        self, template: str, sheet: PupilSheet | TeacherSheet, change: Callable[[Document], Document] | None = None
    ) -> Rendered:
        """The finished PDF, with a `change` made to its document.

        CheckFailed when it does not hold what the sheet says, and nothing else.
        """
        document = self.document(template, sheet)
        if isinstance(sheet, PUPIL_SHEETS):
            self._check_sheet(template, sheet, document)
        document = change(document) if change else document
        style = self.style(sheet)

        def checked() -> Rendered:
            rendered = self._set(template, document, style)
            _check_glyphs(rendered, self.theme)
            _check_text(((template, document, rendered),), rendered.data)
            return rendered

        return self.kept.made(f"print {template}", (document, style, self.paper, self.theme.apart), checked)

    def volume(
        self,
        sheets: Sequence[tuple[str, PupilSheet]],
        change: Callable[[Document, int], Document] = lambda document, number: document,
    ) -> tuple[tuple[Document, ...], Volume]:
        """Pupils' sheets, each with its template, in one PDF that shares their fonts. Checked as `print` does.

        `change` is made to each document (with its place among them, from 0).
        """
        documents = []
        for number, (template, sheet) in enumerate(sheets):
            document = self.document(template, sheet)
            self._check_sheet(template, sheet, document)
            documents.append(change(document, number))
        volume = self._bind([(d, self.style(s)) for d, (_, s) in zip(documents, sheets, strict=True)], sheets[0][0])
        for part in volume.parts:
            _check_glyphs(part, self.theme)
        _check_text(tuple(zip([t for t, _ in sheets], documents, volume.parts, strict=True)), volume.data)
        return tuple(documents), volume

    def _check_sheet(self, template: str, sheet: PupilSheet, document: Document) -> None:
        known = f"{strings(self.around)} {self.around.footer.left or ''} {self.around.footer.middle or ''}"
        missing, extra = left_out(sheet, document), added(sheet, document, self.labels, self.theme, known)
        if missing or extra:
            told = " … ".join(missing)[:60] or "–", " ".join(extra)[:60] or "–"
            raise CheckFailed(problem("check-sheet", None, sheet=template, missing=told[0], extra=told[1]))

    def lines(self, template: str, sheet: PupilSheet | TeacherSheet) -> tuple[PrintedLine, ...]:
        """Where the lines of its reading passage end, of a sheet that is not printed yet."""
        document, style = self.document(template, sheet), self.style(sheet)
        made_of = (document, style, self.paper, self.theme.apart)
        return self.kept.made(f"lines {template}", made_of, lambda: self._set(template, document, style).lines)

    def _set(self, template: str, document: Document, style: Style) -> Rendered:
        """The pages of a document; of a theme from elsewhere they are made in a process of their own."""
        if not self.theme.apart:
            return typeset.render(document, style, self.paper)
        from handouts.typeset.apart import render_apart

        return render_apart(document, style, self.paper, self._place(template))

    def _bind(self, parts: Sequence[tuple[Document, Style]], template: str) -> Volume:
        if not self.theme.apart:
            return typeset.render_volume(parts, self.paper)
        from handouts.typeset.apart import volume_apart

        return volume_apart(parts, self.paper, self._place(template))

    def _place(self, template: str) -> Location:
        return Location(next((s.place for s in self.theme.sources if s.file == template), template))

    def unprintable(self, text: str) -> frozenset[str]:
        """The characters of `text` that the theme's fonts lack.

        TemplateError typeset-unknown-font at the line of the theme that names the font.
        """
        try:
            return typeset.unprintable(text, self.theme.style)
        except TemplateError as error:
            raise TemplateError(*(self._at_its_line(d) for d in error.diagnostics)) from error

    def _at_its_line(self, diagnostic: Diagnostic) -> Diagnostic:
        """A font of the theme is told where the theme names it."""
        font = diagnostic.data.get("font")
        said = (s for s in self.theme.said if s.key.startswith("fonts.") and font in s.value.split(" | "))
        return diagnostic if diagnostic.location else replace(diagnostic, location=next((s.place for s in said), None))


def finish(value: Any, labels: Labels, unprintable: frozenset[str]) -> Any:
    """The same sheet as it goes to print: spaces bound, characters no font has replaced by "[…]", in every string."""
    if isinstance(value, str):
        return bind(printable(value, unprintable)[0], labels)
    if isinstance(value, tuple):
        return tuple(finish(v, labels, unprintable) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (f.name for f in dataclasses.fields(value) if f.name != "file")  # a file is found by its exact name
        return dataclasses.replace(value, **{n: finish(getattr(value, n), labels, unprintable) for n in names})
    return value


def strings(value: Any) -> str:
    """All text of a sheet, joined: what the fonts must be able to print."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(strings(v) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return " ".join(strings(getattr(value, f.name)) for f in dataclasses.fields(value))
    if isinstance(value, Mapping):
        return " ".join(strings(v) for v in value.values())
    return ""


def _check_glyphs(rendered: Rendered, theme: templating.Theme) -> None:
    """TemplateError for characters that no font has, once a line; those of lesson and labels were told before."""
    by_line: dict[tuple[str, bool, str], list[MissingGlyph]] = {}
    for missed in rendered.missing:
        script, font = lacking(missed.character, theme).verdicts.get(missed.character, ("", ""))
        by_line.setdefault((missed.src, bool(script), font), []).append(missed)
    found = [_missed(missed, shaped, font) for (_, shaped, font), missed in by_line.items()]
    if found:
        raise TemplateError(*capped(found))


def _missed(all_missed: Sequence[MissingGlyph], shaped: bool, font: str) -> Diagnostic:
    """What is said of the characters of one line."""
    first = all_missed[0]
    file, _, line = first.src.rpartition(":")
    place = Location(file, int(line)) if file and line.isdecimal() else None
    characters = "".join(dict.fromkeys(missed.character for missed in all_missed))
    if shaped:
        words = "".join(c for c in first.context if c.isspace() or typeset.shaping_script(c))
        scripts = ", ".join(dict.fromkeys(map(typeset.shaping_script, characters)))
        told = " ".join(words.split())
        return problem("glyph-shaped", place, characters=told, names=names(characters), script=scripts)
    shown = characters[:MOST]
    return problem("check-glyph", place, character=shown, names=names(shown), context=first.context, font=font or "–")


def _check_text(parts: Sequence[tuple[str, Document, Rendered]], data: bytes) -> None:
    """What a PDF shows is what its documents say, and nothing else."""
    found = press.read_back(data)
    template = ", ".join(dict.fromkeys(name for name, _, _ in parts))
    pages = sum(rendered.pages for _, _, rendered in parts)
    if found.pages != pages:
        raise CheckFailed(problem("check-pages", None, sheet=template, found=found.pages, wanted=pages))
    wanted: Counter[str] = Counter()
    repeatable: Counter[str] = Counter()
    for name, document, rendered in parts:
        if not footers_complete(document.footer, rendered):
            raise CheckFailed(problem("check-footer", None, sheet=name))
        once, again = expected_characters(document, rendered)
        wanted += once
        repeatable += again
    missing, extra = wanted - found.characters, found.characters - wanted - repeatable
    if missing or extra:
        raise CheckFailed(
            problem("check-text", None, sheet=template, missing=_show(missing), extra=_show(extra)),
        )


def _show(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))[:40] or "–"
