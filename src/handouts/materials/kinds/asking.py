"""Questions from clauses. Indonesian needs no inversion and no tense; English turns only verbs whose base is listed."""

from __future__ import annotations

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.clauses import Clause
from handouts.materials.facts import Reading
from handouts.materials.grammar import untokenise

_PASSIVE = {
    "when": "when_passive",
    "why": "why_be",
    "where": "where_be",
    "by_whom": "by_whom_be",
    "by_country": "by_country_be",
}


def ask(kind: str, clause: Clause, reading: Reading) -> str:
    """The question `kind` (a key of _PASSIVE) about a clause; "" when it cannot be formed safely."""
    words, stems = reading.words, reading.words.stems
    form, passive = stems[kind], stems[_PASSIVE[kind]]
    if not passive:
        text = reading.inside(clause.shown)
        return form.format(clause=text) if text else ""
    verb = clause.tokens[clause.verb]
    subject = reading.inside(clause.subject) if clause.subject else ""
    if not subject:
        return ""
    rest = untokenise(clause.tokens[clause.verb + 1 :])
    rest = f" {rest}" if rest else ""
    if verb.lower in words.verbs.auxiliaries:
        followers = [t.lower for t in clause.tokens[clause.verb + 1 :] if t.date < 0]
        # only be-passives turn; "had been" and "did" do not occur in plain narrative
        if verb.lower not in ("was", "were") or not followers or not _participle(followers, words):
            return ""
        return passive.format(be=verb.lower, subject=subject, rest=rest)
    base = words.verbs.base.get(verb.lower, "")
    return form.format(subject=subject, base=base, rest=rest) if base else ""


def _participle(followers: list[str], words: ExerciseWords) -> bool:
    word = next((w for w in followers if not w.endswith("ly") and w != "first"), "")
    return word.endswith("ed") or word in words.verbs.words or word in words.verbs.participles
