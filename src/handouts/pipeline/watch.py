"""Make the sheets of a lesson again after each save: only what depends on the change is set anew and written."""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from handouts.diagnostics import Diagnostic
from handouts.errors import OK, HandoutsError, StorageError
from handouts.model.lesson import Lesson
from handouts.pipeline.build import BuildOptions, findings, pack_files, ready, require_files, stale
from handouts.pipeline.kept import Kept
from handouts.pipeline.places import find_source
from handouts.pipeline.watched import Roots, Watched, roots, shown
from handouts.store import Store

# A pack's code is made of all its content and stands on each page, so that any change would change every page. What is
# only looked at has this one, as a theme's preview has; it names no record.
CODE = "0000000"
PAUSE = 0.4  # seconds between two looks
FOLDER = Path("output") / "watch"


@dataclass(frozen=True)
class Round:
    """What came of one change.

    `changed` are the files that changed (none the first time), `made` the sheets that were written, by their paths
    below `folder`, `sheets` how many there are. `told` is what there is to say that the round before did not say.
    `failed` is the exit code that a build would end with; then no file was touched. `waiting`: written as soon as
    another program lets go of a file.
    """

    changed: tuple[str, ...]
    made: tuple[str, ...] = ()
    folder: Path = Path()
    sheets: int = 0
    told: tuple[Diagnostic, ...] = ()
    failed: int = OK
    waiting: bool = False
    seconds: float = 0


class Watcher:
    """A lesson, its sheets as they were made last, and what they were made of.

    `progress` hears the name of each sheet of the first round as it is begun.
    """

    def __init__(self, options: BuildOptions, progress: Callable[[str], None] = lambda name: None) -> None:
        self.options = options
        self._progress = progress
        self._kept = Kept()
        self._source = find_source(options.source)
        self._lesson: Lesson | None = None
        self._themes: tuple[str, ...] = (options.theme,) if options.theme and Path(options.theme).is_dir() else ()
        self._out = options.out
        self._told: tuple[Diagnostic, ...] = ()
        self._owed: Mapping[str, bytes] = {}
        self.watched = Watched(self._roots())

    def make(self, changed: tuple[str, ...] = ()) -> Round:
        """Make the sheets as the files are now, and write those that are not what they were."""
        begin = perf_counter()
        try:
            made = self._made(changed)
            self._kept.next_round()  # a round that fails wants little, and is mended soon
        except HandoutsError as error:
            made = self._failed(changed, error)
        self.watched.move(self._roots(made.told))
        gc.collect()  # the command line has switched the automatic one off
        return dataclasses.replace(made, seconds=perf_counter() - begin)

    def look(self, pause: Callable[[], None] = lambda: None) -> Round | None:
        """None when no file has other contents than before, else the round that it gives. `pause` waits a little:

        a change counts once two looks with a pause between find the same.
        """
        found = self.watched.settled(pause)
        changed = self.watched.changed(found) if found is not None else ()
        if changed:
            return self.make(tuple(shown(path) for path in changed))
        return self._settle() if self._owed else None

    def rounds(self, pause: Callable[[], None] = lambda: sleep(PAUSE)) -> Iterator[Round]:
        """The first round and, for ever, one after each change."""
        yield self.make()
        while True:
            pause()
            if made := self.look(pause):
                yield made

    def _made(self, changed: tuple[str, ...]) -> Round:
        made_of = ready(self.options, self._kept)
        prepared, printer = made_of.prepared, made_of.printer
        self._lesson, self._themes = prepared.lesson, printer.theme.folders
        self._out = out = self.options.out or FOLDER / prepared.lesson.meta.slug
        rendered = pack_files(prepared, printer, made_of.lacking, CODE, self.options, self._progress)
        self._progress = lambda name: None
        require_files(prepared, rendered)
        files = {name: one.data for name, one in rendered.items()}
        found = findings(made_of, self.options)
        self._owed = files
        written = self._write(out, files)
        told = self._new((*found, *stale(out, files, self.options.key)))
        return Round(changed, written, out, len(files), told)

    def _write(self, out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
        """The names of the files that held something else, or were not there; the others are left alone."""
        new = {name: data for name, data in files.items() if _held(out / name) != data}
        Store(out).put_all(new)
        self._owed = {}
        return tuple(new)

    def _settle(self) -> Round | None:
        """What could not be written because another program held a file, once that has let go."""
        files, out = self._owed, self._out or Path()
        try:
            return Round((), self._write(out, files), out, len(files))
        except StorageError:
            return None

    def _failed(self, changed: tuple[str, ...], error: HandoutsError) -> Round:
        waiting = any(d.code == "store-open-elsewhere" for d in error.diagnostics)
        self._owed = self._owed if waiting else {}
        return Round(changed, told=tuple(error.diagnostics), failed=error.exit_code, waiting=waiting)

    def _new(self, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        new = tuple(d for d in found if d not in self._told)
        self._told = found
        return new

    def _roots(self, told: tuple[Diagnostic, ...] = ()) -> Roots:
        named = [d.location.file for d in told if d.location and d.location.file and d.severity == "error"]
        return roots(self._source, self._lesson, self._themes, named, self._out)


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # not there, or not to be read: writing says which
        return None
