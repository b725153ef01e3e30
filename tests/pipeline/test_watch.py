"""`handouts watch`: after a save only what depends on the change is made again, and it is what a fresh build makes."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from support import ESSAYS, cli, files, write_lesson
from support_pdf import dark, visible

from handouts.cli.watch import line
from handouts.languages.interface import texts
from handouts.pipeline import prepare, printing
from handouts.pipeline.build import BuildOptions
from handouts.pipeline.kept import NOTHING, Kept
from handouts.pipeline.watch import CODE, Round, Watcher
from handouts.pipeline.watched import Roots, Watched, scan

WORD = ("cheered", "clapped")
SHEETS = "handout,timeline,worksheet,key"


@pytest.fixture
def lesson(tmp_path: Path) -> Iterator[Path]:
    """A lesson in content/ of a folder that is the current one."""
    text = "# " + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    gc.freeze()  # what other tests have made is no garbage of a round
    with chdir(tmp_path):
        yield write_lesson(Path("content") / "flight", text)


def watching(lesson: Path, out: str = "out", **options: object) -> Watcher:
    asked = {"sheets": SHEETS, "out": Path(out), "language": "en", **options}
    return Watcher(BuildOptions(str(lesson), **asked))  # type: ignore[arg-type]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def stamps(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_mtime_ns for name in files(folder)}


def fresh(lesson: Path, **options: object) -> dict[str, bytes]:
    """What a process that knows nothing makes of the lesson."""
    ran = watching(lesson, "fresh", **options).make()
    assert ran.failed == 0
    return files(Path("fresh"))


@pytest.fixture
def typeset(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the documents that are set from now on."""
    titles: list[str] = []
    plain = printing.typeset.render

    def noted(document: object, *rest: object) -> object:
        titles.append(document.title)  # type: ignore[attr-defined]
        return plain(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(printing.typeset, "render", noted)
    return titles


def test_a_word_makes_again_the_sheets_that_hold_it_and_no_other(lesson: Path, typeset: list[str]) -> None:
    watcher = watching(lesson)
    first = watcher.make()
    assert set(first.made) == set(files(Path("out"))) and len(first.made) == first.sheets >= 4
    before, times, set_first = files(Path("out")), stamps(Path("out")), len(typeset)
    replaced(lesson / "essay.md", *WORD)
    made = watcher.look()
    assert made is not None and made.changed == ("content/flight/essay.md",)
    after = files(Path("out"))
    differ = {name for name in after if visible(after[name]) != visible(before[name])}
    assert "pupils/handout.pdf" in differ and "pupils/timeline.pdf" not in differ
    assert set(made.made) == differ
    assert {name for name, at in stamps(Path("out")).items() if at != times[name]} == differ
    assert 0 < len(typeset) - set_first < set_first
    assert after == fresh(lesson)
    assert dark(CODE) in visible(after["pupils/handout.pdf"])


@pytest.mark.verify
def test_what_is_saved_as_it_was_makes_nothing(lesson: Path, typeset: list[str]) -> None:
    watcher = watching(lesson)
    watcher.make()
    assert watcher.look() is None
    del typeset[:]
    path = lesson / "essay.md"
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(1, 1))
    assert watcher.look() is None
    path.with_name(".essay.md.swp").write_bytes(b"x")
    path.with_name("essay.md~").write_bytes(b"x")
    assert watcher.look() is None
    with path.with_name("lesson.yaml").open("a", encoding="utf-8") as file:
        file.write("# a remark\n")
    made = watcher.look()
    assert made is not None and made.made == () and typeset == []


@pytest.mark.verify
def test_a_label_of_the_school_makes_again_the_sheets_that_print_it(
    lesson: Path, typeset: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    school = "format: 1\nname: SMP Contoh\nlabels:\n  en: {header.kind_exercises: TITLE}\n"
    path = lesson.parent / "school.yaml"
    path.write_text(school.replace("TITLE", "Work"), encoding="utf-8")
    watcher = watching(lesson)
    watcher.make()
    before = files(Path("out"))
    del typeset[:]
    monkeypatch.setattr(prepare.analysing, "analyse", None)
    monkeypatch.setattr(prepare.materials, "exercises", None)
    path.write_text(school.replace("TITLE", "Tasks to do"), encoding="utf-8")
    made = watcher.look()
    assert made is not None and made.changed == ("content/school.yaml",)
    assert made.made and all("worksheet" in name or "key" in name for name in made.made)
    assert "pupils/worksheet-A.pdf" in made.made
    assert len(typeset) == len(made.made) < len(before)
    monkeypatch.undo()
    assert files(Path("out")) == fresh(lesson)
    path.unlink()
    made = watcher.look()
    assert made is not None and not made.failed
    assert files(Path("out")) == fresh(lesson)


def test_a_broken_file_is_told_and_mended(lesson: Path) -> None:
    watcher = watching(lesson)
    watcher.make()
    before, times = files(Path("out")), stamps(Path("out"))
    settings = lesson / "lesson.yaml"
    sound = settings.read_text(encoding="utf-8")
    for broken in ("format: 1\ntitel: x\n", "format: [\n", "format: 1\ntheme: nowhere\nlanguage: en\ntitle: x\n"):
        settings.write_text(broken, encoding="utf-8")
        made = watcher.look()
        assert made is not None and made.failed == 3 and made.made == ()
        assert any(d.location and d.location.file.endswith("lesson.yaml") for d in made.told)
        assert (files(Path("out")), stamps(Path("out"))) == (before, times)
        assert watcher.look() is None
    settings.write_text(sound.replace("A lesson", "A new lesson"), encoding="utf-8")
    made = watcher.look()
    assert made is not None and made.failed == 0 and "pupils/handout.pdf" in made.made
    assert files(Path("out")) == fresh(lesson)


@pytest.mark.verify
def test_a_watch_may_begin_with_a_broken_lesson(lesson: Path) -> None:
    settings = lesson / "lesson.yaml"
    sound = settings.read_text(encoding="utf-8")
    settings.write_text("format: [\n", encoding="utf-8")
    watcher = watching(lesson)
    assert watcher.make().failed == 3
    settings.write_text(sound, encoding="utf-8")
    made = watcher.look()
    assert made is not None and made.failed == 0 and len(made.made) == made.sheets


@pytest.mark.verify
def test_a_lesson_that_is_gone_for_a_while(lesson: Path) -> None:
    watcher = watching(lesson, sheets="timeline")
    watcher.make()
    before = files(Path("out"))
    lesson.rename("elsewhere")
    made = watcher.look()
    assert made is not None and made.failed == 2 and watcher.look() is None
    Path("elsewhere").rename(lesson)
    made = watcher.look()
    assert made is not None and (made.failed, made.made) == (0, ()) and files(Path("out")) == before
    replaced(lesson / "lesson.yaml", "A lesson", "A new lesson")
    made = watcher.look()
    assert made is not None and made.made


@pytest.mark.verify
def test_an_essay_alone(lesson: Path) -> None:
    watcher = watching(lesson / "essay.md", sheets="timeline")
    watcher.make()
    replaced(lesson / "essay.md", "1908", "1907")
    made = watcher.look()
    assert made is not None and made.made and files(Path("out")) == fresh(lesson / "essay.md", sheets="timeline")


@pytest.mark.verify
def test_a_theme_of_ones_own_is_watched_and_nothing_is_analysed_for_it(
    lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Path("templates/ours/theme.yaml")
    theme.parent.mkdir(parents=True)
    theme.write_text('format: 1\nname: ours\nbased-on: default\ncolours: {accent: "#102030"}\n', encoding="utf-8")
    watcher = watching(lesson, theme="ours", sheets="worksheet")
    first = watcher.make()
    assert not first.failed, first.told
    monkeypatch.setattr(prepare.analysing, "analyse", None)
    replaced(theme, "#102030", "#702030")
    made = watcher.look()
    assert made is not None and made.made == first.made
    monkeypatch.undo()
    assert files(Path("out")) == fresh(lesson, theme="ours", sheets="worksheet")


@pytest.mark.verify
def test_what_was_not_said_before_is_said_once(lesson: Path) -> None:
    watcher = watching(lesson)
    watcher.make()
    replaced(lesson / "essay.md", "cheered", "cheered [1]")
    made = watcher.look()
    assert made is not None and any(d.code == "flag-citation" for d in made.told)
    replaced(lesson / "lesson.yaml", "A lesson", "A new lesson")
    made = watcher.look()
    assert made is not None and not any(d.code == "flag-citation" for d in made.told)


@pytest.mark.verify
def test_a_sheet_that_somebody_deleted_is_written_with_the_next_change(lesson: Path) -> None:
    watcher = watching(lesson)
    watcher.make()
    gone = Path("out/pupils/timeline.pdf")
    gone.unlink()
    replaced(lesson / "essay.md", *WORD)
    made = watcher.look()
    assert made is not None and "pupils/timeline.pdf" in made.made and gone.is_file()


@pytest.mark.verify
def test_a_sheet_open_in_a_program_that_holds_it_is_written_later(
    lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = watching(lesson)
    watcher.make()

    def held(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("handouts.store.os.replace", held)
        replaced(lesson / "essay.md", *WORD)
        made = watcher.look()
        assert made is not None and made.waiting and made.failed == 5
        assert watcher.look() is None
    made = watcher.look()
    assert made is not None and "pupils/handout.pdf" in made.made and made.changed == ()
    assert files(Path("out")) == fresh(lesson)
    assert watcher.look() is None


@pytest.mark.verify
def test_what_is_saved_while_sheets_are_made_is_a_change_of_its_own(lesson: Path) -> None:
    school = lesson.parent / "school.yaml"
    watcher = watching(lesson)

    def save(name: str) -> None:
        if name == "worksheet-A":
            school.write_text("format: 1\nname: Sekolah Baru\n", encoding="utf-8")
            replaced(lesson / "essay.md", *WORD)

    watcher._progress = save
    watcher.make()
    made = watcher.look()
    assert made is not None and made.changed == ("content/flight/essay.md", "content/school.yaml")
    assert files(Path("out")) == fresh(lesson)


def test_a_change_counts_when_two_looks_find_the_same(tmp_path: Path) -> None:
    path = tmp_path / "essay.md"
    path.write_text("a", encoding="utf-8")
    watched = Watched(Roots((tmp_path,), ()))
    saves = iter(("abc", "abcd"))
    pauses = []

    def pause() -> None:
        pauses.append(path.read_text(encoding="utf-8"))
        path.write_text(next(saves, "abcd"), encoding="utf-8")
        os.utime(path, ns=(5, 5 * len(path.read_bytes())))

    path.write_text("ab", encoding="utf-8")
    found = watched.settled(pause)
    assert found is not None and found == scan(watched.roots)
    assert pauses == ["ab", "abc", "abcd"]
    assert watched.changed(found) == (path,)
    assert watched.settled(pause) is None


def test_folders_that_are_made_and_kept_are_not_watched(tmp_path: Path) -> None:
    for name in ("essay.md", "locks/A.json", "output/a.pdf", "made/b.txt", ".git/x", ".drafts.json", "pictures/a.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = scan(Roots((tmp_path,), (tmp_path / "nothing.yaml",), (tmp_path / "made",)))
    assert {p.relative_to(tmp_path).as_posix() for p in found} == {"essay.md", ".drafts.json", "pictures/a.png"}


def test_kept_results_serve_equal_inputs_and_go_when_nobody_wants_them() -> None:
    kept, calls = Kept(rounds=2), []

    def ask(name: str, *inputs: object) -> object:
        return kept.made(name, inputs, lambda: calls.append((name, inputs)) or len(calls))

    assert ask("a", "x", (1,)) == ask("a", "x", (1,)) == 1
    assert ask("a", "x", (2,)) == 2 and ask("b", "x", (1,)) == 3
    kept.next_round()
    assert ask("a", "x", (1,)) == 1
    kept.next_round()
    kept.next_round()
    assert ask("a", "x", (2,)) == 4
    with pytest.raises(ZeroDivisionError):
        kept.made("c", (), lambda: 1 // 0)
    assert kept.made("c", (), lambda: 5) == 5
    assert NOTHING.made("a", (), lambda: 6) == 6 and NOTHING.made("a", (), lambda: 7) == 7


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_round_is_a_line(lang: str) -> None:
    words = texts(lang)
    made = ("pupils/handout.pdf", "teacher/key-A.pdf")
    change = ("a.md", "b.md", "c.md", "d.md", "e.md")
    told = line(Round(change, made, Path("out"), 5, seconds=1.26), words)
    assert "a.md, b.md, c.md" in told and "d.md" not in told and "2" in told
    assert all(name in told for name in made) and "1.3" in told
    others = [
        line(Round(change[:1]), words),
        line(Round(change[:1], failed=3), words),
        line(Round(change[:1], failed=5, waiting=True), words),
        line(Round((), made), words),
        line(Round((), made, Path("out"), 5), words, first=True),
    ]
    assert len({told, *others}) == 6 and not any("\n" in other for other in others)


def test_the_command_once(lesson: Path) -> None:
    ran = cli("watch", lesson, "--once", "--lang", "en", "--sheets", "timeline")
    assert (ran.code, set(files(Path("output/watch/flight")))) == (
        0,
        {"pupils/timeline.pdf", "teacher/timeline-key.pdf"},
    )
    assert not (lesson / "locks").exists()
    assert cli("watch", lesson, "--once", "--sheets", "timelime").code == 2
    assert cli("watch", "nowhere").code == 2
    assert cli("watch", lesson, "--theme", "nowhere").code == 2
    (lesson / "lesson.yaml").write_text("format: [\n", encoding="utf-8")
    ran = cli("watch", lesson, "--once")
    assert ran.code == 3 and "lesson.yaml" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="a signal to one process")
@pytest.mark.verify
def test_ctrl_c_ends_with_130(lesson: Path) -> None:
    # A shell that runs the tests in the background has SIGINT ignored, and children inherit that.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    start = [sys.executable, "-c", f"{listening}; from handouts.cli.main import run; run()"]
    process = subprocess.Popen(
        [*start, "watch", str(lesson), "--sheets", "timeline", "--lang", "en"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HANDOUTS_LANG": "en"},
    )
    assert process.stdout is not None
    told = [process.stdout.readline(), process.stdout.readline()]
    replaced(lesson / "lesson.yaml", "A lesson", "A new lesson")
    told.append(process.stdout.readline())
    assert told[2].startswith("content/flight/lesson.yaml: pupils/timeline.pdf"), told
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in err
    assert not list(Path().rglob("*.tmp"))
