"""Letter grids and clues on the page: what is read aloud, what has room, and what stays on one page."""

import pytest
from typeset_reading import assert_ua, boxes, content, page_text, rules, runs, spoken
from typeset_sample import A4, F4, sheet, t

from handouts.model.document import ClueList, Clues, Keep, LetterGrid, Para, Ring, Square
from handouts.model.press import Paper, Style
from handouts.typeset import render

MM = 72 / 25.4
LETTER = Paper("Letter", 215.9, 279.4)


def empty(rows, columns):
    first = (Square(number="1"), None, *(Square() for _ in range(columns - 2)))
    return (first, *(tuple(Square() for _ in range(columns)) for _ in range(rows - 1)))


def lettered(*lines):
    return tuple(tuple(Square(letter) for letter in line) for line in lines)


def clues(count, words="petunjuk yang panjangnya sedikit lebih dari satu baris pada halaman (7)"):
    half = count // 2
    return Clues(
        (
            ClueList("Mendatar", tuple((str(n), t(words)) for n in range(1, half + 1))),
            ClueList("Menurun", tuple((str(n), t(words)) for n in range(half + 1, count + 1))),
        )
    )


def squares(data):
    """Sides of all squares with an edge, in millimetres."""
    return [round(width / MM, 2) for _, _, _, width, height, paint in boxes(data) if paint == "S" and width == height]


def test_a_grid_to_be_filled_is_a_figure_with_its_words():
    data = render(sheet((LetterGrid(empty(3, 4), "Tiga baris, empat kolom."),)), Style(), A4).data
    assert ("Figure", "[Tiga baris, empat kolom.]") in spoken(data)
    assert content(data).count("1") == 1
    assert squares(data) == [8.0] * 11
    assert_ua(data)


def test_a_grid_with_letters_is_a_table_row_by_row():
    grid = LetterGrid(lettered("ABC", "DEF"), "Kotak huruf", labels=True, ruled=False)
    data = render(sheet((grid,)), Style(), A4).data
    said = spoken(data)
    assert [text for role, text in said if role == "TH"] == ["A", "B", "C", "1", "2"]
    assert "".join(text for role, text in said if role == "TD") == "ABCDEF"
    assert not [role for role, _ in said if role == "Figure"]
    assert squares(data) == []
    assert_ua(data)


def test_rows_of_letters_stand_in_lines_that_a_viewer_copies():
    data = render(sheet((LetterGrid(lettered("KATA", "DESA"), "x", ruled=False),)), Style(), A4).data
    lines = ["".join(line.split()) for line in page_text(data)[0].splitlines()]
    assert "KATA" in lines and "DESA" in lines
    found = [run for run in runs(data) if run.text in "KATADESA" and run.size > 12]
    assert len({run.y for run in found}) == 2
    # Each letter is centred in a column of its own: centres, not left edges, are evenly apart.
    assert len({run.x for run in found if run.text == "A"}) == 2


def test_a_ring_goes_around_its_letters_alone():
    grid = LetterGrid(lettered("ABCD", "EFGH", "IJKL"), "x", rings=(Ring((1, 2), (3, 4)),), ruled=False)
    plain = LetterGrid(grid.rows, "x", ruled=False)
    with_ring, without = (render(sheet((g,)), Style(), A4).data for g in (grid, plain))
    assert content(with_ring) == content(without)
    tinted = [box for box in boxes(with_ring) if box[-1] == "f"]
    assert len(tinted) == 3
    assert_ua(with_ring)


@pytest.mark.parametrize("paper", [A4, F4, LETTER], ids=lambda paper: paper.name)
def test_a_grid_shrinks_for_its_clues_but_can_be_written_in(paper):
    grid = LetterGrid(empty(15, 18), "x", square_mm=9, least_mm=7)
    alone = render(sheet((grid,)), Style(), paper)
    assert set(squares(alone.data)) == {9.0}
    crowded = render(sheet((Keep((grid, clues(26))),)), Style(), paper)
    assert crowded.pages == 1
    assert 7 <= min(squares(crowded.data)) < 9 or paper is F4
    assert len(set(squares(crowded.data))) == 1


def test_clues_are_set_closer_before_they_go_to_the_next_page():
    grid = LetterGrid(empty(15, 18), "x", square_mm=9, least_mm=7)
    sizes = {}
    for count in (10, 34, 64):
        made = render(sheet((Keep((grid, clues(count))),)), Style(), A4)
        found = {run.size for run in runs(made.data) if run.text.startswith("petunjuk")}
        sizes[count] = (made.pages, *found)
        text = "".join(page_text(made.data))
        assert all(f"{n}." in text for n in range(1, count + 1))
    assert sizes[10][0] == sizes[34][0] == 1 and sizes[64][0] == 2
    assert sizes[34][1] < sizes[10][1]
    assert sizes[34][1] >= 9


def test_clues_that_do_not_fit_go_overleaf_together():
    grid = LetterGrid(empty(22, 18), "x", square_mm=9, least_mm=7)
    made = render(sheet((Keep((grid, clues(32))),)), Style(), A4)
    first, second = page_text(made.data)
    assert "petunjuk" not in first and "Mendatar" in second
    assert all(f"{n}." in second for n in range(1, 33))


def test_a_grid_wider_than_the_paper_gets_smaller_squares():
    data = render(sheet((LetterGrid(empty(4, 40), "x", square_mm=9, least_mm=7),)), Style(), A4).data
    assert max(squares(data)) < 4.5
    assert max(x + width for _, x, _, width, _, paint in boxes(data) if paint == "S") < 210 * MM


def test_a_title_of_clues_never_stands_alone():
    for before in range(0, 60, 3):
        filler = tuple(Para(t("kalimat")) for _ in range(before))
        data = render(sheet((*filler, clues(12))), Style(), A4).data
        for page in page_text(data):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            for index, line in enumerate(lines):
                if line in ("Mendatar", "Menurun"):
                    assert lines[index + 1][0].isdigit()


def test_no_edges_are_drawn_where_there_is_no_square():
    data = render(sheet((LetterGrid(((Square(), None, Square()),), "x"),)), Style(), A4).data
    assert len(squares(data)) == 2
    assert not [rule for rule in rules(data) if rule.width == 0.7]
