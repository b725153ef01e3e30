"""Which events are printed: never one whose year was carried over from another paragraph."""

from __future__ import annotations

import pytest
from materials_essays import read

from handouts.materials import timeline

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
