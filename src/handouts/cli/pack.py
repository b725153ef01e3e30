"""`handouts pack`: print-ready class packs from a lesson and rosters."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from handouts.cli.build import progress_line
from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.lessons.pack_options import Given
    from handouts.pipeline.pack import Packed

# As in model.packing, model.prints and model.imposition, which are loaded only when a pack is made.
_ASSIGN = ("seat", "order")
_ORDER = ("number", "name", "seat", "file")
_MODES = ("named", "photocopy")
_PRINTS = ("standard", "large-18", "large-24", "ink-saver")
_SCHEMES = ("none", "2-up", "4-up", "booklet", "cut-and-stack")
_DIGITAL = ("pupils", "shared")


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["pack"]
    path: Any = click.Path(path_type=Path)

    @click.command("pack", help=words["help"], short_help=words["short"])
    @click.argument("source")
    @click.option("--class", "classes", type=path, multiple=True, metavar="FILE", help=words["class"])
    @click.option("--out", type=path, help=words["out"])
    @click.option("--plan", type=path, metavar="FILE", help=words["plan"])
    @click.option("--sheets", metavar="NAMES", help=words["sheets"])
    @click.option("--versions", type=click.IntRange(1, 26), help=words["versions"])
    @click.option("--assign", type=click.Choice(_ASSIGN), help=words["assign"])
    @click.option("--order", type=click.Choice(_ORDER), help=words["order"])
    @click.option("--mode", type=click.Choice(_MODES), help=words["mode"])
    @click.option("--spares", type=click.IntRange(0, 99), help=words["spares"])
    @click.option("--teacher-copies", type=click.IntRange(0, 20), help=words["teacher_copies"])
    @click.option("--print", "print_name", type=click.Choice(_PRINTS), help=words["print"])
    @click.option("--duplex/--simplex", default=None, help=words["duplex"])
    @click.option("--imposition", "scheme", type=click.Choice(_SCHEMES), help=words["imposition"])
    @click.option("--sheet-paper", metavar="NAME", help=words["sheet_paper"])
    @click.option("--qr/--no-qr", default=None, help=words["qr"])
    @click.option("--digital", type=click.Choice(_DIGITAL), help=words["digital"])
    @click.option("--names-in-filenames", is_flag=True, help=words["names_in_filenames"])
    @click.option("--lang", metavar="CODE", help=words["lang"])
    @click.option("--theme", metavar="NAME", help=words["theme"])
    @click.option("--paper", metavar="NAME", help=words["paper"])
    @click.option("--encoding", default="", metavar="NAME", help=words["encoding"])
    @click.option("--column", "columns", multiple=True, metavar="FIELD=HEADER", help=words["column"])
    @click.option("--allow", multiple=True, metavar="CODE", help=words["allow"])
    def pack(source: str, classes: tuple[Path, ...], **asked: Any) -> None:
        from handouts.cli.report import print_diagnostics
        from handouts.pipeline.pack import pack as run
        from handouts.pipeline.pack_plan import PackOptions
        from handouts.pipeline.sheets import sheet_names

        sheets = asked.pop("sheets")
        options = PackOptions(
            source=source,
            classes=classes,
            columns=dict(_answer(text) for text in asked.pop("columns")),
            names_in_files=asked.pop("names_in_filenames"),
            language=asked.pop("lang"),
            **{name: asked.pop(name) for name in ("out", "plan", "theme", "paper", "encoding", "allow")},
            given=cast("Given", {**asked, "sheets": sheet_names(sheets) if sheets is not None else None}),
        )
        with progress_line(words["working"]) as tell:
            packed = run(options, tell)
        print_diagnostics(packed.diagnostics, texts["group"]["language"])
        _summary(packed, texts)

    return pack


def _answer(text: str) -> tuple[str, str]:
    field, _, header = text.partition("=")
    return field.strip(), header.strip()


def _summary(packed: Packed, texts: Texts) -> None:
    words, files = texts["pack"], texts["build"]
    click.echo(words["done"].format(title=packed.title, files=len(packed.files), codes=", ".join(packed.codes)))
    click.echo(files["wrote"].format(folder=packed.folder))
    for file in packed.files:
        form = "file_one" if file.pages == 1 else "file_other"
        told = files[form].format(path=file.path, pages=file.pages)
        paper = words["sheets_of_paper_one" if file.sheets == 1 else "sheets_of_paper_other"]
        click.echo("  " + (paper.format(file=told, sheets=file.sheets) if file.sheets else told))
    click.echo(words["total"].format(sheets=packed.sheets) if packed.sheets else words["no_copies"])
    click.echo(words["job_sheet"])
    click.echo(files["teacher_only"])
    for path in packed.records:
        click.echo(files["lock"].format(path=path))
