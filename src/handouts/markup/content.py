"""White space and styles of inline content. Knows no XML: it is fed runs of text and marks in reading order."""

from __future__ import annotations

from dataclasses import replace

from handouts.markup.values import blanks
from handouts.model.document import Content, Inline, LineBreak, Span

_ORDINARY = " \t\r\n"


def collapsed(runs: list[Inline]) -> Content:
    """White space as HTML sets it: one space for a run, none at the edges or around a line break."""
    out: list[Inline] = []
    open_space = True  # whether a space here would follow another space, an edge or a line break
    for run in runs:
        if not isinstance(run, Span):
            if isinstance(run, LineBreak):
                _strip_end(out)
            out.append(run)
            open_space = isinstance(run, LineBreak)
            continue
        text = blanks(run.text)
        if open_space and text[:1] == " ":
            text = text[1:]
        if text:
            open_space = text[-1] == " "
            _add(out, run, text)
    _strip_end(out)
    return tuple(out)


def exact(runs: list[Inline]) -> Content | None:
    """The text as it is but for the template's indentation at both ends; None when a line break is left in it."""
    out: list[Inline] = []
    for run in runs:
        if isinstance(run, Span):
            text = run.text if out else run.text.lstrip(_ORDINARY)
            if text:
                _add(out, run, text)
    while out and isinstance(last := out[-1], Span):
        text = last.text.rstrip(_ORDINARY)
        if text:
            out[-1] = last if text == last.text else replace(last, text=text)
            break
        out.pop()
    broken = any(isinstance(run, Span) and any(c in run.text for c in "\t\r\n") for run in out)
    return None if broken else tuple(out)


def _strip_end(out: list[Inline]) -> None:
    if out and isinstance(last := out[-1], Span) and last.text[-1] == " ":
        if last.text == " ":
            out.pop()
            _strip_end(out)
        else:
            out[-1] = replace(last, text=last.text[:-1])


def _add(out: list[Inline], style: Span, text: str) -> None:
    """Append `text` in the style of `style`, to the last span when that has the same one."""
    span = style if text == style.text else replace(style, text=text)
    if out and isinstance(last := out[-1], Span) and replace(last, text=text) == span:
        out[-1] = replace(last, text=last.text + text)
    else:
        out.append(span)
