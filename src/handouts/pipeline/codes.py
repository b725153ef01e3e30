"""Pack codes: six characters of Crockford's base 32 and a check character, derived from what the pack is made of.

Source of the alphabet, the check character (value modulo 37) and the reading rules (I, L are 1; O is 0; hyphens do
not count): Douglas Crockford, "Base 32", crockford.com/base32.html. Of the 37 check characters five are no letters
or digits (* ~ $ = U); a code that would need one is not used, so that a code is a file name everywhere.
"""

from __future__ import annotations

import hashlib
import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
MODULUS = 37


def make(content: bytes, attempt: int = 0) -> str:
    """The code of this content; `attempt` gives another one when the first is taken by other content."""
    salt = attempt << 8
    while True:
        digest = hashlib.sha256(salt.to_bytes(4, "big") + content).digest()
        value = int.from_bytes(digest[:4], "big") >> 2
        check = value % MODULUS
        if check < len(ALPHABET):
            return _digits(value) + ALPHABET[check]
        salt += 1


def _digits(value: int) -> str:
    return "".join(ALPHABET[value >> (5 * k) & 31] for k in reversed(range(LENGTH)))


_PAGE = re.compile(r"(?<=[\s\w])\s+\d+\s*/\s*\d+\s*$")


def normalise(text: str) -> str:
    """A code as a person typed it ("k7m2-qxr", "K7M2QHR-B 3/8", O for 0): capitals, no version, page or hyphens."""
    return _parts(text)[0].replace("-", "").translate(str.maketrans("ILO", "110"))


def version_in(text: str) -> str:
    """The version that stands behind a code as a person typed it, as a capital; "" for none."""
    return _parts(text)[1]


def _parts(text: str) -> tuple[str, str]:
    letters = _PAGE.sub("", text).strip().upper().replace(" ", "")
    head, _, tail = letters.rpartition("-")
    if head and len(tail) == 1 and len(head.replace("-", "")) > LENGTH:
        return head, tail
    return letters, ""


def valid(code: str) -> bool:
    """True when a normalised code is well formed and its check character agrees."""
    if len(code) != LENGTH + 1 or any(c not in ALPHABET for c in code):
        return False
    value = 0
    for c in code[:LENGTH]:
        value = value * 32 + ALPHABET.index(c)
    return ALPHABET[value % MODULUS : value % MODULUS + 1] == code[LENGTH]
