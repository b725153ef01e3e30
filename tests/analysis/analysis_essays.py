"""Essays for the tests of the analysis: plain text, one block a line, '# ' for a heading."""

from __future__ import annotations

from handouts.model.text import Block, Essay, Run, SourceText, TextBlock


def essay(text: str) -> Essay:
    """Each line that is not blank is a block; offsets are those of `text`."""
    blocks: list[Block] = []
    position = number = 0
    for line in text.split("\n"):
        heading = line.startswith("# ")
        cut = 2 if heading else 0
        if line[cut:].strip():
            number += not heading
            origin = tuple(range(position + cut, position + len(line)))
            kind = "heading" if heading else "paragraph"
            level = int(heading)
            blocks.append(TextBlock(kind, (Run(line[cut:]),), origin, level, None if heading else number))
        position += len(line) + 1
    return Essay(SourceText("essay.txt", text), tuple(blocks))
