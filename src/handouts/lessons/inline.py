"""The inside of a Markdown paragraph: text with its styles, each character with its place in the source.

markdown-it gives no columns for inline tokens, so its parser state is watched: whenever a rule adds text, the position
it has reached is noted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token

from handouts.lessons.gather import Gathering

_AT, _END = "at", "end"

# Names that mark up a page. Other words in angle brackets ("A & B <c>") are the author's own text.
_HTML_NAMES = frozenset(
    """
    a abbr article aside audio b bdi bdo big blockquote body br button caption center cite code col
    colgroup dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6
    head header hr html i iframe img input ins kbd label li link main map mark meta nav object ol option
    p param picture pre q rp rt ruby s samp script section select small source span strike strong style
    sub summary sup svg table tbody td textarea tfoot th thead time title tr track tt u ul var video wbr
    """.split()  # noqa: SIM905
)
_NAME = re.compile("</?([A-Za-z][A-Za-z0-9-]*)")


def is_html(tag: str) -> bool:
    """True for a tag, comment or declaration of HTML; false for other words in angle brackets."""
    name = _NAME.match(tag)
    return name is None or name[1].lower() in _HTML_NAMES


class _Watched(StateInline):
    """A parser state that notes in each token's `meta` where its characters stand in the parsed text."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        self._parts: list[str] = []
        self._at: list[int] = []
        super().__init__(src, md, env, tokens)

    @property
    def pending(self) -> str:
        """Text not yet made a token."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @pending.setter
    def pending(self, value: str) -> None:
        # Rules only ever append at the present position or cut white space off the end.
        before = self.pending
        if value.startswith(before):
            self.append_pending(value[len(before) :])
        else:
            self._parts, self._at = [value], self._at[: len(value)]

    def append_pending(self, text: str) -> None:
        """Add text that begins at the present position."""
        if text:
            self._at.extend(range(self.pos, self.pos + len(text)))
            self._parts.append(text)

    def pushPending(self) -> Token:
        """Make the pending text a token."""
        places = self._at
        token = super().pushPending()
        self._parts, self._at = [], []
        token.meta = {_AT: places}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token, noting the position."""
        token = super().push(ttype, tag, nesting)
        token.meta = {_AT: self.pos}
        return token


@dataclass(frozen=True, slots=True)
class InlinePicture:
    """A picture in running text: `file` as written, `at` and `end` the offsets in the source where its marks stand."""

    file: str
    alt: str
    caption: str
    at: int
    end: int


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its text, pictures, and the offsets of HTML tags and code spans that were found."""

    text: Gathering = field(default_factory=Gathering)
    pictures: list[InlinePicture] = field(default_factory=list)
    html: list[int] = field(default_factory=list)
    code: list[int] = field(default_factory=list)


def _image(state: StateInline, silent: bool) -> bool:
    """The rule for pictures, which notes where their marks end."""
    found = image(state, silent)
    if found and not silent:
        state.tokens[-1].meta[_END] = state.pos
    return found


def parser() -> MarkdownIt:
    """CommonMark without typographic changes; inline text is left to `read_inline`, so that places are kept."""
    # Deeper nesting than this loses its text; the default of 20 is ten lists in each other.
    md = MarkdownIt("commonmark", {"maxNesting": 60})
    md.core.ruler.disable(["inline", "text_join"])
    md.inline.ruler2.disable("fragments_join")
    md.inline.ruler.at("image", _image)
    # No link is ever written out; refusing some addresses here would only leave their markup in the text.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return md


def read_inline(md: MarkdownIt, env: dict[str, Any], content: str, places: Sequence[int]) -> Inline:
    """Read the content of a paragraph; `places[i]` is the source offset of its i-th character."""
    tokens: list[Token] = []
    state = _Watched(content, md, env, tokens)
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    return _Walk(content, places).walk(state.tokens)


class _Walk:
    """Turns watched tokens into text with styles and places."""

    def __init__(self, content: str, places: Sequence[int]) -> None:
        self.content = content
        self.places = places
        self.found = Inline()
        self.bold = self.italic = 0
        self.delimiter = (-1, 0)

    def walk(self, tokens: Sequence[Token]) -> Inline:
        for token in tokens:
            self._style(token)
            at = token.meta.get(_AT, 0)
            if token.type == "text":
                self._text(token, at)
            elif token.type == "text_special":
                self._special(token, at)
            elif token.type in ("softbreak", "hardbreak"):
                self._add(" ", [at])
            elif token.type == "code_inline":
                self._code(token, at)
            elif token.type == "html_inline":
                self._html(token, at)
            elif token.type == "image":
                self._picture(token, at)
        return self.found

    def _style(self, token: Token) -> None:
        if token.tag == "strong":
            self.bold += token.nesting
        elif token.tag == "em":
            self.italic += token.nesting
        if token.tag in ("strong", "em"):
            self._next_delimiter(token.meta[_AT])

    def _next_delimiter(self, at: int) -> int:
        """Position of the next mark of a run of * or _, all of which were pushed at the run's begin."""
        begin, used = self.delimiter
        self.delimiter = (at, used + 1) if begin == at else (at, 1)
        return at + self.delimiter[1] - 1

    def _text(self, token: Token, at: int | list[int]) -> None:
        if isinstance(at, list):
            self._add(token.content, at)
        elif self.content[at] in "*_":
            position = self._next_delimiter(at)
            self._add(token.content, [position])
        else:
            self._aligned(token.content, at + 1)

    def _special(self, token: Token, at: int) -> None:
        if token.info == "escape" and token.content != token.markup:
            self._aligned(token.content, at + 1)
        else:
            self._aligned(token.content, at)

    def _code(self, token: Token, at: int) -> None:
        self.found.code.append(self.places[at])
        begin = at + len(token.markup)
        inside = self.content[begin:].replace("\n", " ")
        self._aligned(token.content, begin + (not inside.startswith(token.content)))

    def _html(self, token: Token, at: int) -> None:
        if not is_html(token.content):
            self._aligned(token.content, at)
            return
        if not token.content.startswith("<!--"):
            self.found.html.append(self.places[at])
        if token.content.lower().startswith("<br"):
            self._add(" ", [at])

    def _picture(self, token: Token, at: int) -> None:
        alt = "".join(_words(token.children or []))
        file = unquote(str(token.attrs.get("src", "")))
        caption = str(token.attrs.get("title", ""))
        last = self.places[token.meta[_END] - 1] + 1
        self.found.pictures.append(
            InlinePicture(file, " ".join(alt.split()), " ".join(caption.split()), self.places[at], last)
        )

    def _aligned(self, text: str, at: int) -> None:
        """Add text that begins at `at`; what does not stand there letter by letter (an entity) all maps to `at`."""
        same = self.content[at : at + len(text)].replace("\n", " ") == text
        self._add(text, list(range(at, at + len(text))) if same else [at] * len(text))

    def _add(self, text: str, positions: list[int]) -> None:
        style = (self.bold > 0, self.italic > 0)
        self.found.text.add(text, [self.places[p] for p in positions[: len(text)]], style)


def _words(tokens: Sequence[Token]) -> list[str]:
    """The plain text of a picture's description."""
    words = []
    for token in tokens:
        if token.type == "image":
            words.extend(_words(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        elif token.type in ("text", "text_special", "code_inline"):
            words.append(token.content)
    return words
