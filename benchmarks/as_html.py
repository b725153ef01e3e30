"""The sheets of a lesson as plain HTML with the same text, for a peer that sets HTML."""

from __future__ import annotations

import html
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path

FONTS = Path(__file__).parents[1] / "src" / "handouts" / "typeset" / "fonts"
FACES = (
    ("Lato", "lato/Lato-Regular.ttf", "normal", "normal"),
    ("Lato", "lato/Lato-Bold.ttf", "bold", "normal"),
    ("PT Serif", "pt-serif/PT_Serif-Web-Regular.ttf", "normal", "normal"),
    ("PT Serif", "pt-serif/PT_Serif-Web-Italic.ttf", "normal", "italic"),
)
# The peer sets the same faces from the same files.
FACE_RULES = "".join(
    f"@font-face {{ font-family: '{name}'; src: url('{(FONTS / file).as_uri()}'); "
    f"font-weight: {weight}; font-style: {style} }}\n"
    for name, file, weight, style in FACES
)

CSS = """
@page { size: A4; margin: 17mm 16mm 18mm 22mm; @bottom-center { content: counter(page) " / " counter(pages) } }
body { font: 10.5pt/1.32 Lato, sans-serif }
.passage { font: 10.75pt/15.5pt "PT Serif", serif; width: 127mm }
h1 { font-size: 19pt; margin: 0 0 4pt }
h2 { font-size: 12.5pt }
p { margin: 0 0 4pt }
.item { break-inside: avoid; margin: 0 0 3pt }
.lines { border-bottom: .45pt solid #888; height: 8mm }
.small { font-size: 9pt }
.quote { font-family: "PT Serif", serif; font-style: italic }
table { width: 100%; border-collapse: collapse }
td, th { border: .5pt solid #888; padding: 2pt }
.two { columns: 2 }
.bank { border: .5pt solid #000; padding: 6pt; text-align: center }
"""


# Each sheet of each pupil begins on a new page 1, with the pupil at the head of every page.
CLASS_CSS = """
@page { @top-right { content: string(who); font-size: 7.5pt } @bottom-center { content: none }
  @bottom-right { content: string(code) " · Page " counter(page); font-size: 7.5pt } }
.sheet { break-before: page; counter-reset: page 1; string-set: who attr(data-who), code attr(data-code) }
.item > div:not(.lines) { display: inline-block; width: 49% }
.item > p { display: inline }
"""


def class_page(pupils: Sequence[Mapping[str, str]], reading: str, work: Mapping[str, str]) -> str:
    """One HTML page with the sheets of all pupils of a class: the handout, and the worksheet in the pupil's version."""
    made = {letter: _sheet(markup) for letter, markup in {"": reading, **work}.items()}
    body = "".join(
        f"<div class=sheet data-who='{html.escape(pupil['running'])}' data-code='{code}'>{named}{text}</div>"
        for pupil in pupils
        for letter in ("", pupil["version"])
        for code, text in (made[letter],)
        for named in (f"<p>{html.escape(pupil['running'])}</p>" if letter else "",)
    )
    head = f"<meta charset=utf-8><title>Class</title><style>{FACE_RULES}{CSS}{CLASS_CSS}</style>"
    return f"<html lang=en><head>{head}</head><body>{body}</body></html>"


def _sheet(markup: str) -> tuple[str, str]:
    """The code and the text of a sheet, without the fields for a name."""
    root = ET.fromstring(markup)
    code = next((e.get("right", "") for e in root if e.tag == "footer"), "")
    return html.escape(code), "".join(_block(e) for e in root if e.tag not in ("footer", "name-block"))


def page(markup: str) -> str:
    """One HTML page with the text of one sheet's markup."""
    root = ET.fromstring(markup)
    body = "".join(_block(e) for e in root if e.tag != "footer")
    language, title = html.escape(root.get("lang", "")), html.escape(root.get("title", ""))
    head = f"<title>{title}</title><style>{FACE_RULES}{CSS}</style>"
    return f"<html lang='{language}'><head>{head}</head><body>{body}</body></html>"


def _text(element: ET.Element) -> str:
    return html.escape("".join(element.itertext()).strip())


def _block(e: ET.Element) -> str:
    attr = {k: html.escape(v) for k, v in e.attrib.items()}
    match e.tag:
        case "passage":
            return f"<div class=passage>{''.join(_block(c) for c in e)}</div>"
        case "h1" | "h2" | "h3" | "p":
            return f"<{e.tag} class='{attr.get('class', '')}'>{_text(e)}</{e.tag}>"
        case "section-head":
            return f"<h2>{attr['letter']} {attr['title']}</h2>"
        case "band":
            return f"<p><b>{attr['left']} {attr['right']}</b></p>"
        case "lines":
            return "<div class=lines></div>" * int(attr["count"])
        case "definitions":
            return f"<div class=two>{''.join(_block(c) for c in e)}</div>"
        case "table" | "timeline":
            return f"<table>{''.join(_row(c) for c in e)}</table>"
        case "answer":
            inner = "".join(_block(c) for c in e)
            return f"<div class=item>{attr.get('number', '')} {attr.get('place', '')} {inner}</div>"
        case "name-block":
            return "<p>" + " ".join(f.get("label", "") + " ________" for f in e.iter("field")) + "</p>"
        case "bank" | "quick-key":
            return f"<div class=bank>{' &nbsp; '.join(_text(c) for c in e)}</div>"
        case "question":
            return f"<div class=item><b>{attr['number']}.</b> {''.join(_block(c) for c in e)}</div>"
        case "options":
            return "".join(f"<div>{o.get('letter')}. {_text(o)}</div>" for o in e)
        case "matching" | "ordering":
            return "".join(f"<div class=item>____ {c.get('number', c.get('letter', ''))} {_text(c)}</div>" for c in e)
        case _:
            return f"<p>{_text(e)}</p>"


def _row(row: ET.Element) -> str:
    if row.tag == "event":
        return f"<tr><td>{html.escape(row.get('date', ''))}</td><td>{_text(row)}</td></tr>"
    return "<tr>" + "".join(f"<{c.tag}>{_text(c)}</{c.tag}>" for c in row) + "</tr>"
