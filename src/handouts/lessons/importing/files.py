"""lesson.yaml and corrections.yaml of a new lesson, with an explanation of each field in the material's language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from handouts.languages.labels import languages
from handouts.lessons.drafts.emit import quoted
from handouts.lessons.settings import LessonFile

_DATA = Path(__file__).parents[1] / "data"
_SCHEMA = "# yaml-language-server: $schema=.schema/{name}.json\n"


def lesson_yaml(title: str, language: str, file: str) -> str:
    """lesson.yaml: title and language filled in, every other field as a commented example.

    `file` is the name of the imported file, told beside `source`.
    """
    texts = _texts(language)["lesson"]
    filled = {"format": "1", "title": quoted(title), "language": language}
    text = _SCHEMA.format(name="lesson") + _comment(texts["intro"])
    for name, field in LessonFile.model_fields.items():
        written = field.alias or name
        explained = texts[name].format(known=", ".join(languages()), file=_on_one_line(file))
        text += f"\n{_comment(explained)}"
        text += (
            f"{written}: {filled[name]}\n" if name in filled else f"# {written}:{_example(texts['examples'][name])}\n"
        )
    return text


def corrections_yaml(language: str) -> str:
    """corrections.yaml without an entry yet."""
    text = _comment(_texts(language)["corrections"]["text"])
    return _SCHEMA.format(name="corrections") + text + "\nformat: 1\ncitations: ask\ncorrections: []\n"


def _texts(language: str) -> dict[str, Any]:
    # Materials may exist in further languages before these explanations do.
    path = _DATA / f"new-{language}.toml"
    return tomllib.loads((path if path.is_file() else _DATA / "new-en.toml").read_text(encoding="utf-8"))


def _comment(text: str) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in text.strip("\n").split("\n"))


def _example(text: str) -> str:
    return text if text.startswith("\n") else f" {text}"


def _on_one_line(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)
