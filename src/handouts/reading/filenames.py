"""Names of people and classes as names of files, on every system."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from unicodedata import category, normalize

from handouts.reading.invisible import is_invisible

MAX_BYTES = 80
_SUFFIX = 6  # characters of a suffix: 30 bits of the key's hash
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
# What Windows keeps for devices; a slug has no dot, so there is no ending to think of.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "conin", "conout"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)


def slug(name: str, fallback: str) -> str:
    """Letters, marks, digits, "-" and "_" of `name`, small, NFC, at most 80 bytes of UTF-8, never a device of Windows.

    `fallback` (plain lower-case letters) is the answer where nothing of the name is left.
    """
    folded = normalize("NFC", normalize("NFC", name).casefold())
    kept = "".join(map(_kept, (c for c in folded if not is_invisible(c))))
    short = _trimmed(normalize("NFC", re.sub("-+", "-", kept)), MAX_BYTES)
    if short in _RESERVED:
        return f"{short}-{fallback}"
    return short or fallback


def is_reserved(name: str) -> bool:
    """True for names that Windows keeps for devices, with any ending ("aux", "Con.txt")."""
    return name.casefold().split(".")[0].strip() in _RESERVED


def unique_slugs(wanted: Sequence[tuple[str, str]], fallback: str) -> tuple[str, ...]:
    """Names of files for pairs (key, name), no two the same on any system, in the order of the pairs.

    Where two would be the same, each of them gets a suffix made from its own key, which neither order nor the number
    of the others changes. Keys must differ (ValueError). The suffix tells nothing of a key, unless keys can be guessed.
    """
    keys = [key for key, _ in wanted]
    if len(set(keys)) != len(keys):
        raise ValueError("two names have one key")
    found = [slug(name, fallback) for _, name in wanted]
    length = 0
    while doubled := {name for name, times in Counter(map(folded_key, found)).items() if times > 1}:
        length += _SUFFIX
        found = [
            _suffixed(slug(name, fallback), key, length) if folded_key(now) in doubled else now
            for now, (key, name) in zip(found, wanted, strict=True)
        ]
    return tuple(found)


def folded_key(name: str) -> str:
    """What two names of files must not share: systems fold capitals and the ways to write an accent."""
    return normalize("NFC", normalize("NFC", name).casefold())


def _kept(char: str) -> str:
    kind = category(char)
    if kind[0] in "LM" or kind == "Nd" or char in "-_":
        return char
    plain = normalize("NFKC", char).casefold()
    # "Ⅷ" and "²" are letters and digits in another dress.
    return plain if kind[0] == "N" and plain.isascii() and plain.isalnum() else "-"


def _trimmed(text: str, limit: int) -> str:
    """At most `limit` bytes, without hyphens at the ends, and no mark that has lost its letter at the start."""
    short = text.strip("-").encode("utf-8")[:limit].decode("utf-8", "ignore").strip("-")
    while short and (category(short[0])[0] == "M" or short[0] == "-"):
        short = short[1:]
    return short


def _suffixed(name: str, key: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(normalize("NFC", key).encode("utf-8", "surrogatepass")).digest(), "big")
    digits = "".join(_ALPHABET[number >> (5 * n) & 31] for n in range(length))
    return f"{_trimmed(name, MAX_BYTES - length - 1)}-{digits}"
