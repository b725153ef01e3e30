"""What letter puzzles must know of each language: the letters of its squares, and the words no square may spell."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from handouts.diagnostics import problem
from handouts.errors import ContentError
from handouts.languages import DATA
from handouts.languages.lexicon import FORMAT


@dataclass(frozen=True, slots=True)
class PuzzleLetters:
    """The letters of a language's puzzles. `instead` has what stands for a letter of another alphabet ("Æ": "AE")."""

    alphabet: frozenset[str]
    instead: Mapping[str, str]

    def squares(self, letter: str) -> str:
        """What one letter of a text puts into the squares, "é" an "E"; "" when the language has no letter for it."""
        large = self.instead.get(letter) or self.instead.get(letter.upper()) or letter.upper()
        bare = "".join(c for c in unicodedata.normalize("NFKD", large) if not unicodedata.combining(c))
        return bare if bare and all(c in self.alphabet for c in bare) else ""


@cache
def puzzle_letters(language: str) -> PuzzleLetters:
    """The letters of `language`, from its puzzles.toml; a language without one uses the letters A to Z."""
    file = DATA / language / "puzzles.toml"
    if not file.is_file():
        return PuzzleLetters(frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), {})
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    if data.get("format") != FORMAT:
        raise ContentError(problem("format-unknown", file=f"{language}/puzzles.toml", format=str(data.get("format"))))
    return PuzzleLetters(frozenset(data["alphabet"]), data["letters"])


@cache
def rude_words() -> tuple[str, ...]:
    """The words of all shipped languages that no puzzle may spell, in capitals, without those that hold another one."""
    found: set[str] = set()
    for file in sorted(DATA.glob("*/rude.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        found.update(line.strip().upper() for line in lines if line.strip() and not line.startswith("#"))
    return tuple(sorted(w for w in found if not any(other != w and other in w for other in found)))
