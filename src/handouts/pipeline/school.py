"""The school that a lesson belongs to: what its school.yaml says where the lesson says nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from handouts.model.lesson import Lesson
from handouts.model.school import School
from handouts.pipeline.places import school_files

NONE = School()


def with_school(lesson: Lesson) -> Lesson:
    """The lesson with its school, read from the nearest school.yaml; an empty one where there is none.

    Raises ContentError with all that is wrong in the file.
    """
    if lesson.school is not None:
        return lesson
    path = next(iter(school_files(beside(lesson))), None)
    if path is None:
        return replace(lesson, school=NONE)
    from handouts.lessons.school_file import read_school  # pydantic is slow to load, and most have no such file

    return in_school(lesson, read_school(path))


def in_school(lesson: Lesson, school: School) -> Lesson:
    """The lesson as one of this school, whose year and semester hold where the lesson names none."""
    meta = replace(
        lesson.meta,
        school=school.name,
        semester=lesson.meta.semester or school.semester,
        school_year=lesson.meta.school_year or school.year,
    )
    return replace(lesson, meta=meta, school=school)


def beside(lesson: Lesson) -> Path:
    """The folder in which the lesson's folder, or its essay file, lies."""
    return Path(lesson.folder).parent if lesson.folder else Path(lesson.essay.source.name).resolve().parent
