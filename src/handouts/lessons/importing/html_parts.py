"""The main text of a web page, told in the child process as plain data.

jusText judges each paragraph by its length, its function words and its links. What it does not know is added here: what
the HTML says of a part, and that siblings of good paragraphs are text too when they are sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.lessons.importing.html_limits import require_whole
from handouts.lessons.importing.html_walk import Block, Walk
from handouts.lessons.importing.left_out import without_packed_files
from handouts.lessons.importing.parts import require_length
from handouts.lessons.plain import HEADING_WORDS, like_a_heading

_END_MARK = re.compile(r"[.!?…:;][\"'”’»)\]]*(?:\s*\[[^\[\]]{1,30}\])*$")
_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s+[|–—·»-]\s+")
_SHORT, _LONG = 50, 120  # characters; less than for whole pages, since parts around the text are known by their HTML
_JUDGED_TOGETHER = 500
_MOST_AROUND = 3  # what stands around a text may be longer than the text
_FEWEST_WORDS, _MOST_LINKED, _MOST_LINKED_LIST = 3, 0.7, 0.3

Told = dict[str, Any]


def read(data: bytes, name: str) -> Told:
    """Parts, counts of what was left out or became paragraphs, and whether all paragraphs had to be taken.

    Raises ContentError (import-huge-part, import-too-deep, import-too-long).
    """
    from justext.core import html_to_dom

    text = without_packed_files(_XML.sub("", data.decode("utf-8")))
    root = html_to_dom(text)
    require_whole(root, text, name)
    title = _title(root)
    walk = Walk(root)
    if not walk.run():
        raise ContentError(problem("import-too-deep", Location(name)))
    require_length(name, sum(len(block.text) for block in walk.blocks) // _MOST_AROUND)
    kept = _main(walk.blocks)
    unsure = not any(kept)
    if unsure:
        kept = [_is_sentence(block) and not block.outside for block in walk.blocks]
    named = _named(walk.blocks, kept, title)
    kept = _with_headings(walk.blocks, kept, named)
    for i, block in enumerate(walk.blocks):
        if not kept[i]:
            walk.left[block.outside or "page-parts"] += 1
    where = [i for i, keep in enumerate(kept) if keep]
    if where:
        walk.left["pictures"] += sum(block.pictures for block in walk.blocks[where[0] : where[-1] + 1])
    chosen = [block for block, keep in zip(walk.blocks, kept, strict=True) if keep]
    walk.turned["table-rows"] += sum(block.tag == "tr" for block in chosen)
    parts = [_told(block) for block in chosen]
    begins_bold = bool(chosen) and _is_bold_heading(chosen[0])
    _set_levels(parts, parts[0] if named is not None else None, "" if begins_bold else title)
    return {"parts": parts, "left": dict(walk.left), "turned": dict(walk.turned), "unsure": unsure}


def _told(block: Block) -> Told:
    kind = "heading" if block.level else "item" if block.inside_item else "quote" if block.quoted else "paragraph"
    runs = [[text, bold and not block.level, italic and not block.level] for text, bold, italic in block.letters]
    return {"kind": kind, "level": block.level, "number": block.item if kind == "item" else None, "runs": runs}


def _title(root: Any) -> str:
    element = next(root.iter("title"), None)
    return " ".join((element.text or "").split()) if element is not None else ""


def _main(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks are the main text: good ones, and what belongs to them.

    Their siblings that are sentences; between the first and the last of these also short lines, list items and rows of
    tables; sentences between the main heading and the text; lists beside paragraphs of the text.
    """
    kept = _good(blocks)
    if not any(kept):
        return kept
    homes = {block.home for block, good in zip(blocks, kept, strict=True) if good}
    open_to_all = [not block.outside and not block.level for block in blocks]
    for i, block in enumerate(blocks):
        if open_to_all[i] and not block.inside_item and block.home in homes:
            kept[i] |= _is_sentence(block) or _is_bold_heading(block)
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    main_heading = max((i for i in range(first) if blocks[i].level == 1), default=first)
    menus = _menus(blocks)
    for i, block in enumerate(blocks):
        if not open_to_all[i]:
            continue
        if block.inside_item:
            beside = block.home.getparent() in homes
            kept[i] |= block.home not in menus and not _is_linked(block) and (first < i < last or beside)
        elif main_heading < i < first:
            kept[i] |= _is_sentence(block)
        elif first < i < last:
            kept[i] |= not _is_linked(block) and (block.tag == "tr" or block.home in homes)
    return kept


def _menus(blocks: Sequence[Block]) -> set[Any]:
    """Lists that are mostly links."""
    linked: Counter[Any] = Counter()
    whole: Counter[Any] = Counter()
    for block in blocks:
        if block.inside_item:
            linked[block.home] += block.linked
            whole[block.home] += len(block.text)
    return {home for home in whole if linked[home] > _MOST_LINKED_LIST * whole[home]}


def _good(blocks: Sequence[Block]) -> list[bool]:
    """What jusText takes for text, among the blocks that no part of the page around it holds."""
    from justext import get_stoplist
    from justext.core import classify_paragraphs, revise_paragraph_classification
    from justext.paragraph import Paragraph

    class _Path:
        def __init__(self, path: str) -> None:
            self.dom = path
            self.xpath = path

    judged = [i for i, block in enumerate(blocks) if not block.outside]
    paragraphs = []
    for i in judged:
        paragraph = Paragraph(_Path(blocks[i].path))
        paragraph.append_text(blocks[i].text)
        paragraph.chars_count_in_links = blocks[i].linked
        paragraphs.append(paragraph)
    stop_list = get_stoplist("Indonesian") | get_stoplist("English")
    classify_paragraphs(paragraphs, stop_list, length_low=_SHORT, length_high=_LONG)
    # Each paragraph may look at all others: on a monstrous page that would take time squared.
    for begin in range(0, len(paragraphs), _JUDGED_TOGETHER):
        revise_paragraph_classification(paragraphs[begin : begin + _JUDGED_TOGETHER])
    found = [False] * len(blocks)
    for i, paragraph in zip(judged, paragraphs, strict=True):
        found[i] = paragraph.class_type == "good" and not blocks[i].level
    return found


def _is_sentence(block: Block) -> bool:
    text = block.text
    return len(text.split()) >= _FEWEST_WORDS and bool(_END_MARK.search(text)) and not _is_linked(block)


def _is_bold_heading(block: Block) -> bool:
    text = block.text
    bold = all(bold for letters, bold, _ in block.letters if letters.strip())
    return bold and not block.linked and like_a_heading(text, HEADING_WORDS)


def _is_linked(block: Block) -> bool:
    return block.linked > _MOST_LINKED * max(1, len(block.text)) or "\u00a9" in block.text


def _named(blocks: Sequence[Block], kept: Sequence[bool], title: str) -> int | None:
    """The heading that the page's title names: the last such before the text, as the first may name the site."""
    first = list(kept).index(True) if any(kept) else 0
    whole = _letters(title)
    named = [
        i
        for i, block in enumerate(blocks[:first])
        if block.level and not block.outside and len(_letters(block.text)) > 2 and _letters(block.text) in whole
    ]
    return named[-1] if named else None


def _with_headings(blocks: Sequence[Block], kept: Sequence[bool], named: int | None) -> list[bool]:
    """The headings of what is kept: those with kept text below them before the next heading of their level.

    Before the heading that is the title there are none.
    """
    found = list(kept)
    for i, block in enumerate(blocks):
        if not block.level or block.outside or i < (named or 0):
            continue
        for j in range(i + 1, len(blocks)):
            if blocks[j].level and blocks[j].level <= block.level and i != named:
                break
            if kept[j]:
                found[i] = True
                break
    return found


def _set_levels(parts: list[Told], named: Told | None, title: str) -> None:
    """One heading of level 1 where the page has a title: that of the text, else that of the page; the others below."""
    headings = [part for part in parts if part["kind"] == "heading"]
    if named:
        named["level"] = 1
    elif parts and title and not any(heading["level"] == 1 for heading in headings):
        # What stands behind a bar or dash names the site.
        words = _SITE.split(title)[0]
        parts.insert(0, {"kind": "heading", "level": 1, "number": None, "runs": [[words, False, False]]})
    below = [heading for heading in headings if heading["level"] > 1 or (named and heading is not named)]
    lift = min((heading["level"] for heading in below), default=2) - 2
    for heading in below:
        heading["level"] = min(3, heading["level"] - lift)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
