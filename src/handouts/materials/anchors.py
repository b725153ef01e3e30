"""Where a passage of the essay was printed: paragraph and line numbers of this very handout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handouts.languages.labels import Labels
from handouts.materials.passage_view import block_id
from handouts.model.press import PrintedLine
from handouts.model.text import Essay, Passage


@dataclass(frozen=True)
class Anchors:
    """The printed lines of one handout, and the maps from printed offsets back to the essay's blocks."""

    essay: Essay
    lines: Sequence[PrintedLine]
    maps: Mapping[str, tuple[int, ...]]

    def line_numbers(self, passage: Passage) -> tuple[int, int] | None:
        """First and last printed line that the passage touches; None when it was not printed with line numbers."""
        name = block_id(passage.block)
        origin = self.maps.get(name, ())
        hit = [
            line.number
            for line in self.lines
            if line.para == name
            and any(passage.start <= origin[i] < passage.end for i in range(line.start, min(line.end, len(origin))))
        ]
        return (min(hit), max(hit)) if hit else None

    def place(self, passage: Passage, labels: Labels) -> str:
        """ "Paragraf 3, baris 14-16" in the words of the language; "" when the passage has no printed line."""
        numbers = self.line_numbers(passage)
        paragraph = self.essay.text_block(passage.block).number
        if numbers is None or paragraph is None:
            return ""
        first, last = numbers
        if first == last:
            return labels("key.place_one", paragraph=paragraph, line=first)
        return labels("key.place_range", paragraph=paragraph, first=first, last=last)
