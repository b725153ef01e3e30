"""Every mistake is named at the file and line of the template it stands in, whatever loops and includes are around."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.errors import TemplateError
from handouts.markup import parse
from handouts.model.sheet import Piece
from handouts.templating import Theme, render

PNG = b"\x89PNG\r\n\x1a\n"
CONTEXT = {
    "rows": ("a", "b", "c"),
    "s": Piece("text"),
    "t": {"known": "Known"}.__getitem__,
}


def _wrong(theme: Theme, name: str = "sheet") -> list[tuple[str, str, int]]:
    """Code, file and line of all that is wrong."""
    try:
        parse(render(theme, name, CONTEXT), lambda picture: PNG)
    except TemplateError as error:
        return [(d.code, d.location.file.rpartition("/")[2], d.location.line) for d in error.diagnostics if d.location]
    return []


# The mistake stands where the comment >>> is: on the line behind it, in a sheet with loops and statements around.
MISTAKES: dict[str, tuple[str, str]] = {
    "unknown element": ("markup-unknown-element", "<hh2>x</hh2>"),
    "unknown inline element": ("markup-unknown-element", "<p>x <strong>y</strong></p>"),
    "unknown attribute": ("markup-unknown-attribute", '<p clas="lead">x</p>'),
    "misplaced": ("markup-misplaced", "<li>x</li>"),
    "misplaced inline": ("markup-misplaced", "<b>x</b>"),
    "block in a paragraph": ("markup-misplaced", "<p><ul><li>x</li></ul></p>"),
    "missing attribute": ("markup-missing-attribute", '<section-head letter="A"/>'),
    "bad class": ("markup-bad-value", '<p class="leed">x</p>'),
    "bad length": ("markup-bad-value", '<space height="6 apples"/>'),
    "no unit": ("markup-bad-value", '<space height="6"/>'),
    "bad number": ("markup-bad-value", '<question number="1"><stem>x</stem><lines count="many"/></question>'),
    "bad switch": ("markup-bad-value", '<p keep-next="true">x</p>'),
    "bad day": ("markup-bad-value", '<timeline alt="x"><event date="x" start="22 Juni">x</event></timeline>'),
    "no such day": ("markup-bad-value", '<timeline alt="x"><event date="x" start="1941-02-30">x</event></timeline>'),
    "no alt": ("markup-missing-attribute", '<img src="a.png"/>'),
    "empty alt": ("markup-bad-value", '<img src="a.png" alt=" "/>'),
    "picture elsewhere": ("markup-bad-value", '<img src="../a.png" alt="x"/>'),
    "text among blocks": ("markup-text-not-allowed", "words of their own"),
    "text in a list": ("markup-text-not-allowed", "<ul>words</ul>"),
    "text in an empty element": ("markup-text-not-allowed", '<space height="6mm">words</space>'),
    "empty heading": ("markup-empty", "<h2> </h2>"),
    "no stem": ("markup-missing-element", '<question number="1"><lines count="2"/></question>'),
    "second title": ("markup-second-title", "<h1>x</h1>"),
    "uneven table": ("markup-uneven-table", "<table><tr><td>a</td></tr><tr><td>a</td><td>b</td></tr></table>"),
    "unclosed element": ("markup-not-closed", "<p>x"),
    "wrong end tag": ("markup-never-opened", "<p>x</h2>"),
    "stray end tag": ("markup-never-opened", "</p>"),
    "no quotes": ("markup-unquoted", "<p class=lead>x</p>"),
    "doubled attribute": ("markup-not-wellformed", '<p class="lead" class="lead">x</p>'),
    "ampersand": ("markup-bare-sign", "<p>R & D</p>"),
    "entity": ("markup-bare-sign", "<p>12&nbsp;menit</p>"),
    "less than": ("markup-bare-sign", "<p>1 < 2</p>"),
    "doctype": ("markup-doctype", "<!DOCTYPE html>"),
    "processing instruction": ("markup-doctype", "<?php echo 1 ?>"),
    "undefined name": ("template-undefined", "<p>{{ nothing }}</p>"),
    "undefined field": ("template-undefined", "<p>{{ s.txt }}</p>"),
    "undefined label": ("template-undefined", "<p>{{ t('unknown') }}</p>"),
    "undefined condition": ("template-undefined", "{% if nothing %}x{% endif %}"),
    "undefined in an attribute": ("template-undefined", '<p class="{{ nothing }}">x</p>'),
    "undefined loop": ("template-undefined", "{% for a in s.nothing %}{% endfor %}"),
    "syntax": ("template-syntax", "{{ a b }}"),
    "unclosed expression": ("template-syntax", "{{ s.text } }"),
    "unknown tag": ("template-syntax", "{% fro x in y %}"),
    "unknown filter": ("template-refused", "{{ s.text|uper }}"),
    "method": ("template-refused", "{{ s.text.upper() }}"),
    "print of a list": ("template-refused", "<p>{{ rows }}</p>"),
    "arithmetic on text": ("template-refused", "{{ s.text - 1 }}"),
    "wrong type": ("template-failed", "{{ s.text|int|length }}"),
    "missing include": ("theme-no-template", '{% include "nothing.xml.j2" %}'),
}
BEFORE = '<sheet lang="id">\n<h1>{{ s.text }}</h1>\n{# a comment\nof two lines #}\n{% set x = rows %}\n'
LOOP = "{% for r in rows %}\n  {% if loop.first %}\n  <p>{{ r }}</p>\n"
AFTER = "\n  {% endif %}\n{% endfor %}\n<p>end</p>\n</sheet>\n"


@pytest.mark.parametrize("name", MISTAKES)
def test_line_of_a_mistake(name: str, make_theme: Any) -> None:
    code, text = MISTAKES[name]
    wrong = _wrong(make_theme(sheet=BEFORE + LOOP + text + AFTER))
    assert wrong[0] == (code, "sheet.xml.j2", 9)


@pytest.mark.parametrize(
    "name",
    # Words and end tags carry no stamp: where no element stands before them, the include's line is named.
    [
        n
        for n, (code, _) in MISTAKES.items()
        if code.startswith("markup") and n not in ("stray end tag", "text among blocks")
    ],
)
def test_line_of_a_mistake_in_an_include_and_in_a_macro(name: str, make_theme: Any) -> None:
    code, text = MISTAKES[name]
    part = "{# first line #}\n\n" + text + "\n"
    theme = make_theme(
        sheet=BEFORE + '{% for r in rows[:1] %}\n{% include "part.xml.j2" %}\n{% endfor %}\n</sheet>', part=part
    )
    assert _wrong(theme)[0] == (code, "part.xml.j2", 3)
    macro = "{% macro m(x) %}\n\n" + text + "\n{% endmacro %}\n"
    theme = make_theme(sheet='{% from "part.xml.j2" import m %}\n' + BEFORE + "{{ m(1) }}</sheet>", part=macro)
    assert _wrong(theme)[0] == (code, "part.xml.j2", 3)


def test_line_in_a_block_of_a_theme_below(make_theme: Any) -> None:
    theme = make_theme(
        "default",
        default__base='<sheet lang="id">\n<h1>x</h1>\n{% block body %}\n{% endblock %}\n<q/>\n</sheet>',
        sheet='{% extends "base/base.xml.j2" %}\n{% block body %}\n<p>x</p>\n<z/>\n{% endblock %}',
    )
    assert _wrong(theme) == [
        ("markup-unknown-element", "sheet.xml.j2", 4),
        ("markup-unknown-element", "base.xml.j2", 5),
    ]


def test_all_mistakes_are_collected(make_theme: Any) -> None:
    text = '<sheet lang="id">\n<h1>x</h1>\n<pp>x</pp>\n<p clas="x">y</p>\nwords\n<note>z</note>\n</sheet>'
    assert [(code, line) for code, _, line in _wrong(make_theme(sheet=text))] == [
        ("markup-unknown-element", 3),
        ("markup-unknown-attribute", 4),
        ("markup-text-not-allowed", 5),
        ("markup-missing-attribute", 6),
    ]


def test_refusals_are_collected_over_files(make_theme: Any) -> None:
    theme = make_theme(
        sheet='{{ 2 * 3 }}\n{% include "part.xml.j2" %}\n{{ a.b() }}', part="x\n{{ _y }}\n\n{{ 'a'|safe }}\n<p>&</p>"
    )
    # What the first file asks for is mended before the files it names are looked at.
    assert _wrong(theme) == [("template-refused", "sheet.xml.j2", 1), ("template-refused", "sheet.xml.j2", 3)]
    theme = make_theme(
        sheet='\n{% include "part.xml.j2" %}{% include "other.xml.j2" %}',
        part="x\n{{ _y }}\n\n{{ 'a'|safe }}\n<p>&</p>",
        other="{{ 2 ** 3 }}",
    )
    assert _wrong(theme) == [
        ("template-refused", "part.xml.j2", 2),
        ("template-refused", "part.xml.j2", 4),
        ("markup-bare-sign", "part.xml.j2", 5),
        ("template-refused", "other.xml.j2", 1),
    ]


def test_stamps_know_what_is_no_tag(make_theme: Any) -> None:
    source = """<sheet lang="id"><!-- <p> {{ "<p>" }} -->
<h1>{{ "<p>" }}{# <p> #}</h1>
{% raw %}
<p class="lead">{{ x }}</p>
{% endraw %}
<p><![CDATA[<b>&</b>]]></p>
{% if "<p>" == "%}" or "{{" %}<p>{{ "}}" }}</p>{% endif %}
<p {% if rows %}class="small"{% endif %}>x</p>
<p{% if rows %} class="small"{% endif %}>x</p>
</sheet>"""
    document = parse(render(make_theme(sheet=source), "sheet", CONTEXT))
    assert [(b.src.rpartition(":")[2], b.content[0].text) for b in document.blocks] == [  # type: ignore[union-attr]
        ("2", "<p>"),
        ("4", "{{ x }}"),
        ("6", "<b>&</b>"),
        ("7", "}}"),
        ("8", "x"),
        ("9", "x"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "suggestion"),
    [
        ("{{ sx.text }}", "sx", "s"),
        ("{{ s.txt }}", "txt", "text"),
        ("{{ rwos }}", "rwos", "rows"),
        ("{{ nothing_like_it }}", "nothing_like_it", ""),
    ],
)
def test_suggestion_for_a_name(text: str, name: str, suggestion: str, make_theme: Any) -> None:
    with pytest.raises(TemplateError) as refusal:
        render(make_theme(sheet=text), "sheet", CONTEXT)
    assert refusal.value.diagnostics[0].data == {"name": name, "suggestion": suggestion}


def test_folder_names_that_need_escaping(tmp_path: Any) -> None:
    from handouts.templating import load_theme

    folder = tmp_path / 'a & "b" <c> {{ d }}' / "school"
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("format: 1\nname: school\n", encoding="utf-8")
    (folder / "sheet.xml.j2").write_text('<sheet lang="id">\n<h1>x</h1>\n<q/></sheet>', encoding="utf-8")
    with pytest.raises(TemplateError) as refusal:
        parse(render(load_theme(folder, []), "sheet", {}))
    place = refusal.value.diagnostics[0].location
    assert place is not None and (place.file, place.line) == ((folder / "sheet.xml.j2").as_posix(), 3)


def test_words_outside_of_all_elements_are_named_where_they_stand(make_theme: Any) -> None:
    base = '<sheet lang="id" {% block sides %}{% endblock %}>\n<h1>x</h1>\n{% block body %}\n{% endblock %}\n</sheet>'
    body = "<p>x</p>\n{{ super() }}\n{% if rows %}\nstray\n{% endif %}\n"
    sheet = '{% extends "base/base.xml.j2" %}\n{% block sides %}author="Ada"{% endblock %}\n{% block body %}\n' + body
    theme = make_theme("default", default__base=base, sheet=sheet + "{% endblock %}")
    assert _wrong(theme) == [("markup-text-not-allowed", "sheet.xml.j2", 7)]
    assert _wrong(make_theme("default", default__base=base, sheet=sheet.replace("stray", "") + "{% endblock %}")) == []
