"""Pictures by name below a folder: never from outside it, and of a kind and size that prints."""

from __future__ import annotations

import struct
from pathlib import Path, PureWindowsPath
from typing import BinaryIO

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError

MAX_MEGAPIXELS = 25
MAX_BYTES = 50_000_000
MOST_BELOW = 200  # pictures of a theme
_PNG = b"\x89PNG\r\n\x1a\n"
_SUFFIXES = (".png", ".jpg", ".jpeg")
_JPEG = b"\xff\xd8\xff"
# Start-of-frame markers: the ones that hold height and width (C4, C8 and CC are something else).
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = {0x01, *range(0xD0, 0xD9)}


def check(folder: Path, file: str, place: Location | None) -> Diagnostic | None:
    """What keeps the picture `file` (relative to `folder`) from being printed, or None.

    Codes: picture-outside, picture-missing, picture-format, picture-too-large, picture-too-heavy,
    picture-damaged.
    """
    name = file.replace("\\", "/")
    if ":" in name or name.startswith("/") or PureWindowsPath(name).anchor or not name or "\0" in name:
        return problem("picture-outside", place, file=file)
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            return problem("picture-outside", place, file=file)
        if not path.is_file():
            return problem("picture-missing", place, file=file, suggestion=_close(path))
        if path.stat().st_size > MAX_BYTES:
            return problem("picture-too-heavy", place, file=file, limit=MAX_BYTES // 1_000_000)
        with path.open("rb") as stream:
            size = _size(stream)
    except OSError:
        return problem("picture-missing", place, file=file)
    if size is None:
        return problem("picture-format", place, file=file)
    if size[0] * size[1] > MAX_MEGAPIXELS * 1_000_000:
        return problem("picture-too-large", place, file=file, width=size[0], height=size[1], limit=MAX_MEGAPIXELS)
    return None if _whole(path) else problem("picture-damaged", place, file=file)


def below(folder: Path) -> tuple[str, ...]:
    """The names of the files in a folder, and in those up to two below it, that are called like pictures."""
    patterns = ("*", "*/*", "*/*/*")
    found = (path for pattern in patterns for path in folder.glob(pattern) if path.suffix.casefold() in _SUFFIXES)
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))[:MOST_BELOW]


def read(folder: Path, file: str) -> bytes:
    """The bytes of a picture below a folder. Raises ContentError with what `check` finds, without a place."""
    wrong = check(folder, file, None)
    if wrong is None:
        try:
            return (folder / file.replace("\\", "/")).read_bytes()
        except OSError:
            wrong = problem("picture-missing", None, file=file)
    raise ContentError(wrong)


def _close(path: Path) -> str:
    """The picture in the folder that was probably meant, "" for none."""
    from difflib import get_close_matches  # only when something is wrong

    pictures = {p.name.casefold(): p.name for p in path.parent.glob("*.*") if p.suffix.casefold() in _SUFFIXES}
    stem = path.stem.casefold()
    same = next((name for folded, name in sorted(pictures.items()) if folded.rpartition(".")[0] == stem), "")
    close = get_close_matches(path.name.casefold(), sorted(pictures), 1, 0.7)
    return same or (pictures[close[0]] if close else "")


def _whole(path: Path) -> bool:
    """True when every pixel can be read: a download that broke off has a good header too."""
    from PIL import Image  # slow to load, and most essays have no picture

    try:
        with Image.open(path, formats=["PNG", "JPEG"]) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def _size(stream: BinaryIO) -> tuple[int, int] | None:
    """Width and height in pixels from the header, or None when it is neither PNG nor JPEG."""
    head = stream.read(24)
    if head.startswith(_PNG) and head[12:16] == b"IHDR" and len(head) == 24:
        width, height = struct.unpack(">II", head[16:24])
        return (width, height) if width and height else None
    if head.startswith(_JPEG):
        stream.seek(2)
        return _jpeg_size(stream)
    return None


def _jpeg_size(stream: BinaryIO) -> tuple[int, int] | None:
    while True:
        mark = stream.read(2)
        if len(mark) < 2 or mark[0] != 0xFF:
            return None
        if mark[1] == 0xFF:
            stream.seek(-1, 1)
            continue
        if mark[1] in _BARE:
            continue
        head = stream.read(2)
        if len(head) < 2:
            return None
        (length,) = struct.unpack(">H", head)
        if mark[1] in _FRAMES:
            frame = stream.read(5)
            if len(frame) < 5:
                return None
            height, width = struct.unpack(">HH", frame[1:])
            return (width, height) if width and height else None
        if length < 2:
            return None
        stream.seek(length - 2, 1)
