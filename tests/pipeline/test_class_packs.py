"""The file of a class, read back as PDFium sees it: right pages, whole sheets of paper, each pupil's own words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
from support import build
from support_packs import (
    ALL_SHEETS,
    SEVEN_A,
    SEVEN_B,
    TWO,
    ClassPack,
    Piece,
    Side,
    flight_lesson,
    make_pack,
    plain,
    prepared,
    roster,
    run_pack,
)
from support_packs import sides as sides_of
from support_pdf import dark, overlaps, pages, shown, sizes, text_boxes

Packs = Callable[[str], ClassPack]
UPRIGHT = (1, 0, 0, 1, 0, 0)
NAMED = ["sheets", "simplex", "editions", "qr"]
IN_ALL = [*NAMED, "booklet", "2-up", "4-up", "cut"]
CLASS = "pupils/7a.pdf"


@pytest.fixture(scope="module")
def built(flights: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Piece]]]:
    """The pages of each pupils' sheet of the pack "sheets" as `handouts build` prints them."""
    out = tmp_path_factory.mktemp("build")
    pack = build(flights, out, *TWO, *ALL_SHEETS, "--duplex", known=prepared(str(flights), None))
    found = {}
    for path, data in pack.pdfs.items():
        if path.startswith("pupils/"):
            leaves: list[list[Piece]] = [[] for _ in pages(data)]
            for piece in shown(data):
                leaves[piece.page - 1].append(Piece(piece.x, piece.y, piece.size, plain(piece.text)))
            found[Path(path).stem] = leaves
    return found


def outline(data: bytes) -> list[tuple[str, int]]:
    """The entries of an outline with their pages from 0."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    finally:
        pdf.close()


def sets(pack: ClassPack, path: str = CLASS) -> Iterator[tuple[str, Sequence[Side]]]:
    """The sets of a file by their names in its outline, which say where each begins."""
    found, sides = outline(pack.files[path]), pack.sides(path)
    ends = [first for _, first in found[1:]] + [len(sides)]
    assert found[0][1] == 0
    for (name, first), end in zip(found, ends, strict=True):
        yield name, sides[first:end]


def version_of(sides: Sequence[Side]) -> str:
    """The version that stands at the foot of a set."""
    feet = re.findall(
        r"[0-9A-Z]{7}-([A-Z])\b", " ".join(p.text for s in sides for one in s.placed for p in one.printed)
    )
    assert len(set(feet)) == 1
    return feet[0]


def on_whole_sheets(leaves: Sequence[Sequence[Piece]], one_sided: bool = False) -> list[Sequence[Piece] | None]:
    """Pages as they lie on paper that is printed on both sides; None is an empty back."""
    if one_sided:
        return [side for leaf in leaves for side in (leaf, None)]
    return [*leaves, *([None] if len(leaves) % 2 else [])]


def wanted(built: dict[str, list[list[Piece]]], version: str) -> list[Sequence[Piece] | None]:
    strip, cards = on_whole_sheets(built["timeline-strip"], one_sided=True), on_whole_sheets(built["flash-cards"])
    return [*on_whole_sheets(built["handout"]), *on_whole_sheets(built[f"worksheet-{version}"]), *strip, *cards]


MARK = re.compile(r"(?:^|·)([0-9A-Z]{7})-([A-Z])(\d+)/(\d+)$")


def without_code(word: str) -> str:
    """A stamp without the code, version and page that end the line in the upper margin."""
    return MARK.sub("", word)


def test_every_set_has_the_pages_of_its_version_on_whole_sheets(class_packs: Packs, built) -> None:
    given = list(sets(class_packs("sheets")))
    assert [name for name, _ in given] == ["1", "2", "3", "4", "5", "spare", "spare", "teacher"]
    assert built["worksheet-A"] != built["worksheet-B"]
    for _, sides in given:
        pages_wanted = wanted(built, version_of(sides))
        assert len(sides) == len(pages_wanted)
        for side, page in zip(sides, pages_wanted, strict=True):
            if page is None:
                assert side.placed == ()
            else:
                assert list(side.only.printed) == list(page)
                assert side.only.matrix == UPRIGHT


def test_on_one_side_nothing_is_filled_up(class_packs: Packs, built) -> None:
    for _, sides in sets(class_packs("simplex")):
        assert all(len(side.placed) == 1 for side in sides)
        assert len(sides) == len(built["handout"]) + len(built["worksheet-A"])


def test_neighbours_have_different_versions(class_packs: Packs) -> None:
    found = {name: version_of(sides) for name, sides in sets(class_packs("sheets")) if name.isdigit()}
    seats = {row[0]: (int(row[3]), int(row[4])) for row in SEVEN_A}
    for one, (row, column) in seats.items():
        for other, (row2, column2) in seats.items():
            if abs(row - row2) + abs(column - column2) == 1:
                assert found[one] != found[other]


@pytest.mark.parametrize("name", NAMED)
def test_each_page_bears_its_pupil_once(name: str, class_packs: Packs) -> None:
    pack = class_packs(name)
    rosters = {path: rows for path, rows in ((CLASS, SEVEN_A), ("pupils/7b.pdf", SEVEN_B)) if path in pack.files}
    for path, rows in rosters.items():
        people = {row[0]: tuple(map(dark, (row[1], row[2], row[0]))) for row in rows}
        assert pack.sides(path)
        for title, sides in sets(pack, path):
            printed = [side.only for side in sides if side.placed]
            assert printed
            for page in printed:
                *own, last = (without_code(word) for word in page.words)
                if title not in people:
                    assert (own, last) == ([], "")
                else:
                    assert (tuple(own), last) in ((people[title], ""), ((), "·".join(people[title])))
            if title in people:
                # the worksheet has a place for the name, and no other sheet has
                assert sum(page.words[:-1] == people[title] for page in printed) == 1


@pytest.mark.sliced(3)
@pytest.mark.parametrize("name", ["sheets", "simplex", "editions", "booklet", "cut", "masters"])
def test_each_page_ends_its_upper_line_with_code_version_and_place_in_its_set(name: str, class_packs: Packs) -> None:
    """Pages that fill up a sheet are no pages of the set; the foot of each sheet counts its own pages."""
    pack = class_packs(name)
    for path in (path for path in pack.files if path.startswith("pupils/")):
        many = sets(pack, path) if name not in ("cut", "masters") else [("all", pack.sides(path))]
        counts = []
        for _, sides in many:
            printed = [page for side in sides for page in side.placed]
            marks = [MARK.search(page.words[-1]) for page in printed]
            assert all(mark and f"{mark[1]}-{mark[2]}" for mark in marks)
            per_set = sorted((int(mark[3]), int(mark[4]), mark[1], mark[2]) for mark in marks)
            whole = {mark[1:] for mark in per_set}
            counts.append(len(whole))
            for total, code, version in whole:
                places = sorted({place for place, *rest in per_set if tuple(rest) == (total, code, version)})
                assert places == list(range(1, total + 1))
                assert name == "cut" or total == len(printed)
            codes = {f"{mark[1]}-{mark[2]}" for mark in marks}
            printed_codes = set(
                re.findall(r"\b[0-9A-Z]{7}-[A-Z]\b", " ".join(p.text for page in printed for p in page.printed))
            )
            assert printed_codes <= codes
        assert name == "cut" or set(counts) == {1}


def test_names_stand_in_the_places_that_are_left_for_them(class_packs: Packs) -> None:
    """On their rules right of their labels, or between edge and type in the margin; on no other words."""
    for name in NAMED:
        for path, data in class_packs(name).files.items():
            if not path.startswith("pupils/"):
                continue
            assert overlaps(data) == []
            for number, side in enumerate(class_packs(name).sides(path)):
                for stamp in side.only.stamps if side.placed else ():
                    left = 16 * 72 / 25.4
                    assert left < stamp.x and stamp.right < side.width - left + 0.5, (path, number)
                    if MARK.search(dark(stamp.text)):
                        assert stamp.right > side.width * 0.8
                        assert 5 * 72 / 25.4 < side.height - stamp.y - stamp.size / 2 < 17 * 72 / 25.4


@pytest.mark.parametrize("name", IN_ALL)
def test_nothing_stands_outside_of_its_page(name: str, class_packs: Packs) -> None:
    pack = class_packs(name)
    for path in (p for p in pack.files if p.startswith("pupils/")):
        for side in pack.sides(path):
            for one in side.placed:
                a, b, c, d, e, f = one.matrix
                for piece in one.printed:
                    x, y = a * piece.x + c * piece.y + e, b * piece.x + d * piece.y + f
                    assert 0 < x < side.width and 0 < y < side.height
                for stamp in one.stamps:
                    assert 0 < stamp.x < stamp.right < side.width and 0 < stamp.y < side.height


@pytest.mark.parametrize(
    ("name", "duplex"),
    [
        *(("sheets", "/DuplexFlipLongEdge"), ("editions", "/DuplexFlipLongEdge"), ("simplex", "/Simplex")),
        *(("booklet", "/DuplexFlipShortEdge"), ("2-up", "/DuplexFlipShortEdge"), ("4-up", "/Simplex")),
    ],
)
def test_a_viewer_is_asked_for_the_right_sides_and_for_no_scaling(name: str, duplex: str, class_packs: Packs) -> None:
    with pikepdf.open(io.BytesIO(class_packs(name).files[CLASS])) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (wishes.Duplex, wishes.PrintScaling) == (duplex, "/None")
        assert pdf.check_pdf_syntax() == [] and pdf.get_warnings() == []
        for leaf in pdf.pages:
            assert "/Rotate" not in leaf and "/CropBox" not in leaf and "/Annots" not in leaf


def own_boxes(data: bytes) -> int:
    """How many pages say their size themselves. QPDF copies what pages inherit as soon as one looks at them."""
    leaves = [kid.get_object() for kid in pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/Pages"]["/Kids"]]
    assert len(leaves) == len(sizes(data))
    return sum("/MediaBox" in leaf for leaf in leaves)


def test_all_pages_share_one_size_but_those_that_lie(class_packs: Packs) -> None:
    data = class_packs("sheets").files[CLASS]
    assert own_boxes(data) == sizes(data).count((297, 210)) > 0
    for name in ("simplex", "editions", "qr", "booklet"):
        data = class_packs(name).files[CLASS]
        assert (own_boxes(data), len(set(sizes(data)))) == (0, 1)


def test_pages_are_called_by_the_number_in_the_class(class_packs: Packs) -> None:
    data = class_packs("editions").files["pupils/7b.pdf"]
    pdf = pypdfium2.PdfDocument(data)
    try:
        told = [pdf.get_page_label(number) for number in range(len(pdf))]
    finally:
        pdf.close()
    expected = [
        f"{title}-{n}"
        for title, sides in sets(class_packs("editions"), "pupils/7b.pdf")
        for n in range(1, len(sides) + 1)
    ]
    assert told == expected
    assert told[0] == "1-1" and told[-1] == "spare-2"


def test_sheets_for_the_short_edge_have_their_backs_turned(tmp_path: Path) -> None:
    """The whole stack is turned around one edge; cards made for the other one still meet their fronts."""
    lesson = flight_lesson(tmp_path / "flights", "flash_cards: short\n")
    rows = {"7a": SEVEN_A[:1]}
    sheets = ("--sheets", "flash-cards,worksheet")
    pack = make_pack(lesson, tmp_path / "long", rows, *sheets)
    cards, back, *others = pack.sides(CLASS)
    turned = (-1, 0, 0, -1, round(back.width, 2), round(back.height, 2))
    assert (cards.only.matrix, tuple(round(v, 2) for v in back.only.matrix)) == (UPRIGHT, turned)
    assert {side.only.matrix for side in others} == {UPRIGHT}
    # the stamp of a page that stands on its head does so too
    assert back.only.stamps[0].y < back.height / 4
    short = make_pack(lesson, tmp_path / "short", rows, *sheets, plan="imposition: {scheme: none, flip: short}\n")
    assert {side.only.matrix for side in short.sides(CLASS)} == {UPRIGHT}


def test_cards_for_the_long_edge_meet_their_fronts_around_the_short_one(flights: Path, tmp_path: Path) -> None:
    plan = "imposition: {scheme: none, flip: short}\n"
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:1]}, "--sheets", "worksheet,flash-cards", plan=plan)
    *work, front, back = pack.sides(CLASS)
    assert {side.only.matrix for side in (*work, front)} == {UPRIGHT}
    assert back.only.matrix[0] == -1
    with pikepdf.open(io.BytesIO(pack.files[CLASS])) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


def test_standing_and_lying_sheets_are_turned_around_one_edge(flights: Path, tmp_path: Path) -> None:
    """A lying sheet at the head of the set must not make the printer turn all others upside down."""
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:1]}, "--sheets", "timeline-strip,worksheet")
    assert sizes(pack.files[CLASS])[0] == (297, 210)
    with pikepdf.open(io.BytesIO(pack.files[CLASS])) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
    assert {side.only.matrix for side in pack.sides(CLASS) if side.placed} == {UPRIGHT}


def lying_pdf(count: int) -> bytes:
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(count):
        pdf.new_page(842, 595)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_inserts_begin_on_a_sheet_and_those_that_lie_are_turned_like_a_book(flights: Path, tmp_path: Path) -> None:
    (tmp_path / "map.pdf").write_bytes(lying_pdf(3))
    (tmp_path / "cover.pdf").write_bytes(lying_pdf(1))
    plan = "cover: cover.pdf\ninserts: [{file: map.pdf, after: handout}]\n"
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:2]}, "--sheets", "handout,worksheet", plan=plan)
    for _, sides in sets(pack):
        flat = [side.width > side.height for side in sides]
        # cover and its back, handout and its back, three maps and a back, two pages of the worksheet
        assert flat == [True] * 2 + [False] * 2 + [True] * 4 + [False] * 2
        assert [side.only.matrix[0] for side in (sides[4], sides[5], sides[6])] == [1, -1, 1]
        assert [bool(side.placed) for side in sides] == [True, False, True, False, True, True, True, False, True, True]
        assert all(side.only.words == () for side in (sides[0], *sides[4:7]))
        assert [side.only.words[-1][-3:] for side in (sides[2], *sides[8:])] == ["2/7", "6/7", "7/7"]


def mixed_pdf(shape: str) -> bytes:
    """Pages that lie (L) or stand (P)."""
    pdf = pypdfium2.PdfDocument.new()
    for way in shape:
        pdf.new_page(*((842, 595) if way == "L" else (595, 842)))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.sliced(4)
@pytest.mark.parametrize(
    ("shape", "turned"), [("LPLLPL", [0, 0, 0, 1, 0, 1]), ("PLPPLP", [0, 1, 0, 0, 0, 0]), ("LL", [0, 1])]
)
def test_the_back_of_an_insert_is_turned_as_it_lies_itself(
    shape: str, turned: list[int], flights: Path, tmp_path: Path
) -> None:
    """Around the long edge of standing paper a standing back stays upright, whatever is on its front."""
    (tmp_path / "map.pdf").write_bytes(mixed_pdf(shape))
    plan = "inserts: [{file: map.pdf, after: worksheet}]\n"
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:1]}, "--sheets", "worksheet", plan=plan)
    inserted = pack.sides(CLASS)[2:]
    assert [side.width > side.height for side in inserted] == [way == "L" for way in shape]
    assert [side.only.matrix[0] for side in inserted] == [-1 if turn else 1 for turn in turned]


LONG = "Abdurrahman " * 24 + "Zacharias"
SHRUNK = "Maharani Kusumawardhani Contohsari Binti Wiryadi"


def test_long_names_are_made_smaller_and_then_lose_their_end(flights: Path, tmp_path: Path) -> None:
    assert len(LONG) > 290
    rows = (("1", LONG, "7A"), ("2", SHRUNK, "7A"), ("3", "Ada Example", "7A"))
    pack = make_pack(flights, tmp_path / "out", {"7a": rows}, "--sheets", "worksheet")
    long, less, usual = (sides[0].only.stamps[0] for _, sides in sets(pack))
    assert dark(usual.text) == "AdaExample" and dark(less.text) == dark(SHRUNK)
    assert long.text.endswith("…") and dark(LONG).startswith(dark(long.text)[:-1])
    assert long.size < less.size < usual.size
    assert long.size == pytest.approx(0.62 * usual.size, abs=0.01)
    assert len(dark(long.text)) > 25
    (told,) = [line for line in pack.ran.err.splitlines() if line.endswith("[pack-name-cut]")]
    assert told.split(": ")[0].endswith("7a.csv:2") and "(rows 2)" in told and "Abdurrahman" not in pack.ran.err
    assert overlaps(pack.files[CLASS]) == []
    for side in pack.sides(CLASS):
        assert all(stamp.right < side.width - 16 * 72 / 25.4 + 0.5 for stamp in side.only.stamps)
    running = pack.sides(CLASS)[1].only.stamps[0]
    # class and number tell twins apart, so they stay
    assert without_code(dark(running.text)).endswith("…·7A·1") and dark(running.text).endswith("2/2")
    assert not any(box.left < 0 or box.right > 596 for box in text_boxes(pack.files[CLASS]))


def test_missing_numbers_are_places_everywhere(flights: Path, tmp_path: Path) -> None:
    """No two pupils have one number: not in outline, labels, list and names of files, nor on the page."""
    rows = (
        ("2", "Ada Example", "7A"),
        ("", "Budi Contoh", "7A"),
        ("3", "Citra Contoh", "7A"),
        ("", "Dewi Contoh", "7A"),
    )
    pack = make_pack(flights, tmp_path / "out", {"7a": rows}, "--sheets", "worksheet", "--digital", "pupils")
    wanted = {"2": "Ada Example", "3": "Citra Contoh", "#3": "Budi Contoh", "#4": "Dewi Contoh"}
    for (title, sides), (number, name) in zip(sets(pack), wanted.items(), strict=True):
        assert title == number and sides[0].only.words[:3] == (dark(name), "7A", number)
    listed = dark(" ".join(pages(pack.files["teacher/list-7a.pdf"])))
    assert all(dark(f"{number}{name}") in listed for number, name in wanted.items())
    digital = sorted(path for path in pack.files if path.startswith("digital/"))
    assert digital == [f"digital/7a/{name}.pdf" for name in ("2", "3", "place-3", "place-4")]


def test_without_any_numbers_pages_bear_the_places_of_the_list(flights: Path, tmp_path: Path) -> None:
    people = roster((("Ada Example", "7A"), ("Budi Contoh", "7A")), ("Name", "Class"))
    (tmp_path / "7a.csv").write_text(people, encoding="utf-8")
    ran = run_pack(flights, tmp_path / "out", "--class", tmp_path / "7a.csv", "--sheets", "worksheet")
    assert ran.code == 0, ran.err
    found = sides_of((tmp_path / "out" / CLASS).read_bytes())
    assert [side.only.words[2] for side in found[::2]] == ["1", "2"]


SCRIPTS = {
    "Cyrillic": "Андрій Приклад-Їжакевич",
    "Greek": "Ελένη Παράδειγμα",
    "Vietnamese": "Nguyễn Thị Ví Dụ",
    "Latin of many languages": "Þórður Ægisson Šćepanović Ğül",
    "marks in front of capitals": "Ñandú Ẹ̀kọ́",
}


def test_names_in_scripts_that_the_fonts_have(flights: Path, tmp_path: Path) -> None:
    rows = [(str(n), name, "7A") for n, name in enumerate(SCRIPTS.values(), start=1)]
    pack = make_pack(flights, tmp_path / "out", {"7a": rows}, "--sheets", "worksheet")
    for (_, sides), name in zip(sets(pack), SCRIPTS.values(), strict=True):
        assert sides[0].only.words[0] == dark(name)
        assert sides[1].only.words[0].startswith(dark(name))


CARDS = ("--sheets", "worksheet,flash-cards,timeline-cards")


@pytest.mark.sliced(2)
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--imposition", "2-up"), "flash-cards,timeline-cards"),
        (("--imposition", "4-up", "--simplex"), "flash-cards"),
        ((), ""),
    ],
)
def test_cards_that_share_their_sheets_are_told(
    flights: Path, asked: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    pack = make_pack(flights, tmp_path / "out", {"7a": SEVEN_A[:1]}, *CARDS, *asked)
    found = [line for line in pack.ran.err.splitlines() if line.endswith("[pack-cards-imposed]")]
    assert [line.rpartition(": ")[2].partition(".")[0] for line in found] == ([told] if told else [])


def test_what_tells_the_answers_is_not_stapled_to_the_questions(flights: Path, tmp_path: Path) -> None:
    """The lesson's sheets hold the filled timeline, which is for after the work."""
    rows = {"7a": SEVEN_A[:1]}
    pack = make_pack(flights, tmp_path / "out", rows)
    assert "[pack-after-work]" in pack.ran.err
    work = make_pack(flights, tmp_path / "work", rows, "--sheets", "handout,worksheet")
    assert pages(pack.files[CLASS]) != () and len(pages(pack.files[CLASS])) == len(pages(work.files[CLASS]))
    told = make_pack(flights, tmp_path / "told", rows, "--sheets", "handout,timeline,worksheet")
    assert "[pack-after-work]" not in told.ran.err
    assert len(pages(told.files[CLASS])) > len(pages(work.files[CLASS]))
    alone = make_pack(flights, tmp_path / "alone", rows, "--sheets", "timeline")
    assert len(pages(alone.files[CLASS])) == 2
