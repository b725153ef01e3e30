"""Lesson folders and bare essays: reading them, and the teacher's drafts beside them."""

from handouts.lessons.drafts import write_glossary, write_questions, write_timeline
from handouts.lessons.folder import read

__all__ = ["read", "write_glossary", "write_questions", "write_timeline"]
