"""Sentences in another language or script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.analysis.tongues import foreign_tongue, main_script, other_language, script_of
from handouts.analysis.worded import Worded
from handouts.diagnostics import Severity
from handouts.model.analysis import Flag

_BRACKETED = re.compile(r"[(\[（][^()\[\]（）]*\Z")
_LONGEST_GLOSS = 120


def language(sentence: Worded) -> Iterator[Flag]:
    """Another language, by a clear lead of its function words, so that a quoted title does not count."""
    own = sentence.sentence.language
    if other_language(sentence.text, own, sentence.language):
        yield sentence.whole("flag-language", "warning", language=own)
        return
    tongue = foreign_tongue(sentence.text)
    if tongue:
        yield sentence.whole("flag-language", "warning", language=f"tongue-{tongue}")


def script(sentence: Worded) -> Iterator[Flag]:
    """Words in another script. A name in its own letters between brackets, as in "(戊辰戦争)", is only worth a look."""
    name, count, _ = main_script(sentence.text)
    if not count:
        return
    foreign = sum(any(script_of(c) != "Latin" for c in word) for word in sentence.raw)
    if foreign * 2 >= len(sentence.raw):
        yield sentence.whole("flag-script", "warning", script=name)
        return
    for start, end in _stretches(sentence.text):
        letters = sum(c.isalpha() for c in sentence.text[start:end])
        if letters == 1 and script_of(sentence.text[start]) == "Greek":
            # "π", "α": a sign, not a word
            continue
        before = sentence.text[max(0, start - _LONGEST_GLOSS) : start]
        severity: Severity = "hint" if _BRACKETED.search(before) else "warning"
        yield sentence.flag("flag-script", severity, start, end, script=main_script(sentence.text[start:end])[0])


def _stretches(text: str) -> list[tuple[int, int]]:
    """Runs of letters of other scripts with what stands between them, cut where Latin letters or brackets come."""
    runs: list[tuple[int, int]] = []
    broken = True
    for i, c in enumerate(text):
        if c.isalpha() and script_of(c) != "Latin":
            if broken:
                runs.append((i, i + 1))
            else:
                runs[-1] = (runs[-1][0], i + 1)
            broken = False
        elif c.isalnum() or c in "()[]（）":
            broken = True
    return runs
