"""Font files with the glyphs of one document alone: byte for byte those that reportlab makes, in a third of the time.

What does not depend on the document (whole tables, glyphs, their checksums) is taken from the font once in a process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import pack, unpack, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

_COPIED = ("name", "OS/2", "cvt ", "fpgm", "prep")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80  # flags of a part of a composite glyph
_WHOLE_FILE = 0xB1B0AFBA  # what the checksum of a file is made up to
_LONGEST_SHORT = 0xFFFF  # of an offset, halved


@dataclass(frozen=True, slots=True)
class _Table:
    """A table: its bytes, and their checksum."""

    data: bytes
    checksum: int


@dataclass(frozen=True, slots=True)
class _Glyph:
    """An outline, filled up to whole words of four bytes; `parts`: where in it which other glyphs are named."""

    data: bytes
    checksum: int
    parts: tuple[tuple[int, int], ...]


def checksum(data: bytes) -> int:
    """The sum of a table's words of four bytes, as the directory of a font file has it."""
    data = _filled(data)
    words: tuple[int, ...] = unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF


def _filled(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


class Subsets:
    """Makes the subsets of one face."""

    def __init__(self, face: TTFontFace) -> None:
        self._face = face
        self._glyf: bytes = face.get_table("glyf")
        self._glyphs: dict[int, _Glyph] = {}
        post = b"\x00\x03\x00\x00" + face.get_table("post")[4:16] + b"\x00" * 16
        same = {tag: face.get_table(tag) for tag in _COPIED if tag in face.table} | {"post": post}
        self._same = {tag: _Table(data, checksum(data)) for tag, data in same.items()}
        self._heads: dict[str, bytes] = {tag: face.get_table(tag) for tag in ("hhea", "maxp", "head")}

    def make(self, subset: Sequence[int]) -> bytes:
        """The file for these code points; their places in the sequence are their codes in the page."""
        places, codes = self._chosen(subset)
        order = list(places)
        hmtx, full = self._widths(order)
        glyf, loca, is_long = self._outlines(order, places)
        cmap = [0, 1, 1, 0, 0, 12, 6, 10 + 2 * len(subset), 0, 0, len(subset), *codes]
        heads = self._heads
        made = {
            "cmap": pack(f">{len(cmap)}H", *cmap),
            "head": heads["head"][:8] + b"\0\0\0\0" + heads["head"][12:50] + pack(">H", is_long) + heads["head"][52:],
            "hhea": heads["hhea"][:34] + pack(">H", full) + heads["hhea"][36:],
            "hmtx": hmtx,
            "loca": loca,
            "maxp": heads["maxp"][:4] + pack(">H", len(order)) + heads["maxp"][6:],
        }
        return _file(self._same | {tag: _Table(data, checksum(data)) for tag, data in made.items()} | {"glyf": glyf})

    def _chosen(self, subset: Sequence[int]) -> tuple[dict[int, int], list[int]]:
        """The new numbers of glyphs, parts of composite ones at the end, and those of the code points."""
        known = self._face.charToGlyph
        places = {0: 0}
        for code in subset:
            places.setdefault(known.get(code, 0), len(places))
        codes = [places[known.get(code, 0)] for code in subset]
        waiting = list(places)
        for glyph in waiting:  # which grows meanwhile
            for _, part in self._glyph(glyph).parts:
                if part not in places:
                    places[part] = len(places)
                    waiting.append(part)
        return places, codes

    def _glyph(self, number: int) -> _Glyph:
        found = self._glyphs.get(number)
        if found is None:
            start, end = self._face.glyphPos[number : number + 2]
            data = self._glyf[start:end]
            filled = _filled(data)
            found = self._glyphs[number] = _Glyph(filled, checksum(filled), tuple(_parts(data)))
        return found

    def _widths(self, order: Sequence[int]) -> tuple[bytes, int]:
        """The table of widths, and how many of its entries are whole: the last width holds for all that follow."""
        entries = [int(value) for glyph in order for value in self._face.hmetrics[glyph]]
        last = len(entries) - 2
        while last and entries[last] == entries[last - 2]:
            last -= 2
        whole = last + 2
        entries = entries[:whole] + entries[whole + 1 :: 2]
        return pack(f">{len(entries)}H", *entries), whole // 2

    def _outlines(self, order: Sequence[int], places: dict[int, int]) -> tuple[_Table, bytes, bool]:
        """The outlines, with the new numbers of parts, the table of their offsets, and whether that is a long one."""
        pieces: list[bytes] = []
        offsets = [0]
        total = 0
        for number in order:
            glyph = self._glyph(number)
            data = glyph.data
            if glyph.parts:
                changed = bytearray(data)
                for at, part in glyph.parts:
                    changed[at : at + 2] = pack(">H", places[part])
                data = bytes(changed)
            total += checksum(data) if glyph.parts else glyph.checksum
            pieces.append(data)
            offsets.append(offsets[-1] + len(data))
        is_long = (offsets[-1] + 1) >> 1 > _LONGEST_SHORT
        shown = offsets if is_long else [offset >> 1 for offset in offsets]
        loca = pack(f">{len(shown)}{'L' if is_long else 'H'}", *shown)
        return _Table(b"".join(pieces), total & 0xFFFFFFFF), loca, is_long


def _parts(data: bytes) -> list[tuple[int, int]]:
    """Where a composite glyph names its parts, and which they are."""
    found: list[tuple[int, int]] = []
    if len(data) <= 2 or unpack_from(">h", data)[0] >= 0:
        return found
    at, more = 10, True
    while more:
        flags, part = unpack_from(">HH", data, at)
        found.append((at + 2, part))
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        more = bool(flags & _MORE)
    return found


def _file(tables: dict[str, _Table]) -> bytes:
    """The tables behind their directory; `head` has its checksum still to be filled in."""
    count = len(tables)
    power = count.bit_length() - 1
    head = [pack(">lHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power)))]
    offset = 12 + 16 * count
    head_start = 0
    body: list[bytes] = []
    for tag in sorted(tables):
        table = tables[tag]
        if tag == "head":
            head_start = offset
        head.append(tag.encode("latin-1") + pack(">LLL", table.checksum, offset, len(table.data)))
        body.append(_filled(table.data))
        offset += len(body[-1])
    directory = b"".join(head)
    whole = checksum(directory) + sum(table.checksum for table in tables.values())
    data = directory + b"".join(body)
    return data[: head_start + 8] + pack(">L", (_WHOLE_FILE - whole) & 0xFFFFFFFF) + data[head_start + 12 :]
