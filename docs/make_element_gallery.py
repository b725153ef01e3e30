"""Draw the pictures of docs/templates.md from its examples: python docs/make_element_gallery.py."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
from lxml import etree
from PIL import Image, ImageChops, ImageDraw

from handouts.markup import parse
from handouts.model.press import Paper, Style
from handouts.typeset import render

HERE = Path(__file__).parent
OUT = HERE / "gallery" / "elements"
SCALE = 1.0  # 72 dpi
MARGIN = 10  # pixels around what is drawn
A4, A5 = Paper("A4", 210, 297), Paper("A5", 148, 210)
STYLE = Style(mirrored=False)
SILENT = ("keep", "space", "page-break")  # nothing to be seen of them
APART = ("table",)  # two of them have a picture each
PAGED = ("flash-cards", "wall-strip")  # shown as a page


def main() -> None:
    """Write one PNG for all elements of a name in an example, and one for what stands inside a line."""
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.png"):
        old.unlink()
    seen: Counter[str] = Counter()
    for example in examples():
        if example.startswith("<p>CO"):
            save("inline", fragment(example + '<h2 id="glosarium">Glosarium</h2>'))
            continue
        alike: dict[str, list[str]] = {}
        for element in etree.fromstring(f"<all>{example}</all>"):
            tag = str(element.tag)
            seen[tag] += 1
            element.tail = None
            name = tag if seen[tag] == 1 or tag not in APART else f"{tag}-{seen[tag]}"
            alike.setdefault(name, []).append(etree.tostring(element, encoding="unicode"))
        for name, texts in alike.items():
            if name not in SILENT:
                save(name, picture(name, "".join(texts)))
    for tag in ("header", "footer"):
        save(tag, edge(tag))


def examples() -> list[str]:
    """The examples of blocks and inline content, as they stand in the page."""
    found = re.findall(r"```xml\n(.*?)```", (HERE / "templates.md").read_text(encoding="utf-8"), re.S)
    return [text for text in found if "{%" not in text and not text.startswith("<sheet")]


def picture(tag: str, text: str) -> Image.Image:
    """The elements of one name as they are printed."""
    if tag in PAGED:
        page = pages(text, 'landscape="yes"' if tag == "wall-strip" else "", A4)[0]
        page.thumbnail((520, 520), Image.Resampling.LANCZOS)
        return framed(page)
    return fragment(text)


def fragment(text: str) -> Image.Image:
    """Blocks alone, cut out of their page. A title of the file stands in for the one on paper."""
    paper = A5 if 'share="' in text and "<box" in text else A4
    image = pages(text, "", paper)[0]
    foot = image.height - round((STYLE.margin_bottom_mm - 1) * 72 / 25.4 * SCALE)
    image = image.crop((0, 0, image.width, foot))
    box = ImageChops.invert(image).getbbox() or (0, 0, image.width, foot)
    left = round(STYLE.margin_inner_mm * 72 / 25.4 * SCALE) - MARGIN - 6
    right = image.width - round(STYLE.margin_outer_mm * 72 / 25.4 * SCALE) + MARGIN
    top, low = max(box[1] - MARGIN, 0), min(box[3] + MARGIN, foot)
    return image.crop((min(left, box[0] - 2), top, max(right, box[2] + 2), low))


def edge(tag: str) -> Image.Image:
    """The head or the foot of a page."""
    found = re.search(rf"^<{tag} .*?/>$", (HERE / "templates.md").read_text(encoding="utf-8"), re.M)
    text = found[0].replace('first="no"', "") if found else ""
    image = pages(f"<p>{'Sekutu yang Terpaksa. ' * 3}</p>", "", A4, text)[0]
    tall = round(26 * 72 / 25.4 * SCALE)
    top = 0 if tag == "header" else image.height - tall
    return framed(image.crop((0, top, image.width, top + tall)))


def pages(text: str, attributes: str, paper: Paper, head: str = "") -> list[Image.Image]:
    """The pages of a sheet with this content."""
    heading = '<band left="x"/>' if "<band" not in text and "<flash-cards" not in text else ""
    document = parse(f'<sheet lang="id" title="x" {attributes}>{head}{heading}{text}</sheet>', drawing)
    blocks = document.blocks[1:] if heading else document.blocks
    data = render(replace(document, blocks=blocks), STYLE, paper).data
    return [page.render(scale=SCALE).to_pil().convert("L") for page in pypdfium2.PdfDocument(data)]


def drawing(name: str) -> bytes:
    """A picture that is plainly made up: a badge for a logo, a coast for a map."""
    size = (440, 440) if name in ("provinsi.png", "sekolah.png") else (640, 380)
    image = Image.new("L", size, 255)
    draw = ImageDraw.Draw(image)
    if size[0] == size[1]:
        draw.ellipse((12, 12, 428, 428), outline=0, width=16)
        draw.polygon([(220, 70), (350, 220), (220, 370), (90, 220)][: 4 if name == "provinsi.png" else 3], fill=90)
    else:
        draw.rectangle((4, 4, 635, 375), outline=60, width=6)
        coast = [(5, 260), (120, 200), (220, 250), (330, 150), (470, 190), (634, 90)]
        draw.polygon([*coast, (634, 374), (5, 374)], fill=215)
        draw.line(coast, fill=60, width=5)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def framed(image: Image.Image) -> Image.Image:
    """With a thin grey edge, as paper has."""
    ImageDraw.Draw(image).rectangle((0, 0, image.width - 1, image.height - 1), outline=170)
    return image


def save(name: str, image: Image.Image) -> None:
    """Write it in 16 greys."""
    image.quantize(colors=16, dither=0).save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
