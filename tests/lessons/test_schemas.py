"""The schemas accept what the reader accepts, as an editor types it, and refuse what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from support import LESSONS, ROOT, cli, copy_lesson

from handouts.errors import ContentError
from handouts.lessons.batch_file import BatchFile
from handouts.lessons.corrections_file import CorrectionsFile
from handouts.lessons.drafts import files, question_files
from handouts.lessons.item_rules_file import ItemRulesFile
from handouts.lessons.pack_file import PackFile
from handouts.lessons.schemas import MODELS, schema, schema_files, schema_line
from handouts.lessons.school_file import SchoolFile
from handouts.lessons.settings import LessonFile
from handouts.lessons.shared_file import SharedGlossaryFile
from handouts.model.text import SourceText
from handouts.reading.yaml import load

pytestmark = pytest.mark.sliced(2)

CLASSES = {
    "lesson": LessonFile,
    "timeline": files.TimelineFile,
    "glossary": files.GlossaryFile,
    "questions": question_files.QuestionsFile,
    "corrections": CorrectionsFile,
    "pack": PackFile,
    "shared-glossary": SharedGlossaryFile,
    "batch": BatchFile,
    "school": SchoolFile,
    "item-rules": ItemRulesFile,
}


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors use."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.inf|\.nan", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), first)


def typed(text: str) -> Any:
    return yaml.load(text, Loader=Core)


def faults(name: str, data: Any) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(schema(name)).iter_errors(data)]


def accepted(name: str, text: str) -> bool:
    try:
        load(SourceText(f"{name}.yaml", text), CLASSES[name])
    except ContentError:
        return False
    return True


SHARED = """format: 1
language: en
name: History
subjects: [History]
entries:
  - {term: embargo, definition: a ban on trade, variants: [embargoes], kind: term}
"""
RULES = """format: 1
description: ours
options: 5
items: {multiple_choice: 4, cloze: 0}
points: {cloze: 2}
line_pitch: 8.5
"""
SCHOOL = """format: 1
name: Example School
npsn: 20312345
address: 1 Example Road
kop:
  lines: [THE TOWN, {text: Example School, size: heading, bold: true}]
  logos: [a.png, {file: b.png, height: 22mm}]
  rule: double
  sheets: [handout, worksheet]
head: {name: A. Example, nip: 19700101}
school-year: 2026/2027
labels: {en: {header.kind_reading: Text}}
"""
PACK = """format: 1
classes: 7a.csv
sheets: [handout, worksheet]
versions: 4
spares: 2
imposition: {scheme: booklet, signature: 16, creep: 0.1, paper: A3}
levels: {support: {sheets: worksheet, print: large-18}}
languages: {en: us-soviet-alliance}
inserts: [{file: map.pdf, after: handout}]
digital: pupils
"""
BATCH = """format: 1
out: packs
zip: true
defaults: {paper: F4, lessons: [a, b/*], columns: {name: Nama PD}, allow: roster-name-sign, pack: {versions: 2}}
schools:
  - name: Example School
    npsn: "20312345"
    kop: one
    classes: one/*.csv
    rombel: [X-A, 7]
    theme: plain
    plan: one/pack.yaml
    pack: {imposition: {scheme: booklet, creep: 0.1}, levels: {support: {print: large-18}}, languages: {en: other}}
    jobs: [{lesson: c, classes: [one/x.xlsx], language: id, pack: {inserts: [{file: map.pdf, after: handout}]}}]
"""
CORRECTIONS = """format: 1
citations: remove
corrections:
  - {sentence: {text: a, at: 1}, replace: "", reason: b}
  - {sentence: c, keep: true, reason: d}
"""


@pytest.fixture(scope="module", params=LESSONS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lesson = copy_lesson(request.param, tmp_path_factory.mktemp("schemas"))
    (lesson / "glossary.yaml").unlink(missing_ok=True)
    assert cli("draft", lesson).code == 0
    (lesson / "corrections.yaml").write_text(CORRECTIONS, encoding="utf-8")
    (lesson / "shared-glossary.yaml").write_text(SHARED, encoding="utf-8")
    (lesson / "item-rules.yaml").write_text(RULES, encoding="utf-8")
    (lesson / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    (lesson / "batch.yaml").write_text(BATCH, encoding="utf-8")
    (lesson / "pack.yaml").write_text(PACK, encoding="utf-8")
    return lesson


@pytest.mark.parametrize("name", MODELS)
def test_every_schema_is_one_and_explains_each_field(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"] == f"{name}.yaml"
    for model in (made, *made.get("$defs", {}).values()):
        assert model["description"]
        assert model["additionalProperties"] is False
        for key, field in model["properties"].items():
            assert len(field["description"]) > 5, key


@pytest.mark.sliced(2)
@pytest.mark.parametrize("name", MODELS)
def test_drafts_and_samples_are_valid(name: str, folder: Path) -> None:
    own = (folder / f"{name}.yaml").read_text(encoding="utf-8")
    assert faults(name, typed(own)) == []
    where = {"shared-glossary": "glossaries/*/*", "item-rules": "item-rules/*"}.get(name, f"*/{name}")
    for sample in sorted((ROOT / "content").glob(f"{where}.yaml")):
        assert faults(name, typed(sample.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("name", ["timeline", "glossary", "questions"])
def test_drafts_name_their_schema_in_the_first_line(name: str, folder: Path) -> None:
    first = (folder / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first + "\n" == schema_line(name)
    named = first.partition("$schema=")[2]
    assert json.loads((folder / named).read_text(encoding="utf-8")) == schema(name)


def test_schemas_in_the_folder_are_refreshed(folder: Path) -> None:
    """Whether one of them is old or all are."""
    made = schema_files()
    for old in (list(made), list(made)[-1:]):
        for path in old:
            (folder / path).write_text("{}", encoding="utf-8")
        assert cli("draft", folder).code == 0
        assert {path: (folder / path).read_text(encoding="utf-8") for path in made} == made


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from places(value, (*path, key))


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


@pytest.mark.parametrize("name", MODELS)
def test_an_unknown_key_is_a_fault_anywhere(name: str, folder: Path) -> None:
    data = typed((folder / f"{name}.yaml").read_text(encoding="utf-8"))
    # the keys of labels are known to the reader, not to the schema
    mappings = [path for path in places(data) if isinstance(at(data, path), dict) and "labels" not in path]
    for path in {tuple(0 if isinstance(step, int) else step for step in path): path for path in mappings}.values():
        other = deepcopy(data)
        at(other, path)["anwser"] = "x"
        assert faults(name, other), path


def test_a_wrong_type_is_a_fault(folder: Path) -> None:
    wrong: dict[str, list[Callable[[Any], Any]]] = {
        "timeline": [
            lambda d: d.update(format="one"),
            lambda d: d.update(approved="yes"),
            lambda d: d.update(events="x"),
            lambda d: d["events"][0].update(chosen="perhaps"),
            lambda d: d["events"][0].update(label=["a", "b"]),
            lambda d: d["events"][0].pop("sentence"),
            lambda d: d["events"][0].update(date={"value": "1939", "from": "1 May 1939"}),
            lambda d: d["events"][0].update(date={"value": "1939", "precision": "week"}),
        ],
        "glossary": [lambda d: d["entries"][0].update(term={"a": "b"}), lambda d: d["entries"][0].update(source="me")],
        "questions": [
            lambda d: d["sections"][0].update(kind="quiz"),
            lambda d: d["sections"][0]["items"][0].update(points="two"),
            lambda d: d["sections"][0]["items"][0].update(points=-1),
            lambda d: d["sections"][0]["items"][0].update(key="AB"),
            lambda d: d["sections"][0]["items"][0].update(options=[["a"]]),
        ],
        "lesson": [lambda d: d.update(title=" "), lambda d: d.update(sheets=["poster"]), lambda d: d.pop("language")],
    }
    for name, changes in wrong.items():
        data = typed((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        for number, change in enumerate(changes):
            other = deepcopy(data)
            change(other)
            assert faults(name, other), (name, number)


EVENT = "  - {id: a, date: 1939, display: x, label: y, sentence: z}\n"
FORMS = [
    ("timeline", "format: 1\nevents:\n"),
    ("timeline", "format: '1'\napproved: 'true'\nevents: []\n"),
    ("timeline", "format: 1\nstatus: checked\nevents:\n" + EVENT),
    ("timeline", "format: 1\nevents:\n" + EVENT.replace("label: y", "label: no").replace("id: a", "id: 010")),
    (
        "timeline",
        "format: 1\nevents:\n" + EVENT.replace("label: y", "label: ~").replace("display: x", "display: 12:30"),
    ),
    ("timeline", "format: 1\nevents:\n" + EVENT.replace("date: 1939", "date: {value: 1939-08, mod: START}")),
    ("timeline", "format: 1\nevents:\n" + EVENT.replace("sentence: z", "sentence: {text: z, at: '2'}, phrase: 1939")),
    (
        "timeline",
        "format: 1\nevents:\n" + EVENT.replace("date: 1939", "date: 1939-08-23, chosen: false, approved: true"),
    ),
    ("glossary", "format: 1\nentries:\n  - term: 1984\n    definition:\n    variants:\n    mentions: a sentence\n"),
    ("glossary", "format: 1\nentries:\n  - term: x\n    mentions: [a, {text: b, at: 2}]\n    source: pattern\n"),
    ("glossary", "format: 1\nentries:\n  - {term: x, mentions: {text: b}}\n"),
    ("glossary", "format: 1\nentries:\n  - {term: x, definition: y, source: shared, from: 1, kind: treaty}\n"),
    ("shared-glossary", "format: 1\nlanguage: id\nname: 1\nentries:\n  - {term: 1965, definition: yes}\n"),
    ("lesson", "format: 1\ntitle: x\nlanguage: en\nglossaries: [history]\n"),
    ("questions", "format: 1\nsections:\n  - kind: cloze\n    bank: [1, true]\n    items:\n"),
    (
        "questions",
        "format: 1\nsections:\n  - kind: cloze\n    items: [{id: 1, answer: 1939, accept: [a], evidence: e}]\n",
    ),
    (
        "questions",
        "format: 1\nsections:\n  - kind: multiple_choice\n"
        "    items: [{id: a, stem: b, options: [1, {text: c}], key: B, approved: true}]\n",
    ),
    ("corrections", "format: 1\ncorrections:\n"),
    ("corrections", "format: '1'\ncorrections:\n  - {sentence: 1939, replace: 1940, reason: 1}\n"),
    ("corrections", "format: 1\ncorrections:\n  - {sentence: {text: a, at: '2'}, do-not-use: 'true', reason: x}\n"),
    ("pack", "format: 1\n"),
    ("pack", "format: '1'\nversions: '26'\nspares: 0\nqr: 'true'\nimposition: 2-up\nclasses:\nsheets: worksheet\n"),
    ("pack", "format: 1\nimposition: {scheme: booklet, signature: 8, creep: 1}\nlanguages: {}\ncover: 1\n"),
    ("pack", "format: 1\nimposition: {creep: '0,15 mm'}\n"),
    ("lesson", "format: 1\ntitle: 1984\nlanguage: en\ngrade: 10\nduration: '40'\nobjectives:\nsheets: []\n"),
]
REFUSED = [
    ("timeline", "format: 2\nevents:\n"),
    ("timeline", "format: 1\napproved: yes\n"),
    ("timeline", "format: 1\napproved:\n"),
    ("timeline", "format: 1\nevents:\n  - text\n"),
    ("timeline", "format: 1\nevents:\n" + EVENT.replace("sentence: z", "sentence: [z]")),
    ("timeline", "format: 1\nevents:\n" + EVENT.replace("sentence: z", "sentence: {text: z, at: two}")),
    ("glossary", "format: 1\nentries:\n  - definition: x\n"),
    ("glossary", "format: 1\nentries:\n  - {term: x, source: ''}\n"),
    ("glossary", "format: 1\nentries:\n  - {term: x, kind: town}\n"),
    ("glossary", "entries: []\n"),
    ("shared-glossary", "format: 1\nlanguage: id\nname: x\nentries:\n  - {term: x}\n"),
    ("shared-glossary", "format: 1\nlanguage: id\nname: x\nentries:\n  - {term: x, definition: ''}\n"),
    ("questions", "format: 1\nsections:\n  - items: []\n"),
    ("questions", "format: 1\nsections:\n  - kind: ordering\n    items: [{id: a, entries: [], shown: [x]}]\n"),
    ("corrections", "format: 1\ncitations: delete\n"),
    ("corrections", "format: 1\ncorrections:\n  - {sentence: a, keep: yes, reason: x}\n"),
    ("corrections", "format: 1\ncorrections:\n  - {sentence: a, keep: true, reason: ''}\n"),
    ("corrections", "format: 1\ncorrections:\n  - {sentence: {text: a, at: one}, keep: true, reason: x}\n"),
    ("pack", "format: 1\nversions: 27\n"),
    ("pack", "format: 1\nversions: 0\n"),
    ("pack", "format: 1\nspares: many\n"),
    ("pack", "format: 1\nsheets: [poster]\n"),
    ("pack", "format: 1\nimposition: {scheme: booklet, signature: 10}\n"),
    ("pack", "format: 1\nimposition: {scheme: booklet, creep: 1.5}\n"),
    ("pack", "format: 1\nimposition: {scheme: booklet, creep: thin}\n"),
    ("pack", "format: 1\nlanguages: {english: a-lesson}\n"),
    ("pack", "format: 1\nlevels: {easy: {print: large-18}}\n"),
    ("pack", "format: 1\ninserts: [{file: map.pdf}]\n"),
    ("school", "format: 1\nname: x\nlabels: {english: {header.kind_reading: Text}}\n"),
    ("lesson", "format: 1\ntitle:\nlanguage: en\n"),
    ("lesson", "format: 1\ntitle: x\nlanguage: english\n"),
]


@pytest.mark.parametrize(("name", "text"), FORMS)
def test_what_the_reader_takes_is_valid(name: str, text: str) -> None:
    assert accepted(name, text)
    assert faults(name, typed(text)) == []


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_what_the_reader_refuses_is_not(name: str, text: str) -> None:
    assert not accepted(name, text)
    assert faults(name, typed(text))


def test_schemas_are_printed_and_written(tmp_path: Path) -> None:
    every = cli("schema")
    assert every.code == 0
    assert json.loads(every.out) == {name: schema(name) for name in MODELS}
    one = cli("schema", "glossary")
    assert (one.code, json.loads(one.out)) == (0, schema("glossary"))
    written = cli("schema", "--out", tmp_path / "s")
    assert written.code == 0
    assert {p.name: json.loads(p.read_text(encoding="utf-8")) for p in (tmp_path / "s").iterdir()} == {
        f"{name}.json": schema(name) for name in MODELS
    }
    assert cli("schema", "poem").code == 2
