"""Measure handouts beside its peers, in pairs (A B A B ...), whole processes, and print ratios.

Usage: python benchmarks/run.py [--peer PYTHON_WITH_WEASYPRINT] [--runs N]
The peer's Python needs WeasyPrint 70 (pip install weasyprint==70.*); without it that comparison is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from as_html import page
from pypdf import PdfReader

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent


# An installed tool has its bytecode cached; some development shells forbid writing it.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str], cwd: Path) -> float:
    """Wall time of one whole process."""
    begin = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - begin


def compare(name: str, ours: list[str], theirs: list[str], cwd: Path, runs: int) -> None:
    """Run both in turn and print the medians and the median of the pairwise ratios."""
    pairs = []
    for turn in range(runs + 1):
        pair = (seconds(ours, cwd), seconds(theirs, cwd))
        if turn:  # the first pair warms the disk cache
            pairs.append(pair)
    a, b = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    ratios = sorted(x / y for x, y in pairs)
    middle = statistics.median(ratios)
    print(f"{name}: {a:.3f} s, peer {b:.3f} s, ratio {middle:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


def pages(folder: Path) -> int:
    """Pages of all PDF files at or below a folder."""
    return sum(len(PdfReader(p).pages) for p in sorted(folder.rglob("*.pdf")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", default="")
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    handouts = shutil.which("handouts", path=str(Path(sys.executable).parent)) or "handouts"
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        compare("help", [handouts, "--help"], [sys.executable, "-c", "import click"], work, options.runs)
        if not options.peer:
            print("build: no peer given (--peer)")
            return
        for lesson in ("aliansi-as-soviet", "us-soviet-alliance"):
            measure_build(lesson, handouts, options.peer, work, options.runs)


def measure_build(lesson: str, handouts: str, peer: str, work: Path, runs: int) -> None:
    """A lesson without and with its drafts, beside WeasyPrint on HTML of the same text and page count."""
    source = work / lesson
    shutil.copytree(ROOT / "content" / lesson, source, ignore=shutil.ignore_patterns("locks"))
    shown = subprocess.run(
        [handouts, "show", "markup", str(source), "--format", "json"], check=True, capture_output=True, cwd=work
    )
    html_folder = work / f"{lesson}-html"
    html_folder.mkdir()
    files = []
    for sheet in json.loads(shown.stdout):
        path = html_folder / f"{sheet['sheet']}.html"
        path.write_text(page(sheet["markup"]), encoding="utf-8")
        files.append(str(path))
    build = [handouts, "build", str(source), "--out", str(work / "out")]
    weasy = [peer, str(HERE / "peer.py"), *files]
    compare(f"build {lesson}", build, weasy, work, runs)
    subprocess.run([handouts, "draft", str(source)], check=True, capture_output=True)
    compare(f"build {lesson} from drafts", build, weasy, work, runs)
    print(f"  pages: {pages(work / 'out')}, peer {pages(html_folder)}")


if __name__ == "__main__":
    main()
