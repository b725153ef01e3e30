"""Names of lessons as names of folders, on every system."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.reading import filenames


def slug(name: str) -> str:
    """Letters, digits and hyphens of `name`, small, at most 80 bytes of UTF-8; "lesson" when nothing is left."""
    return filenames.slug(name.replace("_", "-"), "lesson")


def title_of_name(path: Path) -> str:
    """A title made from a file's or folder's name, for a text that has none."""
    words = " ".join(re.split(r"[\s_\-]+", path.stem if path.suffix in (".md", ".txt") else path.name)).strip()
    return words[:1].upper() + words[1:] if words else "?"
