"""Words for puzzles: lists as a class would have them, and any words at all."""

from __future__ import annotations

from hypothesis import strategies as st

from handouts.model.puzzle import PuzzleWord

SIXTEEN = (
    "harbour", "compass", "caravan", "monsoon", "sultan", "tribute", "spice", "anchor", "merchant", "treaty", "colony",
    "plantation", "dynasty", "voyage", "customs", "lighthouse",
)  # fmt: skip
TWENTY = (
    "pelabuhan", "kompas", "kafilah", "muson", "sultan", "upeti", "rempah", "jangkar", "saudagar", "perjanjian",
    "koloni", "perkebunan", "wangsa", "pelayaran", "bea cukai", "mercusuar", "candi", "prasasti", "bandar", "dermaga",
)  # fmt: skip


def word(term: str, clue: str = "a clue") -> PuzzleWord:
    """A term as a puzzle takes it; its parts are separated by spaces."""
    parts = term.upper().split(" ")
    return PuzzleWord(term, "".join(parts), tuple(len(part) for part in parts), clue)


# Few letters make many crossings and many chances to go wrong; all letters make few.
_LETTERS = st.sampled_from(["AEN", "AEINRST", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])
DIFFERENT_WORDS = _LETTERS.flatmap(
    lambda letters: st.lists(st.text(letters, min_size=3, max_size=14), max_size=16, unique=True)
).map(lambda found: [PuzzleWord(text.lower(), text, (len(text),), "a clue") for text in found])
