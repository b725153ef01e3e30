"""`handouts show`: what was found in a text."""

from __future__ import annotations

import json
from typing import Any

import click

from handouts.languages.interface import Texts

TOPICS = ("dates", "flags", "terms", "timeline", "glossary", "questions", "markup")


def command(texts: Texts) -> click.Command:
    """The command in one interface language."""
    words = texts["show"]

    @click.command("show", help=words["help"], short_help=words["short"])
    @click.argument("what", type=click.Choice(TOPICS))
    @click.argument("source")
    @click.option("--lang", metavar="CODE", help=texts["build"]["lang"])
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=words["format"])
    def show(what: str, source: str, lang: str | None, form: str) -> None:
        from handouts.pipeline.show import show as run

        records = run(what, source, lang, texts["group"]["language"])
        if form == "json":
            click.echo(json.dumps(records, ensure_ascii=False, indent=1))
        elif not records:
            click.echo(words["nothing"])
        else:
            for record in records:
                click.echo(_as_text(what, record))

    return show


def _as_text(what: str, record: dict[str, Any]) -> str:
    match what:
        case "markup":
            return f"<!-- {record['sheet']} -->\n{record['markup']}"
        case "dates":
            mod = f" {record['mod']}" if record["mod"] else ""
            return f"{record['value']:12}{mod}  {record['text']!r}  {record['basis']}  [{record['rule']}]"
        case "flags":
            return f"{record['severity']:8} {record['code']}  {record['message']}"
        case "terms":
            other = [f for f in record["forms"] if f != record["term"]]
            forms = f" ({', '.join(other)})" if other else ""
            count = len(record["mentions"])
            return f"{record['score']:5.2f}  {record['term']}{forms}  ×{count}  {record['kind']} [{record['rule']}]"
        case "timeline":
            mark = "*" if record["chosen"] else " "
            return f"{mark} {record['display']}: {record['label']}\n      {record['sentence']}  [{record['basis']}]"
        case "glossary":
            source = f"{record['source']}: {record['from']}" if record["from"] else record["source"]
            return f"{record['term']}: {record['definition'] or '____'}  [{source}]"
        case _:
            return _question_text(record)


def _question_text(record: dict[str, Any]) -> str:
    lines = [f"{record['id']}  {record['stem']}  [{record['kind']}, {record['rule']}, {record['points']}]"]
    lines += [f"      {'*' if o in record['answer'] else '-'} {o}" for o in record["options"]]
    lines.append("      = " + " | ".join(record["answer"]))
    lines += [f"      “{e['text']}”" for e in record["evidence"]]
    return "\n".join(lines)
