"""`handouts batch` as an office calls it: made, kept, made again, failed alone, told in both languages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from support import INTERFACES, Ran, cli, files
from support_pdf import pages

from handouts import store
from handouts.batch import plan as planning
from handouts.batch import run as running
from handouts.batch.executors import Inline, Workers
from handouts.batch.holding import held
from handouts.batch.outputs import Outputs
from handouts.cli import batch as command
from handouts.diagnostics import Location, problem, warning
from handouts.errors import StorageError
from handouts.model.batch import JobResult

sys.path.append(str(Path(__file__).parents[1] / "batch"))
from batch_plans import write_district

PLAN = """format: 1
name: Kota Contoh
out: ../packs
zip: true
defaults: {{lessons: lessons/alpha}}
schools:
  - {{name: SMA Satu, npsn: "00300001", classes: [{one}]}}
  - {{name: SMA Dua, npsn: "20300002", classes: two/all.csv}}
"""
GOOD = "one/x-a.csv"
PUPIL = "Siswa"
Batch = Callable[..., Ran]


@pytest.fixture
def district(tmp_path: Path) -> Path:
    folder = write_district(tmp_path / "plan")
    (folder / "PLAN.yaml").write_text(PLAN.format(one=GOOD))
    lesson = folder / "lessons/alpha/lesson.yaml"
    lesson.write_text(lesson.read_text().replace("[worksheet, key]", "[handout]"))
    return folder


@pytest.fixture
def batch(district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    def called(*args: str | Path, lang: str = "en") -> Ran:
        return cli(
            "batch", "plan/PLAN.yaml", *(args if "--jobs" in args else (*args, "--jobs", "1")), lang=lang, cwd=tmp_path
        )

    return called


def made(folder: Path) -> dict[str, bytes]:
    """All that a batch made for print, with its keys; without the report, which tells the time."""
    found = {f"{tree}/{path}": data for tree in ("packs", "packs-keys") for path, data in files(folder / tree).items()}
    return {path: data for path, data in found.items() if not path.startswith("packs/report.")}


def report(folder: Path) -> dict[str, object]:
    data: dict[str, object] = json.loads((folder / "packs/report.json").read_text(encoding="utf-8"))
    return data


def states(ran: Ran) -> dict[str, str]:
    """What became of each pack, as the JSON lines tell it."""
    events = [json.loads(line) for line in ran.out.splitlines()]
    return {event["id"]: event["event"] for event in events if event["event"] != "end"}


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_dry_run_tells_the_packs_and_makes_nothing(lang: str, batch: Batch, tmp_path: Path) -> None:
    ran = batch("--dry-run", lang=lang)
    assert ran.code == 0, ran.err
    assert [line.partition(":")[0] for line in ran.out.splitlines()[:3]] == [
        "00300001/alpha/x-a", "20300002/alpha/x-a", "20300002/alpha/x-c",
    ]  # fmt: skip
    assert not (tmp_path / "packs").exists() and not (tmp_path / "cache").exists()


def test_a_dry_run_ends_as_the_guide_says(batch: Batch, district: Path) -> None:
    (district / "PLAN.yaml").write_text(PLAN.format(one=f"{GOOD}, one/broken.csv"))
    assert (batch("--dry-run").code, batch("--dry-run", "--keep-going").code) == (3, 1)
    (district / "PLAN.yaml").write_text(PLAN.format(one=GOOD).replace("20300002", "300002"))
    assert batch("--dry-run", "--keep-going").code == 3


def test_two_processes_make_the_same_files_as_one_and_a_second_run_keeps_them(batch: Batch, tmp_path: Path) -> None:
    first = batch()
    assert first.code == 0, first.err
    alone = made(tmp_path)
    assert "packs/00300001/job-sheet.pdf" in alone
    assert any(path.startswith("packs-keys/20300002/alpha/locks/") for path in alone)
    stamps = {path: (tmp_path / path).stat().st_mtime_ns for path in alone if not path.endswith(".zip")}
    again = batch("--log", "json")
    assert (again.code, set(states(again).values())) == (0, {"kept"})
    assert stamps == {path: (tmp_path / path).stat().st_mtime_ns for path in stamps}
    assert made(tmp_path) == alone
    fresh = batch("--fresh", "--jobs", "2", "--log", "json")
    assert (fresh.code, set(states(fresh).values())) == (0, {"made"})
    assert made(tmp_path) == alone


def test_one_pupil_more_makes_one_pack_again(batch: Batch, district: Path, tmp_path: Path) -> None:
    assert batch("--no-zip").code == 0
    before = made(tmp_path)
    with (district / GOOD).open("a", encoding="utf-8") as roster:
        roster.write("Siswa 09,X-A\n")
    ran = batch("--no-zip", "--log", "json")
    assert states(ran) == {
        "00300001/alpha/x-a": "made", "20300002/alpha/x-a": "kept", "20300002/alpha/x-c": "kept",
    }  # fmt: skip
    after = made(tmp_path)
    changed = {path for path in after if after[path] != before.get(path)}
    assert "packs/00300001/alpha/pupils/x-a.pdf" in changed and "packs/00300001/job-sheet.pdf" in changed
    assert all("/00300001/" in path for path in changed)


def test_prune_removes_what_the_batch_made_and_nothing_else(batch: Batch, district: Path, tmp_path: Path) -> None:
    assert batch("--no-zip").code == 0
    own = tmp_path / "packs/20300002/alpha/pupils/notes.txt"
    own.write_text("ours")
    text = (district / "PLAN.yaml").read_text().splitlines()
    (district / "PLAN.yaml").write_text("\n".join(line for line in text if "SMA Dua" not in line))
    assert batch("--no-zip").code == 0
    assert (tmp_path / "packs/20300002/alpha/pupils/x-c.pdf").exists()
    assert batch("--no-zip", "--prune").code == 0
    assert [path for path in made(tmp_path) if "/20300002/" in path] == ["packs/20300002/alpha/pupils/notes.txt"]
    assert "packs/00300001/alpha/pupils/x-a.pdf" in made(tmp_path)
    assert (tmp_path / "packs/report.pdf").exists()
    assert "packs/20300002/job-sheet.pdf" in "".join(map(str, report(tmp_path)["pruned"])).replace("\\", "/")


def test_prune_spares_a_school_one_of_whose_rosters_cannot_be_read(
    batch: Batch, district: Path, tmp_path: Path
) -> None:
    assert batch("--no-zip").code == 0
    (district / GOOD).write_bytes(b"\xff\xfe\x00")
    assert batch("--no-zip", "--prune", "--keep-going").code == 1
    assert (tmp_path / "packs/00300001/alpha/pupils/x-a.pdf").exists()


@pytest.mark.sliced(2)
@pytest.mark.parametrize("lang", INTERFACES)
def test_an_unreadable_roster(lang: str, batch: Batch, district: Path, tmp_path: Path) -> None:
    (district / "PLAN.yaml").write_text(PLAN.format(one=f"{GOOD}, one/broken.csv"))
    refused = batch(lang=lang)
    assert refused.code == 3 and "broken.csv:1" in refused.err
    assert not (tmp_path / "packs").exists()
    ran = batch("--keep-going", lang=lang)
    assert ran.code == 1
    assert "plan/one/broken.csv:1" in ran.out and "handouts batch plan/PLAN.yaml" in ran.out
    data = report(tmp_path)
    assert [data[key] for key in ("complete", "made", "failed", "left")] == [False, 3, 1, 0]
    assert (tmp_path / "packs/report.txt").read_text(encoding="utf-8") in ran.out
    printed = " ".join(pages((tmp_path / "packs/report.pdf").read_bytes()))
    assert "broken.csv:1" in "".join(printed.split())
    # the ZIP of a school is there only with all its packs
    assert [Path(str(path)).name for path in data["zips"]] == ["20300002.zip"]  # type: ignore[attr-defined]


def test_a_zip_holds_what_is_printed_for_a_school(batch: Batch, tmp_path: Path) -> None:
    assert batch().code == 0
    with zipfile.ZipFile(tmp_path / "packs/00300001.zip") as archive:
        names = archive.namelist()
    assert "00300001/job-sheet.pdf" in names and "00300001/alpha/pupils/x-a.pdf" in names
    assert not [name for name in names if "key" in name or "locks" in name]


def test_without_keep_going_the_first_failure_leaves_the_rest(batch: Batch, tmp_path: Path) -> None:
    with patch.object(running.worker, "do_job", side_effect=ValueError("Siswa 01")):
        ran = batch("--log", "json")
    assert ran.code == 1
    events = [json.loads(line) for line in ran.out.splitlines()]
    assert [event["event"] for event in events] == ["failed", "end"]
    assert events[0]["problems"][0]["code"] == "worker-fault"
    end = events[-1]
    assert (end["failed"], end["left"], end["exit"], len(end["report"])) == (1, 2, 1, 3)
    assert report(tmp_path)["again"] == "handouts batch plan/PLAN.yaml --jobs 1"
    assert "Siswa" not in ran.out + ran.err


def test_json_lines_tell_every_pack_and_the_end(batch: Batch) -> None:
    ran = batch("--log", "json", "--no-zip")
    events = [json.loads(line) for line in ran.out.splitlines()]
    keys = {"event", "id", "pupils", "pages", "sheets", "seconds", "done", "of", "problems"}
    assert [set(event) for event in events[:-1]] == [keys] * 3
    assert [event["done"] for event in events[:-1]] == [1, 2, 3]
    end = events[-1]
    assert set(end) == {"event", "made", "kept", "failed", "left", "pages", "sheets", "seconds", "exit", "report"}
    assert end["sheets"] == sum(event["sheets"] for event in events[:-1])


@contextmanager
def at_the_second_job(happen: Callable[[], None]) -> Iterator[None]:
    """Let something happen when one pack is made and the next one begins."""
    real, calls = running.worker.do_job, []

    def begun(*args: object) -> JobResult:
        calls.append(args)
        if len(calls) == 2:
            happen()
        return real(*args)  # type: ignore[arg-type]

    with patch.object(running.worker, "do_job", begun):
        yield


def _interrupt() -> None:
    raise KeyboardInterrupt


def _terminate() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.mark.parametrize("lang", INTERFACES)
def test_ctrl_c_keeps_what_was_made_and_says_how_to_go_on(lang: str, batch: Batch, tmp_path: Path) -> None:
    with at_the_second_job(_interrupt):
        ran = batch(lang=lang)
    assert ran.code == 130
    assert "[batch-interrupted]" in ran.err and "handouts batch plan/PLAN.yaml --jobs 1" in ran.out
    assert (tmp_path / "packs/00300001/alpha/pupils/x-a.pdf").exists()
    assert [report(tmp_path)[key] for key in ("made", "left", "zips")] == [1, 2, []]
    done = batch("--log", "json")
    assert (done.code, sorted(states(done).values())) == (0, ["kept", "made", "made"])


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
def test_a_run_that_the_system_ends_tells_what_is_left(batch: Batch, tmp_path: Path) -> None:
    with at_the_second_job(_terminate):
        ran = batch()
    assert (ran.code, report(tmp_path)["left"]) == (130, 2)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
def test_a_run_that_is_ended_while_it_plans_says_so(batch: Batch, tmp_path: Path) -> None:
    def ended(path: Path) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    with patch.object(planning, "read_plan", ended):
        ran = batch()
    assert ran.code == 130 and not (tmp_path / "packs").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes that end")
@pytest.mark.sliced(2)
@pytest.mark.parametrize("log", [("--log", "json"), ()])
def test_a_reader_that_goes_away_ends_no_run(log: tuple[str, ...], district: Path, tmp_path: Path) -> None:
    code = "from handouts.cli.main import run; run()"
    command = [sys.executable, "-c", code, "batch", str(district / "PLAN.yaml"), "--jobs", "1", *log]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.stdout.close()
    assert (process.returncode, report(tmp_path)["made"]) == (0, 3)


def holding(path: Path) -> Callable[[Path, Path], None]:
    """`store._replace` while another program holds a file."""
    real = store._replace

    def replace_others(temp: Path, target: Path) -> None:
        if target == path:
            raise StorageError(problem("store-open-elsewhere", Location(str(target))))
        real(temp, target)

    return replace_others


def changed(district: Path, *rosters: str) -> None:
    for roster in rosters:
        with (district / roster).open("a", encoding="utf-8") as file:
            file.write("Siswa 09,X-A\n")


@pytest.mark.parametrize("late", [False, True])
def test_a_sheet_that_is_open_elsewhere_keeps_its_key(
    late: bool, batch: Batch, district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`late`: it is opened between the look and the writing."""
    assert batch().code == 0
    changed(district, GOOD, "two/all.csv")
    before = made(tmp_path)
    if late:
        monkeypatch.setattr(store, "_refuse_held", lambda targets: None)
    with patch.object(store, "_replace", holding(Path("packs/00300001/alpha/pupils/x-a.pdf"))):
        ran = batch("--keep-going", "--log", "json")
    assert ran.code == 1 and states(ran)["00300001/alpha/x-a"] == "failed"
    after = made(tmp_path)
    own = {path for path in before if "00300001/alpha" in path}
    assert {path: after[path] for path in own} == {path: before[path] for path in own}
    assert states(ran)["20300002/alpha/x-a"] == "made"
    assert "packs/20300002.zip" in after and "packs/00300001.zip" not in after


@pytest.mark.parametrize("name", ["00300001.zip", "00300001/job-sheet.pdf"])
def test_an_open_paper_of_a_school_costs_no_other_school_its_own(
    name: str, batch: Batch, district: Path, tmp_path: Path
) -> None:
    assert batch().code == 0
    changed(district, GOOD, "two/all.csv")
    real = Path.unlink

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if str(path).endswith(name):
            raise PermissionError(13, "held")
        real(path, missing_ok=missing_ok)

    with patch.object(Path, "unlink", unlink):
        ran = batch("--keep-going", "--log", "json")
    assert ran.code == 1
    assert states(ran) == {
        "00300001/alpha/x-a": "failed", "20300002/alpha/x-a": "made", "20300002/alpha/x-c": "kept",
    }  # fmt: skip
    assert {"packs/20300002.zip", "packs/20300002/job-sheet.pdf"} <= set(made(tmp_path))
    assert batch().code == 0


def test_a_folder_in_the_place_of_a_sheet_costs_that_pack_alone(batch: Batch, district: Path, tmp_path: Path) -> None:
    (tmp_path / "packs/00300001/alpha/pupils/x-a.pdf").mkdir(parents=True)
    ran = batch("--keep-going", "--log", "json")
    assert (ran.code, sorted(states(ran).values())) == (1, ["failed", "made", "made"])


@pytest.mark.parametrize("zipped", ["--zip", "--no-zip"])
def test_no_stale_paper_is_left_by_a_run_that_ends_early(
    zipped: str, batch: Batch, district: Path, tmp_path: Path
) -> None:
    assert batch().code == 0
    changed(district, GOOD, "two/all.csv")
    with at_the_second_job(_interrupt):
        assert batch(zipped).code == 130
    stands = set(made(tmp_path))
    assert stands.isdisjoint({"packs/00300001.zip", "packs/00300001/job-sheet.pdf"})
    assert {"packs/20300002.zip", "packs/20300002/job-sheet.pdf"} <= stands  # nothing of it has changed yet
    assert batch(zipped).code == 0
    stands = set(made(tmp_path))
    assert ("packs/00300001.zip" in stands) == (zipped == "--zip")
    assert "packs/00300001/job-sheet.pdf" in stands


def test_the_sheet_of_a_school_without_any_pack_goes(batch: Batch, district: Path, tmp_path: Path) -> None:
    assert batch().code == 0
    (district / GOOD).write_text("Nama,Kelas\n,X-A\n", encoding="utf-8")
    assert batch("--keep-going").code == 1
    assert "packs/00300001/job-sheet.pdf" not in made(tmp_path)


def test_prune_spares_packs_of_a_lesson_that_is_broken(batch: Batch, district: Path, tmp_path: Path) -> None:
    (district / "lessons/alpha").rename(district / "lessons/alpha_one")
    plan = district / "PLAN.yaml"
    plan.write_text(plan.read_text().replace("lessons/alpha", "lessons/alpha_one"))
    assert batch().code == 0
    before = made(tmp_path)
    lesson = district / "lessons/alpha_one/lesson.yaml"
    lesson.write_text(lesson.read_text().replace("format: 1", "format: x"))
    assert batch("--keep-going", "--prune").code == 1
    gone = set(before) - set(made(tmp_path))
    assert {Path(path).name for path in gone} <= {"job-sheet.pdf", "00300001.zip", "20300002.zip"}


def test_prune_spares_the_record_of_a_pack_that_failed(batch: Batch, district: Path, tmp_path: Path) -> None:
    assert batch().code == 0
    records = {path for path in made(tmp_path) if "20300002/alpha/locks" in path}
    assert records
    (district / "two/all.csv").write_text("Nama,Kelas\nSiswa 07,X-A\nSiswa 17,X-A\n", encoding="utf-8")  # no X-C
    with patch.object(store, "_replace", holding(Path("packs/20300002/alpha/pupils/x-a.pdf"))):
        assert batch("--keep-going", "--prune").code == 1
    assert records <= set(made(tmp_path))


def test_runs_of_two_users_in_the_same_folders_are_refused(batch: Batch, tmp_path: Path) -> None:
    with held(tmp_path / "packs"):
        ran = batch()
    assert (ran.code, "[batch-busy]" in ran.err) == (2, True)
    assert not list(tmp_path.rglob(".handouts-lock*"))
    with held(tmp_path / "packs-keys"):
        assert batch().code == 2
    assert batch().code == 0


def test_warnings_of_packs_that_are_kept_are_told_again(batch: Batch, tmp_path: Path) -> None:
    real = running.worker.do_job

    def warned(*args: object) -> JobResult:
        made = real(*args)  # type: ignore[arg-type]
        return replace(made, remarks=(*made.remarks, warning("sheet-answered", None, sheet="a", files="b")))

    with patch.object(running.worker, "do_job", warned):
        batch()
    told = report(tmp_path)["remarks"]
    assert "sheet-answered" in str(told)
    batch()
    assert (report(tmp_path)["kept"], report(tmp_path)["remarks"]) == (3, told)


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cluster", "office"), "tcp://10.0.0.5:8786"),
        (("--cluster", "tls://office:8786", "--tls-cert", "c.pem"), "--tls-ca, --tls-key."),
    ],
)
def test_a_cluster_that_is_asked_for_wrongly(
    options: tuple[str, ...], said: str, lang: str, batch: Batch, tmp_path: Path
) -> None:
    ran = batch(*options, lang=lang)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())
    assert not (tmp_path / "packs").exists()


class Doubtful(Inline):
    """Workers of which something is to be said, as of those of a cluster."""

    def make(self) -> Workers:
        self.remarks = (warning("cluster-threads", None, workers="tcp://one", count=1),)
        return super().make()


@pytest.mark.parametrize("lang", INTERFACES)
def test_what_is_doubtful_in_the_workers_is_told_and_reported(lang: str, batch: Batch, tmp_path: Path) -> None:
    with patch.object(command, "_factory", lambda *args: Doubtful()):
        ran = batch(lang=lang)
    (told,) = report(tmp_path)["remarks"]  # type: ignore[misc]
    assert (ran.code, told["code"], told["severity"], told["place"]) == (0, "cluster-threads", "warning", "")
    assert ran.err.count("tcp://one") == 1
    assert told["message"] in " ".join(ran.err.split())
    assert "tcp://one" in (tmp_path / "packs/report.txt").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_is_told(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "place").write_text("a file")
    ran = batch("--report", "place", "--no-zip")
    assert ran.code == 5 and "[store-not-a-folder]" in ran.err
    assert "Kota Contoh" in ran.out and (tmp_path / "packs/20300002/alpha/pupils/x-c.pdf").exists()
    assert batch("--report", "reports", "--no-zip").code == 0
    assert sorted(files(tmp_path / "reports")) == ["report.json", "report.pdf", "report.txt"]
    assert not (tmp_path / "packs/report.pdf").exists()


def test_a_disk_that_is_full_at_the_end_is_in_the_report(batch: Batch, tmp_path: Path) -> None:
    full = StorageError(problem("store-disk-full", Location("packs/00300001.zip")))
    with patch.object(Outputs, "zip_school", side_effect=full):
        ran = batch()
    assert ran.code == 5 and "[store-disk-full]" in ran.err
    assert [report(tmp_path)[key] for key in ("made", "complete", "zips")] == [3, True, []]
    assert report(tmp_path)["stopped"][0]["code"] == "store-disk-full"  # type: ignore[index]
    assert "--jobs 1" in str(report(tmp_path)["again"])
    assert batch().code == 0 and (tmp_path / "packs/00300001.zip").exists()


def test_no_pupil_is_named_outside_of_what_is_printed_for_the_class(batch: Batch, tmp_path: Path) -> None:
    ran = batch()
    assert PUPIL not in ran.out + ran.err
    for path in (tmp_path / "cache").rglob("*"):
        assert path.is_dir() or PUPIL.encode() not in path.read_bytes(), path
    for name in ("report.txt", "report.json"):
        assert PUPIL not in (tmp_path / "packs" / name).read_text(encoding="utf-8")
    for name in ("report.pdf", "00300001/job-sheet.pdf"):
        assert PUPIL not in "".join(pages((tmp_path / "packs" / name).read_bytes())), name


@pytest.mark.parametrize("going", [False, True])
def test_a_lesson_that_gives_nothing_fails_with_its_place(
    going: bool, batch: Batch, district: Path, tmp_path: Path
) -> None:
    lesson = district / "lessons/alpha/lesson.yaml"
    lesson.write_text(lesson.read_text().replace("[handout]", "[crossword]"))
    ran = batch("--no-zip", *(["--keep-going"] if going else []))
    assert ran.code == 1 and "plan/lessons/alpha/essay.md:1" in ran.out
    assert [report(tmp_path)[key] for key in ("failed", "left")] == ([3, 0] if going else [1, 2])
