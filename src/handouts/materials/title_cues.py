"""What the title at the head of a worksheet gives away."""

from __future__ import annotations

import re

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import content_words
from handouts.materials.linting import holds, printed_item
from handouts.model.exercise import Choice, Exercise, Gap, Open


def in_title(item: Exercise, title: str, words: ExerciseWords) -> bool:
    """True when the title gives the answer: it stands there, and no other option does.

    A year is given only where the title speaks of what is asked as well.
    """
    told, answer = title.casefold(), _bare(item, words)
    match item:
        case Choice() if not item.also:
            others = (o.text for k, o in enumerate(item.options) if k != item.key)
            return holds(told, answer) and not any(holds(told, o.casefold()) for o in others)
        case Gap() | Open() if _told(answer, title):
            asked = content_words(printed_item(item)[0].asked, words)
            named = content_words(title, words) - content_words(item.answer, words)
            return not answer.isdecimal() or bool(asked & named)
        case _:
            return False


def _told(answer: str, title: str) -> bool:
    """True when the title holds the answer, be it in another form: "city-states" under "Greek city states"."""
    parts, named = ({w.rstrip("s") for w in re.findall(r"\w+", text.casefold())} for text in (answer, title))
    return holds(title.casefold(), answer) or (bool(parts) and parts <= named)


def _bare(item: Exercise, words: ExerciseWords) -> str:
    """The answer in small letters without the article and the full stop of a short answer."""
    answer = item.answer.rstrip(".").casefold() if isinstance(item, Choice | Gap | Open) else ""
    first, _, rest = answer.partition(" ")
    return rest if rest and first in words.clauses.articles else answer
