"""Places to write in: word bank, matching, ordering."""

from __future__ import annotations

from dataclasses import replace

from handouts.model.document import Bank, Content, Matching, Ordering, Span
from handouts.model.press import MM
from handouts.typeset.answer_marks import boxed
from handouts.typeset.lines import Type
from handouts.typeset.packing import even_rows
from handouts.typeset.pieces import LEAST_ROWS, Group, Piece, Text, baseline, extent, stack
from handouts.typeset.sheet import Sheet, dotted
from handouts.typeset.tagging import Attributes, Elem

Placements = list[tuple[float, float, Piece]]

_CORNER = 1.5 * MM
_WORD_GAP = 8 * MM  # least space between the words of a bank
_BLANK = 11 * MM
_ROW = 7.5 * MM
_MOST_OF_PAGE = 0.8  # of its height, for rows that are not to be parted
_SIDE_BY_SIDE = 26  # least width of matching in two columns, of the type's size

_LEAST_RESPONSES, _MOST_RESPONSES = 0.25, 0.46  # of the width


def bank(sheet: Sheet, block: Bank, parent: Elem) -> list[Piece]:
    """A frame with the words in rows, evenly spaced and centred; kept with the first gap it is for."""
    placed: Placements = []
    top = 2.4 * MM
    if block.title:
        kind = replace(sheet.types["small-black"], bold=True, align="center")
        title = sheet.text((Span(block.title),), kind, sheet.width, Elem("P", parent), block.src)
        placed.append((0, top, title))
        top += title.height + 2
    listed = Elem("L", parent, attributes={"O": "List", "ListNumbering": "None"})
    words = [_bank_word(sheet, word, listed, block.src) for word in block.words]
    kind = sheet.types["body"]
    for row in even_rows([word.width for word in words], sheet.width - 2 * _WORD_GAP, _WORD_GAP):
        members = [words[i] for i in row]
        total = sum(word.width for word in members)
        space = min((sheet.width - total) / (len(members) + 1), 14 * MM)
        x = (sheet.width - total - space * (len(members) - 1)) / 2
        for word in members:
            placed.append((x, top, word))
            x += word.width + space
        top += max(kind.leading * 1.15, *(word.height for word in members))
    top += 2 * MM
    frame = sheet.frame(sheet.width, top, _CORNER, stroke=sheet.style.dark)
    return [Group(top, 4, 8, keep_next=True, src=block.src, element="bank", parts=[(0, 0, frame), *placed])]


def _bank_word(sheet: Sheet, word: str, parent: Elem, src: str) -> Text:
    item = Elem("LBody", Elem("LI", parent))
    piece = sheet.text((Span(word),), "body", sheet.width - 2 * _WORD_GAP, item, src)
    piece.width = max((line.width for line in piece.lines), default=0)
    return piece


def matching(sheet: Sheet, block: Matching, parent: Elem) -> list[Piece]:
    """Premises with a blank before their number at the left, responses at the right; the rows stand on one line.

    Rows that would need a page for themselves become two lists.
    """
    if sheet.style.single or sheet.width < _SIDE_BY_SIDE * sheet.types["body"].size:
        return _matching_lists(sheet, block, parent)
    between = 8 * MM
    inset = _BLANK + 2 * MM if block.blanks else 0.0
    right = _responses_width(sheet, block)
    left = sheet.width - right - between
    head_left = _matching_head(sheet, block.premise_head, parent, left - max(inset - 2 * MM, 0), block.src)
    premises = _column(
        sheet, block.premises, Elem("L", parent, attributes=_list("Decimal")), left - max(inset - 2 * MM, 0), block.src
    )
    head_right = _matching_head(sheet, block.response_head, parent, right, block.src)
    responses = _column(sheet, block.responses, Elem("L", parent, attributes=_list("UpperAlpha")), right, block.src)
    top = max(head_left.height, head_right.height) + (3 if block.premise_head or block.response_head else 0)
    near: Placements = [(inset, 0, head_left)]
    far: Placements = [(left + between, 0, head_right)]
    for index in range(max(len(premises), len(responses))):
        row = [column[index] for column in (premises, responses) if index < len(column)]
        if index < len(premises):
            if block.blanks:
                near += _blank(sheet, block, index, top, parent)
            near.append((inset, top, premises[index]))
        if index < len(responses):
            far.append((left + between, top, responses[index]))
        top += max(max(piece.height for piece in row) + 6, _ROW)
    if top > _MOST_OF_PAGE * sheet.height:
        return _matching_lists(sheet, block, parent)
    return [Group(top - 6, 4, 9, src=block.src, element="matching", parts=[*near, *far])]


def _matching_lists(sheet: Sheet, block: Matching, parent: Elem) -> list[Piece]:
    """Where two columns would be too narrow or too high: the premises, below them the responses.

    Both stand on one page when it holds them with what leads to them; else the responses do.
    """
    inset = _blank_width(sheet) + 2 * MM if block.blanks else 0.0
    pieces: list[Piece] = []
    columns = ((block.premise_head, block.premises, "Decimal"), (block.response_head, block.responses, "UpperAlpha"))
    for words, entries, numbering in columns:
        shift = inset if entries is block.premises else 0.0
        if words:
            head = _matching_head(sheet, words, parent, sheet.width, block.src)
            head.keep_next, head.after = True, 3
            pieces.append(head)
        listed = Elem("L", parent, attributes=_list(numbering))
        for index, entry in enumerate(_column(sheet, entries, listed, sheet.width - shift, block.src)):
            blank = _blank(sheet, block, index, 0, parent) if shift else []
            placed = [*blank, (shift, 0, entry)]
            height = max(entry.height, _ROW)
            last = len(entries) - 1
            kept = index < last and (entries is block.responses or index in (0, last - 1))
            pieces.append(Group(height, 0, 5, kept, src=block.src, element="matching", parts=placed))
        if pieces:
            pieces[-1].after = 9
    return _on_one_page(sheet, block, pieces)


def _on_one_page(sheet: Sheet, block: Matching, pieces: list[Piece]) -> list[Piece]:
    """The pieces as one that is parted, where they may be parted, only below what leads to it; as they are when no

    page holds them.
    """
    for piece in pieces:
        piece.after *= sheet.style.spacing
    placed = stack(pieces)
    height = extent(placed)
    if height > sheet.height:
        for piece in pieces:
            piece.after /= sheet.style.spacing  # it is added for each of them later
        return pieces
    free = [top for piece, (_, top, _) in zip(pieces, placed[1:], strict=False) if not piece.keep_next]
    return [Group(height, 0, 9, src=block.src, element="matching", parts=placed, free=free, close=True)]


def _blank_width(sheet: Sheet) -> float:
    return _BLANK * sheet.style.hand


def _blank(sheet: Sheet, block: Matching, index: int, top: float, parent: Elem) -> Placements:
    """The rule before a premise that begins at `top`, with its answer."""
    foot = top + baseline(sheet.types["body"]) + 2.2
    rule = sheet.rule(_blank_width(sheet) - 1 * MM)
    return [(0, foot, rule), *_on_blank(sheet, block, index, top, parent)]


def _on_blank(sheet: Sheet, block: Matching, index: int, top: float, parent: Elem) -> Placements:
    """The answer on the blank before a premise."""
    if index >= len(block.answers) or not block.answers[index]:
        return []
    kind = sheet.types["body"]
    height = 1.2 * kind.size
    made = boxed(sheet, block.answers[index], _blank_width(sheet) - 1 * MM, height, Elem("P", parent), block.src)
    above = top + baseline(kind) + 2.2 - height
    return [(x, above + y, piece) for x, y, piece in made]


def _responses_width(sheet: Sheet, block: Matching) -> float:
    """What the longest response needs, within bounds: dates leave the premises more room than sentences do."""
    longest = max((sheet.natural(content, "body", block.src) for _, content in block.responses), default=0)
    room = longest + 2.2 * sheet.types["body"].size + 4 * MM
    return min(max(room, _LEAST_RESPONSES * sheet.width), _MOST_RESPONSES * sheet.width)


def _list(numbering: str) -> Attributes:
    return {"O": "List", "ListNumbering": numbering}


def _matching_head(sheet: Sheet, text: str, parent: Elem, width: float, src: str) -> Text:
    kind = replace(sheet.types["small-black"], bold=True)
    piece = sheet.text((Span(text),) if text else (), kind, width, Elem("P", parent), src)
    return piece if text else Text()


def _column(sheet: Sheet, rows: tuple[tuple[str, Content], ...], parent: Elem, width: float, src: str) -> list[Piece]:
    kind = sheet.types["body"]
    return [_entry(sheet, label, content, parent, width, kind, src) for label, content in rows]


def _entry(sheet: Sheet, label: str, content: Content, parent: Elem, width: float, kind: Type, src: str) -> Piece:
    item = Elem("LI", parent)
    mark = sheet.label(dotted(label), replace(kind, bold=True), Elem("Lbl", item), src)
    hang = max(1.65 * kind.size, mark.width + 4)
    text = sheet.text(content, kind, width - hang - 2 * MM, Elem("LBody", item), src)
    return Group(text.height, parts=((0, 0, mark), (hang, 0, text)))


def ordering(sheet: Sheet, block: Ordering, parent: Elem) -> list[Piece]:
    """A box before each event, the text in the middle of its box."""
    style, kind = sheet.style, sheet.types["body"]
    wide, tall = max(style.box_width_mm, 8) * MM, max(style.box_height_mm, 6.5) * MM
    placed: Placements = []
    tops: list[float] = []
    indent = 0.0
    if block.number:
        name = sheet.label(dotted(block.number), "bold", Elem("P", parent), block.src)
        indent = sheet.hang(name)
        placed.append((0, max(tall - kind.leading, 0) / 2, name))
    listed = Elem("L", parent, attributes=_list("None"))
    inset = indent + wide + 3 * MM
    top = 0.0
    for number, event in enumerate(block.events):
        tops.append(top)
        row = Elem("LI", listed)
        shown = block.answers[number] if number < len(block.answers) else ""
        answer = boxed(sheet, shown, wide, tall, Elem("Lbl", row), block.src) if shown else []
        body = Elem("LBody", row)
        text = sheet.text(event, kind, sheet.width - inset, body, block.src)
        drop, sink = max(tall - text.height, 0) / 2, max(kind.leading - tall, 0) / 2
        placed.append((indent, top + sink, sheet.frame(wide, tall, stroke="#000000")))
        placed += [(indent + x, top + sink + y, piece) for x, y, piece in answer]
        placed.append((inset, top + drop, text))
        top += max(tall, text.height) + 2.2 * MM
    height, free = max(extent(placed), 0), tops[LEAST_ROWS : 1 - LEAST_ROWS]
    return [Group(height, 4, 9, src=block.src, element="ordering", parts=placed, free=free)]
