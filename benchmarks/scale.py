"""What a batch takes for each class, as the slope of several sizes of a made-up district, and what that makes for more.

Usage: python benchmarks/scale.py [--classes N ...] [--each N] [--pupils N] [--jobs N] [--for PUPILS]
Schools have `--each` classes. A slope is that of the line of least squares; beside it stands how far the sizes are
off that line. The sizes are made in turn, smallest first, each from nothing and then again with nothing changed.
"""

from __future__ import annotations

import argparse
import math
import shutil
import tempfile
from pathlib import Path
from statistics import linear_regression

import batch
import district

UNITS = {
    "processor": "s of processor time, everything",
    "own": "s of processor time of the command itself",
    "again": "s of processor time, nothing changed",
    "packs": "MB for print, without ZIPs",
    "zips": "MB of ZIPs",
    "keys": "MB of keys and records",
    "parent": "MB of memory, the command",
    "worker": "MB of memory, the largest process of work",
}


def measured(folder: Path, classes: int, given: argparse.Namespace) -> dict[str, float]:
    """What a district of this size takes, by the names of UNITS."""
    plan = folder / "plan"
    district.write(plan, max(1, classes // given.each), classes, given.pupils)
    first = batch.run(plan / "PLAN.yaml", given.jobs)
    again = batch.run(plan / "PLAN.yaml", given.jobs)
    zips = sum(path.stat().st_size for path in (folder / "district").glob("*.zip"))
    workers = [peak for pid, peak in first.peaks.items() if pid]
    print(f"{classes} classes: {first.seconds:.1f} s by the clock with {given.jobs} processes")
    return {
        "processor": first.processor,
        "own": first.own,
        "again": again.processor,
        "packs": (batch.sizes(folder / "district") - zips) / 1e6,
        "zips": zips / 1e6,
        "keys": batch.sizes(folder / "district-keys") / 1e6,
        "parent": first.peaks.get(0, 0),
        "worker": max(workers, default=0),
    }


def slopes(given: argparse.Namespace) -> dict[str, tuple[float, float, float]]:
    """The slope for a class, where the line begins, and the largest distance from it in parts of the value."""
    found: dict[str, list[float]] = {name: [] for name in UNITS}
    for classes in given.classes:
        with tempfile.TemporaryDirectory() as name:
            for unit, value in measured(Path(name), classes, given).items():
                found[unit].append(value)
            shutil.rmtree(name, ignore_errors=True)
    lines = {}
    for unit, values in found.items():
        line = linear_regression(given.classes, values)
        off = max(
            abs(value - line.intercept - line.slope * size) / value
            for size, value in zip(given.classes, values, strict=True)
        )
        lines[unit] = (line.slope, line.intercept, off)
    return lines


def main() -> None:
    """Measure, and tell what a larger district takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--classes", type=int, nargs="+", default=[60, 120, 240, 480])
    parser.add_argument("--for", dest="wanted", type=int, default=100_000)
    for option, usual in (("--each", 30), ("--pupils", 32), ("--jobs", 2)):
        parser.add_argument(option, type=int, default=usual)
    given = parser.parse_args()
    lines = slopes(given)
    classes = math.ceil(given.wanted / given.pupils)
    print(f"slope for a class of {given.pupils}; {given.wanted} pupils are {classes} classes")
    for unit, (slope, start, off) in lines.items():
        print(f"{slope:.4f} {UNITS[unit]}, from {start:.1f} (off by {off:.1%} at most): {start + slope * classes:.0f}")
    (work, begin, _), (own, own_begin, _) = lines["processor"], lines["own"]
    for processors in (2, 8, 16, 64):
        shared = (begin - own_begin + (work - own) * classes) / processors
        alone = own_begin + own * classes
        told = max(shared + alone / processors, alone)
        print(f"{processors} processors: {told / 60:.1f} minutes, of which the command itself {alone / 60:.1f}")


if __name__ == "__main__":
    main()
