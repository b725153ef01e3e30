"""Bad input: one message with place and remedy, the documented exit code, and nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from support import ESSAYS, INTERFACES, PNG, ROOT, Ran, cli, copy_lesson, files, write_lesson

HEAD = "format: 1\ntitle: A lesson\nlanguage: en\n"
ESSAY = "# A lesson\n\nAnn Smith left Boston on 1 May 1939.\n"


@dataclass(frozen=True)
class Bad:
    """A source that cannot be used: its exit code, the codes of the messages, the place and a word of the remedy."""

    name: str
    exit: int
    code: str
    place: str
    remedy: tuple[str, str]
    essay: bytes | None = None
    settings: str | None = None


FILES = [
    Bad("nothing.txt", 2, "source-not-found", "nothing.txt", ("us-soviet-alliance", "us-soviet-alliance")),
    Bad("empty.txt", 3, "source-empty", "empty.txt", ("Put", "Isilah"), b""),
    Bad("blank.md", 3, "source-empty", "blank.md", ("Put", "Isilah"), b" \n\t\r\n"),
    Bad("picture.txt", 3, "source-binary", "picture.txt", (".txt", ".txt"), PNG),
    Bad("nul.txt", 3, "source-binary", "nul.txt", (".md", ".md"), b"On 1 May 1939\0Ann left."),
    Bad("pdf.txt", 3, "source-binary", "pdf.txt", (".md", ".md"), b"%PDF-1.4\n"),
    Bad("word.docx", 3, "source-suffix", "word.docx", (".txt", ".txt"), b"PK\x03\x04word/"),
    Bad("essay.pdf", 3, "source-suffix", "essay.pdf", (".txt", ".txt"), b"%PDF-1.4\n"),
    Bad("latin.txt", 3, "source-encoding", "latin.txt:2:8", ("UTF-8", "UTF-8"), "One\nThe café.\n".encode("latin-1")),
    Bad("half.txt", 3, "source-binary", "half.txt", (".txt", ".txt"), "One".encode("utf-16")[:-1]),
    Bad("heading.md", 3, "lesson-no-text", "heading.md", ("paragraph", "paragraf"), b"# Only a title\n"),
]
LESSONS = [
    Bad("no-essay", 3, "lesson-no-essay", "no-essay", ("essay.md", "essay.md"), None, HEAD),
    Bad("latin", 3, "source-encoding", "essay.md:1:4", ("UTF-8", "UTF-8"), b"Caf\xe9 news.\n", HEAD),
    Bad(
        "unknown-key",
        3,
        "yaml-unknown-key",
        "lesson.yaml:4:1",
        ("Did you mean “subject”", "Maksudnya “subject”"),
        ESSAY.encode(),
        HEAD + "subjet: History\n",
    ),
    Bad(
        "wrong-type",
        3,
        "yaml-wrong-type",
        "lesson.yaml:4:11",
        ("whole number", "bilangan bulat"),
        ESSAY.encode(),
        HEAD + "duration: long\n",
    ),
    Bad(
        "doubled",
        3,
        "yaml-duplicate-key",
        "lesson.yaml:4:1",
        ("Delete", "Hapuslah"),
        ESSAY.encode(),
        HEAD + "title: Twice\n",
    ),
    Bad(
        "newer",
        3,
        "yaml-format-newer",
        "lesson.yaml:1:9",
        ("newer", "lebih baru"),
        ESSAY.encode(),
        HEAD.replace("1", "2"),
    ),
    Bad(
        "no-keys",
        3,
        "yaml-no-keys",
        "lesson.yaml:1:1",
        ("format, title, language", "format, title, language"),
        ESSAY.encode(),
        "# title: The town\n",
    ),
    Bad(
        "no-title",
        3,
        "yaml-missing-key",
        "lesson.yaml:1:1",
        ("Add", "Tambahkan"),
        ESSAY.encode(),
        "format: 1\nlanguage: en\n",
    ),
    Bad(
        "anchor", 3, "yaml-not-plain", "lesson.yaml:4:9", ("quotes", "petik"), ESSAY.encode(), HEAD + "author: &a Ann\n"
    ),
    Bad(
        "sheet",
        3,
        "yaml-wrong-value",
        "lesson.yaml:4:19",
        ("worksheet", "worksheet"),
        ESSAY.encode(),
        HEAD + "sheets: [handout, workshet]\n",
    ),
    Bad(
        "no-picture",
        3,
        "picture-missing",
        "essay.md:5:1",
        ("folder", "folder"),
        f"{ESSAY}\n![a map](map.png)\n".encode(),
        HEAD,
    ),
    Bad(
        "picture-above",
        3,
        "picture-outside",
        "essay.md:5:1",
        ("Copy", "Salin"),
        f"{ESSAY}\n![a map](../map.png)\n".encode(),
        HEAD,
    ),
    Bad(
        "picture-net",
        3,
        "picture-outside",
        "essay.md:5:1",
        ("Copy", "Salin"),
        f"{ESSAY}\n![a map](http://example.org/map.png)\n".encode(),
        HEAD,
    ),
    Bad(
        "unnamed-picture",
        3,
        "picture-no-alt",
        "essay.md:5:1",
        ("square brackets", "kurung siku"),
        f"{ESSAY}\n![](dot.png)\n".encode(),
        HEAD,
    ),
]


def make(bad: Bad, folder: Path) -> Path:
    source = folder / bad.name
    if bad.settings is not None:
        source.mkdir()
        (source / "lesson.yaml").write_text(bad.settings, encoding="utf-8")
        (source / "dot.png").write_bytes(PNG)
    if bad.essay is not None:
        (source / "essay.md" if bad.settings is not None else source).write_bytes(bad.essay)
    return source


def assert_told(ran: Ran, exit_code: int, code: str, place: str, remedy: str, lang: str) -> None:
    """One message: its place first, its code last, a remedy on the next line, and nothing else."""
    assert ran.code == exit_code, ran.err
    assert ran.out == ""
    lines = ran.err.splitlines()
    said = [line for line in lines if line.endswith("]") and not line.startswith(" ")]
    assert len(said) == 1, ran.err
    assert said[0].endswith(f"[{code}]")
    assert f"{place}: {'error' if lang == 'en' else 'galat'}: " in said[0]
    assert remedy in " ".join(lines[-2:]), ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("bad", [*FILES, *LESSONS], ids=lambda bad: bad.name)
@pytest.mark.parametrize("command", ["build", "show"])
def test_a_source_that_cannot_be_used(bad: Bad, command: str, lang: str, tmp_path: Path) -> None:
    source = make(bad, tmp_path)
    before = files(tmp_path)
    more = ("--out", tmp_path / "out") if command == "build" else ()
    args = (command, source) if command == "build" else (command, "questions", source)
    ran = cli(*args, *more, lang=lang, cwd=tmp_path)
    assert_told(ran, bad.exit, bad.code, bad.place, bad.remedy[INTERFACES.index(lang)], lang)
    assert not (tmp_path / "out").exists()
    assert files(tmp_path) == before


def test_all_mistakes_of_a_lesson_are_told_at_once(tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", "![](map.png)\n", more="subjet: x\nduration: y\n")
    (lesson / "glossary.yaml").write_text("format: 1\nentris: []\n", encoding="utf-8")
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 3
    for code in ("yaml-unknown-key", "yaml-wrong-type", "picture-no-alt", "lesson-no-text"):
        assert f"[{code}]" in ran.err
    assert "glossary.yaml:2:1" in ran.err


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_with_its_mark_is_read(mark: bytes, tmp_path: Path) -> None:
    text = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    source = tmp_path / "flight-en.txt"
    source.write_bytes(mark + text.encode("utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"))
    assert cli("show", "questions", source) == cli("show", "questions", ESSAYS / "flight-en.txt")


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("options", "code", "remedy"),
    [
        (("--paper", "A44"), "paper-unknown", ("Letter", "Letter")),
        (("--paper", ""), "paper-unknown", ("Letter", "Letter")),
        (("--sheets", "timeline-card"), "sheet-unknown", ("timeline-cards", "timeline-cards")),
        (("--sheets", ","), "sheet-unknown", ("timeline-strip", "timeline-strip")),
        (("--lang", "fr"), "language-unknown", ("en, id", "en, id")),
        (("--lang", "../en"), "language-unknown", ("en, id", "en, id")),
        (("--theme", "defalt"), "theme-not-found", ("Did you mean “default”", "Maksudnya “default”")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) and value[0].startswith("--") else None,
)
def test_an_option_that_does_not_exist(
    options: tuple[str, ...], code: str, remedy: tuple[str, str], lang: str, tmp_path: Path
) -> None:
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", tmp_path / "out", *options, lang=lang, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0].endswith(f"[{code}]")
    assert options[1] in ran.err
    assert remedy[INTERFACES.index(lang)] in ran.err
    assert files(tmp_path) == {}


@pytest.mark.parametrize("versions", ["0", "27", "-1", "1.5"])
def test_a_number_of_versions_that_does_not_exist(versions: str, tmp_path: Path) -> None:
    ran = cli("build", ESSAYS / "rivers-en.txt", "--out", tmp_path / "out", "--versions", versions)
    assert (ran.code, ran.out) == (2, "")
    assert "--versions" in ran.err and versions in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_lesson_in_an_unknown_language_names_the_line(lang: str, tmp_path: Path) -> None:
    lesson = write_lesson(tmp_path / "lesson", ESSAY, language="fr")
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert ran.code == 3
    assert "lesson.yaml:3:11: " in ran.err
    assert "en, id" in ran.err
    assert not (tmp_path / "out").exists()
    assert cli("build", lesson, "--out", tmp_path / "out", "--lang", "en").code == 0


def test_a_text_without_a_clear_language_asks_for_it(tmp_path: Path) -> None:
    source = tmp_path / "other.txt"
    source.write_text("저작권 모든 권리 보유.\n", encoding="utf-8")
    ran = cli("build", source, "--out", tmp_path / "out")
    assert_told(ran, 3, "language-undecided", "other.txt:1:1", "--lang", "en")
    assert not (tmp_path / "out").exists()


@pytest.mark.sliced(5)
@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("template", "old", "new", "code", "line"),
    [
        ("worksheet.xml.j2", "<h1>{{ s.title }}</h1>", "<h1>{{ s.titel }}</h1>", "template-undefined", 5),
        ("worksheet.xml.j2", "<h1>{{ s.title }}</h1>", "<h1>{{ s.title }}", "markup-not-closed", 5),
        ("worksheet.xml.j2", "<h1>{{ s.title }}</h1>", "<hl>{{ s.title }}</hl>", "markup-unknown-element", 5),
        ("handout.xml.j2", "{% block body %}", "{% blok body %}", "template-syntax", 2),
        ("key.xml.j2", "{{ s.foot.code }}", "{{ s.foot.code.__class__ }}", "template-refused", 3),
        ("pieces.xml.j2", "{{ p.text }}", "{{ p.texts }}", "template-undefined", 1),
        ("base.xml.j2", "<footer left=", "<footer lift=", "markup-unknown-attribute", 3),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith(("markup", "template")) else "",
)
def test_a_broken_template_names_file_and_line(
    template: str, old: str, new: str, code: str, line: int, lang: str, tmp_path: Path
) -> None:
    lesson = copy_lesson("en", tmp_path)
    (lesson / "essay.md").write_text((ESSAYS / "flight-en.txt").read_text(encoding="utf-8"), encoding="utf-8")
    theme = lesson / "templates" / "default"
    theme.mkdir(parents=True)
    for name, data in files(ROOT / "templates" / "default").items():
        (theme / name).write_bytes(data)
    text = (theme / template).read_text(encoding="utf-8")
    assert old in text
    (theme / template).write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert (ran.code, ran.out) == (4, ""), ran.err
    first = ran.err.splitlines()[0]
    assert f"{template}:{line}" in first and first.endswith(f"[{code}]"), ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists()
    assert not (lesson / "locks").exists()
