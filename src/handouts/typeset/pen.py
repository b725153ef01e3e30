"""Drawing on a page: text, rules and shapes, each inside its structure element or marked as an artifact.

Coordinates are points from the page's lower left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFName, PDFString

from handouts.model.item_blocks import Fill
from handouts.model.press import FieldPlace
from handouts.typeset.bookmarks import Bookmark
from handouts.typeset.faces import Face
from handouts.typeset.lines import Frag
from handouts.typeset.page_syntax import Codes, number
from handouts.typeset.tagging import Annotation, Elem, Tree, language_tag

if TYPE_CHECKING:
    from handouts.typeset.embedding import EmbeddedFont

_CURVE = 0.5523  # control point of a quarter circle drawn as a Bezier curve
_GAP_DROP = 2.2  # a gap's rule stands this far below the baseline, in points
_RULE = 0.6
_FINE = 0.45  # strokes of a hatch
_FRAME = 0.5
_BLACK, _WHITE = "#000000", "#ffffff"
_HALF, _PAPER = 0.5, 0.97  # lighter than this a fill is a tint, and paper
_THINNER, _THINNEST = 0.75, 0.4  # what is drawn black for grey is thinner

Point = tuple[float, float]


@cache
def rgb(color: str) -> str:
    """Operands of "#rrggbb"; a grey needs one operand."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return " ".join(f"{part:.3g}" for part in parts)


@cache
def _light(color: str) -> float:
    """How light a colour is to the eye: 0 black, 1 white."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


class Pen:
    """Collects one document's pages. `ops` is the page being drawn.

    `black_only`: every colour becomes black or white, a tint a frame.
    """

    def __init__(self, doc: PDFDocument, tree: Tree, black_only: bool = False) -> None:
        self.black_only = black_only
        self._doc = doc
        self._tree = tree
        self._open: Elem | str | None = None
        self.page_width = 0.0
        self.ops: list[str] = []
        self.images: list[str] = []
        self.annotations: list[Annotation] = []
        self.anchors: dict[str, tuple[int, float]] = {}
        self.bookmarks: list[Bookmark] = []
        self.fields: list[FieldPlace] = []
        self._state: dict[str, str] = {}
        self._codes: dict[EmbeddedFont, Codes] = {}

    def new_page(self) -> None:
        """Forget the last page's graphics state and begin collecting a new one."""
        self.ops, self.images, self.annotations, self._state = [], [], [], {}
        self._tree.new_page()

    def anchor(self, name: str, top: float) -> None:
        """What links to `name` lead to: this page, `top` points from its foot."""
        self.anchors.setdefault(name, (self._tree.page, top))

    def bookmark(self, level: int, words: str, top: float) -> None:
        """A heading of the document begins here."""
        self.bookmarks.append(Bookmark(level, words, self._tree.page, top))

    def field(self, fill: Fill | Literal["running"], x: float, y: float, width: float, size: float) -> None:
        """A class pack may print here what it knows of a pupil."""
        self.fields.append(FieldPlace(fill, self._tree.page + 1, x, y, width, size))

    def link(self, elem: Elem, frag: Frag, x: float, y: float) -> None:
        """The words of `frag`, on a base line from x, y on, lead where its ink says."""
        if frag.ink is None:
            return
        href, size = frag.ink.href, frag.ink.size
        box = (x, y - 0.3 * size, x + frag.width, y + 0.95 * size)
        told = frag.text.strip() if href.startswith("#") else href
        entry = PDFDictionary({"Type": PDFName("Annot"), "Subtype": PDFName("Link"), "F": 4})
        entry["Rect"] = PDFArray([float(number(v)) for v in box])
        entry["Border"] = PDFArray([0, 0, 0])
        entry["Contents"] = PDFString(told)
        made = Annotation(self._tree.page, href, entry, self._doc.Reference(entry))
        self.annotations.append(made)
        self._tree.link(elem, made)

    def mark(self, elem: Elem) -> None:
        """What follows belongs to `elem`."""
        if self._open is elem:
            return
        self.end()
        self.ops.append(f"/{elem.role} <</MCID {self._tree.mark(elem)}>> BDC")
        self._open = elem

    def artifact(self, properties: str = "") -> None:
        """What follows is decoration and is not read aloud."""
        if self._open == f"artifact{properties}":
            return
        self.end()
        self.ops.append(f"/Artifact <<{properties}>> BDC" if properties else "/Artifact BMC")
        self._open = f"artifact{properties}"

    def end(self) -> None:
        """Close what mark or artifact opened."""
        if self._open is not None:
            self.ops.append("EMC")
        self._open = None

    def _set(self, key: str, operator: str) -> None:
        if self._state.get(key) != operator:
            self._state[key] = operator
            self.ops.append(operator)

    def text(self, x: float, y: float, text: str, face: Face, size: float, color: str, tracking: float = 0) -> None:
        """One run of text on the baseline y."""
        self._set("fill", f"{self._rgb(color)} rg")
        if face.heavier or self._state.get("mode"):
            self._outline_too(color, face.heavier * size)
        if face.slant:
            self.ops.append(f"BT 1 0 {number(face.slant)} 1 {number(x)} {number(y)} Tm")
        else:
            self.ops.append(f"BT {number(x)} {number(y)} Td")
        self._set("tracking", f"{number(tracking)} Tc" if tracking else "0 Tc")
        font = face.font
        if font not in self._codes:
            self._codes[font] = Codes(font, self._doc)
        for chosen, shown in self._codes[font].shown(text, size):
            self._set("font", chosen)
            self.ops.append(f"({shown}) Tj")
        self.ops.append("ET")

    def _outline_too(self, color: str, width: float) -> None:
        """Letters with an outline, so that they are bolder; without a `width` as usual again."""
        if width:
            self._stroke(color, width, ())
        mode = "2 Tr" if width else "0 Tr"
        self._set("mode", mode)
        if not width:
            del self._state["mode"]

    def frag(self, x: float, y: float, frag: Frag) -> None:
        """A fragment of a line whose line starts at x."""
        if frag.ink is None:
            self.rule(x + frag.x, y - _GAP_DROP, x + frag.x + frag.width, width=_RULE)
            for written in frag.inset:
                self.frag(x + frag.x, y, written)
            if frag.inset:  # a frame, so that the answer is told from print without its colour
                color = frag.inset[0].ink.color if frag.inset[0].ink else "#000000"
                top = max(f.ink.rise + f.ink.size for f in frag.inset if f.ink)
                corner, size = (x + frag.x + 0.5, y - _GAP_DROP), (frag.width - 1.5, top + _GAP_DROP)
                self.box(corner, size, stroke=color, width=0.9)
            return
        ink = frag.ink
        lang = language_tag(ink.lang) if ink.lang else ""
        if lang:
            self.ops.append(f"/Span <</Lang ({lang})>> BDC")
        self.text(x + frag.x, y + ink.rise, frag.text, ink.face, ink.size, ink.color, ink.tracking)
        if lang:
            self.ops.append("EMC")

    def _rgb(self, color: str) -> str:
        if self.black_only:
            color = _WHITE if _light(color) >= _PAPER else _BLACK
        return rgb(color)

    def _stroke(self, color: str, width: float, dash: Sequence[float], cap: int = 0) -> None:
        self._set("stroke", f"{self._rgb(color)} RG")
        if self.black_only and color != _BLACK:
            width = min(width, max(_THINNEST, _THINNER * width))
        self._set("width", f"{number(width)} w")
        self._set("dash", f"[{' '.join(map(number, dash))}] 0 d")
        self._set("cap", f"{cap} J")

    def rule(
        self, x: float, y: float, x2: float, color: str = "#000000", width: float = _RULE, dash: Sequence[float] = ()
    ) -> None:
        """A horizontal rule."""
        self.line([(x, y), (x2, y)], color, width, dash)

    def dots(self, x: float, y: float, x2: float, color: str, step: float = 2.1) -> None:
        """A row of round dots, `step` points from one to the next."""
        self._stroke(color, 0.9, (0, step), 1)
        self.ops.append(f"{number(x)} {number(y)} m {number(x2)} {number(y)} l S")

    def line(self, points: Sequence[Point], color: str, width: float = _RULE, dash: Sequence[float] = ()) -> None:
        """A line through the points."""
        self._stroke(color, width, dash)
        path = " ".join(f"{number(x)} {number(y)} {'l' if i else 'm'}" for i, (x, y) in enumerate(points))
        self.ops.append(f"{path} S")

    def box(
        self,
        corner: Point,
        size: Point,
        radius: float = 0,
        fill: str = "",
        stroke: str = "",
        width: float = _RULE,
    ) -> None:
        """A rectangle from its lower left corner, filled, framed or both."""
        if fill and self.black_only and _HALF <= _light(fill) < _PAPER:
            fill, stroke, width = "", stroke or _BLACK, width if stroke else _FRAME
        if not fill and not stroke:
            return
        if fill:
            self._set("fill", f"{self._rgb(fill)} rg")
        if stroke:
            self._stroke(stroke, width, ())
        paint = "B" if fill and stroke else "f" if fill else "S"
        self.ops.append(f"{_outline(corner, size, radius)} {paint}")

    def squares(self, corners: Sequence[Point], sizes: Sequence[Point], fill: str) -> None:
        """Many rectangles of one colour, from their lower left corners."""
        self._set("fill", f"{self._rgb(fill)} rg")
        path = [f"{_outline(corner, size, 0)}" for corner, size in zip(corners, sizes, strict=True)]
        self.ops.append("\n".join([*path, "f"]))

    def hatch(self, corner: Point, size: Point, color: str, apart: float) -> None:
        """Strokes that rise to the right in a rectangle, `apart` points from one another."""
        (x, y), (w, h) = corner, size
        rise = apart
        while rise < w + h:
            start = (x + max(0.0, rise - h), y + min(rise, h))
            end = (x + min(rise, w), y + max(0.0, rise - w))
            self.line([start, end], color, _FINE)
            rise += apart

    def dot(self, center: Point, radius: float, fill: str) -> None:
        """A filled circle."""
        corner = (center[0] - radius, center[1] - radius)
        self.box(corner, (2 * radius, 2 * radius), radius, fill=fill)

    def image(self, name: str, corner: Point, size: Point) -> None:
        """A picture (an XObject's name) in a rectangle."""
        self.images.append(name)
        matrix = " ".join(map(number, (size[0], 0, 0, size[1], *corner)))
        self.ops.append(f"q {matrix} cm /{name} Do Q")


def _outline(corner: Point, size: Point, radius: float) -> str:
    (x, y), (w, h) = corner, size
    if radius <= 0:
        return f"{number(x)} {number(y)} {number(w)} {number(h)} re"
    k = radius * (1 - _CURVE)
    right, top = x + w, y + h
    steps = [
        (x + radius, y, "m"),
        (right - radius, y, "l"),
        (right - k, y, right, y + k, right, y + radius, "c"),
        (right, top - radius, "l"),
        (right, top - k, right - k, top, right - radius, top, "c"),
        (x + radius, top, "l"),
        (x + k, top, x, top - k, x, top - radius, "c"),
        (x, y + radius, "l"),
        (x, y + k, x + k, y, x + radius, y, "c"),
    ]
    return " ".join(" ".join(v if isinstance(v, str) else number(v) for v in step) for step in steps) + " h"
