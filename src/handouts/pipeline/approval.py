"""What a teacher has approved of what is printed: whole files, or every item of a sheet one by one."""

from __future__ import annotations

from dataclasses import replace

from handouts.lessons.drafts.identity import term_id
from handouts.model.exercise import Section
from handouts.model.glossary import Glossary
from handouts.model.lesson import Drafts
from handouts.model.timeline import Timeline


def with_approval(drafts: Drafts, timeline: Timeline, glossary: Glossary) -> tuple[Timeline, Glossary]:
    """Timeline and glossary, `checked` also where every event and entry that is printed is approved."""
    events = {f"timeline/{event.id}" for event in timeline.chosen}
    terms = {f"glossary/{term_id(entry.term)}" for entry in glossary.printed}
    return (
        replace(timeline, checked=timeline.checked or _all(events, drafts)),
        replace(glossary, checked=glossary.checked or _all(terms, drafts)),
    )


def questions_approved(drafts: Drafts, sections: tuple[Section, ...]) -> bool:
    """Whether questions.yaml, or every item that is printed from it, is approved."""
    items = {f"questions/{item.id}" for section in sections for item in section.items}
    return drafts.sections is not None and (drafts.sections_checked or _all(items, drafts))


def _all(items: set[str], drafts: Drafts) -> bool:
    return bool(items) and items <= drafts.approved_items
