"""Make the dictionaries and name lists below src/handouts/languages/data from the packages they are cut from.

Usage: python docs/make_word_lists.py SCOWL_WORDS...
Needs wordfreq 3.1.1 and simplemma 2.0.0 (pip install wordfreq==3.1.1 simplemma==2.0.0), in an environment of its own:
the tool itself does not use them. SCOWL_WORDS are the files /usr/share/dict/american-english and british-english of
Debian's packages wamerican and wbritish (2020.12.07): one word a line, names with a capital.

dictionary.txt  words of wordfreq, the most frequent first. Indonesian: the whole list. English: everything from zipf
                2.5 on, and down to zipf 2.0 what SCOWL has too; rarer words there are mostly misspellings. A "~" stands
                before words that another dictionary (SCOWL in lower case, simplemma for Indonesian) does not have:
                names, abbreviations, slang.
names.txt       words that SCOWL writes with a capital alone. English: those of zipf 2.0 and more. Indonesian: of these,
                those that are no Indonesian word (simplemma) and too rare in Indonesian (zipf below 3.7) to be one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import simplemma
import wordfreq

DATA = Path(__file__).parents[1] / "src" / "handouts" / "languages" / "data"
WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
FROM_WORDFREQ = (
    "# Cut from wordfreq 3.1.1 by Robyn Speer, the most frequent word first; see WORD-LISTS.md in the folder above.\n"
    "# Licence of this file: CC BY-SA 4.0.\n"
)
FROM_SCOWL = "# Cut from SCOWL by Kevin Atkinson; see SCOWL-COPYRIGHT.txt in the folder above.\n"
LEAST, LEAST_UNLISTED, MOST_FOR_A_NAME = 2.0, 2.5, 3.7


def frequencies(language: str) -> dict[str, float]:
    """Words with their zipf value, the most frequent first, equals in alphabetical order."""
    found = wordfreq.get_frequency_dict(language, wordlist="best")
    zipf = {w: wordfreq.freq_to_zipf(f) for w, f in found.items() if WORD.fullmatch(w)}
    return dict(sorted(zipf.items(), key=lambda item: (-item[1], item[0])))


def marked(words: list[str], sure: Callable[[str], bool]) -> list[str]:
    """The words, "~" before those that are not sure to be ordinary ones."""
    return [word if sure(word) else f"~{word}" for word in words]


def write(language: str, name: str, head: str, words: list[str]) -> None:
    """Write one list and say how long it is."""
    file = DATA / language / name
    file.write_text(head + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{language}/{name}: {len(words)} words, {file.stat().st_size} bytes")


def main() -> None:
    """Write the four files."""
    listed = [word for file in sys.argv[1:] for word in Path(file).read_text(encoding="utf-8").split()]
    lower = {w for w in listed if w.islower()}
    capital = {w for w in listed if w.istitle() and w.isalpha() and len(w) > 3 and w.lower() not in lower}
    english, indonesian = frequencies("en"), frequencies("id")
    kept = [w for w, z in english.items() if z >= LEAST_UNLISTED or (z >= LEAST and w in lower)]
    write("en", "dictionary.txt", FROM_WORDFREQ, marked(kept, lambda w: w in lower))
    write("id", "dictionary.txt", FROM_WORDFREQ, marked(list(indonesian), lambda w: simplemma.is_known(w, "id")))
    names = sorted(w for w in capital if english.get(w.lower(), 0) >= LEAST)
    write("en", "names.txt", FROM_SCOWL, names)
    foreign = [
        w for w in names if not simplemma.is_known(w.lower(), "id") and indonesian.get(w.lower(), 0) < MOST_FOR_A_NAME
    ]
    write("id", "names.txt", FROM_SCOWL, foreign)


if __name__ == "__main__":
    main()
