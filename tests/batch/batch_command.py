"""A command over a batch, to be interrupted and killed: `batch_command.py BACKEND FOLDER ITEMS`.

Writes what is done to standard output, a line an item, and ends as the tool does.
"""

from __future__ import annotations

import signal
import sys
from contextlib import closing

from batch_items import do

from handouts.batch.cluster import Cluster
from handouts.batch.executors import Factory, Inline
from handouts.batch.loop import run
from handouts.batch.pool import Pool


def factory(name: str) -> Factory:
    if name == "inline":
        return Inline()
    return Pool(2) if name == "pool" else Cluster(name)


def main(backend: str, folder: str, count: int) -> int:
    items = [("sleep", folder, f"i{n}", "0" if n < 2 else "60") for n in range(count)]
    done = []
    try:
        with closing(run(do, items, factory(backend))) as outcomes:
            for _, outcome in outcomes:
                done.append(outcome)
                print(outcome, flush=True)
    except KeyboardInterrupt:
        print("interrupted with", *sorted(map(str, done)), flush=True)
        return 130
    return 0


if __name__ == "__main__":
    # A test run in the background of a shell does not hear Ctrl-C, nor do its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
