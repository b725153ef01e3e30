"""The rows of the vocabulary's table for letterheads, boxes, columns, cut lines and codes; see `vocabulary`."""

from __future__ import annotations

from typing import get_args

from handouts.markup import layout_builders as b
from handouts.markup import values as v
from handouts.markup.element import Element
from handouts.model.layout_blocks import BoxFill, HeadRule, LetterSize, LogoSide

_BOX = {
    "title": v.text(), "fill": v.choice(*get_args(BoxFill), default="empty"), "pitch": v.length("mm", 40, 8),
    "border": v.switch(True), "label": v.text(),
}  # fmt: skip
_SIDES = ("left", "center", "right")


def rows(kept: tuple[str, ...]) -> dict[str, Element]:
    """The rows; `kept` are the blocks that may stand in a `keep`."""
    within = tuple(tag for tag in kept if tag not in ("passage", "columns"))
    return {
        "letterhead": Element(
            b.letterhead, "elements",
            {
                "rule": v.choice(*get_args(HeadRule), default="double"),
                "align": v.choice("left", "center", default="center"),
            },
            ("logo", "line"),
        ),
        "logo": Element(
            b.logo, "nothing",
            {
                "src": v.picture(), "alt": v.filled(), "side": v.choice(*get_args(LogoSide), default="left"),
                "height": v.length("mm", 80, 0),
            },
        ),
        "line": Element(
            b.letter_line, "text", {"size": v.choice(*get_args(LetterSize), default="body"), "bold": v.switch()},
        ),
        "columns": Element(
            b.columns, "elements", {"count": v.whole(2, 4, 2), "gap": v.length("mm", 40, 8), "rule": v.switch()},
            (*within, "keep", "wide"),
        ),
        "columns/keep": Element(b.keep, "elements", {"lean": v.switch()}, within),
        "columns/box": Element(b.box, "nothing", {"height": v.length("mm", 400), **_BOX}),
        "wide": Element(b.wide, "elements", {}, (*within, "passage", "keep")),
        "box": Element(b.box, "nothing", {"height": v.length("mm", 400, 0), "share": v.whole(5, 100, 0), **_BOX}),
        "question/box": Element(b.box, "nothing", {"height": v.length("mm", 400), **_BOX}),
        "score-box": Element(
            b.score_box, "elements",
            {
                "width": v.whole(10, 100, 40), "height": v.length("mm", 60, 16),
                "align": v.choice(*_SIDES, default="right"),
            },
            ("score",),
        ),
        "score": Element(b.score, "nothing", {"label": v.filled(), "of": v.text(), "share": v.share(1)}),
        "cut-line": Element(b.cut_line, "nothing", {"label": v.text()}),
        "qr": Element(
            b.qr, "nothing",
            {
                "value": v.filled(), "alt": v.filled(), "size": v.length("mm", 120, 25), "caption": v.text(),
                "align": v.choice(*_SIDES, default="left"),
            },
        ),
        "li": Element(b.list_item, "text and elements", {}, ("ul", "ol"), filled=True),
    }  # fmt: skip
