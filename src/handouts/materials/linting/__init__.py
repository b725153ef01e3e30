"""Checks of finished items, made by the tool or a teacher's own: what a pupil could tell without knowing the answer.

Rules after Haladyna, Downing and Rodriguez (2002) and the kaidah penulisan soal: `table` holds them all.
"""

from handouts.materials.linting.cueing import Printed, gives_away, printed, printed_item
from handouts.materials.linting.look import Look, Surroundings
from handouts.materials.linting.run import judgements, lint, refused, unknown_rules
from handouts.materials.linting.table import BY_ID, RULES
from handouts.materials.linting.wording import holds

__all__ = [
    "BY_ID",
    "RULES",
    "Look",
    "Printed",
    "Surroundings",
    "gives_away",
    "holds",
    "judgements",
    "lint",
    "printed",
    "printed_item",
    "refused",
    "unknown_rules",
]
