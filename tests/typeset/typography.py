"""The pages of a document as the flow made them, and what is wrong with them as typography."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from unittest.mock import patch

from handouts.model.document import Block, Columns, Document, Keep, Options, Question, Wide
from handouts.model.press import Paper, Style
from handouts.typeset import rendering
from handouts.typeset.column_flow import ColumnPiece
from handouts.typeset.flow import Page, paginate, used
from handouts.typeset.passage import PassageText
from handouts.typeset.pieces import Piece, Text


def flowed(document: Document, style: Style, paper: Paper) -> tuple[list[Page], float]:
    """The pages with what was put on them, and the height of the type area in points."""
    made: list[Page] = []
    room: list[float] = []

    def noted(pieces: object, height: float, least: float) -> list[Page]:
        found = paginate(pieces, height, least)  # type: ignore[arg-type]
        made.extend(found)
        room.append(height)
        return found

    with patch.object(rendering, "paginate", noted):
        rendering.render(document, style, paper)
    return made, room[0]


def faults(pages: list[Page], room: float) -> Iterator[str]:
    """What a printer would mend: each with its page."""
    for number, page in enumerate(pages, 1):
        following = pages[number] if number < len(pages) else []
        if not page and number == len(pages):
            yield f"page {number} is blank"
        if not page:
            continue
        last = page[-1].piece
        alone = all(placed.piece.keep_next for placed in page)
        if (
            last.keep_next
            and following
            and not alone
            and not (_instruction_alone(page, following, room) or _leads_to_a_whole(page, following, room))
        ):
            yield f"page {number} ends with {last.element or type(last).__name__}, which belongs to what follows"
        for placed in page:
            if placed.offset + placed.piece.height > room + 0.1:
                yield f"page {number}: {placed.piece.element} leaves the page"
        yield from _lone_lines(number, page, following)
        for placed in page:
            if isinstance(placed.piece, ColumnPiece):
                columns = [column for column in placed.piece.columns if column]
                yield from (f"page {number}: in columns, {fault}" for fault in faults(columns, room))


def _leads_to_a_whole(page: Page, following: Page, room: float) -> bool:
    """An instruction, with its heading, before premises and responses that need a page without it or would leave it."""
    first = len(page)
    while first and page[first - 1].piece.keep_next:
        first -= 1
    last, whole = page[-1], following[0].piece
    together = last.offset + last.piece.height - page[first].offset + whole.height
    return (
        (last.piece.element, whole.element) == ("instruction", "matching")
        and whole.close
        and (together + max(last.piece.after, whole.before) > room or used(page[:first]) < room / 4)
    )


def _instruction_alone(page: Page, following: Page, room: float) -> bool:
    """Whether a page ends with an instruction that would leave it rather empty, for something that fills a page."""
    *above, last = page
    empty = bool(above) and above[-1].offset + above[-1].piece.height < room / 2
    return last.piece.element == "instruction" and empty and following[0].piece.height > room / 2


def _lone_lines(number: int, page: Page, following: Page) -> Iterator[str]:
    """A single line of a paragraph at the foot of a page or at the head of the next."""
    first = following[0].piece if following else None
    last = page[-1].piece
    if isinstance(first, Text) and not first.first:
        if len(first.lines) < 2:
            yield f"page {number + 1} begins with the last line of a paragraph"
        if isinstance(last, Text) and len(last.lines) < 2 and last.first:
            yield f"page {number} ends with the first line of a paragraph"


def cut_questions(document: Document, pages: list[Page], room: float) -> int:
    """How many questions that a page could hold stand on two: those in print beyond those in the document."""
    more = sum(_printed(placed.piece) for page in pages for placed in page) - _questions(document.blocks)
    higher = sum(_is_higher(page, following, room) for page, following in pairwise(pages))
    return max(more - higher, 0) if more >= 0 else more


def _is_higher(page: Page, following: Page, room: float) -> bool:
    """Whether a page holds a question alone, which with what the next page begins with is higher than a page."""
    if len(page) != 1 or not following:
        return False
    halves = (page[0].piece, following[0].piece)
    return all(half.element == "question" for half in halves) and sum(half.height for half in halves) > room


def _printed(piece: Piece) -> int:
    if isinstance(piece, ColumnPiece):
        return sum(_printed(placed.piece) for column in piece.columns for placed in column)
    return piece.element == "question"


def _questions(blocks: Sequence[Block]) -> int:
    """How many questions belong on one page: all but events to be put in order."""
    return sum(_questions(b.blocks) if isinstance(b, (Keep, Columns, Wide)) else _is_whole(b) for b in blocks)


def _is_whole(block: Block) -> bool:
    if not isinstance(block, Question):
        return False
    return not any(isinstance(part, Options) and part.loose and len(part.options) > 3 for part in block.body)


def uneven_lines(pages: list[Page]) -> set[float]:
    """Distances between the lines of reading paragraphs: one, in a document that is set evenly."""
    return {placed.piece.type.leading for page in pages for placed in page if isinstance(placed.piece, PassageText)}
