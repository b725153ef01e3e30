"""How much faster a watch makes a lesson's sheets again after a save than a fresh process builds them.

Usage: python benchmarks/watch.py [--lesson CONTENT/LESSON] [--runs N] [--versions N]
Each row is a kind of change. Cold: the wall-clock time of a process that makes the sheets once (`watch --once`), best
of N. Warm: that of the round which a watch makes after the same change, best of N; both leave the same bytes, which is
checked. All in one run, cold and warm by turns.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from handouts.pipeline.build import BuildOptions
from handouts.pipeline.watch import Watcher

ROOT = Path(__file__).parents[1]
THEME = "format: 1\nname: ours\nbased-on: default\ncolours: {accent: '#1020NN'}\n"
SCHOOL = "format: 1\nname: Sekolah Contoh\nlabels:\n  en: {header.kind_exercises: Work NN}\n"


def changes(lesson: Path) -> dict[str, Callable[[int], None]]:
    """What is saved, by the name of the row; each is called with numbers that differ."""
    essay, settings = lesson / "essay.md", lesson / "lesson.yaml"
    text, said = essay.read_text(encoding="utf-8"), settings.read_text(encoding="utf-8")
    word = max(text.split(), key=len)
    return {
        "a word of the essay": lambda n: _save(essay, text.replace(word, word + "a" * n, 1)),
        "a label of the school": lambda n: _save(lesson.parent / "school.yaml", SCHOOL.replace("NN", f"{n:02}")),
        "a colour of the theme": lambda n: _save(Path("templates/ours/theme.yaml"), THEME.replace("NN", f"{n:02}")),
        "a remark in lesson.yaml": lambda n: _save(settings, f"{said}\n# {n}\n"),
    }


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def cold(lesson: Path, versions: int, out: str) -> float:
    """Seconds of a process that makes the sheets once."""
    command = [sys.executable, "-c", "from handouts.cli.main import run; run()", "watch", str(lesson), "--once"]
    begin = time.perf_counter()
    subprocess.run(
        [*command, "--out", out, "--versions", str(versions), "--theme", "ours"], check=True, capture_output=True
    )
    return time.perf_counter() - begin


def held(folder: str) -> dict[str, bytes]:
    """The sheets in a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*.pdf"))}


def main() -> None:
    """Print the rows."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--lesson", type=Path, default=ROOT / "content" / "us-soviet-alliance")
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--versions", type=int, default=2)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        lesson = Path("content") / given.lesson.name
        shutil.copytree(given.lesson, lesson, ignore=shutil.ignore_patterns("locks"))
        saves = changes(lesson)
        for save in saves.values():
            save(10)
        watcher = Watcher(BuildOptions(str(lesson), Path("warm"), theme="ours", versions=given.versions))
        first = watcher.make()
        print(f"{first.sheets} sheets. Seconds of the best of {given.runs} runs, and cold over warm:")
        for name, save in saves.items():
            warm_best = cold_best = float("inf")
            made: tuple[str, ...] = ()
            for run in range(given.runs):
                save(11 + run)
                round_ = watcher.look()
                if round_ is None or round_.failed:
                    raise SystemExit(f"{name}: {round_}")
                warm_best, made = min(warm_best, round_.seconds), round_.made
                cold_best = min(cold_best, cold(lesson, given.versions, "cold"))
                if held("warm") != held("cold"):
                    raise SystemExit(f"{name}: not the same bytes")
            ratio = cold_best / warm_best
            print(f"{name:26} cold {cold_best:5.2f}  warm {warm_best:5.2f}  {ratio:4.1f} x  {len(made)} sheets made")


if __name__ == "__main__":
    main()
