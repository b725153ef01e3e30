"""Records of printed packs: written once, never changed, enough to print a key again years later."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ESSAYS, INTERFACES, LESSONS, Pack, build, cli, files
from support_pdf import pages

from handouts.pipeline import codes

Packs = Callable[..., Pack]
# What a record holds, and nothing else: above all no name of a pupil, class or school.
FIELDS = {
    *("format", "code", "tool", "lesson", "title", "language", "theme", "paper", "sheets"),
    *("answers", "around", "forms", "lines", "marked", "quick", "matrix", "review", "blueprint", "cards"),
}


def change(essay: Path) -> None:
    text = essay.read_text(encoding="utf-8")
    assert "twelve seconds" in text
    essay.write_text(text.replace("twelve seconds", "a dozen seconds or so"), encoding="utf-8")


def test_a_record_says_what_was_printed(packs: Packs) -> None:
    for language, name in LESSONS.items():
        pack = packs(language, "F4")
        record = pack.record
        assert set(record) == FIELDS
        assert codes.valid(record["code"])
        assert (record["format"], record["lesson"], record["paper"]) == (1, name, "F4")
        assert record["code"] == pack.code
        assert set(record["answers"]) == {"A", "B"}
        assert set(record["forms"]) == {"timeline"}
        assert {key["author"] for key in record["answers"].values()} == {""}
        assert [line[1] for line in record["lines"]] == list(range(1, len(record["lines"]) + 1))
        assert max(line[2] for line in record["lines"]) <= len(pages(pack.pdfs["pupils/handout.pdf"]))


def test_a_second_build_leaves_the_record_untouched(lesson: Path, tmp_path: Path) -> None:
    first = build(lesson, tmp_path / "out")
    path = first.record_path
    path.chmod(0o444)
    before = path.stat()
    second = build(lesson, tmp_path / "elsewhere")
    after = path.stat()
    assert second.record_path == path
    assert second.pdfs == first.pdfs
    assert (before.st_mtime_ns, before.st_ino, before.st_size) == (after.st_mtime_ns, after.st_ino, after.st_size)


@pytest.mark.sliced(6)
@pytest.mark.parametrize("what", ["essay", "title", "paper", "versions", "theme", "draft"])
def test_another_pack_has_another_code_and_a_record_of_its_own(what: str, lesson: Path, tmp_path: Path) -> None:
    first = build(lesson, tmp_path / "out")
    kept = first.record_path.read_bytes()
    options: tuple[str, ...] = ()
    if what == "essay":
        change(lesson / "essay.md")
    elif what == "title":
        settings = (lesson / "lesson.yaml").read_text(encoding="utf-8")
        (lesson / "lesson.yaml").write_text(settings.replace("A lesson", "Another lesson"), encoding="utf-8")
    elif what == "theme":
        (lesson / "templates" / "own").mkdir(parents=True)
        theme = "format: 1\nname: own\nbased-on: default\nsizes: {body: 11}\n"
        (lesson / "templates" / "own" / "theme.yaml").write_text(theme, encoding="utf-8")
        options = ("--theme", "own")
    elif what == "draft":
        assert cli("draft", lesson).code == 0
        draft = (lesson / "timeline.yaml").read_text(encoding="utf-8")
        (lesson / "timeline.yaml").write_text(draft.replace("\napproved: false", "\napproved: true"), encoding="utf-8")
    else:
        options = ("--paper", "F4") if what == "paper" else ("--versions", "2")
    second = build(lesson, tmp_path / "out", *options)
    assert second.code != first.code
    assert files(lesson / "locks").keys() == {f"{first.code}.json", f"{second.code}.json"}
    assert first.record_path.read_bytes() == kept


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_key_is_printed_again_byte_for_byte_after_the_lesson_has_changed(
    language: str, packs: Packs, tmp_path: Path
) -> None:
    pack = packs(language, "F4")
    lesson = tmp_path / "lesson"
    (lesson / "locks").mkdir(parents=True)
    (lesson / "locks" / pack.record_path.name).write_bytes(pack.record_path.read_bytes())
    (lesson / "essay.md").write_text("Something else.\n", encoding="utf-8")
    ran = cli("key", pack.code, "--in", lesson, "--out", tmp_path / "keys", lang=language)
    assert ran.code == 0, ran.err
    names = ("key-A.pdf", "key-B.pdf", "key-matrix.pdf", "timeline-key.pdf")
    assert files(tmp_path / "keys") == {name: pack.pdfs[f"teacher/{name}"] for name in names}
    assert ran.out.splitlines()[0] == pack.prepared.lesson.meta.title


def ways_to_type(code: str) -> list[str]:
    return [
        code.lower(),
        f"{code}-a",
        f"{code[:3]}-{code[3:]}",
        f"{code[:3]} {code[3:].lower()}",
        code.replace("0", "O").replace("1", "l"),
        f" {code} ",
        f"{code}-A 3/8",
        f"{code} 12 / 40",
    ]


def test_a_code_is_found_however_it_is_typed(lesson: Path, tmp_path: Path) -> None:
    code = next(f"K0M1T{a}{b}" for a in codes.ALPHABET for b in codes.ALPHABET if codes.valid(f"K0M1T{a}{b}"))
    data = json.loads(build(lesson, tmp_path / "out").record_path.read_text(encoding="utf-8"))
    (lesson / "locks" / f"{code}.json").write_text(json.dumps({**data, "code": code}), encoding="utf-8")
    for number, typed in enumerate(ways_to_type(code)):
        ran = cli("key", typed, "--in", lesson, "--out", tmp_path / f"{number}")
        assert ran.code == 0, (typed, ran.err)
        assert set(files(tmp_path / f"{number}")) == {"key-A.pdf", "timeline-key.pdf"}


@pytest.mark.sliced(3)
@pytest.mark.parametrize("inside", ["lesson", "lesson/locks", ".", ""])
def test_where_a_record_is_looked_for(inside: str, lesson: Path, tmp_path: Path) -> None:
    code = build(lesson, tmp_path / "out").code
    where = ("--in", tmp_path / inside) if inside else ()
    ran = cli("key", code, *where, cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert f"output/keys/{code}/key-A.pdf" in files(tmp_path)


def test_a_code_with_its_version_prints_the_key_of_that_version(lesson: Path, tmp_path: Path) -> None:
    pack = build(lesson, tmp_path / "out", "--versions", "3")
    ran = cli("key", f"{pack.code}-B 1/2", "--in", lesson, "--out", tmp_path / "b")
    assert ran.code == 0, ran.err
    assert set(files(tmp_path / "b")) == {"key-B.pdf", "timeline-key.pdf"}
    assert files(tmp_path / "b")["key-B.pdf"] == pack.pdfs["teacher/key-B.pdf"]
    asked = cli(
        "key", f"{pack.code}-B", "--in", lesson, "--out", tmp_path / "two", "--sheets", "key-embedded,key-matrix"
    )
    assert asked.code == 0, asked.err
    assert set(files(tmp_path / "two")) == {"key-embedded-B.pdf", "key-matrix.pdf"}


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_version_that_was_never_printed_is_refused(lang: str, lesson: Path, tmp_path: Path) -> None:
    code = build(lesson, tmp_path / "out", "--versions", "2").code
    ran = cli("key", f"{code}-Z", "--in", lesson, "--out", tmp_path / "keys", lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert "[key-version-unknown]" in ran.err and "A, B" in ran.err
    assert not (tmp_path / "keys").exists()


def test_a_record_beside_the_lesson_is_found_from_the_lesson(lesson: Path, tmp_path: Path) -> None:
    """Pupils of another language have their sheets, and their code, from the lesson next to this one."""
    code = build(lesson, tmp_path / "out").code
    other = lesson.parent / "other"
    other.mkdir()
    assert cli("key", code, "--in", other, "--out", tmp_path / "keys").code == 2
    (other / "lesson.yaml").write_text("title: Other\n", encoding="utf-8")
    ran = cli("key", code, "--in", other, "--out", tmp_path / "keys")
    assert ran.code == 0, ran.err
    assert "key-A.pdf" in files(tmp_path / "keys")


def test_the_record_of_a_bare_essay_lies_below_the_pack(tmp_path: Path) -> None:
    pack = build(ESSAYS / "rivers-en.txt", tmp_path / "out")
    assert pack.record_path == tmp_path / "out" / "locks" / f"{pack.code}.json"
    ran = cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "keys")
    assert ran.code == 0
    assert files(tmp_path / "keys")["key-A.pdf"] == pack.pdfs["teacher/key-A.pdf"]


# --- codes and records that cannot be used ---


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("typed", ["K7M2QX", "K7M2QXS", "UUUUUUU", "../../etc/passwd", "", "K7M2QXR.json"])
def test_a_mistyped_code(typed: str, lang: str, tmp_path: Path) -> None:
    ran = cli("key", typed, "--in", tmp_path, "--out", tmp_path / "keys", lang=lang)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0].endswith("[code-invalid]")
    assert "K7M2QHR" in ran.err.splitlines()[-1]
    assert files(tmp_path) == {}


@pytest.mark.parametrize("lang", INTERFACES)
def test_an_unknown_code_names_where_it_was_looked_for(lang: str, tmp_path: Path) -> None:
    ran = cli("key", codes.make(b"nothing"), "--in", tmp_path, lang=lang, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "[code-unknown]" in ran.err and str(tmp_path) in ran.err and "--in" in ran.err
    assert files(tmp_path) == {}


def spoil(data: dict[str, Any], how: str) -> bytes:
    if how == "cut":
        return json.dumps(data).encode()[:500]
    if how == "format":
        return json.dumps({**data, "format": 2}).encode()
    if how == "list":
        return b"[]"
    if how == "bytes":
        return b"\xff\xfe\x00"
    if how == "deep":
        return b"[" * 100_000
    if how == "entries":
        del data["answers"]["A"]["sections"][0]["entries"][0]["number"]
    if how == "extra":
        data["answers"]["A"]["pupils"] = ["Ann"]
    if how == "theme":
        del data["theme"]
    if how == "number":
        data["answers"]["A"]["title"] = 7
    return json.dumps(data).encode()


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    "how", ["cut", "format", "list", "bytes", "deep", "entries", "extra", "theme", "number", "empty"]
)
def test_a_record_that_cannot_be_used(how: str, lang: str, essay_packs: Callable[[str], Pack], tmp_path: Path) -> None:
    pack = essay_packs("rivers-en.txt")
    path = tmp_path / "locks" / pack.record_path.name
    path.parent.mkdir()
    path.write_bytes(b"" if how == "empty" else spoil(json.loads(pack.record_path.read_bytes()), how))
    before = files(tmp_path)
    ran = cli("key", pack.code, "--in", tmp_path, "--out", tmp_path / "keys", lang=lang)
    assert (ran.code, ran.out) == (3, ""), ran.err
    first = ran.err.splitlines()[0]
    assert first.startswith(f"{path}: ")
    assert first.endswith("[record-newer]" if how == "format" else "[record-damaged]")
    assert files(tmp_path) == before
