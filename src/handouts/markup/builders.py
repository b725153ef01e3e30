"""One function an element: its checked attributes and content -> the value of model.document it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from handouts.model import document as d


class Unfit(Exception):
    """Attributes or children that do not fit each other. Carries the code and data of the diagnostic, and the number

    (from 0) of the child that does not fit, where it is one.
    """

    def __init__(self, code: str, child: int | None = None, /, **data: str | int) -> None:
        super().__init__(code)
        self.child = child
        self.code = code
        self.data = data


@dataclass(slots=True)
class Node:
    """An element as read: attributes with their defaults, content (a str for words), and its children built."""

    tag: str
    src: str
    values: dict[str, Any]
    content: Any = ()
    kids: list[tuple[str, Any]] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def of(self, *tags: str) -> tuple[Any, ...]:
        """The built children with one of these names, in order."""
        return tuple(kid for tag, kid in self.kids if tag in tags)

    def all(self) -> tuple[Any, ...]:
        """All built children, in order."""
        return tuple(kid for _, kid in self.kids)


def sheet(n: Node) -> d.Document:
    """The root. A missing title is taken from the heading, or from the band."""
    blocks = n.all()
    footer = next((b for b in blocks if isinstance(b, d.Footer)), d.PLAIN_FOOTER)
    header = next((b for b in blocks if isinstance(b, d.Header)), None)
    blocks = tuple(b for b in blocks if not isinstance(b, (d.Footer, d.Header)))
    heading = next((d.plain(b.content) for b in blocks if isinstance(b, d.Heading) and b.level == 1), "")
    band = next((b.left for b in blocks if isinstance(b, d.Band)), "")
    cards = next((b for b in blocks if isinstance(b, d.FlashCards)), None)
    title = n["title"] or heading.replace("\n", " ") or band or (cards.title if cards else "")
    about = n["author"], n["subject"], n["landscape"], n["one-sided"]
    return d.Document(n["lang"], title, blocks, footer, *about, header=header)


def header(n: Node) -> d.Header:
    """The head of every page."""
    return d.Header(n["left"], n["middle"], n["right"], n["first"])


def footer(n: Node) -> d.Footer:
    """The foot of every page."""
    first = n["first-left"], n["first-middle"], n["first-right"]
    return d.Footer(n["left"], n["middle"], n["right"], n["pages"], n["notice"], *first)


def heading(n: Node) -> d.Heading:
    """h1, h2, h3."""
    levels: dict[str, Any] = {"h1": 1, "h2": 2, "h3": 3}
    return d.Heading(levels[n.tag], n.content, n.src, n["id"])


def p(n: Node) -> d.Para | None:
    """A paragraph; nothing when it is empty."""
    return d.Para(n.content, n["class"], n["keep-next"], n.src, n["id"]) if n.content else None


def note(n: Node) -> d.Note | None:
    """A grey box; nothing when it is empty."""
    return d.Note(n["title"], n.content, n.src) if n.content else None


def listing(n: Node) -> d.ListBlock | None:
    """ul and ol."""
    if not n.kids:
        return None
    items = tuple(item for item, _ in n.all())
    below = tuple(inner for _, inner in n.all())
    made = d.ListBlock(items, n.tag == "ol", n.src, below=below if any(below) else ())
    return replace(made, numbering=n["type"], start=n["start"]) if n.tag == "ol" else made


def img(n: Node) -> d.Image:
    """A picture; its bytes have been put among the values by the reader."""
    caption = (d.Span(n["caption"]),) if n["caption"] else ()
    return d.Image(n["data"], n["alt"], caption, n["width"], n.src)


def passage(n: Node) -> d.ReadingPassage | None:
    """The reading text."""
    return d.ReadingPassage(n.all(), n["every"], n.src) if n.kids else None


def para(n: Node) -> d.PassagePara:
    """A paragraph of the reading text."""
    return d.PassagePara(n["id"], n["number"], n.content, n["kind"], n.src)


def section_head(n: Node) -> d.SectionHead:
    """A section's letter and title."""
    return d.SectionHead(n["letter"], n["title"], n.src, n["id"])


def question(n: Node) -> d.Question:
    """A numbered item."""
    return d.Question(n["number"], n.of("stem")[0], n.of("options", "lines", "box"), n.src, id=n["id"])


def options(n: Node) -> d.Options | None:
    """The options of an item."""
    return d.Options(n.all(), n.src, loose=n["loose"]) if n.kids else None


def lettered(n: Node) -> tuple[str, d.Content]:
    """option and response: letter and text."""
    return n["letter"], n.content


def numbered(n: Node) -> tuple[str, Any]:
    """premise and cell: number and text."""
    return n["number"], n.content


def content(n: Node) -> Any:
    """Elements that are their content alone."""
    return n.content


def lines(n: Node) -> d.WritingLines:
    """Ruled lines."""
    return d.WritingLines(n["count"], n["pitch"], n["label"], n.src)


def bank(n: Node) -> d.Bank | None:
    """The word bank."""
    return d.Bank(n["title"], n.all(), n.src) if n.kids else None


def matching(n: Node) -> d.Matching | None:
    """Two columns; nothing when both are empty."""
    premises, responses = n.of("premise"), n.of("response")
    if not n.kids:
        return None
    if not premises or not responses:
        raise Unfit("markup-missing-element", element="matching", child="response" if premises else "premise")
    return d.Matching(premises, responses, n["premise-head"], n["response-head"], n.src, blanks=n["blanks"])


def ordering(n: Node) -> d.Ordering | None:
    """Events to be put in order."""
    return d.Ordering(n.all(), n["number"], n.src) if n.kids else None


def name_block(n: Node) -> d.NameBlock | None:
    """The fields at the head of a worksheet."""
    rows: list[tuple[d.NameField, ...]] = []
    for tag, kid in n.kids:
        rows += kid if tag == "members" else [kid]
    return d.NameBlock(tuple(rows), n["score-label"], n["score-of"], n.src) if rows else None


def members(n: Node) -> list[tuple[d.NameField, ...]]:
    """The rows of a group: its label, then a numbered line for each member, down one column after the other."""
    names = [d.NameField(f"{number}.", kind="member") for number in range(1, n["count"] + 1)]
    tall = -(-len(names) // n["columns"])
    names += [d.NameField("", kind="heading")] * (tall * n["columns"] - len(names))
    return [(d.NameField(n["label"], kind="heading"),), *(tuple(names[row::tall]) for row in range(tall))]


def group(n: Node) -> tuple[Any, ...] | None:
    """Elements that are the sequence of their children; nothing when there are none."""
    return n.all() or None


def name_field(n: Node) -> d.NameField:
    """A label and a rule."""
    return d.NameField(n["label"], n["share"], fill="" if n["fill"] == "none" else n["fill"])


def definitions(n: Node) -> d.Definitions | None:
    """Glossary rows."""
    return d.Definitions(n.all(), n["columns"], n.src) if n.kids else None


def entry(n: Node) -> tuple[d.Content, d.Content]:
    """A term and its meaning."""
    return n.of("term")[0], n.of("meaning")[0]


def timeline(n: Node) -> d.TimelineChart | None:
    """The chart."""
    return d.TimelineChart(n.all(), n["alt"], n["tall"], n.src) if n.kids else None


def chart_event(n: Node) -> d.ChartEvent:
    """An event on an axis, with its label or without; it must not end before it starts."""
    start, end = n["start"], n["end"] or n["start"]
    if end.ordinal() < start.ordinal():
        raise Unfit("markup-bad-value", attribute="end", value=_iso(end), wanted=f"≥ {_iso(start)}")
    loose = n["loose-start"], n["loose-end"], n["open"]
    number = n.values.get("number", "")
    return d.ChartEvent(n["date"], n.content, start, end, n["bar"], *loose, full=n["full-date"], number=number)


def write_events(n: Node) -> d.WriteEvents | None:
    """The chart with lines for the events."""
    return d.WriteEvents(n.all(), n["alt"], n["lines"], n["label"], n.src) if n.kids else None


def write_dates(n: Node) -> d.WriteDates | None:
    """Events with lines for their dates."""
    return d.WriteDates(n.all(), n["alt"], n["label"], n.src) if n.kids else None


def cards(n: Node) -> d.Cards | None:
    """Cards to cut out."""
    slot = n["slot"], n["slot-columns"], n["slot-height"]
    return d.Cards(n.all(), n["columns"], n["height"], *slot, n.src) if n.kids else None


def card(n: Node) -> d.Card:
    """One card."""
    return d.Card(n["name"], n.content)


def wall_strip(n: Node) -> d.WallStrip | None:
    """The strip for the wall."""
    return d.WallStrip(n.all(), n["alt"], n["bc"], n["ad"], n["glue"], n["steps"], n.src) if n.kids else None


def flash_cards(n: Node) -> d.FlashCards | None:
    """Two-sided cards."""
    named = n["title"], n["front"], n["back"], n["flip"], n["columns"], n["height"]
    return d.FlashCards(n.all(), *named, n.src) if n.kids else None


def flash_card(n: Node) -> d.FlashCard:
    """A card and what stands behind it."""
    return d.FlashCard(n["name"], n.of("front")[0], n.of("back")[0])


def _iso(day: Any) -> str:
    sign = "-" if day.year < 0 else ""
    return f"{sign}{abs(day.year):04}-{day.month:02}-{day.day:02}"


def band(n: Node) -> d.Band:
    """The dark band of teacher's pages."""
    return d.Band(n["left"], n["right"], n.src)


def quick_key(n: Node) -> d.QuickKey | None:
    """The strip of short answers."""
    return d.QuickKey(n.all(), n.src) if n.kids else None


def fold_key(n: Node) -> d.FoldKey | None:
    """A strip to cut out and fold."""
    return d.FoldKey(n["left"], n["right"], n.all(), n["columns"], n.src) if n.kids else None


def fold_part(n: Node) -> d.FoldPart:
    """A section of the strip."""
    return d.FoldPart(n["title"], n.all())


def answer(n: Node) -> d.AnswerEntry:
    """An item of the key."""
    return d.AnswerEntry(n["number"], n.of("what")[0], n["place"], n.of("p"), n.src)


def space(n: Node) -> d.Space:
    """White space."""
    return d.Space(n["height"], n.src)


def page_break(n: Node) -> d.PageBreak:
    """A new page."""
    return d.PageBreak(n.src)
