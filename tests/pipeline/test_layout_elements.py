"""A school's own worksheet with every element of the page's layout, built by the command line and read back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest
from PIL import Image
from support import ROOT, Pack, build, cli, copy_lesson
from support_pdf import overlaps, pages, visible

HEAD = """
<letterhead>
  <logo src="logo.png" alt="Badge of the school"/>
  <logo src="logo.png" alt="Arms of the province" side="right"/>
  <line size="heading">PROVINCE OF EXAMPLE</line>
  <line size="title" bold="yes">SAMPLE SCHOOL ONE</line>
</letterhead>
"""
FRONT = """
<score-box width="60"><score label="Mark" of="/ 100"/><score label="Teacher signs"/></score-box>
<ol type="a"><li>Read all of it.<ul><li>the text</li><li>the <u>glossary</u></li></ul></li><li>Write.</li></ol>
<columns rule="yes">
"""
BACK = """
</columns>
<cut-line label="Cut here"/>
<table zebra="yes" head="row"><tr><th>Trait</th><th colspan="2">Found</th></tr>
<tr><td rowspan="2">Content</td><td>all</td><td>some</td></tr><tr><td colspan="2">none</td></tr></table>
<qr value="https://example.org/lesson" alt="QR code: the lesson" caption="The lesson on the web"/>
<p>See <a href="https://example.org/lesson" show="yes">the page</a>.</p>
<box share="100" title="Draw" fill="dotted" pitch="5mm" label="Room to draw"/>
"""


def school(lesson: Path, worksheet: str = "") -> Path:
    """The lesson with a theme of its own, whose base has a header and whose worksheet the elements above."""
    default = ROOT / "templates" / "default"
    base = (default / "base.xml.j2").read_text(encoding="utf-8")
    text = (default / "worksheet.xml.j2").read_text(encoding="utf-8")
    text = text.replace('<p class="kicker">', HEAD + '<p class="kicker">', 1)
    text = text.replace('{% include "names.xml.j2" %}', '{% include "names.xml.j2" %}' + FRONT)
    text = text.replace("{% if s.directions %}<p", BACK + worksheet + "{% if s.directions %}<p")
    theme = lesson / "templates" / "own"
    theme.mkdir(parents=True)
    (theme / "theme.yaml").write_text("format: 1\nname: own\nbased-on: default\n", encoding="utf-8")
    header = '<header left="Sample School" right="History" first="no"/>\n  <footer first-left="First page" '
    (theme / "base.xml.j2").write_text(base.replace("<footer ", header, 1), encoding="utf-8")
    (theme / "worksheet.xml.j2").write_text(text, encoding="utf-8")
    picture = BytesIO()
    Image.new("L", (300, 300), 90).save(picture, "PNG")
    (lesson / "logo.png").write_bytes(picture.getvalue())
    return lesson


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    lesson = school(copy_lesson("en", tmp_path_factory.mktemp("school")))
    options = ("--theme", "own", "--sheets", "handout,worksheet", "--key", "embedded", "--versions", "2")
    return build(lesson, tmp_path_factory.mktemp("pack"), *options)


def test_every_file_is_accessible_and_nothing_lies_on_anything(pack: Pack) -> None:
    for name, data in pack.pdfs.items():
        assert page.validate_pdf_bytes(data, profile="ua1").is_compliant, name
    assert overlaps(pack.pdfs["pupils/worksheet-A.pdf"]) == []


def test_the_worksheet_reads_as_it_is_meant(pack: Pack) -> None:
    texts = pages(pack.pdfs["pupils/worksheet-A.pdf"])
    assert "First page" in texts[0] and "First page" not in "".join(texts[1:])
    assert all("Sample School" in text for text in texts[1:]) and "Sample School\n" not in texts[0]
    told = visible(pack.pdfs["pupils/worksheet-A.pdf"])
    for words in ("SAMPLESCHOOLONE", "a.Readallofit.–thetext", "Cuthere", "thepage(https://example.org/lesson)"):
        assert words in told


def test_links_and_pictures_are_in_the_file(pack: Pack) -> None:
    with pikepdf.open(BytesIO(pack.pdfs["pupils/worksheet-A.pdf"])) as pdf:
        links = [str(entry.A.URI) for leaf in pdf.pages for entry in leaf.get("/Annots", [])]
        drawn = [name for leaf in pdf.pages for name in leaf.Resources.get("/XObject", {})]
    assert links == ["https://example.org/lesson"]
    assert len(drawn) == 1  # one picture, printed twice


def test_answers_are_written_over_items_in_columns(pack: Pack) -> None:
    plain, with_answers = (pages(pack.pdfs[name]) for name in ("pupils/worksheet-A.pdf", "teacher/key-embedded-A.pdf"))
    assert len(plain) == len(with_answers)
    assert len("".join(with_answers)) > len("".join(plain))


@pytest.mark.sliced(2)
@pytest.mark.parametrize(
    ("wrong", "code", "told"),
    [
        ('<box height="390mm"/>', 6, "typeset-box-too-tall"),
        ("<box/>", 4, "markup-box-size"),
        ('<p><a href="#nowhere">x</a></p>', 4, "markup-unknown-id"),
        ('<columns><passage><para id="x">x</para></passage></columns>', 4, "markup-passage-in-columns"),
        ('<letterhead><logo src="kop.jpg" alt="x" side="full"/></letterhead>', 4, "kop.jpg"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(wrong: str, code: int, told: str, tmp_path: Path) -> None:
    lesson = school(copy_lesson("en", tmp_path), wrong)
    text = (lesson / "templates" / "own" / "worksheet.xml.j2").read_text(encoding="utf-8")
    line = text[: text.index(wrong)].count("\n") + 1
    ran = cli("build", lesson, "--theme", "own", "--sheets", "worksheet", "--out", tmp_path / "out")
    assert ran.code == code
    assert told in ran.err and f"worksheet.xml.j2:{line}" in ran.err
    assert not (tmp_path / "out").exists()
