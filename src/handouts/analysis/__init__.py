"""From an essay to what is known of it: sentences, dates, names, terms, definitions, and what is doubtful."""

from __future__ import annotations

from handouts.analysis.flags import flags, unusable
from handouts.analysis.ranges import ranges
from handouts.analysis.segments import detect_language, essay_text, mark_unusable, sentences
from handouts.languages.lexicon import available
from handouts.model.analysis import Analysis, Flag
from handouts.model.text import Essay

__all__ = ["analyse", "detect_language", "doubts", "ranges", "sentences"]


def analyse(essay: Essay, language: str | None = None) -> Analysis:
    """Everything the rules find in `essay`. Deterministic: no clock, no chance, no network.

    `language` chooses the word lists ("id", "en"); None: that of most of its sentences, else the first.
    """
    # Loaded here, since a build from drafts needs the flags alone.
    from handouts.analysis.dates import dates
    from handouts.analysis.definitions import definitions
    from handouts.analysis.names import names
    from handouts.analysis.terms import terms

    code = language or detect_language(essay_text(essay)) or available()[0]
    raw = sentences(essay, code)
    doubtful = flags(essay, raw, code)
    read = mark_unusable(raw, unusable(doubtful, raw))
    dated = dates(essay, read, code)
    named = names(essay, read, dated, code)
    return Analysis(
        language=code,
        sentences=read,
        dates=dated,
        names=named,
        terms=terms(essay, read, named, dated, doubtful, code),
        definitions=definitions(read, code),
        flags=doubtful,
    )


def doubts(essay: Essay, language: str, spelling: bool = False) -> tuple[Flag, ...]:
    """The flags of `essay` alone: what must be marked on the page even when nothing else is analysed.

    `spelling`: words in no dictionary as well. They are hints that block nothing; reading the dictionary takes time.
    """
    return flags(essay, sentences(essay, language), language, spelling)
