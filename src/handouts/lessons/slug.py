"""Names of lessons as names of folders, on every system."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category, normalize

MAX_BYTES = 80
_RESERVED = {"con", "prn", "aux", "nul", "conin", "conout"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "123456789"
}


def slug(name: str) -> str:
    """Letters, digits and hyphens of `name`, small, at most 80 bytes of UTF-8; "lesson" when nothing is left."""
    folded = normalize("NFC", normalize("NFC", name).casefold())
    words = "".join(c if category(c)[0] in "LMN" else "-" for c in folded)
    short = re.sub("-+", "-", words).strip("-")
    short = short.encode("utf-8")[:MAX_BYTES].decode("utf-8", "ignore").strip("-")
    # A mark that has lost its letter would join the character before it in a path.
    while short and category(short[0]) in ("Mn", "Mc", "Me"):
        short = short[1:]
    if is_reserved(short):
        return f"{short}-lesson"
    return short or "lesson"


def is_reserved(name: str) -> bool:
    """True for names that Windows keeps for devices, with any ending ("aux", "Con.txt")."""
    return name.casefold().split(".")[0].strip() in _RESERVED


def title_of_name(path: Path) -> str:
    """A title made from a file's or folder's name, for a text that has none."""
    words = " ".join(re.split(r"[\s_\-]+", path.stem if path.suffix in (".md", ".txt") else path.name)).strip()
    return words[:1].upper() + words[1:] if words else "?"
