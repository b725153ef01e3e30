"""Which events are printed: never one whose year was carried over from another paragraph."""

from __future__ import annotations

import pytest
from materials_essays import read

from handouts.analysis import analyse
from handouts.materials import timeline
from handouts.model.text import Essay, Run, SourceText, TextBlock

FAR = (
    "In 1851, President Millard Fillmore wrote a letter to the Emperor.\n"
    "Commodore Perry delivered the letter to Japan in July 1853.\n"
    "The following spring, Commodore Perry returned to Japan with a larger squadron."
)
NEAR = (
    "Commodore Perry reached Japan in July 1853. "
    "The following spring, Commodore Perry returned to Japan with nine ships."
)


@pytest.mark.parametrize(("text", "chosen"), [(FAR, False), (NEAR, True)])
def test_a_shifted_date_is_printed_only_with_its_anchor_in_the_paragraph(text: str, chosen: bool) -> None:
    made, _ = timeline(*read(text, "en"))
    returned = [e for e in made.events if "returned" in e.label]
    assert [e.date.basis for e in returned] == ["shifted"]
    assert [e.chosen for e in returned] == [chosen]


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_printed_year_from_the_text_around_is_said(language: str) -> None:
    text = (
        "Commodore Perry reached Japan in July 1853. In September, Commodore Perry left Japan with nine ships."
        if language == "en"
        else "Commodore Perry mencapai Jepang pada Juli 1853. Pada September, Commodore Perry meninggalkan Jepang."
    )
    made, said = timeline(*read(text, language))
    assert [(e.date.value, e.date.basis, e.chosen) for e in made.events] == [
        ("1853-07", "explicit", True),
        ("1853-09", "inherited", True),
    ]
    assert [(d.code, d.severity, d.data["text"]) for d in said] == [("timeline-check-date", "hint", "September")]


def test_a_guessed_date_is_kept_and_not_printed() -> None:
    text = "Prussia fought Saxony in 1853. Prussia was weaker than in 1840. In March, Prussia captured Dresden."
    made, _ = timeline(*read(text, "en"))
    assert [(e.date.basis, e.chosen) for e in made.events if "captured" in e.label] == [("guessed", False)]


def test_a_year_in_the_heading_anchors_the_dates_below() -> None:
    source = "1853\nIn July, Commodore Perry reached Japan with nine ships."
    blocks = tuple(
        TextBlock(kind, (Run(t),), tuple(range(at, at + len(t))), level, number)
        for kind, t, at, level, number in (
            ("heading", source[:4], 0, 2, None),
            ("paragraph", source[5:], 5, 0, 1),
        )
    )
    found = Essay(SourceText("essay.md", source), blocks)  # type: ignore[arg-type]
    made, _ = timeline(found, analyse(found, "en"))
    assert [(e.date.value, e.chosen) for e in made.events] == [("1853-07", True)]
