"""`handouts draft` after the essay or the drafts have changed: what is the teacher's stays, the rest follows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import INTERFACES, build, cli, files
from support_pdf import visible

from handouts.pipeline.draft import texts_of
from handouts.pipeline.prepare import prepare

NAMES = ("timeline.yaml", "glossary.yaml", "questions.yaml")


@pytest.fixture
def drafted(lesson: Path) -> Path:
    assert cli("draft", lesson).code == 0
    return lesson


def change(path: Path, old: str, new: str) -> str:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    changed = text.replace(old, new, 1)
    path.write_bytes(changed.encode("utf-8"))
    return changed


def entry(text: str, word: str) -> str:
    """The item of a list at indent 2 that holds a word."""
    return next(part for part in re.split(r"(?m)^(?=  - )", text) if word in part)


def drafts(lesson: Path) -> dict[str, bytes]:
    return {name: (lesson / name).read_bytes() for name in NAMES}


def test_a_new_folder_holds_what_draft_would_write(lesson: Path) -> None:
    texts = texts_of(prepare(str(lesson), None))
    assert cli("draft", lesson).code == 0
    written = files(lesson)
    assert {name: text.encode("utf-8") for name, text in texts.items()} == {
        name: data for name, data in written.items() if name not in ("lesson.yaml", "essay.md")
    }


def test_untouched_drafts_are_those_of_the_changed_essay(drafted: Path, tmp_path: Path) -> None:
    change(drafted / "essay.md", "On 8 August 1908, Wilbur Wright flew before a French crowd near Le Mans. ", "")
    change(drafted / "essay.md", "On 22 May 1906,", "On 2 May 1906,")
    change(drafted / "essay.md", "Five people watched", "On 3 May 1904, Amos Root saw a flight near Dayton. Five")
    assert cli("draft", drafted).code == 0
    found = drafts(drafted)
    for name in (*NAMES, ".drafts.json"):
        (drafted / name).unlink()
    assert cli("draft", drafted).code == 0
    assert {name: sorted(data.splitlines()) for name, data in found.items()} == {
        name: sorted(data.splitlines()) for name, data in drafts(drafted).items()
    }
    assert found["timeline.yaml"] == drafts(drafted)["timeline.yaml"]


@pytest.mark.parametrize("lang", INTERFACES)
def test_each_file_is_told_what_became_of_it(drafted: Path, lang: str) -> None:
    path = drafted / "timeline.yaml"
    text = change(path, "label: Louis Blériot crossed the English Channel", "label: Blériot reached Dover")
    path.write_text(text.replace(entry(text, "Selfridge died"), ""), encoding="utf-8")
    change(drafted / "glossary.yaml", "approved: false", "approved: true")
    change(drafted / "essay.md", "flew for thirty-nine minutes near", "flew for forty minutes near")
    ran = cli("draft", drafted, lang=lang)
    said = dict(zip(NAMES, ran.out.splitlines(), strict=True))
    counted = {
        "en": "(5 unchanged, 1 follow the essay, 1 yours, 1 stay deleted)",
        "id": "(5 tidak berubah, 1 mengikuti esai, 1 milik Anda, 1 tetap terhapus)",
    }
    assert said["timeline.yaml"].endswith(counted[lang])
    assert said["glossary.yaml"].startswith({"en": "Approved, left as it is: ", "id": "Disetujui, dibiarkan: "}[lang])


def test_edits_deletions_additions_comments_and_order_stay(drafted: Path) -> None:
    path = drafted / "timeline.yaml"
    text = change(path, "label: Louis Blériot crossed the English Channel", "label:   'Blériot in Dover'   # shorter")
    deleted = entry(text, "Selfridge died")
    patent = entry(text, "granted the Wright")
    own = "  - id: mine\r\n    date: 1899\n    display: '1899'\n    label: x\n    sentence: It lasted twelve seconds.\n"
    text = text.replace(deleted, "  # no accidents, please\n").replace(patent, "")
    text = text.replace("events:\n", "events:\n\n# My events\n" + own + patent)
    path.write_bytes(text.encode("utf-8"))
    change(drafted / "essay.md", "Wilbur Wright died on 30 May 1912 in Dayton.", "The winter was cold.")
    for _ in range(2):
        assert cli("draft", drafted).code == 0
        assert path.read_bytes().decode("utf-8") == text.replace(entry(text, "Wilbur Wright died"), "")
    # The deleted event asks nothing either.
    assert "Selfridge" not in (drafted / "questions.yaml").read_text(encoding="utf-8").partition("pairs:")[2]


def test_a_mended_sentence_brings_nothing_back_and_doubles_nothing(drafted: Path) -> None:
    path = drafted / "timeline.yaml"
    text = change(path, "label: Louis Blériot crossed the English Channel", "label: Blériot reached Dover")
    text = text.replace(entry(text, "Selfridge died"), "")
    path.write_text(text, encoding="utf-8")
    change(drafted / "essay.md", "died in a crash at Fort Myer", "died in a crash at Fort Meyer")
    change(drafted / "essay.md", "crossed the English Channel", "crossed the English channel")
    ran = cli("draft", drafted)
    assert path.read_text(encoding="utf-8") == text
    gone = [line for line in ran.err.splitlines() if "[draft-sentence-gone]" in line]
    assert len(gone) == 1
    assert "timeline.yaml:" in gone[0] and "On 25 July 1909, Louis Blériot crossed the English channel." in gone[0]


def test_a_deleted_file_is_drafted_afresh(drafted: Path) -> None:
    path = drafted / "timeline.yaml"
    first = path.read_text(encoding="utf-8")
    path.write_text(first.replace(entry(first, "Selfridge died"), ""), encoding="utf-8")
    assert cli("draft", drafted).code == 0
    assert "Selfridge died" not in path.read_text(encoding="utf-8")
    path.unlink()
    assert cli("draft", drafted).code == 0
    assert path.read_text(encoding="utf-8") == first


@pytest.mark.sliced(3)
@pytest.mark.parametrize("record", ["missing", "damaged", "newer", "binary"])
def test_without_its_record_everything_is_the_teachers(drafted: Path, record: str) -> None:
    path = drafted / ".drafts.json"
    if record == "missing":
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8")
        other = {"damaged": text[:-9], "newer": text.replace('"format": 1', '"format": 2'), "binary": "\0"}[record]
        path.write_text(other, encoding="utf-8")
    change(drafted / "essay.md", "crossed the English Channel", "flew over the sea to England")
    before = files(drafted)
    ran = cli("draft", drafted)
    assert ran.code == 0
    assert ("[draft-record-damaged]" in ran.err) == (record != "missing")
    assert files(drafted) == before
    assert all(line.startswith("Yours, left as it is: ") for line in ran.out.splitlines())
    # A file that is deleted is drafted; a damaged record is left for her to mend.
    (drafted / "timeline.yaml").unlink()
    assert cli("draft", drafted).code == 0
    assert "flew over the sea" in (drafted / "timeline.yaml").read_text(encoding="utf-8")
    assert record == "missing" or path.read_bytes() == before[".drafts.json"]


def test_a_file_that_the_record_does_not_know_is_the_teachers(drafted: Path) -> None:
    record = json.loads((drafted / ".drafts.json").read_text(encoding="utf-8"))
    del record["files"]["timeline.yaml"]
    (drafted / ".drafts.json").write_text(json.dumps(record), encoding="utf-8")
    change(drafted / "essay.md", "On 25 July 1909, Louis Blériot crossed the English Channel. ", "")
    before = drafts(drafted)
    ran = cli("draft", drafted)
    assert drafts(drafted)["timeline.yaml"] == before["timeline.yaml"]
    assert drafts(drafted)["questions.yaml"] != before["questions.yaml"]
    assert "Yours, left as it is" in ran.out


@pytest.mark.sliced(3)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("word", ["approved: true", "status: checked"])
def test_an_approved_file_is_left_and_its_lost_sentences_are_told(drafted: Path, name: str, word: str) -> None:
    text = change(drafted / name, "approved: false", word)
    change(drafted / "essay.md", "On 25 July 1909, Louis Blériot crossed the English Channel. ", "")
    ran = cli("draft", drafted)
    assert ran.code == 0
    assert (drafted / name).read_text(encoding="utf-8") == text
    gone = "[draft-sentence-gone]" in ran.err or "[draft-sentence-nowhere]" in ran.err
    assert (f"{name}:" in ran.err and gone) == (name != "glossary.yaml")
    assert f"Approved, left as it is: {drafted / name}" in ran.out


def test_one_approved_item_is_hers(drafted: Path) -> None:
    path = drafted / "timeline.yaml"
    text = change(path, "label: Louis Blériot crossed the English Channel", "label: Flight\n    approved: true")
    change(drafted / "essay.md", "On 25 July 1909, Louis Blériot crossed the English Channel. ", "")
    assert cli("draft", drafted).code == 0
    assert entry(text, "label: Flight") in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_broken_yaml_stops_everything(drafted: Path, name: str) -> None:
    change(drafted / name, "approved: false\n", "approved: false\n  oops: [\n")
    change(drafted / "essay.md", "On 25 July 1909, Louis Blériot crossed the English Channel. ", "")
    before = files(drafted)
    ran = cli("draft", drafted)
    assert (ran.code, ran.out) == (3, "")
    assert f"{name}:" in ran.err
    assert files(drafted) == before


def test_brackets_leave_the_file_as_it_is(drafted: Path) -> None:
    text = "format: 1\nevents: [{id: a, date: 1909, display: x, label: y, sentence: It lasted twelve seconds.}]\n"
    (drafted / "timeline.yaml").write_text(text, encoding="utf-8")
    ran = cli("draft", drafted)
    assert ran.code == 0
    assert (drafted / "timeline.yaml").read_text(encoding="utf-8") == text
    assert "timeline.yaml:2:9: warning: " in ran.err and "[draft-layout]" in ran.err


@pytest.mark.sliced(3)
@pytest.mark.parametrize("name", [*NAMES, ".drafts.json"])
def test_a_file_saved_meanwhile_stops_the_run(drafted: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    change(drafted / "essay.md", "On 25 July 1909, Louis Blériot crossed the English Channel. ", "")
    before = drafts(drafted)

    def save(*args: object) -> None:
        (drafted / name).write_bytes(b"# saved by an editor\n")

    monkeypatch.setattr("os.fsync", save)
    ran = cli("draft", drafted)
    assert ran.code == 5
    assert f"{drafted / name}: error: " in ran.err and "[draft-changed-meanwhile]" in ran.err
    assert drafts(drafted) == {**before, **({name: b"# saved by an editor\n"} if name in NAMES else {})}
    assert not [path for path in files(drafted) if path.endswith(".tmp")]


def test_windows_line_ends_and_a_mark_stay(drafted: Path) -> None:
    for name in NAMES:
        path = drafted / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    change(drafted / "essay.md", "On 25 July 1909, Louis Blériot crossed the English Channel.", "Nobody flew in 1910.")
    assert cli("draft", drafted).code == 0
    for data in drafts(drafted).values():
        assert data.startswith(b"\xef\xbb\xbf#")
        assert data.count(b"\n") == data.count(b"\r\n")
    assert b"Bl\xc3\xa9riot" not in drafts(drafted)["timeline.yaml"]


def test_new_forms_of_a_term_of_hers_are_not_offered_again(drafted: Path) -> None:
    path = drafted / "glossary.yaml"
    text = change(path, "entries:\n", "entries:\n  - term: trial\n    definition: a case\n    variants: [lawsuit]\n")
    assert "term: lawsuit" in text
    assert cli("draft", drafted).code == 0
    assert path.read_text(encoding="utf-8") == text.replace(entry(text, "term: lawsuit"), "")


def test_build_and_show_never_change_drafts(drafted: Path, tmp_path: Path) -> None:
    change(drafted / "essay.md", "crossed the English Channel", "flew over the sea to England")
    before = {name: data for name, data in files(drafted).items() if not name.startswith("locks/")}
    pack = build(drafted, tmp_path / "out")
    assert cli("show", "questions", drafted).code == 0
    assert {name: data for name, data in files(drafted).items() if not name.startswith("locks/")} == before
    assert "Blériot" not in visible(pack.pdfs["pupils/timeline.pdf"])
