"""Words in no dictionary: regular forms are known, misspellings are not, and a clear suggestion comes along."""

from __future__ import annotations

import subprocess
import sys

import pytest
from analysis_essays import essay

from handouts.analysis import doubts
from handouts.analysis.spelling import is_known, suggestion

KNOWN = {
    "id": "ditandatanganinya mempertanggungjawabkan ketidaksepakatan negara-negara bersama-sama kehijau-hijauan "
    "ubi-ubian kesewenang-wenangan menganeksasi berpartisipasi pengeboman disetujuinyalah arkeologis "
    "kolonisasi penyeberangan",
    "en": "governments treaties unwillingness decolonized colour organisation self-government anti-slavery stopped "
    "running won't slaveholders counteroffensive re-elected",
}
UNKNOWN = {
    "id": "bepartisipasi didirikannnya kathulistiwa pemerintahh menyerbbu dinegara-negarra peperangn sedeerhana",
    "en": "goverment accompanyied ancedote encouragment pressumed recieved beleived sacrificied",
}
SUGGESTED = {"id": {"pemerintahh": "pemerintah", "negarra": "negara"}, "en": {"goverment": "government"}}
CASES = [(lang, word, True) for lang in KNOWN for word in KNOWN[lang].split()]
CASES += [(lang, word, False) for lang in UNKNOWN for word in UNKNOWN[lang].split()]


@pytest.mark.parametrize(("language", "word", "known"), CASES)
def test_words(language: str, word: str, known: bool) -> None:
    assert is_known(word, language) == known


def test_suggestions_are_clear_or_none() -> None:
    for language, words in SUGGESTED.items():
        for word, wanted in words.items():
            assert suggestion(word, language) == wanted
    assert suggestion("qqqqqqq", "en") == ""


def test_spelling_is_a_hint_that_blocks_nothing() -> None:
    [flag] = doubts(essay("The goverment fell in the spring of that year."), "en", spelling=True).flags
    assert (flag.code, flag.severity, flag.blocks, flag.passage.text) == ("flag-spelling", "hint", False, "goverment")
    assert dict(flag.data)["suggestion"] == "government"
    assert doubts(essay("The goverment fell in the spring of that year."), "en").flags == ()


def test_names_and_addresses_are_not_looked_up() -> None:
    text = "Zyxqvu met Qqwerty at www.qqzz.com and wrote to qqzz@xxyy.org about it."
    assert [f for f in doubts(essay(text), "en", spelling=True).flags if f.code == "flag-spelling"] == []


def test_the_table_is_made_for_spelling_alone() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests/analysis')\n"
        "from analysis_essays import essay\n"
        "from handouts.analysis import doubts\n"
        "from handouts.languages import dictionary as d\n"
        "doubts(essay('Perang itu pecah. Umansky pulang. Kata umansky, ia lelah.'), 'id')\n"
        "assert d.dictionary.cache_info().currsize == 0\n"
        "doubts(essay('Perang itu pecah.'), 'id', spelling=True)\n"
        "assert d.dictionary.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
