"""Packs with sheets made of the glossary: asked for by name, lines that are true, keys that print again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ESSAYS, INTERFACES, LESSONS, Pack, build, cli, files, write_lesson
from support_pdf import dark, pages, passage_lines, visible
from support_words import SHEETS

from handouts.languages.labels import Labels
from handouts.pipeline import locks

WordPacks = Callable[[str], Pack]
FLIGHT = "# " + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8")
PLACE = re.compile(r"(?:Paragraph|Paragraf)\s(\d+),\s(?:lines?|baris)\s(\d+)(?:–(\d+))?")
PORT = """# The Old Port

In the spring the old harbour was full of ships from the north. At night the keeper lit the lamp of the lighthouse for
the fleet. The merchants paid the new tariff on every bale of wool they sold. For ten years the council closed the river
with a heavy blockade. Behind the wall the garrison waited for bread from the south. The smiths forged every anchor of
the fleet by hand. No pilot took a ship to sea without a good compass.
"""
MEANINGS = {
    "harbour": "a place where boats lie safely",
    "lighthouse": "a tower with a bright lamp by the sea",
    "tariff": "a tax on goods that are bought and sold",
    "blockade": "closing a place so that nothing gets in or out",
    "garrison": "soldiers who guard a town",
    "anchor": "a heavy iron that holds a boat in place",
    "compass": "a tool that shows where north is",
}


def port(folder: Path, terms: int = 7, more: str = "", entries: str = "") -> Path:
    """A lesson about a port with so many glossary entries."""
    lesson = write_lesson(folder / "lesson", PORT, more=more)
    listed = [f'  - term: {t}\n    definition: "{m}"\n' for t, m in list(MEANINGS.items())[:terms]]
    text = "format: 1\nentries:\n" + "".join(listed) + entries
    (lesson / "glossary.yaml").write_text(text if listed or entries else "format: 1\nentries: []\n", encoding="utf-8")
    return lesson


def told(pack: Pack, code: str) -> list[str]:
    return [line for line in pack.ran.err.splitlines() if line.endswith(f"[{code}]")]


@pytest.mark.parametrize("language", LESSONS)
def test_each_sheet_has_its_key(language: str, word_packs: WordPacks) -> None:
    pack = word_packs(language)
    wanted = {f"pupils/{f}.pdf" for f in SHEETS} | {f"teacher/{f}-key.pdf" for f in SHEETS}
    assert set(pack.pdfs) == wanted | {"pupils/handout.pdf"}
    labels = Labels(language)
    for name, data in pack.pdfs.items():
        assert pack.code in visible(data), name
        if name.startswith("teacher/"):
            form = name[len("teacher/") : -len("-key.pdf")].replace("-", "_")
            assert dark(labels("key.form_band", name=labels[f"glossary.forms.{form}"].upper())) in visible(data)


@pytest.mark.parametrize("language", LESSONS)
def test_the_glossary_names_the_lines_on_which_its_terms_stand(language: str, word_packs: WordPacks) -> None:
    pack = word_packs(language)
    handout = pack.pdfs["pupils/handout.pdf"]
    lines = [words for _, _, words in passage_lines(handout)]
    word = "line" if language == "en" else "baris"
    whole, sheet = visible(handout), visible(pack.pdfs["pupils/glossary.pdf"])
    for entry in pack.prepared.glossary.printed:
        found = re.search(re.escape(dark(entry.term + entry.definition)) + rf"\({word}(\d+)\)", whole)
        assert found, entry.term
        first = entry.mentions[0].text.split()[0]
        assert dark(first) in dark(lines[int(found[1]) - 1]), entry.term
        listed = re.search(re.escape(dark(entry.term + entry.definition)) + r"([\d,]+)", sheet)
        assert listed and listed[1].split(",")[0] == found[1]
        named = [int(number) for number in listed[1].split(",")]
        starts = [mention.text.split()[0] for mention in entry.mentions]
        assert len(named) <= 3 and named == sorted(set(named))
        assert all(any(dark(s) in dark(lines[number - 1]) for s in starts) for number in named)


@pytest.mark.parametrize("language", LESSONS)
def test_sentences_of_the_keys_stand_where_they_say(language: str, word_packs: WordPacks) -> None:
    pack = word_packs(language)
    lines = [words for _, _, words in passage_lines(pack.pdfs["pupils/handout.pdf"])]
    keys = {key.form: key for key in locks.read(pack.record_path).forms}
    assert set(keys) == set(SHEETS)
    gaps = [entry for entry in keys["vocabulary"].entries if entry.quotes]
    assert len(gaps) >= 4
    for entry in gaps:
        found = PLACE.fullmatch(entry.place)
        assert found
        there = dark("".join(lines[int(found[2]) - 1 : int(found[3] or found[2])]))
        assert dark(entry.answer).casefold() in there.casefold().replace("•", "")
        assert dark(entry.answer).casefold() in dark(entry.quotes[0]).casefold()
    for form in ("glossary-blanks", "glossary-matching"):
        for entry in keys[form].entries:
            assert PLACE.fullmatch(entry.place) and entry.quotes, entry


@pytest.mark.parametrize("language", LESSONS)
def test_the_key_to_the_matching_is_right(language: str, word_packs: WordPacks) -> None:
    pack = word_packs(language)
    sheet = pack.pdfs["pupils/glossary-matching.pdf"]
    assert len(pages(sheet)) == 1
    key = next(k for k in locks.read(pack.record_path).forms if k.form == "glossary-matching")
    meanings = {dark(e.term): dark(e.definition) for e in pack.prepared.glossary.printed}
    text = visible(sheet)
    for number, letter in key.quick:
        entry = key.entries[int(number) - 1]
        shown, _, rest = entry.answer.replace("\u00a0", " ").partition(". ")
        assert shown == letter
        term, _, meaning = rest.partition(": ")
        assert meanings[dark(term)] == dark(meaning)
        assert dark(f"{number}.{meaning}") in text and dark(f"{letter}.{term}") in text
    letters = [letter for _, letter in key.quick]
    assert len(set(letters)) == len(letters) >= 8
    assert letters not in (sorted(letters), sorted(letters, reverse=True))


@pytest.mark.parametrize("language", LESSONS)
def test_the_keys_print_again_from_the_record(language: str, word_packs: WordPacks, tmp_path: Path) -> None:
    pack = word_packs(language)
    ran = cli("key", pack.code, "--in", pack.record_path.parents[1], "--out", tmp_path / "again")
    assert ran.code == 0, ran.err
    again = files(tmp_path / "again")
    assert set(again) == {f"{form}-key.pdf" for form in SHEETS} | {"key-A.pdf"}
    for form in SHEETS:
        assert again[f"{form}-key.pdf"] == pack.pdfs[f"teacher/{form}-key.pdf"]


def test_versions_share_these_sheets(tmp_path: Path) -> None:
    lesson = port(tmp_path)
    one, three = (
        build(lesson, tmp_path / n, "--sheets", "glossary-matching,vocabulary", "--versions", n) for n in ("1", "3")
    )
    assert set(one.pdfs) == set(three.pdfs)
    strip = [{name: visible(data).replace(pack.code, "") for name, data in pack.pdfs.items()} for pack in (one, three)]
    assert strip[0] == strip[1]


@pytest.mark.sliced(2)
@pytest.mark.parametrize("lang", INTERFACES)
def test_a_glossary_that_answers_sheets_is_told_once(lang: str, tmp_path: Path) -> None:
    lesson = port(tmp_path)

    def said(sheets: str) -> list[str]:
        return told(build(lesson, tmp_path / sheets, "--sheets", sheets, lang=lang), "glossary-answers")

    (line,) = said("handout,glossary,glossary-blanks,glossary-matching,vocabulary,flash-cards")
    for name in ("handout", "glossary", "glossary-blanks", "glossary-matching", "flash-cards"):
        assert f"pupils/{name}.pdf" in line
    assert "vocabulary" not in line
    assert said("handout,glossary,flash-cards,vocabulary") == []
    assert said("glossary-blanks,glossary-matching") == []
    (line,) = said("handout,glossary-matching")
    assert "pupils/handout.pdf" in line and "pupils/glossary.pdf" not in line


@pytest.mark.sliced(2)
@pytest.mark.parametrize("lang", INTERFACES)
def test_too_few_terms_leave_a_sheet_out_and_say_so(lang: str, tmp_path: Path) -> None:
    sheets = "glossary,glossary-blanks,glossary-matching,vocabulary,flash-cards"
    given = {}
    for terms in (1, 2, 3, 5):
        lesson = port(tmp_path / str(terms), terms)
        pack = build(lesson, tmp_path / "out" / str(terms), "--sheets", sheets, lang=lang)
        made = {name[7:-4] for name in pack.pdfs if name.startswith("pupils/")}
        lines = told(pack, "sheet-too-few-terms")
        missing = [name for name in sheets.split(",") if name not in made]
        assert len(lines) == bool(missing)
        assert all(f"{name} (" in lines[0] for name in missing)
        given[terms] = made
    assert given[1] == {"glossary"}
    assert given[2] == given[3] == {"glossary", "glossary-blanks", "flash-cards"}
    assert given[5] == set(sheets.split(","))


@pytest.mark.parametrize("lang", INTERFACES)
@pytest.mark.parametrize("terms", [0, 3])
def test_a_sheet_with_too_few_terms_alone_is_refused_with_the_cause(lang: str, terms: int, tmp_path: Path) -> None:
    lesson = port(tmp_path, terms, more="sheets: [glossary-matching]\n")
    ran = cli("build", lesson, "--out", tmp_path / "out", lang=lang)
    assert (ran.code, ran.out) == (3, "")
    assert "[pack-empty]" in ran.err and "[sheet-too-few-terms]" in ran.err
    assert not (tmp_path / "out").exists()
    checked = cli("check", lesson, lang=lang)
    assert checked.code == 3
    assert "[pack-empty]" in checked.out and "[sheet-too-few-terms]" in checked.out


def test_terms_in_other_scripts_and_digits(tmp_path: Path) -> None:
    odd = (
        '  - term: "上海"\n    definition: "a harbour in the east"\n'
        '  - term: "مرفأ"\n    definition: "a word for harbour"\n'
        '  - term: Nanjing (南京)\n    definition: "a town on a river"\n'
        '  - term: "1945"\n    definition: "the year in which the war ended"\n'
    )
    lesson = port(tmp_path, entries=odd)
    pack = build(lesson, tmp_path / "out", "--sheets", ",".join(SHEETS))
    lines = told(pack, "glossary-unprintable")
    assert ["上海" in line or "مرفأ" in line for line in lines] == [True, True]
    assert all("glossary.yaml:" in line for line in lines)
    for form in SHEETS:
        text = visible(pack.pdfs[f"pupils/{form}.pdf"])
        assert "intheeast" not in text and "awordfor" not in text
        if form == "glossary-blanks":
            assert "Nanjing" not in text and "1945" not in text
        elif form != "vocabulary":
            assert "Nanjing([…])" in text or form == "glossary-matching"
            assert "1945" in text


def test_the_edge_of_the_cards_is_a_setting(tmp_path: Path) -> None:
    lesson = port(tmp_path, more="sheets: [flash-cards]\nflash_cards: short\n")
    data = build(lesson, tmp_path / "out").pdfs["pupils/flash-cards.pdf"]
    assert all(dark("flip on the short edge") in dark(text) for text in pages(data))
    wrong = write_lesson(tmp_path / "wrong", PORT, more="flash_cards: left\n")
    ran = cli("build", wrong, "--out", tmp_path / "none")
    assert ran.code == 3 and "lesson.yaml:4:" in ran.err and "long" in ran.err
    assert '"flash_cards"' in cli("schema", "lesson").out


def test_a_sheet_misspelt_is_guessed(tmp_path: Path) -> None:
    ran = cli("build", port(tmp_path), "--out", tmp_path / "out", "--sheets", "flashcards")
    assert ran.code == 2 and "flash-cards" in ran.err


def test_show_markup_gives_these_sheets_and_their_keys(tmp_path: Path) -> None:
    lesson = port(tmp_path, more=f"sheets: [handout, {', '.join(SHEETS)}]\n")
    shown = cli("show", "markup", lesson, "--format", "json")
    assert shown.code == 0
    assert all(f'"{form}"' in shown.out and f'"{form}-key"' in shown.out for form in SHEETS)


def test_lines_that_changed_between_the_two_settings_stop_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.pipeline import printing

    monkeypatch.setattr(printing.Printer, "lines", lambda *given: ())
    ran = cli("build", port(tmp_path), "--out", tmp_path / "out")
    assert ran.code == 6 and "[check-lines]" in ran.err
    assert not (tmp_path / "out").exists()


def test_blanks_ask_for_no_term_that_the_essay_lacks(tmp_path: Path) -> None:
    lesson = port(tmp_path, entries='  - term: zeppelin\n    definition: "a ship of the air"\n')
    pack = build(lesson, tmp_path / "out", "--sheets", "glossary,glossary-blanks")
    assert "zeppelin" in visible(pack.pdfs["pupils/glossary.pdf"])
    blanks = visible(pack.pdfs["pupils/glossary-blanks.pdf"])
    assert "zeppelin" not in blanks and all(term in blanks for term in MEANINGS)
    assert "zeppelin" not in visible(pack.pdfs["teacher/glossary-blanks-key.pdf"])
    assert any("zeppelin" in line for line in told(pack, "glossary-term-absent"))


def test_the_key_of_the_worksheet_tells_where_the_meanings_of_the_handout_come_from(tmp_path: Path) -> None:
    pack = build(port(tmp_path), tmp_path / "pack", "--sheets", "handout,worksheet,key", lang="en")
    key = visible(pack.pdfs["teacher/key-A.pdf"])
    assert f"Sourcesofthemeanings:thelesson’sownglossary({','.join(sorted(MEANINGS))})." in key
    assert "Sourcesofthemeanings" not in visible(pack.pdfs["pupils/handout.pdf"])
