"""cloze-name: a person, a country or a named event is left out."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.materials.kinds.context import Candidate, Context
from handouts.materials.kinds.gaps import carriers, gap
from handouts.materials.kinds.known_names import Known, countries, persons
from handouts.model.analysis import NameMention

KIND = "cloze-name"


def make(context: Context) -> Iterable[Candidate]:
    """A gap for each sure name; the longest form of a person's name is asked, without the title."""
    people, lands = persons(context), countries(context)
    terms = {m.start for e in context.glossary.entries for m in e.mentions}
    for seen in carriers(context):
        for name in seen.names:
            known = people.get(name.canonical) or lands.get(name.canonical)
            event = name.type == "event" and name.rule == "head-word" and " " in name.passage.text
            if (known is None and not event) or name.passage.start in terms or _elsewhere(known, name, seen.text):
                continue
            at = name.passage.start - seen.sentence.passage.start
            score = 1.1 if name.canonical in people else 0.9
            accept = tuple(sorted(known.forms - {name.passage.text}, key=len)) if known and known.text in people else ()
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
