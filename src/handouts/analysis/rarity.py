"""What a word looks like: common (it or its stem is in the language's list), or a finite verb by its affixes."""

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


def is_verb(word: str, words: Lexicon) -> bool:
    """Whether a lower-case word has the form of a finite verb; nouns that look alike are listed in the lexicon."""
    clauses = words.clauses
    if word in clauses.verbs:
        return True
    if word in clauses.not_verbs or len(word) < 5 or "-" in word:
        return False
    return word.startswith(clauses.prefixes or ("\0",)) or word.endswith(clauses.suffixes or ("\0",))
