"""Pages a second of typesetting alone: the default theme's sheets of the sample lessons, tagged, on one core.

Usage: python benchmarks/typesetting.py [--peer PYTHON_WITH_WEASYPRINT] [--runs N]
Beside it WeasyPrint 70 sets the same text as pdf/ua-1, where its Python is given. Both are timed inside a process that
has loaded everything and set each sheet once: processor seconds, the best of N runs, A B A B.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from as_html import page

from handouts import typeset
from handouts.model.document import Document
from handouts.model.lesson import SHEET_NAMES
from handouts.model.press import Paper, Style
from handouts.pipeline import printing
from handouts.pipeline.build import BuildOptions, build

ROOT = Path(__file__).parents[1]
A4 = Paper("A4", 210, 297)
PEER = Path(__file__).with_name("peer_pages.py")


def sheets(lesson: Path) -> tuple[list[Document], list[str]]:
    """The documents of all sheets of a lesson, and their markup."""
    documents: list[Document] = []
    markups: list[str] = []
    plain = printing.Printer.document

    def noted(self: printing.Printer, template: str, sheet: object) -> Document:
        markups.append(self.readable(template, sheet))  # type: ignore[arg-type]
        documents.append(plain(self, template, sheet))  # type: ignore[arg-type]
        return documents[-1]

    with tempfile.TemporaryDirectory() as folder, patch.object(printing.Printer, "document", noted):
        build(BuildOptions(str(lesson), Path(folder) / "out", sheets=",".join(SHEET_NAMES)))
    return documents, markups


def ours(documents: list[Document]) -> float:
    """Pages a second of one run."""
    begin = time.process_time()
    pages = sum(typeset.render(document, Style(), A4).pages for document in documents)
    return pages / (time.process_time() - begin)


def theirs(python: str, files: list[Path]) -> float:
    """Pages a second of the peer, which warms up before it measures."""
    ran = subprocess.run([python, PEER, *files], check=True, capture_output=True, text=True)
    return float(ran.stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", default="")
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    found = [sheets(ROOT / "content" / name) for name in ("us-soviet-alliance", "aliansi-as-soviet")]
    documents = [document for documents, _ in found for document in documents]
    ours(documents)
    best = peer = 0.0
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{n}.html" for n in range(len(documents))]
        for file, markup in zip(files, (m for _, markups in found for m in markups), strict=True):
            file.write_text(page(markup), encoding="utf-8")
        for _ in range(given.runs):
            best = max(best, ours(documents))
            peer = max(peer, theirs(given.peer, files)) if given.peer else 0
    print(f"handouts: {best:.0f} pages a second ({len(documents)} sheets)")
    if peer:
        print(f"WeasyPrint pdf/ua-1: {peer:.1f} pages a second, ratio {best / peer:.1f}")


if __name__ == "__main__":
    main()
