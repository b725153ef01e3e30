"""Whether a word is made of a known one by the rules of its language: "ditandatanganinya", "unwillingness"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache

Known = Callable[[str], bool]

_SHORTEST_STEM = 4
_VOWELS = "aeiou"


def is_formed(word: str, language: str, known: Known) -> bool:
    """True when `word` is a regular form of a word that `known` knows; False for a language without rules."""
    rules = _RULES.get(language)
    return rules is not None and any(len(s) >= _SHORTEST_STEM and known(s) for s in rules(word))


# --- Indonesian ---

_ENCLITICS = ("nya", "ku", "mu", "lah", "kah", "pun", "tah")
_PLAIN = ("di", "ke", "se", "ber", "ter", "per", "memper", "diper", "keber", "keter", "seper", "teper", "pemer", "ketidak")
_SUFFIXES = ("kan", "an", "i")
_LEARNED = (
    ("is", "i"), ("is", "ik"), ("is", "a"), ("isme", ""), ("isme", "is"), ("isme", "i"), ("isasi", ""), ("isasi", "i"), ("isasi", "is"), ("itas", ""), ("itas", "if"), ("ikal", "ik"), ("al", ""), ("al", "i"),
)  # fmt: skip
# nasal prefix -> first letters it stands before, and the letters that melt into it
_NASALS = (
    ("meng", "aeiough", "k"),
    ("peng", "aeiough", "k"),
    ("mem", "bfv", "p"),
    ("pem", "bfv", "p"),
    ("men", "tdcjsz", "t"),
    ("pen", "tdcjsz", "t"),
    ("meny", "", "s"),
    ("peny", "", "s"),
    ("me", "lrwymn", ""),
    ("pe", "lrwymntdsk", ""),
    ("menge", "bcdlprst", ""),
    ("penge", "bcdlprst", ""),
)
# suffixes that go with a prefix; a prefix not listed here takes none
_WITH = {
    "di": ("", "kan", "i"),
    "ke": ("an",),
    "se": ("",),
    "ber": ("", "an", "kan"),
    "ter": ("", "kan", "i"),
    "per": ("an", "kan", "i", ""),
    "memper": ("", "kan", "i"),
    "diper": ("", "kan", "i"),
    "keber": ("an",),
    "keter": ("an",),
    "ketidak": ("an",),
    "seper": ("an",),
    "teper": ("kan",),
    "pemer": ("an",),
}


def _indonesian(word: str) -> Iterator[str]:
    """Stems of `word`: enclitics off, then a prefix with a suffix that it takes, or a suffix alone."""
    for base in _without_enclitics(word):
        if base != word:
            yield base
        for suffix in ("", *_SUFFIXES):
            if suffix and not base.endswith(suffix):
                continue
            core = base[: len(base) - len(suffix)]
            if suffix in ("an", "kan") and len(core) >= _SHORTEST_STEM:
                yield core
            if not suffix:
                yield from _learned(base)
            yield from _without_prefix(core, suffix)


def _learned(word: str) -> Iterator[str]:
    """ "arkeologis" from "arkeologi", "simbolisme" from "simbol", "kolonisasi" from "koloni"."""
    for ending, instead in _LEARNED:
        if word.endswith(ending):
            yield word[: -len(ending)] + instead


def _without_enclitics(word: str) -> Iterator[str]:
    yield word
    for ending in _ENCLITICS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            shorter = word[: -len(ending)]
            yield shorter
            if ending in ("lah", "kah", "pun") and shorter.endswith("nya"):
                yield shorter[:-3]


def _without_prefix(core: str, suffix: str) -> Iterator[str]:
    for prefix in _PLAIN:
        if core.startswith(prefix) and suffix in _WITH[prefix]:
            yield core[len(prefix) :]
    for prefix, before, melted in _NASALS:
        if not core.startswith(prefix) or (prefix.startswith("p") and suffix in ("kan", "i")):
            continue
        rest = core[len(prefix) :]
        if rest[:1] and rest[0] in before:
            yield rest
        if rest[:1] and melted and rest[0] in _VOWELS:
            yield melted + rest


# --- English ---

_ENGLISH_PREFIXES = (
    "un", "re", "non", "over", "under", "out", "pre", "post", "anti", "counter", "inter", "sub", "super", "dis", "mis", "co", "de", "semi", "multi", "pro", "ultra", "trans", "fore", "self",
)  # fmt: skip
_ENGLISH_SUFFIXES = (
    ("'s", ""), ("s'", "s"), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ily", "y"), ("ably", "able"),
    ("ness", ""), ("iness", "y"), ("less", ""), ("ful", ""), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ment", ""), ("ments", ""), ("ship", ""), ("hood", ""),
    ("able", ""), ("able", "e"), ("ist", ""), ("ists", ""), ("ism", ""), ("ity", ""), ("ity", "e"), ("ization", "ize"), ("isation", "ize"), ("ise", "ize"), ("ised", "ize"), ("ising", "ize"), ("ises", "ize"), ("izing", "ize"),
    ("ized", "ize"), ("our", "or"), ("ours", "or"), ("oured", "or"), ("tre", "ter"), ("wards", "ward"), ("men", "man"),
)  # fmt: skip


def _english(word: str) -> Iterator[str]:
    """Stems of `word`: one prefix off, one ending off, or both."""
    heads = [word] + [word[len(p) :] for p in _ENGLISH_PREFIXES if word.startswith(p) and len(word) - len(p) >= 5]
    yield from heads[1:]
    for head in heads:
        for ending, instead in _ENGLISH_SUFFIXES:
            if head.endswith(ending) and len(head) > len(ending):
                stem = head[: -len(ending)]
                yield stem + instead
                if ending in ("ed", "ing", "er", "ers") and len(stem) > 3 and stem[-1] == stem[-2] and not instead:
                    yield stem[:-1]


_RULES: Mapping[str, Callable[[str], Iterator[str]]] = {"id": _indonesian, "en": _english}
