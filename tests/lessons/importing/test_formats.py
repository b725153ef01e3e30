"""Each kind of file as parts: what is kept, what is left out and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_imports import locked_pdf, pdf, set_page, small_pdf, word

from handouts.errors import ContentError
from handouts.lessons import importing
from handouts.lessons.importing.parts import Imported
from handouts.press.extract import extract

PAGES = Path(__file__).parents[2] / "cases" / "pages"
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def told(imported: Imported, code: str) -> dict[object, object]:
    """What was told under a code: kinds and counts."""
    return {d.data["what"]: d.data["count"] for d in imported.diagnostics if d.code == code}


def lines(imported: Imported) -> list[str]:
    return [f"{'#' * part.level or part.kind} {part.text}" for part in importing.titled(imported.parts)]


def from_pdf(data: bytes) -> Imported:
    return importing.from_pages("text.pdf", extract("text.pdf", data))


@pytest.mark.sliced(12)
@pytest.mark.parametrize("name", NAMES)
def test_a_saved_page_gives_its_main_text_alone(name: str) -> None:
    imported = importing.read("html", f"{name}.html", (PAGES / f"{name}.html").read_bytes())
    assert lines(imported) == (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert told(imported, "import-left-out")["page-parts"]


def test_where_no_main_text_can_be_told_the_page_says_so() -> None:
    short = (
        b"<p>It rained. It was late.</p><p>She went home. The end.</p><ul><li><a href='/'>Next page here</a></li></ul>"
    )
    imported = importing.read("html", "short.html", short)
    assert [part.text for part in imported.parts] == ["It rained. It was late.", "She went home. The end."]
    assert [d.severity for d in imported.diagnostics if d.code == "import-whole-page"] == ["warning"]


def test_scripts_and_hidden_text_of_a_page_are_never_read() -> None:
    page = (
        "<html><head><style>p{}</style><script>bad()</script></head><body><p>One two three. <script>bad()</script>Four"
        " five.</p><p hidden>bad one here.</p><p style='DISPLAY : none'>bad two here.</p>"
        "<noscript><p>bad three here.</p></noscript><p onclick='bad()'>Six seven eight.</p></body></html>"
    )
    imported = importing.read("html", "page.html", page.encode())
    assert [part.text for part in imported.parts] == ["One two three. Four five.", "Six seven eight."]
    assert told(imported, "import-left-out")["hidden-text"] == 2


def test_what_follows_a_huge_picture_packed_into_a_page_is_read() -> None:
    before, after = "Ann left the town in the year 1939. " * 4, "She came back in the spring of 1951. " * 4
    picture = "<img src='data:image/png;base64," + "iVBO+/" * 2_000_000 + "=='>"
    imported = importing.read("html", "page.html", f"<html><p>{before}</p>{picture}<p>{after}</p></html>".encode())
    assert [part.text for part in imported.parts] == [before.strip(), after.strip()]
    assert told(imported, "import-left-out") == {"pictures": 1}


@pytest.mark.sliced(4)
@pytest.mark.parametrize(
    ("declared", "written", "charset_told"),
    [
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "cp1252", False),
        ("iso-8859-1", "utf-8", True),
        ("utf-16", "utf-8", True),
    ],
)
def test_a_page_is_decoded_by_what_it_is(declared: str, written: str, charset_told: bool) -> None:
    page = f"<html><meta charset='{declared}'><p>The “détente” began in 1972 – or so.</p><p>It was long ago.</p>"
    imported = importing.read("html", "page.html", page.encode(written))
    assert imported.parts[0].text == "The “détente” began in 1972 – or so."
    assert any(d.code == "import-charset" for d in imported.diagnostics) == charset_told


def test_a_page_that_is_not_what_it_says_is_refused_with_the_way_out() -> None:
    page = "<html><meta charset='utf-8'><p>The détente began in 1972.</p>".encode("cp1252")
    with pytest.raises(ContentError) as refused:
        importing.read("html", "page.html", page)
    assert [d.code for d in refused.value.diagnostics] == ["import-encoding"]
    assert importing.read("html", "page.html", page, "windows-1252").parts[0].text == "The détente began in 1972."


def test_a_word_document_keeps_all_its_text() -> None:
    imported = importing.read("docx", "river.docx", word())
    assert lines(imported) == [
        "# The River",
        "## Before the bridge",
        "paragraph On 1 May 1939 Ann went to Mill Cross. She came back in 1940.",
        "paragraph This stands below an empty line.",
        "item a boat",
        "item a cart",
        "item Read it.",
        "item Tell it.",
        "quote A wise word.",
        "## All in bold",
        "paragraph A paragraph below the line in bold, and long enough to be one.",
        "paragraph cell 00 | cell 01",
        "paragraph cell 10 | cell 11",
        "paragraph A paragraph that a table only frames.",
        "paragraph Beside the box. Put in. A link.",
        "paragraph In the box.",
        "paragraph In a content control.",
    ]
    assert [p.number for p in imported.parts if p.kind == "item"] == [None, None, 1, 2]
    styled = next(p for p in imported.parts if p.text.startswith("On 1 May"))
    assert [(r.text, r.bold, r.italic) for r in styled.runs if r.bold or r.italic] == [
        ("Ann", True, False),
        ("Mill Cross", False, True),
    ]
    assert told(imported, "import-left-out") == {
        "pictures": 1,
        "deletions": 1,
        "hidden-text": 1,
        "footnotes": 1,
        "page-heads": 1,
    }
    assert told(imported, "import-turned") == {"tables": 2, "text-boxes": 1}


def test_pdf_lines_become_paragraphs_again() -> None:
    first = set_page(
        [
            "For thirty years a village without a school taught itself to write, and",
            "nobody outside of it knew anything about that. There was no non-",
            "aggression pact between the fields and the books, and the small commu-",
            "nity had to find time for both.",
            "",
            "Then the community built a school.",
            "**A new roof",
            "In 1902 the lamps were put away, and the letters were put into a box un-",
            "der the floor, where a builder found them when he mended the roof in the",
        ]
    )
    second = set_page(["year 1998.", "   The pact was kept: the non-aggression pact of the fields."])
    head = [(70.0, 800.0, 9.0, "Letters by lamp")]
    pages = [
        [(70.0, 775.0, 20.0, "Letters by Lamp"), *first, (300.0, 30.0, 9.0, "1")],
        [*head, *second, (70.0, 60.0, 8.0, "1 A note at the foot."), (300.0, 30.0, 9.0, "2")],
        [*head, *set_page(["This is the last page of it."]), (300.0, 30.0, 9.0, "3")],
    ]
    imported = from_pdf(pdf(pages))
    assert lines(imported) == [
        "# Letters by Lamp",
        "paragraph For thirty years a village without a school taught itself to write, and nobody outside of it knew"
        " anything about that. There was no non-aggression pact between the fields and the books, and the small"
        " community had to find time for both.",
        "paragraph Then the community built a school.",
        "## A new roof",
        "paragraph In 1902 the lamps were put away, and the letters were put into a box under the floor, where a"
        " builder found them when he mended the roof in the year 1998.",
        "paragraph The pact was kept: the non-aggression pact of the fields.",
        "paragraph This is the last page of it.",
    ]
    assert told(imported, "import-left-out") == {"page-heads": 2, "page-numbers": 3, "footnote-lines": 1}
    assert told(imported, "import-repaired") == {"hyphens": 2}


def test_lists_in_a_pdf() -> None:
    imported = from_pdf(
        pdf([set_page(["Take these things:", "1. a boat that", "floats", "2. a cart", "", "Then go."])])
    )
    assert lines(imported) == [
        "paragraph Take these things:",
        "item a boat that floats",
        "item a cart",
        "paragraph Then go.",
    ]


def test_a_pdf_locked_against_changes_only_is_read() -> None:
    assert lines(from_pdf(locked_pdf(""))) == lines(from_pdf(small_pdf()))


def test_markdown_stays_markdown() -> None:
    body = "# A river\n\nIt *flows*. It [stays](https://a.example). See below.\n\n| a | b |\n|---|---|\n"
    text = "---\nauthor: Ann\n---\n\n" + body
    imported = importing.read("markdown", "river.md", text.encode())
    assert imported.markdown == body
    assert told(imported, "import-left-out") == {"properties": 1}
    cuts = [[], [(0, 9), (10, 19), (20, 30)], [], []]
    assert "It *flows*.\nIt [stays](https://a.example).\nSee below.\n" in importing.with_lines(
        imported.markdown, cuts[:3]
    )


@pytest.mark.parametrize("second", ["1. Two.", "# Two.", "- two", "> Two.", "* two", "--- and so on"])
def test_a_line_end_that_would_change_the_text_is_not_made(second: str) -> None:
    text = f"One. {second}\n"
    told = importing.with_lines(text, [[(0, 4), (5, len(text) - 1)]])
    assert told == (text if second != "--- and so on" else "One.\n--- and so on\n")
