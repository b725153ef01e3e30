"""Whether a document says what the pupil's sheet says: nothing that is to be worked with is left out, nothing added.

A template sees the pupil's sheet alone, so it cannot print an answer. It can forget a part of an item, and it could
print words that come from nowhere. Words of its own, which every lesson gets alike, it may have.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from handouts.languages.labels import Labels
from handouts.model.document import Document
from handouts.model.sheet import PupilSheet, ReadingSheet
from handouts.pipeline.wording import SILENT
from handouts.templating import Source, Theme

# What a theme may leave out of a sheet, or a template prints in another form: the frame, aids, and what is drawn.
_OPTIONAL = frozenset(
    {"language", "title", "author", "foot", "aim", "objectives", "source", "note", "directions", "signs", "flip"}
    | {"lines", "where", "alt", "file", "id", "kind", "shape", "form", "level", "number", "date", "start", "end"}
)
_HANDOUT = frozenset({"glossary", "timeline"})
_LONGEST = 200  # characters of two words side by side
_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")


def left_out(sheet: PupilSheet, document: Document) -> tuple[str, ...]:
    """Texts of the sheet that its document does not have, in their order."""
    told = _seen("".join(_texts(document, SILENT)))
    skipped = _OPTIONAL | _HANDOUT if isinstance(sheet, ReadingSheet) else _OPTIONAL
    return tuple(text for text in _texts(sheet, skipped) if _seen(text) not in told)


def added(
    sheet: PupilSheet, document: Document, labels: Labels, theme: Theme | None, beside: str = ""
) -> tuple[str, ...]:
    """Words of the document that are neither the sheet's nor those of its labels, nor stand in the theme's templates.

    Without a theme no words of templates are allowed for. `beside` are the words of school and letterhead.
    """
    known = {*_words(_texts(sheet, frozenset())), *_label_words(labels), *_words([beside])}
    if theme:
        known |= _template_words(theme.sources)
    found = dict.fromkeys(word for word in _in_order(_texts(document, SILENT)) if word not in known)
    return tuple(word for word in found if not _joined(word, known))


def _joined(word: str, known: set[str]) -> bool:
    """True for two words that stand side by side without a blank, such as a prefix and a hint."""
    return len(word) <= _LONGEST and any(word[:i] in known and word[i:] in known for i in range(1, len(word)))


def _texts(value: Any, skipped: frozenset[str]) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for part in value:
                yield from _texts(part, skipped)
        case _ if dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                if field.name not in skipped:
                    yield from _texts(getattr(value, field.name), skipped)


def _seen(text: str) -> str:
    """What of a text can be seen, whatever its case."""
    return _UNSEEN.sub("", text).casefold()


def _in_order(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in _WORD.findall(_MARKS.sub("", text).casefold())]


def _words(texts: Iterable[str]) -> set[str]:
    return set(_in_order(texts))


@lru_cache(maxsize=8)
def _label_words(labels: Labels) -> frozenset[str]:
    keys = labels.keys()
    return frozenset(_words(labels[key] for key in keys))


@lru_cache(maxsize=8)
def _template_words(sources: tuple[Source, ...]) -> frozenset[str]:
    return frozenset(_words(source.text for source in sources))
