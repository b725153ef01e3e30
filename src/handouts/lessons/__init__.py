"""Lesson folders and bare essays: reading them, and the teacher's drafts beside them."""

from handouts.lessons.draft_places import ItemPlaces, item_places, places, untouched
from handouts.lessons.drafts import write_glossary, write_questions, write_timeline
from handouts.lessons.folder import read, survey

__all__ = [
    "ItemPlaces",
    "item_places",
    "places",
    "read",
    "survey",
    "untouched",
    "write_glossary",
    "write_questions",
    "write_timeline",
]
