"""cloze-name: a person, a country, a named event or one of several things of one sort is left out."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.grammar import SentenceView, is_verb
from handouts.materials.kinds.carriers import carriers
from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.gaps import gap
from handouts.materials.kinds.known_names import Known, countries, persons
from handouts.materials.kinds.name_groups import counted, groups, proper
from handouts.model.analysis import NameMention

KIND = "cloze-name"
_PAIR = 1  # commas before a pair of names that need not be a list
_NEAR = 3  # words of one part of a list


def make(context: Context) -> Iterable[Candidate]:
    """A gap for each sure name; the longest form of a person's name is asked, without the title."""
    people, lands = persons(context), countries(context)
    alike = {name: known for group in groups(context) for name, known in group.names.items()}
    often = counted(context)
    terms = {m.start for e in context.glossary.entries for m in e.mentions}
    for seen in carriers(context):
        for name in seen.names:
            at = name.passage.start - seen.sentence.passage.start
            if at + len(name.passage.text) > len(seen.text):
                continue
            known = people.get(name.canonical) or lands.get(name.canonical) or alike.get(name.canonical)
            event = name.type == "event" and name.rule == "head-word" and " " in name.passage.text
            sure = known is not None or event
            if not (sure or proper(name, often)) or name.passage.start in terms or _elsewhere(known, name, seen.text):
                continue
            if context.everywhere(name.canonical) or not _free_standing(context, seen, name):
                continue
            score = 1.1 if name.canonical in people else 0.9 if sure else 0.6
            accept = tuple(sorted(known.forms - {name.passage.text}, key=lambda f: (len(f), f))) if known else ()
            found = gap(context, KIND, seen, at, at + len(name.passage.text), score, accept)
            if found is not None:
                yield found


def _elsewhere(known: Known | None, name: NameMention, text: str) -> bool:
    """True when another form of the name stands in the same sentence."""
    rest = text.replace(name.passage.text, "", 1)
    forms = known.forms if known is not None else frozenset((name.canonical,))
    return any(f in rest for f in forms) or any(
        word in rest.split() for word in name.passage.text.split() if len(word) > 3
    )


def _free_standing(context: Context, seen: SentenceView, name: NameMention) -> bool:
    """True when the name stands for itself: not as an attribute ("wali Yunani", "the U.S. policy"), not cut short."""
    at = name.passage.start - seen.sentence.passage.start
    end = at + len(name.passage.text)
    before = [t for t in seen.tokens if t.end <= at and t.is_word]
    after = [i for i, t in enumerate(seen.tokens) if t.start >= end]
    words = context.words
    if "." in name.passage.text and " " not in name.passage.text:
        return False
    if after and seen.tokens[after[0]].is_word:
        following = seen.tokens[after[0]]
        functional = following.lower in words.clauses.prepositions | words.clauses.coordinators
        functional = functional or following.lower in words.clauses.subordinators | words.verbs.negation
        if not functional and not is_verb(seen.tokens, after[0], words) and not words.verbs.prefixes:
            return False
        if not functional and len(after) > 1 and seen.tokens[after[1]].text[:1].isupper() and not following.name >= 0:
            return False
    if _listed(context, seen, at, end):
        return False
    if not before:
        return False
    last = before[-1]
    whole = last.text.islower() or last.start == 0 or not last.text[:1].isupper() or seen.text[last.end : at] != " "
    if name.type == "event" or name.role:
        # "the Second ____": what stands before it with a capital is the rest of its name
        return bool(name.role) or whole
    inside = any(p.start <= last.start < p.end for p in context.reading.phrases[seen.sentence.id])
    comma = seen.text[last.end : at].strip() == ","
    function = words.clauses.prepositions | words.clauses.articles | words.clauses.coordinators
    known = last.lower in function | words.clauses.subordinators
    verb = is_verb(seen.tokens, seen.tokens.index(last), words)
    return inside or comma or known or verb


def _listed(context: Context, seen: SentenceView, start: int, end: int) -> bool:
    """True for one of several names in a row, and for the last part of a name with "and" in it."""
    before, after = seen.text[:start].rstrip(), seen.text[end:].lstrip()
    joints, commas = context.words.clauses.list_joints, seen.text.count(",")
    following = after.split()[:1]
    if before.endswith(",") and following and following[0].lower() in joints:
        return True
    if _within(before, after, joints):
        return True
    if (before.endswith(",") or after.startswith(",")) and commas > 2:
        return True
    words = before.split()
    joined = len(words) > 1 and words[-1].lower() in joints
    if joined and words[-2][:1].isupper() and commas > _PAIR:
        # the last of many
        return True
    return joined and words[-2][:1].isupper() and not _name_ends(seen, start - len(words[-1]) - 2)


def _within(before: str, after: str, joints: frozenset[str]) -> bool:
    """True for the first or a middle one of several: "Vance, Brown, and"."""
    parts = [part.split() for part in after.split(",")]
    if parts[0] or not parts[1:] or not parts[1]:
        return False
    if parts[1][0].lower() in joints:
        return before.endswith(",")
    return len(parts[1]) <= _NEAR and bool(parts[2:] and parts[2]) and parts[2][0].lower() in joints


def _name_ends(seen: SentenceView, at: int) -> bool:
    return any(t.name >= 0 and t.end == at for t in seen.tokens)
