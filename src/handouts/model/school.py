"""What the lessons of a school share, and the head of its paper: plain values that templates may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

LineSize = Literal["small", "body", "heading", "title"]
LINE_SIZES: tuple[LineSize, ...] = get_args(LineSize)
Side = Literal["left", "right", "full"]
Rule = Literal["double", "single", "none"]
RULES: tuple[Rule, ...] = get_args(Rule)
Align = Literal["center", "left"]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a letterhead."""

    text: str
    size: LineSize = "body"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of a letterhead. `height` in millimetres; side "full": it is the whole letterhead.

    `file` is a name below the folder of the theme ("@theme/…") or of school.yaml ("@school/…") once it is found.
    """

    file: str
    alt: str = ""
    side: Side = "left"
    height: float = 22


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a school's paper. What is None or empty leaves the choice to the theme.

    `sheets` are the names of the sheets whose first page has it, or "all".
    """

    lines: tuple[LetterLine, ...] = ()
    logos: tuple[Logo, ...] = ()
    rule: Rule | None = None
    align: Align | None = None
    sheets: tuple[str, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether it has words or pictures, and not looks alone."""
        return bool(self.lines or self.logos)


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs. `title` stands above the name; without it the words of the sheet do."""

    name: str = ""
    nip: str = ""
    title: str = ""


NOBODY = Person()
NO_LETTERHEAD = Letterhead()


@dataclass(frozen=True, slots=True)
class School:
    """What school.yaml says; empty strings mean: not given. `folder` is where the file stands.

    `labels` are the school's own words by language and label key. `signature` are the sheets that are signed.
    """

    name: str = ""
    npsn: str = ""
    address: tuple[str, ...] = ()
    city: str = ""
    year: str = ""
    semester: str = ""
    head: Person = NOBODY
    kop: Letterhead = NO_LETTERHEAD
    signature: tuple[str, ...] = ()
    paper: str = ""
    theme: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folder: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What a template sees of the school, as `school`; empty where nothing is known."""

    name: str = ""
    npsn: str = ""
    address: tuple[str, ...] = ()
    city: str = ""
    year: str = ""
    semester: str = ""


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What a template sees of the lesson's settings, as `lesson`; empty or 0 where nothing is said."""

    title: str = ""
    short_title: str = ""
    subject: str = ""
    phase: str = ""
    grade: str = ""
    author: str = ""
    aim: str = ""
    objectives: tuple[str, ...] = ()
    duration: int = 0
    date: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs where, as `signature`: the head of the school beside the teacher. `date` may be empty."""

    city: str
    date: str
    head: Person
    teacher: Person


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """What a template sees of the theme, as `theme`. `letterhead` is there for sheets without one, too."""

    name: str
    letterhead: Letterhead | None = None


@dataclass(frozen=True, slots=True)
class FooterWords:
    """Words of the theme for the foot of the pages, with names in braces; None: the usual ones."""

    left: str | None = None
    middle: str | None = None


USUAL_FOOTER = FooterWords()
NO_SCHOOL = SchoolFacts()
NO_LESSON = LessonFacts()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that a template sees beside the sheet."""

    theme: ThemeFacts
    school: SchoolFacts = NO_SCHOOL
    lesson: LessonFacts = NO_LESSON
    signature: Signature | None = None
    signed: tuple[str, ...] = ()
    footer: FooterWords = USUAL_FOOTER
