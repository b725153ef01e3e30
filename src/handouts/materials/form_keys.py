"""The keys to the timeline's forms: date, event, the sentence that proves it and its printed place, names of cards."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.timeline_views import Deal, deal, timeline_foot
from handouts.materials.views import Setting
from handouts.model.handout import Handout
from handouts.model.lesson import FILLED_FORMS, TimelineForm, TimelineHolder
from handouts.model.sheet import FormKeySheet, KeyEntry
from handouts.model.timeline import Event, HistoricalDate, Timeline

Quick = tuple[tuple[str, str], ...]
# Days a date may mean, for the first day of a range whose other days are not kept apart.
_LENGTHS = {"day": 0, "month": 30, "season": 3 * 31, "quarter": 3 * 31, "half": 6 * 31}
_YEAR = 12 * 31


def timeline_key(
    sheets: Sequence[TimelineHolder], handout: Handout, setting: Setting, anchors: Anchors
) -> FormKeySheet:
    """The key to one form to be worked on, or to all `sheets` that show the filled timeline, in order of time.

    "handout" among them is a handout with the timeline in it. Needs the handout's printed lines.
    """
    labels, chosen = setting.labels, handout.timeline.chosen
    form = _form(sheets)
    names = [labels[f"timeline.forms.{_label(name)}"] for name in sheets]
    dealt = deal(len(chosen), handout.meta.slug, "timeline-cards") if form == "timeline-cards" else None
    entries = []
    for index, event in enumerate(chosen):
        place = anchors.place(event.sentence, labels)
        answer = _answer(labels, form, event, index, dealt)
        quote = labels("punctuation.quote", text=event.sentence.text.strip())
        remarks = _remarks(labels, handout.timeline, index, dealt)
        entries.append(KeyEntry(str(index + 1), answer, "", (quote,), place, remarks))
    return FormKeySheet(
        language=handout.meta.language,
        title=handout.meta.short_title or handout.meta.title,
        author="",
        foot=timeline_foot(handout, setting),
        form=form,
        name=names[0] if len(names) == 1 else labels["timeline.title"],
        quick=_quick(form, chosen, dealt),
        entries=tuple(entries),
        notes=_notes(form, sheets, handout, setting),
        lead=labels("key.timeline_lead", sheets="; ".join(names)) if len(names) > 1 else "",
    )


def _form(sheets: Sequence[TimelineHolder]) -> TimelineForm:
    """The form whose name the key has: what is filled shares one key."""
    return "timeline" if sheets[0] == "handout" or sheets[0] in FILLED_FORMS else sheets[0]


def _label(name: TimelineHolder) -> str:
    """The name of the form, or of the handout, among the labels."""
    return name.removeprefix("timeline-").replace("-", "_")


def _answer(labels: Labels, form: TimelineForm, event: Event, index: int, dealt: Deal | None) -> str:
    if dealt is not None:
        cards = {"card": dealt.event_name(index), "date_card": dealt.date_name(index)}
        return labels("key.timeline_cards", **cards, date=event.display, event=event.label)
    if form == "timeline-blank-events":
        return labels("key.timeline_event", date=event.display, event=event.label)
    return labels("key.timeline_date", date=event.display, event=event.label)


def _quick(form: TimelineForm, chosen: Sequence[Event], dealt: Deal | None) -> Quick:
    if dealt is not None:
        names = (f"{dealt.event_name(i)}\u00a0{dealt.date_name(i)}" for i in range(len(chosen)))
        return tuple((str(i), name) for i, name in enumerate(names, start=1))
    if form == "timeline-blank-dates":
        return tuple((str(i), e.display) for i, e in enumerate(chosen, start=1))
    return ()


def _remarks(labels: Labels, timeline: Timeline, index: int, dealt: Deal | None) -> tuple[str, ...]:
    """What a teacher must know to mark this event fairly, or to check it."""
    chosen, checked = timeline.chosen, timeline.checked
    event = chosen[index]
    said = []
    if dealt is not None:
        others = [i for i, o in enumerate(chosen) if i != index and not _decided(event.date, o.date)]
        if others:
            names = ", ".join(dealt.event_name(i) for i in others)
            said.append(labels("key.timeline_swap", cards=names))
        twins = [i for i, o in enumerate(chosen) if i != index and o.display == event.display]
        if twins:
            said.append(labels("key.timeline_twin", cards=", ".join(dealt.date_name(i) for i in twins)))
    if event.date.basis != "explicit":
        said.append(_inferred(labels, event, checked))
    return tuple(said)


def _inferred(labels: Labels, event: Event, checked: bool) -> str:
    """That the sentence itself does not give the date: pupils may answer less, and the rules may have erred."""
    key = "key.timeline_guess" if event.date.basis == "guessed" else "key.timeline_basis"
    said = labels(key, words=event.mention.text.strip())
    return said if checked else f"{said} {labels['key.timeline_check']}"


def _decided(one: HistoricalDate, other: HistoricalDate) -> bool:
    """True when the dates surely begin one after the other."""
    (a, b), (c, d) = _opening(one), _opening(other)
    return b < c or d < a


def _opening(date: HistoricalDate) -> tuple[int, int]:
    """The first and the last day on which it may begin."""
    start = date.start.ordinal()
    end = start + _LENGTHS.get(date.precision, _YEAR) if date.is_range else date.end.ordinal()
    return start, end


def _notes(form: TimelineForm, sheets: Sequence[TimelineHolder], handout: Handout, setting: Setting) -> tuple[str, ...]:
    labels, count = setting.labels, len(handout.timeline.chosen)
    notes = []
    if form in ("timeline-blank-events", "timeline-blank-dates", "timeline-cards"):
        total = 2 * count - 1 if form == "timeline-cards" else count
        notes.append(labels("key.score_max", points=total) + " " + labels["key.mark_formula"])
        one = "_one" if form == "timeline-cards" and count == 1 else ""
        notes.append(labels(f"key.timeline_scoring.{_label(form)}{one}"))
    elif any(name != "handout" for name in sheets):
        notes.append(labels["key.timeline_after"])
    if not handout.timeline.checked:
        notes.append(labels["key.timeline_draft"])
    notes.append(labels("key.note_reprint", code=setting.code))
    return tuple(notes)
