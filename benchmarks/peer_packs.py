"""The peers: each sets the packs of the classes given, one PDF for a class. Run by packs.py, a process for each."""

from __future__ import annotations

import sys
from pathlib import Path

FONTS = Path(__file__).parents[1] / "src" / "handouts" / "typeset" / "fonts"


def by_typst(folder: Path, classes: list[str]) -> None:
    """One compiler for all classes, so that it may reuse what it knows; no tags, as our print files have none."""
    import typst

    fonts = [str(FONTS / "lato"), str(FONTS / "pt-serif")]
    compiler = typst.Compiler(root=str(folder), font_paths=fonts, ignore_system_fonts=True)
    for name in classes:
        compiler.compile(
            input=str(folder / "class.typ"),
            output=str(folder / f"{name}.pdf"),
            format="pdf",
            sys_inputs={"class": f"{name}.json"},
            pdf_tags=False,
        )


def by_weasyprint(folder: Path, classes: list[str]) -> None:
    """One HTML for a class."""
    from weasyprint import HTML

    for name in classes:
        HTML(filename=folder / f"{name}.html").write_pdf(folder / f"{name}.pdf")


if __name__ == "__main__":
    {"typst": by_typst, "weasyprint": by_weasyprint}[sys.argv[1]](Path(sys.argv[2]), sys.argv[3:])
