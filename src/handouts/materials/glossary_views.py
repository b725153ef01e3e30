"""The glossary as sheets for pupils: to be read, to be filled in, to be matched."""

from __future__ import annotations

from handouts.materials.anchors import Anchors
from handouts.materials.views import Setting, foot, glossary_rows
from handouts.model.handout import Handout
from handouts.model.sheet import Foot, GlossarySheet

_PLACES = 3  # lines named for a term on the sheet that is all glossary


def glossary_foot(handout: Handout, setting: Setting) -> Foot:
    """The footer of all sheets made of the glossary: they are the same in every version."""
    return foot(handout, setting, versioned=False, draft=not handout.glossary.checked)


def glossary_sheet(handout: Handout, setting: Setting, anchors: Anchors) -> GlossarySheet:
    """The terms with their meanings and the lines where they stand."""
    return GlossarySheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=glossary_foot(handout, setting),
        rows=glossary_rows(handout.glossary.printed, setting.labels, anchors, _PLACES),
    )
