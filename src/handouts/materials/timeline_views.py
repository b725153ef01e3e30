"""The timeline on the pupil's side: filled, to be filled in, or in pieces. No type of these can hold an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.materials.mixing import mixed
from handouts.materials.timeline_rows import moments, signs, timeline_rows
from handouts.materials.views import LETTERS, Setting, foot
from handouts.model.handout import Handout
from handouts.model.lesson import TimelineForm
from handouts.model.sheet import CardsSheet, Foot, TimelineFormSheet, TimelineSheet, WriteDatesSheet, WriteEventsSheet

_LINE = 75  # characters of a title on one line of a sheet that lies on its side


def timeline_form(form: TimelineForm, handout: Handout, setting: Setting) -> TimelineFormSheet:
    """The pupil's sheet of one form; the timeline must have chosen events."""
    match form:
        case "timeline" | "timeline-chart" | "timeline-table":
            return timeline_sheet(handout, setting)
        case "timeline-strip":
            return strip_sheet(handout, setting)
        case "timeline-blank-events":
            return write_events_sheet(handout, setting)
        case "timeline-blank-dates":
            return write_dates_sheet(handout, setting)
        case "timeline-cards":
            return cards_sheet(handout, setting)


def timeline_foot(handout: Handout, setting: Setting) -> Foot:
    """The footer of all timeline sheets: they are the same in every version."""
    return foot(handout, setting, versioned=False, draft=not handout.timeline.checked)


def timeline_sheet(handout: Handout, setting: Setting) -> TimelineSheet:
    """The filled timeline; the timeline must have chosen events."""
    rows = timeline_rows(handout.timeline)
    return TimelineSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=timeline_foot(handout, setting),
        rows=rows,
        signs=signs([r.moment for r in rows], handout.timeline.chosen),
    )


def strip_sheet(handout: Handout, setting: Setting) -> TimelineSheet:
    """The filled timeline for the wall. A title that would take room from it gives way to the short one."""
    sheet, meta = timeline_sheet(handout, setting), handout.meta
    return replace(sheet, title=meta.short_title) if meta.short_title and len(meta.title) > _LINE else sheet


def write_events_sheet(handout: Handout, setting: Setting) -> WriteEventsSheet:
    """The dates, to scale, with lines to write on."""
    made = moments(handout.timeline.chosen)
    return WriteEventsSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=timeline_foot(handout, setting),
        moments=made,
        signs=signs(made, handout.timeline.chosen),
        max_score=len(made),
    )


def write_dates_sheet(handout: Handout, setting: Setting) -> WriteDatesSheet:
    """The events in order, with a line for each date."""
    events = tuple((str(n), e.label) for n, e in enumerate(handout.timeline.chosen, start=1))
    return WriteDatesSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=timeline_foot(handout, setting),
        events=events,
        max_score=len(events),
    )


@dataclass(frozen=True, slots=True)
class Deal:
    """How the cards are dealt: for each event in order of time the place of its card, and of its date's card."""

    events: tuple[int, ...]
    dates: tuple[int, ...]

    def event_name(self, index: int) -> str:
        """The name of the card of the event at this place in time: A, B … Z, AA, AB …"""
        return card_letter(self.events[index])

    def date_name(self, index: int) -> str:
        """The name of the card with the date of that event: 1, 2 …"""
        return str(self.dates[index] + 1)


def deal(count: int, *ids: str) -> Deal:
    """Orders of `count` cards of each kind, neither in order of time nor, card by card, beside its partner."""
    by_time = tuple(range(count))
    events = mixed(count, (by_time, by_time[::-1]), *ids, "events")
    dates = mixed(count, (by_time, events, by_time[::-1]), *ids, "dates")
    return Deal(events, dates)


def card_letter(place: int) -> str:
    """A for 0, Z for 25, then AA, AB …"""
    head, letter = divmod(place, len(LETTERS))
    return (card_letter(head - 1) if head else "") + LETTERS[letter]


def cards_sheet(handout: Handout, setting: Setting) -> CardsSheet:
    """The cards as they are dealt: what is printed knows nothing of which belongs to which."""
    chosen = handout.timeline.chosen
    dealt = deal(len(chosen), handout.meta.slug, "timeline-cards")
    events, dates = [("", "")] * len(chosen), [("", "")] * len(chosen)
    for index, event in enumerate(chosen):
        events[dealt.events[index]] = (dealt.event_name(index), event.label)
        dates[dealt.dates[index]] = (dealt.date_name(index), event.display)
    return CardsSheet(
        language=handout.meta.language,
        title=handout.meta.title,
        author=handout.meta.author,
        foot=timeline_foot(handout, setting),
        events=tuple(events),
        dates=tuple(dates),
        places=tuple(str(n + 1) for n in range(len(chosen))),
        max_score=2 * len(chosen) - 1,
    )
