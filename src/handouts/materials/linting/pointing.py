"""Words that point at something the item does not name: pronouns, demonstratives, the ending -nya."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.materials.grammar import stem
from handouts.materials.linting.look import Look, opener
from handouts.materials.linting.wording import words_of

_LEAST_NOUN = 4


def dangling(text: str, look: Look, before: str = "") -> str:
    """The first word that points at nothing named in the text or in what is printed `before` it; "" for none."""
    found, earlier = _without_fixed(text, look), words_of(before)
    for i, word in enumerate(found):
        past = [*earlier, *found[:i]]
        if word.lower() in look.lint.pronouns:
            later = found[i + 1 :] if word.lower() in look.lint.possessives else []
            if not _names(past, look) and not _names(later, look, inside=True):
                return word
        elif word.lower() in look.lint.demonstratives:
            if not _pointed(found, i, past, look):
                return word
        elif _on_suffix(word, look) and not _nouns(past, look) and not _names(found[i + 1 : i + 2], look, inside=True):
            return word
    return ""


def _without_fixed(text: str, look: Look) -> list[str]:
    """The words, those of fixed phrases ("such as", "karena itu") left out."""
    found = words_of(text)
    lower = [w.lower() for w in found]
    for phrase in look.lint.not_demonstrative:
        parts = phrase.split()
        for i in range(len(lower) - len(parts) + 1):
            if lower[i : i + len(parts)] == parts:
                lower[i : i + len(parts)] = [""] * len(parts)
    return [w for w, kept in zip(found, lower, strict=True) if kept]


def _names(words: Sequence[str], look: Look, inside: bool = False) -> bool:
    """True when a name is among the words. The first word of a text has a capital anyway: it must mean something."""
    return any(
        w[0].isupper() and (inside or not opener(w, look)) and w.lower() not in look.lint.pronouns for w in words
    ) or (not inside and len(_nouns(words, look)) > 1)


def _nouns(words: Sequence[str], look: Look) -> list[str]:
    """Words long enough to be a noun that are no words of asking: what a pronoun may mean."""
    return [w for w in words if len(w) >= _LEAST_NOUN and w[0].isalpha() and not opener(w, look)]


def _pointed(words: Sequence[str], at: int, past: Sequence[str], look: Look) -> bool:
    """True when what a demonstrative points at was named before, is the page itself, or is a name."""
    lint = look.lint
    if lint.noun_behind:
        noun = words[at + 1] if at + 1 < len(words) else ""
        named = past
    else:
        noun = words[at - 1] if at else ""
        named = past[:-1] if at else past
    if noun.lower() in lint.self_reference or (noun[:1].isupper() and not lint.noun_behind and at > 1):
        return True
    if noun.lower() in lint.time_nouns:
        return any(w.isdecimal() for w in words) or bool(_names(named, look))
    if not noun:
        return bool(_nouns(past, look))
    return stem(noun.lower(), look.words) in {stem(w.lower(), look.words) for w in named}


def _on_suffix(word: str, look: Look) -> bool:
    lint, lower = look.lint, word.lower()
    if not lint.suffix or not lower.endswith(lint.suffix) or len(lower) <= len(lint.suffix) + 2:
        return False
    if lower in lint.fixed or lower in look.words.clauses.not_possessive:
        return False
    # "dibukanya", "terbentuknya": a noun made of a verb, whose owner follows
    return not lower.startswith(lint.verbal)
