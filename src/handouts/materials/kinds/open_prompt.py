"""prompt: open questions from templates, the school's or those of the language, with a rubric and no invented key.

An event goes in as its label behind a colon, which is right whatever the label's grammar; a topic only as a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from handouts.languages.prompts import prompt_templates
from handouts.materials.grammar import content_words
from handouts.materials.kinds.context import Candidate, Context
from handouts.model.exercise import Open, RubricRow, Traits
from handouts.model.item_rules import PromptTemplate
from handouts.model.text import Passage
from handouts.model.timeline import Event

KIND = "prompt"
_LEAST_SENTENCES, _LEAST_MENTIONS = 6, 3
_COMMON, _SHORT, _SHARED = 4, 4, 2
_LEAST_ABOUT, _PART, _MOST_EVENTS = 2, 0.4, 6


def make(context: Context) -> Iterable[Candidate]:
    """For each template that can be filled one item, or one for each of the best events; none for a short essay."""
    if len(context.reading.views) < _LEAST_SENTENCES:
        return
    events = _told_of(context)
    templates = context.options.rules.prompts or prompt_templates(context.analysis.language)
    for rank, template in enumerate(templates):
        for place, (text, evidence) in enumerate(_filled(context, template, events)):
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
                traits=Traits("challenge", template.bloom),
            )
            # one item of a template, and no two of them about one event
            facts = (f"prompt:{template.id}", *(f"prompt-event:{p.block}-{p.start}" for p in evidence))
            yield Candidate(item, facts, evidence[0].block if evidence else 0, 1.0 - rank / 100 - place / 1000)


def _told_of(context: Context) -> list[Event]:
    """The events that the essay tells most of, with something before and something after: of others pupils could only

    guess. A sentence is about an event when it shares words of the label that do not stand in every fourth sentence
    (of a short essay: in more than four). An event that is a small part of its own sentence is told in passing.
    """
    views, contents = context.reading.views, context.contents
    met = Counter(word for words in contents.values() for word in words)
    common = {word for word, count in met.items() if count > max(len(views) / _COMMON, _SHORT)}
    found: list[tuple[int, int, Event]] = []
    for number, event in enumerate(e for e in context.events if e.chosen):
        label = content_words(event.label, context.words)
        at = next(i for i, v in enumerate(views) if v.sentence.passage.place == event.sentence.place)
        whole = contents[views[at].sentence.id]
        about = {
            i for i, v in enumerate(views) if i != at and len((label - common) & contents[v.sentence.id]) >= _SHARED
        }
        near = {i for i, v in enumerate(views) if i != at and v.sentence.passage.block == event.sentence.block}
        passing = len(label & whole) < _PART * len(whole)
        if len(about) >= _LEAST_ABOUT and min(about | near) < at < max(about | near) and not passing:
            found.append((-len(about), number, event))
    return [event for _, _, event in sorted(found, key=lambda f: f[:2])][:_MOST_EVENTS]


Filled = tuple[str, tuple[Passage, ...]]


def _filled(context: Context, template: PromptTemplate, events: Sequence[Event]) -> Iterable[Filled]:
    """The text and where to look in the essay, for each event that could go in."""
    if "{event}" in template.text:
        for event in events:
            yield template.text.format(event=event.label), (event.sentence,)
    elif "{topic}" in template.text:
        if found := _topic(context):
            yield template.text.format(topic=found[0]), (found[1],)
    else:
        yield template.text, ()


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
