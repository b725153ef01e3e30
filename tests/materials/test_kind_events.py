"""mcq-event: events to be chosen by their date, from the timeline of a text."""

from __future__ import annotations

import pytest
from materials_essays import context, read

from handouts.materials.events import timeline
from handouts.materials.kinds import choice_event
from handouts.model.exercise import Choice

TEXTS = {
    "en": "Sweden opened the port of Dalby in 1823. Norway founded the Bank of Ostin in 1831. Finland joined the Marl "
    "League in 1846. Denmark left the Marl League in 1852. Norway ceded Arno to Sweden in 1860.",
    "id": "Swedia membuka Pelabuhan Dalby pada tahun 1823. Norwegia mendirikan Bank Ostin pada tahun 1831. Finlandia "
    "memasuki Liga Marl pada tahun 1846. Denmark meninggalkan Liga Marl pada tahun 1852. Norwegia menyerahkan Arno "
    "kepada Swedia pada tahun 1860.",
}


def made(text: str, language: str) -> list[Choice]:
    found, _ = timeline(*read(text, language))
    items = [c.item for c in choice_event.make(context(text, language, timeline=found))]
    return [i for i in items if isinstance(i, Choice)]


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_the_right_event_is_that_of_the_sentence_with_the_date(language: str) -> None:
    items = made(TEXTS[language], language)
    assert len(items) >= 4
    for item in items:
        year = next(w for w in item.evidence[0].text.rstrip(".").split() if w.isdecimal())
        assert year in item.stem and len({o.text for o in item.options}) == 4
        others = [o.evidence.text for k, o in enumerate(item.options) if k != item.key and o.evidence]
        assert len(others) == 3 and not any(year in text for text in others)
        assert not any(year in option.text for option in item.options)


def test_events_that_may_be_of_the_same_time_are_not_asked_side_by_side() -> None:
    text = TEXTS["en"].replace("1831", "1823").replace("1846", "1823")
    assert not [i for i in made(text, "en") if "1823" in i.stem]


def test_few_events_give_nothing() -> None:
    assert not made("Sweden opened the port of Dalby in 1823. Norway founded the Bank of Ostin in 1831.", "en")
