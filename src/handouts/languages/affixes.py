"""Whether a word is made of a known one by the rules of its language: "ditandatanganinya", "unwillingness"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handouts.languages.flag_words import AffixWords, flag_words

_SHORTEST_STEM = 4
_VOWELS = "aeiou"


def is_formed(word: str, language: str, known: Callable[[str], bool]) -> bool:
    """True when `word` is a regular form of a word of four letters or more that `known` knows."""
    words = flag_words(language).affixes
    return any(len(stem) >= _SHORTEST_STEM and known(stem) for stem in stems(word, words))


def stems(word: str, words: AffixWords) -> Iterator[str]:
    """All that may be left of `word`: enclitics off, then an ending, then a prefix that takes this ending."""
    for base in _without_enclitics(word, words):
        if base != word:
            yield base
        yield from _without_prefix(base, "", words)
        for ending in words.endings:
            if base.endswith(ending.ending) and len(base) > len(ending.ending):
                core = base[: -len(ending.ending)]
                cores = [core + instead for instead in ending.instead]
                if ending.doubles and len(core) > 3 and core[-1] == core[-2]:
                    cores.append(core[:-1])
                for stem in cores:
                    if ending.alone:
                        yield stem
                    yield from _without_prefix(stem, ending.ending, words)


def _without_enclitics(word: str, words: AffixWords) -> Iterator[str]:
    yield word
    for first in words.enclitics:
        if word.endswith(first) and len(word) - len(first) >= _SHORTEST_STEM:
            shorter = word[: -len(first)]
            yield shorter
            for second in words.enclitics:
                # "negaranyalah"
                if shorter.endswith(second) and len(shorter) - len(second) >= _SHORTEST_STEM:
                    yield shorter[: -len(second)]


def _without_prefix(core: str, ending: str, words: AffixWords) -> Iterator[str]:
    for prefix in words.prefixes:
        rest = core[len(prefix.prefix) :]
        if not rest or not core.startswith(prefix.prefix) or (prefix.takes is not None and ending not in prefix.takes):
            continue
        if prefix.takes is None and len(rest) <= _SHORTEST_STEM:
            # "reaced" is no form of "ace"
            continue
        if not prefix.before or rest[0] in prefix.before:
            yield rest
        if prefix.melts and rest[0] in _VOWELS:
            yield prefix.melts + rest
