"""Questions from clauses. Indonesian needs no inversion and no tense; English turns only verbs whose base is listed."""

from __future__ import annotations

from handouts.languages.exercise_words import ExerciseWords
from handouts.materials.clauses import Clause
from handouts.materials.grammar import Token, untokenise


def ask(kind: str, clause: Clause, words: ExerciseWords) -> str:
    """The question `kind` ("when", "why") about a clause; "" when it cannot be formed safely."""
    stems = words.stems
    form, passive = stems[kind], stems["when_passive" if kind == "when" else "why_be"]
    if not passive:
        return form.format(clause=clause.inline())
    verb = clause.tokens[clause.verb]
    subject = _inline(clause.subject)
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


def _inline(tokens: tuple[Token, ...]) -> str:
    """A subject inside a question: small first letter unless a name or an abbreviation begins it."""
    text = untokenise(tokens)
    keep = not tokens or tokens[0].name >= 0 or not tokens[0].text[1:].islower()
    return text if keep else text[:1].lower() + text[1:]
