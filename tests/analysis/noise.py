"""Noise of every kind that flags must find, put at random places into clean texts.

A `Noisy` is a text with one piece of noise and the place of it. Chance comes from a seed, so every run is the same.
"""

from __future__ import annotations

import random
import re
import string
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis_essays import essay

from handouts.analysis import sentences
from handouts.analysis.spelling import is_known

ROOT = Path(__file__).parents[2]
TEXTS = {
    "id": ("content/aliansi-as-soviet/essay.md", "tests/cases/essays/rempah-id.txt"),
    "en": ("content/us-soviet-alliance/essay.md", "tests/cases/essays/railways-en.txt"),
}

DATA = tomllib.loads((ROOT / "tests" / "cases" / "flags" / "noise.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Noisy:
    """A text, and where in it the noise stands."""

    text: str
    start: int
    end: int

    @property
    def noise(self) -> str:
        return self.text[self.start : self.end]


Injector = Callable[[str, str, random.Random], "Noisy | None"]


def clean(language: str) -> list[str]:
    """The clean texts of a language as plain lines: no Markdown marks."""
    found = []
    for name in TEXTS[language]:
        text = (ROOT / name).read_text(encoding="utf-8")
        lines = [re.sub(r"^#+ .*|^[>*-] |\*+", "", line).strip() for line in text.split("\n")]
        found.append("\n".join(line for line in lines if line.count(" ") > 8))
    return found


def replaced(text: str, start: int, end: int, by: str) -> Noisy:
    return Noisy(text[:start] + by + text[end:], start, start + len(by))


def stops(text: str) -> list[int]:
    """Offsets just after the full stop and blank between two sentences of a paragraph."""
    return [m.end() for m in re.finditer(r"(?<=[a-z])\. (?=[A-Z])", text)]


def gaps(text: str) -> list[int]:
    """Offsets just after a blank inside a sentence, between two words in lower case."""
    return [m.end() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]


def ends(text: str) -> list[int]:
    return [m.end() for m in re.finditer(r"[a-z]\.(?=\s|\Z)", text)]


def as_sentence(text: str, said: str, chance: random.Random) -> Noisy:
    at = chance.choice(stops(text))
    return replaced(text, at, at, said + " ") if said else replaced(text, at, at, " ")


def as_line(text: str, said: str, chance: random.Random) -> Noisy:
    breaks = [m.end() for m in re.finditer(r"\n", text)]
    at = chance.choice(breaks)
    return Noisy(text[:at] + said + "\n" + text[at:], at, at + len(said))


def in_sentence(text: str, said: str, chance: random.Random) -> Noisy:
    at = chance.choice(gaps(text))
    found = replaced(text, at, at, said + " ")
    return Noisy(found.text, found.start, found.end - 1)


def filled(what: str, language: str, chance: random.Random) -> str:
    """One of the templates of noise.toml with its slots filled."""
    slots = DATA[language]["slots"]
    return re.sub(r"\{(\w+)\}", lambda m: chance.choice(slots[m[1]]), chance.choice(DATA[language][what]))


# --- advertising ---


def spam(text: str, language: str, chance: random.Random) -> Noisy:
    said = filled("spam", language, chance)
    return chance.choice((in_sentence, as_line))(text, said, chance)


# --- the page around the text ---


def boilerplate(text: str, language: str, chance: random.Random) -> Noisy:
    said = filled("boilerplate", language, chance)
    ended = said.endswith((".", "*"))
    return as_sentence(text, said, chance) if ended and chance.random() < 0.4 else as_line(text, said, chance)


# --- lines that are no sentences ---


def fragment(text: str, language: str, chance: random.Random) -> Noisy:
    said = filled("fragments", language, chance)
    return as_line(text, said, chance)


# --- other languages and scripts ---


def other_language(text: str, language: str, chance: random.Random) -> Noisy:
    if chance.random() < 0.6:
        other = "en" if language == "id" else "id"
        source = chance.choice(clean(other))
        cut = essay(source)
        long = [s.text for s in sentences(cut, other) if len(s.text) >= 40]
        said = chance.choice(long)
    else:
        said = chance.choice(DATA["foreign"][chance.choice(sorted(DATA["foreign"]))])
    return chance.choice((as_sentence, as_line))(text, said, chance)


def script(text: str, language: str, chance: random.Random) -> Noisy:
    return chance.choice((as_sentence, as_line, in_sentence))(text, chance.choice(DATA["scripts"]["sentences"]), chance)


# --- fused sentences ---


def fused(text: str, language: str, chance: random.Random) -> Noisy | None:
    """The full stop between two sentences is gone. Only where a common word opens the second: a name there looks the

    same with and without the full stop.
    """
    lower = set(re.findall(r"\b[a-z]+\b", text))
    places = [at for at in stops(text) if (m := re.match(r"(\w+)", text[at:])) and m[1].lower() in lower]
    places = [at for at in places if len(text[:at].split("\n")[-1].split()) > 5]
    at = chance.choice(places)
    return Noisy(text[: at - 2] + text[at - 1 :], at - 12, at + 10)


# --- marks ---


def hyphen(text: str, language: str, chance: random.Random) -> Noisy:
    words = list(re.finditer(r"(?<=\s)[a-z]{7,}(?=[\s,.])", text))
    doubled = list(re.finditer(r"\b([a-z]{3,})-([a-z]{3,})\b", text))
    kind = chance.randrange(3)
    if kind == 0 and doubled:
        match = chance.choice(doubled)
        by = chance.choice((f"{match[1]} -{match[2]}", f"{match[1]}- {match[2]}"))
    elif kind == 1:
        match = chance.choice(words)
        at = chance.randrange(3, len(match[0]) - 2)
        by = match[0][:at] + chance.choice(("- ", " -")) + match[0][at:]
    else:
        match = chance.choice([m for m in words if is_known(m[0], language)])
        at = chance.randrange(3, len(match[0]) - 2)
        by = match[0][:at] + chance.choice(("- ", "¬", "­")) + match[0][at:]
    return replaced(text, match.start(), match.end(), by)


def quotes(text: str, language: str, chance: random.Random) -> Noisy:
    """One mark of a pair is missing: the flag must stand in the same paragraph, on a quotation mark."""
    found = list(re.finditer(r"(?<=\s)(?:[a-z]+ ){1,5}[a-z]+(?=[\s,.])", text))
    match = chance.choice(found)
    opening, closing = chance.choice((('"', '"'), ("“", "”"), ("«", "»")))
    by = opening + match[0] if chance.random() < 0.5 else match[0] + closing
    return replaced(text, match.start(), match.end(), by)


def citation(text: str, language: str, chance: random.Random) -> Noisy:
    own = DATA[language]["citations"]
    mark = chance.choice(
        (
            f"[{chance.randrange(1, 200)}]",
            f"[{chance.randrange(1, 9)}][{chance.randrange(9, 20)}]",
            "[a]",
            "[3,4]",
            *own,
        )
    )
    at = chance.choice([*ends(text), *(g - 1 for g in gaps(text))])
    return replaced(text, at, at, mark)


# --- words ---


def name_case(text: str, language: str, chance: random.Random) -> Noisy:
    """A name loses its capital: one that stands inside a sentence, of those that the world or the text itself knows."""
    known = set(DATA[language]["names"].split())
    often_common = set(DATA["words"]["common_in_names"].split())
    inside = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text))
    often = {w for w in re.findall(r"\b[A-Z][a-z]{3,}\b", text) if text.count(w) >= 3}
    common = set(re.findall(r"\b[a-z]{4,}\b", text))
    able = [m for m in inside if m[0] in known or (m[0] in often - often_common and m[0].lower() not in common)]
    match = chance.choice(able)
    return replaced(text, match.start(), match.end(), match[0].lower())


def misspelling(text: str, language: str, chance: random.Random) -> Noisy | None:
    """A letter is left out, doubled, changed, put in, or changes places; the result is no word of the dictionary."""
    words = list(re.finditer(r"(?<=\s)[a-z]{5,}(?=[\s,.])", text))
    for _ in range(50):
        match = chance.choice(words)
        word, i = match[0], chance.randrange(1, len(match[0]) - 1)
        letter = chance.choice(string.ascii_lowercase)
        made = chance.choice(
            (
                word[:i] + word[i + 1 :],
                word[:i] + word[i] + word[i:],
                word[:i] + letter + word[i + 1 :],
                word[:i] + letter + word[i:],
                word[:i] + word[i + 1] + word[i] + word[i + 2 :],
            )
        )
        if made != word and not in_a_list(made, language):
            return replaced(text, match.start(), match.end(), made)
    return None


def in_a_list(word: str, language: str) -> bool:
    from handouts.languages.dictionary import dictionary

    return word in dictionary(language)


# --- signs of machine translation ---


def machine(text: str, language: str, chance: random.Random) -> Noisy:
    """A phrase of the machine, a function word written twice, a leftover of HTML."""
    said = chance.choice(DATA[language]["machine"])
    if said == "{twice}":
        listed = "|".join(DATA[language]["twice"].split())
        match = chance.choice(list(re.finditer(rf"(?<= )({listed}) (?=[a-z])", text)))
        return replaced(text, match.start(), match.end() - 1, f"{match[1]} {match[1]}")
    return in_sentence(text, said, chance)


KINDS: dict[str, Injector] = {
    "flag-spam": spam,
    "flag-boilerplate": boilerplate,
    "flag-not-a-sentence": fragment,
    "flag-language": other_language,
    "flag-script": script,
    "flag-fused": fused,
    "flag-hyphen": hyphen,
    "flag-quotes": quotes,
    "flag-citation": citation,
    "flag-name-case": name_case,
    "flag-spelling": misspelling,
    "flag-translation": machine,
}


def samples(kind: str, language: str, seeds: range) -> Iterator[Noisy]:
    """One noisy text for each seed."""
    texts = clean(language)
    for seed in seeds:
        chance = random.Random(f"{kind} {language} {seed}")
        noisy = KINDS[kind](chance.choice(texts), language, chance)
        if noisy is not None:
            yield noisy
