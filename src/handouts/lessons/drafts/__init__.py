"""The teacher's files beside an essay: timeline.yaml, glossary.yaml, questions.yaml. Writing gives text, not files."""

from __future__ import annotations

from handouts.lessons.drafts.writing import (
    fresh_glossary,
    fresh_questions,
    fresh_timeline,
    write_glossary,
    write_questions,
    write_timeline,
)

__all__ = [
    "fresh_glossary",
    "fresh_questions",
    "fresh_timeline",
    "write_glossary",
    "write_questions",
    "write_timeline",
]
