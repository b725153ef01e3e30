"""A clause made short enough for a label: dates, adverbs, asides and what trails behind the predicate go."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.grammar import Token, verb_groups

LEAST_WORDS, MOST_WORDS = 3, 12
# a first name and a last one
_FULL_NAME = 2
# "with little care"
_LONGEST_MANNER = 4


def count(tokens: Sequence[Token]) -> int:
    """Number of words."""
    return sum(t.is_word for t in tokens)


def shortened(
    body: Sequence[Token], words: ExerciseWords, *, purpose: bool = False, most: int = MOST_WORDS
) -> tuple[Token, ...]:
    """The clause without dates and with nothing behind its first full predicate; what is still too long loses

    the phrases of place, means and company at its end, as long as a predicate remains. With `purpose` what it was for
    ("to review the case") stays.
    """
    shown = [t for t in body if t.date < 0 and (t.name >= 0 or t.lower not in words.clauses.removable)]
    shown = _without_manner(_without_apposition(_stripped(shown), words), words)
    verbs = verb_groups(shown, words)
    if not verbs:
        return tuple(shown)
    stop = _predicate_end(shown, verbs[0], words, purpose=purpose)
    kept = _stripped(shown[:stop])
    if count(kept) > most:
        kept = plain_subject(kept, words)
    while count(kept) > most:
        cut = _last_phrase(kept, verbs[0], words)
        aims = [i for i in range(len(kept) - 1) if opens_purpose(kept, i, words)]
        if cut < 0 or (purpose and any(i < cut <= i + 2 for i in aims)):
            # "to deal" alone says nothing
            break
        kept = _stripped(kept[:cut])
    return tuple(kept)


def plain_subject(tokens: list[Token], words: ExerciseWords) -> list[Token]:
    """ "American Commodore Matthew Perry led": what stands before a person's name goes before a place does."""
    verbs = verb_groups(tokens, words)
    first = next((i for i, t in enumerate(tokens) if t.name >= 0), -1)
    if not verbs or first < 0 or not all(t.name == tokens[first].name for t in tokens[first : verbs[0]]):
        return tokens
    articles, roles = words.clauses.articles, words.names.roles
    plain = all(t.text[:1].isupper() and t.lower not in articles for t in tokens[:first])
    if not plain or verbs[0] - first < _FULL_NAME:
        return tokens
    kept = tokens[first:]
    titled = kept[0].lower in roles and verbs[0] - first > _FULL_NAME
    return kept[1:] if titled and count(kept) > MOST_WORDS else kept


def _without_manner(tokens: list[Token], words: ExerciseWords) -> list[Token]:
    """ "Roosevelt dengan gegabah berjanji": how it was done goes, when it stands between a name and the verb."""
    verbs = verb_groups(tokens, words)
    if not verbs or tokens[0].name < 0:
        return tokens
    at = next((i for i, t in enumerate(tokens[: verbs[0]]) if t.name < 0 and t.lower in words.labels.manner), 0)
    plain = all(t.name >= 0 for t in tokens[:at]) and all(t.name < 0 and t.is_word for t in tokens[at : verbs[0]])
    return [*tokens[:at], *tokens[verbs[0] :]] if at and plain and verbs[0] - at <= _LONGEST_MANNER else tokens


def _stripped(tokens: Sequence[Token]) -> list[Token]:
    found = list(tokens)
    while found and found[0].text in (",", "—", "–"):
        found = found[1:]
    while found and found[-1].text in (",", "—", "–"):
        found = found[:-1]
    return found


def _without_apposition(tokens: list[Token], words: ExerciseWords) -> list[Token]:
    """ "Molotov, the foreign minister, signed": what stands between two commas before the verb goes."""
    verbs = verb_groups(tokens, words)
    commas = [i for i, t in enumerate(tokens) if t.text in (",", "—", "–")]
    if words.verbs.prefixes and verbs and commas == [verbs[0] - 1]:
        # a comma that only marks the end of a long subject
        return [t for i, t in enumerate(tokens) if i != commas[0]]
    if not verbs or len(commas) < 2 or commas[0] == 0:
        return tokens
    first = commas[0]
    dash = tokens[first].text != ","
    ends = [c for c in commas[1:] if (tokens[c].text != ",") == dash]
    closing = next((c for c in ends if verb_groups(tokens[c + 1 :], words)[:1] == [0]), -1)
    if not dash and any(t.lower in words.clauses.list_joints for t in tokens[first:closing]):
        return tokens
    if closing < 0:
        return tokens
    aside = tokens[first + 1 : closing]
    if sum(t.text == "," for t in aside) > 1:
        # more than one thing may stand there
        return tokens
    person = aside and all(t.name >= 0 for t in aside) and tokens[0].name < 0
    return [*(aside if person else tokens[:first]), *tokens[closing + 1 :]]


def _predicate_end(tokens: Sequence[Token], verb: int, words: ExerciseWords, *, purpose: bool) -> int:
    named = -1
    content = content_at(tokens, verb, words)
    for i in range(verb + 1, len(tokens)):
        token = tokens[i]
        if i == content:
            continue
        if token.name >= 0 or i < named:
            continue
        if token.text == "," and (end := _name_after(tokens, i, words)):
            named = end
            continue
        if token.text in ("—", "–") or (token.text == "," and (named == i or not _in_list(tokens, i, words))):
            return i
        if _phrase_opens(tokens, i, words):
            return i
        aim = token.lower in words.labels.purpose
        if not (aim and purpose) and _opens_rest(tokens, i, verb, words):
            return i
    return len(tokens)


def content_at(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> int:
    """Where the content of a promise begins ("that Lund would open the port"); -1 when there is none."""
    if tokens[verb].lower not in words.labels.promises:
        return -1
    return next((i for i in range(verb + 1, len(tokens)) if tokens[i].lower in words.labels.content), -1)


def _name_after(tokens: Sequence[Token], at: int, words: ExerciseWords) -> int:
    """End of a name that tells who the noun before the comma is ("its neighbour, Ethiopia,"); 0 when there is none."""
    end = at + 1
    while end < len(tokens) and tokens[end].name >= 0 and tokens[end].name == tokens[at + 1].name:
        end += 1
    closed = end == len(tokens) or tokens[end].text == ","
    common = at > 0 and tokens[at - 1].name < 0 and tokens[at - 1].text.islower()
    listed = end + 1 < len(tokens) and (tokens[end + 1].name >= 0 or tokens[end + 1].lower in words.clauses.list_joints)
    return end if end > at + 1 and closed and common and not listed else 0


def _phrase_opens(tokens: Sequence[Token], i: int, words: ExerciseWords) -> bool:
    rest = " ".join(t.lower for t in tokens[i : i + 5])
    return any(" " in c and (rest == c or rest.startswith(c + " ")) for c in words.clauses.cut_before)


def _in_list(tokens: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    """True for the comma of "Tarakan, Balikpapan, dan Palembang": short items, then a joint."""
    rest, size = tokens[at + 1 :], 0
    for i, token in enumerate(rest):
        if token.lower in words.clauses.list_joints:
            follows = rest[i + 1 :]
            return len(follows) > 0 and not verb_groups(follows[:3], words) and _listed_before(tokens, at, words)
        if token.text == ",":
            size = 0
            continue
        size += 1
        if (
            size > 4
            or _participle(token, words)
            or token.lower in words.clauses.subordinators | words.clauses.prepositions | words.labels.openers
        ):
            return False
    return False


def _participle(token: Token, words: ExerciseWords) -> bool:
    """ "resulting", "killing"; not "nothing", "king", "uprising"."""
    ending, verbs = words.labels.participle, words.verbs
    verb = token.name < 0 and token.lower not in verbs.not_verbs | verbs.negation
    return bool(ending) and verb and token.lower.endswith(ending)


def _listed_before(tokens: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    return at > 0 and tokens[at - 1].is_word and tokens[at - 1].lower not in words.clauses.bad_ends


def _opens_rest(tokens: Sequence[Token], i: int, verb: int, words: ExerciseWords) -> bool:
    """A word that opens what the predicate does not need: another clause, a purpose, a second predicate."""
    token, clauses = tokens[i], words.clauses
    if token.lower in words.labels.purpose and i + 1 < len(tokens):
        return _is_purpose(tokens, i, verb, words)
    if token.lower in words.labels.role:
        return bool(verb_groups(tokens[i + 1 :], words))
    if token.lower in clauses.prepositions - words.labels.limits and not verb_groups(tokens[i + 1 :], words):
        # "flew before a crowd": no clause follows
        return False
    if token.lower in ((clauses.subordinators - clauses.harmless) | words.labels.rest) - words.labels.stays:
        return True
    if token.lower in clauses.coordinators:
        rest = tokens[i + 1 :]
        verbs = verb_groups(rest, words)
        second = bool(verbs) and verbs[0] <= 4 and count(tokens[:i]) >= LEAST_WORDS
        return token.lower not in clauses.list_joints or second
    return (
        _participle(token, words)
        and i > verb + 1
        and tokens[i - 2].lower not in words.labels.purpose  # "to bolster flagging support"
        and (tokens[i - 1].lower not in clauses.prepositions | clauses.articles | words.labels.stays)
        and count(tokens[:i]) >= LEAST_WORDS + 1
    )


def _is_purpose(tokens: Sequence[Token], i: int, verb: int, words: ExerciseWords) -> bool:
    """ "to find a site" behind a full predicate; not "agreed to leave", "led Japan to leave", "to the coast"."""
    if not words.labels.infinitive:
        return True
    after = tokens[i + 1]
    noun = after.name >= 0 or not after.text.islower() or after.lower in words.clauses.articles | words.labels.nouns
    # "ordered an invasion of Panama to remove …": that is no order to somebody
    nominal = tokens[min(verb + 1, i - 1)].lower in words.clauses.articles and verb + 2 < i
    deed = nominal and tokens[verb + 2].lower in words.labels.event_nouns
    governed = not deed and any(t.lower in words.labels.control for t in tokens[verb:i])
    return not noun and not governed and i > verb + 1


def opens_purpose(tokens: Sequence[Token], at: int, words: ExerciseWords) -> bool:
    """True for "to" before a verb, "untuk" before anything."""
    if tokens[at].lower not in words.labels.purpose or not words.labels.infinitive:
        return tokens[at].lower in words.labels.purpose
    after = tokens[at + 1]
    nouns = words.clauses.articles | words.labels.nouns
    return after.text.islower() and after.lower not in nouns


def _last_phrase(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> int:
    """Where the last phrase that can go begins; -1 when none can."""
    for i in range(len(tokens) - 2, verb + 1, -1):
        token = tokens[i]
        if token.name < 0 and token.lower in words.labels.loose:
            if any(opens_purpose(tokens, j, words) for j in range(i, len(tokens) - 1)):
                # "getting leaders from the territories to drop their demands": nobody can tell what hangs on what
                return -1
            return i if count(tokens[:i]) > LEAST_WORDS and i > verb + 1 else -1
    return -1


def plain_past(tokens: Sequence[Token], words: ExerciseWords) -> tuple[Token, ...]:
    """ "had acquired" as "acquired": beside its date a row needs no earlier past. Only regular verbs are turned."""
    labels = words.labels
    return tuple(
        t
        for i, t in enumerate(tokens)
        if not (
            labels.earlier_past
            and t.lower == labels.earlier_past
            and i + 1 < len(tokens)
            and tokens[i + 1].lower.endswith(labels.regular_past)
        )
    )
