"""Golden page pictures: small and grey, compared so that a line that moved is seen and a smoothed edge is not."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

GOLDEN = Path(__file__).parent / "golden"
CHANGED = Path(__file__).parents[1] / "output" / "golden-changes"
SHEET = CHANGED.with_suffix(".png")
_DPI = 60
_GREYS = 16
_SOFT = 0.8  # radius of the blur, in pixels: versions of PDFium draw the edges of letters differently
_SEEN = 40  # of 255: a difference that is more than smoothing
_MOST = 0.0004  # of all pixels may differ so
_COLUMNS = 2


def picture(data: bytes) -> Image.Image:
    """The first page of a PDF at 60 dots an inch, in few greys, as it is stored."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        page = pdf[0].render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        pdf.close()
    return page.quantize(_GREYS, dither=Image.Dither.NONE)


def differs(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels in which two pictures differ to the eye; 1 when their sizes differ."""
    if one.size != other.size:
        return 1.0
    soft = [p.convert("L").filter(ImageFilter.GaussianBlur(_SOFT)) for p in (one, other)]
    found = ImageChops.difference(*soft).histogram()
    return sum(found[_SEEN:]) / sum(found)


def check(name: str, made: Image.Image, update: bool) -> str:
    """What is wrong with a page, or ""; old and new picture of a page that differs go to output/golden-changes.

    With `update` the new picture becomes the golden one.
    """
    path = GOLDEN / f"{name}.png"
    old = Image.open(io.BytesIO(path.read_bytes())) if path.exists() else None
    share = differs(old, made) if old else 1.0
    if share <= _MOST:
        return ""
    CHANGED.mkdir(parents=True, exist_ok=True)
    _side_by_side([old or Image.new("L", made.size, 200), made]).save(CHANGED / f"{name}.png")
    if update:
        made.save(path, optimize=True)
        return ""
    return f"{name}: {share:.2%} of the page differs; look at {CHANGED}, then pytest --update-golden"


def forget() -> None:
    """Remove the pictures of an earlier run."""
    shutil.rmtree(CHANGED, ignore_errors=True)
    SHEET.unlink(missing_ok=True)


def contact_sheet() -> Path | None:
    """All pages that changed, old beside new, in one picture; None when nothing has."""
    pairs = [Image.open(path) for path in sorted(CHANGED.glob("*.png"))]
    if not pairs:
        return None
    rows = [_side_by_side(pairs[at : at + _COLUMNS]) for at in range(0, len(pairs), _COLUMNS)]
    sheet = Image.new("L", (max(r.width for r in rows), sum(r.height for r in rows)), 90)
    top = 0
    for row in rows:
        sheet.paste(row, (0, top))
        top += row.height
    sheet.save(SHEET, optimize=True)
    return SHEET


def _side_by_side(pictures: list[Image.Image]) -> Image.Image:
    width = sum(p.width + 6 for p in pictures)
    made = Image.new("L", (width, max(p.height for p in pictures) + 6), 90)
    left = 3
    for each in pictures:
        made.paste(each.convert("L"), (left, 3))
        left += each.width + 6
    return made
