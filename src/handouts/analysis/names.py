"""Names of persons, places, organisations and events: found by capitals, typed only by a sure cue, aliases merged."""

from __future__ import annotations

from collections import Counter

from handouts.analysis.name_chunks import Chunk, Word, chunks, is_roman, sentence_words
from handouts.analysis.persons import People, introduced, may_be_full_name
from handouts.analysis.rarity import is_rare
from handouts.analysis.tongues import other_language
from handouts.languages.lexicon import Lexicon, NameWords, lexicon
from handouts.model.analysis import DateMention, NameMention, NameType, Sentence
from handouts.model.text import Essay, passage

_Typed = tuple[Chunk, NameType, str]


def names(
    essay: Essay, sentences: tuple[Sentence, ...], dates: tuple[DateMention, ...], language: str
) -> tuple[NameMention, ...]:
    """The names of all sentences that are in the essay's language or in none, in reading order.

    A name never crosses a date, a citation mark or the end of a sentence; its passage is without title.
    """
    lex = lexicon(language)
    barred: dict[int, set[int]] = {}
    for d in dates:
        barred.setdefault(d.passage.block, set()).update(range(d.passage.start, d.passage.end))
    read = [s for s in sentences if not other_language(s.text, s.language, language)]
    worded = [(s, sentence_words(s, barred.get(s.passage.block, set()), language)) for s in read]
    inside = _seen_inside(worded)
    small = frozenset(w.text for _, words in worded for w in words if w.text.islower())
    typed = [
        (trimmed, *_type_there(trimmed, words, lex))
        for s, words in worded
        for chunk in chunks(words, s, lex)
        if (trimmed := _trim(chunk, inside, small, lex)) is not None
    ]
    canonical = _canonical(typed, lex)
    types = _best_types(typed, canonical, lex)
    return tuple(_mention(essay, entry, canonical, types) for entry in typed)


def _mention(
    essay: Essay, entry: _Typed, canonical: dict[str, str], types: dict[str, tuple[NameType, str]]
) -> NameMention:
    chunk, kind, rule = entry
    block = chunk.sentence.passage.block
    where = passage(essay, block, chunk.words[0].start, chunk.words[-1].end)
    full = canonical.get(where.text, where.text)
    if kind == "other" and full in types:
        kind, rule = types[full]
    return NameMention(where, kind, full, chunk.role if kind in ("person", "other") else "", rule)


def _seen_inside(worded: list[tuple[Sentence, list[Word]]]) -> Counter[str]:
    """How often each word has a capital where no sentence begins."""
    return Counter(
        w.text for s, words in worded if not s.id.startswith("h") for w in words if w.capital and not w.first
    )


def _trim(chunk: Chunk, inside: Counter[str], small: frozenset[str], lex: Lexicon) -> Chunk | None:
    """Without a sentence opener that has its capital only from its place; None when nothing of a name is left."""
    words = list(chunk.words)
    heading = chunk.sentence.id.startswith("h")
    if heading and not any(inside[w.text] for w in words):
        return None
    while (
        words and (words[0].first or words[0].lower in lex.function_words) and _is_plain(words[0], inside, small, lex)
    ):
        words.pop(0)
        while words and not words[0].capital:
            words.pop(0)
    while words and not (words[-1].capital or words[-1].text[0].isalpha()):
        words.pop()
    if not words or all(w.lower in lex.function_words or is_roman(w.text) for w in words):
        return None
    if _leads_with_nation(words, lex.names):
        words.pop(0)
    if len(words) == 1 and _is_no_name(words[0], chunk, inside, lex):
        return None
    return Chunk(tuple(words), chunk.role, chunk.sentence)


def _leads_with_nation(words: list[Word], names: NameWords) -> bool:
    """ "Soviet Josef Stalin" (of "pemimpin Soviet Josef Stalin"), where nationalities never open a name."""
    key = tuple(w.lower for w in words)
    opens = names.head_first and len(key) > 2 and key[0] in names.demonyms
    return opens and key not in names.places and key[1:2] not in names.places and key[1] not in names.demonyms


def _is_plain(word: Word, inside: Counter[str], small: frozenset[str], lex: Lexicon) -> bool:
    """A capital that only marks the start of the sentence: the word is common, or small elsewhere in the essay."""
    if word.lower in lex.function_words:
        return True
    if inside[word.text] or (word.lower,) in lex.names.places:
        return False
    heads = lex.names.event_heads | lex.names.organisation_heads | lex.names.titles
    if lex.names.head_first:
        # "Kerajaan Majapahit runtuh."
        heads |= lex.names.place_heads
    return (not is_rare(word.lower, lex) or word.lower in small) and (word.lower,) not in heads


def _is_no_name(word: Word, chunk: Chunk, inside: Counter[str], lex: Lexicon) -> bool:
    """One word alone is none when it is a nationality, a bare title or head, a letter, or only opens a sentence."""
    key = (word.lower,)
    if key in lex.names.places or word.text in lex.names.aliases:
        return False
    if len(word.text.rstrip(".")) < 2 or word.lower in lex.names.demonyms:
        return True
    heads = lex.names.titles | lex.names.event_heads | lex.names.organisation_heads | lex.names.place_heads
    return key in heads or (word.first and not inside[word.text] and not chunk.role)


def _type_there(chunk: Chunk, words: list[Word], lex: Lexicon) -> tuple[NameType, str]:
    """As `_type`, and a person where an apposition says so."""
    kind, rule = _type(chunk, lex.names)
    return ("person", "apposition") if kind == "other" and introduced(chunk, words, lex) else (kind, rule)


def _type(chunk: Chunk, names: NameWords) -> tuple[NameType, str]:
    key = chunk.key
    if key in names.places:
        return "place", "gazetteer"
    core = key[:-1] if len(key) > 1 and is_roman(chunk.words[-1].text) else key
    if len(core) > 1 and core[0] in names.demonyms and core[1:] in names.places:
        return "place", "gazetteer"
    known = names.aliases.get(" ".join(w.text for w in chunk.words), "")
    if tuple(known.lower().split()) in names.places:
        return "place", "gazetteer"
    for kind, heads in _heads(names):
        if _headed(core, heads, names):
            return kind, "head-word"
    if chunk.role and not any((core[0],) in heads for _, heads in _heads(names)):
        return "person", "title"
    return "other", "capitals"


def _heads(names: NameWords) -> tuple[tuple[NameType, frozenset[tuple[str, ...]]], ...]:
    return (
        ("event", names.event_heads),
        ("organisation", names.organisation_heads),
        ("place", names.place_heads),
    )


def _headed(core: tuple[str, ...], heads: frozenset[tuple[str, ...]], names: NameWords) -> bool:
    """A head word opens the name ("Perang Dingin", "Battle of Britain") or, where heads stand last, closes it."""
    for n in (2, 1):
        if len(core) <= n:
            continue
        if core[:n] in heads and (names.head_first or core[n] in names.bridges):
            return True
        if core[-n:] in heads and not names.head_first:
            return True
    return False


def _canonical(typed: list[_Typed], lex: Lexicon) -> dict[str, str]:
    """The fullest form for every written form: aliases from data, last words of persons' names, initials."""
    forms = Counter(" ".join(w.text for w in c.words) for c, _, _ in typed)
    kinds = {" ".join(w.text for w in c.words): kind for c, kind, _ in typed}
    people = People([form for form, kind in kinds.items() if kind in ("person", "other") and " " in form], lex)
    canonical: dict[str, str] = {}
    for form in forms:
        if form in lex.names.aliases:
            canonical[form] = lex.names.aliases[form]
        elif kinds[form] in ("person", "other"):
            full = people.fullest(form)
            if full != form:
                canonical[form] = full
    return canonical


def _best_types(typed: list[_Typed], canonical: dict[str, str], lex: Lexicon) -> dict[str, tuple[NameType, str]]:
    """The type a name has anywhere counts for all its mentions; a surname that stands alone is a person's."""
    types: dict[str, tuple[NameType, str]] = {}
    for chunk, kind, _ in typed:
        form = " ".join(w.text for w in chunk.words)
        if kind != "other":
            types.setdefault(canonical.get(form, form), (kind, "same-name"))
    for form, full in canonical.items():
        if " " not in form and full.split()[-1] == form and may_be_full_name(full, lex):
            types.setdefault(full, ("person", "surname"))
    return types
