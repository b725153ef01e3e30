"""Names as they are printed: NFC, one line, nothing in them that nobody sees; and what a name cannot be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category, name, normalize

from handouts.languages import roster_words as words
from handouts.reading.invisible import ZWJ, ZWNJ, is_invisible, is_no_text

LONGEST = 300  # characters
# What makes a spreadsheet program compute instead of show (CWE-1236); full-width forms count too.
_SIGNS = "=+-@"
_JOINERS = {ZWJ, ZWNJ}
_FILLERS = "\u115f\u1160\u3164\uffa0"
# Scripts whose letters are told apart by a reader: no word mixes them.
_ALPHABETS = {"LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "ARMENIAN", "GEORGIAN", "THAI"}
_ENTITY = re.compile(r"&(#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)
_ERROR = re.compile(r"#(N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|SPILL!|CALC!|ERROR!?)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([T ].*)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
# What programs make of "3-2", "1/5" and "MAR1": 03-Feb, 1-Mei, Mar-01
_MONTH = re.compile(r"(?:\d{1,2}[- ])?([^\W\d_]{3,9})\.?(?:[- ]\d{2,4})?")
_TRUTH = {"TRUE", "FALSE"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without what cannot be seen. `stripped`: whether something was taken away; `odd`: the first character

    that no text has, as U+0007, else "".
    """

    text: str
    stripped: bool
    odd: str


def cleaned(raw: str) -> Cleaned:
    """A name as it is kept: NFC, blanks folded, marks of direction and other invisible signs left out."""
    text = normalize("NFC", raw)
    odd = next((f"U+{ord(c):04X}" for c in text if is_no_text(c) and not is_invisible(c)), "")
    seen = "".join(c for n, c in enumerate(text) if not is_invisible(c) or _needed(text, n))
    return Cleaned(normalize("NFC", " ".join(seen.split())), seen != text, odd)


def _needed(text: str, at: int) -> bool:
    """Whether an invisible character shapes what stands before it: a joiner in scripts that join, a variant's mark."""
    char, before = text[at], text[at - 1] if at else " "
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return category(before)[0] in "LS"
    if char not in _JOINERS or at + 1 == len(text):
        return False
    script = name(before, "").partition(" ")[0]
    return category(before)[0] in "LMS" and script not in ("LATIN", "GREEK", "CYRILLIC", "COMBINING")


def has_sign(text: str) -> bool:
    """Whether a spreadsheet program would take the text for a formula."""
    return normalize("NFKC", text[:1]) in tuple(_SIGNS)


def has_letter(text: str) -> bool:
    """Whether there is a letter to see."""
    return any(category(c)[0] == "L" and c not in _FILLERS for c in text)


def kind_of_text(text: str) -> str:
    """What a spreadsheet program has made of a cell before it was saved as text: "date", "yes-no", "error" or ""."""
    if _ERROR.fullmatch(text) or set(text) == {"#"}:
        return "error"
    if text in _TRUTH:
        return "yes-no"
    month = _MONTH.fullmatch(text)
    dated = month and month[1] != text and words.is_month(month[1])
    return "date" if dated or _DATE.fullmatch(text) else ""


def is_garbled(text: str) -> bool:
    """Whether a program has spoilt the name: read in another encoding than written, or letters lost on the way."""
    if "?" in text or _ENTITY.search(text):
        return True
    parts = re.findall(r"[^\W\d_]+", text)
    return any(_was_utf8(text, encoding) for encoding in ("cp1252", "latin-1")) or any(map(_no_word, parts))


def _was_utf8(text: str, encoding: str) -> bool:
    """Whether the text is UTF-8 that was read as this encoding."""
    try:
        return not text.isascii() and text.encode(encoding).decode("utf-8") != text
    except UnicodeError:
        return False


def _no_word(word: str) -> bool:
    """Whether no reader would write such a word: two alphabets in it, or rare Latin letters alone.

    The second is what two or three Chinese or Korean letters of an older encoding look like where they are UTF-8 too.
    """
    found = {name(c, "").partition(" ")[0] for c in word if category(c)[0] == "L"}
    rare = len(word) > 1 and found == {"LATIN"} and all("\x7f" < c < "\u02b0" for c in word)
    return rare or len(found & _ALPHABETS) > 1
