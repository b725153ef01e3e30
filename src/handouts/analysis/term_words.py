"""Single words: those of the vocabulary, and rare learned nouns that are formed of no common word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handouts.analysis.headwords import forms, lemma
from handouts.analysis.rarity import SHORTEST, is_verb
from handouts.languages.dictionary import dictionary, ordinary_words, own_words
from handouts.languages.lexicon import Lexicon, lexicon
from handouts.languages.terms import term_words

# ranks in the frequency list: COMMON words need no entry, RARE ones may
COMMON, RARE = 6_000, 9_000
NEVER = 1_000_000


@lru_cache(maxsize=20_000)
def headword(word: str, language: str) -> tuple[str, str]:
    """The headword of a word in small letters and the rule that makes it a term; ("", "") for no term."""
    words = term_words(language)
    options = forms(word, language)
    if any(form in words.plain for form in options):
        return "", ""
    plurals = lexicon(language).plurals
    # "crises"
    irregular = [lemma(word, language)] if plurals and word.endswith(plurals) else []
    for vocabulary, rule in ((words.strong, "vocabulary"), (words.fair, "vocabulary-fair")):
        for form in (*options, *irregular):
            written = vocabulary.get(form.replace("-", ""), "")
            if written:
                return written, rule
    return _rare(word, options, lexicon(language))


def _rare(word: str, options: tuple[str, ...], lex: Lexicon) -> tuple[str, str]:
    code, words = lex.code, term_words(lex.code)
    known = [form for form in reversed(options) if form in ordinary_words(code)]
    base = next((form for form in known if is_plural_of(word, form, lex)), word)
    if len(base) < SHORTEST or base not in ordinary_words(code) or "-" in base or is_verb(base, lex):
        return "", ""
    if base in lex.common_words or base in lex.function_words or rank(base, code) < RARE:
        return "", ""
    if base.endswith(words.learned):
        return base, "learned-ending"
    if base in own_words(code) and not _is_formed(base, lex) and not base.startswith(words.derived):
        return base, "learned-word"
    if base.endswith(words.endings) and not _is_formed(base, lex):
        return base, "rare-noun"
    return "", ""


def is_plural_of(word: str, form: str, lex: Lexicon) -> bool:
    """Whether `word` is `form` or its plural, and no verb form of it."""
    return word == form or word.endswith((*lex.plurals, f"-{form}")) or word in (f"{form}nya", f"{form}lah")


def rank(word: str, language: str) -> int:
    """Its place in the frequency list (0 is the most frequent word); NEVER when it is not listed."""
    return dictionary(language).get(word, NEVER)


def _is_formed(word: str, lex: Lexicon) -> bool:
    """Made of a common word: "mistreatment", "keberanian"."""
    return any(rank(stem, lex.code) < COMMON or stem in lex.common_words for stem in _stems(word, lex))


def _stems(word: str, lex: Lexicon) -> Iterator[str]:
    root = lemma(word, lex.code)
    if root != word:
        yield root
    words = term_words(lex.code)
    bare = [word, *(word[len(p) :] for p in words.prefixes if word.startswith(p) and len(word) - len(p) > SHORTEST)]
    yield from bare[1:]
    for whole in bare:
        for ending in words.endings:
            core = whole[: -len(ending)] if whole.endswith(ending) else ""
            if len(core) > 3:
                yield from (core, core + "e", core + "y", core[:-1] + "y", core + "ate")
