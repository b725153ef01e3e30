"""What the end-to-end tests share: the command line run in this process, lessons to build, packs built once."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import zlib
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

from handouts.cli import main
from handouts.model.handout import Handout
from handouts.model.sheet import KeySheet
from handouts.pipeline import build as building
from handouts.pipeline import locks
from handouts.pipeline.prepare import Prepared, handouts_of, prepare

ROOT = Path(__file__).parents[1]
ESSAYS = Path(__file__).parent / "cases" / "essays"
LESSONS = {"en": "us-soviet-alliance", "id": "aliansi-as-soviet"}
PAPERS = {"A4": (210, 297), "F4": (215, 330), "Letter": (215.9, 279.4), "Legal": (215.9, 355.6)}
INTERFACES = ("en", "id")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# A grey picture of one dot.
PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\x80")),
        _chunk(b"IEND", b""),
    )
)


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def cli(*args: str | Path, lang: str = "en", cwd: Path | None = None) -> Ran:
    """Run the command line as its entry point does, with its real exit code."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in range(2))
    code: object = None
    with patch.dict(os.environ, {"HANDOUTS_LANG": lang}), chdir(cwd or Path()):
        os.environ.pop("HANDOUTS_DEBUG", None)
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main.run([str(a) for a in args])
            except SystemExit as end:
                code = end.code
    assert isinstance(code, int), f"ended with {code!r}"
    texts = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]
    return Ran(code, *texts)


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their path in it."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def copy_lesson(language: str, folder: Path) -> Path:
    """A sample lesson without records or drafts, in a folder of its own."""
    lesson = folder / LESSONS[language]
    lesson.mkdir(parents=True)
    for name in ("lesson.yaml", "essay.md", "glossary.yaml"):
        shutil.copyfile(ROOT / "content" / lesson.name / name, lesson / name)
    return lesson


def write_lesson(folder: Path, essay: str, *, language: str = "en", more: str = "") -> Path:
    """A small lesson of the test's own."""
    folder.mkdir(parents=True)
    head = f'format: 1\ntitle: "A lesson"\nlanguage: {language}\n'
    (folder / "lesson.yaml").write_text(head + more, encoding="utf-8")
    (folder / "essay.md").write_text(essay, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Pack:
    """A pack built by the command line: its source, the files below `out`, what was said, and what it was made of."""

    source: Path
    out: Path
    ran: Ran
    versions: int
    prepared: Prepared

    @cached_property
    def pdfs(self) -> dict[str, bytes]:
        """The PDF files by their path below the folder of the pack."""
        return {name: data for name, data in files(self.out).items() if name.endswith(".pdf")}

    @cached_property
    def record_path(self) -> Path:
        """The record of this pack: the path that the output ends with."""
        return Path(self.ran.out.splitlines()[-1].partition(": ")[2])

    @cached_property
    def record(self) -> dict[str, Any]:
        """The record as data."""
        data: dict[str, Any] = json.loads(self.record_path.read_text(encoding="utf-8"))
        return data

    @cached_property
    def code(self) -> str:
        """The pack code."""
        return self.record_path.stem

    @cached_property
    def keys(self) -> dict[str, KeySheet]:
        """The key sheets of all versions as the record holds them."""
        return {key.version: key for key in locks.read(self.record_path).keys}

    @cached_property
    def handouts(self) -> dict[str, Handout]:
        """All versions by name."""
        return {h.version: h for h in handouts_of(self.prepared, self.versions)}


def build(source: Path, out: Path, *options: str, lang: str = "en", known: Prepared | None = None) -> Pack:
    """Build a pack that must succeed. `known` saves making the materials of a source that was built before."""
    made: list[Prepared] = []

    def prepared(given: str, language: str | None, **_: object) -> Prepared:
        made.append(known or prepare(given, language))
        return made[-1]

    with patch.object(building, "prepare", prepared):
        ran = cli("build", source, "--out", out, *options, lang=lang)
    assert ran.code == 0, ran.err
    versions = int(options[options.index("--versions") + 1]) if "--versions" in options else 1
    return Pack(source, out, ran, versions, made[0])
