"""How a letterhead is written, in theme.yaml and school.yaml alike."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.model.lesson import SheetName
from handouts.model.school import Align, Letterhead, LetterLine, LineSize, Logo, Rule
from handouts.reading import pictures
from handouts.reading.fields import Filled, Strict, YesNo, matching, one_or_many, short_for
from handouts.reading.yaml import Path, Tree

MOST_LINES = 12
LEAST_HEIGHT, MOST_HEIGHT = 5, 60

PictureName = Annotated[str, matching(r"(?![./@])[^/\\:?#%\x00-\x1f]+(?:/(?!\.)[^/\\:?#%\x00-\x1f]+)*", "folder-logo")]


_HEIGHT = r"(\d{1,3}(?:\.\d{1,2})?) ?(mm|cm|in)?"
Height = Annotated[str, matching(_HEIGHT, f"{LEAST_HEIGHT}mm–{MOST_HEIGHT}mm")]


def _millimetres(text: str) -> float:
    found = re.fullmatch(_HEIGHT, text)
    return round(float(found[1]) * {"cm": 10.0, "in": 25.4}.get(found[2], 1.0), 2) if found else 0.0


class LineFile(Strict):
    """A line of a letterhead; a text alone is a line of the usual size."""

    text: Filled = Field(description="What the line says.")
    size: LineSize = Field("body", description="How large it is: small, body, heading or title.")
    bold: YesNo = Field(False, description="Whether it is bold.")


class LogoFile(Strict):
    """A logo beside the lines. The name of a file alone is read as one, so that what it lacks can be told."""

    file: PictureName = Field(description="A PNG or JPEG file in the folder of this file.")
    alt: str = Field("", description="What the picture shows, for those who cannot see it.")
    side: Literal["left", "right"] | None = Field(None, description="Where it stands: left, right.")
    height: Height = Field("22mm", description="Its height, such as 22mm.")


class PictureFile(Strict):
    """One picture of the whole letterhead."""

    file: PictureName = Field(description="A PNG or JPEG file in the folder of this file.")
    alt: Filled = Field(description="Its words, for those who cannot see it.")


OneLine = Annotated[LineFile, short_for("text")]
OneLogo = Annotated[LogoFile, short_for("file")]
SheetNames = Annotated[tuple[Literal[SheetName, "all"], ...], BeforeValidator(one_or_many)]


class LetterheadFile(Strict):
    """The head of the school's paper: lines with up to two logos, or one picture of all of it."""

    lines: Annotated[tuple[OneLine, ...], BeforeValidator(one_or_many)] = Field((), description="The lines.")
    logos: Annotated[tuple[OneLogo, ...], BeforeValidator(one_or_many)] = Field((), description="One or two logos.")
    picture: PictureFile | None = Field(None, description="One picture of the whole letterhead, instead of lines.")
    rule: Rule | None = Field(None, description="The line below it: double, single or none.")
    align: Align | None = Field(None, description="center or left.")
    sheets: SheetNames = Field((), description="The sheets whose first page has it, or all.")

    def value(self) -> Letterhead:
        """The letterhead as the stages use it."""
        lines = tuple(LetterLine(line.text, line.size, line.bold) for line in self.lines)
        logos = []
        for number, logo in enumerate(self.logos):
            side = logo.side or self._free_side(number)
            logos.append(Logo(logo.file, logo.alt, side, _millimetres(logo.height)))
        if self.picture:
            logos = [Logo(self.picture.file, self.picture.alt, "full")]
        return Letterhead(lines, tuple(logos), self.rule, self.align, tuple(map(str, self.sheets)))

    def _free_side(self, number: int) -> Literal["left", "right"]:
        taken = {logo.side for logo in self.logos} | ({"left"} if number else set())
        return "right" if "left" in taken else "left"

    def missing(self, folder: pathlib.Path, tree: Tree, at: Path) -> Iterator[Diagnostic]:
        """What is wrong with its pictures, which lie in `folder`: each at its place in the file."""
        for number, logo in enumerate(self.value().logos):
            inside = ("picture",) if logo.side == "full" else ("logos", number)
            wrong = pictures.check(folder, logo.file, tree.location((*at, *inside, "file")))
            if wrong:
                yield wrong
            if not logo.alt.strip():
                place = tree.location((*at, *inside, "alt"))
                yield problem("letterhead-logo-alt", place, file=logo.file)

    def faults(self, tree: Tree, at: Path) -> Iterator[Diagnostic]:
        """What is wrong beyond the form of each value, at its place in the file that it was read from."""
        if self.picture and (self.lines or self.logos):
            yield problem("letterhead-picture-and-lines", tree.location((*at, "picture"), of_key=True))
        if len(self.lines) > MOST_LINES:
            yield problem("letterhead-too-many", self._place(tree, at, "lines", MOST_LINES), limit=MOST_LINES)
        if len(self.logos) > 2:
            yield problem("letterhead-too-many", self._place(tree, at, "logos", 2), limit=2)
        for number, logo in enumerate(self.logos):
            if not LEAST_HEIGHT <= _millimetres(logo.height) <= MOST_HEIGHT:
                place = tree.location((*at, "logos", number, "height"))
                allowed = f"{LEAST_HEIGHT}mm–{MOST_HEIGHT}mm"
                yield problem("yaml-wrong-value", place, key="height", found=logo.height, allowed=allowed)
        sides = [logo.side for logo in self.logos if logo.side]
        if len(sides) == 2 and len(set(sides)) == 1:
            yield problem("letterhead-one-side", self._place(tree, at, "logos", 1), side=sides[0])

    def _place(self, tree: Tree, at: Path, part: str, number: int) -> Location:
        return tree.location((*at, part, number))
