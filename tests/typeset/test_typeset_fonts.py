"""Fonts of a school: what is taken, what is refused, what is drawn for a missing face, scripts and their lines."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from typeset_reading import assert_ua, content, runs, words
from typeset_sample import A4, sheet, t

from handouts.errors import TemplateError
from handouts.model import document as d
from handouts.model.press import Style
from handouts.templating import load_theme
from handouts.typeset import families, font_for, render, shaping_script, unprintable
from handouts.typeset.families import FONTS
from handouts.typeset.scripts import wide_breaks

LATO = FONTS / "lato" / "Lato-Regular.ttf"


def theme_with(folder: Path, fonts: str, **files: bytes) -> Path:
    school = folder / "school"
    school.mkdir()
    (school / "theme.yaml").write_text(f"format: 1\nname: school\nfonts: {fonts}\n", encoding="utf-8")
    for name, data in files.items():
        (school / f"{name}.ttf").write_bytes(data)
    return school


def without_rights(bits: int) -> bytes:
    """The font with other rights of embedding."""
    data = bytearray(LATO.read_bytes())
    for number in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        if tag == b"OS/2":
            struct.pack_into(">H", data, offset + 8, bits)
    return bytes(data)


def test_a_font_in_files_is_used_and_missing_faces_are_drawn(tmp_path: Path) -> None:
    theme = load_theme(theme_with(tmp_path, "{sans: {regular: Mine.ttf}}", Mine=LATO.read_bytes()), [])
    (note,) = theme.notes
    assert (note.code, note.severity, note.data["faces"]) == ("font-faces-drawn", "hint", "bold, italic, bold-italic")
    assert note.location and note.location.line == 3
    content_of = (d.Span("biasa "), d.Span("tebal ", bold=True), d.Span("miring", italic=True))
    data = render(sheet((d.Para(content_of), d.Para(t("lagi")))), theme.style, A4).data
    assert_ua(data)
    assert content(data) == words("biasa tebal miring lagi")


def test_a_font_in_files_may_be_one_that_the_theme_uses_by_name_too(tmp_path: Path) -> None:
    fonts = "{reading: lato, sans: {regular: Mine.ttf}}"
    theme = load_theme(theme_with(tmp_path, fonts, Mine=LATO.read_bytes()), [])
    data = render(sheet((d.Heading(2, t("Judul"), None), d.Para(t("biasa")))), theme.style, A4).data
    assert_ua(data)
    assert content(data) == words("Judul biasa")


REFUSED = {
    "font-outlines": b"OTTO" + b"\0" * 60,
    "font-collection": b"ttcf" + b"\0" * 60,
    "font-web": b"wOF2" + b"\0" * 60,
    "font-damaged": LATO.read_bytes()[:9000],
    "font-licence": without_rights(2),
}


@pytest.mark.parametrize("code", REFUSED)
def test_other_files_are_refused_at_their_place(code: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        load_theme(theme_with(tmp_path, "{sans: {regular: Mine.ttf}}", Mine=REFUSED[code]), [])
    (found,) = caught.value.diagnostics
    assert (found.code, found.location and found.location.line) == (code, 3)


@pytest.mark.parametrize(
    ("fonts", "code"),
    [
        ("{sans: {bold: Mine.ttf}}", "font-no-regular"),
        ("{sans: {regular: None.ttf}}", "font-not-found"),
        ("{sans: {regular: ../Mine.ttf}}", "yaml-wrong-value"),
    ],
)
def test_files_that_are_not_there(fonts: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        load_theme(theme_with(tmp_path, fonts, Mine=LATO.read_bytes()), [])
    assert caught.value.diagnostics[0].code == code


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    school = theme_with(tmp_path, "{sans: {regular: Mine.ttf}}")
    (school / "Mine.ttf").symlink_to(LATO)
    with pytest.raises(TemplateError) as caught:
        load_theme(school, [])
    assert caught.value.diagnostics[0].code == "theme-not-a-file"


def test_fallback_prints_what_the_others_lack() -> None:
    alone = Style(reading_font="abeezee", sans_font="abeezee")
    assert unprintable("Москва", alone) == frozenset("Москва")
    assert font_for("Москва", alone) == "lato" or font_for("Москва", alone) in families()
    helped = Style(reading_font="abeezee", sans_font="abeezee", fallback_fonts=("pt-serif",))
    made = render(sheet((d.Para(t("Moskwa (Москва)")),)), helped, A4)
    assert made.missing == ()
    assert content(made.data) == words("Moskwa (Москва)")


def test_school_letterforms_have_bold_and_italic() -> None:
    style = Style(reading_font="abeezee", sans_font="abeezee")
    data = render(sheet((d.Heading(1, t("Judul")), d.Para((d.Span("miring", italic=True),)))), style, A4).data
    assert_ua(data)
    assert {run.font.rpartition("+")[2] for run in runs(data)} >= {"ABeeZee-Regular", "ABeeZee-Italic"}


@pytest.mark.parametrize(
    ("text", "script"), [("سلام", "Arabic"), ("שלום", "Hebrew"), ("नमस्ते", "Devanagari"), ("ꦗꦮ", "Javanese")]
)
def test_scripts_that_must_be_shaped_are_never_printed(text: str, script: str) -> None:
    assert {shaping_script(char) for char in text} == {script}
    assert unprintable(text, Style()) >= frozenset(text)
    made = render(sheet((d.Para(t(text)),)), Style(), A4)
    assert {m.character for m in made.missing} == set(text)


@pytest.mark.parametrize("text", ["Москва", "Αθήνα", "北京", "かな", "서울", "Đặng", "฿"])
def test_other_scripts_are_set_letter_by_letter(text: str) -> None:
    assert {shaping_script(char) for char in text} == {""}


def test_lines_of_chinese_and_japanese_end_between_characters() -> None:
    assert wide_breaks("中国人") == [1, 2]
    assert wide_breaks("中国。人") == [1, 3]
    assert wide_breaks("「中国」") == [2]
    assert wide_breaks("1945年") == [4]
