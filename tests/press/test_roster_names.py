"""Names of all scripts and traps through both kinds of file: as they were (NFC), or refused; never another name."""

from __future__ import annotations

import csv
import io
import string
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from rosters_cases import workbook
from support_examples import examples

from handouts.errors import ContentError
from handouts.press.rosters import read_rosters
from handouts.press.rosters.names import cleaned, has_letter, has_sign, is_garbled, kind_of_text
from handouts.reading import xlsx
from handouts.reading.invisible import is_invisible, is_no_text

SCRIPTS = {
    "latin": string.ascii_letters + "éèñçößåøłžşğıİêộđ",
    "combining": "aeinou\u0301\u0308\u0303\u0323",
    "cyrillic": "АБВГДабвгдежзийклмноя",
    "greek": "ΑΒΓΔαβγδεζηθικλσς",
    "arabic": "ابتثجحخدذرزسشعغفقكلمنهوي",
    "persian": "می\u200cخواهم",
    "hebrew": "אבגדהוזחטיכלמנ",
    "devanagari": "कखगघचजटतदनपमयरलवशसहािीुूे्\u200d",
    "thai": "กขคงจฉชซญดตถทนบปผมยรลวสหอาิีุู",
    "han": "王小明李張陳大文見本太郎花子",
    "hangul": "홍길동김이박최정강조",
    "kana": "ヤマダやまだ",
    "javanese": "ꦲꦤꦕꦫꦏꦢꦠꦱꦮꦭ",
}
WORD = st.sampled_from(sorted(SCRIPTS)).flatmap(lambda s: st.text(SCRIPTS[s], min_size=1, max_size=12))
PLAIN = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
# What names hold that is no letter, and what programs and people put there.
TRAPS = st.sampled_from(
    [
        "'",
        "-",
        ".",
        ", S.Pd.",
        '"',
        ";",
        "|",
        "\t",
        "\n",
        "  ",
        "\u00a0",
        "/",
        "..",
        "con",
        "NUL",
        "aux.",
        "<b>",
        "&",
        "%s",
    ]
    + [
        "{x}",
        "\\",
        "\u200e",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\u200d",
        "\u200c",
        "ʻ",
        "’",
        "1",
        "٣",
        "👩\u200d🏫",
    ]
    + ["=", "+", "-", "@", "#", "?", "Ã«", "&amp;", "\u0000", "\u0007", "\u0085", "\ufffd", "\ue000", "\uffff"]
)
TRAPPED = st.lists(PLAIN | TRAPS, min_size=1, max_size=6).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMES = PLAIN | TRAPPED | ANY


def fine(name: str) -> bool:
    """Whether a name is one that is printed without a question."""
    text = cleaned(name).text
    asks = has_sign(text) or is_garbled(text) or kind_of_text(text)
    return has_letter(text) and not asks and len(text) <= 300 and not any(map(is_no_text, name))


def rows(names: list[str]) -> list[list[str]]:
    return [["No", "Nama", "Kelas"], *([str(n), name, "X-A"] for n, name in enumerate(names, start=1))]


def as_csv(names: list[str], delimiter: str, encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows(names))
    return out.getvalue().encode(encoding)


def read(name: str, data: bytes) -> list[str]:
    rosters, _ = read_rosters([(name, data)])
    return [pupil.name for one in rosters for pupil in one.pupils]


@settings(deadline=None, max_examples=examples(150))
@given(st.lists(PLAIN, min_size=1, max_size=30).filter(lambda ns: all(map(fine, ns))), st.sampled_from(";,\t|"))
def test_names_come_through_csv(names: list[str], delimiter: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        got = read("x-a.csv", as_csv(names, delimiter, encoding))
        assert got == [cleaned(name).text for name in names]
    # what is left out is never seen: blanks at the ends and doubled, joiners that join nothing
    for name, one in zip(names, got, strict=True):
        seen = "".join(c for c in normalize("NFC", name) if not is_invisible(c))
        assert "".join(c for c in one if not is_invisible(c)) == " ".join(seen.split())


@settings(deadline=None, max_examples=examples(200))
@given(st.lists(NAMES, min_size=1, max_size=8))
def test_traps_come_through_or_are_told_by_their_row(names: list[str]) -> None:
    data = as_csv(names, ";", "utf-8")
    try:
        got = read("x-a.csv", data)
    except ContentError as error:
        codes = {d.code for d in error.diagnostics}
        assert codes
        assert not all(map(fine, names)) or codes <= {"table-encoding-choice"}
        return
    wanted = [cleaned(name).text for name in names]
    while wanted and not wanted[-1]:  # lines that are numbered for pupils who never came
        wanted.pop()
    assert got == wanted
    assert all(map(fine, names[: len(wanted)]))


@settings(deadline=None, max_examples=examples(4))
@given(st.lists(PLAIN.filter(fine), min_size=40, max_size=120))
def test_names_come_through_a_workbook(names: list[str]) -> None:
    assert read("x-a.xlsx", workbook(("Daftar", rows(names)))) == [cleaned(name).text for name in names]


@settings(deadline=None, max_examples=examples(40))
@given(st.lists(PLAIN.filter(fine), min_size=1, max_size=10))
def test_cells_of_a_workbook_are_the_texts_that_were_written(names: list[str]) -> None:
    book = Workbook()
    for row in rows(names):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    ((_, found, *_),) = xlsx.sheets(out.getvalue(), "a.xlsx")
    assert [cells[1][1:] for _, cells in found[1:]] == [[name, "text"] for name in names]


@settings(deadline=None, max_examples=examples(400))
@given(NAMES)
def test_a_clean_name_is_one_line_without_what_nobody_sees(name: str) -> None:
    text = cleaned(name).text
    assert text == normalize("NFC", text) == " ".join(text.split())
    assert cleaned(text).text == text
    assert not set(text) & set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad")
    assert cleaned(normalize("NFD", name)).text == text


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🏫 Ani", "👩\u200d🏫 Ani"),
        ("A\u200dni", "Ani"),
        ("Ani\u200d", "Ani"),
        ("می\u200c\u200c", "می"),
        ("می\u200c ها", "می ها"),
        ("\u202eAni\u202c", "Ani"),
        ("A\u00adni \u200b Contoh", "Ani Contoh"),
        ("辻\U000e0100", "辻\U000e0100"),
        ("e\u0301", "é"),
        ("\u3164", ""),
    ],
)
def test_what_stays_of_a_name(name: str, kept: str) -> None:
    assert cleaned(name).text == kept


@pytest.mark.parametrize(
    ("name", "garbled"),
    [
        ("Zoë Contoh", False),
        ("Đỗ Văn", False),
        ("O’Contoh", False),
        ("Ý Lan", False),
        ("Ελένη", False),
        ("ヤマダ太郎", False),
        ("Ani & Adi", False),
        ("Jos? Contoh", True),
        ("ZoÃ« Contoh", True),
        ("Tom &amp; Adi", True),
        ("Zo&#235;", True),
        ("Аnna", True),
        ("ĹĽ", True),
        ("ěć", True),
    ],
)
def test_what_a_program_has_spoilt(name: str, garbled: bool) -> None:
    assert is_garbled(name) is garbled


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("07-Mar", "date"),
        ("1-Mei", "date"),
        ("Agu-26", "date"),
        ("2026-01-07", "date"),
        ("07/01/2026", "date"),
        ("17 Agustus 2026", "date"),
        ("TRUE", "yes-no"),
        ("#N/A", "error"),
        ("#######", "error"),
        ("Mei", ""),
        ("10 IPA", ""),
        ("7-Mipa", ""),
        ("7.1", ""),
        ("True", ""),
        ("April Contoh", ""),
    ],
)
def test_what_a_program_has_made_of_a_cell(text: str, kind: str) -> None:
    assert kind_of_text(text) == kind


def test_control_characters_are_no_letters() -> None:
    assert all(
        is_no_text(chr(c)) for c in (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFD, 0xE000, 0xFFFE)
    )
    assert not any(is_no_text(c) for c in "\t\n\rA é王👩\u200d\u202e")
    assert all(category(c) == "Cs" for c in "\ud800") and is_no_text("\ud800")


@pytest.mark.parametrize("column", ["Tingkat Bantuan", "Cetak", "Bahasa", "No. Absen", "Tempat duduk", "Baris"])
def test_a_name_in_the_wrong_column_is_not_told(column: str) -> None:
    text = f"Nama,{column}\n1,Zulkarnain Contoh\nSiswa Contoh,Wibisana\n"
    with pytest.raises(ContentError) as raising:
        read_rosters([("7a.csv", text.encode())])
    told = [str(d.data) for d in raising.value.diagnostics]
    assert len(told) >= 2
    assert not any(part in words for words in told for part in ("Zulk", "Contoh", "Wibi"))
