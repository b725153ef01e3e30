"""Essays that are not as they should be: pasted from the web, without dates, with characters that mean something."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from support import ESSAYS, INTERFACES, Pack, build, write_lesson
from support_pdf import MM, dark, passage_lines, visible

from handouts.languages.labels import Labels
from handouts.model.exercise import Choice, Exercise, Gap, Grid, Match, Open, Order, item_evidence
from handouts.model.text import Passage, Span

Essays = Callable[[str], Pack]
SPAM = "slot gacor maxwin bonus new member 100 deposit pulsa tanpa potongan"
ENGLISH = "On 15 August 1945, the Japanese emperor announced the surrender of his country in a radio speech."
FOOT = "저작권 © 1945 모든 권리 보유"


@pytest.fixture
def pasted(essay_packs: Essays) -> Pack:
    return essay_packs("tempelan-id.txt")


def source(pack: Pack) -> str:
    return pack.prepared.lesson.essay.source.text


def span_of(pack: Pack, text: str) -> Span:
    start = source(pack).index(text)
    return Span(start, start + len(text))


def evidence(item: Exercise) -> Iterator[Passage]:
    match item:
        case Choice():
            yield from item.evidence
            yield from (option.evidence for option in item.options if option.evidence)
        case Gap() | Open():
            yield from item.evidence
        case Match():
            yield from (pair.evidence for pair in item.pairs)
        case Order() | Grid():
            yield from item_evidence(item)


def used(pack: Pack) -> list[Passage]:
    """Every passage that something printed rests on."""
    found = [p for s in pack.handouts["A"].sections for item in s.items for p in evidence(item)]
    found += [event.sentence for event in pack.prepared.timeline.events]
    return found + [event.mention for event in pack.prepared.timeline.events]


# --- pasted from the web ---


@pytest.mark.parametrize(
    ("code", "text"),
    [("flag-spam", SPAM), ("flag-language", ENGLISH), ("flag-not-a-sentence", FOOT), ("flag-script", FOOT)],
)
def test_what_does_not_belong_is_flagged_at_its_place(code: str, text: str, pasted: Pack) -> None:
    (flag,) = (f for f in pasted.prepared.flags if f.code == code)
    assert flag.severity == "warning"
    assert flag.passage.span == span_of(pasted, text)
    place = pasted.prepared.lesson.essay.source.location(flag.passage.span.start)
    assert any(line.startswith(f"{place}: ") and line.endswith(f"[{code}]") for line in pasted.ran.err.splitlines())


def test_nothing_else_is_flagged(pasted: Pack) -> None:
    assert len(pasted.prepared.flags) == 4


def test_what_is_flagged_is_evidence_for_nothing(pasted: Pack) -> None:
    text = source(pasted)
    # A sentence with advertising in it may have lost words of its own, so the whole of it is out.
    start = text.index("Pada 8 Maret 1942")
    bad = [Span(start, text.index(".", start) + 1), span_of(pasted, ENGLISH), span_of(pasted, FOOT)]
    found = used(pasted)
    assert len(found) > 10
    assert [p.text for p in found if any(p.span.overlaps(span) for span in bad)] == []
    assert "1942" not in visible(pasted.pdfs["pupils/worksheet-A.pdf"])
    assert "1942" not in visible(pasted.pdfs["pupils/timeline.pdf"])
    printed = [e for e in pasted.prepared.glossary.entries if e.source in ("pattern", "synonym")]
    assert [e.term for e in printed if any(e.definition in text[s.start : s.end] for s in bad)] == []


def test_what_is_flagged_is_tinted_on_the_page(pasted: Pack) -> None:
    data = pasted.pdfs["pupils/handout.pdf"]
    tinted = tints(data)
    lines = passage_lines(data)
    flagged = [dark(SPAM), dark(ENGLISH)]
    whole = dark("".join(text for _, _, text in lines))
    assert all(text in whole for text in flagged)
    touched = {y for _, y, text in lines if any(low - 1 <= y <= high + 1 for low, high in tinted)}
    wanted = {y for _, y, text in lines if any(word in text for word in ("gacor", "deposit", "emperor", "radio", "©"))}
    clean = {
        y for _, y, text in lines if any(w in text for w in ("memajukan", "Sumpah", "Badan Penyelidik", "kedaulatan"))
    }
    assert wanted and clean
    assert wanted <= touched
    assert touched & clean == set()
    assert dark(Labels("id")["reading.doubt"]) in visible(data)
    assert dark(Labels("id")["footer.draft"]) in visible(data)


def tints(data: bytes) -> list[tuple[float, float]]:
    """Foot and head of each light grey patch in the text; the grey box above it is wider than the reading text."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for leaf in pdf.pages:
            grey = 0.0
            points: list[tuple[float, float]] = []
            for operands, operator in pikepdf.parse_content_stream(leaf):
                values = [float(v) for v in operands] if str(operator) in ("rg", "m", "l", "c") else []
                if str(operator) == "rg":
                    grey = min(values)
                elif values:
                    points = (points if str(operator) != "m" else []) + list(
                        zip(values[::2], values[1::2], strict=True)
                    )
                elif str(operator) == "f" and 0.7 < grey < 1:
                    xs, ys = zip(*points, strict=True)
                    if max(xs) - min(xs) < 130 * MM:
                        found.append((min(ys), max(ys)))
    return found


def test_the_key_counts_what_is_doubtful(pasted: Pack) -> None:
    note = Labels("id")("key.note_doubt", count=3)
    assert dark(note) in visible(pasted.pdfs["teacher/key-A.pdf"])


def test_letters_without_a_shape_are_told_and_left_out_in_the_open(pasted: Pack) -> None:
    assert "[…]©1945[…]" in visible(pasted.pdfs["pupils/handout.pdf"])
    said = [line for line in pasted.ran.err.splitlines() if line.endswith("[characters-left-out]")]
    essay, start = pasted.prepared.lesson.essay.source, source(pasted).index(FOOT)
    for line, word in zip(said, ("저작권", "모든 권리 보유"), strict=True):
        assert line.startswith(f"{essay.location(start + FOOT.index(word))}: ") and word in line


# --- without dates, and with ranges alone ---


@pytest.mark.parametrize("lang", INTERFACES)
def test_an_essay_without_dates_builds_and_says_what_is_left_out(lang: str, tmp_path: Path) -> None:
    pack = build(ESSAYS / "rivers-en.txt", tmp_path / "out", lang=lang)
    assert set(pack.pdfs) == {"pupils/handout.pdf", "pupils/worksheet-A.pdf", "teacher/key-A.pdf"}
    assert pack.prepared.timeline.events == ()
    assert {s.kind for s in pack.handouts["A"].sections} == {"short_answer", "essay"}
    for code in ("timeline-empty", "section-empty"):
        assert f"[{code}]" in pack.ran.err
    words = {"en": ("matching", "ordering"), "id": ("menjodohkan", "mengurutkan")}[lang]
    told = [line for line in pack.ran.err.splitlines() if line.endswith("[section-empty]")]
    assert all(any(word in line for line in told) for word in words)
    assert dark(Labels("en")["timeline.title"]) not in visible(pack.pdfs["pupils/handout.pdf"])


def test_an_essay_that_gives_no_item_gives_a_handout(tmp_path: Path) -> None:
    essay = tmp_path / "quiet.txt"
    essay.write_text("The rain was soft and the road was long that day.\n", encoding="utf-8")
    pack = build(essay, tmp_path / "out", "--versions", "3", "--lang", "en")
    assert set(pack.pdfs) == {"pupils/handout.pdf"}
    assert "[no-items]" in pack.ran.err
    assert pack.record["answers"] == {}
    assert "teacher/" not in pack.ran.out


def test_a_timeline_in_the_handout_without_dates(tmp_path: Path) -> None:
    text = (ESSAYS / "rivers-en.txt").read_text(encoding="utf-8")
    pack = build(write_lesson(tmp_path / "lesson", text, more="timeline: in-handout\n"), tmp_path / "out")
    assert "pupils/timeline.pdf" not in pack.pdfs
    assert dark(Labels("en")["timeline.title"]) not in visible(pack.pdfs["pupils/handout.pdf"])


def test_ranges_alone_make_a_timeline_of_periods(essay_packs: Essays) -> None:
    pack = essay_packs("java-en.txt")
    chosen = pack.prepared.timeline.chosen
    assert [(e.date.start.year, e.date.end.year) for e in chosen] == [(1811, 1816), (1825, 1830), (1830, 1870)]
    found = visible(pack.pdfs["pupils/timeline.pdf"])
    assert all(found.count(dark(e.label)) == 2 for e in chosen)
    assert dark(Labels("en")["timeline.bar"]) in found
    # Periods that touch have no order of their own.
    assert "ordering" not in {s.kind for s in pack.handouts["A"].sections}


# --- characters that mean something elsewhere ---

AWKWARD = (
    "Letters from the Firm of A & B <c>",
    "Tom O’Hara & Sons <agents>",
    "{{ x }} and {% if y %} for blanks, and {page} of {pages} at the foot.",
    "bought the “old” firm for £100.",
    '"Let\'s <b>go</b> & see &amp; wait."',
    "50 % of $1 is \\0.50, #1.",
    "The firm is \\textbf{closed} today",
    "Mary Lee (Lee May-ling)",
    "ended with […] and a rule",
)


def test_awkward_characters_come_out_exactly(essay_packs: Essays) -> None:
    found = visible(essay_packs("awkward-en.txt").pdfs["pupils/handout.pdf"]).replace("5 and", "and")
    assert [text for text in AWKWARD if dark(text) not in found] == []
    assert "�" not in found and "□" not in found


def test_awkward_characters_reach_worksheet_and_key(essay_packs: Essays) -> None:
    pack = essay_packs("awkward-en.txt")
    stem = "When did the firm of A & B <c> move to London?"
    assert dark(stem) in visible(pack.pdfs["pupils/worksheet-A.pdf"])
    assert dark("“On 12 July 1902, the firm of A & B <c> moved to London.”") in visible(pack.pdfs["teacher/key-A.pdf"])


TITLE = "{page} & <c> {{ x }} “q” {pages}"


def test_awkward_characters_in_the_settings(tmp_path: Path) -> None:
    text = "# Essay\n\n" + (ESSAYS / "flight-en.txt").read_text(encoding="utf-8").split("\n\n", 1)[1]
    more = "".join(f"{key}: '{TITLE} {key}'\n" for key in ("short_title", "subject", "author", "aim", "source"))
    lesson = write_lesson(tmp_path / "lesson", text, more=more)
    path = lesson / "lesson.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"A lesson"', f"'{TITLE}'"), encoding="utf-8")
    pack = build(lesson, tmp_path / "out")
    for name, data in pack.pdfs.items():
        assert dark(f"{TITLE} short_title") in visible(data), name
        with pikepdf.open(io.BytesIO(data)) as pdf:
            # A key is the teacher's own paper: it carries no name, nor does its record.
            assert str(pdf.docinfo.get("/Author", "")) == ("" if "key" in name else f"{TITLE} author")
            assert str(pdf.docinfo["/Title"]).startswith(TITLE)
    handout = visible(pack.pdfs["pupils/handout.pdf"])
    assert dark(f"{TITLE} aim") in handout
    assert dark(f"{TITLE} source") in handout
    ran = build(lesson, tmp_path / "again")
    assert ran.pdfs == pack.pdfs


@pytest.mark.parametrize("mark", ["\u202e", "\u200e", "\u200d", "\u180e", "\ufe0f", "\u2066", "\u00ad", "\u200b"])
def test_invisible_marks_are_not_printed(mark: str, tmp_path: Path) -> None:
    essay = f"A glider is an air{mark}craft that flies without an engine.\n\n- Tom{mark} left Paris on 3 May 1901.\n"
    lesson = write_lesson(tmp_path / "lesson", essay, more=f'author: "Ann{mark} Smith"\nsource: "A{mark}B"\n')
    (lesson / "glossary.yaml").write_text(
        f"format: 1\nentries:\n  - {{term: gli{mark}der, definition: a{mark}b}}\n", "utf-8"
    )
    found = visible(build(lesson, tmp_path / "out").pdfs["pupils/handout.pdf"])
    assert "Agliderisanaircraftthatflieswithoutanengine." in found
    assert "•TomleftParison3May1901." in found
    assert mark not in found


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "-"])
def test_hyphens_of_every_kind_are_printed_as_hyphens(hyphen: str, tmp_path: Path) -> None:
    """Word writes U+2011 where a teacher wants no line to end."""
    essay = tmp_path / "essay.txt"
    essay.write_text(
        f"A delta is a low{hyphen}lying area of land that a river builds at its mouth.\n", encoding="utf-8"
    )
    pack = build(essay, tmp_path / "out", "--lang", "en")
    assert "Adeltaisalow-lyingareaofland" in visible(pack.pdfs["pupils/handout.pdf"])
    assert "Adeltaisalow-lyingareaofland" in visible(pack.pdfs["teacher/key-A.pdf"])
