"""Templates from others are data: what could escape, read files or use up the machine is refused with its line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from handouts.errors import TemplateError, UsageProblem
from handouts.model.sheet import Piece
from handouts.templating import load_theme, render

CONTEXT = {"s": Piece("text"), "items": ("a", "b", "c"), "t": lambda key, **values: f"[{key}]"}

# Each of these must be refused before anything is rendered.
REFUSED = {
    # multiplication and powers
    "long text": "{{ 'a' * 10**9 }}",
    "list product": "{{ [0] * 100000000 }}",
    "power": "{{ 10 ** (10 ** 8) }}",
    "product": "{{ 3 * 4 }}",
    # escapes
    "class": "{{ ''.__class__ }}",
    "class by item": "{{ ''['__class__'] }}",
    "mro": "{{ ().__class__.__mro__[1].__subclasses__() }}",
    "globals of a function": "{{ t.__globals__ }}",
    "attr filter": "{{ ''|attr('__class__') }}",
    "attr filter, built name": "{{ ''|attr('__cla' ~ 'ss__') }}",
    "map with a filter": "{{ items|map('attr', '__class__')|list }}",
    "map attribute": "{{ items|map(attribute='__class__')|list }}",
    "map nested attribute": "{{ items|map(attribute='a.__class__')|list }}",
    "selectattr": "{{ items|selectattr('__class__')|list }}",
    "selectattr with a variable": "{{ items|selectattr(s.text)|list }}",
    "sort attribute": "{{ items|sort(attribute='__class__') }}",
    "str.format": "{{ '{0.__class__}'.format(s) }}",
    "format_map": "{{ '{s.__class__}'.format_map({'s': s}) }}",
    "indirect format": "{{ items|map('format', s)|list }}",
    "format filter": "{{ '%0999999999d'|format(1) }}",
    "self": "{{ self.__init__ }}",
    "self as a name": "{{ self }}",
    "cycler": "{{ cycler('a').__init__ }}",
    "joiner": "{{ joiner(',') }}",
    "namespace": "{% set n = namespace(x=1) %}{% set n.x = 2 %}",
    "lipsum": "{{ lipsum(n=100000) }}",
    "lipsum globals": "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "dict": "{{ dict(a=1) }}",
    "method": "{{ 'a'.upper() }}",
    "ljust": "{{ 'a'.ljust(1000000000) }}",
    "center filter": "{{ 'a'|center(1000000000) }}",
    "indent filter": "{{ 'a'|indent(1000000000) }}",
    "slice filter": "{{ items|slice(1000000000)|list }}",
    "random filter": "{{ items|random }}",
    "safe filter": "{{ '<b>'|safe }}",
    "tojson filter": "{{ s|tojson }}",
    "pprint filter": "{{ s|pprint }}",
    "xmlattr filter": "{{ {'a b': 1}|xmlattr }}",
    "groupby filter": "{{ items|groupby('__class__') }}",
    "unknown filter": "{{ 'a'|nonsense }}",
    "callable test": "{{ t is callable }}",
    "filter test": "{{ 'upper' is filter }}",
    "call of a value": "{{ items[0]() }}",
    "call of a result": "{{ t('a')() }}",
    "star arguments": "{{ t(*items) }}",
    "double star arguments": "{{ t('a', **{'b': 1}) }}",
    "filter with star": "{{ items|join(*items) }}",
    "underscore name": "{{ _x }}",
    "underscore set": "{% set _x = 1 %}",
    "redefined t": "{% set t = 1 %}",
    "redefined range": "{% for range in items %}{% endfor %}",
    "loop changed": "{% for i in items %}{{ loop.changed(i) }}{% endfor %}",
    # statements
    "four loops": "{% for a in items %}" * 4 + "{% endfor %}" * 4,
    "recursive loop": "{% for i in items recursive %}{{ loop(items) }}{% endfor %}",
    "call block": "{% macro m() %}{% endmacro %}{% call m() %}{% endcall %}",
    "filter block": "{% filter upper %}a{% endfilter %}",
    "set block": "{% set x %}a{% endset %}",
    "with": "{% with a = 1 %}{% endwith %}",
    "do": "{% do items.append(1) %}",
    "autoescape off": "{% autoescape false %}{% endautoescape %}",
    # other templates
    "include by variable": "{% include s.text %}",
    "include of a list": "{% include ['a.xml.j2', 'b.xml.j2'] %}",
    "include by path": "{% include '/etc/passwd' %}",
    "include upwards": "{% include '../other/a.xml.j2' %}",
    "include upwards inside": "{% include 'base/../../a.xml.j2' %}",
    "include with a quote": "{% include 'a\\'.xml.j2' %}",
    "include of the theme": "{% include 'theme.yaml' %}",
    "extends by expression": "{% extends 'a' ~ '.xml.j2' %}",
    "import by variable": "{% import s.text as m %}",
    "include of itself": "{% include 'sheet.xml.j2' %}",
    "extends itself": "{% extends 'sheet.xml.j2' %}",
    # size of the template
    "many operands": "{{ " + " ~ ".join(["s.text"] * 100) + " }}",
    "many nodes": "{{ 1 }}" * 25_000,
    "deep parentheses": "{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}",
    "huge number": "{{ " + "9" * 10_000 + " }}",
}

# These look harmless one by one: the budget stops them while they run.
STOPPED = {
    "nested ranges": "{% for a in range(200) %}{% for b in range(200) %}{% for c in range(200) %}x"
    + "{% endfor %}" * 3,
    "long range": "{% for a in range(5000) %}x{% endfor %}",
    "range of a text": "{{ range('9') }}",
    "doubling text": "{% set x0 = 'aaaaaaaaaa' %}"
    + "".join(f"{{% set x{i + 1} = x{i} ~ x{i} %}}" for i in range(40))
    + "{{ x40 }}",
    "doubling with plus": "{% set x0 = 'aaaaaaaaaa' %}"
    + "".join(f"{{% set x{i + 1} = x{i} + x{i} %}}" for i in range(40))
    + "{{ x40 }}",
    "replace": "{% set x = 'a' ~ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}"
    + "".join("{% set x = x|replace('a', x) %}" for _ in range(6))
    + "{{ x }}",
    "join": "{% set x0 = 'aaaaaaaaaa' %}"
    + "".join(f"{{% set x{i + 1} = [x{i}, x{i}, x{i}, x{i}]|join(x{i}) %}}" for i in range(12))
    + "{{ x12 }}",
    "doubling macros": "{% macro m0() %}aaaaaaaaaa{% endmacro %}"
    + "".join(f"{{% macro m{i + 1}() %}}{{{{ m{i}() }}}}{{{{ m{i}() }}}}{{% endmacro %}}" for i in range(40))
    + "{{ m40() }}",
    "silent macros": "{% macro m0() %}{% endmacro %}"
    + "".join(f"{{% macro m{i + 1}() %}}{{{{ m{i}() }}}}{{{{ m{i}() }}}}{{% endmacro %}}" for i in range(40))
    + "{{ m40() }}",
    "endless macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "forking macro": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "long text in loops": "{% for a in range(200) %}{% for b in range(200) %}" + "x" * 500 + "{% endfor %}{% endfor %}",
    "long text in a macro": "{% macro m() %}{% for a in range(200) %}{% for b in range(200) %}"
    + "x" * 5000
    + "{% endfor %}{% endfor %}{% endmacro %}{{ m() }}",
    "batch with fill": "{{ items|batch(1000000000, 'x')|list }}",
    "round": "{{ 5|round(-1000000000) }}",
    "percent format": "{{ '%0999999999d' % 1 }}",
    "list sum": "{{ items + items }}",
    "print of a record": "{{ s }}",
    "print of a list": "{{ items }}",
    "print of a truth": "{{ s.bold }}",
    "print of a function": "{{ t }}",
    "method as attribute": "{{ 'a'.upper }}",
    "mapping method": "{{ {'a': 1}.items }}",
    "loop internals": "{% for i in items %}{{ loop.nextitem.__x }}{% endfor %}",
    "t with a record": "{{ t('a', b=s) }}",
    "macro's internals": "{% macro m() %}{% endmacro %}{{ m.name }}",
    "division by zero": "{{ 1 / 0 }}",
}
KNOWN = {
    "template-refused", "template-own-base", "template-too-large", "template-syntax", "template-undefined",
    "template-failed", "theme-no-template",
}  # fmt: skip


@pytest.mark.parametrize("name", [*REFUSED, *STOPPED])
def test_attack_ends_in_a_located_refusal(name: str, make_theme: Any) -> None:
    text = '<sheet lang="en">\n<h1>x</h1>\n' + {**REFUSED, **STOPPED}[name] + "\n</sheet>\n"
    if "extends" in name:
        text = {**REFUSED, **STOPPED}[name]
    theme = make_theme(sheet=text)
    with pytest.raises(TemplateError) as refusal:
        render(theme, "sheet", CONTEXT)
    first = refusal.value.diagnostics[0]
    assert first.code in KNOWN
    assert first.location is not None and first.location.file.endswith("school/sheet.xml.j2")
    unlocated = (
        "deep parentheses",
        "huge number",
        "long text in loops",
        "endless macro",
        "forking macro",
        "many nodes",
    )
    if name not in unlocated:
        assert first.location.line == (1 if "extends" in name else 3)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_before_rendering(name: str, make_theme: Any) -> None:
    """Also where it stands in a branch that is never taken."""
    body = REFUSED[name]
    if body.startswith("{% extends"):
        return
    theme = make_theme(sheet="{% if false %}" + body + "{% endif %}")
    with pytest.raises(TemplateError):
        render(theme, "sheet", CONTEXT)


def test_doubling_includes(make_theme: Any) -> None:
    """Each template includes the next twice: two to the power of 40 in forty lines."""
    files = {f"a{i}": f'{{% include "a{i + 1}.xml.j2" %}}' * 2 for i in range(40)} | {"a40": ""}
    with pytest.raises(TemplateError) as refusal:
        render(make_theme(**files), "a0", CONTEXT)
    assert refusal.value.diagnostics[0].code == "template-too-large"


def test_circular_includes_are_named(make_theme: Any) -> None:
    theme = make_theme(a='x\n{% include "b.xml.j2" %}', b='\n\n{% from "a.xml.j2" import m %}')
    with pytest.raises(TemplateError) as refusal:
        render(theme, "a", CONTEXT)
    assert [(d.code, d.location.line) for d in refusal.value.diagnostics if d.location] == [("template-refused", 3)]


def test_values_have_no_methods(make_theme: Any) -> None:
    """A path, a module or an object cannot be handed to a template at all."""
    theme = make_theme(sheet="{{ x }}")
    for value in (Path("/etc/passwd"), os, object(), b"bytes", Piece):
        with pytest.raises(TypeError):
            render(theme, "sheet", {"x": value})


def test_label_function_sees_plain_words_only(make_theme: Any) -> None:
    seen: list[Any] = []

    def label(key: str, **values: Any) -> str:
        seen.extend([key, *values.values()])
        return "ok"

    theme = make_theme(sheet="{% macro m() %}<b>x</b>{% endmacro %}{{ t('k', a=m(), b=3) }}")
    render(theme, "sheet", {"t": label})
    assert [type(value) for value in seen] == [str, str, int]


# ---- folders


def _theme(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "theme.yaml").write_text("format: 1\nname: school\n", encoding="utf-8")
    return folder


def _refused(folder: Path) -> str:
    with pytest.raises(TemplateError) as refusal:
        load_theme(folder, [])
    return refusal.value.diagnostics[0].code


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    folder = _theme(tmp_path / "one" / "school")
    (folder / "sheet.xml.j2").symlink_to(secret)
    assert _refused(folder) == "theme-not-a-file"
    other = tmp_path / "two" / "school"
    other.mkdir(parents=True)
    (other / "theme.yaml").symlink_to(secret)
    assert _refused(other) == "theme-not-a-file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_pipes_and_folders_are_not_read(tmp_path: Path) -> None:
    folder = _theme(tmp_path / "one" / "school")
    os.mkfifo(folder / "sheet.xml.j2")
    assert _refused(folder) == "theme-not-a-file"
    other = _theme(tmp_path / "two" / "school")
    (other / "sheet.xml.j2").mkdir()
    assert _refused(other) == "theme-not-a-file"


@pytest.mark.parametrize(
    "name", ["Sheet.xml.j2", "a b.xml.j2", "-a.xml.j2", "a.b.xml.j2", "{{x}}.xml.j2", "a'.xml.j2", "é.xml.j2", "a.j2"]
)
def test_file_names(name: str, tmp_path: Path) -> None:
    folder = _theme(tmp_path / "school")
    (folder / name).write_text("x", encoding="utf-8")
    assert _refused(folder) == "theme-file-name"


def test_too_many_too_large_not_text(tmp_path: Path) -> None:
    folder = _theme(tmp_path / "one" / "school")
    for number in range(201):
        (folder / f"a{number}.xml.j2").write_text("", encoding="utf-8")
    assert _refused(folder) == "theme-too-many-files"
    other = _theme(tmp_path / "two" / "school")
    (other / "a.xml.j2").write_text("x" * 1_000_001, encoding="utf-8")
    assert _refused(other) == "template-too-large"
    third = _theme(tmp_path / "three" / "school")
    (third / "a.xml.j2").write_bytes(b"a\nb\xff\n")
    with pytest.raises(TemplateError) as refusal:
        load_theme(third, [])
    assert str(refusal.value.diagnostics[0].location).endswith("a.xml.j2:2")
    assert refusal.value.diagnostics[0].code == "template-not-utf8"


@pytest.mark.parametrize("name", ["..", ".", "", "../school", "school/../../x", "~", "C:\\x"])
def test_theme_names_are_no_way_out(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _theme(tmp_path / "school")
    inner = tmp_path / "inner"
    (inner / "here").mkdir(parents=True)
    monkeypatch.chdir(inner / "here")
    with pytest.raises(UsageProblem) as refusal:
        load_theme(name, [inner])
    assert refusal.value.diagnostics[0].code == "theme-not-found"
