"""What an imported file is made of: headings, paragraphs, list items and quotations, each with its styled text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handouts.diagnostics import Diagnostic, Location, problem
from handouts.errors import ContentError
from handouts.lessons.gather import Gathering
from handouts.lessons.plain import HEADING_WORDS, like_a_heading
from handouts.lessons.titles import with_title
from handouts.model.text import BlockKind, Run, TextBlock

MOST_CHARACTERS = 300_000  # about a hundred pages


@dataclass(frozen=True, slots=True)
class Part:
    """One block of an imported text. `level` is that of a heading, 1 to 3; `number` that of a numbered list item."""

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    number: int | None = None

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of a file in reading order, what was left out or changed, and what else belongs beside it.

    `markdown` is the text as the file has it when the file is Markdown, else "". `pictures` are the files, relative to
    the file's folder, that a Markdown text shows.
    """

    parts: tuple[Part, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    markdown: str = ""
    pictures: tuple[str, ...] = ()


def require_length(name: str, count: int) -> None:
    """Refuse a text that no class could read; what comes after would take minutes. Raises import-too-long."""
    if count > MOST_CHARACTERS:
        raise ContentError(problem("import-too-long", Location(name), count=count, limit=MOST_CHARACTERS))


def part(kind: BlockKind, runs: Iterable[Run], level: int = 0, number: int | None = None) -> Part | None:
    """A part with its white space made single blanks; None when nothing is to be seen of it."""
    gathering = Gathering()
    for run in runs:
        gathering.add(run.text, [0] * len(run.text), (run.bold, run.italic))
    block = gathering.block(kind, level)
    return Part(kind, block.runs, level, number) if block else None


def titled(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts with at most one heading of level 1, by the rules for a bare essay."""
    blocks = with_title([TextBlock(p.kind, p.runs, (), p.level) for p in parts])
    return tuple(
        replace(old, kind=new.kind, level=new.level, number=old.number if new.kind == "item" else None)
        for old, new in zip(parts, blocks, strict=True)
        if isinstance(new, TextBlock)
    )


def with_bold_headings(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Short paragraphs all in bold that stand before another part are headings: many writers know no other way."""
    found = list(parts)
    for i, here in enumerate(parts[:-1]):
        bold = here.kind == "paragraph" and all(run.bold for run in here.runs)
        if bold and parts[i + 1].kind != "heading" and like_a_heading(here.text, HEADING_WORDS):
            found[i] = Part("heading", (Run(here.text),), 2)
    # Where everything is bold, bold tells nothing.
    paragraphs = [p for p in found if p.kind == "paragraph"]
    return tuple(found) if any(not run.bold for p in paragraphs for run in p.runs) else tuple(parts)
