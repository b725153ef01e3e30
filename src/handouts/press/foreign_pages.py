"""The pages of a stranger's PDF as form XObjects: what runs in the child process."""

from __future__ import annotations

import base64
import io
import logging
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from math import isfinite
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError, HandoutsError
from handouts.press.foreign import MOST_PAGES
from handouts.press.foreign_objects import Carrier, Raw, check_whole, number, solid

_LETTER = (0.0, 0.0, 612.0, 792.0)  # what viewers take for a page without a size
_LARGEST = 20_000.0  # points: seven metres
_SMALLEST = 3.0
_HIDDEN = 2  # flag of an annotation
_ON_SCREEN_ONLY = {"/Link", "/Popup"}


def carry(data: bytes, name: str, first_number: str) -> dict[str, Any]:
    """The pages [width, height, number], the objects in base64, and what the notes of `read_foreign` are made of.

    Raises ContentError: foreign-damaged for whatever goes wrong in reading, foreign-locked, foreign-too-many-pages,
    foreign-too-heavy.
    """
    place = Location(name)
    try:
        with _quiet():
            return _carried(data, place, int(first_number))
    except (HandoutsError, MemoryError):
        raise
    except Exception as error:  # pypdf raises what it likes
        raise ContentError(problem("foreign-damaged", place)) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing is logged, since a file can ask for millions of lines; names of objects keep their bytes."""
    from pypdf.generic import NameObject

    logger, charsets = logging.getLogger("pypdf"), NameObject.CHARSETS
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    NameObject.CHARSETS = ("latin-1", "latin-1", "latin-1")
    try:
        yield
    finally:
        logger.setLevel(level)
        NameObject.CHARSETS = charsets


def _carried(data: bytes, place: Location, first_number: int) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted
    except (DependencyError, NotImplementedError) as error:
        raise ContentError(problem("foreign-locked", place)) from error
    if locked:
        raise ContentError(problem("foreign-locked", place))
    pages = list(reader.pages)
    if not pages:
        raise ContentError(problem("foreign-damaged", place))
    if len(pages) > MOST_PAGES:
        raise ContentError(problem("foreign-too-many-pages", place, pages=len(pages), limit=MOST_PAGES))
    carrier = Carrier(first_number, place)
    numbers = [carrier.reserve() for _ in pages]
    sizes = [_form(page, number, carrier) for page, number in zip(pages, numbers, strict=True)]
    return {
        "pages": [[*size, number] for size, number in zip(sizes, numbers, strict=True)],
        "objects": [base64.b64encode(body).decode("ascii") for body in carrier.finished()],
        "fonts": sorted(carrier.fonts),
        "annotations": sum(map(_annotations, pages)),
        "layers": _hidden_layers(reader),
    }


def _form(page: Any, own: int, carrier: Carrier) -> tuple[float, float]:
    """Give the carrier the page's form XObject; its upright size is returned."""
    box = _visible(page)
    width, height, matrix = _upright(box, page)
    entries: dict[str, Any] = {
        "/Type": Raw(b"/XObject"),
        "/Subtype": Raw(b"/Form"),
        "/BBox": Raw(b"[" + b" ".join(map(number, box)) + b"]"),
        "/Matrix": Raw(b"[" + b" ".join(map(number, matrix)) + b"]"),
    }
    resources, group = solid(dict.get(page, "/Resources")), solid(dict.get(page, "/Group"))
    entries["/Resources"] = dict.get(page, "/Resources") if isinstance(resources, dict) else Raw(b"<< >>")
    if isinstance(group, dict):
        entries["/Group"] = dict.get(page, "/Group")
    how, stream = _content(page, carrier)
    carrier.put_stream(own, entries | how, stream)
    return width, height


def _visible(page: Any) -> tuple[float, float, float, float]:
    """The crop box inside the media box, as far as there are any."""
    media = _box(page, "/MediaBox") or _LETTER
    crop = _box(page, "/CropBox") or media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _box(page: Any, key: str) -> tuple[float, float, float, float] | None:
    value = solid(dict.get(page, key))
    if not isinstance(value, list) or len(value) < 4:
        return None
    numbers = [solid(n) for n in list.__iter__(value)][:4]
    if not all(isinstance(n, int | float) and isfinite(n) for n in numbers):
        return None
    x1, y1, x2, y2 = (round(float(n), 4) for n in numbers)
    box = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _upright(box: tuple[float, float, float, float], page: Any) -> tuple[float, float, tuple[float, ...]]:
    """Width, height and the matrix that turns the page as its file says and puts its corner at 0, 0."""
    left, bottom, right, top = box
    unit = solid(dict.get(page, "/UserUnit"))
    unit = float(unit) if isinstance(unit, int | float) and isfinite(unit) and unit > 0 else 1.0
    turn = solid(dict.get(page, "/Rotate"))
    quarter = int(turn // 90) % 4 if isinstance(turn, int | float) and isfinite(turn) else 0
    width, height = (right - left) * unit, (top - bottom) * unit
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise ValueError("a page of no usable size")
    matrix = (
        (1, 0, 0, 1, -left, -bottom),
        (0, -1, 1, 0, -bottom, right),
        (-1, 0, 0, -1, right, top),
        (0, 1, -1, 0, top, -left),
    )[quarter]
    sizes = (height, width) if quarter % 2 else (width, height)
    return round(sizes[0], 4), round(sizes[1], 4), tuple(n * unit for n in matrix)


def _content(page: Any, carrier: Carrier) -> tuple[dict[str, Any], bytes]:
    """The page's marks as one stream: as it is encoded in the file, or several joined."""
    value = solid(dict.get(page, "/Contents"))
    parts = [solid(one) for one in list.__iter__(value)] if isinstance(value, list) else [value]
    streams = [part for part in parts if hasattr(part, "_data")]
    texts = []
    for stream in streams:
        # One that cannot be decoded ends here; one in another file is empty.
        texts.append(b"" if "/F" in stream else stream.get_data())
        carrier.spend(len(texts[-1]))
        check_whole(stream)
    if len(streams) == 1 and "/F" not in streams[0]:
        how = {key: dict.get(streams[0], key) for key in ("/Filter", "/DecodeParms") if key in streams[0]}
        return how, streams[0]._data
    return {"/Filter": Raw(b"/FlateDecode")}, zlib.compress(b"\n".join(texts), 9)


def _annotations(page: Any) -> int:
    """How many annotations can be seen on the printed page: notes, stamps, filled fields."""
    value = solid(dict.get(page, "/Annots"))
    count = 0
    for one in list.__iter__(value) if isinstance(value, list) else ():
        note = solid(one)
        flags = solid(dict.get(note, "/F", 0)) if isinstance(note, dict) else _HIDDEN
        hidden = isinstance(flags, int) and flags & _HIDDEN
        count += not hidden and solid(dict.get(note, "/Subtype")) not in _ON_SCREEN_ONLY
    return count


def _hidden_layers(reader: Any) -> bool:
    """Whether the file has layers that a viewer does not show at first."""
    value = solid(dict.get(reader.root_object, "/OCProperties"))
    start = solid(dict.get(value, "/D")) if isinstance(value, dict) else None
    if not isinstance(start, dict):
        return False
    off = solid(dict.get(start, "/OFF"))
    return (isinstance(off, list) and bool(off)) or solid(dict.get(start, "/BaseState")) == "/OFF"
