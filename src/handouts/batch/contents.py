"""What a pack is made of, as a tree of files by hash: gathered where a batch is planned, laid out where work is done.

In the tree stand content/<lesson>, the shared glossaries, item rules and school.yaml beside it, for pupils of other
languages languages/<code>/<lesson>, templates/<theme> of themes that did not come with the tool, and inserts/. A worker
that stands in it finds all of it and nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, StorageError
from handouts.lessons.pack_file import FILE as PLAN_FILE
from handouts.model.batch import Content
from handouts.model.packing import PackPlan
from handouts.pipeline.places import bundled
from handouts.store import Store

# What a lesson's folder holds that its packs are not made of.
_NOT_CONTENT = frozenset({"locks", ".schema", "output", "__pycache__", PLAN_FILE})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
MOST_FILES, MOST_BYTES = 2_000, 200_000_000


@dataclass
class Gathering:
    """A tree in the making. `blobs` are its contents by hash; `origins` tell where each path of the tree was found.

    `read` keeps what was read for other trees, by path.
    """

    files: dict[str, str] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    read: dict[Path, tuple[str, bytes]] = field(default_factory=dict)
    size: int = 0

    def add(self, path: str, source: Path) -> None:
        """A file, unless something stands at this place already: what is nearer is added first."""
        if path in self.files:
            return
        digest = self.digest(source)
        self.put(path, source, digest, self.read[source][1])

    def digest(self, source: Path) -> str:
        """The hash of a file, which is read now if it was not."""
        if source not in self.read:
            try:
                data = source.read_bytes()
            except OSError as error:
                reason = str(error.strerror)
                raise StorageError(problem("store-unreadable", Location(str(source)), reason=reason)) from error
            self.read[source] = hashlib.sha256(data).hexdigest(), data
        return self.read[source][0]

    def put(self, path: str, source: Path, digest: str, data: bytes) -> None:
        """Content that is there already, at its path."""
        self.size += len(data)
        if len(self.files) >= MOST_FILES or self.size > MOST_BYTES:
            limit = MOST_BYTES // 1_000_000
            raise ContentError(problem("batch-content-large", Location(str(source)), files=MOST_FILES, megabytes=limit))
        self.files[path] = digest
        self.blobs[digest] = data
        self.origins[path] = str(source)

    def add_folder(self, path: str, folder: Path) -> None:
        """The files below a folder; links that lead out of it are left out."""
        for source in _below(folder):
            self.add(f"{path}/{source.relative_to(folder).as_posix()}", source)

    def finish(self, lesson: str) -> Content:
        """The tree, with the hash of all that stands in it."""
        files = tuple(sorted(self.files.items()))
        text = json.dumps([lesson, files], ensure_ascii=False)
        return Content(hashlib.sha256(text.encode()).hexdigest(), files, lesson)


def _below(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for source in sorted(folder.rglob("*")):
        parts = source.relative_to(folder).parts
        if not _NOT_CONTENT.isdisjoint(parts) or not source.is_file():
            continue
        if source.resolve().is_relative_to(root):
            yield source


@dataclass(frozen=True)
class Ingredients:
    """Where the parts of a pack's content lie. `school` is a school.yaml, what would stand in one, or None; `themes`

    are folders of themes that did not come with the tool, nearest first, no two of one name; `plan` may name lessons of
    other languages and PDFs to insert.
    """

    lesson: Path
    glossaries: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    school: Path | str | None = None
    themes: tuple[Path, ...] = ()
    plan: PackPlan = field(default_factory=PackPlan)


@dataclass(frozen=True)
class Gathered:
    """A content with its blobs, the origins of its paths, and the plan as it is to be carried out in the tree."""

    content: Content
    blobs: Mapping[str, bytes]
    origins: Mapping[str, str]
    plan: PackPlan


def gather(parts: Ingredients, read: dict[Path, tuple[str, bytes]] | None = None) -> Gathered:
    """Read everything that the packs of a lesson are made of. `read` keeps files for further calls, by path.

    StorageError for what cannot be read, ContentError batch-content-large.
    """
    tree = Gathering(read={} if read is None else read)
    lesson = _lesson(tree, parts.lesson, "content")
    languages = tuple((code, _lesson(tree, Path(path), f"languages/{code}")) for code, path in parts.plan.languages)
    inserts = []
    for insert in parts.plan.inserts:
        source = Path(insert.file)
        path = f"inserts/{tree.digest(source)[:8]}-{source.name}"
        tree.add(path, source)
        inserts.append(replace(insert, file=path))
    for name, folders in (("glossaries", parts.glossaries), ("item-rules", parts.rules)):
        for folder in (folder for folder in folders if folder.is_dir()):
            tree.add_folder(f"content/{name}", folder)
    if isinstance(parts.school, str):
        data = parts.school.encode()
        tree.put("content/school.yaml", Path("school.yaml"), hashlib.sha256(data).hexdigest(), data)
    elif parts.school is not None:
        tree.add("content/school.yaml", parts.school)
        for picture in _pictures(parts.school.parent):
            tree.add(f"content/{picture.name}", picture)
    for folder in parts.themes:
        tree.add_folder(f"templates/{folder.name}", folder)
    plan = replace(parts.plan, languages=languages, inserts=tuple(inserts), classes=())
    return Gathered(tree.finish(lesson), tree.blobs, tree.origins, plan)


def tree_path(lesson: Path, folder: str = "content") -> str:
    """Where a lesson stands in the tree, by the name that it was called by."""
    name = lesson.absolute().name
    return f"{folder}/{name if name not in ('', '..') else lesson.resolve().name}"


def _lesson(tree: Gathering, lesson: Path, folder: str) -> str:
    """A lesson below a folder of the tree, with the glossaries and rules that stand beside it alone."""
    path = tree_path(lesson, folder)
    if lesson.is_dir():
        tree.add_folder(path, lesson)
    else:
        tree.add(path, lesson)
    beside = lesson.resolve().parent
    if beside != bundled("content").resolve():
        for name in ("glossaries", "item-rules"):
            if (beside / name).is_dir():
                tree.add_folder(f"{folder}/{name}", beside / name)
    return path


def _pictures(folder: Path) -> Iterator[Path]:
    """The pictures that a school.yaml may name lie in its folder."""
    yield from (path for path in sorted(folder.iterdir()) if path.suffix.lower() in _PICTURES and path.is_file())


def lay_out(content: Content, fetch: Callable[[str], bytes], root: Path) -> None:
    """Write the tree below an empty folder. StorageError batch-blob-damaged for content that its hash does not fit."""
    files: dict[str, bytes] = {}
    for path, digest in content.files:
        data = fetch(digest)
        if hashlib.sha256(data).hexdigest() != digest:
            raise StorageError(problem("batch-blob-damaged", Location(path)))
        files[path] = data
    Store(root, lasting=False).put_all(files)


def original(location: Location, root: Path, origins: Mapping[str, str]) -> Location:
    """A place in the tree as the place in the file that a person can open."""
    path = Path(location.file)
    tree = path.relative_to(root) if path.is_relative_to(root) else path
    for parent in (PurePosixPath(tree.as_posix()), *PurePosixPath(tree.as_posix()).parents):
        if str(parent) in origins:
            return replace(location, file=origins[str(parent)])
    folders = _folders(origins)
    return replace(location, file=folders.get(tree.as_posix(), location.file))


def _folders(origins: Mapping[str, str]) -> dict[str, str]:
    """The folders of the tree, each with the folder that its files were found in."""
    found: dict[str, str] = {}
    pairs: Iterable[tuple[str, str]] = origins.items()
    for path, source in pairs:
        inside, outside = PurePosixPath(path), Path(source)
        while inside.name == outside.name and len(inside.parts) > 1:
            inside, outside = inside.parent, outside.parent
            found.setdefault(str(inside), str(outside))
    return found
