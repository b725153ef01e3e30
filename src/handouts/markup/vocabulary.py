"""The vocabulary as one table: element -> attributes, what may stand in it, what builds it. docs/templates.md says the

same in words; a test compares the two. Inline elements stand in a second table, since they build no value of their own.
"""

from __future__ import annotations

from typing import get_args

from handouts.markup import builders as b
from handouts.markup import grid_builders as g
from handouts.markup import layout_builders as lb
from handouts.markup import layout_rows
from handouts.markup import table_builders as t
from handouts.markup import values as v
from handouts.markup.element import Element, hyphened, text
from handouts.markup.values import Attribute
from handouts.model.document import FlipEdge, ParaStyle
from handouts.model.list_blocks import Numbering

KEPT = (
    "h2", "h3", "p", "note", "ul", "ol", "img", "passage", "section-head", "question", "bank", "matching", "ordering",
    "name-block", "table", "definitions", "timeline", "write-events", "write-dates", "cards", "letter-grid", "clues",
    "quick-key", "fold-key", "answer", "lines", "box", "score-box", "cut-line", "qr", "columns", "space",
)  # fmt: skip
BLOCKS = ("h1", *KEPT, "letterhead", "band", "wall-strip", "flash-cards", "keep", "page-break")

INLINE: dict[str, dict[str, Attribute]] = {
    "b": {},
    "i": {},
    "sup": {},
    "sub": {},
    "u": {},
    "a": {"href": v.address(), "show": v.switch()},
    "span": {"class": v.marks(), "lang": v.language()},
    "br": {},
    "gap": {"label": v.text()},
}
EMPTY_INLINE = ("br", "gap")
EXACT_INLINE = ("b", "i", "sup", "sub", "u", "a", "span")  # a gap or a break would shift the offsets of the anchors


# What an event on an axis to scale has, besides its label.
DATED: dict[str, Attribute] = {
    "date": v.given(), "full_date": v.text(), "start": v.day(required=True), "end": v.day(), "bar": v.switch(),
    "loose_start": v.switch(), "loose_end": v.switch(), "open": v.switch(),
}  # fmt: skip


CELL: dict[str, Attribute] = {
    "align": v.choice("left", "center", "right", default="left"), "colspan": v.whole(1, 30, 1),
    "rowspan": v.whole(1, 100, 1),
}  # fmt: skip


# An element that means different things in two places has one row for each: "parent/element".
ELEMENTS: dict[str, Element] = {
    "sheet": Element(
        b.sheet, "elements",
        {
            "lang": v.language(required=True), "title": v.text(), "author": v.text(), "subject": v.text(),
            "landscape": v.switch(), "one-sided": v.switch(),
        },
        ("header", "footer", *BLOCKS), first=("header", "footer"),
    ),
    "header": Element(
        b.header, "nothing", {"left": v.text(), "middle": v.text(), "right": v.text(), "first": v.switch(True)},
    ),
    "footer": Element(
        b.footer, "nothing",
        {
            "left": v.text(), "middle": v.text(), "right": v.text(), "pages": v.pages(), "notice": v.text(),
            "first-left": v.text(None), "first-middle": v.text(None), "first-right": v.text(None),
        },
    ),
    "h1": text(b.heading, id=v.name()),
    "h2": text(b.heading, id=v.name()),
    "h3": text(b.heading, id=v.name()),
    "p": Element(
        b.p, "text", {"class": v.choice(*get_args(ParaStyle), default="body"), "keep-next": v.switch(), "id": v.name()},
    ),
    "note": Element(b.note, "text", {"title": v.filled()}),
    "ul": Element(b.listing, "elements", {}, ("li",)),
    "ol": Element(
        b.listing, "elements",
        {"type": v.choice(*get_args(Numbering), default="1"), "start": v.whole(1, 999, 1)}, ("li",),
    ),
    "img": Element(
        b.img, "nothing",
        {"src": v.picture(), "alt": v.filled(), "width": v.length("mm", 300, 0), "caption": v.text()},
    ),
    "passage": Element(b.passage, "elements", {"every": v.whole(1, 100, 5)}, ("para", "h2", "h3", "img")),
    "para": Element(
        b.para, "exact",
        {"id": v.filled(), "number": v.text(), "kind": v.choice("paragraph", "item", "quote", default="paragraph")},
        filled=True,
    ),
    "section-head": Element(b.section_head, "nothing", {"letter": v.filled(), "title": v.filled(), "id": v.name()}),
    "question": Element(
        b.question, "elements", {"number": v.filled(), "id": v.name()}, ("stem", "options", "lines", "box"),
        ("stem",), ("stem",),
    ),
    "stem": text(),
    "options": Element(b.options, "elements", {"loose": v.switch()}, ("option",)),
    "option": text(b.lettered, letter=v.filled()),
    "lines": Element(b.lines, "nothing", {"count": v.whole(1, 60), "pitch": v.length("mm", 40, 8), "label": v.text()}),
    "bank": Element(b.bank, "elements", {"title": v.text()}, ("word",)),
    "word": Element(b.content, "words", filled=True),
    "matching": Element(
        b.matching, "elements", {"premise-head": v.text(), "response-head": v.text(), "blanks": v.switch(True)},
        ("premise", "response"),
    ),
    "premise": text(b.numbered, number=v.filled()),
    "response": text(b.lettered, letter=v.filled()),
    "ordering": Element(b.ordering, "elements", {"number": v.text()}, ("event",)),
    "ordering/event": text(),
    "name-block": Element(
        b.name_block, "elements", {"score-label": v.text(), "score-of": v.text()}, ("row", "members"),
    ),
    "members": Element(
        b.members, "nothing", {"label": v.filled(), "count": v.whole(1, 20), "columns": v.whole(1, 3, 1)},
    ),
    "row": Element(b.group, "elements", {}, ("field",)),
    "field": Element(
        b.name_field, "nothing",
        {"label": v.filled(), "share": v.share(1), "fill": v.choice("name", "class", "number", "none", default="none")},
    ),
    "table": Element(
        t.table, "elements",
        {
            "header-rows": v.whole(0, 20, 1), "widths": v.shares(), "grid": v.switch(True),
            "row-height": v.length("mm", 60, 0), "dense": v.switch(), "width": v.whole(10, 100, 100),
            "zebra": v.switch(), "head": v.choice("row", "none", default="none"), "rules": v.switch(True),
            "stack": v.switch(), "id": v.name(),
        }, ("tr",),
    ),
    "tr": Element(t.table_row, "elements", {}, ("th", "td")),
    "th": Element(t.cell, "text", CELL),
    "td": Element(t.cell, "text", CELL),
    "definitions": Element(b.definitions, "elements", {"columns": v.whole(1, 3, 1)}, ("entry",)),
    "entry": Element(b.entry, "elements", {}, ("term", "meaning"), ("term", "meaning"), ("term",)),
    "term": text(),
    "meaning": text(),
    "timeline": Element(b.timeline, "elements", {"alt": v.filled(), "tall": v.switch()}, ("event",)),
    "timeline/event": text(b.chart_event, **DATED),
    "write-events": Element(
        b.write_events, "elements", {"alt": v.filled(), "lines": v.whole(1, 6, 2), "label": v.text()}, ("moment",),
    ),
    "moment": Element(b.chart_event, "nothing", {"number": v.text(), **hyphened(DATED)}),
    "write-dates": Element(b.write_dates, "elements", {"alt": v.filled(), "label": v.text()}, ("event",)),
    "write-dates/event": text(b.numbered, number=v.filled()),
    "cards": Element(
        b.cards, "elements",
        {
            "columns": v.whole(1, 6, 2), "height": v.length("mm", 150, 36), "slot": v.text(),
            "slot-columns": v.whole(1, 6, 4), "slot-height": v.length("mm", 60, 14),
        },
        ("card",),
    ),
    "card": text(b.card, name=v.filled()),
    "letter-grid": Element(
        g.letter_grid, "elements",
        {
            "alt": v.filled(), "square": v.length("mm", 40, 8), "least": v.length("mm", 40, 6), "ruled": v.switch(True),
            "labels": v.switch(),
        },
        ("grid-row", "ring"),
    ),
    "grid-row": Element(g.squares, "elements", {}, ("square", "hole")),
    "square": Element(g.square, "words", {"number": v.text()}),
    "hole": Element(g.hole, "nothing"),
    "ring": Element(g.ring, "nothing", {"from": v.row_column(), "to": v.row_column()}),
    "clues": Element(g.clues, "elements", {"columns": v.whole(1, 3, 2)}, ("clue-list",)),
    "clue-list": Element(g.clue_list, "elements", {"title": v.text()}, ("clue",)),
    "clue": text(b.numbered, number=v.filled()),
    "wall-strip": Element(
        b.wall_strip, "elements",
        {"alt": v.filled(), "bc": v.year(), "ad": v.year(), "glue": v.text(), "steps": v.text()}, ("event",),
    ),
    "wall-strip/event": text(b.chart_event, **DATED),
    "flash-cards": Element(
        b.flash_cards, "elements",
        {
            "title": v.filled(), "front": v.filled(), "back": v.filled(),
            "flip": v.choice(*get_args(FlipEdge), default="long"), "columns": v.whole(1, 6, 2),
            "height": v.length("mm", 300, 52),
        },
        ("flash-card",),
    ),
    "flash-card": Element(
        b.flash_card, "elements", {"name": v.filled()}, ("front", "back"), ("front", "back"), ("front",),
    ),
    "front": text(),
    "back": text(),
    "band": Element(b.band, "nothing", {"left": v.filled(), "right": v.text()}),
    "quick-key": Element(b.quick_key, "elements", {}, ("cell",)),
    "cell": Element(b.numbered, "words", {"number": v.filled()}),
    "fold-key": Element(
        b.fold_key, "elements", {"left": v.filled(), "right": v.text(), "columns": v.whole(1, 6, 4)}, ("fold-part",),
    ),
    "fold-part": Element(b.fold_part, "elements", {"title": v.filled()}, ("cell",)),
    "answer": Element(
        b.answer, "elements", {"number": v.filled(), "place": v.text()}, ("what", "p"), ("what",), ("what",),
    ),
    "what": text(),
    "keep": Element(lb.keep, "elements", {"lean": v.switch()}, KEPT),
    "space": Element(b.space, "nothing", {"height": v.length("pt", 300)}),
    "page-break": Element(b.page_break, "nothing"),
    **layout_rows.rows(KEPT),
}  # fmt: skip

# Elements that nothing stands in, each closed by a slash.
EMPTY = frozenset(name.rpartition("/")[2] for name, rule in ELEMENTS.items() if rule.holds == "nothing") | {
    *EMPTY_INLINE
}


# What people write who know HTML, and the first templates of others.
MEANT = {
    "strong": "b", "em": "i", "mark": "span", "link": "a", "underline": "u", "font": "span", "dl": "definitions",
    "dt": "term", "dd": "meaning", "image": "img", "figure": "img", "picture": "img", "blockquote": "p",
    "div": "keep", "section": "keep", "h4": "h3", "h5": "h3", "h6": "h3", "pagebreak": "page-break", "hr": "space",
    "html": "sheet", "body": "sheet", "handout": "sheet", "document": "sheet", "blank": "gap", "choice": "option",
    "choices": "options", "paragraph": "para", "thead": "tr", "tbody": "tr", "rect": "box", "hl": "cut-line",
    "qrcode": "qr", "qr-code": "qr", "kop": "letterhead", "col": "columns", "column": "columns", "rubric": "table",
    "super": "sup",
}  # fmt: skip


# The same for what is known, but stands in another place.
MEANT_IN = {
    ("letterhead", "img"): "logo", ("letterhead", "p"): "line", ("letterhead", "h1"): "line",
    ("letterhead", "h2"): "line", ("question", "p"): "stem", ("ul", "p"): "li", ("ol", "p"): "li",
}  # fmt: skip


def place_for_text(tag: str) -> str:
    """The element inside `tag` that loose words there should stand in."""
    known = ELEMENTS[tag].children if tag in ELEMENTS else ()
    if "p" in known:
        return "p"
    for child in known:
        if ELEMENTS.get(f"{tag}/{child}", ELEMENTS.get(child, ELEMENTS["space"])).holds not in ("elements", "nothing"):
            return child
    return place_for_text(known[0]) if known else "p"


def tags() -> set[str]:
    """Every element name of the vocabulary."""
    return {name.rpartition("/")[2] for name in ELEMENTS} | set(INLINE)


def suggest(name: str, known: set[str]) -> str:
    """The known name that `name` was probably meant to be, or ""."""
    lowered = name.lower().replace("_", "-")
    if lowered in known:
        return lowered
    if MEANT.get(lowered) in known:
        return MEANT[lowered]
    import difflib  # only when something is wrong

    close = difflib.get_close_matches(lowered, sorted(known), 1)
    return close[0] if close else ""
