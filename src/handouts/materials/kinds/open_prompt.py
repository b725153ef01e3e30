"""prompt: open questions from the templates of the language, with a rubric and no invented key.

An event goes in as its label behind a colon, which is right whatever the label's grammar; a topic only as a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from handouts.languages.prompts import PromptTemplate, prompt_templates
from handouts.materials.kinds.context import Candidate, Context
from handouts.model.exercise import Bloom, Open, RubricRow, Traits
from handouts.model.text import Passage
from handouts.model.timeline import Event

KIND = "prompt"
_LEAST_SENTENCES, _LEAST_MENTIONS = 6, 3


def make(context: Context) -> Iterable[Candidate]:
    """One item for each template that can be filled; none for an essay too short to write about."""
    if len(context.reading.views) < _LEAST_SENTENCES:
        return
    events = [e for e in context.events if e.chosen]
    # events from the middle of the story have causes and consequences in it
    middle = sorted(range(len(events)), key=lambda i: (abs(2 * i - len(events) + 1), i))
    free = [events[i] for i in middle]
    for rank, template in enumerate(prompt_templates(context.analysis.language)):
        filled = _filled(context, template, free)
        if filled is None:
            continue
        text, evidence = filled
        item = Open(
            id=f"prompt-{template.id}",
            kind=KIND,
            prompt=text,
            answer="",
            accept=(),
            lines=template.lines,
            points=max(points for points, _ in template.rubric),
            rule=f"template-{template.id}",
            evidence=evidence,
            rubric=tuple(RubricRow(points, row) for points, row in template.rubric),
            traits=Traits("challenge", _bloom(template.bloom)),
        )
        yield Candidate(item, (f"prompt:{template.id}",), evidence[0].block if evidence else 0, 1.0 - rank / 100)


def _filled(context: Context, template: PromptTemplate, free: list[Event]) -> tuple[str, tuple[Passage, ...]] | None:
    """The text and where to look in the essay; uses an event up, so that no two prompts ask about one."""
    if "{event}" in template.text:
        if not free:
            return None
        event = free.pop(0)
        return template.text.format(event=event.label), (event.sentence,)
    if "{topic}" in template.text:
        found = _topic(context)
        return (template.text.format(topic=found[0]), (found[1],)) if found else None
    return template.text, ()


def _topic(context: Context) -> tuple[str, Passage] | None:
    """The named event met most often and its first sentence; its name as it stands inside a sentence."""
    seen = [
        (name.canonical, view.sentence.passage)
        for view in context.reading.views
        for name in view.names
        if name.type == "event" and name.rule == "head-word" and " " in name.canonical
    ]
    counts = Counter(name for name, _ in seen)
    best = [name for name, count in counts.most_common(1) if count >= _LEAST_MENTIONS]
    if not best:
        return None
    article = "the " if context.words.clauses.articles else ""
    return article + best[0], next(passage for name, passage in seen if name == best[0])


def _bloom(text: str) -> Bloom:
    levels: tuple[Bloom, ...] = get_args(Bloom)
    return levels[levels.index(text)]
