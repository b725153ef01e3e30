"""`handouts check`: everything wrong or doubtful in a lesson, in one list."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from handouts.languages.interface import Texts

if TYPE_CHECKING:
    from handouts.pipeline.check import Finding

FORMATS = ("text", "json", "github")
COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}
LEVELS = {"error": "error", "warning": "warning", "hint": "notice"}


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["check"]

    @click.command("check", help=words["help"], short_help=words["short"])
    @click.argument("source")
    @click.option("--lang", metavar="CODE", help=texts["build"]["lang"])
    @click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=words["format"])
    @click.option("--strict", is_flag=True, help=words["strict"])
    def check(source: str, lang: str | None, form: str, strict: bool) -> int:
        from handouts.errors import CONTENT, OK
        from handouts.pipeline.check import check as run
        from handouts.pipeline.check import fails

        findings = run(source, lang)
        language = texts["group"]["language"]
        if form == "json":
            click.echo(json.dumps([record(f, language) for f in findings], ensure_ascii=False, indent=1))
        else:
            for line in github(findings, language) if form == "github" else text_lines(findings, texts):
                click.echo(line)
        return CONTENT if fails(findings, strict) else OK

    return check


def record(finding: Finding, language: str) -> dict[str, Any]:
    """A finding as JSON has it; line and column are null where they are not known."""
    from handouts.languages.messages import message, remedy

    d = finding.diagnostic
    return {
        "code": d.code,
        "severity": d.severity,
        "file": d.location.file if d.location else None,
        "line": (d.location.line or None) if d.location else None,
        "column": (d.location.column or None) if d.location else None,
        "message": message(d, language),
        "remedy": remedy(d, language),
        "text": finding.text,
    }


def text_lines(findings: Sequence[Finding], texts: Texts) -> Iterator[str]:
    """The findings by file, then how many of each severity."""
    words, severities = texts["check"], texts["severity"]
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    records = [record(f, texts["group"]["language"]) for f in findings]
    width = max((len(word) for word in severities.values()), default=0)
    for file, group in groupby(records, key=lambda r: str(r["file"] or "")):
        yield click.style(file, bold=True) if colour else file
        for r in group:
            severity = severities[r["severity"]].ljust(width)
            marked = click.style(severity, fg=COLOURS[r["severity"]]) if colour else severity
            place = ":".join(str(n) for n in (r["line"], r["column"]) if n)
            yield f"  {place:8} {marked}  {r['message']}{_quoted(r)} [{r['code']}]"
            if r["remedy"]:
                yield " " * (width + 13) + r["remedy"]
        yield ""
    counts = Counter(r["severity"] for r in records)
    if not counts:
        yield words["nothing"]
        return
    yield words["count"].format(errors=counts["error"], warnings=counts["warning"], hints=counts["hint"])


def _quoted(r: dict[str, Any]) -> str:
    """The flagged words, unless the message has them already."""
    return f" “{r['text']}”" if r["text"] and r["text"] not in r["message"] else ""


def github(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """Workflow commands, which GitHub shows at the lines they name."""
    for finding in findings:
        r = record(finding, language)
        given = {"file": r["file"], "line": r["line"], "col": r["column"], "title": r["code"]}
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in given.items() if value)
        said = f"{r['message']}{_quoted(r)} {r['remedy']}".strip()
        yield f"::{LEVELS[r['severity']]} {properties}::{_data(said)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
