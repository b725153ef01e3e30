"""Files that no lesson can be made of: one message with place and remedy, the right exit code, nothing written."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import support_imports as made
from support import ESSAYS, INTERFACES, PNG, Ran, cli, files

from handouts.errors import ContentError
from handouts.press.extract import extract

GOOD = ESSAYS / "flight-en.txt"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DEEP = b"<html>" + b"<div>" * 100_000 + b"<p>Ann left the town in 1939.</p>" + b"</div>" * 100_000
MENU = (
    b"<html><nav><ul>" + b"<li><a href='/'>An entry of a menu</a></li>" * 30 + b"</ul></nav><div class=menu>Home</div>"
)
LINE = b"Ann left the town in 1939. "


def huge(tag: bytes, content: bytes) -> bytes:
    """A page with a part that the parser cannot hold, between two short texts."""
    text = b"<p>" + LINE * 5 + b"</p>"
    whole = content * (12_000_000 // len(content))
    return b"<html><body>" + text + b"<" + tag + b">" + whole + b"</" + tag + b">" + text + b"</body></html>"


def sheet() -> bytes:
    import io

    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Bad:
    """A file: its name and content, the code that it is refused with, and a word of the remedy in both languages."""

    name: str
    data: bytes | Callable[[], bytes]
    code: str
    remedy: tuple[str, str]


FILES = [
    Bad("empty.txt", b"", "source-empty", ("Put", "Isilah")),
    Bad("blank.txt", b" \r\n\t\n", "source-empty", ("Put", "Isilah")),
    Bad("nul.txt", b"Ann left\0 on 1 May 1939.", "source-binary", (".txt", ".txt")),
    Bad("nul.md", b"Ann left\0 on 1 May 1939.", "source-binary", (".txt", ".txt")),
    Bad("latin.txt", "One\nThe café.\n".encode("latin-1"), "import-encoding", ("--encoding", "--encoding")),
    Bad("large.txt", b"Ann left. " * 2_000_000, "source-too-large", ("right file", "berkas yang benar")),
    Bad("long.txt", b"Ann left. " * 31_000, "import-too-long", ("part", "bagian")),
    Bad("heading.md", b"# Only a title\n", "import-no-text", ("right file", "berkas yang benar")),
    Bad("word.txt", made.word, "import-other-kind", (".docx", ".docx")),
    Bad("page.txt", b"<!DOCTYPE html><html><p>Hi.", "import-other-kind", (".html", ".html")),
    Bad("text.html", b"No tags at all.", "import-other-kind", (".txt", ".txt")),
    Bad("text.docx", b"Only text.", "import-other-kind", (".txt", ".txt")),
    Bad("pdf.docx", made.small_pdf, "import-other-kind", (".pdf", ".pdf")),
    Bad("picture.txt", PNG, "import-not-that-kind", (".txt", ".txt")),
    Bad("sheet.docx", sheet, "import-not-that-kind", (".docx", ".docx")),
    Bad("zip.docx", made.plain_zip, "import-not-that-kind", (".docx", ".docx")),
    Bad("old.docx", OLD_WORD, "import-not-that-kind", (".docx", ".docx")),
    Bad("half-a-word.docx", partial(made.plain_zip, "word/nothing.xml"), "source-damaged", (".txt", ".txt")),
    Bad("cut.docx", lambda: made.word()[:-400], "archive-damaged", ("again", "ulang")),
    Bad("bomb.docx", made.word_bomb, "archive-too-large", ("copy", "salin")),
    Bad("laughs.docx", made.word_entities, "source-hostile", ("copy", "salin")),
    Bad("outside.docx", partial(made.word_outside, "/etc/hostname"), "source-hostile", ("copy", "salin")),
    Bad(
        "empty.html", b"<html><head><title>A title</title></head><body></body></html>", "import-no-text", (".txt",) * 2
    ),
    Bad("menu.html", MENU, "import-no-text", (".txt", ".txt")),
    Bad("deep.html", DEEP, "import-too-deep", (".txt", ".txt")),
    Bad("huge.html", partial(huge, b"p", LINE), "import-too-long", ("part", "bagian")),
    Bad("alone.html", lambda: b"<html><p>" + LINE * 700_000, "import-too-long", ("part", "bagian")),
    Bad("script.html", partial(huge, b"script", b"bad(1);"), "import-huge-part", (".txt", ".txt")),
    Bad("lying.html", "<meta charset=utf-8><p>Café.".encode("cp1252"), "import-encoding", ("--encoding",) * 2),
    Bad("locked.pdf", partial(made.locked_pdf, "secret"), "pdf-locked", ("password", "kata sandi")),
    Bad("cut.pdf", lambda: made.small_pdf()[:500], "source-damaged", (".txt", ".txt")),
    Bad("scan.pdf", made.scanned_pdf, "source-no-text", ("OCR", "OCR")),
    Bad("blank.pdf", partial(made.pdf, [[]]), "import-no-text", (".txt", ".txt")),
    Bad("bomb.pdf", made.pdf_bomb, "source-damaged", (".txt", ".txt")),
    Bad("text.odt", b"PK", "import-written", (".docx", ".docx")),
    Bad("text.rtf", b"{\\rtf1 Hi}", "import-written", (".docx", ".docx")),
    Bad("text.doc", OLD_WORD, "import-written", (".docx", ".docx")),
    Bad("book.epub", b"PK", "import-book", ("copy", "salin")),
    Bad("sheet.xlsx", sheet, "import-shown", (".docx", ".docx")),
    Bad("photo.JPG", b"\xff\xd8\xff", "import-picture", ("OCR", "OCR")),
    Bad("page.mhtml", b"MIME-Version: 1.0", "import-saved-page", ("browser", "peramban")),
    Bad("text.xyz", b"Hi.", "import-ending", (".txt", ".txt")),
]


def assert_refused(ran: Ran, exit_code: int, code: str, remedy: str, lang: str) -> None:
    """One message with its code, a remedy below it, and nothing else."""
    assert (ran.code, ran.out) == (exit_code, ""), ran.err
    said = [line for line in ran.err.splitlines() if not line.startswith(" ")]
    assert len(said) == 1, ran.err
    assert said[0].endswith(f"[{code}]")
    assert f"{'error' if lang == 'en' else 'galat'}: " in said[0]
    assert remedy in ran.err.splitlines()[-1], ran.err
    assert "Traceback" not in ran.err


@pytest.mark.sliced(3)
@pytest.mark.parametrize("bad", FILES, ids=lambda bad: bad.name)
def test_a_file_that_cannot_be_used(bad: Bad, tmp_path: Path) -> None:
    # The words of both languages are filled from the same data: one of them a file is enough, and all are covered.
    lang = INTERFACES[FILES.index(bad) % 2]
    (tmp_path / bad.name).write_bytes(bad.data if isinstance(bad.data, bytes) else bad.data())
    before = files(tmp_path)
    ran = cli("new", tmp_path / "lesson", "--from", bad.name, lang=lang, cwd=tmp_path)
    assert_refused(ran, 3, bad.code, bad.remedy[INTERFACES.index(lang)], lang)
    assert ran.err.startswith(bad.name)
    assert files(tmp_path) == before
    assert [p.name for p in tmp_path.iterdir()] == [bad.name]


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("source", "exit_code", "code"),
    [("nothing.txt", 3, "source-missing"), ("folder.txt", 3, "source-folder"), ("nothing", 3, "source-missing")],
)
def test_a_path_without_a_file(source: str, exit_code: int, code: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    ran = cli("new", "lesson", "--from", source, lang=lang, cwd=tmp_path)
    assert_refused(ran, exit_code, code, "", lang)
    assert not (tmp_path / "lesson").exists()


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_file_that_may_not_be_read(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "mine.txt"
    source.write_text("Ann left.")
    real = Path.open

    def closed(self: Path, *args: object, **options: object) -> object:
        if self.name == "mine.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    ran = cli("new", tmp_path / "lesson", "--from", source, lang=lang)
    assert_refused(ran, 5, "source-unreadable", "", lang)
    assert not (tmp_path / "lesson").exists()


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("name", "exit_code", "code"),
    [
        ("", 2, "lesson-name"),
        ("what?", 2, "lesson-name"),
        ("aux", 2, "lesson-name"),
        ("rivers.", 2, "lesson-name"),
        ("two\nlines", 2, "lesson-name"),
        ("\u202eabc", 2, "lesson-name"),
        ("a" * 300, 2, "lesson-name"),
        ("file", 2, "lesson-is-file"),
        ("file/lesson", 5, "store-not-a-folder"),
    ],
)
def test_a_lesson_that_cannot_be_there(name: str, exit_code: int, code: str, lang: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ran = cli("new", name, "--from", GOOD, "--lang", "en", lang=lang, cwd=tmp_path)
    assert_refused(ran, exit_code, code, "", lang)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_place_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(self: Path, *args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", closed)
    ran = cli("new", tmp_path / "lesson", "--from", GOOD)
    assert_refused(ran, 5, "store-unwritable", "permissions", "en")


def test_a_disk_that_fills_up_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import errno
    import os

    calls: list[int] = []

    def flush(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", flush)
    ran = cli("new", tmp_path / "deep" / "lesson", "--from", GOOD)
    assert (ran.code, len(calls)) == (5, 4)
    assert "[store-disk-full]" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--from", GOOD, "--from", GOOD), "[import-two-sources]"),
        ((), "--from"),
        (("--from",), "--from"),
        (("--from", GOOD, "--lang", "fr"), "[language-unknown]"),
        (("--from", GOOD, "--encoding", "no-such"), "[encoding-unknown]"),
        (("--from", GOOD, "--encoding", "rot13"), "[encoding-unknown]"),
        (("--from", GOOD, "--encoding", "base64"), "[encoding-unknown]"),
    ],
)
def test_options_that_do_not_fit(options: tuple[str | Path, ...], said: str, lang: str, tmp_path: Path) -> None:
    ran = cli("new", tmp_path / "lesson", *options, lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_encoding_is_for_texts_and_must_be_the_right_one(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made.small_pdf())
    ran = cli("new", tmp_path / "lesson", "--from", tmp_path / "a.pdf", "--encoding", "utf-8")
    assert_refused(ran, 2, "encoding-not-needed", "--encoding", "en")
    (tmp_path / "a.txt").write_bytes(b"One\nCaf\xe9\n")
    ran = cli("new", tmp_path / "lesson", "--from", tmp_path / "a.txt", "--encoding", "utf-8")
    assert_refused(ran, 3, "source-encoding-other", "UTF-8", "en")
    assert ran.err.startswith(f"{tmp_path / 'a.txt'}:2: ")


@pytest.mark.verify
def test_no_mutant_of_a_pdf_breaks_the_reader() -> None:
    good, chance = made.small_pdf(), random.Random(7)
    ends = {"read": 0, "refused": 0}
    for _ in range(200):
        data = bytearray(good)
        for _ in range(chance.randint(1, 30)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 1, 40))] = bytes(
                chance.choices(range(256), k=chance.choice((0, 1, 4)))
            )
        try:
            extract("mutant.pdf", bytes(data))
            ends["read"] += 1
        except ContentError as refused:
            assert len(refused.diagnostics) == 1
            ends["refused"] += 1
    assert min(ends.values()) > 10, ends
