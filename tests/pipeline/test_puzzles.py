"""Crossword and word search from end to end: what pupils get, what the key shows, what bad glossaries come to."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest
from support import LESSONS, PAPERS, Pack, build, cli, copy_lesson, files, write_lesson
from support_pdf import dark, overlaps, shown, sizes, visible

from handouts import materials
from handouts.languages.labels import Labels
from handouts.materials.anchors import Anchors
from handouts.materials.puzzles.making import made_crossword, made_word_search
from handouts.materials.views import Setting
from handouts.model.sheet import PuzzleKeySheet
from handouts.pipeline import locks

SHEETS = "crossword,word-search"
LEVELS = ("support", "core", "challenge")
GOOD = ("embargo", "alliance", "invasion", "monsoon", "harbour", "treaty")
Packs = Callable[..., Pack]


@pytest.fixture(scope="session")
def puzzle_packs(packs: Packs, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Pack]:
    """`puzzle_packs("en", "A4")`: the puzzles of a sample lesson with their keys."""

    @cache
    def made(language: str, paper: str) -> Pack:
        source = copy_lesson(language, tmp_path_factory.mktemp("lesson"))
        out = tmp_path_factory.mktemp("pack")
        known = packs(language).prepared
        return build(source, out, "--sheets", SHEETS, "--paper", paper, lang=language, known=known)

    return made


def _letter_rows(data: bytes) -> list[str]:
    """The lines of single large letters on a page, from top to bottom."""
    found: dict[float, list[tuple[float, str]]] = {}
    for piece in shown(data):
        if len(piece.text.strip()) == 1 and piece.text.strip().isupper() and piece.size > 10:
            # Letters that make room for a number stand a little lower.
            line = next((y for y in found if abs(y - piece.y) < 4), piece.y)
            found.setdefault(line, []).append((piece.x, piece.text.strip()))
    return ["".join(letter for _, letter in sorted(found[y])) for y in sorted(found, reverse=True)]


def _alts(data: bytes) -> list[str]:
    """The words that stand for pictures."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]


@pytest.mark.sliced(10)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", LESSONS)
def test_each_puzzle_and_each_key_is_one_sound_page(puzzle_packs, language: str, paper: str) -> None:
    made = puzzle_packs(language, paper)
    names = [f"{folder}/{form}.pdf" for form in ("crossword", "word-search") for folder in ("pupils",)]
    assert sorted(made.pdfs) == sorted([*names, "teacher/crossword-key.pdf", "teacher/word-search-key.pdf"])
    for data in made.pdfs.values():
        assert sizes(data) == [PAPERS[paper]]
        assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
        assert overlaps(data) == []


@pytest.mark.parametrize("language", LESSONS)
def test_the_crossword_asks_and_does_not_tell(puzzle_packs, language: str) -> None:
    made, labels = puzzle_packs(language, "A4"), Labels(language)
    puzzle, left = made_crossword(made.handouts["A"])
    assert puzzle is not None and {one.why for one in left} == {"many"}
    assert 15 <= len(puzzle.slots) <= 20
    assert len(puzzle.slots) + len(left) == len(made.prepared.glossary.printed)
    told = [line for line in made.ran.err.splitlines() if line.endswith("[puzzle-full]")]
    assert any(all(one.term in line for one in left) for line in told)
    sheet, key = made.pdfs["pupils/crossword.pdf"], made.pdfs["teacher/crossword-key.pdf"]
    for slot in puzzle.slots:
        lengths = ", ".join(map(str, slot.word.lengths))
        assert dark(f"{slot.number}.{slot.word.clue} ({lengths})") in visible(sheet)
        assert dark(slot.word.term) in visible(key)
    # The key has the letters of the grid, row by row; the sheet has none of them, and the words that stand for its grid
    # have no answer.
    rows = ["".join(puzzle.letters.get((r, c), "") for c in range(puzzle.columns)) for r in range(puzzle.rows)]
    assert _letter_rows(key) == rows
    assert _letter_rows(sheet) == []
    (alt,) = _alts(sheet)
    assert alt.startswith(labels("crossword.alt", rows=puzzle.rows, columns=puzzle.columns, count=len(puzzle.slots)))
    assert not [s.word.term for s in puzzle.slots if dark(s.word.term).casefold() in dark(alt).casefold()]


@pytest.mark.parametrize("language", LESSONS)
def test_the_word_search_prints_its_letters_and_the_key_where_the_words_are(puzzle_packs, language: str) -> None:
    made, labels = puzzle_packs(language, "A4"), Labels(language)
    puzzle, _ = made_word_search(made.handouts["A"])
    assert puzzle is not None
    sheet, key = made.pdfs["pupils/word-search.pdf"], made.pdfs["teacher/word-search-key.pdf"]
    assert _letter_rows(sheet) == list(puzzle.rows)
    solved = next(
        k for k in locks.read(made.record_path).forms if isinstance(k, PuzzleKeySheet) and k.groups[0][0] == ""
    )
    for word, hidden in zip(solved.groups[0][1], puzzle.hidden, strict=True):
        row, column = map(int, word.start.split())
        assert puzzle.rows[row - 1][column - 1] == hidden.word.letters[0]
        assert word.begins == f"{'ABCDEFGHIJKLMNOPQRSTUVWX'[column - 1]}{row}"
        assert dark(f"{word.term} · {word.begins}, {word.direction}") in visible(key)
        assert dark(word.term) in visible(sheet)
    assert dark(labels["word_search.core"]) in visible(sheet)


@pytest.mark.sliced(3)
@pytest.mark.parametrize("level", LEVELS)
def test_levels_differ_in_directions_and_in_what_is_listed(level: str, tmp_path: Path) -> None:
    lesson = copy_lesson("en", tmp_path)
    settings = lesson / "lesson.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"word_search: {level}\n", encoding="utf-8")
    made = build(lesson, tmp_path / "out", "--sheets", "word-search")
    puzzle, _ = made_word_search(made.handouts["A"])
    assert puzzle is not None
    printed = visible(made.pdfs["pupils/word-search.pdf"])
    for hidden in puzzle.hidden:
        if len(hidden.word.term) > 5:  # shorter ones stand in other words
            assert (dark(hidden.word.term) in printed) == (level != "challenge")
        assert (dark(hidden.word.clue) in printed) == (level == "challenge")
    assert dark(Labels("en")[f"word_search.{level}"]) in printed
    steps = {hidden.step for hidden in puzzle.hidden}
    assert (min(min(step) for step in steps) < 0) == (level == "challenge")
    assert ((1, 1) in steps) == (level != "support")


def test_an_unknown_level_is_an_error_at_its_line(tmp_path: Path) -> None:
    lesson = copy_lesson("en", tmp_path)
    settings = lesson / "lesson.yaml"
    text = settings.read_text(encoding="utf-8") + "word_search: hard\n"
    settings.write_text(text, encoding="utf-8")
    ran = cli("build", lesson, "--out", tmp_path / "out")
    assert ran.code == 3
    assert f"lesson.yaml:{len(text.splitlines())}:" in ran.err
    assert "support, core, challenge" in ran.err


def test_the_record_prints_the_keys_again(puzzle_packs, tmp_path: Path) -> None:
    made = puzzle_packs("id", "A4")
    ran = cli("key", made.code, "--in", made.record_path.parent.parent, "--out", tmp_path)
    assert ran.code == 0, ran.err
    again = files(tmp_path)
    for name in ("crossword-key.pdf", "word-search-key.pdf"):
        assert next(data for path, data in again.items() if path.endswith(name)) == made.pdfs[f"teacher/{name}"]


def test_the_same_lesson_gives_the_same_puzzles(puzzle_packs, packs: Packs, tmp_path: Path) -> None:
    made = puzzle_packs("en", "A4")
    materials.made_crossword.__globals__["_crossword"].cache_clear()
    materials.made_word_search.__globals__["_word_search"].cache_clear()
    again = build(copy_lesson("en", tmp_path), tmp_path / "out", "--sheets", SHEETS, known=packs("en").prepared)
    assert again.pdfs == made.pdfs


# --- glossaries that no puzzle can be made of as they are ---


def _lesson(folder: Path, terms: dict[str, str], *, unsaid: str = "") -> Path:
    """A lesson whose essay speaks of all its terms but one."""
    essay = "# T\n\n" + " ".join(f"They spoke of {term} then." for term in terms if term != unsaid) + "\n"
    lesson = write_lesson(folder, essay, more="sheets: [handout, crossword, word-search]\n")
    entries = "".join(f'  - term: "{term}"\n    definition: "{meaning}"\n' for term, meaning in terms.items())
    (lesson / "glossary.yaml").write_text(f"format: 1\napproved: true\nentries:\n{entries}", encoding="utf-8")
    return lesson


BAD = {
    "G30S": ("puzzle-letters", "30"),
    "перестройка": ("puzzle-letters", "перстойка"),
    "AC/DC": ("puzzle-letters", "/"),
    "UN": ("puzzle-short", "3"),
    "Pneumonoultramicroscopicsilicovolcanoconiosis": ("puzzle-long", "45"),
    "harbóur": ("puzzle-twin", "harbour"),
}


def test_terms_that_fit_no_square_are_told_at_their_line_and_the_rest_is_printed(tmp_path: Path) -> None:
    terms = {term: f"what the {n}th meaning says" for n, term in enumerate(GOOD)}
    terms |= dict.fromkeys(BAD, "what another one says")
    terms["annexation"] = "land that was annexed"
    lesson = _lesson(tmp_path / "lesson", terms)
    lines = (lesson / "glossary.yaml").read_text(encoding="utf-8").splitlines()
    made = build(lesson, tmp_path / "out", "--sheets", SHEETS)
    puzzle, _ = made_crossword(made.handouts["A"])
    search, _ = made_word_search(made.handouts["A"])
    assert puzzle is not None and {slot.word.term for slot in puzzle.slots} == set(GOOD)
    assert search is not None and {h.word.term for h in search.hidden} == {*GOOD, "annexation"}
    for ran in (made.ran, cli("check", lesson)):
        for term, (code, detail) in {**BAD, "annexation": ("puzzle-clue", "")}.items():
            number = next(n for n, line in enumerate(lines, 1) if f'"{term}"' in line)
            said = [s for s in (ran.err + ran.out).splitlines() if f"{number}:11" in s and code in s]
            (line,) = said
            assert f"“{term}” is not in the {'crossword' if code == 'puzzle-clue' else 'puzzles'}" in line
            assert detail in line
    key = visible(made.pdfs["teacher/crossword-key.pdf"])
    assert dark("annexation (its meaning contains it)") in key


@pytest.mark.parametrize("term", ["جهاد", "幕府"])
def test_a_term_that_no_font_can_print_is_in_no_puzzle(term: str, tmp_path: Path) -> None:
    terms = {good: f"what the {n}th meaning says" for n, good in enumerate(GOOD)} | {term: "what another one says"}
    lesson = _lesson(tmp_path / "lesson", terms, unsaid=term)
    made = build(lesson, tmp_path / "out", "--sheets", SHEETS)
    puzzle, _ = made_crossword(made.handouts["A"])
    assert puzzle is not None and {slot.word.term for slot in puzzle.slots} == set(GOOD)
    line = 1 + (lesson / "glossary.yaml").read_text(encoding="utf-8").splitlines().index(f'  - term: "{term}"')
    assert f"glossary.yaml:{line}:11" in made.ran.err and f"“{term}”" in made.ran.err


@pytest.mark.parametrize("lang", ["en", "id"])
def test_too_few_terms_leave_the_sheet_out_with_a_reason(tmp_path: Path, lang: str) -> None:
    lesson = _lesson(tmp_path / "lesson", {"harbour": "a place for ships", "UN": "a body of states", "G7": "a club"})
    ran = cli("build", lesson, "--sheets", f"handout,{SHEETS}", "--out", tmp_path / "out", lang=lang)
    assert ran.code == 0, ran.err
    assert sorted(p.name for p in (tmp_path / "out").rglob("*.pdf")) == ["handout.pdf"]
    (said,) = (line for line in ran.err.splitlines() if "[sheet-too-few-terms]" in line)
    assert "crossword" in said and "word-search" in said
    alone = cli("build", lesson, "--sheets", SHEETS, "--out", tmp_path / "none", lang=lang)
    assert alone.code == 3 and "[pack-empty]" in alone.err and "[sheet-too-few-terms]" in alone.err
    assert not (tmp_path / "none").exists()


def test_a_sheet_of_the_pupil_has_no_field_for_a_solution() -> None:
    from dataclasses import fields

    from handouts.model.puzzle_sheet import CrosswordSheet, PupilSquare, WordSearchSheet

    assert {f.name for f in fields(PupilSquare)} == {"open", "number"}
    hidden = {"slots", "hidden", "rings", "solution", "terms", "groups"}
    for kind in (CrosswordSheet, WordSearchSheet):
        assert hidden.isdisjoint(f.name for f in fields(kind))


def test_accents_are_normalised_in_the_grid_and_kept_in_the_key(tmp_path: Path) -> None:
    terms = {"fiancée": "a woman who will marry", "façade": "the front of a building"}
    terms |= {term: f"what the {n}th meaning says" for n, term in enumerate(GOOD)}
    made = build(_lesson(tmp_path / "lesson", terms), tmp_path / "out", "--sheets", SHEETS)
    puzzle, _ = made_crossword(made.handouts["A"])
    assert puzzle is not None
    assert {"FIANCEE", "FACADE"} <= {slot.word.letters for slot in puzzle.slots}
    assert "fiancée" in visible(made.pdfs["teacher/crossword-key.pdf"])
    setting = Setting(Labels("en"), "CODE")
    sheet = materials.word_search_sheet(made.handouts["A"], setting, Anchors(made.prepared.lesson.essay, (), {}))
    assert "façade" in sheet.words


def test_the_glossary_tells_what_the_hardest_word_search_asks(tmp_path: Path) -> None:
    lesson = _lesson(tmp_path / "lesson", {good: f"what the {n}th meaning says" for n, good in enumerate(GOOD)})
    easy = cli("build", lesson, "--sheets", "handout,word-search", "--out", tmp_path / "easy")
    settings = lesson / "lesson.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "word_search: challenge\n", encoding="utf-8")
    hard = cli("build", lesson, "--sheets", "handout,word-search", "--out", tmp_path / "hard")
    assert ("[glossary-answers]" in easy.err, "[glossary-answers]" in hard.err) == (False, True)
