"""Lesson folders and bare essays: reading them, and the teacher's drafts beside them."""

from handouts.lessons.draft_places import EntryPlace, entry_places, place_of, places
from handouts.lessons.drafts import write_glossary, write_questions, write_timeline
from handouts.lessons.folder import read, survey

__all__ = [
    "EntryPlace",
    "entry_places",
    "place_of",
    "places",
    "read",
    "survey",
    "write_glossary",
    "write_questions",
    "write_timeline",
]
