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
# A question mark for a letter; signs that no name has, but that letters of older encodings become.
_LOST = re.compile("[?\u00a1-\u00a9\u00ac\u00ae-\u00b3\u00b5\u00b6\u00b8\u00b9\u00bc-\u00bf\u00d7\u00f7]")
# Words without any ASCII are written in one of these alphabets. Others are what two or three Chinese or Korean letters
# of an older encoding look like where by chance they are UTF-8 too.
_PROPER = re.compile(
    "[\u00c0-\u024f]|[\u0386-\u03ce]+|[\u0400-\u045f\u0490-\u04ff]+|[\u0531-\u058a]+|[\u05d0-\u05ea][\u0591-\u05f4]*"
    "|[\u0620-\u064a\u0660-\u06ff\u0750-\u077f][\u0610-\u06ff\u0750-\u077f]*|[\u0710-\u072f][\u0700-\u074f]*"
    "|[\u0780-\u07bf]+|[\u07c0-\u07ff]+"
)
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
    if raw.isascii() and raw.isprintable():
        return Cleaned(" ".join(raw.split()), False, "")
    text = normalize("NFC", raw)
    odd = next((f"U+{ord(c):04X}" for c in text if is_no_text(c) and not is_invisible(c)), "")
    stripped, last = False, None
    while text != last:  # what is taken away may leave a joiner with nothing to join
        last = text
        seen = "".join(c for n, c in enumerate(text) if not is_invisible(c) or _needed(text, n))
        stripped |= seen != text
        text = normalize("NFC", " ".join(seen.split()))
    return Cleaned(text, stripped, odd)


def _needed(text: str, at: int) -> bool:
    """Whether an invisible character shapes what stands before it: a joiner in scripts that join, a variant's mark."""
    char, before = text[at], text[at - 1] if at else " "
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return category(before)[0] in "LS"
    if char not in _JOINERS or at + 1 == len(text) or text[at + 1].isspace():
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
    if _LOST.search(text) or _ENTITY.search(text):
        return True
    words_of = re.findall(r"[^\W\d_]+", text)
    foreign = (token for token in text.split() if all("\x7f" < c < "\u0800" for c in token))
    return (
        any(_was_utf8(text, encoding) for encoding in ("cp1252", "latin-1"))
        or any(map(_mixed, words_of))
        or not all(map(_PROPER.fullmatch, foreign))
    )


def _was_utf8(text: str, encoding: str) -> bool:
    """Whether the text is UTF-8 that was read as this encoding."""
    try:
        return not text.isascii() and text.encode(encoding).decode("utf-8") != text
    except UnicodeError:
        return False


def _mixed(word: str) -> bool:
    """Whether a word has letters of two alphabets."""
    found = {name(c, "").partition(" ")[0] for c in word if category(c)[0] == "L"}
    return len(found & _ALPHABETS) > 1
