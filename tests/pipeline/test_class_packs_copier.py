"""What lies beside the files of classes: masters, slips, the job sheet's sums, the code on each page as a QR."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw
from support import build, files
from support_packs import BOTH, SEVEN_A, SEVEN_B, WORK, ClassPack, make_pack, plain, prepared, sides
from support_pdf import dark, pages, shown, sizes

from handouts.typeset.codes import modules

Packs = Callable[[str], ClassPack]
CODE = re.compile(r"\b([0-9A-Z]{7}-[A-Z])\b")
SHEET = "teacher/job-sheet.pdf"
CLASS = "pupils/7a.pdf"


# --- photocopies ---


def no_pupil(pack: ClassPack, path: str) -> bool:
    """Whether nothing but code, version and page is stamped on its pages."""
    words = [one.words for side in pack.sides(path) for one in side.placed]
    return all(len(found) == 1 and re.fullmatch(r"[0-9A-Z]{7}-[A-Z]\d+/\d+", found[0]) for found in words)


def test_without_a_class_there_is_one_master_for_each_version(
    flights: Path, class_packs: Packs, tmp_path: Path
) -> None:
    pack = class_packs("masters")
    assert {path for path in pack.files if path.startswith("pupils/")} == {f"pupils/master-{v}.pdf" for v in "ABC"}
    asked = ("--versions", "3", "--sheets", "handout,worksheet", "--duplex")
    built = build(flights, tmp_path / "out", *asked, known=prepared(str(flights), None)).pdfs
    for version in "ABC":
        of_build = [*shown(built["pupils/handout.pdf"]), *shown(built[f"pupils/worksheet-{version}.pdf"])]
        found = [p for side in pack.sides(f"pupils/master-{version}.pdf") for one in side.placed for p in one.printed]
        assert [(p.x, p.y, p.text) for p in found] == [(p.x, p.y, plain(p.text)) for p in of_build]
        assert no_pupil(pack, f"pupils/master-{version}.pdf")
        assert len(pack.sides(f"pupils/master-{version}.pdf")) == 4


def test_masters_have_no_copies_until_somebody_counts(class_packs: Packs) -> None:
    pack = class_packs("masters")
    told = " ".join(" ".join(pages(pack.files[SHEET])).split())
    assert "pupils/master-A.pdf A4 both sides, flip on long edge 2 1 × 2 sheets pupils/master-B.pdf" in told
    assert "as many as there are pupils" in told
    assert "Reams" not in told
    assert "depends on the class" in pack.ran.out


def test_with_a_class_masters_are_those_of_its_editions_and_versions(class_packs: Packs) -> None:
    pack = class_packs("slips")
    named = class_packs("editions")
    codes = {next(iter(CODE.findall(" ".join(pages(data))))) for path, data in pack.files.items() if "master" in path}
    in_sets = {code for c in ("7a", "7b") for code in CODE.findall(" ".join(pages(named.files[f"pupils/{c}.pdf"])))}
    assert codes == in_sets and len(codes) == 5
    for path in pack.files:
        if "master" in path:
            assert no_pupil(pack, path)


def test_slips_name_each_pupil_with_the_code_of_a_master(class_packs: Packs) -> None:
    pack, named = class_packs("slips"), class_packs("editions")
    for slug, rows in BOTH.items():
        text = "\n".join(pages(pack.files[f"pupils/slips-{slug}.pdf"]))
        for row in rows:
            (slip,) = re.findall(
                rf"^{row[0]} {row[1]} ?\n{row[2]} · No\. {row[0]} ?\nVersion ([A-Z]) · (\S+)", text, re.M
            )
            stamp = dark(f"{row[1]} · {row[2]} · {row[0]}")
            mine = [page for page in pages(named.files[f"pupils/{slug}.pdf"]) if stamp in dark(page)]
            assert mine and all(slip[1] in page for page in mine) and slip[1].endswith(f"-{slip[0]}")


def test_copies_of_sheets_that_are_cut_give_whole_sets(flights: Path, tmp_path: Path) -> None:
    """All small sheets on a sheet are the same one, so a pile cut at once is piles of sets."""
    how = (*WORK, "--versions", "2", "--paper", "A5", "--imposition", "cut-and-stack", "--sheet-paper", "A4")
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A}, *how, "--mode", "photocopy")
    one = make_pack(flights, tmp_path / "one", {}, *WORK, "--versions", "2", "--paper", "A5")
    for version, copies in (("A", 2), ("B", 1)):  # 3 pupils and 2, two sets from each copy
        path = f"pupils/master-{version}.pdf"
        alone = [side.only.printed for side in one.sides(path) if side.placed]
        cut = pack.sides(path)
        shown_sides = [side for side in cut if side.placed]
        for side, page in zip(shown_sides, alone, strict=True):
            assert [[p.text for p in small.printed] for small in side.placed] == [[p.text for p in page]] * 2
        text = " ".join(" ".join(pages(pack.files[SHEET])).split())
        assert f"{path} A4 both sides, flip on short edge {copies} {len(cut) // 2} each copy gives 2 sets" in text
    assert "Cut the whole pile of a file apart" in text and "collating (sorting) on" in text
    blank = make_pack(flights, tmp_path / "blank", {}, *how)
    assert "divided by the sets that each copy gives" in " ".join(" ".join(pages(blank.files[SHEET])).split())


# --- the job sheet ---


def rows_of(pack: ClassPack) -> dict[str, tuple[int, int, int, str]]:
    """Of each file on the job sheet its copies, its sheets, its sheets in all, and what it says of staples."""
    text = " ".join(" ".join(pages(pack.files[SHEET])).split())
    kinds = r"[A-Z](?:, [A-Z])*(?: \([^)]*\))?"
    row = re.compile(
        r"(pupils/\S+\.pdf) (?:7[AB] )?A\d (?:both sides, flip on \w+ edge|one side only) (\d+) (\d+) "
        rf"((?:\d+ × \d+ sheets?(?:, no staple)?(?:: {kinds}(?:; {kinds})*)? )+|not stapled )(\d+)"
    )
    return {m[1]: (int(m[2]), int(m[3]), int(m[5]), m[4].strip()) for m in row.finditer(text)}


@pytest.mark.parametrize("name", ["sheets", "editions", "simplex", "slips", "booklet", "2-up", "4-up", "cut"])
def test_the_job_sheet_adds_up_to_the_files(name: str, class_packs: Packs) -> None:
    pack = class_packs(name)
    rows = rows_of(pack)
    assert set(rows) == {path for path in pack.files if path.startswith("pupils/")}
    for path, (copies, each, total, staples) in rows.items():
        with pikepdf.open(io.BytesIO(pack.files[path])) as pdf:
            duplex = pdf.Root.ViewerPreferences.get("/Duplex", "/Simplex") != "/Simplex"
            assert each * (2 if duplex else 1) == len(pdf.pages), path
        assert total == each * copies
        if staples != "not stapled":
            sets = [(int(n), int(m)) for n, m in re.findall(r"(\d+) × (\d+)", staples)]
            assert sum(n * m for n, m in sets) == total
    text = " ".join(" ".join(pages(pack.files[SHEET])).split())
    whole = sum(total for _, _, total, _ in rows.values())
    assert f"Total {whole} " in text
    assert re.search(rf"A\d \(\d+ × \d+ mm\) {whole} 0\.1", text)
    assert f"Sheets of paper in all: {whole}." in pack.ran.out


def test_staples_follow_the_sets(flights: Path, class_packs: Packs, tmp_path: Path) -> None:
    """A class in which sets differ: each length is told with its number of sets."""
    assert rows_of(class_packs("sheets"))["pupils/7a.pdf"] == (1, 40, 40, "8 × 5 sheets")
    rows = (("1", "Large Pupil", "7B", "", "", "", "large-24"), ("2", "Usual Pupil", "7B"), ("3", "Ada Example", "7B"))
    pack = make_pack(flights, tmp_path / "out", {"7b": rows}, "--sheets", "handout,worksheet")
    lengths = [len(sides) // 2 for sides in sets_of(pack, "pupils/7b.pdf")]
    assert lengths[0] > lengths[1] == lengths[2]
    told = f"2 × {lengths[1]} sheets: A 1 × {lengths[0]} sheets: A (large print, 24 point)"
    assert rows_of(pack)["pupils/7b.pdf"][3] == told


def sets_of(pack: ClassPack, path: str) -> list[list[object]]:
    pdf = pypdfium2.PdfDocument(pack.files[path])
    try:
        firsts = [mark.get_dest().get_index() for mark in pdf.get_toc()]
    finally:
        pdf.close()
    found = list(pack.sides(path))
    return [list(found[one:two]) for one, two in zip(firsts, [*firsts[1:], len(found)], strict=True)]


def test_the_job_sheet_names_paper_and_edge(flights: Path, class_packs: Packs, tmp_path: Path) -> None:
    for name, paper, edge in (("booklet", "A3", "short"), ("2-up", "A4", "short"), ("cut", "A3", "short")):
        text = " ".join(pages(class_packs(name).files[SHEET])[0].split())
        assert f"{paper} both sides, flip on {edge} edge" in text, name
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:1]}, *WORK, "--paper", "F4")
    assert "F4 (215 × 330 mm)" in pages(pack.files[SHEET])[0]
    assert set(sizes(pack.files["pupils/7a.pdf"])) == {(215, 330)}


@pytest.mark.parametrize("scheme", ["booklet", "cut-and-stack"])
def test_two_pages_of_a5_lie_on_a4(scheme: str, flights: Path, tmp_path: Path) -> None:
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:2]}, *WORK, "--paper", "A5", "--imposition", scheme)
    assert set(sizes(pack.files[CLASS])) == {(297, 210)}
    text = " ".join(pages(pack.files[SHEET])[0].split())
    assert f"{CLASS} 7A A4 both sides" in text and "296" not in text


def test_what_is_cut_up_is_not_stapled(flights: Path, tmp_path: Path) -> None:
    rows = {"7a": SEVEN_A[:2]}
    cards = make_pack(flights, tmp_path / "cards", rows, "--sheets", "flash-cards,timeline-cards")
    assert len(cards.sides(CLASS)) > 4 and rows_of(cards)[CLASS][3] == "not stapled"
    text = " ".join(pages(cards.files[SHEET])[0].split())
    assert "Do not staple" in text and "Staple at" not in text
    both = make_pack(flights, tmp_path / "both", rows, "--sheets", "handout,worksheet,flash-cards")
    text = " ".join(pages(both.files[SHEET])[0].split())
    assert "Staple at" in text and "take them out of the set before" in text
    usual = make_pack(flights, tmp_path / "usual", rows, "--sheets", "handout,worksheet")
    assert "cut up" not in " ".join(pages(usual.files[SHEET])[0].split())


@pytest.mark.sliced(3)
@pytest.mark.parametrize(
    ("how", "told"),
    [
        (("--imposition", "2-up"), "71 % of their size under 2-up: letters of 12.7 points"),
        (("--imposition", "4-up"), "50 % of their size under 4-up: letters of 9 points"),
        (("--imposition", "cut-and-stack", "--sheet-paper", "A4"), "71 % of their size under cut-and-stack"),
        (("--imposition", "2-up", "--sheet-paper", "A3"), ""),
        (("--imposition", "booklet"), ""),
        ((), ""),
    ],
)
def test_large_print_that_stands_smaller_is_told(
    how: tuple[str, ...], told: str, flights: Path, tmp_path: Path
) -> None:
    pack = make_pack(flights, tmp_path / "out", {"7b": SEVEN_B[1:2]}, *WORK, *how)
    found = [line for line in pack.ran.err.splitlines() if line.endswith("[pack-large-print-shrunk]")]
    assert len(found) == bool(told) and all(told in line and "large-18" in line for line in found)


def test_usual_print_on_shared_sheets_is_not_told(class_packs: Packs) -> None:
    assert "pack-large-print-shrunk" not in class_packs("2-up").ran.err


def test_digital_copies_for_pupils_nobody_named_are_told(flights: Path, class_packs: Packs, tmp_path: Path) -> None:
    pack = make_pack(flights, tmp_path / "out", {}, *WORK, "--digital", "pupils")
    assert [line for line in pack.ran.err.splitlines() if line.endswith("[pack-digital-shared]")]
    assert "digital/A.pdf" in pack.files
    assert "pack-digital-shared" not in class_packs("digital").ran.err + class_packs("shared").ran.err


def empty_pdf(*sizes_in_points: tuple[float, float]) -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    for size in sizes_in_points:
        pdf.new_page(*size)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.sliced(2)
@pytest.mark.parametrize("mode", ["named", "photocopy"])
def test_papers_that_are_mixed_are_counted_each(mode: str, flights: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(empty_pdf((612, 792)))
    (tmp_path / "maps.pdf").write_bytes(empty_pdf((842, 1191), (1191, 842), (595, 842)))  # A3, A3 lying, A4
    plan = f"mode: {mode}\ncover: letter.pdf\ninserts: [{{file: maps.pdf, after: handout}}]\n"
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A}, "--sheets", "handout,worksheet", plan=plan)
    text = " ".join(" ".join(pages(pack.files[SHEET])).split())
    # of each set one sheet of Letter, one of A3 with its back, one for the A4 page alone, and two of the lesson's own
    slip = 1 if mode == "photocopy" else 0
    assert re.search(rf"A4 \(210 × 297 mm\) {3 * 5 + slip} 0\.1", text)
    assert "Letter (215.9 × 279.4 mm) 5 0.1" in text and "A3 (297 × 420 mm) 5 0.1" in text
    assert f"Total {25 + slip} " in text and f"Sheets of paper in all: {25 + slip}." in pack.ran.out
    assert "15 × A4 5 × Letter 5 × A3" in text if mode == "named" else "3 × A4 1 × Letter 1 × A3" in text
    assert "page size" in text
    (told,) = [line for line in pack.ran.err.splitlines() if line.endswith("[pack-papers-mixed]")]
    assert "(A4, Letter, A3)" in told


def test_a_cover_that_is_nearly_the_paper_is_that_paper(flights: Path, tmp_path: Path) -> None:
    (tmp_path / "cover.pdf").write_bytes(empty_pdf((595, 842)))
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:2]}, *WORK, plan="cover: cover.pdf\n")
    text = " ".join(" ".join(pages(pack.files[SHEET])).split())
    assert re.findall(r"A4 \(210 × 297 mm\) 4 ", text) and "209.9" not in text
    assert "pack-papers-mixed" not in pack.ran.err


def test_the_list_ticks_everyone_with_the_version_of_the_set(class_packs: Packs) -> None:
    pack = class_packs("editions")
    for slug, rows in BOTH.items():
        text = "\n".join(pages(pack.files[f"teacher/list-{slug}.pdf"]))
        for row in rows:
            stamp = dark(f"{row[1]} · {row[2]} · {row[0]}")
            (page,) = {CODE.findall(p)[0] for p in pages(pack.files[f"pupils/{slug}.pdf"]) if stamp in dark(p)}
            assert re.search(rf"^{row[0]} {row[1]} (?:\S+ )?{page}", text, re.M), row
        assert len(CODE.findall(text)) == len(rows)


# --- QR codes ---


SCALE = 600 / 72


def squares_of(leaf: pypdfium2.PdfPage, count: int) -> list[list[bool]] | None:
    """The dark squares of the page's code as they are rendered, None when there is none."""
    paths = leaf.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
    found = [thing.get_bounds() for thing in paths if raw.FPDFPath_CountSegments(thing.raw) > 200]
    if not found:
        return None
    ((left, foot, right, head),) = found
    assert 0 < left < right < leaf.get_width() and 0 < foot < head < leaf.get_height()
    picture = leaf.render(scale=SCALE).to_pil().convert("L")
    pitch = (right - left) / count

    def dark_at(row: int, column: int) -> bool:
        x, y = left + (column + 0.5) * pitch, leaf.get_height() - head + (row + 0.5) * pitch
        return bool(picture.getpixel((round(x * SCALE), round(y * SCALE))) < 128)

    # four squares of white all around
    assert not any(dark_at(at, -step) or dark_at(-step, at) for at in range(count) for step in (1, 2, 3, 4))
    return [[dark_at(row, column) for column in range(count)] for row in range(count)]


def test_the_code_of_every_page_stands_on_it_as_a_qr(class_packs: Packs) -> None:
    """No library that reads QR codes is at hand: the squares of the rendered page are compared with the encoder's."""
    data = class_packs("qr").files["pupils/7a.pdf"]
    pdf = pypdfium2.PdfDocument(data)
    try:
        for number, leaf in enumerate(pdf):
            text = leaf.get_textpage().get_text_bounded()
            (code,) = set(CODE.findall(text))
            value = f"{code} {number % 2 + 1}/2"
            assert f"Page {number % 2 + 1} of 2" in text
            wanted = modules(value)
            assert squares_of(leaf, len(wanted)) == wanted
    finally:
        pdf.close()


def test_without_the_wish_there_is_no_qr(class_packs: Packs) -> None:
    pdf = pypdfium2.PdfDocument(class_packs("simplex").files["pupils/7a.pdf"])
    try:
        assert squares_of(pdf[0], 21) is None
    finally:
        pdf.close()


def test_a_qr_is_drawn_once_for_each_versions_page(class_packs: Packs) -> None:
    """Pupils share the page with its code, so none holds anything of a pupil."""
    data = class_packs("qr").files["pupils/7a.pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        forms = {tuple(thing.objgen) for leaf in pdf.pages for thing in leaf.Resources.XObject.values()}
    assert len(forms) == 4 == len(sides(data))
    more = class_packs("editions")
    with pikepdf.open(io.BytesIO(more.files["pupils/7a.pdf"])) as pdf:
        forms = {tuple(thing.objgen) for leaf in pdf.pages for thing in leaf.Resources.XObject.values()}
    assert len(forms) == 4 < len(more.sides("pupils/7a.pdf"))


def test_nothing_but_the_documented_files_is_written(class_packs: Packs) -> None:
    pack = class_packs("editions")
    assert set(files(pack.out)) == {
        *("pupils/7a.pdf", "pupils/7b.pdf", SHEET, "teacher/list-7a.pdf", "teacher/list-7b.pdf"),
        *(f"teacher/standard/key-{part}.pdf" for part in ("A", "B", "matrix")),
        *("teacher/support/key-A.pdf", "teacher/large-18/key-B.pdf", "teacher/id/key-A.pdf"),
    }
