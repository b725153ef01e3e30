"""Whether a label can stand alone on a timeline: it tells an event, names who or what, and leans on nothing outside."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import SentenceView, Token, is_verb, verb_groups
from handouts.materials.label_cuts import LEAST_WORDS, MOST_WORDS, content_at, count

# so many words make a noun phrase tell which thing is meant
_DESCRIBED = 3
# the name of an event in a language without articles ("Perjanjian Bongaya")
LEAST_NAME = 2
# the rules by which a date opens its clause, so that it is that of the first verb
_DATED_FIRST = ("front", "during", "inside")


def sound(tokens: Sequence[Token], view: SentenceView, words: ExerciseWords, rule: str) -> bool:
    """True when nothing speaks against printing the tokens as a label."""
    least = LEAST_WORDS if words.clauses.articles or rule != "name" else LEAST_NAME
    if not least <= count(tokens) <= MOST_WORDS or not tokens:
        return False
    if rule in ("name", "noun"):
        return rule == "name" or _whole_noun(tokens, words)
    verbs = verb_groups(tokens, words)
    if not verbs or not 0 < verbs[0] < len(tokens):
        return False
    if without_subject(tokens, verbs[0]) and not words.verbs.prefixes:
        return False
    return (
        _event(tokens, verbs, words, rule)
        and _subject(tokens[: verbs[0]], tokens, words)
        and _whole(tokens, verbs, words)
    )


def _whole_noun(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    lower = [t.lower for t in tokens]
    leaning = words.labels.dangling | words.clauses.possessives | words.clauses.object_pronouns
    return count(tokens) > LEAST_WORDS - 1 and not set(lower) & leaning and lower[-1] not in words.clauses.bad_ends


def _event(tokens: Sequence[Token], verbs: Sequence[int], words: ExerciseWords, rule: str) -> bool:
    """A happening, not a state, a plan, a denial or somebody's words."""
    promised = content_at(tokens, verbs[0], words) if rule in _DATED_FIRST else -1
    if promised > 0:
        # the promise is the event; what it says is not yet true
        verbs = [v for v in verbs if v < promised]
        tokens = tokens[:promised]
    verb_words, lower = words.verbs, [t.lower for t in tokens]
    if set(lower) & (verb_words.negation | verb_words.irrealis | words.labels.speech):
        return False
    first = tokens[verbs[0]].lower
    if words.verbs.prefixes and tokens[verbs[0] - 1].lower in words.labels.states:
        return False
    if first in verb_words.intent and promised < 0:
        return False
    second = [v for v in verbs[1:] if not tokens[v - 1].lower.endswith("ly") or words.verbs.prefixes]
    joined = len(second) == 1 and tokens[second[0] - 1].lower in words.clauses.coordinators
    if second and not joined and not (first in words.labels.control or (words.verbs.prefixes and len(verbs) == 2)):
        return False
    return first not in verb_words.link or _passive(tokens, verbs[0], words)


def _passive(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> bool:
    if tokens[verb].lower not in words.verbs.auxiliaries:
        return False
    after = [t.lower for t in tokens[verb + 1 : verb + 4]]
    rest = [w for w in after if w not in words.verbs.auxiliaries and not w.endswith("ly") and w != "first"]
    if not rest or rest[0] in words.labels.states:
        return False
    listed = rest[0] in words.verbs.words | words.verbs.participles
    return listed or (rest[0].endswith("ed") and rest[0] not in words.verbs.not_verbs)


def _subject(subject: Sequence[Token], tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """Who or what: a name, or a noun described so that the reader knows which."""
    clauses, lower = words.clauses, [t.lower for t in subject]
    if lower[0] in clauses.reject_starts | clauses.pronouns or set(lower) & clauses.pronouns:
        return False
    if subject[0].name < 0 and lower[0] in clauses.prepositions | clauses.coordinators:
        return False
    if any(t.text in (",", "—") for t in subject) and not set(lower) & clauses.list_joints:
        return False
    named = _named(subject)
    predicate = tokens[len(subject) :]
    if not named and lower[0] in words.labels.plural and len(lower) > 1 and _named(predicate):
        return True
    if not named and _bare_plural(subject, words) and (_named(predicate) or _new_object(predicate, words)):
        return True
    heads = [w for w in lower if w not in clauses.articles]
    if not named and not _named(tokens):
        return lower[0] in words.labels.indefinite and len(heads) > _DESCRIBED
    if named:
        return not (len(heads) == 1 and heads[0] in clauses.vague_subjects and lower[0] in words.labels.definite)
    if lower[0] in words.labels.indefinite and len(heads) >= _DESCRIBED:
        return True
    vague = len(heads) <= 1 or heads[0] in clauses.counters or heads[-1] in clauses.vague_subjects
    return not vague


def _bare_plural(subject: Sequence[Token], words: ExerciseWords) -> bool:
    """ "Workers", "radio amateurs": people or things brought in without an article."""
    ending, last = words.labels.plural_ending, subject[-1].lower
    small = words.clauses.articles | words.clauses.possessives | words.clauses.counters | words.clauses.prepositions
    plain = all(t.is_word and t.lower not in small for t in subject) and len(subject) <= _DESCRIBED
    return bool(ending) and plain and last.endswith(ending) and last not in words.clauses.vague_subjects


def _new_object(predicate: Sequence[Token], words: ExerciseWords) -> bool:
    """ "built a second satellite": an object that is brought in and described."""
    return len(predicate) > _DESCRIBED and predicate[1].lower in words.labels.indefinite


def _named(tokens: Sequence[Token]) -> bool:
    """A name or a capital among the tokens; that of the first word proves nothing."""
    return any(t.name >= 0 or (t.text[0].isupper() and t is not tokens[0]) for t in tokens if t.text)


def _whole(tokens: Sequence[Token], verbs: Sequence[int], words: ExerciseWords) -> bool:
    """Nothing dangles: no pronoun without its noun, no "the same", no half quotation, no cut end."""
    clauses, lower = words.clauses, [t.lower for t in tokens]
    if set(lower) & (words.labels.dangling | clauses.object_pronouns):
        return False
    last = tokens[-1]
    if (len(lower[-1]) > 1 and lower[-1].endswith(".")) or bare_object(tokens, verbs[0], words):
        return False
    if last.name < 0 and lower[-1] in clauses.bad_ends | words.labels.open_ends:
        return False
    if unfinished(tokens, words):
        return False
    after = tokens[verbs[0] + 1 :]
    if tokens[verbs[0]].lower in words.labels.naming and all(t.name >= 0 or t.text[:1].isupper() for t in after):
        # "proclaimed Dalby": what it became is cut off
        return False
    if lower[-1] in ('"', "”") and len(lower) > 1 and tokens[-2].text in (".", ",", "!", "?"):
        return False
    quotes = sum(t.text in ('"', "“", "”") for t in tokens)
    if quotes and (quotes % 2 or any(t.text in ("‘",) for t in tokens)):
        return False
    return not _loose_possessive(tokens, words)


def unfinished(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """True when the last word is a verb that wants more ("the Marines had invaded"): no passive, no "surrendered"."""
    last, verbs = tokens[-1].lower, verb_groups(tokens, words)
    if verbs and tokens[verbs[0]].lower in words.labels.transitive:
        # "the party founded in Shanghai" is half a sentence
        after = tokens[verbs[0] + 1] if verbs[0] + 1 < len(tokens) else None
        return after is None or (after.name < 0 and after.lower in words.labels.loose)
    if not verbs or not is_verb(tokens, len(tokens) - 1, words) or last in words.labels.complete:
        return False
    verb, passive = tokens[verbs[0]].lower, words.clauses.passive_prefix
    return not (verb in words.labels.passives or (bool(passive) and verb.startswith(passive)))


def half_told(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """True for a clause that a question could use but a label cannot: half a sentence, an object nobody can tell."""
    verbs = verb_groups(tokens, words)
    if not verbs:
        return False
    adverbs = not words.verbs.prefixes and without_subject(tokens, verbs[0])
    vague = tokens[-1].lower in words.clauses.vague_subjects and bare_object(tokens, verbs[0], words)
    return adverbs or unfinished(tokens, words) or vague


def without_subject(tokens: Sequence[Token], verb: int) -> bool:
    """True when only adverbs stand before the verb ("Systematically burned Carthage")."""
    return verb > 0 and all(t.name < 0 and t.lower.endswith("ly") for t in tokens[:verb])


def understood(tokens: Sequence[Token], end: int, words: ExerciseWords) -> bool:
    """ "entered the war": everybody knows which one, when it is told so."""
    text = " ".join(t.lower for t in tokens[:end])
    return end == len(tokens) and any(text.endswith(" " + f) for f in words.labels.fixed)


def bare_object(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> bool:
    """ "ratified the treaty": a definite noun alone at the end, which treaty nobody can tell."""
    tail = tokens[verb + 1 :]
    if understood(tokens, len(tokens), words):
        return False
    if len(tail) == 2 and tail[0].lower in words.labels.definite:
        return tail[1].name < 0 and tail[1].text.islower()
    return False


def _loose_possessive(tokens: Sequence[Token], words: ExerciseWords) -> bool:
    """ "its", "their" or -nya without a name before it."""
    clauses, suffix = words.clauses, words.clauses.possessive_suffix
    for i, token in enumerate(tokens):
        ends = bool(suffix) and token.lower.endswith(suffix) and token.lower not in clauses.not_possessive
        if (ends or token.lower in clauses.possessives) and token.name < 0:
            verbal = ends and any(token.lower.startswith(p) for p in words.verbs.prefixes[:2])
            if verbal or not any(t.name >= 0 for t in tokens[:i]):
                return True
    return False
