"""Places to write in: name block, word bank, matching, ordering."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.model.document import Bank, Content, Matching, NameBlock, NameField, Ordering, Span
from handouts.typeset.answer_marks import boxed
from handouts.typeset.lines import Type
from handouts.typeset.names import fit_name
from handouts.typeset.packing import even_rows
from handouts.typeset.pen import Pen
from handouts.typeset.pieces import LEAST_ROWS, Group, Mark, Piece, Text, baseline, extent
from handouts.typeset.sheet import MM, Sheet, dotted
from handouts.typeset.tagging import Attributes, Elem

Placements = list[tuple[float, float, Piece]]

_NAME_PITCH = 7.6 * MM
_SCORE_WIDTH = 25 * MM
_SCORE_HEIGHT = 15 * MM
_SCORE_GAP = 6 * MM
_TO_SCORE = 1.0  # lines between the words in the box for the score, in large print
_FIELD_GAP = 4 * MM
_CORNER = 1.5 * MM
_WORD_GAP = 8 * MM  # least space between the words of a bank
_BLANK = 11 * MM
_ROW = 7.5 * MM
_MOST_OF_PAGE = 0.8  # of its height, for rows that are not to be parted
_SIDE_BY_SIDE = 26  # least width of matching in two columns, of the type's size
_VALUE_INSET, _VALUE_OVER = 3, 3.2  # points from the rule's start, and above it
_TO_WRITE = 7  # least room to write in of a field, of the type's size

_LEAST_RESPONSES, _MOST_RESPONSES = 0.25, 0.46  # of the width


def name_block(sheet: Sheet, block: NameBlock, parent: Elem) -> list[Piece]:
    """Rows of labels and rules; a box for the score at the right."""
    score = _score(sheet, block)
    width = sheet.width - (score[0] + _SCORE_GAP if score else 0)
    rows = _roomy_rows(sheet, block, width)
    labels = [[sheet.label(f.label, "body", Elem("P", parent), block.src) for f in row] for row in rows]
    placed: Placements = []
    for number, row in enumerate(rows):
        aligned = [_column_label(rows, labels, number, column) for column in range(len(row))]
        placed += _name_row(sheet, row, labels[number], aligned, width, number * _pitch(sheet))
    height = len(rows) * _pitch(sheet)
    if score:
        wide, least, words = score
        height = max(height, least)
        for _, _, text in words:
            text.elem = Elem("P", parent)
        placed.append((sheet.width - wide, 0, sheet.frame(wide, height, 0, stroke="#000000")))
        placed += [(sheet.width - wide + x, y if y >= 0 else height + y, text) for x, y, text in words]
    return [Group(height, 4, 8, src=block.src, element="name block", parts=placed)]


def _roomy_rows(sheet: Sheet, block: NameBlock, width: float) -> tuple[tuple[NameField, ...], ...]:
    """The rows, or every field on a row of its own where one would have no room to write in."""
    least = _TO_WRITE * sheet.types["body"].size
    for row in block.rows:
        shares = sum(field.share for field in row) or 1
        room = width - _FIELD_GAP * (len(row) - 1)
        for field in (each for each in row if each.kind != "heading"):
            if room * field.share / shares - sheet.natural((Span(field.label),), "body", block.src) < least:
                return tuple((field,) for row in block.rows for field in row)
    return block.rows


def _pitch(sheet: Sheet) -> float:
    return max(_NAME_PITCH * sheet.style.hand, 1.2 * sheet.types["body"].leading)


def _column_label(rows: Sequence[Sequence[NameField]], labels: list[list[Text]], row: int, column: int) -> float:
    """Labels above one another share a width, when the rows have the same number of fields of the same kind."""
    kinds = [[field.kind for field in fields] for fields in rows]
    same = [other for other, kind in zip(labels, kinds, strict=True) if kind == kinds[row]]
    return max(other[column].width for other in same)


def _name_row(
    sheet: Sheet, row: tuple[NameField, ...], labels: list[Text], aligned: list[float], width: float, top: float
) -> Placements:
    shares = sum(field.share for field in row) or 1
    room = width - _FIELD_GAP * (len(row) - 1)
    drop = _pitch(sheet) - labels[0].height if labels else 0
    placed: Placements = []
    x = 0.0
    for field, label, inset in zip(row, labels, aligned, strict=True):
        across = room * field.share / shares
        start = inset + 2.5 * MM
        foot = top + drop + baseline(label.type) + 1.6
        placed.append((x, top + drop, label))
        if field.kind != "heading":
            placed.append((x + start, foot, _to_fill(sheet, field, across - start)))
        if field.filled:
            placed.append((x + start + _VALUE_INSET, top + drop, _value(sheet, field, across - start, label)))
        x += across + _FIELD_GAP
    return placed


def _to_fill(sheet: Sheet, field: NameField, width: float) -> Mark:
    """The rule of a field; the pen remembers those that a class pack fills."""
    size = sheet.types["body"].size

    def paint(pen: Pen, x: float, top: float) -> None:
        pen.rule(x, top, x + width)
        if field.fill:
            pen.field(field.fill, x + _VALUE_INSET, top + _VALUE_OVER, width - _VALUE_INSET, size)

    return Mark(paint=paint)


def _value(sheet: Sheet, field: NameField, width: float, label: Text) -> Text:
    """What stands on the rule already, in letters small enough for it; the end is left out where nothing else helps."""
    kind, room = replace(sheet.types["body"], bold=True), width - _VALUE_INSET
    text, size = fit_name(sheet.book, field.filled, kind, room)
    sheet.added.append(text)
    fitted = replace(kind, size=size, leading=label.type.leading)
    return sheet.label(text, fitted, label.elem)


def _score(sheet: Sheet, block: NameBlock) -> tuple[float, float, list[tuple[float, float, Text]]] | None:
    """The box for the score: its width, its least height, and its words; those at its foot have a place below 0.

    None when there is no such box.
    """
    if not block.score_label and not block.score_of:
        return None
    words: list[tuple[float, float, Text]] = []
    wide = _SCORE_WIDTH
    if block.score_label:
        label = sheet.label(block.score_label, "aside", None, block.src)
        words.append((4, 2, label))
        wide = max(wide, label.width + 8)
    if block.score_of:
        total = sheet.label(block.score_of, "small-black", None, block.src)
        wide = max(wide, total.width + 9)
        words.append((wide - 5 - total.width, -total.height - 2, total))
    to_write = _TO_SCORE * sheet.types["body"].leading if sheet.style.single else 0
    return wide, max(_SCORE_HEIGHT, sum(text.height for *_, text in words) + 4 + to_write), words


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

    Rows that would need a page for themselves become two lists, which need not stand on one page.
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
    """Where two columns would be too narrow or too high: the premises, below them the responses on one page."""
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
    return pieces


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
