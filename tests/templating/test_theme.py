"""Themes: what theme.yaml may say, where themes are found, and what is said when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.errors import TemplateError, UsageProblem
from handouts.model.press import Paper, Style
from handouts.templating import load_theme, paper, papers


def _write(root: Path, name: str, text: str = "", **templates: str) -> Path:
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theme.yaml").write_text(f"format: 1\nname: {name}\n{text}", encoding="utf-8")
    for file, source in templates.items():
        (folder / f"{file}.xml.j2").write_text(source, encoding="utf-8")
    return folder


def _wrong(name: str | Path, *search: Path) -> list[tuple[str, int]]:
    with pytest.raises(TemplateError) as refusal:
        load_theme(name, search)
    assert refusal.value.exit_code == 4
    return [(d.code, d.location.line if d.location else 0) for d in refusal.value.diagnostics]


FULL = """paper: f4
fonts: {reading: andika, sans: pt-sans}
colours: {accent: "#102030", dark: "#000000", grey: "#555555", rule: "#888888", tint: "#eeeeee", answer: "#0000aa"}
sizes: {tiny: 8, small: 9.5, body: 11, heading: 13, title: 20, reading: 11, leading: 16pt}
margins: {inner: 25mm, outer: 2cm, top: 1in, bottom: 18, punch: left}
duplex: false
measure: 120mm
writing: {gap: 30mm, box-width: 9mm, box-height: 7mm, lines: 10mm}
labels:
  id: {header.kind_reading: "Teks", own.other: "x {number}"}
  en: {header.kind_reading: "Text"}
"""


def test_every_value_arrives(tmp_path: Path) -> None:
    theme = load_theme(_write(tmp_path, "school", FULL, sheet="x"), [])
    assert (theme.name, theme.paper, theme.fonts) == ("school", "F4", ("andika", "pt-sans"))
    assert theme.style == Style(
        "andika", "pt-sans", "#102030", "#000000", "#555555", "#888888", "#eeeeee", "#0000aa", 8, 9.5, 11, 13, 20, 11,
        16, 120, 25, 20, 25.4, 18, "left", 30, 9, 7, 10, False,
    )  # fmt: skip
    assert theme.labels["id"] == {"header.kind_reading": "Teks", "own.other": "x {number}"}
    assert dict(theme.templates) == {"sheet.xml.j2": "x"}


def test_nothing_given_is_the_default_style(tmp_path: Path) -> None:
    theme = load_theme(_write(tmp_path, "school"), [])
    assert (theme.style, theme.paper, theme.sources) == (Style(), "A4", ())


def test_chain_of_three(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    colours = 'colours: {accent: "#111111", dark: "#111111"}\nlabels: {id: {own.a: "1", own.b: "1"}}\n'
    _write(two, "default", colours + "paper: Letter\n", base="default", sheet="default")
    words = 'labels: {id: {own.b: "2"}}\n'
    _write(two, "national", 'based-on: default\ncolours: {dark: "#222222"}\n' + words, sheet="national")
    _write(one, "school", "based-on: national\nmeasure: 100mm\n", extra="school")
    theme = load_theme("school", [one, two])
    assert theme.chain == ("school", "national", "default")
    assert (theme.style.accent, theme.style.dark, theme.style.measure_mm) == ("#111111", "#222222", 100)
    assert theme.labels == {"id": {"own.a": "1", "own.b": "2"}}
    assert theme.paper == "Letter"
    assert theme.templates == {"base.xml.j2": "default", "sheet.xml.j2": "national", "extra.xml.j2": "school"}


def test_a_theme_may_take_the_name_of_the_one_it_is_based_on(tmp_path: Path) -> None:
    _write(tmp_path / "own", "default", "based-on: default\nmeasure: 100mm\n")
    _write(tmp_path / "shipped", "default", sheet="x")
    theme = load_theme("default", [tmp_path / "own", tmp_path / "shipped"])
    assert theme.chain == ("default", "default")
    assert list(theme.templates) == ["sheet.xml.j2"]


def test_cycle(tmp_path: Path) -> None:
    _write(tmp_path, "a", "paper: A4\nbased-on: b\n")
    _write(tmp_path, "b", "based-on: a\n")
    _write(tmp_path, "self", "based-on: self\n")
    assert _wrong("a", tmp_path) == [("theme-cycle", 3)]
    assert _wrong("self", tmp_path) == [("theme-cycle", 3)]


def test_not_found(tmp_path: Path) -> None:
    _write(tmp_path, "school", "based-on: defualt\n")
    _write(tmp_path, "default")
    assert _wrong("school", tmp_path) == [("theme-not-found", 3)]
    with pytest.raises(UsageProblem) as refusal:
        load_theme("scool", [tmp_path, tmp_path / "none"])
    data = refusal.value.diagnostics[0].data
    assert (data["suggestion"], data["known"]) == ("school", "default, school")
    with pytest.raises(UsageProblem):
        load_theme(tmp_path / "nothing", [])


MISTAKES = {
    "colour without sign": ("theme-colour", 'colours: {accent: "102030"}'),
    "colour name": ("theme-colour", "colours: {accent: teal}"),
    "short colour": ("theme-colour", 'colours: {accent: "#123"}'),
    "length": ("yaml-wrong-value", "margins: {inner: wide}"),
    "margin too wide": ("yaml-wrong-value", "margins: {inner: 200mm}"),
    "inches of inches": ("yaml-wrong-value", "margins: {inner: 25in}"),
    "negative": ("yaml-wrong-value", "margins: {inner: -3mm}"),
    "size": ("yaml-wrong-value", "sizes: {body: 2}"),
    "size in mm": ("yaml-wrong-value", "sizes: {body: 5mm}"),
    "unknown key": ("yaml-unknown-key", "colors: {accent: x}"),
    "unknown key inside": ("yaml-unknown-key", 'colours: {acent: "#123456"}'),
    "unknown paper": ("paper-unknown", "paper: A99"),
    "path as a name": ("yaml-wrong-value", "based-on: ../other"),
    "font file": ("yaml-wrong-value", "fonts: {reading: ../../font.ttf}"),
    "switch": ("yaml-wrong-type", "duplex: perhaps"),
    "label that reaches into values": ("label-braces", 'labels: {id: {header.kind_reading: "{x.__class__}"}}'),
    "label that fills the memory": ("label-braces", 'labels: {id: {header.kind_reading: "{x:>999999999}"}}'),
    "label with a loose brace": ("label-braces", 'labels: {id: {header.kind_reading: "{x"}}'),
    "label with an unknown name": ("label-unknown-placeholder", 'labels: {id: {footer.page: "Hal. {halaman}"}}'),
    "label without a name it needs": ("label-missing-placeholder", 'labels: {id: {footer.page: "Hal. {page}"}}'),
    "label that is not there": ("label-unknown", 'labels: {id: {header.kind_raeding: "Teks"}}'),
    "label of no page": ("label-unknown", 'labels: {id: {binding.units: "(a+)+"}}'),
    "language of labels": ("yaml-wrong-value", 'labels: {xx: {header.kind_reading: "Teks"}}'),
    "letterhead of two kinds": (
        "letterhead-picture-and-lines",
        "letterhead: {lines: [X], picture: {file: x.png, alt: X}}",
    ),
    "letterhead with three logos": ("letterhead-too-many", "letterhead: {lines: [X], logos: [a.png, b.png, c.png]}"),
    "letterhead with both logos left": (
        "letterhead-one-side",
        "letterhead: {lines: [X], logos: [{file: a.png, side: left}, {file: b.png, side: left}]}",
    ),
    "logo that is not there": ("picture-missing", "letterhead: {lines: [X], logos: [{file: a.png, alt: A}]}"),
    "logo outside": ("yaml-wrong-value", "letterhead: {lines: [X], logos: [../a.png]}"),
    "size of a line": ("yaml-wrong-value", "letterhead: {lines: [{text: X, size: huge}]}"),
    "rule": ("yaml-wrong-value", "letterhead: {lines: [X], rule: tripel}"),
    "sheet of a letterhead": ("yaml-wrong-value", "letterhead: {lines: [X], sheets: [workshet]}"),
    "name in the footer": ("yaml-wrong-value", 'footer: {left: "{klass}"}'),
    "label by position": ("label-braces", 'labels: {id: {header.kind_reading: "{0}"}}'),
    "list for a mapping": ("yaml-wrong-type", "colours: [a]"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_in_the_file(name: str, tmp_path: Path) -> None:
    code, text = MISTAKES[name]
    folder = _write(tmp_path, "school", "measure: 120mm\n" + text + "\n")
    assert _wrong(folder) == [(code, 4)]


def test_newer_format(tmp_path: Path) -> None:
    folder = _write(tmp_path, "school")
    (folder / "theme.yaml").write_text("format: 9\nname: school\n", encoding="utf-8")
    assert _wrong(folder) == [("yaml-format-newer", 1)]


# ---- papers


def test_papers() -> None:
    assert [p.name for p in papers()] == ["A3", "A4", "A5", "B5", "F4", "Letter", "Legal"]
    assert paper("f4") == Paper("F4", 215, 330)
    assert paper(" LETTER ").width_mm == 215.9
    assert paper("legal").height_mm == 355.6


def test_unknown_paper() -> None:
    with pytest.raises(UsageProblem) as refusal:
        paper("leter")
    wrong = refusal.value.diagnostics[0]
    assert wrong.code == "paper-unknown"
    assert (wrong.data["name"], wrong.data["suggestion"]) == ("leter", "Letter")
    assert wrong.data["known"] == "A3, A4, A5, B5, F4, Letter, Legal"
