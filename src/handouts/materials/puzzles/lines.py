"""What the lines of a grid spell, in all eight directions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from handouts.model.puzzle import Place

_AXES = ((0, 1), (1, 0), (1, 1), (1, -1))


class Spelling:
    """Looks a grid over for words, while it is being filled: `grid` is read anew each time.

    `words` are those of the list, each to stand there once; `banned` what may stand nowhere but inside one of them.
    """

    def __init__(self, grid: Mapping[Place, str], size: Place, words: Collection[str], banned: Collection[str]) -> None:
        self._grid, self._size = grid, size
        self._words = frozenset(words)
        unwanted = {string for word in (*words, *banned) for string in (word, word[::-1])}
        self._unwanted = {n: frozenset(s for s in unwanted if len(s) == n) for n in sorted({len(s) for s in unwanted})}
        self._longest = max(self._unwanted, default=0)

    def completed(self, place: Place, letter: str) -> bool:
        """Whether this letter at an empty place would complete an unwanted string, in any direction."""
        for axis in _AXES:
            before = self._run(place, (-axis[0], -axis[1]))[::-1]
            line, at = before + letter + self._run(place, axis), len(before)
            for length, strings in self._unwanted.items():
                first, last = max(0, at - length + 1), min(at, len(line) - length)
                if any(line[start : start + length] in strings for start in range(first, last + 1)):
                    return True
        return False

    def _run(self, place: Place, step: Place) -> str:
        """The letters from the next square on, to the first empty one."""
        found = []
        row, column = place
        for _ in range(self._longest):
            row, column = row + step[0], column + step[1]
            letter = self._grid.get((row, column))
            if letter is None:
                break
            found.append(letter)
        return "".join(found)

    def faults(self, own: Mapping[str, Collection[Place]]) -> bool:
        """Whether an unwanted string stands in the grid. `own`: each word of the list with the squares meant for it.

        A string that lies whole inside the squares of one word belongs to that word.
        """
        homes = [frozenset(squares) for squares in own.values()]
        for string, squares in self.found():
            forms = {string, string[::-1]} & self._words
            if forms:
                if not any(squares == frozenset(own[word]) for word in forms):
                    return True
            elif not any(squares <= home for home in homes):
                return True
        return False

    def found(self) -> Iterator[tuple[str, frozenset[Place]]]:
        """Every unwanted string that stands in the grid, as it reads along an axis, with its squares."""
        for axis in _AXES:
            for place in self._heads(axis):
                line, places = self._line(place, axis)
                for length, strings in self._unwanted.items():
                    for start in range(len(line) - length + 1):
                        if (string := line[start : start + length]) in strings:
                            yield string, frozenset(places[start : start + length])

    def _heads(self, axis: Place) -> Iterator[Place]:
        """The first square of each line along an axis."""
        rows, columns = self._size
        for row in range(rows):
            for column in range(columns):
                if not (0 <= row - axis[0] < rows and 0 <= column - axis[1] < columns):
                    yield row, column

    def _line(self, head: Place, axis: Place) -> tuple[str, list[Place]]:
        """A line from its first square; a blank stands for an empty one."""
        rows, columns = self._size
        places = []
        row, column = head
        while 0 <= row < rows and 0 <= column < columns:
            places.append((row, column))
            row, column = row + axis[0], column + axis[1]
        return "".join(self._grid.get(place, " ") for place in places), places
