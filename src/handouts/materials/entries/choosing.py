"""Which terms a glossary has and where their meanings come from.

Nobody's unsupervised term picker is precise (EACL 2021: best F1 20 percent), so a teacher's own list comes first, then
what people wrote for several lessons, then what the essay itself says. All else is an offer to the teacher: a synonym
that she has to approve, or the essay's own sentence; never an invented definition.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.materials.entries.placing import locate, term_key
from handouts.materials.entries.ranking import patterns, ranked
from handouts.model.analysis import Analysis
from handouts.model.glossary import Glossary, SharedGlossary
from handouts.model.text import Essay

LIMIT = 25  # entries of a draft: what a teacher looks through in two minutes
MOST_WITH_MEANING = 15  # of these, what fits beside a reading


def glossary(
    essay: Essay,
    analysis: Analysis,
    curated: Glossary | None,
    shared: Sequence[SharedGlossary] = (),
    limit: int = LIMIT,
) -> Glossary:
    """The teacher's list, or without one a list from the shared glossaries and the essay, in alphabetical order.

    A list that is not approved is completed by what the essay itself defines, up to `limit` entries. Of two shared
    glossaries that have the same term the first one counts.
    """
    if curated is None:
        offered = ranked(essay, analysis, shared)
        meant = [e for e in offered if e.printed][: min(MOST_WITH_MEANING, limit)]
        open_ = [e for e in offered if not e.printed][: limit - len(meant)]
        drafted = locate(essay, Glossary((*meant, *open_)), analysis.language)
        return Glossary(tuple(e for e in drafted.entries if e.mentions))
    entries = list(curated.entries)
    if not curated.checked:
        known = {term_key(form) for e in entries for form in (e.term, *e.variants)}
        more = [e for e in patterns(analysis) if term_key(e.term) not in known]
        entries += more[: max(limit - len(entries), 0)]
    return locate(essay, Glossary(tuple(entries), curated.checked), analysis.language)
