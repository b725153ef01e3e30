"""Make the pictures in the README from the Indonesian sample lesson: python docs/make_gallery.py.

Those of the themes have the letterhead of a school that is plainly made up.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
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
# The worksheet in other themes and prints.
THEMES = {
    "theme-lkpd": BuildOptions("", theme="indonesia-lkpd", sheets="worksheet"),
    "theme-naskah-soal": BuildOptions("", theme="indonesia-naskah-soal", sheets="worksheet"),
    "theme-primary": BuildOptions("", theme="primary", paper="F4", sheets="worksheet"),
    "print-large": BuildOptions("", theme="indonesia-lkpd", sheets="worksheet", print_name="large-18"),
}
SCHOOL = """format: 1
name: SMA Contoh Nusantara
city: Kota Contoh
school-year: 2026/2027
semester: Ganjil
kop:
  lines:
    - {text: PEMERINTAH PROVINSI CONTOH, size: heading}
    - {text: DINAS PENDIDIKAN, size: heading}
    - {text: SMA CONTOH NUSANTARA, size: title, bold: true}
    - {text: "Jalan Contoh 12, Kota Contoh", size: small}
"""


def main() -> None:
    """Write one PNG for each sheet and theme: its first page, in 64 colours."""
    gallery = HERE / "gallery"
    gallery.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        build(BuildOptions(str(HERE.parent / "content" / "aliansi-as-soviet"), out, sheets=SHEETS))
        for name, file in PAGES.items():
            draw(out / file, gallery / f"{name}.png")
        lesson = out / "school" / "aliansi-as-soviet"
        shutil.copytree(HERE.parent / "content" / "aliansi-as-soviet", lesson, ignore=shutil.ignore_patterns("locks"))
        (out / "school" / "school.yaml").write_text(SCHOOL, encoding="utf-8")
        for name, options in THEMES.items():
            build(replace(options, source=str(lesson), out=out / name))
            draw(out / name / "pupils/worksheet-A.pdf", gallery / f"{name}.png")


def draw(pdf: Path, picture: Path) -> None:
    """The first page of a file as a picture."""
    page = pypdfium2.PdfDocument(pdf.read_bytes())[0]
    drawn = page.render(scale=WIDTH / page.get_width()).to_pil().quantize(colors=64, dither=0)
    drawn.save(picture, optimize=True)


if __name__ == "__main__":
    main()
