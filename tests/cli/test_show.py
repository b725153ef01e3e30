"""`handouts show`: the documented fields and types, and offsets that lead back into the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support import ESSAYS, INTERFACES, LESSONS, ROOT, cli

from handouts.cli.show import TOPICS
from handouts.languages.messages import catalogue

Record = dict[str, Any]
NULL = type(None)
# What docs/cli.md promises: for each topic its fields, in order, and the types of their values.
FIELDS: dict[str, dict[str, tuple[type, ...]]] = {
    "dates": {
        "start": (int,),
        "end": (int,),
        "text": (str,),
        "value": (str,),
        "mod": (str, NULL),
        "basis": (str,),
        "rule": (str,),
    },
    "flags": {
        "start": (int,),
        "end": (int,),
        "text": (str,),
        "code": (str,),
        "severity": (str,),
        "blocks": (bool,),
        "message": (str,),
        "remedy": (str,),
    },
    "terms": {
        "term": (str,),
        "kind": (str,),
        "name": (str, NULL),
        "rule": (str,),
        "score": (float,),
        "forms": (list,),
        "mentions": (list,),
        "sentences": (list,),
    },
    "timeline": {
        "date": (str,),
        "display": (str,),
        "label": (str,),
        "sentence": (str,),
        "start": (int,),
        "end": (int,),
        "basis": (str,),
        "chosen": (bool,),
    },
    "glossary": {
        "term": (str,),
        "definition": (str,),
        "source": (str,),
        "from": (str,),
        "kind": (str,),
        "printed": (bool,),
        "start": (int, NULL),
        "end": (int, NULL),
    },
    "questions": {
        "id": (str,),
        "shape": (str,),
        "kind": (str,),
        "stem": (str,),
        "options": (list,),
        "answer": (list,),
        "evidence": (list,),
        "rule": (str,),
        "points": (int,),
    },
    "markup": {"sheet": (str,), "markup": (str,)},
}
# Closed sets of values, as documented.
VALUES = {
    "mod": {"START", "MID", "END", "APPROX", None},
    "basis": {"explicit", "inherited", "shifted", "guessed"},
    "severity": {"error", "warning", "hint"},
    "source": {"shared", "curated", "pattern", "synonym", "context", "blank"},
    "shape": {"choice", "gap", "match", "order", "open", "grid"},
}
TIMEX = re.compile(r"(BC)?\d{2,4}(-(\d\d(-\d\d)?|SP|SU|FA|WI|[HQ]\d))?")
EDTF = re.compile(r"-?\d{4}|[-\dXY~?%./]+")
OWN = ("flight-en.txt", "proklamasi-id.md", "tempelan-id.txt", "rivers-en.txt", "java-en.txt", "awkward-en.txt")
SOURCES = (*OWN, *LESSONS.values())


def path_of(source: str) -> Path:
    return ESSAYS / source if source in OWN else ROOT / "content" / source


def text_of(source: str) -> str:
    path = path_of(source)
    return (path / "essay.md" if path.is_dir() else path).read_text(encoding="utf-8")


@cache
def records(topic: str, source: str, lang: str = "en") -> list[Record]:
    ran = cli("show", topic, path_of(source), "--format", "json", lang=lang)
    assert (ran.code, ran.err) == (0, ""), ran.err
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


def found_in_all(topic: str) -> list[Record]:
    return [record for source in SOURCES for record in records(topic, source)]


@pytest.mark.parametrize("topic", TOPICS)
def test_fields_and_types_are_the_documented_ones(topic: str) -> None:
    table = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    found = found_in_all(topic)
    assert len(found) >= 4
    for record in found:
        assert list(record) == list(FIELDS[topic])
        for name, value in record.items():
            assert type(value) in FIELDS[topic][name], (name, value)
            assert name not in VALUES or value in VALUES[name], (name, value)
            assert topic == "markup" or f"`{name}`" in table


def test_every_topic_of_the_command_is_checked() -> None:
    assert set(FIELDS) == set(TOPICS)


def test_values_of_dates() -> None:
    assert [r for r in found_in_all("dates") if not TIMEX.fullmatch(r["value"])] == []
    assert [r for r in found_in_all("timeline") if not EDTF.fullmatch(r["date"])] == []
    days = {r["value"] for r in records("dates", "flight-en.txt")}
    assert days == {
        *("1903-12-17", "1905-10-05", "1906-05-22", "1908-08-08"),
        *("1908-09-17", "1909-07-25", "1912-05-30", "1915-10"),
    }


def test_values_of_questions() -> None:
    for record in found_in_all("questions"):
        # an open prompt has a rubric instead of an answer, and may ask about the whole essay
        open_prompt = record["kind"] == "prompt"
        assert bool(record["answer"]) != open_prompt and all(isinstance(a, str) and a for a in record["answer"])
        assert all(isinstance(o, str) and o for o in record["options"])
        assert record["points"] >= 1
        assert record["evidence"] or open_prompt
        for place in record["evidence"]:
            assert {k: type(v) for k, v in place.items()} == {"start": int, "end": int, "text": str}
        if record["shape"] == "order":
            assert sorted(record["answer"]) == sorted(record["options"]) != record["answer"]
        elif record["options"]:
            assert set(record["answer"]) <= set(record["options"])
    assert len({r["id"] for r in records("questions", "flight-en.txt")}) == len(records("questions", "flight-en.txt"))


def places(source: str) -> Iterator[tuple[int, int, str]]:
    """Every span of every topic, with the text that it should hold."""
    for record in records("dates", source):
        yield record["start"], record["end"], record["text"]
    for record in records("timeline", source):
        yield record["start"], record["end"], record["sentence"]
    for record in records("questions", source):
        for place in record["evidence"]:
            yield place["start"], place["end"], place["text"]


def as_printed(raw: str, markdown: bool) -> str:
    """A stretch of a source file as the page shows it, for the Markdown that the essays of these tests use."""
    text = re.sub(r"\*+|^>\s?", "", raw, flags=re.MULTILINE).replace("&amp;", "&") if markdown else raw
    return " ".join(text.split())


@pytest.mark.parametrize("source", SOURCES)
def test_offsets_lead_to_the_text_in_the_file(source: str) -> None:
    text = text_of(source)
    found = list(places(source))
    assert found
    for start, end, wanted in found:
        assert 0 <= start < end <= len(text)
        assert as_printed(text[start:end], not source.endswith(".txt")) == wanted


def spellings(source: str, term: str) -> set[str]:
    """The headword, its plural, and the variants that the lesson's glossary gives it."""
    own = path_of(source) / "glossary.yaml"
    entry = (
        own.read_text(encoding="utf-8").partition(f"term: {term}\n")[2].partition("- term:")[0] if own.exists() else ""
    )
    listed = re.search(r"variants: \[(.*)\]", entry)
    own_forms = listed[1].split(",") if listed else []
    return {s.strip().casefold() for s in (term, f"{term}s", *own_forms, *shipped().get(term, ()))}


@cache
def shipped() -> dict[str, list[str]]:
    """The other forms of each term in the glossaries that come with the tool."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "content" / "glossaries").rglob("*.yaml")]
    entry = re.compile(r'  - term: "([^"]*)"\n    definition: [^\n]*\n(?:    variants: \[(.*)\]\n)?')
    return {term: re.findall(r'"([^"]*)"', forms) for text in texts for term, forms in entry.findall(text)}


@pytest.mark.parametrize("source", SOURCES)
def test_offsets_of_glossary_and_flags(source: str) -> None:
    text = text_of(source)
    for record in records("glossary", source):
        assert (record["start"] is None) == (record["end"] is None)
        if record["start"] is not None:
            mention = as_printed(text[record["start"] : record["end"]], True)
            assert mention.casefold() in spellings(source, record["term"])
    for record in records("flags", source):
        assert as_printed(text[record["start"] : record["end"]], not source.endswith(".txt")) == record["text"]


def test_offsets_count_from_the_decoded_text(tmp_path: Path) -> None:
    text = (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
    other = tmp_path / "flight-en.txt"
    for data in (
        b"\xef\xbb\xbf" + text.encode(),
        text.replace("\n", "\r\n").encode(),
        text.replace("\n", "\r").encode(),
        text.encode("utf-16"),
    ):
        other.write_bytes(data)
        ran = cli("show", "dates", other, "--format", "json")
        assert json.loads(ran.out) == records("dates", "flight-en.txt")


@pytest.mark.parametrize("topic", TOPICS)
def test_only_messages_follow_the_interface(topic: str) -> None:
    english, indonesian = (records(topic, "tempelan-id.txt", lang) for lang in INTERFACES)
    if topic != "flags":
        assert english == indonesian
        return
    for a, b in zip(english, indonesian, strict=True):
        assert a["message"] == catalogue("en")[a["code"]]["message"].format(language="English", script="Korean")
        assert b["message"] == catalogue("id")[a["code"]]["message"].format(language="Inggris", script="Korea")
        assert {**a, "message": "", "remedy": ""} == {**b, "message": "", "remedy": ""}


@pytest.mark.parametrize("topic", TOPICS)
def test_text_says_the_same_for_people(topic: str) -> None:
    ran = cli("show", topic, path_of("flight-en.txt"))
    assert (ran.code, ran.err) == (0, "")
    shown = {
        "dates": "value",
        "flags": "code",
        "terms": "term",
        "timeline": "label",
        "glossary": "term",
        "questions": "id",
    }
    for record in records(topic, "flight-en.txt"):
        assert record[shown.get(topic, "markup")] in ran.out


@pytest.mark.parametrize("lang", INTERFACES)
def test_nothing_found_is_said(lang: str) -> None:
    ran = cli("show", "dates", path_of("rivers-en.txt"), lang=lang)
    assert ran.code == 0
    assert ran.out.strip() == {"en": "Nothing found.", "id": "Tidak ada temuan."}[lang]
    assert json.loads(cli("show", "dates", path_of("rivers-en.txt"), "--format", "json", lang=lang).out) == []


def test_show_writes_no_file(tmp_path: Path) -> None:
    for topic in TOPICS:
        assert cli("show", topic, ESSAYS / "flight-en.txt", cwd=tmp_path).code == 0
    assert list(tmp_path.iterdir()) == []
