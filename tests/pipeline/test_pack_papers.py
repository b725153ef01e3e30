"""Job sheet, distribution list and name slips as finished PDFs: every name whole, on every paper, in every theme."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_examples import examples
from support_papers import NAMES, class_of, facts_of, job_line
from support_pdf import dark, pages, visible
from test_every_print import faults_of

from handouts import materials, press, templating
from handouts.errors import HandoutsError
from handouts.languages.labels import Labels
from handouts.model.jobs import ClassJob, ClassSets
from handouts.model.press import Rendered
from handouts.pipeline.pack_samples import DISTRIBUTION, JOB_SHEET, SLIPS
from handouts.pipeline.places import shipped_themes
from handouts.pipeline.printing import Printer
from handouts.reading.papers import paper

LONG = ("Panjang " * 40)[:300].strip()
UNBROKEN = "Panjang" * 42 + "Contoh"
# Names that a template, XML or a reader of names might spoil.
ODD = (
    "Siti Nur'aini", "O’Contoh-Teladan", "Ñandú Übung", "Юлия Примерова", "Αγγελική Παράδειγμα", "Nguyễn Thị Ví Dụ",
    "<b>Adika</b>", "&amp; Sons", "{{ s.title }}", "{% raw %}", '"Bening"', "Cempaka]]>", "1. Damar", "A B Contoh V",
    "Contoh, Elok", "Z", LONG, UNBROKEN,
)  # fmt: skip


@cache
def printer(language: str, theme: str = "default", on: str = "A4") -> Printer:
    found = templating.load_theme(theme, [shipped_themes()], shipped_themes())
    return Printer(found, paper(on), Labels(language, found.labels.get(language, {})))


def every_paper(language: str, of_class: ClassSets, *, special: bool = False) -> list[tuple[str, Any]]:
    facts = facts_of(language, special=special)
    found = (
        ClassJob("XI-1", job_line("pupils/xi-1.pdf", (4,) * 36 + (5, 5, 5))),
        ClassJob("XI-2", job_line("pupils/xi-2.pdf", (4,) * 30)),
        ClassJob("", job_line("pupils/slips.pdf", (2,), on="A4", sides=1)),
    )
    return [
        (JOB_SHEET, materials.job_sheet(facts, press.count_jobs(found), (of_class,), "teacher/")),
        (DISTRIBUTION, materials.distribution_sheet(facts, of_class)),
        (SLIPS, materials.slips_sheet(facts, of_class)),
    ]


def shown(language: str, names: Sequence[str], template: str, **how: Any) -> Rendered:
    sheets = dict(every_paper(language, class_of(names, **how)))
    return printer(language).print(template, sheets[template])


# Each theme, paper and language at least once.
LOOKS = [
    ("default", "A4", "en"),
    ("default", "A5", "id"),
    ("indonesia-lkpd", "F4", "id"),
    ("indonesia-naskah-soal", "F4", "en"),
    ("primary", "Letter", "en"),
]


@pytest.mark.sliced(4)
@pytest.mark.parametrize(("theme", "on", "language"), LOOKS)
def test_every_paper_is_valid_and_inside_its_margins(theme: str, on: str, language: str) -> None:
    by = printer(language, theme, on)
    for template, sheet in every_paper(language, class_of(NAMES[:36], across=6, special=True), special=True):
        document = by.document(template, sheet)
        rendered = by.print(template, sheet)
        assert list(faults_of(document, by.style(sheet), rendered, by.paper)) == [], template


@pytest.mark.parametrize("template", [DISTRIBUTION, SLIPS])
def test_names_are_printed_as_the_roster_has_them(template: str) -> None:
    text = visible(shown("id", ODD, template).data)
    for name in ODD:
        assert dark(name) in text


# Letters that the shipped fonts have, in four scripts, and marks that mean something elsewhere.
LETTERS = "abcdefzXÀéñßıŁŽабвгдяЖαβγδωΩ'’-.,<>&{}%#\"`()[]"


@settings(max_examples=examples(15))
@given(st.lists(st.text(LETTERS + " ", min_size=1, max_size=300).map(" ".join).filter(str.strip), max_size=5))
def test_any_name_is_printed_whole_on_both(names: list[str]) -> None:
    clean = [" ".join(name.split()) for name in names]
    of_class = class_of(clean)
    for template, sheet in every_paper("en", of_class)[1:]:
        text = dark(visible(printer("en").print(template, sheet).data))
        for name in clean:
            assert dark(name) in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_long_name_does_not_make_the_list_small(language: str) -> None:
    """The row of a word that fits no line is cut; the class stays on its pages."""
    assert shown(language, NAMES[:28], DISTRIBUTION).pages == 1
    assert shown(language, [*NAMES[:27], UNBROKEN], DISTRIBUTION).pages == 1
    text = pages(shown(language, [*NAMES[:27], UNBROKEN], DISTRIBUTION).data)[0]
    assert re.search(rf"^27 {NAMES[26]} K7M2QX3-A", text, re.M)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_class_of_400_goes_on_under_the_same_head(language: str) -> None:
    names = [f"{NAMES[n % 50]} {n}" for n in range(400)]
    made = shown(language, names, DISTRIBUTION, across=20)
    text = pages(made.data)
    head = " ".join(printer(language).labels(f"pack.list.{key}") for key in ("number", "name"))
    rows = [page for page in text if re.search(r"^\d+ .* K7M2QX3-[AB]", page, re.M)]
    assert 9 <= len(rows) <= 12 and all(head in page for page in rows)
    found = re.findall(r"^(\d+) .* (\d+) (\d+/\d+) K7M2QX3-([AB])", "\n".join(text), re.M)
    assert [int(row[0]) for row in found] == list(range(1, 401))
    assert all(seat == f"{int(n) // 20 + 1}/{int(n) % 20 + 1}" for _, n, seat, _ in found)


@pytest.mark.sliced(6)
@pytest.mark.parametrize("count", [1, 2, 5, 36])
def test_a_slip_stands_on_one_page(count: int) -> None:
    names = [*NAMES[: count - 1], LONG]
    for name, place in zip(names, range(1, count + 1), strict=True):
        version = "AB"[(place - 1) % 2]
        whole = rf"{re.escape(dark(name))}XI-1·No\.{place}Version{version}·K7M2QX3-{version}"
        found = [page for page in pages(shown("en", names, SLIPS).data) if re.search(whole, dark(page))]
        assert len(found) == 1, name


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_name_stands_anywhere_but_on_the_pages(language: str) -> None:
    of_class = class_of(NAMES[:36], across=6)
    for template, sheet in every_paper(language, of_class):
        made = printer(language).print(template, sheet)
        with pikepdf.open(io.BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
            told = [str(value) for value in pdf.docinfo.values()] + [item.title for item in outline.root]
            told += [item.title for top in outline.root for item in top.children]
            told.append(bytes(pdf.Root.Metadata.read_bytes()).decode("utf-8") if "/Metadata" in pdf.Root else "")
        assert not [name for name in NAMES if name in " ".join(told)], template
        has_names = any(name in " ".join(pages(made.data)) for name in NAMES)
        assert has_names == (template != JOB_SHEET)


def test_the_job_sheet_says_what_the_copier_must_do() -> None:
    text = " ".join(" ".join(pages(shown("id", NAMES[:36], JOB_SHEET).data)).split())
    assert "36 × 4 lembar 3 × 5 lembar 159" in text
    assert "Jumlah 281" in text
    assert "F4 (215 × 330 mm) 279 0,6" in text and "A4 (210 × 297 mm) 2 0,1" in text
    assert "bolak-balik, balik pada sisi panjang" in text and "satu sisi" in text


def test_a_name_that_no_font_has_is_never_replaced() -> None:
    with pytest.raises(HandoutsError) as told:
        shown("en", ["Adika \U00013000"], DISTRIBUTION)
    assert {d.code for d in told.value.diagnostics} == {"check-glyph"}


def test_what_is_cut_up_asks_for_one_side() -> None:
    with pikepdf.open(io.BytesIO(shown("en", NAMES[:5], SLIPS).data)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"
