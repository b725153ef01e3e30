"""Names of pupils stand on their pages and in the teacher's lists and nowhere else; answers never in pupils' files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest
from support import Ran, files
from support_packs import TWO, WORK, ClassPack, flight_lesson, make_pack, roster, run_pack, sides
from support_pdf import dark, everything, pages, visible

from handouts.languages.labels import Labels
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Open
from handouts.model.handout import Handout
from handouts.pipeline import editions
from handouts.pipeline.prepare import Prepared, handouts_of

Packs = Callable[[str], ClassPack]
COUNT = 200


def token(number: int) -> str:
    """A name that no text has, and that can be found in any encoding."""
    letters = "".join("bcdfghjklmnpqrstvwxz"[(number // 20**k) % 20] for k in range(2))
    return f"Zqxvyk{letters} Qjwkzx{letters}"


NAMES = [token(n) for n in range(COUNT)]
CLASSES = {
    f"z-{n}": [(str(k + 1), NAMES[50 * n + k], f"Z-{n}", str(k // 7 + 1), str(k % 7 + 1)) for k in range(50)]
    for n in range(4)
}


@pytest.fixture(scope="module")
def private(flights: Path, tmp_path_factory: pytest.TempPathFactory) -> ClassPack:
    """Four classes of fifty pupils whose names nothing else has."""
    return make_pack(flights, tmp_path_factory.mktemp("private") / "out", CLASSES, *TWO, *WORK, "--spares", "1")


@pytest.fixture(scope="module")
def digital(flights: Path, tmp_path_factory: pytest.TempPathFactory) -> ClassPack:
    rows = {"z-0": CLASSES["z-0"][:3]}
    return make_pack(flights, tmp_path_factory.mktemp("digital") / "out", rows, *TWO, *WORK, "--digital", "pupils")


@pytest.fixture(scope="module")
def slips(flights: Path, tmp_path_factory: pytest.TempPathFactory) -> ClassPack:
    return make_pack(
        flights, tmp_path_factory.mktemp("slips") / "out", {"z-0": CLASSES["z-0"]}, *TWO, *WORK, "--mode", "photocopy"
    )


def codings(part: str) -> Iterator[bytes]:
    """A part of all names as text of a PDF or another file may hold it."""
    for encoding in ("utf-8", "utf-16-be", "utf-16-le"):
        yield part.encode(encoding)
        yield part.encode(encoding).hex().encode()


TRACES = re.compile(b"(?i)" + b"|".join(re.escape(t) for part in ("zqxvyk", "qjwkzx") for t in codings(part)))


def test_every_name_stands_on_its_pages_and_in_its_list(private: ClassPack) -> None:
    """So that the tests below look for names that are there."""
    for slug, rows in CLASSES.items():
        stamped = {word for side in private.sides(f"pupils/{slug}.pdf") for p in side.placed for word in p.words}
        listed = visible(private.files[f"teacher/list-{slug}.pdf"])
        for row in rows:
            assert dark(row[1]) in stamped
            assert dark(row[1]) in listed


def shows_names(path: str) -> bool:
    return path.startswith(("pupils/z-", "teacher/list-", "pupils/slips-", "digital/"))


@pytest.mark.parametrize("which", ["private", "digital", "slips"])
def test_no_name_stands_in_anything_but_the_page_text(which: str, request: pytest.FixtureRequest) -> None:
    """Metadata, outline, labels, structure, alternative texts, names of fonts: all bytes with all streams unpacked.

    The fonts of a file number its characters, so a name in page text leaves no readable trace in its bytes.
    """
    pack: ClassPack = request.getfixturevalue(which)
    for path, data in pack.files.items():
        assert not TRACES.search(path.encode())
        assert not TRACES.search(everything(data)), path
        if not shows_names(path):
            assert not TRACES.search("\n".join(pages(data)).encode()), path


@pytest.mark.parametrize("which", ["private", "digital", "slips"])
def test_no_name_stands_in_records_messages_or_the_lesson(which: str, request: pytest.FixtureRequest) -> None:
    pack: ClassPack = request.getfixturevalue(which)
    assert pack.records
    for path, data in files(pack.lesson).items():
        assert not TRACES.search(path.encode()) and not TRACES.search(data)
    assert not TRACES.search(pack.ran.out.encode()) and not TRACES.search(pack.ran.err.encode())


def test_a_trace_would_be_found() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = NAMES[7]
    out = io.BytesIO()
    pdf.save(out)
    assert TRACES.search(everything(out.getvalue()))
    assert TRACES.search(f"x {NAMES[199].lower()}".encode())


def test_digital_copies_are_called_by_number_and_by_name_only_when_asked(digital: ClassPack, tmp_path: Path) -> None:
    assert sorted(p for p in digital.files if p.startswith("digital/")) == [f"digital/z-0/{n}.pdf" for n in range(1, 4)]
    (tmp_path / "z-0.csv").write_text(roster(CLASSES["z-0"][:2]), encoding="utf-8")
    asked = (*WORK, "--digital", "pupils", "--names-in-filenames", "--class", tmp_path / "z-0.csv")
    assert run_pack(digital.lesson, tmp_path / "out", *asked).code == 0
    found = sorted(p for p in files(tmp_path / "out") if p.startswith("digital/"))
    assert found == [f"digital/z-0/{n}-{token(n - 1).lower().replace(' ', '-')}.pdf" for n in (1, 2)]


@pytest.mark.parametrize("wrong", ["level", "number", "twin", "sign"])
def test_messages_about_a_pupil_name_the_row_and_not_the_pupil(wrong: str, tmp_path: Path) -> None:
    name = NAMES[3]
    rows = {
        "level": [("1", name, "7A", "", "", "zzz")],
        "number": [("1", name, "7A"), ("1", NAMES[4], "7A")],
        "twin": [("", name, "7A"), ("", name, "7A")],
        "sign": [("1", f"={name}", "7A")],
    }[wrong]
    ran = refused(tmp_path, rows)
    assert "7a.csv:" in ran.err and not TRACES.search(ran.err.encode())


def refused(folder: Path, rows: list[tuple[str, ...]]) -> Ran:
    lesson = flight_lesson(folder / "flights")
    (folder / "7a.csv").write_text(roster(rows), encoding="utf-8")
    ran = run_pack(lesson, folder / "out", *WORK, "--class", folder / "7a.csv")
    assert ran.code == 3 and ran.out == "" and not (folder / "out").exists()
    return ran


def test_a_name_in_letters_that_no_font_has_is_told_by_its_letters_alone(tmp_path: Path) -> None:
    ran = refused(tmp_path, [("1", f"{NAMES[3]} 山", "7A")])
    assert "7a.csv:2" in ran.err and "山" in ran.err and not TRACES.search(ran.err.encode())


# --- answers ---


def other_key(item: Exercise, n: int) -> Exercise:
    """The item with other right answers, which its key can be printed of."""
    match item:
        case Choice():
            return replace(item, key=(item.key + n) % len(item.options))
        case Grid():
            rows = tuple(replace(r, column=(r.column + n) % len(item.columns)) for r in item.rows)
            return replace(item, rows=rows)
        case Open():
            return replace(item, answer=f"{item.answer} {'more ' * n}")
        case Gap():
            return replace(item, answer="more " * n)
    return item


def with_other_keys(handout: Handout, n: int) -> Handout:
    sections = (replace(s, items=tuple(other_key(i, n) for i in s.items)) for s in handout.sections)
    return replace(handout, sections=tuple(sections))


def test_other_answers_give_the_same_files_for_pupils(tmp_path: Path) -> None:
    """The whole pack made with another key: no byte of any file for pupils changes."""
    (tmp_path / "z-0.csv").write_text(roster(CLASSES["z-0"][:6]), encoding="utf-8")
    asked = (*TWO, "--sheets", "handout,worksheet", "--class", tmp_path / "z-0.csv", "--digital", "pupils")

    def made(n: int) -> dict[str, bytes]:
        def changed(prepared: Prepared, versions: int) -> tuple[Handout, ...]:
            return tuple(with_other_keys(h, n) for h in handouts_of(prepared, versions))

        out = tmp_path / f"out-{n}"
        with patch.object(editions, "handouts_of", changed):
            ran = run_pack(flight_lesson(tmp_path / str(n) / "flights"), out, *asked)
        assert ran.code == 0, ran.err
        return files(out)

    packs = [made(n) for n in range(2)]
    keys = {"teacher/key-A.pdf", "teacher/key-B.pdf", "teacher/key-matrix.pdf"}
    assert keys < set(packs[0])
    changed = {path for path in packs[0] if len({data[path] for data in packs}) > 1}
    assert {"teacher/key-A.pdf", "teacher/key-B.pdf"} <= changed <= keys


KEY_WORDS = {Labels(code)["key.quick"].lower() for code in ("en", "id")} | {"for the teacher", "untuk guru"}


@pytest.mark.parametrize("name", ["sheets", "editions", "slips", "digital"])
def test_no_word_of_a_key_stands_in_files_for_pupils(name: str, class_packs: Packs) -> None:
    pack = class_packs(name)
    keys = " ".join(" ".join(pages(data)) for path, data in pack.files.items() if "key-" in path).lower()
    assert any(word in keys for word in KEY_WORDS)
    for path, data in pack.files.items():
        if not path.startswith("teacher/"):
            shown = " ".join(pages(data)).lower()
            assert [word for word in KEY_WORDS if word in shown] == [], path


def test_a_qr_code_holds_nothing_of_a_pupil(class_packs: Packs) -> None:
    """It is drawn with the page, once for all pupils: the forms of two pupils' pages are the same object."""
    with pikepdf.open(io.BytesIO(class_packs("qr").files["pupils/7a.pdf"])) as pdf:
        shared = {tuple(thing.objgen) for leaf in pdf.pages for thing in leaf.Resources.XObject.values()}
        assert len(shared) == 4
    assert len(sides(class_packs("qr").files["pupils/7a.pdf"])) == 4
