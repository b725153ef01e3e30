"""`handouts doctor`: whether an installation is sound, line by line."""

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
    from handouts.pipeline.installation import Line

_COLOURS = {"error": "red", "warning": "yellow", "ok": "green"}


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["doctor"]

    @click.command("doctor", help=words["help"], short_help=words["short"])
    @click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help=words["format"])
    def doctor(form: str) -> int:
        from handouts.errors import OK, SOME_FAILED
        from handouts.pipeline.doctor import examine, sound

        found = examine()
        if form == "json":
            click.echo(json.dumps([record(line, texts) for line in found], ensure_ascii=False, indent=1))
        else:
            for line in text_lines(found, texts):
                click.echo(line)
        return OK if sound(found) else SOME_FAILED

    return doctor


def record(line: Line, texts: Texts) -> dict[str, Any]:
    """A line as JSON has it; `code` is null where nothing is wrong."""
    from handouts.languages.messages import remedy

    language = texts["group"]["language"]
    return {
        "area": line.area,
        "subject": line.subject,
        "status": line.status,
        "code": line.finding.code if line.finding else None,
        "message": told(line, texts),
        "remedy": remedy(line.finding, language) if line.finding else "",
        "data": dict(line.data),
    }


def told(line: Line, texts: Texts) -> str:
    """What there is to say: how it is, or what is wrong with its place and code."""
    from handouts.languages.messages import message

    if line.finding is None:
        return texts["doctor"][f"is_{line.note}"].format(**line.data)
    place = f"{line.finding.location}: " if line.finding.location else ""
    return f"{place}{message(line.finding, texts['group']['language'])} [{line.finding.code}]"


def text_lines(found: Sequence[Line], texts: Texts) -> Iterator[str]:
    """The lines for people: area by area, with the remedy below what is wrong, and a count at the end."""
    from handouts.languages.messages import remedy

    words = texts["doctor"]
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    width = max(len(words[status]) for status in _COLOURS)
    for area, lines in groupby(found, key=lambda line: line.area):
        heading = words[f"area_{area}"]
        yield click.style(heading, bold=True) if colour else heading
        for line in lines:
            status = words[line.status].ljust(width)
            status = click.style(status, fg=_COLOURS[line.status]) if colour else status
            subject = words.get(f"of_{line.subject}", line.subject)
            yield f"  {status}  {subject}: {told(line, texts)}"
            if line.finding and (help_ := remedy(line.finding, texts["group"]["language"])):
                yield f"  {' ' * width}  {help_}"
    counts = Counter(line.status for line in found)
    yield words["count"].format(ok=counts["ok"], warnings=counts["warning"], errors=counts["error"])
