"""Plan the batch of a made-up district, in a process of its own, and print what it took.

Usage: python benchmarks/plan_batch.py [--schools N] [--classes N] [--pupils N]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import district


def plan(path: Path) -> str:
    """What planning took: wall time, processor time of this process and its children, most memory of this process."""
    from handouts.batch.plan import BatchOptions, plan_batch

    began = time.perf_counter()
    planned = plan_batch(BatchOptions(path))
    wall = time.perf_counter() - began
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    pupils = sum(job.listed.count for job in planned.jobs)
    content = sum(map(len, planned.blobs.values()))
    return (
        f"{path.name}: {len(planned.jobs)} jobs, {pupils} pupils, {content / 1e3:.0f} kB of content: {wall:.1f} s, "
        f"processor {own.ru_utime + own.ru_stime:.1f} s + children {children.ru_utime + children.ru_stime:.1f} s, "
        f"{own.ru_maxrss / 1000:.0f} MB"
    )


def main() -> None:
    """Write the district, and plan both of its plans."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plan", type=Path, help=argparse.SUPPRESS)
    for option, usual in (("--schools", 50), ("--classes", 300), ("--pupils", 32)):
        parser.add_argument(option, type=int, default=usual)
    given = parser.parse_args()
    if given.plan:
        print(plan(given.plan))
        return
    with tempfile.TemporaryDirectory() as folder:
        district.write(Path(folder), given.schools, given.classes, given.pupils)
        for name in ("PLAN.yaml", "PLAN.xlsx"):
            subprocess.run([sys.executable, __file__, "--plan", str(Path(folder) / name)], check=True)


if __name__ == "__main__":
    main()
