"""Persons in labels: a surname alone gets the name that the essay has for it, since a row is read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from handouts.languages.dictionary import standing
from handouts.languages.exercise_words import ExerciseWords
from handouts.languages.lexicon import lexicon
from handouts.materials.grammar import SentenceView, Token
from handouts.materials.label_cuts import MOST_WORDS, count
from handouts.model.analysis import NameMention


class FullNames:
    """The fullest name of each person of an essay, by surname."""

    def __init__(self, views: Iterable[SentenceView], words: ExerciseWords) -> None:
        self._language = words.language
        self._nations = lexicon(words.language).names
        listed = [n for v in views for n in v.names]
        self._others = {n.passage.text for n in listed if n.type not in ("person", "other")}
        self._persons = {n.canonical for n in listed if n.type == "person" and " " in n.canonical}

    def given(self, tokens: Sequence[Token], view: SentenceView) -> tuple[Token, ...]:
        """The tokens with full names for lone surnames, as far as a label has room for them."""
        found = list(tokens)
        for i in range(len(found) - 1, -1, -1):
            token = found[i]
            if token.name < 0 or token.start < 0 or self._beside(found, i):
                continue
            full = self._full(token, view.names[token.name])
            changed = [*found[:i], *full, *found[i + 1 :]]
            if full and count(changed) <= MOST_WORDS:
                found = changed
        return tuple(found)

    def _full(self, token: Token, name: NameMention) -> list[Token]:
        """The words of the full name; [] when there is none, or more than one."""
        if name.passage.text != token.text or name.type not in ("person", "other") or token.text in self._others:
            return []
        parts = name.canonical.split()
        while parts and parts[0].lower() in self._nations.demonyms:
            parts.pop(0)
        if parts and (parts[0].lower(),) in self._nations.places:
            # "Mesir Fatimiyah" is no person
            return []
        common = bool(parts) and name.type == "other" and standing(parts[0].lower(), self._language) == "ordinary"
        if common:
            # "Gereja Merantan" is the church of Merantan
            return []
        if len(parts) < 2 or parts[-1] != token.text:
            # "Chiang" of "Chiang Kai-shek": surely a person, and the only one
            fuller = {p for p in self._persons if p.split()[0] == token.text}
            parts = next(iter(fuller)).split() if len(fuller) == 1 else []
        return [replace(token, text=part) for part in parts]

    def _beside(self, tokens: Sequence[Token], at: int) -> bool:
        """True for a name that has a title before it, or of which more stands beside it."""
        own = tokens[at].name
        if any(0 <= j < len(tokens) and tokens[j].name == own for j in (at - 1, at + 1)):
            return True
        return at > 0 and tokens[at - 1].text[:1].isupper() and tokens[at - 1].name < 0 and at > 1
