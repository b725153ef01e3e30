"""Keys of sentences that come from their words alone, so that a change elsewhere in the essay leaves them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import normalize

# Base 32 without the letters that are taken for figures or for each other.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH, _LONGEST = 6, 24


def sentence_keys(texts: Iterable[str]) -> Iterator[str]:
    """A key for each sentence: six letters and figures of a hash; of equal sentences the second has ".2", and so on.

    White space and the composition of letters do not count. Should two different sentences share six letters, the
    later one gets more of them.
    """
    owners: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for text in texts:
        plain = " ".join(normalize("NFC", text).split())
        seen[plain] += 1
        digits = _digits(plain)
        length = _LENGTH
        while length < _LONGEST and owners.setdefault(digits[:length], plain) != plain:
            length += 1
        yield digits[:length] + (f".{seen[plain]}" if seen[plain] > 1 else "")


def _digits(text: str) -> str:
    value = int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:15], "big")
    return "".join(_ALPHABET[value >> (5 * k) & 31] for k in reversed(range(_LONGEST)))
