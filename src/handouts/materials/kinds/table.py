"""The kinds of exercise, one file each. This table is the registration: a kind that is not in it is not made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from handouts.materials.kinds import (
    choice_date,
    choice_name,
    choice_term,
    cloze_name,
    cloze_term,
    cloze_year,
    open_definition,
    open_when,
    open_who,
    open_why,
)
from handouts.materials.kinds.context import Candidate, Context
from handouts.model.exercise import SectionKind

Maker = Callable[[Context], Iterable[Candidate]]

# Kinds that make single items. match-event-date and order-events take a set of events: see materials.worksheet.
SINGLE: Mapping[SectionKind, Mapping[str, Maker]] = {
    "multiple_choice": {
        choice_date.KIND: choice_date.make,
        choice_name.KIND: choice_name.make,
        choice_term.KIND: choice_term.make,
    },
    "cloze": {cloze_term.KIND: cloze_term.make, cloze_name.KIND: cloze_name.make, cloze_year.KIND: cloze_year.make},
    "short_answer": {
        open_why.KIND: open_why.make,
        open_definition.KIND: open_definition.make,
        open_who.KIND: open_who.make,
        open_when.KIND: open_when.make,
    },
}
