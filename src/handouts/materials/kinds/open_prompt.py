"""prompt: open questions from the templates of the language, with a rubric and no invented key.

An event goes in as its label behind a colon, which is right whatever the label's grammar; a topic only as a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

from handouts.languages.prompts import PromptTemplate, prompt_templates
from handouts.materials.grammar import content_words
from handouts.materials.kinds.context import Candidate, Context
from handouts.model.exercise import Bloom, Open, RubricRow, Traits
from handouts.model.text import Passage
from handouts.model.timeline import Event

KIND = "prompt"
_LEAST_SENTENCES, _LEAST_MENTIONS = 6, 3
_COMMON, _SHARED = 4, 2


def make(context: Context) -> Iterable[Candidate]:
    """One item for each template that can be filled; none for an essay too short to write about."""
    if len(context.reading.views) < _LEAST_SENTENCES:
        return
    free = _told_of(context)
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


def _told_of(context: Context) -> list[Event]:
    """The events that the essay tells most of, with something before and something after: of others pupils could only

    guess. A sentence is about an event when it shares words of the label that do not stand in every fourth sentence.
    """
    views, contents = context.reading.views, context.contents
    met = Counter(word for words in contents.values() for word in words)
    common = {word for word, count in met.items() if count * _COMMON > len(views)}
    found: list[tuple[int, int, Event]] = []
    for number, event in enumerate(e for e in context.events if e.chosen):
        own = content_words(event.label, context.words) - common
        at = next(i for i, v in enumerate(views) if v.sentence.passage.place == event.sentence.place)
        about = {i for i, v in enumerate(views) if i != at and len(own & contents[v.sentence.id]) >= _SHARED}
        near = {i for i, v in enumerate(views) if i != at and v.sentence.passage.block == event.sentence.block}
        if about and min(about | near) < at < max(about | near):
            found.append((-len(about), number, event))
    return [event for _, _, event in sorted(found, key=lambda f: f[:2])]


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
