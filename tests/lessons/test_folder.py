from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image

from handouts import lessons
from handouts.errors import ContentError
from handouts.lessons.slug import slug
from handouts.model.text import Picture, TextBlock

ESSAY = (
    "# The Town\n\nThe *mill* burned down in 1846. It was never built again.\n\n## Later\n\nThe railway came in 1871.\n"
)
SETTINGS = "format: 1\ntitle: A Town Remembers\nlanguage: en\n"


def png(width: int, height: int) -> bytes:
    return _saved(width, height, "PNG")


def jpeg(width: int, height: int) -> bytes:
    return _saved(width, height, "JPEG")


def _saved(width: int, height: int, kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (width, height), 200).save(stream, kind)
    return stream.getvalue()


def png_head(width: int, height: int) -> bytes:
    """The first bytes of a picture: all that is needed to see that it is too large."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\0\0\0"


def folder(tmp_path: Path, files: dict[str, str | bytes]) -> Path:
    root = tmp_path / "My Town"
    root.mkdir()
    for name, content in files.items():
        (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def found(path: Path, language: str | None = None) -> list[str]:
    with pytest.raises(ContentError) as caught:
        lessons.read(path, language)
    assert all(d.location for d in caught.value.diagnostics)
    return [d.code for d in caught.value.diagnostics]


def test_a_folder(tmp_path: Path) -> None:
    path = folder(tmp_path, {"lesson.yaml": SETTINGS, "essay.md": ESSAY})
    lesson, diagnostics = lessons.read(path)
    assert diagnostics == ()
    assert (lesson.meta.slug, lesson.meta.title, lesson.meta.short_title) == (
        "my-town",
        "A Town Remembers",
        "A Town Remembers",
    )
    assert (lesson.meta.language, lesson.meta.sheets) == ("en", ("handout", "timeline", "worksheet", "key"))
    assert lesson.folder == str(path.resolve())
    assert [(b.kind, b.number, b.text[:8]) for b in lesson.essay.blocks if isinstance(b, TextBlock)] == [
        ("paragraph", 1, "The mill"),
        ("heading", None, "Later"),
        ("paragraph", 2, "The rail"),
    ]
    assert lessons.read(path, "id")[0].meta.language == "id"


def test_all_settings(tmp_path: Path) -> None:
    more = (
        "short_title: Town\nsubject: History\nphase: F\ngrade: 11\nauthor: A\naim: to see\nobjectives: [one, two]\n"
        "duration: 80\nsource: S\nsheets: [key, worksheet]\ntimeline: in-handout\n"
    )
    meta = lessons.read(folder(tmp_path, {"lesson.yaml": SETTINGS + more, "essay.md": ESSAY}))[0].meta
    assert (meta.short_title, meta.grade, meta.objectives, meta.duration) == ("Town", "11", ("one", "two"), 80)
    assert (meta.sheets, meta.timeline_in_handout) == (("key", "worksheet"), True)


@pytest.mark.parametrize("name", ["essay.md", "essay.txt"])
def test_a_bare_file(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder(tmp_path, {name: ESSAY.replace("# ", "").replace("# Later", "Later")})
    monkeypatch.chdir(path)
    lesson, diagnostics = lessons.read(Path(name))
    assert (lesson.meta.title, lesson.meta.slug, lesson.meta.language, lesson.folder) == ("The Town", "essay", "", "")
    assert lesson.essay.source.name == name
    first = lesson.essay.text_block(0)
    assert (first.kind, first.level, first.number, first.text) == ("heading", 1, None, "The Town")
    assert diagnostics == ()


def test_a_file_without_title_is_called_after_its_name(tmp_path: Path) -> None:
    path = folder(tmp_path, {"perang_dunia-2.txt": "It was a long war. It was long indeed."})
    meta = lessons.read(path / "perang_dunia-2.txt", "id")[0].meta
    assert (meta.title, meta.slug, meta.language) == ("Perang dunia 2", "perang-dunia-2", "id")


def test_one_title_only(tmp_path: Path) -> None:
    path = folder(tmp_path, {"essay.md": "# One\n\ntext\n\n# Two\n\ntext\n"})
    lesson, diagnostics = lessons.read(path)
    assert [b.level for b in lesson.essay.blocks if isinstance(b, TextBlock)] == [1, 0, 2, 0]
    assert [(d.code, d.severity) for d in diagnostics] == [("lesson-no-settings", "warning")]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "lesson.yaml": "format: 1\ntitel: x\nlanguage: english\n",
            "essay.md": "![](a.png)\n",
            "glossary.yaml": "format: 1\nentries:\n  - definition: x\n",
            "timeline.yaml": "format: 3",
            "questions.yaml": "format: 1\nsections: [",
        },
    )
    assert sorted(found(path)) == sorted(
        [
            "yaml-missing-key",
            "yaml-unknown-key",
            "yaml-wrong-value",
            "picture-no-alt",
            "picture-missing",
            "lesson-no-text",
        ]
        + ["yaml-missing-key", "yaml-format-newer", "yaml-syntax"]
    )


def test_a_folder_without_essay(tmp_path: Path) -> None:
    timeline = "format: 1\nevents:\n  - {id: a, date: 1939, display: x, label: x, sentence: x}\n"
    path = folder(tmp_path, {"lesson.yaml": SETTINGS, "timeline.yaml": timeline})
    assert found(path) == ["lesson-no-essay"]


def test_drafts_are_read(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "lesson.yaml": SETTINGS,
            "essay.txt": "The mill burned down in 1846.\n",
            "timeline.yaml": "format: 1\napproved: true\nevents:\n"
            "  - {id: a, date: 1846, display: '1846', label: Fire, sentence: The mill burned down in 1846.}\n"
            "  - {id: b, date: 1846, display: '1846', label: x, sentence: The mill burnt down.}\n",
            "glossary.yaml": "format: 1\nentries:\n  - term: mill\n",
            "questions.yaml": "format: 1\napproved: true\nsections:\n  - kind: short_answer\n    items:\n"
            "      - {id: q, prompt: 'When?', answer: '1846', evidence: The mill burned down in 1846.}\n",
        },
    )
    lesson, diagnostics = lessons.read(path)
    assert [d.code for d in diagnostics] == ["draft-sentence-gone"]
    drafts = lesson.drafts
    assert drafts.timeline and drafts.glossary and drafts.sections
    assert (drafts.timeline.checked, len(drafts.timeline.events), drafts.sections_checked) == (True, 1, True)
    assert [e.term for e in drafts.glossary.entries] == ["mill"]


def test_a_title_must_say_something(tmp_path: Path) -> None:
    path = folder(tmp_path, {"lesson.yaml": "format: 1\ntitle:\nlanguage: id\nobjectives: ['']\n", "essay.md": ESSAY})
    with pytest.raises(ContentError) as caught:
        lessons.read(path)
    found = [(d.code, d.location and d.location.line, d.data["key"]) for d in caught.value.diagnostics]
    assert found == [("yaml-missing-key", 2, "title"), ("yaml-missing-key", 4, "objectives")]


def test_two_essays(tmp_path: Path) -> None:
    path = folder(tmp_path, {"lesson.yaml": SETTINGS, "essay.md": ESSAY, "essay.txt": "other"})
    lesson, diagnostics = lessons.read(path)
    assert [d.code for d in diagnostics] == ["lesson-two-essays"]
    assert lesson.essay.source.name.endswith("essay.md")


def test_what_is_no_lesson(tmp_path: Path) -> None:
    path = folder(tmp_path, {"a.docx": b"PK", "b.TXT": "Text here.", "c.txt": "", "d.md": "# Only a heading\n"})
    assert found(path / "a.docx") == ["source-suffix"]
    assert found(path / "none.txt") == ["source-missing"]
    assert found(path / "none.docx") == ["source-missing"]
    assert found(path / "c.txt") == ["source-empty"]
    assert found(path / "d.md") == ["lesson-no-text"]
    assert lessons.read(path / "b.TXT")[0].meta.slug == "b"


def test_invisible_characters_are_left_out_and_told(tmp_path: Path) -> None:
    path = folder(tmp_path, {"a.txt": "The\u200bmill bur\u00adned\x07 down.\n"})
    lesson, diagnostics = lessons.read(path / "a.txt")
    assert lesson.essay.text_block(0).text == "Themill burned down."
    assert [(d.code, d.severity, dict(d.data)) for d in diagnostics] == [
        ("text-invisible", "hint", {"count": 3, "character": "U+200B"})
    ]


def picture(tmp_path: Path, markup: str) -> list[str]:
    root = folder(
        tmp_path,
        {
            "map one.png": png(800, 600),
            "photo.jpg": jpeg(400, 300),
            "huge.png": png_head(9000, 9000),
            "cut.png": png(300, 300)[:-40],
            "cut.jpg": jpeg(300, 300)[:-40],
            "fake.png": b"GIF89a",
            "short.png": png(1, 1)[:20],
            "short.jpg": b"\xff\xd8\xff\xe0\x00",
        },
    )
    (root / "essay.md").write_text(f"Text.\n\n{markup}\n\nMore text.\n", encoding="utf-8")
    (tmp_path / "outside.png").write_bytes(png(10, 10))
    return found(root / "essay.md")


@pytest.mark.parametrize(
    ("markup", "codes"),
    [
        ("![](photo.jpg)", ["picture-no-alt"]),
        ("![  ](photo.jpg)", ["picture-no-alt"]),
        ("See ![a](photo.jpg) here", ["picture-inline"]),
        ("![a](none.png)", ["picture-missing"]),
        ("![a](.)", ["picture-missing"]),
        ("![a](../outside.png)", ["picture-outside"]),
        ("![a](/etc/x.png)", ["picture-outside"]),
        ("![a](http://x.y/z.png)", ["picture-outside"]),
        ("![a](file:///etc/x.png)", ["picture-outside"]),
        ("![a](data:image/png;base64,xx)", ["picture-outside"]),
        ("![a](C:\\x.png)", ["picture-outside"]),
        ("![a](..%5Coutside.png)", ["picture-outside"]),
        ("![a]()", ["picture-outside"]),
        ("![a](fake.png)", ["picture-format"]),
        ("![a](short.png)", ["picture-format"]),
        ("![a](short.jpg)", ["picture-format"]),
        ("![a](essay.md)", ["picture-format"]),
        ("![a](huge.png)", ["picture-too-large"]),
        ("![a](cut.png)", ["picture-damaged"]),
        ("![a](cut.jpg)", ["picture-damaged"]),
        ("![](none.png) ![b](huge.png)", ["picture-no-alt", "picture-missing", "picture-too-large"]),
    ],
)
def test_pictures_that_cannot_be_printed(tmp_path: Path, markup: str, codes: list[str]) -> None:
    assert picture(tmp_path, markup) == codes


def test_pictures(tmp_path: Path) -> None:
    path = folder(tmp_path, {"map one.png": png(500, 500), "photo.jpg": jpeg(400, 300), "essay.md": ""})
    text = 'Text.\n\n![A *map* &amp; more](map%20one.png "The map")\n![b](photo.jpg)\n\n[![c](photo.jpg)](http://x.y)\n'
    (path / "essay.md").write_text(text, encoding="utf-8")
    lesson, _ = lessons.read(path / "essay.md")
    pictures = [b for b in lesson.essay.blocks if isinstance(b, Picture)]
    assert [(p.file, p.alt, p.caption) for p in pictures] == [
        ("map one.png", "A map & more", "The map"),
        ("photo.jpg", "b", ""),
        ("photo.jpg", "c", ""),
    ]
    assert text[pictures[1].span.start :].startswith("![b]")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Aliansi AS–Soviet (1941)", "aliansi-as-soviet-1941"),
        ("e\u0301TE\u0301", "été"),
        ("CON", "con-lesson"),
        ("com1", "com1-lesson"),
        ("aux ", "aux-lesson"),
        ("CONIN$", "conin-lesson"),
        ("..", "lesson"),
        ("-rf", "rf"),
        ("a/../b\\c", "a-b-c"),
        ("\u202eabc\x00", "abc"),
        ("中国 2", "中国-2"),
        ("x" * 300, "x" * 80),
        ("é" * 300, "é" * 40),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected
