"""Which words are common: they, or what is left of them without affixes, stand in the language's list."""

from __future__ import annotations

from handouts.languages.lexicon import Lexicon

SHORTEST = 5


def is_rare(word: str, lex: Lexicon) -> bool:
    """True when neither the word nor the word without affixes is among the common ones."""
    if len(word) < SHORTEST or word in lex.common_words or word in lex.function_words:
        return False
    if "-" in word:
        return any(is_rare(part, lex) for part in word.split("-"))
    return not any(stem in lex.common_words for stem in _stems(word, lex))


def _stems(word: str, lex: Lexicon) -> set[str]:
    prefixes, suffixes = lex.affixes
    heads = {word} | {word[len(p) :] for p in prefixes if word.startswith(p)}
    stems = heads | {h[: -len(s)] for h in heads for s in suffixes if h.endswith(s)}
    # running > run, studies > study, carried > carry, hoped > hope
    single = {s[:-1] for s in stems if len(s) > 3 and s[-1] == s[-2]}
    with_y = {s[:-1] + "y" for s in stems if s.endswith("i")}
    return {s for s in stems | single | with_y | {s + "e" for s in stems} if len(s) >= 3}
