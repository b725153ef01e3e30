"""Lesson folders and bare essays: reading them, and the teacher's drafts beside them."""

from handouts.lessons.draft_places import EntryPlace, entry_places, place_of, places
from handouts.lessons.drafts import write_glossary, write_questions, write_timeline
from handouts.lessons.folder import read, survey
from handouts.lessons.pack_file import ReadPlan, read_plan
from handouts.lessons.pack_options import Given, homeless_inserts, with_options

__all__ = [
    "EntryPlace",
    "Given",
    "ReadPlan",
    "entry_places",
    "homeless_inserts",
    "place_of",
    "places",
    "read",
    "read_plan",
    "survey",
    "with_options",
    "write_glossary",
    "write_questions",
    "write_timeline",
]
