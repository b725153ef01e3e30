"""Stamps each start tag of a template with the place it was written at, and finds slips that break the XML.

Works on the text parts of the parsed template, so that loops, macros, includes and `raw` keep their lines, and what
stands in expressions, strings and Jinja comments is never taken for a tag.
"""

from __future__ import annotations

import html
import re

from handouts.diagnostics import Diagnostic, Location, problem

_PARTS = re.compile(
    r"<!--|-->|<!\[CDATA\[|\]\]>|<\?xml |<([A-Za-z_][^\s<>/\"'=]*)|</[A-Za-z_]|<[!?]?\w*|&(#\d+;|#x[0-9a-fA-F]+;|\w+;)?"
)
_ENTITIES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_TAGS = re.compile(r"<(/?)[A-Za-z_][^\s<>/\"'=]*|(/>)")
_CLOSES = {"<!--": "-->", "<![CDATA[": "]]>"}


class Stamper:
    """Goes through the text parts of one template in reading order. `found` are the slips."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.found: list[Diagnostic] = []
        self._mark = html.escape(place, quote=True)
        self._inside = ""  # what ends the comment or CDATA section that an earlier part has opened

    def stamped(self, text: str, line: int) -> str:
        """A part that begins at `line`, its start tags stamped."""
        out: list[str] = []
        done = at = 0
        for part in _PARTS.finditer(text):
            line += text.count("\n", at, part.start())
            at = part.start()
            token = part[0]
            if self._inside:
                self._inside = "" if token == self._inside else self._inside
            elif token in _CLOSES:
                self._inside = _CLOSES[token]
            elif part[1]:
                out += (text[done : part.end()], f' _src="{self._mark}:{line}"')
                done = part.end()
            else:
                self._other(token, part[2], line)
        out.append(text[done:])
        return "".join(out)

    def loose(self, text: str, line: int) -> str:
        """A part that may stand outside of all elements: words at its start are marked with their place.

        `handouts.markup` takes the marks out again. They are characters that stand for nothing in any text.
        """
        words = text.lstrip()
        if not words or words.startswith("<"):
            return text
        blank = text[: len(text) - len(words)]
        return f"{blank}\ufdd0{self._mark}:{line + blank.count(chr(10))}\ufdd1{words}"

    def _other(self, token: str, entity: str | None, line: int) -> None:
        if token.startswith("&"):
            if not entity:
                self._bare(line, "&", "&amp;")
            elif not entity.startswith("#") and entity not in _ENTITIES:
                meant = html.unescape(f"&{entity}")
                self._bare(line, f"&{entity}", f"&#{ord(meant)};" if len(meant) == 1 else f"&amp;{entity}")
        elif token.startswith(("<!", "<?")):
            if token != "<?xml ":
                self.found.append(problem("markup-doctype", Location(self.place, line), what=token))
        elif token == "]]>":
            self._bare(line, "]]>", "]]&gt;")
        elif token.startswith("<") and not token.startswith("</"):
            self._bare(line, "<", "&lt;")

    def _bare(self, line: int, found: str, meant: str) -> None:
        self.found.append(problem("markup-bare-sign", Location(self.place, line), sign=found, meant=meant))


def deeper(text: str) -> int:
    """How many more elements a part opens than it closes."""
    return sum(-1 if tag[1] or tag[2] else 1 for tag in _TAGS.finditer(text))
