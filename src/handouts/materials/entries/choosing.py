"""Which terms a glossary has and where their meanings come from.

Nobody's unsupervised term picker is precise (EACL 2021: best F1 20 percent), so a teacher's own list comes first, then
what people wrote for several lessons, then what the essay itself says. All else is an offer to the teacher: a synonym
that she has to approve, or the essay's own sentence; never an invented definition.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from handouts.materials.entries.placing import locate, term_key
from handouts.materials.entries.ranking import patterns, ranked
from handouts.model.analysis import Analysis
from handouts.model.glossary import Entry, Glossary, SharedGlossary
from handouts.model.text import Essay

LIMIT = 25  # entries of a draft: what a teacher looks through in two minutes
MOST_OPEN = 6  # of these, what she is asked to write a meaning for
_HIGH = 20  # the candidates of which each is worth a meaning of hers
_OFTEN = 3  # a name that stands so often is worth one as well


def glossary(
    essay: Essay,
    analysis: Analysis,
    curated: Glossary | None,
    shared: Sequence[SharedGlossary] = (),
    limit: int = LIMIT,
) -> Glossary:
    """The teacher's list, or without one a list from the shared glossaries and the essay, in alphabetical order.

    Such a draft has at most `limit` entries, the best that have a meaning; without one stand only the few that rank
    high, and names that the essay has often.
    A list that is not approved is completed by what the essay itself defines, up to `limit` entries. Of two shared
    glossaries that have the same term the first one counts.
    """
    if curated is None:
        drafted = locate(essay, Glossary(tuple(_drafted(ranked(essay, analysis, shared), limit))), analysis.language)
        return Glossary(tuple(e for e in drafted.entries if e.mentions))
    entries = list(curated.entries)
    if not curated.checked:
        known = {term_key(form) for e in entries for form in (e.term, *e.variants)}
        more = [e for e in patterns(analysis) if term_key(e.term) not in known]
        entries += more[: max(limit - len(entries), 0)]
    return locate(essay, Glossary(tuple(entries), curated.checked), analysis.language)


def _drafted(offered: Sequence[Entry], limit: int) -> list[Entry]:
    """The best that have a meaning, and the few others that are worth the teacher's time, in their order."""
    worth = (e for i, e in enumerate(offered) if not e.printed and (i < _HIGH or _met_often(e)))
    open_ = list(islice(worth, min(MOST_OPEN, limit)))
    meant = list(islice((e for e in offered if e.printed), limit - len(open_)))
    return [e for e in offered if e in open_ or e in meant]


def _met_often(entry: Entry) -> bool:
    return entry.kind != "term" and len(entry.mentions) >= _OFTEN
