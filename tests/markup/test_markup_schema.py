"""The RelaxNG schema is the one the table makes, and it judges as the parser does."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from test_markup_elements import EXAMPLES, docs_examples

from handouts.markup.schema import relaxng

RNG = Path(__file__).parents[2] / "docs" / "handouts.rng"


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(relaxng().encode("utf-8")))


def _sheet(body: str) -> etree._Element:
    return etree.fromstring(f'<sheet lang="id">{body}</sheet>')


def test_the_file_in_docs_is_made_from_the_table() -> None:
    assert RNG.read_text(encoding="utf-8") == relaxng(), "run python docs/make_schema.py"


@pytest.mark.parametrize("example", docs_examples(), ids=lambda text: text[:20])
def test_the_examples_of_the_documentation_fit(schema: etree.RelaxNG, example: str) -> None:
    schema.assertValid(_sheet(example))


@pytest.mark.parametrize("example", [text for text, _ in EXAMPLES], ids=lambda text: text[:30])
def test_what_the_parser_takes_fits(schema: etree.RelaxNG, example: str) -> None:
    schema.assertValid(_sheet("<h1>T</h1>" + example))


@pytest.mark.parametrize(
    "wrong",
    [
        "<pp>x</pp>", "<lines/>", "some words", '<p clas="lead">x</p>', '<p class="big">x</p>', "<box height='4'/>",
        "<qr value='x'/>", '<ol start="0"><li>x</li></ol>', "<ul><p>x</p></ul>", "<page-break>x</page-break>",
        "<question number='1'><options/><stem>x</stem></question>", "<question number='1'/>",
        "<passage><para id='a'>x<br/></para></passage>", "<columns><passage/></columns>", "<wide><p>x</p></wide>",
        "<columns><box share='50'/></columns>", "<p><a href='ftp://x.example'>x</a></p>", "<p/><header/>",
    ],
)  # fmt: skip
def test_what_the_parser_refuses_does_not(schema: etree.RelaxNG, wrong: str) -> None:
    assert not schema.validate(_sheet(wrong))


def test_values_in_braces_fit_every_attribute(schema: etree.RelaxNG) -> None:
    schema.assertValid(_sheet('<question number="{{ n }}"><stem>x</stem><lines count="{{ n }}"/></question>'))
    schema.assertValid(_sheet('<p class="{{ kind }}" keep-next="{{ yes }}">{{ text }}</p>'))
