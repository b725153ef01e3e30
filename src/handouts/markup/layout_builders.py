"""The builders of letterheads, boxes, columns, cut lines and codes, like those of `builders`."""

from __future__ import annotations

from handouts.markup.builders import Node, Unfit
from handouts.model import document as d

_LONGEST_CODE = 400  # bytes: beyond that the squares are too small for a telephone
_LOGO_MM, _FULL_MM = 22, 60  # height of a logo, greatest height of a picture of the whole head


def letterhead(n: Node) -> d.Letterhead | None:
    """Lines with a logo on either side, or one picture over the full width."""
    logos: tuple[d.Logo, ...] = n.of("logo")
    lines: tuple[d.LetterLine, ...] = n.of("line")
    if not logos and not lines:
        return None
    sides = [logo.side for logo in logos]
    for side in sides:
        if sides.count(side) > 1:
            raise Unfit("markup-letterhead-logos", side=side)
    if "full" in sides and (len(logos) > 1 or lines):
        raise Unfit("markup-letterhead-full")
    return d.Letterhead(lines, logos, n["rule"], n["align"], n.src)


def logo(n: Node) -> d.Logo:
    """A picture of a letterhead; its bytes have been put among the values by the reader."""
    height = n["height"] or (_FULL_MM if n["side"] == "full" else _LOGO_MM)
    return d.Logo(n["data"], n["alt"], n["side"], height, n.src)


def letter_line(n: Node) -> d.LetterLine | None:
    """A line of a letterhead; nothing when it is empty."""
    return d.LetterLine(n.content, n["size"], n["bold"]) if n.content else None


def columns(n: Node) -> d.Columns | None:
    """Blocks in columns."""
    return d.Columns(n.all(), n["count"], n["gap"], n["rule"], n.src) if n.kids else None


def wide(n: Node) -> d.Wide | None:
    """Blocks across the columns."""
    return d.Wide(n.all(), n.src) if n.kids else None


def keep(n: Node) -> d.Keep | None:
    """Blocks that stay together."""
    return d.Keep(n.all(), n.src, n["lean"]) if n.kids else None


def box(n: Node) -> d.Box:
    """A place to write or draw, by height or by share of the page."""
    share = n.values.get("share", 0)
    if bool(n["height"]) == bool(share):
        raise Unfit("markup-box-size")
    return d.Box(n["height"], share, n["title"], n["fill"], n["pitch"], n["border"], n["label"], n.src)


def score_box(n: Node) -> d.ScoreBox | None:
    """Compartments for marks."""
    return d.ScoreBox(n.all(), n["width"], n["height"], n["align"], n.src) if n.kids else None


def score(n: Node) -> d.Score:
    """A compartment."""
    return d.Score(n["label"], n["of"], n["share"])


def cut_line(n: Node) -> d.CutLine:
    """A line to cut along."""
    return d.CutLine(n["label"], n.src)


def qr(n: Node) -> d.QrCode:
    """A QR code, short enough to be read by a telephone."""
    length = len(n["value"].encode("utf-8"))
    if length > _LONGEST_CODE:
        raise Unfit("markup-qr-too-long", length=length, most=_LONGEST_CODE)
    caption = (d.Span(n["caption"]),) if n["caption"] else ()
    return d.QrCode(n["value"], n["alt"], n["size"], caption, n["align"], n.src)


def list_item(n: Node) -> tuple[d.Content, d.ListBlock | None]:
    """An item of a list, and the list inside it."""
    return n.content, next(iter(n.of("ul", "ol")), None)
