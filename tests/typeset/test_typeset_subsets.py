"""The font files in a PDF: byte for byte those that reportlab would make."""

import pytest
from reportlab.pdfbase.ttfonts import TTFontFace
from typeset_reading import content, words
from typeset_sample import A4, sheet, t

from handouts.model.document import Para
from handouts.model.press import Style
from handouts.typeset import families, render
from handouts.typeset.faces import load
from handouts.typeset.families import files_of
from handouts.typeset.subsets import Subsets

FILES = sorted({path for family in families() for path in files_of(family).values()})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.rpartition("/")[2])
def test_subsets_are_those_of_reportlab(path):
    face = TTFontFace(path)
    codes = sorted(face.charToGlyph)
    subsets = Subsets(face)
    for chosen in (codes[:0], codes[:250], codes[-200:], codes[::7][:250], [*map(ord, "aä ñé"), 0x10FFFF]):
        subset = [0, *[32] * 32, *chosen]
        assert subsets.make(subset) == face.makeSubset(subset)


def test_more_characters_than_a_subset_holds_are_printed():
    chars = sorted(char for char in load("lato", "regular").chars if char.isalpha() and char >= "A")[:400]
    text = " ".join("".join(chars[n : n + 5]) for n in range(0, len(chars), 5))
    data = render(sheet((Para(t(text)), Para(t(text[::-1])))), Style(), A4).data
    assert content(data) == words(f"{text} {text[::-1]}")
