"""Pictures as PDF objects. A module of its own, since most sheets have none and Pillow is slow to load."""

from __future__ import annotations

from io import BytesIO
from zlib import compress

from PIL import Image as Pictures
from PIL import ImageOps, UnidentifiedImageError

from handouts.diagnostics import problem
from handouts.errors import TemplateError
from handouts.model.document import Image
from handouts.typeset.flow import location
from handouts.typeset.sheet import Sheet

LEAST_DPI = 96  # a picture is not enlarged beyond this


def picture(sheet: Sheet, block: Image) -> tuple[str, float, float]:
    """Store the picture: JPEG as it is, all else as plain pixels on white.

    Returns its name, height/width, and the greatest width in points at which it does not look coarse.
    """
    try:
        with Pictures.open(BytesIO(block.data)) as source:
            upright = ImageOps.exif_transpose(source)
            plain_jpeg = source.format == "JPEG" and source.mode in ("L", "RGB") and upright.size == source.size
            entries: dict[str, str | int] = {"Type": "XObject", "Subtype": "Image", "BitsPerComponent": 8}
            grey = sheet.style.spare_ink
            if plain_jpeg and not source.getexif().get(0x0112, 1) > 1 and not (grey and source.mode == "RGB"):
                entries |= {"Filter": "DCTDecode"}
                data, mode = block.data, source.mode
            else:
                flat = _on_white(upright).convert("L") if grey else _on_white(upright)
                entries |= {"Filter": "FlateDecode"}
                data, mode = compress(flat.tobytes()), flat.mode
            width, height = upright.size
    except (UnidentifiedImageError, OSError, ValueError, Pictures.DecompressionBombError) as error:
        raise TemplateError(problem("typeset-bad-image", location(block.src), alt=block.alt)) from error
    entries |= {"Width": width, "Height": height, "ColorSpace": "DeviceGray" if mode == "L" else "DeviceRGB"}
    return sheet.picture(data, entries), height / width, width * 72 / LEAST_DPI


def _on_white(source: Pictures.Image) -> Pictures.Image:
    if source.mode in ("1", "L"):
        return source.convert("L")
    rgba = source.convert("RGBA")
    ground = Pictures.new("RGBA", rgba.size, "#ffffff")
    return Pictures.alpha_composite(ground, rgba).convert("RGB")
