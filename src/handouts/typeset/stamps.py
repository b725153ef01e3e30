"""Words stamped on pages that are laid out already, each written once however many pages show it."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFDocument

from handouts.model.stamping import Stamp
from handouts.typeset.faces import FontBook
from handouts.typeset.lines import Type
from handouts.typeset.names import Runs, fit_name, runs_of, width_of
from handouts.typeset.page_syntax import escape, number


class Stamper:
    """Page syntax of stamps for one file, whose fonts get the characters."""

    def __init__(self, doc: PDFDocument, book: FontBook) -> None:
        self._doc = doc
        self._book = book
        self._written: dict[Stamp, str] = {}
        self._marks: dict[tuple[str, float], tuple[str, float]] = {}
        self._fitted: dict[tuple[str, str, bool, float, float], tuple[str, float]] = {}

    def ops(self, stamp: Stamp) -> str:
        """What prints the stamp, in the coordinates of its page."""
        written = self._written.get(stamp)
        if written is None:
            written = self._written[stamp] = self._write(stamp)
        return written

    def _write(self, stamp: Stamp) -> str:
        place = stamp.place
        running = place.fill == "running"
        mark, taken = self._marked(stamp.mark, place.size) if stamp.mark else ("", 0.0)
        shown, width = self._named(stamp, running, place.width - taken) if stamp.text else ("", 0.0)
        x = place.x + place.width - width - taken if running else place.x
        return f"BT {number(x)} {number(place.y)} Td {' '.join(part for part in (shown, mark) if part)} ET"

    def _named(self, stamp: Stamp, running: bool, room: float) -> tuple[str, float]:
        """The text and its tail on so many points. Marks of the same length leave the same room."""
        key = (stamp.text, stamp.tail, running, round(room, 2), stamp.place.size)
        if key not in self._fitted:
            self._fitted[key] = self._fit(*key)
        return self._fitted[key]

    def _marked(self, mark: str, size: float) -> tuple[str, float]:
        if (mark, size) not in self._marks:
            kind = Type("sans", size, size * 1.3)
            self._marks[mark, size] = self._set(runs_of(self._book, mark, kind), size)
        return self._marks[mark, size]

    def _fit(self, text: str, tail: str, running: bool, room: float, size: float) -> tuple[str, float]:
        kind = Type("sans", size, size * 1.3, bold=not running)
        text, size = fit_name(self._book, text, kind, room, tail)
        return self._set(runs_of(self._book, text, kind), size)

    def _set(self, runs: Runs, size: float) -> tuple[str, float]:
        """Page syntax of the runs, and their width."""
        shown = []
        for face, part in runs:
            for subset, codes in face.font.splitString(part, self._doc):
                font = face.font.getSubsetInternalName(subset, self._doc)
                shown.append(f"{font} {number(size)} Tf ({escape(codes)}) Tj")
        return " ".join(shown), width_of(runs, size)
