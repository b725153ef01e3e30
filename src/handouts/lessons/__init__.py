"""Lesson folders and bare essays: reading them, and the teacher's drafts beside them."""

from handouts.lessons.folder import read

__all__ = ["read"]
