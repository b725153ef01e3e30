"""A batch that has ended with everything that can be reported, without a page made."""

from __future__ import annotations

from handouts.batch.worker import listed
from handouts.diagnostics import Location, problem, warning
from handouts.model.batch import BatchJob, BatchPlan, BatchReport, BatchSchool, Content, JobResult, MadeFile
from handouts.model.packing import JobLine, PackPlan
from handouts.model.roster import Pupil, Roster

PUPIL = "Siswa Contoh Rahasia"
SCHOOLS = (
    BatchSchool("00300001", "SMA Contoh 01", "00300001"),
    BatchSchool("20300002", "SMA Contoh 02", "20300002"),
    BatchSchool("smp-teladan", "SMP Teladan & Rekan <2>"),
)
F4 = ("F4", (215.0, 330.0))
A4 = ("A4", (210.0, 297.0))


def job(name: str, class_name: str) -> BatchJob:
    """A job of a class with a pupil whose name must be seen nowhere."""
    roster = Roster(class_name, name.rpartition("/")[2], (Pupil(PUPIL, Location("x.csv", 2), "1"),), Location("x.csv"))
    school, content = name.partition("/")[0], Content("d", (), "lesson")
    return BatchJob(name, "k", school, content, listed(roster), PackPlan(), Location("P.yaml"), roster=roster)


def result(name: str, sheets: int, paper: tuple[str, tuple[float, float]] = F4, state: str = "made") -> JobResult:
    """A pack of so many sheets in sets of two, and its key."""
    path = f"{name.rpartition('/')[0]}/pupils/{name.rpartition('/')[2]}.pdf"
    line = JobLine(path, 2 * sheets, sheets, 1, 2, "long", *paper, (2,) * (sheets // 2))
    files = (
        MadeFile("keys", f"{name}/key-A.pdf", "b" * 64, 9, 3),
        MadeFile("out", path, "a" * 64, 10, 2 * sheets, sheets, line),
    )
    return JobResult(name, "k", state, files, pupils=sheets // 2, seconds=1.5)  # type: ignore[arg-type]


def failed(name: str) -> JobResult:
    """A pack that failed for a word and a name in its roster."""
    problems = (
        problem(
            "roster-word",
            Location("sma-01/x-c.csv", 4, 3),
            found=PUPIL,
            what="a level",
            allowed="support, core",
            suggestion="",
        ),
        problem("table-encoding", Location("d.xlsx[Daftar]", 2), encoding="UTF-8", guess="windows-1252", preview=PUPIL),
    )
    return JobResult(name, "k", "failed", problems=problems, remarks=())


def ended(complete: bool = False) -> tuple[BatchReport, BatchPlan]:
    """A batch of three schools and its plan; unless `complete` with a failed pack, some not begun, and a full disk."""
    names = {
        "00300001/aliansi/x-a": "X-A",
        "00300001/aliansi/x-b": "X-B",
        "20300002/aliansi/x-a": "X-A",
        "smp-teladan/us-soviet/vii-1": "VII-1",
    }
    more = {"00300001/aliansi/x-c": "X-C", "20300002/aliansi/x-d": "X-D", "20300002/aliansi/x-e": "X-E"}
    results = [
        result("00300001/aliansi/x-a", 1200),
        result("00300001/aliansi/x-b", 64, state="kept"),
        result("20300002/aliansi/x-a", 30),
        result("smp-teladan/us-soviet/vii-1", 2, A4),
    ]
    if not complete:
        names |= more
        results.insert(2, failed("00300001/aliansi/x-c"))
    jobs = tuple(job(name, names[name]) for name in sorted(names))
    plan = BatchPlan("Kota Contoh", "packs", "packs-keys", SCHOOLS, jobs, {})
    report = BatchReport(
        name=plan.name,
        out=plan.out,
        keys=plan.keys,
        schools=SCHOOLS,
        results=tuple(results),
        left=() if complete else ("20300002/aliansi/x-d", "20300002/aliansi/x-e"),
        remarks=(warning("batch-column-unknown", Location("PLAN.xlsx[Rencana]", 1, 9), name="Guru"),),
        stopped=() if complete else (problem("store-disk-full", Location("packs/20300002/aliansi/pupils/x-d.pdf")),),
        seconds=3723.4,
    )
    return report, plan
