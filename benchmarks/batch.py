"""Carry out the batch of a made-up district, and print what it took: processor time, memory, ratios.

Usage: python benchmarks/batch.py [--classes N] [--pupils N] [--schools N] [--jobs N] [--compare N]
First the whole with `--jobs` processes, again with nothing changed, again with one pupil more; the schools have lessons
in two languages. Then, of N classes of two schools with one lesson, one process against two. Memory is that of each
process by itself, read twenty times a second (Linux alone); a worker takes a step when it first meets a language.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import district

COMMAND = (sys.executable, "-c", "from handouts.cli.main import run; run()")


@dataclass
class Run:
    """What a run took: seconds by the clock, of all processors, `own` those of the command's own process; MB of each

    process by its number, class by class.
    """

    seconds: float = 0.0
    processor: float = 0.0
    own: float = 0.0
    peaks: dict[int, float] = field(default_factory=dict)
    parent: list[float] = field(default_factory=list)  # MB when a class was done
    workers: list[float] = field(default_factory=list)  # the largest worker then
    made: int = 0
    kept: int = 0


def memory(pid: int) -> float:
    """MB that a process holds, 0 when it has ended."""
    try:
        for line in Path("/proc", str(pid), "status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1000
    except (OSError, ValueError):
        pass
    return 0.0


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        tasks = sorted(Path(f"/proc/{pid}/task").glob("*/children"))
        return [int(child) for task in tasks for child in task.read_text(encoding="utf-8").split()]
    except OSError:
        return []


def run(plan: Path, jobs: int) -> Run:
    """`handouts batch` in a process of its own."""
    found = Run()
    env = {**os.environ, "XDG_CACHE_HOME": str(plan.parent.parent / "cache")}
    before = os.times()
    began = time.monotonic()
    with subprocess.Popen(
        [*COMMAND, "batch", str(plan), "--jobs", str(jobs)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=env
    ) as process:
        over = threading.Event()
        watcher = threading.Thread(target=watch, args=(process.pid, found, over))
        watcher.start()
        assert process.stderr is not None
        for line in process.stderr:
            found.made += b": made" in line
            found.kept += b": kept" in line
            if b": made" not in line and b": kept" not in line:
                print(line.decode().rstrip(), file=sys.stderr)
            if b": made" in line:
                found.parent.append(memory(process.pid))
                found.workers.append(max(map(memory, children(process.pid)), default=0))
        over.set()
        watcher.join()
    assert process.returncode == 0
    after = os.times()
    found.seconds = time.monotonic() - began
    found.processor = (after.children_user + after.children_system) - (before.children_user + before.children_system)
    found.peaks = {0 if pid == process.pid else pid: peak for pid, peak in found.peaks.items()}
    return found


def watch(pid: int, found: Run, over: threading.Event) -> None:
    """Note the most that a process and its children hold, and the processor time of the process itself."""
    while not over.wait(0.05):
        found.own = max(found.own, processor(pid))
        for one in (pid, *children(pid)):
            found.peaks[one] = max(found.peaks.get(one, 0), memory(one))


def processor(pid: int) -> float:
    """Seconds of processor time that a process has taken, without its children; 0 when it has ended."""
    try:
        fields = Path("/proc", str(pid), "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sizes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def growth(figures: list[float]) -> float:
    """MB between the 50th class and the last, each as the mean of the ten around it."""
    return sum(figures[-10:]) / 10 - sum(figures[45:55]) / 10


def course(figures: list[float]) -> str:
    """MB at each fiftieth class."""
    return " ".join(f"{figures[at - 1]:.0f}" for at in range(50, len(figures) + 1, 50))


def whole(folder: Path, given: argparse.Namespace) -> None:
    """All classes, again, and again with one pupil more."""
    district.write(folder / "plan", given.schools, given.classes, given.pupils)
    plan = folder / "plan" / "PLAN.yaml"
    first = run(plan, given.jobs)
    again = run(plan, given.jobs)
    roster = next(iter(sorted((folder / "plan").glob("sekolah-01/*.csv"))))
    with roster.open("a", encoding="utf-8", newline="") as file:
        file.write(f"{given.pupils + 1};Siswa Baru;{roster.stem.upper()};;;\r\n")
    more = run(plan, given.jobs)
    workers = [peak for pid, peak in first.peaks.items() if pid]
    print(f"first build: {first.made} made, {first.processor:.1f} s of processor time, {first.seconds:.0f} s")
    print(f"processor time for a class: {first.processor / first.made:.2f} s; for a pupil:", end=" ")
    print(f"{first.processor / first.made / given.pupils * 1000:.0f} ms")
    print(f"bytes: {sizes(folder / 'district') / 1e6:.1f} MB, keys {sizes(folder / 'district-keys') / 1e6:.1f} MB")
    print(f"peak of the parent: {first.peaks.get(0, 0):.0f} MB; of workers: {max(workers, default=0):.0f} MB")
    print(f"at each fiftieth class: parent {course(first.parent)} MB, largest worker {course(first.workers)} MB")
    print(f"nothing changed: {again.kept} kept, {again.processor:.2f} s of processor time,", end=" ")
    print(f"{first.processor / again.processor:.0f} times less")
    print(f"one pupil more: {more.made} made, {more.kept} kept, {more.processor:.2f} s of processor time")


def compared(folder: Path, classes: int, pupils: int) -> None:
    """One process against two."""
    district.write(folder / "some", 2, classes, pupils)
    taken: dict[int, list[Run]] = {}
    for jobs in (1, 2, 1, 2):
        for path in ("district", "district-keys", "cache"):
            shutil.rmtree(folder / path, ignore_errors=True)
        taken.setdefault(jobs, []).append(run(folder / "some" / "PLAN.yaml", jobs))
    last = taken[2][-1]
    if len(last.parent) > 100:
        grown = growth(last.parent), growth(last.workers)
        print(f"growth from the 50th class to the last: parent {grown[0]:+.1f} MB, workers {grown[1]:+.1f} MB")
    one, two = (min(found.seconds for found in taken[jobs]) for jobs in (1, 2))
    spent = [min(found.processor for found in taken[jobs]) for jobs in (1, 2)]
    print(f"{classes} classes by the clock: one process {one:.1f} s, two {two:.1f} s: {one / two:.2f} times as fast")
    best = 2 * spent[0] / spent[1]
    print(
        f"processor time: one process {spent[0]:.1f} s, two {spent[1]:.1f} s: {best:.2f} times on two idle processors"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, usual in (("--classes", 300), ("--pupils", 32), ("--schools", 10), ("--jobs", 2), ("--compare", 300)):
        parser.add_argument(option, type=int, default=usual)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.classes:
            whole(Path(name), given)
        if given.compare:
            shutil.rmtree(Path(name), ignore_errors=True)
            compared(Path(name), given.compare, given.pupils)
