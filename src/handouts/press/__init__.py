"""Packs for the copier, pages on sheets, finished PDFs, and those that somebody brings. Sole importer of pypdf."""

from handouts.press.assignment import (
    after_work,
    assign,
    cut_names,
    seat_remarks,
    sheets_of,
    unknown_languages,
    with_numbers,
    without_sheets,
)
from handouts.press.foreign import Foreign, read_foreign
from handouts.press.imposition import flip_edge, impose, sets_abreast
from handouts.press.jobs import count_jobs, papers_of
from handouts.press.plates import foreign_plates, plates
from handouts.press.readback import ReadBack, read_back
from handouts.press.rosters import read_rosters
from handouts.press.sheet_room import half_turn, sheet_paper
from handouts.press.stamped import ReadPage, ReadWords, read_stamped

__all__ = [
    "Foreign",
    "ReadBack",
    "ReadPage",
    "ReadWords",
    "after_work",
    "assign",
    "count_jobs",
    "cut_names",
    "flip_edge",
    "foreign_plates",
    "half_turn",
    "impose",
    "papers_of",
    "plates",
    "read_back",
    "read_foreign",
    "read_rosters",
    "read_stamped",
    "seat_remarks",
    "sets_abreast",
    "sheet_paper",
    "sheets_of",
    "unknown_languages",
    "with_numbers",
    "without_sheets",
]
