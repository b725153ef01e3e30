"""What the command line says, and in which language: HANDOUTS_LANG, else the locale, else English."""

from __future__ import annotations

import locale
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from handouts.languages import DATA

DEFAULT = "en"
Texts = Mapping[str, Mapping[str, str]]


def interface_language(environ: Mapping[str, str]) -> str:
    """The language of messages: HANDOUTS_LANG, then LC_ALL, LC_MESSAGES, LANG, then the system's locale."""
    names = [environ.get(k, "") for k in ("HANDOUTS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    wanted = next((n for n in names if n), "") or (locale.getlocale()[0] or "")
    code = wanted.replace("-", "_").split("_")[0].split(".")[0].casefold()
    code = {"indonesian": "id", "english": "en", "in": "id"}.get(code, code)
    return code if _folder(code).joinpath("interface.toml").is_file() else DEFAULT


@cache
def texts(language: str) -> Texts:
    """All texts of the command line in one language."""
    data: Texts = tomllib.loads(_folder(language).joinpath("interface.toml").read_text(encoding="utf-8"))
    return data


def _folder(language: str) -> Path:
    return DATA / (language or "-")
