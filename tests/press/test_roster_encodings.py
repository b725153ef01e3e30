"""Rosters in the encodings of schools around the world: read right, or refused with a choice; never silently wrong."""

from __future__ import annotations

import pytest

from handouts.errors import ContentError
from handouts.press.rosters import read_rosters

pytestmark = pytest.mark.sliced(4)

# Made-up names, a class for each script.
NAMES = {
    "western": ("Zoë Contoh", "André Muster", "Åse Prøve", "Iñigo Ejemplo"),
    "one-accent": ("Renée Contoh",),
    "polish": ("Łucja Przykład", "Żaneta Wzór"),
    "turkish": ("Şule Örnek", "Işık Deneme"),
    "cyrillic": ("Анна Примерова", "Иван Образцов"),
    "greek": ("Ελένη Παράδειγμα", "Νίκος Δείγμα"),
    "hebrew": ("דוגמה ראשונה", "דוגמה שנייה"),
    "arabic": ("مثال الأول", "محمد نموذج"),
    "thai": ("สมชาย ตัวอย่าง", "สมหญิง ตัวอย่าง"),
    "chinese": ("王小明", "李樣本", "陳大文"),
    "one-chinese": ("王明",),
    "simplified": ("张样本", "刘小红"),
    "japanese": ("見本太郎", "例花子", "ヤマダ"),
    "korean": ("홍길동", "김견본"),
    "vietnamese": ("Nguyễn Thị Mẫu", "Đỗ Ví Dụ"),
}
ROSTERS = [
    *((script, encoding) for script in NAMES for encoding in ("utf-8", "utf-8-sig", "utf-16")),
    *(("western", e) for e in ("cp1252", "latin-1", "iso8859-15", "mac_roman", "cp850", "cp037", "utf-32", "utf-7")),
    *(("one-accent", e) for e in ("cp1252", "mac_roman", "cp437", "utf-7", "utf-16-le")),
    *(("polish", e) for e in ("cp1250", "iso8859-2", "cp852")),
    *(("turkish", e) for e in ("cp1254", "iso8859-9")),
    *(("cyrillic", e) for e in ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac_cyrillic")),
    *(("greek", e) for e in ("cp1253", "iso8859-7")),
    *(("hebrew", e) for e in ("cp1255", "iso8859-8")),
    *(("arabic", e) for e in ("cp1256", "iso8859-6")),
    *(("thai", e) for e in ("cp874", "tis-620")),
    *(("chinese", e) for e in ("big5", "gb18030", "utf-16-be", "utf-16-le")),
    *(("one-chinese", e) for e in ("big5", "gbk", "hz", "utf-7")),
    *(("simplified", e) for e in ("gbk", "gb18030", "hz")),
    *(("japanese", e) for e in ("shift_jis", "euc_jp", "iso2022_jp", "cp932")),
    *(("korean", e) for e in ("euc_kr", "cp949", "johab", "iso2022_kr")),
]
# What says itself what it is.
MARKED = {"utf-8", "utf-8-sig", "utf-16"}
REFUSALS = {"table-encoding-choice", "table-nul", "table-control", "roster-no-name"}


def roster(script: str, encoding: str) -> tuple[list[str], bytes]:
    names = list(NAMES[script])
    text = "No;Nama Siswa;Kelas\r\n" + "".join(f"{n};{name};X-A\r\n" for n, name in enumerate(names, start=1))
    return names, text.encode(encoding)


def names_of(data: bytes, encoding: str = "") -> list[str]:
    rosters, _ = read_rosters([("x-a.csv", data)], encoding=encoding)
    return [pupil.name for one in rosters for pupil in one.pupils]


def test_there_are_enough() -> None:
    assert len(ROSTERS) >= 40
    assert len({encoding for _, encoding in ROSTERS}) >= 15


@pytest.mark.parametrize(("script", "encoding"), ROSTERS)
def test_right_or_refused(script: str, encoding: str) -> None:
    names, data = roster(script, encoding)
    if encoding in MARKED:
        assert names_of(data) == names
        return
    with pytest.raises(ContentError) as caught:
        names_of(data)
    assert {d.code for d in caught.value.diagnostics} <= REFUSALS


@pytest.mark.parametrize(("script", "encoding"), ROSTERS)
def test_right_when_a_person_says_the_encoding(script: str, encoding: str) -> None:
    names, data = roster(script, encoding)
    assert names_of(data, encoding) == names


@pytest.mark.parametrize(
    ("script", "encoding", "offered"),
    [
        ("western", "cp1252", "windows-1252"),
        ("cyrillic", "cp1251", "windows-1251"),
        ("greek", "cp1253", "windows-1253"),
        ("arabic", "cp1256", "windows-1256"),
        ("thai", "cp874", "cp874"),
        ("simplified", "gbk", "gb18030"),
        ("chinese", "big5", "big5"),
        ("japanese", "shift_jis", "shift_jis"),
        ("korean", "euc_kr", "euc_kr"),
        ("western", "utf-7", "utf-7"),
        ("one-chinese", "hz", "hz"),
    ],
)
def test_the_right_encoding_is_offered_with_the_right_name(script: str, encoding: str, offered: str) -> None:
    names, data = roster(script, encoding)
    with pytest.raises(ContentError) as caught:
        names_of(data)
    (found,) = caught.value.diagnostics
    assert f"{offered}: {names[0]}" in str(found.data["previews"])
    assert len(str(found.data["previews"]).split(" · ")) <= 3


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("Zoë Contoh", "utf-8", "windows-1252"),
        ("Zoë Contoh", "utf-8", "latin-1"),
        ("Zoë Contoh", "cp1252", "utf-8"),
        ("Анна Примерова", "utf-8", "windows-1252"),
        ("王小明", "utf-8", "windows-1252"),
    ],
)
def test_a_wrong_word_of_a_person_is_noticed(text: str, written: str, read: str) -> None:
    data = f"No;Nama\n1;{text}\n".encode(written)
    with pytest.raises(ContentError):
        names_of(data, read)
