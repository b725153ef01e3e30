"""Inline content: runs of text in their styles, gaps, line breaks, links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from handouts.markup import content, places
from handouts.markup.checks import Checks
from handouts.markup.values import blanks
from handouts.markup.vocabulary import EMPTY_INLINE, EXACT_INLINE, INLINE
from handouts.model.document import GapMark, Inline, LineBreak, Span

DEPTH = 60  # elements inside one another
PLAIN = Span("")


class InlineReader(Checks):
    """Reads what stands in an element that holds text. `links` are those to places in the sheet itself."""

    def __init__(self, text: str, marks: places.Marks = ()) -> None:
        super().__init__(text, marks)
        self.links: list[tuple[etree._Element, str]] = []

    def _words(self, el: etree._Element) -> str:
        for child in el:
            if isinstance(child.tag, str):
                self._misplaced(child, str(el.tag), ())
            else:
                self._foreign(child)
        return blanks("".join(str(part) for part in el.itertext())).strip(" ")

    def _inline(self, el: etree._Element, is_exact: bool) -> Any:
        runs: list[Inline] = []
        self._runs(el, PLAIN, runs, EXACT_INLINE if is_exact else tuple(INLINE), 0)
        if not is_exact:
            return content.collapsed(runs)
        kept = content.exact(runs)
        if kept is None:
            self._say("markup-line-break", el, element=str(el.tag))
        return kept or ()

    def _runs(
        self,
        el: etree._Element,
        style: Span,
        runs: list[Inline],
        allowed: tuple[str, ...],
        depth: int,
        skipped: tuple[str, ...] = (),
    ) -> None:
        if depth > DEPTH:
            self._say("markup-too-large", el, limit=DEPTH)
            return
        if el.text:
            runs.append(_styled(style, el.text))
        for child in el:
            tag = child.tag
            if tag in skipped:
                continue
            if not isinstance(tag, str):
                self._foreign(child)
            elif tag not in allowed or (tag == "a" and style.href):
                self._misplaced(child, str(el.tag), allowed)
            else:
                self._inline_element(child, style, runs, allowed, depth)
            if child.tail:
                runs.append(_styled(style, child.tail))

    def _inline_element(
        self, child: etree._Element, style: Span, runs: list[Inline], allowed: tuple[str, ...], depth: int
    ) -> None:
        tag = str(child.tag)
        values = self._attributes(child, INLINE[tag])
        if tag in EMPTY_INLINE:
            self._nothing(child)
            runs.append(LineBreak() if tag == "br" else GapMark(values["label"]))
            return
        before = len(runs)
        self._runs(child, _restyled(style, tag, values), runs, allowed, depth + 1)
        if tag == "a":
            self._link(child, style, values, runs, before, allowed)

    def _link(
        self,
        el: etree._Element,
        style: Span,
        values: dict[str, Any],
        runs: list[Inline],
        before: int,
        allowed: tuple[str, ...],
    ) -> None:
        """What leads nowhere is noted for later; with `show` the address follows in brackets."""
        href = str(values["href"] or "")
        if not "".join(run.text for run in runs[before:] if isinstance(run, Span)).strip():
            self._say("markup-empty", el, element="a")
        if href.startswith("#"):
            self.links.append((el, href[1:]))
        elif values["show"] and allowed is EXACT_INLINE:
            self._say("markup-bad-value", el, attribute="show", value="yes", wanted="no")
        elif values["show"]:
            runs.append(_styled(style, f" ({href.removeprefix('mailto:')})"))


def _styled(style: Span, text: str) -> Span:
    return replace(style, text=text)


def _restyled(style: Span, tag: str, values: dict[str, Any]) -> Span:
    marks: tuple[str, ...] = values.get("class") or ()
    return Span(
        "",
        style.bold or tag == "b",
        style.italic or tag == "i",
        style.sup or tag == "sup",
        style.sub or tag == "sub",
        style.gloss or "gloss" in marks,
        style.doubt or "doubt" in marks,
        values.get("lang") or style.lang,
        style.underline or tag == "u",
        style.href or values.get("href") or "",
    )
