"""Characters that nobody sees: marks of direction, joiners, fillers, controls."""

from __future__ import annotations

from unicodedata import category

ZWNJ, ZWJ = "\u200c", "\u200d"
# Unicode's Default_Ignorable_Code_Point, and the deprecated marks beside it.
_RANGES = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_SPACE = "\t\n\r"


def is_invisible(char: str) -> bool:
    """Whether a character leaves no trace on paper; blanks and controls are another matter."""
    code = ord(char)
    return code > 0xA0 and any(first <= code <= last for first, last in _RANGES)


def is_no_text(char: str) -> bool:
    """Whether no text has this character: controls (but tab and line ends), U+FFFD, private, half and no characters."""
    code = ord(char)
    if code < 0x20 or 0x7F <= code <= 0x9F:
        return char not in _SPACE
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE or code == 0xFFFD:
        return True
    return code >= 0xD800 and category(char) in ("Cs", "Co")
