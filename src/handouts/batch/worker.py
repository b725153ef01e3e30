"""The work of one job, the same wherever it is done: content by hash goes in, files by hash come out."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import fields, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal

import handouts
from handouts import typeset
from handouts.batch.cluster import versions
from handouts.batch.contents import lay_out
from handouts.batch.dealing import AT_HAND
from handouts.diagnostics import Diagnostic, Location
from handouts.errors import HandoutsError
from handouts.model.batch import BatchJob, Content, JobResult, MadeFile
from handouts.model.press import Style
from handouts.model.roster import Listed, Pupil, Roster
from handouts.pipeline.kept import Kept
from handouts.pipeline.pack import MadePack, make_pack
from handouts.pipeline.pack_plan import PackOptions, plan_class
from handouts.pipeline.places import travelled
from handouts.pipeline.shelf import Shelf

Supply = Path | Mapping[str, bytes]  # a folder of contents named by their hash, or the contents themselves

_ESSAYS = 8  # contents for which is kept what was made of an essay: further schools may have it


def job_key(content: Content, listed: Listed, plan: Mapping[str, object], settings: tuple[str, str, str, str]) -> str:
    """The hash of all that a pack is made of: `plan` as `asdict` takes it apart; `settings` are theme, paper, language

    and the folder of the keys. The theme is told by its name and the hash of what it says, the tool's fonts by their
    hashes.
    """
    made_of = {
        **tool(),
        "with": made_with(),
        "content": content.digest,
        "class": [listed.name, listed.slug, listed.digest],
        "plan": plan,
        "settings": settings,
    }
    return hashlib.sha256(json.dumps(made_of, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@cache
def tool() -> Mapping[str, object]:
    """The tool, its engine and its fonts."""
    fonts = typeset.digests(Style())
    return {"tool": handouts.__version__, "engine": typeset.engine(), "fonts": fonts}


def listed(roster: Roster) -> Listed:
    """A class without its pupils, but with the hash of what their rows say."""
    told = json.dumps([_told(pupil) for pupil in roster.pupils], ensure_ascii=False)
    digest = hashlib.sha256(told.encode()).hexdigest()
    return Listed(roster.name, roster.slug, roster.at, len(roster.pupils), digest)


_TOLD = tuple(one.name for one in fields(Pupil) if one.name not in ("at", "seat"))


def _told(pupil: Pupil) -> list[object]:
    """A pupil without the place of the row."""
    return [*(getattr(pupil, name) for name in _TOLD), pupil.seat and [pupil.seat.row, pupil.seat.column]]


@cache
def made_with() -> tuple[tuple[str, str], ...]:
    """What else decides about the bytes of a page, with its version."""
    return tuple(versions().items())


class Workshop:
    """What a worker keeps between jobs: trees of content, and what is made of them for all classes alike.

    Lessons that differ in nothing but their school share what is made of their essay.
    """

    def __init__(self) -> None:
        self._root: Path | None = None
        self._essays = Kept(_ESSAYS)
        self._kept: OrderedDict[str, Shelf] = OrderedDict()

    @contextmanager
    def tree(self, content: Content, supply: Supply) -> Iterator[Shelf]:
        """Stand in the tree of a content, with the shelf of it."""
        if self._root is None:
            self._root = _own_folder(supply)
        folder = self._root / content.digest[:32]
        if content.digest not in self._kept:
            lay_out(content, lambda digest: _fetch(supply, digest), folder)
            self._essays.next_round()
            self._kept[content.digest] = Shelf(kept=self._essays)
            while len(self._kept) > AT_HAND:
                old, _ = self._kept.popitem(last=False)
                shutil.rmtree(self._root / old[:32], ignore_errors=True)
        self._kept.move_to_end(content.digest)
        with chdir(folder), travelled():
            yield self._kept[content.digest]

    def close(self) -> None:
        """Leave nothing behind."""
        if self._root is not None:
            shutil.rmtree(self._root, ignore_errors=True)
        self._root = None
        self._kept.clear()
        self._essays = Kept(_ESSAYS)


_WORKSHOP = Workshop()


def _own_folder(supply: Supply) -> Path:
    """A new folder of this process: beside contents on this disk, so that it goes with them if this is killed."""
    beside = supply.parent / "trees" if isinstance(supply, Path) else None
    if beside:
        beside.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="handouts-", dir=beside))


def close() -> None:
    """What a worker does last: its folder goes."""
    _WORKSHOP.close()


def _fetch(supply: Supply, digest: str) -> bytes:
    return (supply / digest).read_bytes() if isinstance(supply, Path) else supply[digest]


def do_job(job: BatchJob, supply: Supply) -> JobResult:
    """Make the pack of a class. What goes wrong in it comes back as a failed result and harms no other job."""
    began = time.monotonic()
    try:
        with _WORKSHOP.tree(job.content, supply) as shelf:
            made = _make(job, shelf)
    except HandoutsError as error:
        problems = tuple(_at_the_class(d, job) for d in error.diagnostics)
        return JobResult(job.id, job.key, "failed", problems=problems, seconds=time.monotonic() - began)
    files, blobs = _files(job, made)
    return JobResult(
        id=job.id,
        key=job.key,
        state="made",
        files=files,
        blobs=blobs,
        remarks=made.diagnostics,
        pupils=job.listed.count,
        seconds=time.monotonic() - began,
    )


def _at_the_class(found: Diagnostic, job: BatchJob) -> Diagnostic:
    return replace(found, location=found.location or job.at)


def _make(job: BatchJob, shelf: Shelf) -> MadePack:
    options = PackOptions(
        source=job.content.lesson,
        language=job.language or None,
        theme=job.theme or None,
        paper=job.paper or None,
        keys_at=job.keys_at,
        pupils_at=f"{_pupils(job)}/",
    )
    assert job.roster is not None, "a job is handed out with its roster"
    planned = plan_class(options, job.plan, job.roster, Location(job.at.file, job.at.line, job.at.column))
    return make_pack(planned, options, Path("out"), shelf=shelf)


def _files(job: BatchJob, made: MadePack) -> tuple[tuple[MadeFile, ...], dict[str, bytes]]:
    """The files in their trees: pupils' files and the copier's papers in one, keys and records in the other."""
    sizes = {size.path: size for size in made.sizes}
    lines = {line.file: line for line in made.lines}
    files, blobs = [], {}
    lesson = PurePosixPath(job.id).parent
    for path, data in [*made.files.items(), *((f"locks/{code}.json", data) for _, code, data in made.records)]:
        digest = hashlib.sha256(data).hexdigest()
        blobs[digest] = data
        tree, place = _place(path, job)
        size, line, name = sizes.get(path), lines.get(path), str(lesson / place)
        pages, sheets = (size.pages, size.sheets) if size else (0, 0)
        files.append(MadeFile(tree, name, digest, len(data), pages, sheets, replace(line, file=name) if line else None))
    return tuple(sorted(files, key=lambda file: (file.tree, file.path))), blobs


def _place(path: str, job: BatchJob) -> tuple[Literal["out", "keys"], str]:
    slug = PurePosixPath(job.id).name
    head, _, rest = path.partition("/")
    if path == "teacher/job-sheet.pdf":
        return "out", f"job-sheets/{slug}.pdf"
    if path.startswith("teacher/list-"):
        return "out", f"lists/{slug}.pdf"
    if head == "teacher":
        return "keys", f"{slug}/{rest}"
    if head == "locks":
        return "keys", path
    if head == "pupils":
        return "out", f"{_pupils(job)}/{rest}"
    return "out", path


def _pupils(job: BatchJob) -> str:
    """The folder of pupils' files: masters are called alike in every class."""
    return f"pupils/{PurePosixPath(job.id).name}" if job.plan.mode == "photocopy" else "pupils"
