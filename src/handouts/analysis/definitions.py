"""Terms that the essay itself defines, by the few patterns that are precise."""

from __future__ import annotations

import re
from functools import cache

from handouts.languages.lexicon import DefinitionWords, lexicon
from handouts.model.analysis import Definition, Sentence

_MOST_WORDS = 5
_SHORTEST_GLOSS, _LONGEST_GLOSS = 4, 25
_SHORTEST_APPOSITION = 3  # words, unless a name says whose or where: "raja Majapahit"
_NEAR_ARTICLE = 4  # words of an apposition among which its role stands
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BRACKETS = re.compile(r"\s*\([^()]{0,60}\)\s*")
_CITATIONS = re.compile(r"\[[^\[\]]{1,20}\]")
_END = " .!?…;:,"


def definitions(sentences: tuple[Sentence, ...], language: str) -> tuple[Definition, ...]:
    """The defining sentences among the usable ones, in reading order, each term once."""
    found: dict[str, Definition] = {}
    for sentence in sentences:
        if sentence.usable and not sentence.id.startswith("h"):
            made = (
                _link(sentence, language)
                or _verb(sentence, language)
                or _named(sentence, language)
                or _apposition(sentence, language)
            )
            if made is not None and _stands_alone(made.definition, language):
                found.setdefault(made.term.lower(), made)
    return tuple(found.values())


@cache
def _link_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language).definitions
    return re.compile(
        rf"(?P<term>[^,;:.!?]+?(?:, [^,;:.!?]+,)?)\s(?:{_either(words.links)})\s(?P<gloss>.+)\Z", re.DOTALL
    )


@cache
def _verb_pattern(language: str) -> re.Pattern[str] | None:
    words = lexicon(language).definitions
    if not words.verbs:
        return None
    return re.compile(rf"(?P<term>[^,;:.!?]+?)\s(?:{_either(words.verbs)})\s(?P<gloss>.+)\Z", re.DOTALL)


def _either(phrases: tuple[str, ...]) -> str:
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _link(sentence: Sentence, language: str) -> Definition | None:
    """ "X adalah sebuah G", "X is a G that …": the gloss must open with an article or a genus word."""
    words = lexicon(language).definitions
    match = _link_pattern(language).match(_CITATIONS.sub("", sentence.text))
    if match is None:
        return None
    term, gloss = _term(match["term"], words), match["gloss"].strip(_END)
    if not term or not gloss:
        return None
    lower = gloss.lower()
    article = next((a for a in sorted(words.articles, key=len, reverse=True) if lower.startswith(a + " ")), "")
    first = _WORD.match(lower[len(article) :].lstrip())
    genus = first is not None and first[0] in words.genus
    relative = any(f" {r} " in _first_clause(lower) for r in words.relatives)
    before_relative = (
        re.split("|".join(rf"\b{r}\b" for r in words.relatives), lower)[0] if words.relatives else lower[:60]
    )
    weak = article in words.weak_articles and not genus
    if weak or words.not_genus.intersection(_WORD.findall(before_relative)[: _NEAR_ARTICLE + 2]):
        return None
    fits = bool(article) and relative if words.relatives else bool(article) or genus
    return Definition(term, gloss, sentence.passage, "is-a") if fits else None


def _first_clause(gloss: str) -> str:
    return gloss.split(".")[0][:140]


def _verb(sentence: Sentence, language: str) -> Definition | None:
    """ "X refers to …", "X means …"."""
    pattern = _verb_pattern(language)
    match = pattern.match(_CITATIONS.sub("", sentence.text)) if pattern else None
    if match is None:
        return None
    words = lexicon(language).definitions
    term, gloss = _term(match["term"], words), match["gloss"].strip(_END)
    # "(Quebec was then often referred to as …": that is no subject alone
    told = "(" in term or set(words.links).intersection(term.lower().split())
    return Definition(term, gloss, sentence.passage, "refers-to") if term and gloss and not told else None


@cache
def _named_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language).definitions
    gloss = rf"\b(?P<gloss>(?:{_either(words.articles)})\s[^,;:.!?()]{{8,110}})"
    term = r"(?P<term>[^,;:.!?()]{3,60})(?=[,;.!?()]|\Z)"
    return re.compile(rf"{gloss},?\s(?:{_either(words.named)})\s{term}", re.IGNORECASE)


def _named(sentence: Sentence, language: str) -> Definition | None:
    """ "a system of forced labour called corvée," defines the name by the phrase before it."""
    match = _named_pattern(language).search(_CITATIONS.sub("", sentence.text))
    if match is None:
        return None
    words = lexicon(language)
    links = _either(words.definitions.links)
    term = _term(match["term"], words.definitions)
    # "created a faction that was called the Barcino"
    gloss = re.sub(rf",?\s(?:{_either(words.definitions.relatives)})\s(?:{links})\Z", "", match["gloss"].strip(_END))
    small = {w.lower() for w in _WORD.findall(term)} & words.function_words
    if not term or len(_WORD.findall(term)) > _MOST_WORDS - 1 or small or len(gloss.split()) < _SHORTEST_GLOSS:
        return None
    return Definition(term, gloss, sentence.passage, "known-as")


@cache
def _apposition_pattern(language: str) -> re.Pattern[str]:
    words = lexicon(language).definitions
    capital = r"[^\W\d_a-z][\w'’.-]*"
    name = rf"(?P<term>{capital}(?:\s(?:(?:bin|binti|van|von|de|al|ibn|der|da)\s)?{capital}){{0,4}})"
    gloss = r"(?P<gloss>[^,;:.!?()]{8,110})"
    articles = rf"(?P<article>(?:{_either(words.appositives)})\s)?"
    return re.compile(rf"(?<!\S){name},\s(?={articles}){gloss}(?P<after>,\s\S+|[.!?]\Z)")


def _apposition(sentence: Sentence, language: str) -> Definition | None:
    """ "Harry Hopkins, a trusted adviser of the president, …": a person, by the role that is named behind the comma.

    "Name, Name," is mostly a list, and ", a …," after other words no definition (DEFT: precision 0.40).
    """
    words = lexicon(language)
    if not words.definitions.roles:
        return None
    text = _CITATIONS.sub("", sentence.text)
    for match in _apposition_pattern(language).finditer(text):
        term, gloss = match["term"], match["gloss"].strip()
        before = text[: match.start()].lower().split()[-1:]
        near = [w.lower() for w in _WORD.findall(gloss)[:_NEAR_ARTICLE]]
        first = term.split()[0].lower()
        if (
            words.definitions.not_before_names.intersection(before)
            or (not before and (" " not in term or first in words.common_words))
            or first in words.function_words
            or match["after"].strip(", ").lower() in words.definitions.not_before_names
            or not words.definitions.roles.intersection(near)
            # with a capital it is the title of the next name: "…, Raja Roderikus dapat …"
            or not (match["article"] or _WORD.findall(gloss)[0] in words.definitions.roles)
            or _says_little(gloss)
            # a sentence goes on behind the comma: "In Quebec, the war was …"
            or set(words.definitions.links).intersection(gloss.lower().split())
        ):
            continue
        return Definition(term, gloss, sentence.passage, "apposition")
    return None


def _says_little(gloss: str) -> bool:
    """ "a merchant", "wealthy merchant": one or two words without a name."""
    listed = _WORD.findall(gloss)
    return len(listed) < _SHORTEST_APPOSITION and all(word.islower() for word in listed)


def _stands_alone(gloss: str, language: str) -> bool:
    """Whether a meaning is short enough, and points at nothing outside itself."""
    words = lexicon(language).definitions
    listed = [w.lower() for w in _WORD.findall(gloss)]
    # ", dan …" goes on with something else that the term did
    goes_on = any(words.joins.intersection(part.lower().split()[:1]) for part in gloss.split(",")[1:])
    return len(listed) <= _LONGEST_GLOSS and not goes_on and not words.not_in_gloss.intersection(listed)


def _term(text: str, words: DefinitionWords) -> str:
    """The subject without brackets, quotes and article; "" when it is too long or no term."""
    term = _BRACKETS.sub(" ", text).strip().strip("\"'“”‘’*_ ")
    listed = _WORD.findall(term)
    if listed and listed[0].lower() in words.leading:
        term = term[len(listed[0]) :].strip().strip("\"'“”‘’*_ ")
        listed = listed[1:]
    if not listed or len(listed) > _MOST_WORDS or "," in term:
        return ""
    lower = [w.lower() for w in listed]
    if lower[0] in words.not_subjects or "yang" in lower or lower[-1] in words.not_subjects:
        return ""
    return term
