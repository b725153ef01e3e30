"""Words stamped on pages that are laid out already, each written once however many pages show it."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDocument

from handouts.model.stamping import Stamp
from handouts.typeset.faces import FontBook
from handouts.typeset.lines import Type
from handouts.typeset.names import fit_name, runs_of, width_of
from handouts.typeset.page_syntax import escape, number


class Stamper:
    """Page syntax of stamps for one file, whose fonts get the characters."""

    def __init__(self, doc: PDFDocument, book: FontBook) -> None:
        self._doc = doc
        self._book = book
        self._written: dict[Stamp, str] = {}
        self._fitted: dict[tuple[str, bool, float, float], tuple[str, float]] = {}

    def ops(self, stamp: Stamp) -> str:
        """What prints the stamp, in the coordinates of its page."""
        written = self._written.get(stamp)
        if written is None:
            written = self._written[stamp] = self._write(stamp)
        return written

    def _write(self, stamp: Stamp) -> str:
        place = stamp.place
        running = place.fill == "running"
        key = (stamp.text, running, place.width, place.size)
        if key not in self._fitted:
            self._fitted[key] = self._fit(*key)
        shown, width = self._fitted[key]
        x = place.x + place.width - width if running else place.x
        return f"BT {number(x)} {number(place.y)} Td {shown} ET"

    def _fit(self, text: str, running: bool, room: float, size: float) -> tuple[str, float]:
        kind = Type("sans", size, size * 1.3, bold=not running)
        text, size = fit_name(self._book, text, kind, room)
        runs = runs_of(self._book, text, kind)
        shown = []
        for face, part in runs:
            for subset, codes in face.font.splitString(part, self._doc):
                font = face.font.getSubsetInternalName(subset, self._doc)
                shown.append(f"{font} {number(size)} Tf ({escape(codes)}) Tj")
        return " ".join(shown), width_of(runs, size)
