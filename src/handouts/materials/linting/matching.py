"""Rules about matching: premises on the left, responses on the right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import normal, sort_of
from handouts.model.exercise import Match, Section

MOST_ROWS = 12
_TWO = 2
_FIGURE = re.compile(r"\d")


def response_missing(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """A premise whose response is not printed."""
    for pair in item.pairs:
        if pair.response not in item.responses:
            yield Fault(pair.id, {"answer": pair.response})


def responses_equal(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two responses that read the same or name the same."""
    right = [p.response for p in item.pairs]
    same = any(look.same(a, b) for i, a in enumerate(item.responses) for b in item.responses[:i])
    if same or len(set(right)) < len(right):
        yield Fault(item.id)


def premises_equal(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """Two premises that read the same."""
    plain = [normal(p.premise, look.language) for p in item.pairs]
    if len(set(plain)) < len(plain):
        yield Fault(item.id)


def responses_few(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """No response is left over."""
    if len(item.responses) <= len(item.pairs):
        yield Fault(item.id)


def in_order(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """The responses stand in the order of the premises, or exactly backwards."""
    right = [p.response for p in item.pairs]
    shown = [r for r in item.responses if r in right]
    backwards = right[::-1] if len(right) > _TWO else right  # two pairs stand in one of two orders
    if len(right) > 1 and shown in (right, backwards):
        yield Fault(item.id)


def long(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """More rows than a page holds and a pupil can keep in view."""
    rows = max(len(item.pairs), len(item.responses))
    if rows > MOST_ROWS:
        yield Fault(item.id, {"count": rows, "most": MOST_ROWS})


def mixed(item: Match, _: Section | None, look: Look) -> Iterator[Fault]:
    """A column that holds years or dates beside words. Words with figures may be a date: "spring 1941"."""
    for texts in ([p.premise for p in item.pairs], list(item.responses)):
        sorts = [sort_of(text, look.language) for text in texts]
        words = [t for t, sort in zip(texts, sorts, strict=True) if sort == "words" and not _FIGURE.search(t)]
        if words and set(sorts) != {"words"}:
            yield Fault(item.id, {"options": " / ".join(texts)})
