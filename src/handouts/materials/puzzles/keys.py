"""The keys to crossword and word search: the solved grid, each word with its place, what is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.binding import NO_BREAK
from handouts.materials.glossary_views import glossary_foot
from handouts.materials.provenance import meanings_note
from handouts.materials.puzzles.clues import GAP
from handouts.materials.puzzles.making import made_crossword, made_word_search
from handouts.materials.views import Setting
from handouts.model.glossary import Entry
from handouts.model.handout import Handout
from handouts.model.puzzle import Hidden, LeftOut, Place, Slot
from handouts.model.puzzle_blocks import column_name
from handouts.model.puzzle_sheet import PuzzleKeySheet, SolvedSquare, SolvedWord

_DIRECTIONS = {
    (0, 1): "right", (1, 0): "down", (0, -1): "left", (-1, 0): "up", (1, 1): "down_right", (-1, 1): "up_right",
    (1, -1): "down_left", (-1, -1): "up_left",
}  # fmt: skip


def crossword_key(handout: Handout, setting: Setting, anchors: Anchors) -> PuzzleKeySheet:
    """The crossword solved."""
    puzzle, left = made_crossword(handout)
    if puzzle is None:
        raise ValueError("no crossword")
    labels, letters = setting.labels, puzzle.letters
    numbers = {(slot.row, slot.column): str(slot.number) for slot in puzzle.slots}
    rows = tuple(
        tuple(SolvedSquare(letters.get((r, c), ""), numbers.get((r, c), "")) for c in range(puzzle.columns))
        for r in range(puzzle.rows)
    )
    solved = _Solved(handout, labels, anchors)
    groups = tuple(
        (labels[title], tuple(solved.word(str(s.number), s) for s in puzzle.slots if s.across is across))
        for title, across in (("crossword.across", True), ("crossword.down", False))
    )
    notes = [labels["key.puzzle.scoring_crossword"]]
    if any(GAP in slot.word.clue for slot in puzzle.slots):
        notes.append(labels("key.puzzle.blanked", gap=GAP))
    shown = tuple(group for group in groups if group[1])
    return PuzzleKeySheet(
        language=handout.meta.language,
        title=handout.meta.short_title or handout.meta.title,
        author="",
        foot=glossary_foot(handout, setting),
        form="crossword",
        name=labels["crossword.title"],
        rows=rows,
        groups=shown,
        alt=labels["crossword.alt_solved"],
        notes=_notes(notes, len(puzzle.slots), left, handout, setting),
    )


def word_search_key(handout: Handout, setting: Setting, anchors: Anchors) -> PuzzleKeySheet:
    """The word search with its words ringed."""
    puzzle, left = made_word_search(handout)
    if puzzle is None:
        raise ValueError("no word search")
    labels = setting.labels
    solved = _Solved(handout, labels, anchors)
    words = tuple(solved.word(str(number), hidden) for number, hidden in enumerate(puzzle.hidden, 1))
    told = meanings_note((solved.entries[hidden.word.term] for hidden in puzzle.hidden), labels)
    return PuzzleKeySheet(
        language=handout.meta.language,
        title=handout.meta.short_title or handout.meta.title,
        author="",
        foot=glossary_foot(handout, setting),
        form="word-search",
        name=labels["word_search.title"],
        rows=tuple(tuple(SolvedSquare(letter) for letter in row) for row in puzzle.rows),
        groups=(("", words),),
        alt=labels["word_search.alt_solved"],
        notes=_notes([labels["key.puzzle.scoring_word_search"], *told], len(words), left, handout, setting),
    )


class _Solved:
    """Makes the key's words."""

    def __init__(self, handout: Handout, labels: Labels, anchors: Anchors) -> None:
        self.entries: dict[str, Entry] = {entry.term: entry for entry in handout.glossary.printed}
        self._labels, self._anchors = labels, anchors

    def word(self, number: str, placed: Slot | Hidden) -> SolvedWord:
        """A word with its place in the grid and in the essay."""
        labels, entry = self._labels, self.entries[placed.word.term]
        first, second, last = placed.squares[0], placed.squares[1], placed.squares[-1]
        step = (second[0] - first[0], second[1] - first[1])
        mention = next(iter(entry.mentions), None)
        return SolvedWord(
            number=number,
            term=entry.term,
            begins=labels("key.puzzle.square", column=column_name(first[1] + 1), row=first[0] + 1),
            direction=labels[f"key.puzzle.{_DIRECTIONS[step]}"],
            source=labels(f"key.puzzle_sources.{entry.source}", name=entry.origin),
            place=(self._anchors.place(mention, labels) if mention else "").replace(" ", NO_BREAK),
            start=_counted(first),
            end=_counted(last),
        )


def _counted(place: Place) -> str:
    return f"{place[0] + 1} {place[1] + 1}"


def _notes(
    notes: Sequence[str], points: int, left: Iterable[LeftOut], handout: Handout, setting: Setting
) -> tuple[str, ...]:
    labels = setting.labels
    said = [labels("key.score_max", points=points) + " " + labels["key.mark_formula"], *notes]
    terms = [
        labels("key.puzzle.left_out_one", term=o.term, why=labels(f"key.puzzle_why.{o.why}", detail=o.detail))
        for o in left
    ]
    if terms:
        said.append(labels("key.puzzle.left_out", terms=labels["punctuation.list_separator"].join(terms)))
    if not handout.glossary.checked:
        said.append(labels["key.glossary_draft"])
    said.append(labels("key.note_reprint", code=setting.code))
    return tuple(said)
