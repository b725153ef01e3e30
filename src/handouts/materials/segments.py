"""A sentence without its dates and asides, split at commas and dashes; lists are kept in one piece."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import CLOSERS, OPENERS, Token, verb_groups

Marks = Sequence[tuple[int, int]]
ITEM_WORDS = 6


def marked(tokens: Sequence[Token], marks: Marks) -> list[Token]:
    """Date phrases replaced by marks; the comma after a date that opens the sentence goes with it."""
    result: list[Token] = []
    for token in tokens:
        index = next((i for i, (a, b) in enumerate(marks) if a <= token.start < b), -1)
        if index < 0:
            if token.text == "," and len(result) == 1 and result[0].date >= 0:
                continue
            result.append(token)
        elif not result or result[-1].date != index:
            result.append(Token("", token.start, token.end, space=token.space, date=index))
    return result


def without_asides(tokens: list[Token]) -> list[Token] | None:
    """Without parentheses and final marks; None for what is no plain statement."""
    while tokens and tokens[-1].text in (".", "!", "…", "..."):
        tokens = tokens[:-1]
    depth, kept = 0, []
    for token in tokens:
        depth += (token.text in OPENERS and token.text != "") - (
            depth > 0 and token.text in CLOSERS and token.text != ""
        )
        if depth == 0 and token.text not in (")", "]"):
            kept.append(token)
    marks = {t.text for t in kept}
    return None if depth or marks & {"?", ":", ";", "!", "/"} or not kept else kept


def split(tokens: Sequence[Token], words: ExerciseWords) -> list[list[Token]]:
    """The sentence split at commas and dashes, lists put together again."""
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in (",", "—", "–"):
            segments.append([])
        else:
            segments[-1].append(token)
    return _with_lists([s for s in segments if s], words)


def _with_lists(segments: list[list[Token]], words: ExerciseWords) -> list[list[Token]]:
    """ "A", "B", "dan C menyerang" become one segment again."""
    merged: list[list[Token]] = []
    i = 0
    while i < len(segments):
        end = _list_end(segments, i, words)
        if end > i:
            whole = list(segments[i])
            for part in segments[i + 1 : end + 1]:
                comma = Token(",", part[0].start - 1, part[0].start, space=False)
                whole += [comma, *part]
            merged.append(whole)
            i = end + 1
        else:
            merged.append(segments[i])
            i += 1
    return merged


def _list_end(segments: list[list[Token]], i: int, words: ExerciseWords) -> int:
    """Index of the last segment of a list that begins in segment i; i when there is none."""
    joints = words.clauses.list_joints
    j = i + 1
    while j < len(segments) and _short_item(segments[j], words):
        first = segments[j][0].lower
        if first in joints:
            return j if j > i + 1 else i
        inner = [t.lower for t in segments[j]]
        if any(w in joints for w in inner) and segments[j][0].name >= 0 and segments[i][-1].name >= 0:
            return j
        j += 1
    if i + 1 < j < len(segments) and segments[j][0].lower in joints:
        # the last item of the list carries the verb: "Roosevelt, Churchill, dan Stalin bertemu"
        body = segments[j][1:]
        verbs = verb_groups(body, words)
        if body and (not verbs or 0 < verbs[0] <= ITEM_WORDS):
            return j
    return i


def _short_item(segment: list[Token], words: ExerciseWords) -> bool:
    if len(segment) > ITEM_WORDS or segment[0].date >= 0:
        return False
    opener = segment[0].lower in words.clauses.subordinators
    return not opener and not verb_groups(segment, words)


def without_connective(segment: list[Token], words: ExerciseWords) -> list[Token]:
    """Nothing left of a segment that is only a connective ("Namun", "Selain itu")."""
    text = " ".join(t.lower for t in segment if t.date < 0)
    return [t for t in segment if t.date >= 0] if text in words.clauses.connectives else segment
