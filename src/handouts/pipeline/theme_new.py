"""A new theme from a few answers: a folder that works at once and explains itself."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from string import Template

from handouts import templating
from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, UsageProblem
from handouts.lessons.slug import slug
from handouts.pipeline.places import shipped_themes, theme_folders, user_themes
from handouts.reading import colours, pictures
from handouts.reading.filenames import is_reserved
from handouts.store import Store

COLOUR = "#16505a"
_NAME = re.compile("[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True)
class Answers:
    """What was asked. `owner` are the lines above the name of the school, `logo` the path of a picture or ""."""

    school: str = ""
    owner: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    logo: str = ""
    colour: str = COLOUR
    paper: str = ""


def place_of_new(given: str) -> Path:
    """The folder of the new theme: ./templates/NAME for a name, a path as it is.

    Raises UsageProblem theme-bad-name, theme-hides for the name of a theme that is found without it, theme-exists.
    """
    path = Path(given) if "/" in given or "\\" in given else Path("templates") / given
    name = path.name
    if not _NAME.fullmatch(name) or is_reserved(name):
        raise UsageProblem(problem("theme-bad-name", None, name=given[:80], suggested=slug(name) or "my-school"))
    for folder in (user_themes(), shipped_themes()):
        if (folder / name / "theme.yaml").is_file() and (folder / name).resolve() != path.resolve():
            raise UsageProblem(problem("theme-hides", Location(str(folder / name)), name=name))
    if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
        raise UsageProblem(problem("theme-exists", Location(str(path))))
    return path


def require_basis(name: str) -> str:
    """The theme to be based on; UsageProblem theme-not-found when there is none of this name."""
    templating.survey_theme(name, theme_folders(""), shipped_themes())
    return name


def require_colour(text: str) -> str:
    """A colour such as #16505a in which text can be read; UsageProblem colour-unknown, colour-pale for all others."""
    plain = text.strip().strip("\"'")
    wanted = colours.meant(plain)
    if not wanted or (plain.casefold().lstrip("#") != wanted[1:]):
        raise UsageProblem(problem("colour-unknown", None, colour=text[:40], suggestion=wanted))
    ratio = colours.contrast(wanted, colours.WHITE)
    if ratio < colours.LEAST:
        better = colours.readable(wanted, colours.WHITE)
        raise UsageProblem(problem("colour-pale", None, colour=wanted, ratio=f"{ratio:.1f}", meant=better))
    return wanted


def require_logo(text: str) -> str:
    """The path of a PNG or JPEG picture, or "" for none; UsageProblem for what cannot be printed."""
    path = Path(text.strip().strip("\"'")).expanduser()
    if not text.strip():
        return ""
    wrong = pictures.check(path.parent, path.name, None)
    if wrong:
        if wrong.code == "picture-missing":
            raise UsageProblem(problem("theme-no-logo", None, file=text[:200]))
        raise UsageProblem(problem(wrong.code, None, **{**wrong.data, "file": text[:200]}))
    return str(path)


def require_paper(text: str) -> str:
    """The name of a paper, or "" for that of the theme below; UsageProblem paper-unknown for any other."""
    return templating.paper(text).name if text.strip() else ""


def new_theme(folder: Path, based_on: str, answers: Answers, language: str) -> tuple[Path, ...]:
    """Write the theme; the files' paths. `language` is that of its comments. Raises StorageError, and ContentError

    for a logo that has changed since it was asked for.
    """
    words = _words(language)
    logo = _logo_name(answers.logo)
    values = {
        "name": folder.name,
        "based_on": based_on,
        "school": answers.school,
        "colour": json.dumps(answers.colour),
        "paper": f"paper: {answers.paper}" if answers.paper else words["no_paper"],
        "letterhead": _letterhead(answers, logo, words),
    }
    files: dict[str, bytes | str] = {
        "theme.yaml": Template(words["theme"]).substitute(values),
        "worksheet.xml.j2": words["worksheet"],
    }
    if logo:
        try:
            files[logo] = pictures.read(Path(answers.logo).parent, Path(answers.logo).name)
        except ContentError as error:
            placed = (problem(d.code, Location(answers.logo), **d.data) for d in error.diagnostics)
            raise ContentError(*placed) from error
    return Store(folder).put_all(files)


def _logo_name(logo: str) -> str:
    return f"logo{Path(logo).suffix.casefold()}" if logo else ""


def _letterhead(answers: Answers, logo: str, words: dict[str, str]) -> str:
    """The letterhead of the answers; as an example behind comment signs when there is no name."""
    if not answers.school:
        return words["no_letterhead"].rstrip("\n")
    lines = ["letterhead:", "  lines:"]
    lines += [f"    - {_quoted(text)}" for text in answers.owner]
    lines += [f"    - {{text: {_quoted(answers.school)}, size: heading, bold: true}}"]
    lines += [f"    - {{text: {_quoted(text)}, size: small}}" for text in answers.address]
    if logo:
        alt = _quoted(words["logo"].format(school=answers.school))
        lines += ["  logos:", f"    - {{file: {logo}, alt: {alt}, side: left, height: 20mm}}"]
    return "\n".join([*lines, words["rule"].rstrip("\n")])


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _words(language: str) -> dict[str, str]:
    folder = Path(__file__).parent / "data"
    path = folder / f"new-theme-{language}.toml"
    data: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return data
