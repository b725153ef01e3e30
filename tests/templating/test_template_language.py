"""What ordinary templates do works, and gives exactly the text one expects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from handouts.errors import TemplateError
from handouts.model.sheet import Piece, PupilItem, PupilSection
from handouts.model.timeline import Day
from handouts.templating import load_theme, render, unstamped
from handouts.templating.engine import _engine
from handouts.templating.filters import FILTERS, TESTS

SECTION = PupilSection(
    "A", "choice", "Pilihan Ganda", "Pilihlah.", (PupilItem("1", "Kapan?", options=(("A", "1938"), ("B", "1939"))),)
)
CONTEXT = {
    "s": SECTION,
    "rows": ("x", "y", "z"),
    "n": 3,
    "nothing": None,
    "L": {"sections.cloze.title": "Isian", "items": "kunci"},
    "start": Day(1941, 6, 22),
    "bc": Day(-264, 1, 1),
    "t": lambda key, **values: f"{key}:{','.join(str(v) for v in values.values())}",
}

ORDINARY = {
    "{{ s.title }}": "Pilihan Ganda",
    "{{ s.items[0].stem }}": "Kapan?",
    "{{ s['title'] }}": "Pilihan Ganda",
    "{% for i in s.items %}{% for l, o in i.options %} {{ l }}={{ o }}{% endfor %}{% endfor %}": " A=1938 B=1939",
    "{% if s.shape == 'choice' and not s.bank %}ja{% else %}tidak{% endif %}": "ja",
    "{{ 'ya' if s.items else 'tidak' }}": "ya",
    "{{ n + 1 }} {{ n - 1 }} {{ n // 2 }} {{ n % 2 }} {{ -n }}": "4 2 1 1 -3",
    "{{ 'a' ~ n ~ 'b' }} {{ 'a' + 'b' }}": "a3b ab",
    "{% set x = s.letter %}{{ x }}": "A",
    "{{ rows|join(', ') }} {{ rows|length }} {{ rows|first }}{{ rows|last }}": "x, y, z 3 xz",
    "{{ rows|reverse|join }} {{ rows|batch(2)|first|join }}": "zyx xy",
    "{{ rows[1:]|join }} {{ rows[-1] }}": "yz z",
    "{{ s.items|map(attribute='number')|join }}": "1",
    "{{ s.items|selectattr('number', 'eq', '1')|list|length }}{{ s.items|rejectattr('lines')|list|length }}": "11",
    "{{ 'a b'|replace(' ', '_') }} {{ ' x '|trim }} {{ 'x'|upper }}": "a_b x X",
    "{{ 2.345|round(1) }} {{ '7'|int + 1 }} {{ n|string }} {{ -3|abs }}": "2.3 8 3 3",
    "{{ t('name', a=1, b='x') }}": "name:1,x",
    "{{ L['sections.cloze.title'] }} {{ L.items }}": "Isian kunci",
    "{{ start }} {{ bc }}": "1941-06-22 -0264-01-01",
    "[{{ nothing }}]": "[]",
    "{{ missing|default('-') }} {{ 'j' if missing is defined else 'n' }}": "- n",
    "{{ s.missing|default('-') }}": "-",
    "{% for i in range(3) %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}": "1a2b3a",
    "{% for i in rows %}{{ i }}{% if not loop.last %},{% endif %}{% endfor %}": "x,y,z",
    "{% for r in rows if r != 'y' %}{{ r }}{% else %}-{% endfor %}{% for r in () %}{% else %}-{% endfor %}": "xz-",
    "{% macro m(a, b='q') %}{{ a }}{{ b }}{% endmacro %}{{ m('p') }}{{ m('p', b='z') }}": "pqpz",
    "{% raw %}{{ not jinja }}{% endraw %}": "{{ not jinja }}",
    "{# {{ gone }} #}x": "x",
    "{{ '<b>&\"' }}": "&lt;b&gt;&amp;&#34;",
    "{{ rows|sort(reverse=true)|join }}": "zyx",
    "{% if 4 is even and 9 is divisibleby 3 %}j{% endif %}": "j",
    "{{ '1' < '2' and 1 or 2 }}": "1",
    "{% if 'x' in rows %}j{% endif %}": "j",
    "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% endfor %}{% endfor %}{% endfor %}j": "j",
}


@pytest.mark.parametrize("source", ORDINARY)
def test_ordinary(source: str, make_theme: Any) -> None:
    assert render(make_theme(sheet=source), "sheet", CONTEXT) == ORDINARY[source]


def test_statement_lines_leave_no_trace(make_theme: Any) -> None:
    theme = make_theme(
        sheet="<p>\n  {% for r in rows %}\n    {% if r %}\n{{ r }}\n    {% endif %}\n  {% endfor %}\n</p>"
    )
    assert unstamped(render(theme, "sheet", CONTEXT)) == "<p>\nx\ny\nz\n</p>"


def test_includes_macros_and_blocks(make_theme: Any) -> None:
    theme = make_theme(
        base='<a>{% block title %}base{% endblock %}|{% include "part.xml.j2" %}</a>',
        part="{{ n }}",
        macros="{% macro twice(x) %}{{ x }}{{ x }}{{ t('k') }}{% endmacro %}",
        sheet='{% extends "base.xml.j2" %}{% from "macros.xml.j2" import twice as double %}'
        '{% import "macros.xml.j2" as m %}'
        "{% block title %}{{ super() }}+{{ double('z') }}{{ m.twice(n) }}{% endblock %}",
    )
    assert unstamped(render(theme, "sheet", CONTEXT)) == "<a>base+zzk:33k:|3</a>"


def test_templates_come_from_the_nearest_theme(make_theme: Any) -> None:
    theme = make_theme(
        "default",
        default__base="<a>{% block head %}default{% endblock %} {% include 'part.xml.j2' %}</a>",
        default__sheet='{% extends "base.xml.j2" %}',
        default__part="default part",
        sheet='{% extends "base/sheet.xml.j2" %}{% block head %}school+{{ super() }}{% endblock %}',
        part="school part",
    )
    assert unstamped(render(theme, "sheet", CONTEXT)) == "<a>school+default school part</a>"
    assert theme.chain == ("school", "default")
    assert theme.templates["part.xml.j2"] == "school part"


def test_missing_include_may_be_ignored(make_theme: Any) -> None:
    theme = make_theme(sheet='a{% include "none.xml.j2" ignore missing %}b')
    assert render(theme, "sheet", CONTEXT) == "ab"


def test_renderings_do_not_share_anything(make_theme: Any) -> None:
    """The label function and the budget belong to one rendering, though the compiled templates are kept."""
    theme = make_theme(
        parts="{% macro k() %}{{ t('k') }}{% endmacro %}", sheet='{% from "parts.xml.j2" import k %}{{ k() }}'
    )
    for language in ("id", "en", "id"):
        assert render(theme, "sheet", {"t": lambda key, language=language: language}) == language
    for _ in range(3):
        loops = make_theme(sheet="{% for a in range(200) %}{% for b in range(200) %}{% endfor %}{% endfor %}")
        assert render(loops, "sheet", {}) == ""


@dataclass(frozen=True)
class _Tricky:
    """Fields with the names of methods."""

    items: tuple[str, ...] = ("a",)
    values: str = "v"
    kind: str = "k"
    keys: str = "y"


def test_fields_win_over_methods(make_theme: Any) -> None:
    theme = make_theme(sheet="{{ x.items[0] }}{{ x.values }}{{ x.kind }}{{ x.keys }}")
    assert render(theme, "sheet", {"x": _Tricky()}) == "avky"


def test_shipped_templates_are_not_refused() -> None:
    for folder in sorted((Path(__file__).parents[2] / "templates").iterdir()):
        if not (folder / "theme.yaml").exists():
            continue
        theme = load_theme(folder, [folder.parent])
        for name in theme.templates:
            engine = _engine(theme.sources)
            engine.prepare(engine.entry(name, ""))


def test_a_safe_looking_text_is_escaped_all_the_same(make_theme: Any) -> None:
    class Safe(str):
        def __html__(self) -> str:
            return str(self)

    theme = make_theme(sheet="{{ x }}{{ p.text }}")
    text = render(theme, "sheet", {"x": Safe("<b>"), "p": Piece(Safe("<i>"))})
    assert text == "&lt;b&gt;&lt;i&gt;"


def test_markup_of_a_macro_is_not_spoilt_by_joining(make_theme: Any) -> None:
    theme = make_theme(sheet="{% macro m() %}<b>x</b>{% endmacro %}{{ m() ~ '<i>' }}")
    assert unstamped(render(theme, "sheet", {})) == "<b>x</b>&lt;i&gt;"


def test_unknown_template_of_a_theme(make_theme: Any) -> None:
    with pytest.raises(TemplateError) as refusal:
        render(make_theme(worksheet=""), "worksheets", {})
    wrong = refusal.value.diagnostics[0]
    assert (wrong.code, wrong.data["suggestion"]) == ("theme-no-template", "worksheet.xml.j2")


def test_docs_name_every_filter_and_test() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    section = docs[docs.index("- **Filters**") : docs.index("- Names that begin")]
    filters, tests = (set(re.findall(r"`([a-z]+)[`(]", part)) for part in section.split("- **Tests**"))
    assert (filters, tests) == (set(FILTERS), set(TESTS))
