"""The teacher's file on the items: the test blueprint (kisi-kisi) and a card for each item (kartu soal).

What an item asks of pupils is told by its kind, its topic by the heading above the sentence it rests on. Which
objective it serves only the teacher knows, unless the lesson has a single one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.numbering import Numbered, numbered
from handouts.materials.views import LETTERS, Setting, foot, section_title
from handouts.model.exercise import (
    Choice,
    Exercise,
    Gap,
    Grid,
    Match,
    Open,
    Order,
    Section,
    item_count,
    item_evidence,
    item_points,
    section_points,
)
from handouts.model.handout import Handout
from handouts.model.item_papers import BlueprintSheet, Described, ItemCard, ItemCardsSheet
from handouts.model.lesson import LessonMeta
from handouts.model.text import Essay, Passage

# More columns of numbers would leave the words no room; the matrix has them all.
MOST_VERSIONS = 6
_TEACHER = "teacher"


def blueprint_sheet(pack: Sequence[Handout], setting: Setting) -> BlueprintSheet:
    """A row for each item in the order of version A, then how the items spread over the cognitive levels."""
    first, labels = pack[0], setting.labels
    shown = pack[:MOST_VERSIONS]
    rows = tuple(_described(shown, labels))
    return BlueprintSheet(
        language=first.meta.language,
        title=first.meta.short_title or first.meta.title,
        author="",
        foot=foot(first, setting, versioned=False, draft=not first.sections_checked),
        facts=_facts(first.meta, labels),
        objectives=first.meta.objectives,
        versions=tuple(h.version for h in shown),
        rows=rows,
        levels=_levels(first, labels),
        count=sum(item_count(i) for s in first.sections for i in s.items),
        max_score=sum(section_points(s) for s in first.sections),
    )


def item_cards_sheet(pack: Sequence[Handout], setting: Setting, anchors: Anchors) -> ItemCardsSheet:
    """A card for each item, in the order and the wording of version A."""
    first, labels = pack[0], setting.labels
    items = _by_item(first.sections).values()
    described = _described(pack, labels)
    cards = [_card(pack, parts, about, (labels, anchors)) for parts, about in zip(items, described, strict=True)]
    return ItemCardsSheet(
        language=first.meta.language,
        title=first.meta.short_title or first.meta.title,
        author="",
        foot=foot(first, setting, versioned=False, draft=not first.sections_checked),
        facts=_facts(first.meta, labels),
        items=tuple(cards),
    )


def _facts(meta: LessonMeta, labels: Labels) -> tuple[tuple[str, str], ...]:
    """What stands at the head of both papers; what the lesson does not say is left to be written by hand."""
    stage = f"{meta.phase} / {meta.grade}" if meta.phase and meta.grade else meta.phase or meta.grade
    time = labels("blueprint.minutes", minutes=meta.duration) if meta.duration else ""
    told = {"subject": meta.subject, "stage": stage, "material": meta.title, "duration": time}
    return (
        (labels["blueprint.school"], meta.school),
        *((labels[f"blueprint.{name}"], value) for name, value in told.items()),
    )


def _described(pack: Sequence[Handout], labels: Labels) -> list[Described]:
    first = pack[0]
    places = [_by_item(handout.sections) for handout in pack]
    made = []
    for section in first.sections:
        for item in section.items:
            topic = _topic(item, section, first.essay)
            title = first.meta.short_title or first.meta.title
            part = labels("blueprint.part", topic=topic) if topic else labels("blueprint.whole", topic=title)
            level = f"{item.traits.bloom} ({labels[f'blueprint.bloom.{item.traits.bloom}']})"
            made.append(
                Described(
                    numbers=tuple(_range(parts[item.id]) for parts in places),
                    id=item.id,
                    objective=_objective(item, first.meta),
                    topic=topic or title,
                    indicator=_indicator(item, section, part, labels),
                    cognitive=level,
                    form=section_title(section, labels),
                    points=item_points(item),
                )
            )
    return made


def _by_item(sections: Sequence[Section]) -> dict[str, list[Numbered]]:
    """The numbered parts of each item, by its id, in the order of the sheet."""
    found: dict[str, list[Numbered]] = {}
    for one in numbered(sections):
        found.setdefault(one.item.id, []).append(one)
    return found


def _range(parts: Sequence[Numbered]) -> str:
    first, last = parts[0].number, parts[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _objective(item: Exercise, meta: LessonMeta) -> str:
    """The objective that the teacher has named for the item, or the only one of the lesson."""
    number = item.traits.objective or (1 if len(meta.objectives) == 1 else 0)
    return meta.objectives[number - 1] if 0 < number <= len(meta.objectives) else ""


def _topic(item: Exercise, section: Section, essay: Essay) -> str:
    """The heading above the sentences of the item; "" where they stand under several, or under none."""
    evidence = [*item_evidence(item), *section.stimulus]
    found = {_heading(essay, passage) for passage in evidence}
    return found.pop() if len(found) == 1 else ""


def _heading(essay: Essay, passage: Passage) -> str:
    above = [b.text for i, b in essay.text_blocks() if i < passage.block and b.kind == "heading"]
    return above[-1] if above else ""


def _indicator(item: Exercise, section: Section, part: str, labels: Labels) -> str:
    """What the pupil is to do, by the kind of the item; for kinds from elsewhere by the kind of the section."""
    for name in (item.kind.replace("-", "_"), section.kind):
        if (key := f"blueprint.indicator.{name}") in labels:
            return labels(key, part=part)
    raise KeyError(section.kind)


def _levels(handout: Handout, labels: Labels) -> tuple[tuple[str, str, str, str], ...]:
    counts: Counter[str] = Counter()
    points: Counter[str] = Counter()
    for item in (item for section in handout.sections for item in section.items):
        counts[item.traits.bloom] += item_count(item)
        points[item.traits.bloom] += item_points(item)
    total = sum(points.values())
    return tuple(
        (
            f"{b} ({labels[f'blueprint.bloom.{b}']})",
            str(counts[b]),
            str(points[b]),
            f"{round(100 * points[b] / total)}%",
        )
        for b in sorted(counts)
    )


def _card(
    pack: Sequence[Handout], parts: Sequence[Numbered], about: Described, words: tuple[Labels, Anchors]
) -> ItemCard:
    """The card of one item, whose numbered parts these are."""
    labels, anchors = words
    quote, item, section = labels["punctuation.quote"], parts[0].item, parts[0].section
    stimulus = " ".join(p.text.strip() for p in section.stimulus)
    places = [labels("blueprint.place", version=h.version, number=n) for h, n in zip(pack, about.numbers, strict=True)]
    return ItemCard(
        about=about,
        numbered=labels["punctuation.list_separator"].join(places) if len(pack) > 1 else about.numbers[0],
        asked=(*((quote.format(text=stimulus),) if stimulus else ()), *_asked(parts[0])),
        parts=tuple((str(n.number), n.asked) for n in parts) if isinstance(item, Match | Grid) else (),
        offered=_offered(item),
        answer=_answer(parts, labels),
        notes=_notes(item, labels),
        proofs=tuple(
            (quote.format(text=p.text.strip()), anchors.place(p, labels)) for p in dict.fromkeys(item_evidence(item))
        ),
        source=labels["blueprint.own" if item.rule == _TEACHER else "blueprint.made"].format(rule=item.rule),
    )


def _asked(first: Numbered) -> tuple[str, ...]:
    """What stands above parts and options."""
    match first.item:
        case Grid():
            return (" | ".join(first.item.columns),)
        case Match() | Order():
            return ()
        case _:
            return (first.asked,)


def _offered(item: Exercise) -> tuple[tuple[str, str], ...]:
    """What has letters: options, responses, the events of an ordering."""
    match item:
        case Choice():
            texts = [o.text for o in item.options]
        case Match():
            texts = list(item.responses)
        case Order():
            texts = [item.entries[k].text for k in item.shown]
        case _:
            texts = []
    return tuple(zip(LETTERS, texts, strict=False))


def _answer(parts: Sequence[Numbered], labels: Labels) -> str:
    """The letter or words; of several parts each behind its number, of an ordering behind the letter of the event."""
    separator, item = labels["punctuation.list_separator"], parts[0].item
    if isinstance(item, Order):
        return separator.join(f"{LETTERS[k]} {e + 1}" for k, e in enumerate(item.shown))
    answers = [n.mark or n.words(labels) for n in parts]
    if not isinstance(item, Match | Grid):
        return answers[0]
    return separator.join(f"{n.number} {answer}" for n, answer in zip(parts, answers, strict=True))


def _notes(item: Exercise, labels: Labels) -> tuple[str, ...]:
    notes: list[str] = []
    if isinstance(item, Gap | Open) and item.accept:
        variants = labels["punctuation.list_separator"].join(item.accept)
        notes.append(labels("key.also_accept", variants=variants.rstrip(".")))
    if isinstance(item, Open):
        notes += (labels("key.rubric_row", points=r.points, text=r.text.rstrip(".")) for r in item.rubric)
    return tuple(notes)
