"""Make the pictures in the README from the Indonesian sample lesson: python docs/make_gallery.py."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2

from handouts.pipeline.build import BuildOptions, build

HERE = Path(__file__).parent
WIDTH = 720
SHEETS = "handout,worksheet,key,timeline-blank-events,timeline-cards"
PAGES = {
    "handout": "pupils/handout.pdf",
    "worksheet": "pupils/worksheet-A.pdf",
    "key": "teacher/key-A.pdf",
    "timeline-blank": "pupils/timeline-blank-events.pdf",
    "timeline-cards": "pupils/timeline-cards.pdf",
}


def main() -> None:
    """Write one PNG for each sheet: its first page, in 64 colours."""
    gallery = HERE / "gallery"
    gallery.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        build(BuildOptions(str(HERE.parent / "content" / "aliansi-as-soviet"), out, sheets=SHEETS))
        for name, file in PAGES.items():
            page = pypdfium2.PdfDocument((out / file).read_bytes())[0]
            picture = page.render(scale=WIDTH / page.get_width()).to_pil().quantize(colors=64, dither=0)
            picture.save(gallery / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
