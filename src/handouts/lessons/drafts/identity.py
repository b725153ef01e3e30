"""What makes two states of a drafted item the same item."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from unicodedata import normalize

ALIKE = 0.75


def own_id(text: str, taken: set[str]) -> str:
    """The id of an item that a teacher gave none: the same as long as its text is. It is taken from then on."""
    name = f"own-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:8]}"
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def has_letter(term: str) -> bool:
    """Whether a term has a letter or digit, so that it can be read, sorted and found."""
    return any(char.isalnum() for char in term)


def term_id(term: str) -> str:
    """The id of a glossary entry: its term without regard to case, to composed letters and to the width of blanks."""
    return " ".join(normalize("NFC", normalize("NFC", term).casefold()).split())


_KEYED = re.compile(r"(.+?)-[0-9a-hjkmnp-tv-z]{6,24}(?:\.\d+)?(-\d+)?")


def kind_of(id_: str) -> str:
    """What a drafted item is, apart from its sentence: "event", "event-2" (the second of its sentence), "cloze".

    "" for ids that hold no key of a sentence: such items are known by their id alone.
    """
    if id_.startswith("mcq-term-"):
        return ""
    match = _KEYED.fullmatch(id_)
    return f"{match[1]}{match[2] or ''}" if match else ""


def resembling(gone: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Which new item (by its id) is a known one whose sentence was only changed a little: known id -> new id.

    Both mappings hold ids and sentences. An item has a partner only where no other is as near, on either side.
    """
    ratios: dict[tuple[str, str], float] = {}
    for old, before in gone.items():
        matcher = SequenceMatcher(None, "", before, autojunk=False)
        for id_, after in new.items():
            if not kind_of(old) or kind_of(old) != kind_of(id_):
                continue
            matcher.set_seq1(after)
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    ratios[old, id_] = ratio
    found = {}
    for (old, id_), ratio in ratios.items():
        rivals = [r for (o, n), r in ratios.items() if (o == old) != (n == id_)]
        if all(r < ratio for r in rivals):
            found[old] = id_
    return found
