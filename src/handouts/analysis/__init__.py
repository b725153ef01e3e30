"""From an essay to what is known of it: sentences, dates, names, terms, definitions, and what is doubtful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from handouts.analysis.decisions import barred, decided
from handouts.analysis.flags import flags, unusable
from handouts.analysis.ranges import ranges
from handouts.analysis.segments import detect_language, essay_text, mark_unusable, sentences
from handouts.analysis.splitting import split
from handouts.languages.lexicon import available
from handouts.model.analysis import Analysis, Doubts, Flag
from handouts.model.correction import Citations, Correction
from handouts.model.glossary import EntryKind
from handouts.model.text import Essay

__all__ = ["analyse", "detect_language", "doubts", "ranges", "sentences", "split"]


def analyse(
    essay: Essay,
    language: str | None = None,
    corrections: Sequence[Correction] = (),
    citations: Citations = "ask",
    known: Mapping[str, str] | None = None,
    kinds: Mapping[str, EntryKind] | None = None,
) -> Analysis:
    """Everything the rules find in `essay`. Deterministic: no clock, no chance, no network.

    `language` chooses the word lists ("id", "en"); None: that of most of its sentences, else the first. `corrections`
    are those that `essay` already shows; `citations` is what the teacher wants of citation marks. `known` maps written
    forms to the headwords of the glossaries in use, which `terms` finds first; `kinds` says what these
    headwords are names of.
    """
    # Loaded here, since a build from drafts needs the flags alone.
    from handouts.analysis.dates import dates
    from handouts.analysis.definitions import definitions
    from handouts.analysis.names import names
    from handouts.analysis.terms import terms

    code = language or detect_language(essay_text(essay)) or available()[0]
    raw = sentences(essay, code)
    seen = flags(essay, raw, code)
    left = decided(essay, seen, corrections, citations)
    read = mark_unusable(raw, unusable(left, raw) | barred(corrections, raw))
    dated = dates(essay, read, code)
    named = names(essay, read, dated, code)
    defined = definitions(read, code)
    return Analysis(
        language=code,
        sentences=read,
        dates=dated,
        names=named,
        terms=terms(essay, read, named, dated, _no_terms(seen, left), defined, code, known, kinds),
        definitions=defined,
        flags=left,
    )


def doubts(
    essay: Essay,
    language: str,
    corrections: Sequence[Correction] = (),
    citations: Citations = "ask",
    spelling: bool = False,
) -> Doubts:
    """The flags alone, and the sentences that are evidence for nothing: needed even when nothing else is analysed.

    `spelling`: words in no dictionary as well. They are hints that block nothing; reading the dictionary takes time.
    """
    raw = sentences(essay, language)
    left = decided(essay, flags(essay, raw, language, spelling), corrections, citations)
    bad = unusable(left, raw) | barred(corrections, raw)
    usable = tuple(s.passage for s in raw if s.id not in bad)
    return Doubts(left, tuple(s.passage for s in raw if s.id in bad), usable)


def _no_terms(seen: Sequence[Flag], left: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags whose words are no terms: those that are left, and citation marks that the teacher keeps."""
    return (*left, *(f for f in seen if f.code == "flag-citation" and f not in left))
