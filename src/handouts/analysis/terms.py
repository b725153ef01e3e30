"""Words and phrases worth a glossary entry, by counts, casing and rarity."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from handouts.analysis.rarity import SHORTEST, is_rare, is_verb
from handouts.languages.lexicon import Lexicon, lexicon
from handouts.model.analysis import DateMention, Flag, NameMention, Sentence, TermCandidate
from handouts.model.text import Essay, Passage, passage

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEARNED_BONUS, _NAME_BONUS, _HYPHEN_BONUS, _VERB_PENALTY = 0.6, 0.4, 0.4, 0.9
_NAME_TYPES = ("event", "organisation")


def terms(
    essay: Essay,
    sentences: Iterable[Sentence],
    names: tuple[NameMention, ...],
    dates: tuple[DateMention, ...],
    flags: tuple[Flag, ...],
    language: str,
) -> tuple[TermCandidate, ...]:
    """Candidates, best first: rare words in lower case, and names of events and organisations.

    Sentences that may not be evidence, names, dates and flagged stretches are left out.
    """
    lex = lexicon(language)
    taken = _taken([n.passage for n in names] + [d.passage for d in dates] + [f.passage for f in flags])
    words: dict[str, list[Passage]] = {}
    for sentence in sentences:
        if not sentence.usable or sentence.id.startswith("h"):
            continue
        for match in _WORD.finditer(sentence.text):
            start = sentence.passage.start + match.start()
            if match[0].islower() and start not in taken.get(sentence.passage.block, ()) and is_rare(match[0], lex):
                where = passage(essay, sentence.passage.block, start, start + len(match[0]))
                words.setdefault(_headword(match[0], lex), []).append(where)
    words = _merged(words, lex)
    found = [TermCandidate(w, tuple(m), _score(w, len(m), lex), "rare-word") for w, m in words.items()]
    found += _from_names(names, sentences)
    return tuple(sorted(found, key=lambda t: (-t.score, t.mentions[0].span, t.term)))


def _taken(passages: Iterable[Passage]) -> dict[int, set[int]]:
    taken: dict[int, set[int]] = {}
    for p in passages:
        taken.setdefault(p.block, set()).update(range(p.start, p.end))
    return taken


def _merged(words: dict[str, list[Passage]], lex: Lexicon) -> dict[str, list[Passage]]:
    """Plurals joined to the singular that the essay also has."""
    merged: dict[str, list[Passage]] = {}
    for word, mentions in words.items():
        singular = next((word[: -len(e)] for e in lex.plurals if word.endswith(e) and word[: -len(e)] in words), word)
        merged.setdefault(singular, []).extend(mentions)
    return {word: sorted(mentions, key=lambda p: (p.block, p.start)) for word, mentions in merged.items()}


def _headword(word: str, lex: Lexicon) -> str:
    """The word without an enclitic that is never part of a headword ("pakta" for "paktanya")."""
    for ending in ("nya", "'s", "’s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1 and ending in lex.affixes[1]:
            return word[: -len(ending)]
    return word


def _score(word: str, count: int, lex: Lexicon) -> float:
    learned = _LEARNED_BONUS if word.endswith(lex.learned_endings) else 0.0
    phrase = _HYPHEN_BONUS if "-" in word else 0.0
    verb = _VERB_PENALTY if is_verb(word, lex) else 0.0
    return round(1 + math.log(count) + learned + phrase - verb, 4)


def _from_names(names: tuple[NameMention, ...], sentences: Iterable[Sentence]) -> list[TermCandidate]:
    usable = [(s.passage.block, s.passage.start, s.passage.end) for s in sentences if s.usable]
    grouped: dict[str, list[Passage]] = {}
    for name in names:
        p = name.passage
        if name.type in _NAME_TYPES and any(b == p.block and a <= p.start < e for b, a, e in usable):
            grouped.setdefault(name.canonical, []).append(p)
    return [
        TermCandidate(term, tuple(m), round(1 + math.log(len(m)) + _NAME_BONUS, 4), "name")
        for term, m in grouped.items()
    ]
