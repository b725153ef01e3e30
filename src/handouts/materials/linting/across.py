"""Rules about what items tell each other, and what the other sheets of the pack tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handouts.materials.linting.cueing import Printed, answered_elsewhere, gives_away, printed
from handouts.materials.linting.look import Fault, Look
from handouts.materials.linting.wording import normal
from handouts.model.exercise import Choice, Open, Section


def told(sections: Sequence[Section], _: Section | None, look: Look) -> Iterator[Fault]:
    """An item that the printed text of another answers."""
    for a, b in answered_elsewhere(sections, look.words):
        yield Fault(a.id, {"other": b.id})


def told_by_sheet(sections: Sequence[Section], _: Section | None, look: Look) -> Iterator[Fault]:
    """An item that a line of another sheet in pupils' hands answers."""
    for name, text in look.around.sheets:
        lines = [Printed(name, "", "", (line,)) for line in text.splitlines() if line.strip()]
        for thing in printed(sections):
            if any(gives_away(line, thing, look.words) for line in lines):
                yield Fault(thing.id, {"sheet": name})


def asked_twice(sections: Sequence[Section], _: Section | None, look: Look) -> Iterator[Fault]:
    """Two items that ask the same in the same words and want the same answer."""
    seen: dict[tuple[str, str], str] = {}
    for section in sections:
        for item in section.items:
            if not isinstance(item, Choice | Open):
                continue
            text = item.stem if isinstance(item, Choice) else item.prompt
            asked = (normal(text, look.language), normal(item.answer, look.language))
            first = seen.setdefault(asked, item.id)
            if first != item.id and asked[0]:
                yield Fault(item.id, {"other": first})
