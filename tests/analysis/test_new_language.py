"""A language of two files that nobody has written code for: Sandbox, with the year first and its particles behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from analysis_essays import essay

from handouts.analysis.dates import dates
from handouts.analysis.segments import sentences
from handouts.analysis.terms import terms
from handouts.languages.lexicon import available, more_languages
from handouts.languages.terms import term_words

DOCS = Path(__file__).parents[2] / "docs"
LEXICON = """
format = 1
name = "Sandbox"
script = "Latin"
function_words = "na ko ha"
[sentences]
abbreviations = ""
soft_abbreviations = ""
closing_abbreviations = ""
[citations]
words = []
[spam]
strong = []
weak = []
[boilerplate]
words = ""
[clauses]
verbs = ""
verb_prefixes = []
verb_suffixes = []
not_verbs = ""
[names]
head_first = false
inside = []
bridges = []
titles = ""
organisation_heads = ""
event_heads = ""
place_heads = ""
places = ""
demonyms = ""
aliases = {}
[definitions]
links = []
articles = []
relatives = []
verbs = []
named = []
genus = ""
not_subjects = ""
leading = []
[terms]
prefixes = []
suffixes = []
learned = []
plurals = []
"""

DATES = """
format = 1
capitalised = []
ambiguous = []
ordinal_suffixes = []
ordinal_prefixes = []
decade_suffixes = ["'um"]
thousands = "."
month_before_day = false
labels = "lika"
counted = "moro"
inexact = ["pasi"]
plans = []

[macros]
PART = "MODN?"

[[patterns]]
rule = "full-date"
pattern = "YEAR MONTH DAY"
[[patterns]]
rule = "day-month"
pattern = "MONTH DAY"
[[patterns]]
rule = "month-year"
pattern = "YEAR MONTH $PART"
[[patterns]]
rule = "month"
pattern = "MONTH"
[[patterns]]
rule = "year"
pattern = "YEAR $PART"
[[patterns]]
rule = "year-era"
pattern = "(YEAR|YEAR3|YEAR2|DAY) ERA"
[[patterns]]
rule = "decade"
pattern = "DECADE $PART"
[[patterns]]
rule = "shift"
pattern = "(NUM|DAY) UNIT SHIFT"
[[patterns]]
rule = "deictic"
pattern = "UNIT (THAT|NEXT)"

[classes]
MONTH = { una = "1", dua = "2", tria = "3" }
MODN = { keba = "START", fina = "END" }
ERA = { gobi = "BC" }
NUM = { tu = "2" }
UNIT = { ano = "year", luno = "month", dio = "day" }
SHIFT = { pota = "+1", reta = "-1" }
THAT = { so = "0" }
NEXT = { neko = "+1" }
TO = { alu = "" }
PREP = { na = "" }
"""

CASES = [
    ("1941 tria 22 na kota ha lisa.", [("1941 tria 22", "1941-03-22", None, "explicit")]),
    ("1941 dua fina na kota ha lisa.", [("1941 dua fina", "1941-02", "END", "explicit")]),
    (
        "1941 na kota ha lisa. tria 5 na soma ha lisa. tu ano pota na soma ha goba.",
        [
            ("1941", "1941", None, "explicit"),
            ("tria 5", "1941-03-05", None, "inherited"),
            ("tu ano pota", "1943", None, "shifted"),
        ],
    ),
    ("264 gobi na kota ha lisa.", [("264 gobi", "BC0264", None, "explicit")]),
    ("1939 alu 1945 na kota ha goba.", [("1939", "1939", None, "explicit"), ("1945", "1945", None, "explicit")]),
    ("1930'um keba na soma ha lisa.", [("1930'um keba", "193", "START", "explicit")]),
    ("pasi 1900 moro na kota ha lisa. lika 1812 na soma ha goba.", []),
]


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "toy"
    folder.mkdir()
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    (folder / "dates.toml").write_text(DATES, encoding="utf-8")
    with more_languages(tmp_path):
        yield "toy"


@pytest.mark.parametrize(("text", "expected"), CASES, ids=lambda v: str(v)[:30])
def test_a_language_is_its_data(toy: str, text: str, expected: list[tuple[str, ...]]) -> None:
    whole = essay(text)
    found = dates(whole, sentences(whole, toy), toy)
    assert [(d.passage.text, d.date.value, d.date.mod, d.basis) for d in found] == expected


def test_the_file_that_the_documentation_shows_is_a_language(tmp_path: Path) -> None:
    block = (DOCS / "dates.md").read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    short = 'format = 1\nthousands = "."\nmonth_before_day = false\n' + block[block.index("[[patterns]]") :]
    for code, data in (("shown", block), ("short", short.replace("$FRONT ", ""))):
        (tmp_path / code).mkdir()
        (tmp_path / code / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
        (tmp_path / code / "dates.toml").write_text(data, encoding="utf-8")
    with more_languages(tmp_path):
        for code in ("shown", "short"):
            whole = essay("The bridge fell in June 1941.")
            found = dates(whole, sentences(whole, code), code)
            assert [(d.passage.text, d.date.value) for d in found] == [("June 1941", "1941-06")], code


def test_terms_need_no_lists(toy: str) -> None:
    whole = essay("kota Soma lisa na. Soma goba ha, kota lisa.")
    words = term_words(toy)
    assert not (words.strong or words.phrases or words.known)
    assert terms(whole, sentences(whole, toy), (), (), (), (), toy) == ()
    [found] = terms(whole, sentences(whole, toy), (), (), (), (), toy, {"kota lisa": "kota lisa"})
    assert (found.term, found.forms, found.rule) == ("kota lisa", ("kota lisa",), "glossary")


def test_it_is_gone_afterwards(toy: str, tmp_path: Path) -> None:
    assert toy in available()
    with more_languages(tmp_path):
        pass
    assert available() == tuple(sorted({"en", "id", toy}))


def test_the_languages_of_the_tool_are_known_without_it() -> None:
    assert available() == ("en", "id")
