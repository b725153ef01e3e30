"""Which language and which script a text is in: function words, frequent words, Unicode blocks."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping

from handouts.languages.dictionary import FREQUENT, frequent, ordinary_frequent
from handouts.languages.flag_words import foreign_words
from handouts.languages.lexicon import available, lexicon

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CLEAR_LEAD, _FEWEST_WORDS = 2, 5
_CLEAR_FOREIGN = 3
_FEWEST_THEIRS = 3
# function words that one language must have more than the next to be sure at once
_SURE_LEAD = 2
_FIRST, _LEAST_DIFFERENCE = 50, 0.2
# first and last code point of the blocks that matter, with the language they prove ("" = several share it)
_SCRIPTS: tuple[tuple[int, int, str, str], ...] = (
    (0x0370, 0x03FF, "Greek", "el"),
    (0x0400, 0x052F, "Cyrillic", ""),
    (0x0590, 0x05FF, "Hebrew", "he"),
    (0x0600, 0x077F, "Arabic", ""),
    (0x0900, 0x097F, "Devanagari", ""),
    (0x0E00, 0x0E7F, "Thai", "th"),
    (0x1100, 0x11FF, "Hangul", "ko"),
    (0x1780, 0x17FF, "Khmer", "km"),
    (0x1F00, 0x1FFF, "Greek", "el"),
    (0x3040, 0x30FF, "Kana", "ja"),
    (0x3130, 0x318F, "Hangul", "ko"),
    (0x3400, 0x9FFF, "Han", "zh"),
    (0xA980, 0xA9DF, "Javanese", "jv"),
    (0xAC00, 0xD7AF, "Hangul", "ko"),
    (0xFB50, 0xFEFC, "Arabic", ""),
)


def script_of(character: str) -> str:
    """Name of the script of a letter: "Latin" for everything that is in no block of the table."""
    point = ord(character)
    if point < 0x0370:
        return "Latin"
    return next((name for first, last, name, _ in _SCRIPTS if first <= point <= last), "Latin")


def main_script(text: str) -> tuple[str, int, int]:
    """The commonest script other than Latin ("" if none), the number of its letters, and that of all letters."""
    letters = [c for c in text if c.isalpha()]
    if text.isascii() or not letters:
        return "", 0, len(letters)
    counts = Counter(script_of(c) for c in letters)
    counts.pop("Latin", None)
    if not counts:
        return "", 0, len(letters)
    name = min(counts, key=lambda s: (-counts[s], s))
    return name, counts[name], len(letters)


def function_word_counts(text: str) -> dict[str, int]:
    """For each language the number of its function words in `text`; words that all languages share count for none."""
    words = [w.lower() for w in _WORD.findall(text)]
    lists = {code: lexicon(code).function_words for code in available()}
    shared = frozenset.intersection(*lists.values()) if len(lists) > 1 else frozenset()
    return {code: sum(w in listed and w not in shared for w in words) for code, listed in lists.items()}


def sentence_language(text: str) -> str:
    """Language code of a sentence, or "" when its words do not decide."""
    name, foreign, letters = main_script(text)
    if name and foreign * 2 > letters:
        return next(code for _, _, script, code in _SCRIPTS if script == name)
    ranked = sorted(function_word_counts(text).items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return ""
    if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _SURE_LEAD:
        return ranked[0][0] if ranked[0][1] else ""
    return _by_all_words(text, dict(ranked))


def _by_all_words(text: str, function_words: Mapping[str, int]) -> str:
    """The language in whose list the words of `text` are the more frequent ones: for titles and captions.

    A word that is not among the most frequent of a language counts as if it came just after them. A function word
    counts a little more, so that it decides where the other words are names.
    """
    known = {code: frequent(code) for code in function_words}
    words = [w.lower() for w in _WORD.findall(text)]
    words += [part for w in words if "-" in w for part in w.split("-")]
    costs = {
        code: sum(math.log(_FIRST + ranks.get(w, FREQUENT)) for w in words) - function_words[code]
        for code, ranks in known.items()
    }
    best, other = sorted(costs, key=lambda code: (costs[code], code))[:2]
    return best if costs[other] - costs[best] > _LEAST_DIFFERENCE else ""


def other_language(text: str, own: str, language: str) -> bool:
    """Whether a sentence found to be in `own` is clearly not in `language`.

    Clear is a lead of two function words, or three words of the one and none of the other; five words at least.

    A title or a quoted phrase in another language does not make its sentence foreign.
    """
    if own in ("", language) or own not in available():
        return False
    words = [w.lower() for w in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return False
    counts = function_word_counts(text)
    if counts[own] - counts.get(language, 0) >= _CLEAR_LEAD:
        return True
    theirs = {w for w in words if w in ordinary_frequent(own) and w not in ordinary_frequent(language)}
    ours = {w for w in words if w in ordinary_frequent(language) and w not in ordinary_frequent(own)}
    if counts.get(language, 0):
        return False
    # "Uni Soviet menyerang Finlandia pada …": two words are enough if one is a function word and none speaks against
    return len(theirs) >= max(_FEWEST_THEIRS, 3 * len(ours)) or (len(theirs) >= 2 and not ours and counts[own] > 0)


def foreign_tongue(text: str) -> str:
    """The language of data/foreign.toml that `text` is clearly in, or "".

    Clear: three different function words of it at least, in five words or more, and more than twice as many as of all
    languages that the tool reads together. So an Indonesian or English sentence with a quoted title is never taken.
    """
    words = [w.lower() for w in _WORD.findall(text)]
    if len(words) < _FEWEST_WORDS:
        return ""
    known = max(function_word_counts(text).values())
    counts = {code: [w for w in words if w in listed] for code, listed in foreign_words().items()}
    code = min(counts, key=lambda c: (-len(counts[c]), c))
    found = counts[code]
    clear = len(set(found)) >= _CLEAR_FOREIGN and len(found) > 2 * known and 5 * len(found) >= len(words)
    return code if clear else ""
