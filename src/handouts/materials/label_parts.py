"""A sentence laid out for labels: its parts between semicolons, without brackets; a clause without dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import Token

BREAKS = ",—–"
_STOPS = (".", "!", "…", "...")


def parts(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentence without what stands in brackets, split at semicolons; what follows a colon is left out."""
    parts: list[list[Token]] = [[]]
    depth, after_colon = 0, False
    for i, token in enumerate(tokens):
        if token.text and token.text in "([":
            depth += 1
        elif token.text and token.text in ")]":
            depth = max(0, depth - 1)
        elif depth == 0 and token.text == ";":
            parts.append([])
            after_colon = False
        elif depth == 0 and token.text == ":":
            # a date may open its sentence with a colon
            after_colon = not (len(parts[-1]) == 1 and parts[-1][0].date >= 0)
        elif depth == 1 and token.date >= 0 and _alone(tokens, i):
            # a name and when it was, in brackets
            parts[-1].append(token)
        elif depth == 0 and not after_colon:
            # a hyphen between blanks is a dash
            parts[-1].append(replace(token, text="–") if token.text == "-" and token.space else token)
    for part in parts:
        while part and part[-1].text in _STOPS:
            part.pop()
    return [p for p in parts if p and not any(t.text in ("?", "/") for t in p)]


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """True for a date with nothing beside it in its brackets."""
    inside = 0 < at < len(tokens) - 1
    return inside and tokens[at - 1].text in ("(", "[") and tokens[at + 1].text in (")", "]")


def shown(body: Sequence[Token], words: ExerciseWords) -> list[Token]:
    """The clause without dates, light adverbs and the mark it may begin with."""
    shown = [t for t in body if t.date < 0 and (t.name >= 0 or t.lower not in words.clauses.removable)]
    if words.verbs.prefixes:
        # "Konferensi Melati itu": the name says which
        pointing = words.labels.pointing
        shown = [t for i, t in enumerate(shown) if not (i > 1 and t.lower in pointing and _is_name(shown[i - 1]))]
    while shown and shown[0].text in BREAKS:
        shown = shown[1:]
    return shown


def _is_name(token: Token) -> bool:
    return token.name >= 0


def paired(part: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    """ "in 1945 or 1946", "in 1945 and 1946": which of them the clause means nobody can tell."""
    for joint, other in ((at - 1, at - 2), (at + 1, at + 2)):
        if 0 <= other < len(part) and part[other].date >= 0 and part[joint].lower in words.clauses.coordinators:
            return True
    return False
