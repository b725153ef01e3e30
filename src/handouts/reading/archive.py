"""Zip files (docx, xlsx) before anything is unpacked: a few kilobytes may swell to gigabytes."""

from __future__ import annotations

import io
import zipfile

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError

MAX_ENTRIES = 2_000
MAX_UNPACKED = 60_000_000
MAX_RATIO = 200
_SMALL = 1_000_000


def check_zip(data: bytes, name: str) -> None:
    """Refuse a zip file that is broken, locked, or unpacks to more than a document holds.

    Limits: 2,000 entries, 60 MB unpacked, 200 times its packed size where an entry is larger than 1 MB. What an entry
    says of its size is checked against what it holds only when it is read; a lie there ends in a fault of the reader.
    Raises ContentError: archive-damaged, archive-locked, archive-too-large.
    """
    place = Location(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ContentError(problem("archive-damaged", place)) from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ContentError(problem("archive-locked", place))
    swollen = any(e.file_size > _SMALL and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MAX_ENTRIES or swollen or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise ContentError(problem("archive-too-large", place, limit=MAX_UNPACKED // 1_000_000))
