"""What a theme.yaml may say. Loaded only when a theme is read, since pydantic is slow to import."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from handouts.languages.label_check import placeholders
from handouts.model.press import Style
from handouts.reading.colours import WHITE, meant, readable
from handouts.reading.fields import ByLanguage, Filled, FormatOne, Many, OneOrMany, Strict, YesNo, matching, short_for
from handouts.reading.letterhead import LetterheadFile

# What may stand in braces in the words at the foot of the pages.
FOOTER_NAMES = frozenset({"lesson", "version", "school", "subject", "class", "year", "semester"})
LEAST_MARGIN, MOST_MARGIN = 4.0, 80.0  # mm; printers leave about the least of it white
_MILLIMETRES = {"cm": 10.0, "in": 25.4}
THEME_NAME = r"[a-z0-9][a-z0-9-]{0,60}"


def _wrong(allowed: str) -> PydanticCustomError:
    return PydanticCustomError("not_matching", "{allowed}", {"allowed": allowed})


def _between(least: float, most: float, units: str, allowed: str) -> BeforeValidator:
    pattern = re.compile(rf"(\d{{1,4}}(?:\.\d{{1,3}})?) ?({units})?")

    def check(value: Any) -> float:
        found = pattern.fullmatch(value) if isinstance(value, str) else None
        number = float(found[1]) * _MILLIMETRES.get(found[2], 1.0) if found else -1.0
        if not least <= number <= most:
            dotted = value.replace(",", ".") if isinstance(value, str) else ""
            raise _wrong(f"{dotted} ({allowed})" if dotted != value and pattern.fullmatch(dotted) else allowed)
        return round(number, 3)

    return BeforeValidator(check)


def _footer(value: Any) -> Any:
    names = placeholders(value) if isinstance(value, str) else frozenset()
    if names is None or not names <= FOOTER_NAMES:
        raise _wrong(", ".join(f"{{{name}}}" for name in sorted(FOOTER_NAMES)))
    return value


def _colour(as_text: bool) -> BeforeValidator:
    """A colour; what was meant by something else is named, and for text so dark that it can be read."""

    def check(value: Any) -> Any:
        if not isinstance(value, str) or re.fullmatch("#[0-9a-fA-F]{6}", value):
            return value
        colour = meant(value)
        raise PydanticCustomError(
            "no_colour", "a colour", {"meant": readable(colour, WHITE) if colour and as_text else colour}
        )

    return BeforeValidator(check)


def _sides(value: Any) -> Any:
    """Margins are told side by side: what a length alone would be."""
    if not isinstance(value, str) or not value:
        return value
    number = re.fullmatch(r"(\d{1,2}(?:[.,]\d{1,3})?) ?(mm|cm|in)?", value)
    length = float(number[1].replace(",", ".")) * _MILLIMETRES.get(number[2], 1.0) if number else 0.0
    width = f"{length:g}mm" if LEAST_MARGIN <= length <= MOST_MARGIN else "15mm"
    raise _wrong("{" + ", ".join(f"{side}: {width}" for side in ("inner", "outer", "top", "bottom")) + "}")


Colour = Annotated[str, _colour(as_text=False)]
TextColour = Annotated[str, _colour(as_text=True)]
FontName = Annotated[str, matching("[a-z0-9][a-z0-9-]{0,60}", "pt-serif, lato, {regular: MyFont.ttf}")]
_PART = "[A-Za-z0-9_][A-Za-z0-9 ._()-]{0,80}"
FileName = Annotated[str, matching(f"{_PART}(/{_PART}){{0,3}}", "MyFont.ttf, fonts/MyFont.ttf")]
Name = Annotated[str, matching(THEME_NAME, "name-of-a-theme")]
Points = Annotated[float, _between(5, 72, "pt", "5–72")]
Margin = Annotated[float, _between(0, MOST_MARGIN, "mm|cm|in", f"{LEAST_MARGIN:g}mm–{MOST_MARGIN:g}mm")]
Measure = Annotated[float, _between(40, 300, "mm|cm|in", "40mm–300mm")]
Box = Annotated[float, _between(3, 100, "mm|cm|in", "3mm–100mm")]
FooterText = Annotated[str, BeforeValidator(_footer)]
OwnKey = Annotated[str, matching(r"own\.[a-z0-9_.]{1,60}", "own.columns")]
Punched = Annotated[str, matching("left|right|mirrored", "left, right, mirrored")]


class _Part(Strict):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class FontChoice(_Part):
    """A family by name, or its files in the theme's folder."""

    family: FontName | None = None
    regular: FileName | None = None
    bold: FileName | None = None
    italic: FileName | None = None
    bold_italic: FileName | None = Field(None, alias="bold-italic")


class Fonts(_Part):
    """The two families of a theme, and families for characters that those two lack."""

    reading: Annotated[FontChoice, short_for("family")] | None = None
    sans: Annotated[FontChoice, short_for("family")] | None = None
    fallback: Many[Annotated[FontChoice, short_for("family")]] | None = None


class Colours(_Part):
    """Hexadecimal colours."""

    accent: TextColour | None = None
    dark: TextColour | None = None
    grey: TextColour | None = None
    rule: Colour | None = None
    tint: Colour | None = None
    answer: TextColour | None = None


class Sizes(_Part):
    """Type sizes in points."""

    tiny: Points | None = None
    small: Points | None = None
    body: Points | None = None
    heading: Points | None = None
    title: Points | None = None
    reading: Points | None = None
    leading: Points | None = None


class Margins(_Part):
    """Margins of the punched and the outer side; `punch` says which is the punched one."""

    inner: Margin | None = None
    outer: Margin | None = None
    top: Margin | None = None
    bottom: Margin | None = None
    punch: Punched | None = None


class Writing(_Part):
    """Room to write by hand."""

    gap: Box | None = None
    box_width: Box | None = Field(None, alias="box-width")
    box_height: Box | None = Field(None, alias="box-height")
    lines: Box | None = None


class Footer(_Part):
    """Words at the foot of the pages, with names in braces."""

    left: FooterText | None = None
    middle: FooterText | None = None


class ThemeFile(_Part):
    """A theme.yaml."""

    format: FormatOne
    name: Name
    description: Filled | None = None
    based_on: Name | None = Field(None, alias="based-on")
    paper: str | None = None
    fonts: Fonts = Fonts()
    colours: Colours = Colours()
    sizes: Sizes = Sizes()
    margins: Annotated[Margins, BeforeValidator(_sides)] = Margins()
    measure: Measure | None = None
    duplex: YesNo | None = None
    writing: Writing = Field(default_factory=lambda: Writing.model_validate({}))
    letterhead: LetterheadFile = Field(default_factory=lambda: LetterheadFile.model_validate({}))
    footer: Footer = Footer()
    labels: Annotated[Mapping[str, Mapping[str, str]], ByLanguage] = Field(default_factory=dict)
    choices: Mapping[OwnKey, OneOrMany[Filled]] = Field(default_factory=dict)


# Where each value of the file goes in the Style; the names are those of the two classes.
STYLE = {
    **{("colours", name): name for name in Colours.model_fields},
    **{("sizes", name): f"size_{name}" for name in ("tiny", "small", "body", "heading", "title")},
    ("sizes", "reading"): "reading_size",
    ("sizes", "leading"): "reading_leading",
    **{("margins", name): f"margin_{name}_mm" for name in ("inner", "outer", "top", "bottom")},
    ("margins", "punch"): "punch",
    ("writing", "gap"): "gap_mm",
    ("writing", "box_width"): "box_width_mm",
    ("writing", "box_height"): "box_height_mm",
    ("writing", "lines"): "line_pitch_mm",
}


def style_values(file: ThemeFile) -> dict[str, Any]:
    """The values of Style that the file sets, but for the fonts."""
    values = {style: getattr(getattr(file, part), name) for (part, name), style in STYLE.items()}
    values |= {"measure_mm": file.measure, "duplex": file.duplex}
    return {name: value for name, value in values.items() if value is not None}


def usual() -> dict[str, str]:
    """The keys of theme.yaml behind STYLE and the values of a theme that says nothing."""
    style = Style()
    keys = {f"{part}.{name.replace('_', '-')}": getattr(style, field) for (part, name), field in STYLE.items()}
    return {"paper": "A4", **{key: _said(value) for key, value in keys.items()}, "measure": _said(style.measure_mm)}


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
