"""Make synonyms.txt below src/handouts/languages/data from the thesauri that the lists are cut from.

Usage: python docs/make_synonyms.py TH_ID_DAT WORDNET_FOLDER
TH_ID_DAT is /usr/share/mythes/th_id_ID_v2.dat of Debian's package mythes-id (7.5.0), WORDNET_FOLDER is
/usr/share/wordnet of its package wordnet-base (3.0). Nothing else is needed: how frequent words are is what
dictionary.txt says (docs/make_word_lists.py), so that one comes first.

synonyms.txt  one rare word a line, then at most three more frequent ones of the same meaning, the most frequent first.
              Words with many meanings are left out: of an Indonesian word with at most two meanings the first is
              taken; of an English one the first meaning of the part of speech that WordNet's texts have most often.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

DATA = Path(__file__).parents[1] / "src" / "handouts" / "languages" / "data"
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
RARE = 2_000  # words with a higher rank are rare enough to be asked about
KNOWN = 9_000  # synonyms with a higher rank would explain nothing
MOST, MOST_MEANINGS = 3, 2
UNFIT = {"arse", "ass", "bitch", "cock", "dick", "prick", "pussy", "shit", "slut", "tit", "whore"}  # for a classroom
HEADS = {
    "id": "# Cut from the Indonesian thesaurus of LibreOffice by Ali Ahmadi (th_id_ID_v2); see WORD-LISTS.md in the "
    "folder above.\n# Licence of this file: LGPL 2.1.\n",
    "en": "# Cut from WordNet 3.0 by Princeton University; see WORD-LISTS.md in the folder above.\n"
    "# Licence of this file: the WordNet licence.\n",
}


def ranks(language: str) -> dict[str, int]:
    """The ordinary words of the dictionary with their rank."""
    lines = (DATA / language / "dictionary.txt").read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    return {word: rank for rank, word in enumerate(words) if WORD.fullmatch(word)}


def indonesian(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Headwords with the words of their first meaning."""
    lines = file.read_text(encoding="iso-8859-1").splitlines()[1:]
    at = 0
    while at < len(lines):
        word, _, count = lines[at].partition("|")
        if not count.isdigit():
            at += 1
            continue
        below = []
        while at + 1 + len(below) < len(lines) and lines[at + 1 + len(below)].startswith("["):
            below.append(lines[at + 1 + len(below)])
        at += 1 + len(below)
        meanings = [line.split("|")[1:] for line in below if not line.startswith("[ant]")]
        if 0 < len(meanings) <= MOST_MEANINGS:
            yield word, meanings[0]


def english(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Headwords with the words of the first meaning of their main part of speech."""
    tagged: dict[tuple[str, str], int] = {}
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, number, count = line.split()
        word, _, rest = key.partition("%")
        pos = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}[rest[0]]
        tagged[word, pos] = tagged.get((word, pos), 0) + int(count)
    entries: dict[str, list[tuple[int, int, str, str]]] = {}
    for number, pos in enumerate(("noun", "verb", "adj", "adv")):
        for line in (folder / f"index.{pos}").read_text(encoding="ascii").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split()
            senses = int(parts[2])
            offsets = parts[len(parts) - senses :]
            entries.setdefault(parts[0], []).append((-tagged.get((parts[0], pos), 0), number, pos, offsets[0]))
    data = {pos: (folder / f"data.{pos}").read_bytes() for pos in ("noun", "verb", "adj", "adv")}
    for word, found in sorted(entries.items()):
        _, _, pos, offset = min(found)
        line = data[pos][int(offset) :].split(b"\n", 1)[0].decode("ascii").split(" | ")[0].split()
        if ";u" not in line:  # usage: slang, disparagement, obscenity
            yield word, [re.sub(r"\(.*\)", "", w) for w in line[4 : 4 + 2 * int(line[3], 16) : 2]]


def clear(word: str, alike: list[str], rank: Mapping[str, int]) -> list[str]:
    """At most three of the words that are well known and more frequent than the headword."""
    if not rank.get(word, 0) >= RARE:
        return []
    known = {w for w in set(alike) - UNFIT if w != word and rank.get(w, KNOWN) < min(KNOWN, rank[word])}
    related = {w for w in known if w in word or word in w}  # "agresi" for "agresif" explains nothing
    return sorted(known - related, key=lambda w: (rank[w], w))[:MOST]


def write(language: str, listed: Iterator[tuple[str, list[str]]]) -> None:
    """Write one list and say how long it is."""
    rank = ranks(language)
    found = {word: alike for word, words in listed if (alike := clear(word, words, rank))}
    lines = [f"{word}: {'; '.join(alike)}\n" for word, alike in sorted(found.items())]
    file = DATA / language / "synonyms.txt"
    file.write_text(HEADS[language] + "".join(lines), encoding="utf-8")
    print(f"{language}/synonyms.txt: {len(lines)} words, {file.stat().st_size} bytes")


def main() -> None:
    """Write both files."""
    write("id", indonesian(Path(sys.argv[1])))
    write("en", english(Path(sys.argv[2])))


if __name__ == "__main__":
    main()
