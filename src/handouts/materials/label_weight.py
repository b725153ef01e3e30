"""Whether a label says enough to be printed, and how much its event weighs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.facts import DatePhrase
from handouts.materials.grammar import SentenceView, Token, verb_groups
from handouts.materials.label_cuts import LEAST_WORDS, count, opens_purpose
from handouts.materials.references import leaning_nouns
from handouts.model.text import Passage

_FULL = LEAST_WORDS + 1
# who is named as often as this is more than a passer-by
_LEAST_MENTIONS = 4


def stands_alone(
    tokens: Sequence[Token],
    view: SentenceView,
    phrases: Sequence[DatePhrase],
    own: Passage | None,
    words: ExerciseWords,
) -> bool:
    """True when a reader who sees only the date and the label knows who, whom and where to.

    A row that does not stays in timeline.yaml and is not chosen. `own` is where the date of the label stands.
    """
    if leaning_nouns(tokens, words) or {t.lower for t in tokens if t.name < 0} & words.labels.renewed:
        return False
    if tokens[-1].name < 0 and tokens[-1].lower in words.labels.open_ends | words.clauses.bad_ends:
        return False
    verbs = verb_groups(tokens, words)
    if not verbs or verbs[0] == 0:
        return True
    if any(tokens[v].lower in words.labels.contacts for v in verbs):
        return False
    return not _of_two_days(tokens[verbs[0] :], phrases, own) and (
        _long_enough(tokens, verbs[0], words)
        and not _broken(tokens[: verbs[0]], view, words)
        and not _vague(tokens, verbs[0], words)
        and not _lost(tokens, verbs[0], rest(tokens, view, phrases, words), words)
    )


def _of_two_days(predicate: Sequence[Token], phrases: Sequence[DatePhrase], own: Passage | None) -> bool:
    """ "took Tho on the 5th, and Doan on the 9th": the predicate holds what is of another day."""
    placed = [t for t in predicate if t.start >= 0]
    mine = next((p.date for p in phrases if p.mention == own), None)
    inside = [p.date for p in phrases if placed and placed[0].start < p.start and p.end <= placed[-1].end]
    return mine is not None and any(
        d.end.ordinal() < mine.start.ordinal() or mine.end.ordinal() < d.start.ordinal() for d in inside
    )


def _long_enough(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> bool:
    """Four words; three when they are a whole event: a name and "surrendered", or somebody, a verb and a name."""
    if count(tokens) >= _FULL or _named(tokens[verb + 1 :]):
        return True
    return tokens[verb].lower in words.labels.complete and any(_tells(t, i) for i, t in enumerate(tokens[:verb]))


def _broken(subject: Sequence[Token], view: SentenceView, words: ExerciseWords) -> bool:
    """A subject that begins twice ("Lisbon time the invasion") or in its middle ("a voluntary, patriotic tax")."""
    before = [t for t in view.tokens if 0 <= t.end <= subject[0].start]
    inner = bool(before) and before[-1].text == "," and subject[0].text.islower()
    articles = words.clauses.articles
    if (
        articles
        and inner
        and not subject[-1].lower.endswith("s")
        and not any(t.name >= 0 or t.lower in articles | words.clauses.possessives for t in subject)
    ):
        return True
    joints = words.clauses.prepositions | words.clauses.coordinators | words.clauses.articles
    return any(
        t.lower in words.clauses.articles and subject[i].is_word and subject[i].lower not in joints and t.name < 0
        for i, t in enumerate(subject[1:])
    )


def _tells(token: Token, at: int) -> bool:
    return token.name >= 0 or token.text[:1].isdigit() or (at > 0 and token.text[:1].isupper())


def _named(tokens: Sequence[Token]) -> bool:
    return any(_tells(t, 1) for t in tokens)


def _vague(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> bool:
    """ "sent several missions", "Mindanao was captured": an object without a name, a deed without a doer or a place."""
    predicate = tokens[verb:]
    lower = [t.lower for t in predicate]
    if _named(predicate) or set(lower) & words.labels.telling:
        return False
    # "in a plane crash" tells how
    objects = {w for i, w in enumerate(lower) if not i or lower[i - 1] not in words.labels.loose - words.labels.tying}
    return bool(objects & (words.labels.counted | words.labels.harmed))


def rest(
    tokens: Sequence[Token], view: SentenceView, phrases: Sequence[DatePhrase], words: ExerciseWords
) -> list[Token]:
    """What follows a label in its sentence, without dates and light adverbs."""
    end = max((t.end for t in tokens), default=-1)
    return [
        t
        for t in view.tokens
        if t.start >= end
        and not any(p.start <= t.start < p.end for p in phrases)
        and t.lower not in words.clauses.removable
    ]


def trimmed(tokens: Sequence[Token], after: Sequence[Token], words: ExerciseWords) -> tuple[Token, ...]:
    """A label without the phrase at its end that was cut in two ("in Italy against the line" at …)."""
    verbs = verb_groups(tokens, words)
    if not verbs or not after or after[0].name >= 0:
        return tuple(tokens)
    ending = words.labels.participle
    described = bool(ending) and after[0].lower.endswith(ending)
    if not described and after[0].lower not in words.clauses.prepositions:
        return tuple(tokens)
    at = _loose_phrase(tokens, verbs[0], words)
    pointing = words.labels.definite | words.clauses.possessives
    definite = 0 < at < len(tokens) - 1 and tokens[at + 1].lower in pointing
    if not (definite or described) and after[0].lower not in words.labels.tying:
        # "killed in a bomb attack" in the city of …: the phrase is whole
        return tuple(tokens)
    kept = tuple(tokens)
    while at > 0 and count(kept[:at]) >= _FULL:
        kept = kept[:at]
        while kept[-1].lower in words.clauses.bad_ends and kept[-1].name < 0:
            kept = kept[:-1]
        at = _loose_phrase(kept, verbs[0], words)
    return kept


def _loose_phrase(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> int:
    """Where the last phrase begins when it holds no name and can go; -1 otherwise."""
    at = _last_preposition(tokens, verb, words)
    least = verb + (0 if _passive(tokens[verb], words) else 1)
    if at <= least or tokens[at].lower not in words.labels.loose or _named(tokens[at:]):
        return -1
    # "reached agreement" wants to be told on what
    return -1 if tokens[at - 1].lower in words.labels.open_ends else at


def _passive(verb: Token, words: ExerciseWords) -> bool:
    prefix = words.clauses.passive_prefix
    return verb.lower in words.verbs.auxiliaries or (bool(prefix) and verb.lower.startswith(prefix))


def _last_preposition(tokens: Sequence[Token], verb: int, words: ExerciseWords) -> int:
    listed = words.clauses.prepositions | words.labels.loose
    opens = (i for i in range(len(tokens) - 1, verb, -1) if tokens[i].lower in listed)
    return next((i for i in opens if tokens[i].name < 0), -1)


def _lost(tokens: Sequence[Token], verb: int, after: Sequence[Token], words: ExerciseWords) -> bool:
    """True when a part was cut off that the verb needs: "sent 700 men" (to seize …), "led his ships" (into …)."""
    labels, first = words.labels, after[0] if len(after) > 1 else None
    if first is None:
        return False
    deed = len(tokens) > verb + 2 and tokens[verb + 2].lower in labels.event_nouns and _named(tokens[verb:])
    # "ordered an invasion of Panama" is whole
    carried = not deed and bool({t.lower for t in tokens[verb:] if t.name < 0} & labels.carrying)
    if first.text == ",":
        if tokens[verb].lower in labels.naming and all(t.name >= 0 for t in tokens[verb + 1 :]):
            # "proclaimed Taipei, Taiwan, the capital"
            return True
        return carried and _aim_behind_aside(after, words)
    if first.name >= 0 or first.lower not in words.clauses.prepositions | labels.purpose | labels.role:
        return False
    if first.lower in labels.owned and first.start <= tokens[-1].end + 1:
        return True
    passive = _passive(tokens[verb], words)
    if carried:
        return opens_purpose(after, 0, words) or not (passive or _pointed(tokens[verb:], words))
    whole = passive or tokens[verb].lower in labels.complete or any(t.lower in labels.telling for t in tokens[verb:])
    return not _named(tokens[verb:]) and not (whole and _named(tokens[:verb]))


def _aim_behind_aside(after: Sequence[Token], words: ExerciseWords) -> bool:
    """ "appointed Ellsworth Bunker, a diplomat, to lead the delegation"."""
    closing = next((i for i, t in enumerate(after[1:], 1) if t.text == ","), 0)
    described = after[1].lower in words.clauses.articles | words.labels.indefinite
    return described and 0 < closing < len(after) - 2 and opens_purpose(after, closing + 1, words)


def _pointed(predicate: Sequence[Token], words: ExerciseWords) -> bool:
    """True when the object is a name, or a phrase with a name is left behind it ("moved his court to Edessa")."""
    if len(predicate) > 1 and predicate[1].name >= 0:
        return True
    at = _last_preposition(predicate, 0, words)
    return at > 0 and _named(predicate[at:])


class Weights:
    """What the essay is about, and whom it only mentions."""

    def __init__(self, views: Sequence[SentenceView], words: ExerciseWords) -> None:
        self.words = words
        self._counts = Counter(n.canonical for v in views for n in v.names)
        self._most = max(self._counts.values(), default=0)

    def weight(self, tokens: Sequence[Token], view: SentenceView) -> float:
        """Points for what a class should know and for what the essay is about; fewer for steps and for lives.

        At -1 and below an event is a small one: a step in the life of somebody the essay hardly mentions.
        """
        labels = self.words.labels
        lower = {t.lower for t in tokens}
        own = {view.names[t.name] for t in tokens if t.name >= 0 and t.start >= 0}
        about = {n.canonical for n in own if self._counts[n.canonical] >= max(2, self._most / 3)}
        named = not verb_groups(tokens, self.words) and any(n.type == "event" for n in own)
        points = 0.3 * min(len(about), 2) + (0.8 if named or lower & labels.weighty else 0.0)
        points -= (0.8 if self._of_one(tokens) else 0.6) if lower & labels.slight else 0.0
        persons = {n.canonical for n in own if n.type in ("person", "other")} - about
        minor = any(self._counts[p] < _LEAST_MENTIONS for p in persons)
        return points - (1.5 if minor and lower & labels.lives else 0.0)

    def _of_one(self, tokens: Sequence[Token]) -> bool:
        """True when the subject is nothing but a name: one person's step, not that of troops."""
        verbs = verb_groups(tokens, self.words)
        return bool(verbs) and all(t.name >= 0 for t in tokens[: verbs[0]])
