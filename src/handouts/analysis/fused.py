"""Two sentences that ran together: the full stop between them is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.analysis.name_case import Capitals
from handouts.analysis.rarity import is_verb
from handouts.analysis.worded import Worded
from handouts.languages.affixes import is_formed
from handouts.languages.dictionary import frequent, ordinary_frequent
from handouts.languages.flag_words import name_list
from handouts.model.analysis import Flag

_FEWEST_BEFORE, _FEWEST_AFTER = 4, 3
_VERB_WEIGHT, _LONG_RUN, _MANY_VERBS = 4, 28, 3
_STOPS = re.compile(r'[,;:()–—"“”]')
_LONGEST_NAME, _CLAUSE, _FEWEST_BETWEEN = 4, 14, 3
_REACH, _OFTEN, _VERY_OFTEN, _SHORTEST = 12, 2, 4, 3
_GAP = re.compile(r"\s+(?:\[[^\]]{1,20}\]\s*)?\Z|\s*\)\s+\Z")


def fused(sentence: Worded, capitals: Capitals) -> Iterator[Flag]:
    """A capital that opens a sentence inside one, or more words and verbs than one sentence bears.

    `capitals` tells how often a word stands with a capital inside the sentences of this essay, and how often without.
    """
    if any(_is_seam(sentence, i, capitals) for i in _candidates(sentence)) or _is_overloaded(sentence):
        yield sentence.whole("flag-fused", "hint")


def _is_overloaded(sentence: Worded) -> bool:
    """Each verb weighs as much as four words, a word that joins clauses takes one off; or a long run without comma."""
    lower, words = sentence.lower, sentence.flag_words.fused
    if len(lower) < _LONG_RUN:
        return False
    if _has_long_run(sentence):
        return True
    verbs = sum(is_verb(w, sentence.lexicon) for w in lower)
    return len(lower) + _VERB_WEIGHT * verbs - sum(w in words.joints for w in lower) > words.heaviest


def _has_long_run(sentence: Worded) -> bool:
    begin = 0
    for i in range(len(sentence.raw)):
        last = i + 1 == len(sentence.raw)
        if last or _STOPS.search(sentence.between(i)):
            run = sentence.lower[begin : i + 1]
            if len(run) >= _LONG_RUN and sum(is_verb(w, sentence.lexicon) for w in run) >= _MANY_VERBS:
                return True
            begin = i + 1
    return False


def _candidates(sentence: Worded) -> Iterator[int]:
    """Words with a capital that nothing but a blank parts from the word before them."""
    for i in range(_FEWEST_BEFORE, len(sentence.raw) - _FEWEST_AFTER):
        word = sentence.raw[i]
        capital = word[0].isupper() and (len(word) == 1 or not word.isupper())
        if capital and _GAP.fullmatch(sentence.between(i - 1)):
            yield i


def _is_seam(sentence: Worded, i: int, capitals: Capitals) -> bool:
    """Whether a second sentence begins at word `i`: "… atas Jerman Nazi Sampai tahun 1939 …"."""
    words = sentence.flag_words.fused
    before, after = sentence.raw[i - 1], sentence.raw[i + 1]
    if before.lower() in words.never_last or before.lower() in words.joints:
        return False
    free = sentence.between(i).replace(",", " ").isspace()
    if sentence.lower[i] in words.starters:
        named = before[0].isupper() and after[0].isupper() and sentence.lower[i] not in sentence.lexicon.function_words
        return free and not named and not (_is_title(after, sentence) and not _goes_on(sentence, i))
    if free and after in words.pointers and sentence.lower[i] in frequent(sentence.language):
        return True
    if free and words.endings and after.islower() and sentence.lower[i].endswith(words.endings):
        return True
    if words.attributes and _stands_before_noun(sentence, i):
        return False
    if before.lower() in words.before_names or before in sentence.lexicon.names.inside:
        return False
    if free and _is_written_small(sentence, i, capitals):
        return True
    return _opens_with_noun(sentence, i, capitals) or _opens_with_name(sentence, i)


def _stands_before_noun(sentence: Worded, i: int) -> bool:
    """Whether word `i` may be an adjective with a capital: "90 free Black settlers".

    It is one where an adjective or the like stands before it, or where one of the two parts has no verb.
    """
    words, before, further = sentence.flag_words.fused, sentence.lower[i - 1], sentence.lower[i - 2]
    waits = before in words.attributes and further not in words.links
    # "many skilled Black craftsmen"
    waits = waits or (further in words.attributes and _is_verb(before, sentence))
    return waits or not (_has_verb(sentence, 0, i) and _has_verb(sentence, i + 1))


def _has_verb(sentence: Worded, begin: int, after: int | None = None) -> bool:
    """Whether a verb stands among some words: there is none in what is no sentence by itself."""
    return any(_is_verb(word, sentence) for word in sentence.lower[begin:after])


def _goes_on(sentence: Worded, i: int) -> bool:
    """After a noun, "The Eastern Front was …" is a sentence; "his book The Great War was …" is a title."""
    before, names = sentence.lower[i - 1], sentence.lexicon.names
    placed = (
        before in name_list(sentence.language) or (before,) in names.places or before in sentence.flag_words.case.words
    )
    if not (sentence.raw[i - 1].islower() or placed) or before in sentence.flag_words.fused.works:
        return False
    if _is_verb(before, sentence):
        return False
    return any(_is_verb(word, sentence) for word in sentence.lower[i + 1 : i + _REACH])


def _is_written_small(sentence: Worded, i: int, capitals: Capitals) -> bool:
    """A common word that this essay writes without a capital elsewhere: "… terhadap Uni Soviet Embargo moral …"."""
    word = sentence.lower[i]
    needed = 1 if word in frequent(sentence.language) and sentence.raw[i + 1].islower() else _OFTEN
    if capitals.small[word] < needed * max(1, capitals.capital[word]) or len(word) < _SHORTEST:
        return False
    if word in sentence.flag_words.case.exempt:
        return False
    names = sentence.lexicon.names
    often = capitals.small[word] >= _VERY_OFTEN and capitals.capital[word] == 1
    if sentence.raw[i - 1][0].isupper() and not (names.head_first and (sentence.raw[i + 1].islower() or often)):
        return False
    heads = (names.titles, names.organisation_heads, names.event_heads, names.place_heads)
    return sentence.raw[i + 1].islower() or not any((word,) in listed for listed in heads)


def _opens_with_noun(sentence: Worded, i: int, capitals: Capitals) -> bool:
    """A common word with a capital, between words without: "… of the colony Unaware of …"."""
    if sentence.raw[i - 1][0].isupper() or not _is_common(sentence.lower[i], sentence):
        return False
    if capitals.capital[sentence.lower[i]] > 1:
        return False
    gap = sentence.between(i)
    return gap.startswith(",") or (gap.isspace() and sentence.raw[i + 1].islower())


def _opens_with_name(sentence: Worded, i: int) -> bool:
    """A noun, then a name with a verb of its own, where the noun's clause has a verb already and nothing joins them."""
    before = sentence.lower[i - 1]
    if not (sentence.raw[i - 1].islower() or before.isdigit()) or _is_verb(before, sentence):
        return False
    verb = _verb_after_name(sentence, i)
    if verb is None:
        return False
    begin = max(0, i - _CLAUSE)
    clause = sentence.lower[begin : i - 1]
    last = max((k for k, word in enumerate(clause) if _is_verb(word, sentence)), default=None)
    if last is None or len(clause) - last < _FEWEST_BETWEEN:
        return False
    if _STOPS.search(sentence.text[sentence.ends[begin + last] : sentence.starts[i]]):
        return False
    return not any(word in sentence.flag_words.fused.joints for word in clause[last + 1 :])


def _verb_after_name(sentence: Worded, i: int) -> int | None:
    """The verb whose subject is the name at word `i`, with an object after it: "Japan also gave the United States …".

    Without the object it may be a clause about the noun before the name: "the treaty Carter signed".
    """
    after = i + 1
    while after < len(sentence.raw) - 1 and after < i + _LONGEST_NAME and sentence.raw[after][0].isupper():
        after += 1
    if after == i + 1 and sentence.lower[i] in sentence.lexicon.names.demonyms:
        # "British officials managed"
        after += sentence.raw[after].islower() and not _is_verb(sentence.lower[after], sentence)
    if after >= len(sentence.raw) - 1 or not all(sentence.between(k).strip(".") in ("", " ") for k in range(i, after)):
        return None
    if not _is_verb(sentence.lower[after], sentence):
        return None
    tail = sentence.raw[after + 1 : after + 3]
    functions = sentence.lexicon.function_words
    return after if any(w.lower() in functions or w[0].isupper() for w in tail) else None


def _is_verb(word: str, sentence: Worded) -> bool:
    return word in sentence.flag_words.fused.verbs or is_verb(word, sentence.lexicon)


def _is_common(word: str, sentence: Worded) -> bool:
    """A frequent word that is no name and no head of names ("Kongres", "Treaty")."""
    names = sentence.lexicon.names
    heads = (names.titles, names.organisation_heads, names.event_heads, names.place_heads, names.places)
    if len(word) < _SHORTEST or word in sentence.flag_words.case.exempt:
        return False
    if word in names.demonyms or word in name_list(sentence.language) or word in sentence.flag_words.case.words:
        return False
    if any((word,) in listed for listed in heads):
        return False

    def ordinary(form: str) -> bool:
        return form in ordinary_frequent(sentence.language)

    return ordinary(word) or is_formed(word, sentence.language, ordinary)


def _is_title(after: str, sentence: Worded) -> bool:
    """ "The Great Gatsby", "Di Bawah Lindungan": a common word with a capital follows in the title of a work."""
    low = after.lower()
    if low in name_list(sentence.language) or low in sentence.flag_words.case.words:
        return False
    lex = sentence.lexicon
    listed = low in lex.common_words or low in lex.function_words or low in ordinary_frequent(sentence.language)
    return after[0].isupper() and listed
