"""Rules about tables of statements: true and false ones, or categories."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import flat, normal, words_of
from handouts.model.exercise import Grid, Section

_LEAST_ROWS, _LEAST_LIFTED, _MOST_SHARE = 3, 6, 0.75
_LENGTH_RATIO, _LEAST_EACH = 1.6, 2


def statements_equal(item: Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two rows that read the same."""
    plain = [normal(row.text, look.language) for row in item.rows]
    if len(set(plain)) < len(plain):
        yield Fault(item.id)


def one_column(item: Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """The same column is right in every row."""
    if len(item.rows) >= _LEAST_ROWS and len({row.column for row in item.rows}) == 1:
        yield Fault(item.id)


def lopsided(item: Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """One column is right for more than three rows in four, another at least once."""
    columns = [row.column for row in item.rows]
    most = max((columns.count(c) for c in set(columns)), default=0)
    if len(set(columns)) > 1 and most > _MOST_SHARE * len(columns) and len(columns) > _LEAST_ROWS:
        common = max(sorted(set(columns)), key=columns.count)
        yield Fault(item.id, {"column": item.columns[common], "count": most, "total": len(columns)})


def lengths(item: Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """The statements of one column are on average much longer than those of another."""
    means = {}
    for column in sorted({row.column for row in item.rows}):
        own = [len(words_of(row.text)) for row in item.rows if row.column == column]
        if len(own) >= _LEAST_EACH:
            means[column] = sum(own) / len(own)
    if len(means) > 1:
        longest, shortest = max(means, key=lambda c: means[c]), min(means, key=lambda c: means[c])
        if means[longest] > _LENGTH_RATIO * means[shortest]:
            yield Fault(item.id, {"column": item.columns[longest]})


def statement_verbatim(item: Grid, _: Section | None, look: Look) -> Iterator[Fault]:
    """A statement whose words all stand in a row in the essay."""
    for row in item.rows:
        if len(words_of(row.text)) >= _LEAST_LIFTED and flat(row.text) in look.flat_essay:
            yield Fault(row.id, {"text": row.text})
