"""What is doubtful in a text: spam, other languages and scripts, site furniture, fused sentences, broken marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.analysis.rarity import is_verb
from handouts.analysis.spam import spam_runs
from handouts.analysis.splitting import citation_pattern
from handouts.analysis.tongues import main_script, other_language, script_of
from handouts.diagnostics import Datum, Severity
from handouts.languages.lexicon import Lexicon, lexicon
from handouts.model.analysis import Flag, Sentence
from handouts.model.text import Essay, passage

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BROKEN_HYPHEN = re.compile(r"[^\W\d_]{2,} -[^\W\d_]{2,}")
_END_MARK = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*\Z")
_FEWEST_WORDS = 6
_LONG_RUN, _MANY_VERBS = 28, 3
_QUOTES = (("“", "”"), ("«", "»"))


def flags(essay: Essay, sentences: tuple[Sentence, ...], language: str) -> tuple[Flag, ...]:
    """All flags in reading order. A warning means: this sentence is evidence for nothing; a hint only asks to look."""
    words = lexicon(language)
    found: list[Flag] = []
    for sentence in sentences:
        found += _spam(essay, sentence, words)
        found += _language(sentence, language)
        found += _script(essay, sentence)
        found += _furniture(essay, sentence, words)
        found += _fused(sentence, words)
        found += _marks(essay, sentence, language)
    found += _quotes(essay)
    return tuple(sorted(found, key=lambda f: (f.passage.block, f.passage.start, f.passage.end, f.code)))


def unusable(found: tuple[Flag, ...], sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Ids of the sentences that a warning or an error touches."""
    grave = [f for f in found if f.severity in ("warning", "error")]
    return frozenset(
        s.id
        for s in sentences
        if any(
            f.passage.block == s.passage.block and f.passage.start < s.passage.end and s.passage.start < f.passage.end
            for f in grave
        )
    )


def _part(essay: Essay, sentence: Sentence, start: int, end: int, code: str, severity: Severity, **data: Datum) -> Flag:
    base = sentence.passage.start
    where = passage(essay, sentence.passage.block, base + start, base + end)
    return Flag(code, severity, where, tuple(sorted(data.items())))


def _spam(essay: Essay, sentence: Sentence, words: Lexicon) -> Iterator[Flag]:
    for start, end in spam_runs(sentence.text, words):
        yield _part(essay, sentence, start, end, "flag-spam", "warning")


def _language(sentence: Sentence, language: str) -> Iterator[Flag]:
    """Another known language, by a clear lead of its function words, so that a quoted title does not count."""
    if other_language(sentence.text, sentence.language, language):
        yield Flag("flag-language", "warning", sentence.passage, (("language", sentence.language),))


def _script(essay: Essay, sentence: Sentence) -> Iterator[Flag]:
    """Half of the words in another script is a foreign sentence; a name in brackets is only worth a look."""
    name, count, _ = main_script(sentence.text)
    if not count:
        return
    words = _WORD.findall(sentence.text)
    foreign = sum(any(script_of(c) != "Latin" for c in word) for word in words)
    if foreign * 2 >= len(words):
        yield Flag("flag-script", "warning", sentence.passage, (("script", name),))
        return
    places = [i for i, c in enumerate(sentence.text) if c.isalpha() and script_of(c) != "Latin"]
    yield _part(essay, sentence, places[0], places[-1] + 1, "flag-script", "hint", script=name)


def _furniture(essay: Essay, sentence: Sentence, words: Lexicon) -> Iterator[Flag]:
    """A short line without an end mark in running text: a menu, a button, a caption."""
    if essay.text_block(sentence.passage.block).kind not in ("paragraph", "quote"):
        return
    text = citation_pattern(words.code).sub("", sentence.text).rstrip()
    listed = [w.lower() for w in _WORD.findall(text)]
    if not listed or _END_MARK.search(text):
        return
    furniture = sum(w in words.boilerplate for w in listed)
    if len(listed) < _FEWEST_WORDS or furniture * 2 >= len(listed):
        yield Flag("flag-not-a-sentence", "warning", sentence.passage)


def _fused(sentence: Sentence, words: Lexicon) -> Iterator[Flag]:
    for run in re.split(r"[,;:()–—]", sentence.text):
        listed = [w.lower() for w in _WORD.findall(run)]
        if len(listed) >= _LONG_RUN and sum(is_verb(w, words) for w in listed) >= _MANY_VERBS:
            yield Flag("flag-fused", "hint", sentence.passage)
            return


def _marks(essay: Essay, sentence: Sentence, language: str) -> Iterator[Flag]:
    for match in _BROKEN_HYPHEN.finditer(sentence.text):
        yield _part(essay, sentence, match.start(), match.end(), "flag-hyphen", "hint", text=match[0])
    for match in citation_pattern(language).finditer(sentence.text):
        yield _part(essay, sentence, match.start(), match.end(), "flag-citation", "hint", text=match[0])


def _quotes(essay: Essay) -> Iterator[Flag]:
    """The quotation mark of a block that has no partner: the last straight one, the first curly one left open."""
    for index, block in essay.text_blocks():
        lonely: int | None = None
        if block.text.count('"') % 2:
            lonely = block.text.rindex('"')
        for opening, closing in _QUOTES:
            open_at: list[int] = []
            for i, c in enumerate(block.text):
                if c == opening:
                    open_at.append(i)
                elif c == closing:
                    if not open_at:
                        lonely = i
                        break
                    open_at.pop()
            else:
                lonely = open_at[0] if open_at else lonely
        if lonely is not None:
            yield Flag("flag-quotes", "hint", passage(essay, index, lonely, lonely + 1))
