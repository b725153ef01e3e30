"""`handouts batch`: the packs of many classes in one run."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from handouts.errors import SOME_FAILED
from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.batch.executors import Factory
    from handouts.model.batch import BatchPlan, BatchReport, JobResult

    Told = Callable[[JobResult, int, int], None]


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["batch"]
    path: Any = click.Path(path_type=Path)

    @click.command("batch", help=words["help"], short_help=words["short"])
    @click.argument("plan", type=path)
    @click.option("--out", type=path, help=words["out"])
    @click.option("--keys", type=path, help=words["keys"])
    @click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help=words["jobs"])
    @click.option("--cluster", metavar="ADDRESS", help=words["cluster"])
    @click.option("--tls-ca", type=path, metavar="FILE", help=words["tls_ca"])
    @click.option("--tls-cert", type=path, metavar="FILE", help=words["tls_cert"])
    @click.option("--tls-key", type=path, metavar="FILE", help=words["tls_key"])
    @click.option("--resume", is_flag=True, help=words["resume"])
    @click.option("--fresh", is_flag=True, help=words["fresh"])
    @click.option("--dry-run", is_flag=True, help=words["dry_run"])
    @click.option("--keep-going", is_flag=True, help=words["keep_going"])
    @click.option("--prune", is_flag=True, help=words["prune"])
    @click.option("--zip/--no-zip", "zipped", default=None, help=words["zip"])
    @click.option("--report", type=path, metavar="DIR", help=words["report"])
    @click.option("--log", type=click.Choice(("text", "json")), default="text", show_default=True, help=words["log"])
    @click.pass_context
    def batch(context: click.Context, /, **asked: Any) -> None:
        if asked["resume"] and asked["fresh"]:
            raise click.UsageError(words["resume_or_fresh"])
        with _ended_gently():
            context.exit(_run(asked, texts))

    return batch


def _run(asked: dict[str, Any], texts: Texts) -> int:
    from handouts.batch.plan import BatchOptions, plan_batch
    from handouts.batch.run import RunOptions, run_batch
    from handouts.pipeline.places import user_cache

    names = ("plan", "out", "keys", "zipped", "keep_going")
    cache = None if asked["dry_run"] else user_cache()
    plan = plan_batch(BatchOptions(**{name: asked[name] for name in names}, cache=cache))
    if asked["dry_run"]:
        _tell_plan(plan, texts)
        return SOME_FAILED if plan.failed else 0
    factory = _factory(asked, len(plan.jobs))
    flags = {name: asked[name] for name in ("keep_going", "prune", "fresh")}
    language = texts["group"]["language"]
    options = RunOptions(user_cache(), local=not asked["cluster"], language=language, **flags)
    with _progress(texts, asked["log"], len(plan.jobs) + len(plan.failed)) as tell:
        report = run_batch(plan, factory, options, tell)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the report is short, and must not be lost by impatience
    try:
        return _finish(plan, report, asked, texts)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _ended_gently() -> Iterator[None]:
    """A run that the system ends (`kill`, a computer that is switched off) ends as with Ctrl-C: with its report."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _factory(asked: dict[str, Any], count: int) -> Factory:
    from handouts.batch.executors import Inline

    if asked["cluster"]:
        from handouts.batch.cluster import Cluster, Tls

        files = [str(asked[name]) if asked[name] else "" for name in ("tls_ca", "tls_cert", "tls_key")]
        return Cluster(asked["cluster"], Tls(*files) if any(files) else None)
    from handouts.batch.pool import Pool, processors
    from handouts.batch.spool import FINISH

    workers = min(asked["jobs"] or processors(), max(1, count))
    return Inline() if workers == 1 else Pool(workers, FINISH)


def _tell_plan(plan: BatchPlan, texts: Texts) -> None:
    from handouts.cli.report import print_diagnostics

    words = texts["batch"]
    for job in plan.jobs:
        click.echo(words["planned"].format(id=job.id, pupils=job.listed.count))
    print_diagnostics((*plan.diagnostics, *(d for r in plan.failed for d in r.problems)), texts["group"]["language"])
    click.echo(words["planned_all"].format(jobs=len(plan.jobs), schools=len(plan.schools), failed=len(plan.failed)))


@contextmanager
def _heard_or_not(stream: IO[str]) -> Iterator[None]:
    """A run does not end because the other end of a pipe (`| head`) has: what is still to be said goes nowhere."""
    try:
        yield
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # streams of tests have no number
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _unheard(tell: Told, stream: IO[str]) -> Told:
    def told(result: JobResult, done: int, total: int) -> None:
        with _heard_or_not(stream):
            tell(result, done, total)

    return told


@contextmanager
def _progress(texts: Texts, log: str, total: int) -> Iterator[Told]:
    """Bars on a terminal, else a line for each pack; with `json` an object for each."""
    words, language = texts["batch"], texts["group"]["language"]
    if log == "json":
        yield _unheard(lambda result, done, all_: _log(_event(result, done, all_, language)), sys.stdout)
        return
    if not sys.stderr.isatty():
        yield _unheard(lambda result, done, all_: click.echo(_line(words, result, done, all_), err=True), sys.stderr)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(words["working"], total=total)

        def tell(result: JobResult, done: int, all_: int) -> None:
            progress.update(task, completed=done)
            if result.state == "failed":
                progress.console.print(_line(words, result, done, all_), markup=False)

        yield tell


def _log(event: dict[str, Any]) -> None:
    click.echo(json.dumps(event, ensure_ascii=False))


def _event(result: JobResult, done: int, total: int, language: str) -> dict[str, Any]:
    from handouts.batch.findings import findings

    return {
        "event": result.state,
        "id": result.id,
        "pupils": result.pupils,
        "pages": sum(file.pages for file in result.files if file.sheets),
        "sheets": sum(file.sheets for file in result.files),
        "seconds": round(result.seconds, 2),
        "done": done,
        "of": total,
        "problems": [asdict(found) for found in findings(result.problems, language)],
    }


def _line(words: Any, result: JobResult, done: int, total: int) -> str:
    state = words[f"state_{result.state}"]
    sheets = sum(file.sheets for file in result.files)
    said = words["line"].format(done=done, total=total, id=result.id, state=state)
    return words["line_sheets"].format(line=said, sheets=sheets) if sheets else str(said)


def _finish(plan: BatchPlan, report: BatchReport, asked: dict[str, Any], texts: Texts) -> int:
    """Tell and write how the batch ended; the exit code."""
    from handouts.batch.report import batch_facts, report_text, write_report
    from handouts.cli.report import print_diagnostics
    from handouts.errors import IO, StorageError

    language = texts["group"]["language"]
    print_diagnostics((*report.remarks, *report.stopped), language)
    facts = batch_facts(report, plan, language, _again(asked))
    code = _exit_of(report)
    folder = asked["report"] or Path(report.out)
    try:
        written = [str(path) for path in write_report(folder, report, plan, facts)]
    except StorageError as error:  # what was made stands, and what can be said is said here
        print_diagnostics(error.diagnostics, language)
        written, code = [], code if report.stopped else IO
    if asked["log"] == "json":
        counts = {state: report.count(state) for state in ("made", "kept", "failed")}
        counts |= {"left": len(report.left), "pages": report.pages, "sheets": report.sheets}
        with _heard_or_not(sys.stdout):
            _log({"event": "end", **counts, "seconds": round(report.seconds, 2), "exit": code, "report": written})
        return code
    with _heard_or_not(sys.stdout):
        click.echo(report_text(facts), nl=False)
        for path in written[-1:]:
            click.echo(texts["batch"]["report_at"].format(path=path))
    return code


def _again(asked: dict[str, Any]) -> str:
    """The command that goes on with this batch: as it was called, and without what makes it begin anew."""
    parts = ["handouts", "batch", str(asked["plan"])]
    for name in ("out", "keys", "jobs", "cluster", "tls_ca", "tls_cert", "tls_key", "report"):
        if asked[name]:
            parts += [f"--{name.replace('_', '-')}", str(asked[name])]
    parts += [f"--{name.replace('_', '-')}" for name in ("keep_going", "prune") if asked[name]]
    if asked["zipped"] is not None:
        parts.append("--zip" if asked["zipped"] else "--no-zip")
    return " ".join(f'"{part}"' if " " in part else part for part in parts) if os.name == "nt" else shlex.join(parts)


def _exit_of(report: BatchReport) -> int:
    from handouts.errors import CLUSTER, INTERRUPTED, IO

    codes = {d.code for d in report.stopped}
    if "batch-interrupted" in codes:
        return INTERRUPTED
    if codes:
        return CLUSTER if any(code.startswith("cluster-") for code in codes) else IO
    wrong = any(d.severity == "error" for d in report.remarks)
    return SOME_FAILED if report.count("failed") or report.left or wrong else 0
