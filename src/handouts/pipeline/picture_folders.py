"""Where the pictures of a sheet come from: the folders of lesson, theme and school, and nowhere else."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handouts.diagnostics import problem
from handouts.errors import ContentError
from handouts.model.school import Letterhead
from handouts.reading import pictures

_NAMED = re.compile(r"""<(?:img|logo)\b[^<>]*?\bsrc=["']([^"'{}<>]+)["']""")


@dataclass(frozen=True)
class PictureFolders:
    """The folder of the lesson and of the school ("" for none), and those of the themes of the chain."""

    lesson: str = ""
    themes: tuple[str, ...] = ()
    school: str = ""

    def read(self, name: str) -> bytes:
        """The bytes of a picture: of the lesson, else of the nearest theme that has it, else of the school.

        "@theme/…" and "@school/…" name those of themes and school alone. Raises ContentError (picture-missing,
        picture-outside, picture-format, …) without a place.
        """
        origin, _, rest = name.partition("/")
        named = {"@theme": self.themes, "@school": (self.school,)}
        folders: Iterable[str] = named.get(origin, (self.lesson, *self.themes, self.school))
        file = rest if origin in named else name
        meant = ""
        for folder in (Path(folder) for folder in folders if folder):
            wrong = pictures.check(folder, file, None)
            if wrong is None or wrong.code != "picture-missing":
                return pictures.read(folder, file)
            meant = meant or str(wrong.data.get("suggestion", ""))
        raise ContentError(problem("picture-missing", None, file=file, suggestion=meant))

    def digests(self, head: Letterhead | None) -> list[str]:
        """The SHA-256 of each picture of a letterhead."""
        return [hashlib.sha256(self.read(logo.file)).hexdigest() for logo in (head.logos if head else ())]

    def digests_of(self, names: Iterable[str], templates: Iterable[str]) -> list[tuple[str, str]]:
        """Name and SHA-256 of these pictures, of those that templates name, and of all in the folders of the themes.

        Templates may put names together: so a theme's own pictures count, used or not. What cannot be read is left out.
        """
        named = {*names, *(name for text in templates for name in _NAMED.findall(text))}
        named |= {name for folder in self.themes for name in pictures.below(Path(folder))}
        found = []
        for name in sorted(named):
            try:
                found.append((name, hashlib.sha256(self.read(name)).hexdigest()))
            except ContentError:  # told when the sheet that needs it is made
                continue
        return found
