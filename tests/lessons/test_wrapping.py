"""Lines that an editor or a hand has broken are joined again; lines that somebody meant are not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from handouts.lessons import plain
from handouts.model.text import SourceText

ROOT = Path(__file__).parents[2]
SHORT = """The mill was built in 1846 by two brothers from the valley. Their aunt in Leeds had lent the money.

When the river rose in the spring of 1851, the lower floor was lost; the wheel, however, held.

Nobody in the village wanted to pay for a new one."""
SHORT_ID = """Penggilingan itu dibangun pada tahun 1846 oleh dua bersaudara dari lembah. Bibi mereka meminjamkan uang.

Ketika air sungai naik pada musim semi 1851, lantai bawah hancur; namun kincirnya tetap utuh, kata orang-orang tua.

Tidak seorang pun di desa itu mau membayar kincir yang baru."""


def read(text: str) -> list[str]:
    return [block.text for block in plain.blocks(SourceText("e.txt", text))]


def essay(name: str) -> str:
    """The paragraphs of a sample essay, without headings and marks."""
    text = (ROOT / "content" / name / "essay.md").read_text(encoding="utf-8")
    paragraphs = [" ".join(p.split()) for p in text.replace("*", "").split("\n\n")]
    return "\n\n".join(p for p in paragraphs if p and p[0] not in "#!>-" and len(p) > 60)


TEXTS = {"short": SHORT, "pendek": SHORT_ID, "en": essay("us-soviet-alliance"), "id": essay("aliansi-as-soviet")}


@pytest.mark.sliced(3)
@pytest.mark.parametrize("hyphens", [False, True])
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_wrapped_at_any_width_reads_back_as_its_paragraphs(name: str, hyphens: bool) -> None:
    paragraphs = TEXTS[name].split("\n\n")
    for width in range(25, 101):
        lines = [textwrap.fill(p, width, break_on_hyphens=hyphens, break_long_words=False) for p in paragraphs]
        assert read("\n\n".join(lines)) == paragraphs, width


@pytest.mark.parametrize("width", range(25, 101, 5))
def test_a_heading_stays_one_and_its_paragraph_begins_anew(width: int) -> None:
    paragraphs = TEXTS["en"].split("\n\n")
    wrapped = "\n\n".join(f"The years\n\n{textwrap.fill(p, width, break_on_hyphens=False)}" for p in paragraphs)
    assert read(wrapped) == [text for p in paragraphs for text in ("The years", p)]


def test_three_short_lines_are_enough() -> None:
    text = "The war began in 1939 and the\npeople were afraid of it, since\nthe army was weak.\n\nIt ended in 1945.\n"
    assert read(text) == [
        "The war began in 1939 and the people were afraid of it, since the army was weak.",
        "It ended in 1945.",
    ]


MEANT = {
    "verse": "Two boats lay waiting on the sand,\nAnd both were painted blue,\nAnd no one came from all the land\n"
    "To ask where either flew.",
    "verse that begins small": "under the bridge\nthe water is thinking\nof stones, and of the slow\nmorning\n"
    "that nobody saw\narrive.",
    "couplet": "The mill is old and very grey,\nthe wheel has lost its teeth today.",
    "list": "Causes of the flood of 1851:\n- the rain of the long winter,\n- the dam, which had been weak,\n"
    "- the mill, which was too near.",
    "numbered": "1. the rain of the long winter\n2. the dam that had been weak\n3. the mill that was too near",
    "items": "bread and salt for the crew\nrope\ncanvas for two spare sails\nlamp oil\ntar",
    "names": "Anna of the Lower Mill\nBertram Waterman\nCarl Stone of the Hill\nDora Miller",
    "sentences": "The mill burned down in the dry summer.\nIt was built anew in 1851.\nThe owners were two brothers.",
    "heads": "The Mill\nEarly years\nThe mill was built in 1846 by two brothers from the valley.",
    "long lines": SHORT.replace("\n\n", "\n"),
    "long lines and a couplet": f"{SHORT}\n\nthe wheel goes round and the\nriver goes by.",
}


@pytest.mark.parametrize("name", MEANT)
def test_lines_that_somebody_meant_stay(name: str) -> None:
    text = MEANT[name]
    assert read(text) == [line for line in text.split("\n") if line]


@pytest.mark.parametrize("name", ["verse", "verse that begins small", "list", "numbered", "names", "heads"])
def test_they_stay_in_a_wrapped_text(name: str) -> None:
    paragraphs = TEXTS["en"].split("\n\n")
    wrapped = "\n\n".join([*(textwrap.fill(p, 72, break_on_hyphens=False) for p in paragraphs), MEANT[name]])
    assert read(wrapped) == [*paragraphs, *MEANT[name].split("\n")]


def test_paragraphs_without_blank_lines_end_where_the_next_word_had_room() -> None:
    filled = {p: textwrap.fill(p, 60, break_on_hyphens=False) for p in TEXTS["en"].split("\n\n")}
    roomy = {p: lines for p, lines in filled.items() if len(lines.splitlines()[-1]) < 45}
    assert len(roomy) > 3
    assert read("\n".join(roomy.values())) == list(roomy)


def test_paragraphs_with_an_indented_first_line() -> None:
    paragraphs = TEXTS["en"].split("\n\n")
    filled = (textwrap.fill(p, 64, initial_indent="   ", break_on_hyphens=False) for p in paragraphs)
    assert read("\n".join(filled)) == paragraphs


def test_lines_broken_by_eye() -> None:
    text = (
        "The mill was built in 1846 by two brothers from the valley, who had\n"
        "borrowed the money from an aunt in Leeds. When the river rose\n"
        "in the spring of 1851, the lower floor was lost and with it the store\n"
        "of grain that should have fed the village until\n"
        "the harvest. Nobody wanted to pay for a new floor, and so the\n"
        "brothers sold the wheel to a man from the coast who\n"
        "never came to fetch it; it stands there to this day, and the children\n"
        "climb on it in summer.\n"
    )
    assert read(text) == [" ".join(text.split())]


def test_words_broken_behind_their_hyphen_are_whole_again() -> None:
    text = "Setelah banjir itu semua orang-\norang pindah ke atas bukit dan\nkembali pada tahun 1851 saja.\n"
    assert read(text) == [text.replace("-\n", "-").replace("\n", " ").strip()]
    text = "The house was old, both pre-\nand post-war families lived in\nit until the flood of the year.\n"
    assert "pre- and post-war" in read(text)[0]
