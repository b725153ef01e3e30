"""`handouts theme`: list, show, make, check and preview themes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.build import PRINTS, progress_line
from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.pipeline.theme_new import Answers
    from handouts.pipeline.themes import Listed, Shown

_FORMATS = click.Choice(["text", "json"])


def command(texts: Texts) -> click.Command:
    """The group of commands in one interface language."""
    words = texts["theme"]
    group = click.Group("theme", help=words["help"], short_help=words["short"])
    for make in (_list, _show, _new, _check, _preview):
        group.add_command(make(texts))
    return group


def _options(words: Any, name: bool = True) -> Callable[[Any], Any]:
    """The options that the reading commands share."""

    def decorate(function: Any) -> Any:
        function = click.option("--format", "form", type=_FORMATS, default="text", help=words["format"])(function)
        function = click.option("--lesson", metavar="LESSON", help=words["lesson"])(function)
        return click.argument("name")(function) if name else function

    return decorate


def _list(texts: Texts) -> click.Command:
    words = texts["theme"]

    @click.command("list", help=words["list_help"], short_help=words["list_short"])
    @_options(words, name=False)
    def list_(lesson: str | None, form: str) -> None:
        from handouts.pipeline.places import user_themes
        from handouts.pipeline.themes import list_themes

        found = list_themes(lesson)
        if form == "json":
            data = [{**dataclasses.asdict(one), "folder": one.folder.as_posix()} for one in found]
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
            return
        width = max((len(one.name) for one in found), default=0)
        for one in found:
            click.echo(f"{one.name:{width}}  {_about(one, words)}".rstrip())
        click.echo(words["user_folder"].format(folder=user_themes()))

    return list_


def _about(one: Listed, words: Any) -> str:
    parts = [words[f"in_{one.origin}"], one.folder.as_posix()]
    if one.based_on:
        parts.append(words["based"].format(name=one.based_on))
    if one.hidden:
        parts.append(words["hidden"])
    if one.errors:
        parts.append(words["broken"].format(errors=one.errors, folder=_typed(one.folder)))
    return " · ".join([*parts, *([one.description] if one.description else [])])


def _typed(folder: Path) -> str:
    """The folder as it may be typed: a path has a slash in it."""
    text = folder.as_posix()
    return text if "/" in text else f"./{text}"


def _show(texts: Texts) -> click.Command:
    words = texts["theme"]

    @click.command("show", help=words["show_help"], short_help=words["show_short"])
    @_options(words)
    @click.option("--labels", metavar="CODE", help=words["labels"])
    def show(name: str, lesson: str | None, form: str, labels: str | None) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.themes import label_texts, show_theme

        if labels:
            rows = label_texts(name, labels, lesson)
            if form == "json":
                data = [{"key": k, "text": text, "theme": theme} for k, (text, theme) in rows.items()]
                click.echo(json.dumps(data, ensure_ascii=False, indent=1))
            for key, (text, theme) in rows.items() if form == "text" else ():
                click.echo(f"{key}: {text}" + (f"  [{theme}]" if theme else ""))
            return
        shown, wrong = show_theme(name, lesson)
        print_diagnostics(wrong, texts["group"]["language"])
        for line in _shown(shown, words) if form == "text" else [_json(shown)]:
            click.echo(line)

    return show


def _json(shown: Shown) -> str:
    data = {
        "name": shown.name,
        "chain": [{"name": n, "folder": f, "origin": o} for n, f, o in shown.chain],
        "templates": [{"file": file, "theme": theme, "path": path} for file, theme, path in shown.templates],
        "values": [dataclasses.asdict(value) for value in shown.values],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _shown(shown: Shown, words: Any) -> Iterator[str]:
    yield words["chain"]
    for name, folder, origin in shown.chain:
        yield f"  {name}  {words[f'in_{origin}']}  {folder}"
    yield ""
    yield words["templates"]
    width = max((len(file) for file, _, _ in shown.templates), default=0)
    for file, theme, path in shown.templates:
        yield f"  {file:{width}}  {theme}  {path}"
    yield ""
    yield words["values"]
    width = max((len(value.key) for value in shown.values), default=0)
    for value in shown.values:
        place = f"{value.theme}  {value.place}" if value.theme else words["built_in"]
        yield f"  {value.key:{width}}  {value.value}  ({place})"


def _new(texts: Texts) -> click.Command:
    words = texts["theme"]

    @click.command("new", help=words["new_help"], short_help=words["new_short"])
    @click.argument("name")
    @click.option("--based-on", metavar="THEME", help=words["based_on"])
    @click.option("--school", help=words["school"])
    @click.option("--owner", multiple=True, help=words["owner"])
    @click.option("--address", multiple=True, help=words["address"])
    @click.option("--logo", metavar="FILE", help=words["logo"])
    @click.option("--colour", metavar="#RRGGBB", help=words["colour"])
    @click.option("--paper", metavar="NAME", default="", help=words["paper"])
    @click.option("--no-input", is_flag=True, help=words["no_input"])
    def new(name: str, **given: Any) -> None:
        from handouts.pipeline import theme_new as making

        folder = making.place_of_new(name)
        ask = _Asking(words, texts["group"]["language"], not given["no_input"])
        based_on = ask.one("based_on", given["based_on"], "default", making.require_basis)
        answers = _answers(ask, given)
        written = making.new_theme(folder, based_on, answers, texts["group"]["language"])
        click.echo(words["made"].format(name=folder.name))
        for path in written:
            click.echo(f"  {path}")
        typed = name if folder == Path("templates") / name else _typed(folder)
        click.echo(words["next"].format(name=typed, file=folder / "theme.yaml"))

    return new


def _answers(ask: _Asking, given: dict[str, Any]) -> Answers:
    from handouts.pipeline import theme_new as making

    school = ask.one("school", given["school"], "")
    named = bool(school)
    return making.Answers(
        school,
        ask.lines("owner", given["owner"], named),
        ask.lines("address", given["address"], named),
        ask.one("logo", given["logo"] if named or given["logo"] else "", "", making.require_logo),
        ask.one("colour", given["colour"], making.COLOUR, making.require_colour),
        making.require_paper(given["paper"]),
    )


class _Asking:
    """Asks what no option gives, until the answer can be used."""

    def __init__(self, words: Any, language: str, allowed: bool) -> None:
        self.words = words
        self.language = language
        self.allowed = allowed

    def one(self, what: str, given: str | None, usual: str, read: Callable[[str], str] = str.strip) -> str:
        """The answer to one question; `read` gives the value or raises UsageProblem, and then it is asked again."""
        if given is not None or not self.allowed:
            return read(given if given is not None else usual)
        from handouts.errors import UsageProblem
        from handouts.languages.messages import message, remedy

        def process(text: str) -> str:
            try:
                return read(text)
            except UsageProblem as error:
                d = error.diagnostics[0]
                said = f"{message(d, self.language)} {remedy(d, self.language)}".strip()
                raise click.UsageError(said) from error

        asked = self.words[f"ask_{what}"]
        return str(click.prompt(asked, default=usual, show_default=bool(usual), value_proc=process))

    def lines(self, what: str, given: tuple[str, ...], needed: bool) -> tuple[str, ...]:
        """Lines, asked for in one line with semicolons between."""
        text = ";".join(given) if given or not needed else self.one(what, None, "")
        return tuple(part.strip() for part in (given or text.split(";")) if part.strip())


def _check(texts: Texts) -> click.Command:
    words = texts["theme"]

    @click.command("check", help=words["check_help"], short_help=words["check_short"])
    @_options(words)
    def check(name: str, lesson: str | None, form: str) -> int:
        from handouts.cli.check import record, text_lines
        from handouts.errors import OK, TEMPLATE
        from handouts.pipeline.check import Finding
        from handouts.pipeline.theme_check import check_theme

        findings = [Finding(d) for d in check_theme(name, lesson)]
        if form == "json":
            data = [record(f, texts["group"]["language"]) for f in findings]
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            for line in text_lines(findings, texts):
                click.echo(line)
        return TEMPLATE if any(f.diagnostic.severity == "error" for f in findings) else OK

    return check


def _preview(texts: Texts) -> click.Command:
    words = texts["theme"]

    @click.command("preview", help=words["preview_help"], short_help=words["preview_short"])
    @_options(words)
    @click.option("--lang", metavar="CODE", default=texts["group"]["language"], help=words["lang"])
    @click.option("--paper", metavar="NAME", help=words["preview_paper"])
    @click.option(
        "--print",
        "print_name",
        type=click.Choice(PRINTS),
        default=PRINTS[0],
        show_default=True,
        help=texts["build"]["print"],
    )
    @click.option("--out", type=click.Path(path_type=Path), help=words["out"])
    def preview(name: str, form: str, out: Path | None, **asked: Any) -> None:
        from handouts.pipeline.theme_check import Preview, preview_theme

        with progress_line(words["working"]) as tell:
            folder, files = preview_theme(name, Preview(**asked), out, tell)
        if form == "json":
            data = {"folder": folder.as_posix(), "files": [{"path": p, "pages": n} for p, n in files]}
            click.echo(json.dumps(data, ensure_ascii=False, indent=1))
            return
        click.echo(texts["build"]["wrote"].format(folder=folder))
        for path, pages in files:
            click.echo("  " + texts["build"]["file_one" if pages == 1 else "file_other"].format(path=path, pages=pages))

    return preview
