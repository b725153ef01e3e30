"""A batch: the packs of many classes, each a job that can be done anywhere and told apart by what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from handouts.diagnostics import Diagnostic, Location
from handouts.model.packing import JobLine, PackPlan
from handouts.model.roster import Listed, Roster

Files = tuple[tuple[str, str], ...]  # (path with forward slashes, sha256 of the content), sorted by path
State = Literal["made", "kept", "failed"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a job is made of, by hash: a tree of files as it is laid out for a worker.

    `lesson` is the path of the lesson in the tree; `digest` is the hash of the whole.
    """

    digest: str
    files: Files
    lesson: str


@dataclass(frozen=True, slots=True)
class BatchJob:
    """The pack of one class. `id` is its place in the output ("npsn/lesson/class"), unique in a batch.

    `key` is the hash of everything that its files are made of: same key, same bytes. `roster` is None until it is
    needed: a file that was read before is not read for a pack that stands there. `plan` is whole; its paths are those
    of the content's tree. `theme`, `paper`, `language` "" for the lesson's own. `school` is the name of the school's
    folder, `at` the line of the plan that asks for the job. `keys_at` is the folder of its keys as its job sheet calls
    it.
    """

    id: str
    key: str
    school: str
    content: Content
    listed: Listed
    plan: PackPlan
    at: Location
    theme: str = ""
    paper: str = ""
    language: str = ""
    keys_at: str = ""
    roster: Roster | None = None


@dataclass(frozen=True, slots=True)
class BatchSchool:
    """A school of a batch: its folder's name, its name and NPSN as they are printed in the report."""

    slug: str
    name: str
    npsn: str = ""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """A validated batch. `out` and `keys` are the trees for what pupils get and for what only teachers get.

    `zipped`: a ZIP for each school as well. `blobs` are all contents by their hash. `failed` are jobs that cannot be
    begun, since something they are made of cannot be read. `origins` say for the digest of a content where each path of
    its tree was found. `read` gives the roster of a job; HandoutsError, above all batch-roster-changed.
    """

    name: str
    out: str
    keys: str
    schools: tuple[BatchSchool, ...]
    jobs: tuple[BatchJob, ...]
    blobs: dict[str, bytes] = field(hash=False)
    zipped: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: tuple[JobResult, ...] = ()
    origins: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    read: Callable[[BatchJob], Roster] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file that a job made: the tree it belongs to, its path there, hash and size, pages and sheets of paper.

    `job` is what the copier has to do with it; None for a file that no copier needs.
    """

    tree: Literal["out", "keys"]
    path: str
    digest: str
    size: int
    pages: int = 0
    sheets: int = 0
    job: JobLine | None = None


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job. `blobs` are the contents of the files by hash, empty when they are there already.

    `problems` are errors of a failed job (places are those of the batch's plan and files), `remarks` warnings and
    hints. `seconds` is time of work, never part of what is made.
    """

    id: str
    key: str
    state: State
    files: tuple[MadeFile, ...] = ()
    blobs: dict[str, bytes] = field(default_factory=dict, hash=False)
    problems: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    pupils: int = 0
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How a run ended. `results` are those of the jobs that were begun or kept, in the order of the plan, no blobs;

    `left` are the ids of jobs that were not begun. `pruned` and `zips` are paths. `stopped` is why a run ended early.
    """

    name: str
    out: str
    keys: str
    schools: tuple[BatchSchool, ...]
    results: tuple[JobResult, ...]
    left: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    zips: tuple[str, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    stopped: tuple[Diagnostic, ...] = ()
    seconds: float = 0

    def count(self, state: State) -> int:
        """How many jobs ended in a state."""
        return sum(result.state == state for result in self.results)

    @property
    def files(self) -> tuple[MadeFile, ...]:
        """The files of all jobs that were made or kept."""
        return tuple(file for result in self.results for file in result.files)

    @property
    def sheets(self) -> int:
        """Sheets of paper that all files for the copier take."""
        return sum(file.sheets for file in self.files)

    @property
    def pages(self) -> int:
        """Pages of the files for the copier."""
        return sum(file.pages for file in self.files if file.sheets)
