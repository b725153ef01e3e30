"""Lesson folders and bare essays: reading them, and the teacher's drafts beside them."""

from handouts.lessons.drafts import write_glossary, write_questions, write_timeline
from handouts.lessons.folder import lesson_of, read
from handouts.lessons.slug import is_reserved, slug, title_of_name

__all__ = [
    "is_reserved",
    "lesson_of",
    "read",
    "slug",
    "title_of_name",
    "write_glossary",
    "write_questions",
    "write_timeline",
]
