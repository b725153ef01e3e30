"""The sheets of a class pack as Typst: each sheet written once as content, and a document that loops over a class."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Mapping

# One document for any class: `--input class=…` names a JSON file of its pupils. What is the same for all of them is
# content made once; only the head of the page and the four fields know the pupil.
CLASS = """#import "sheets.typ": *
#show: look
#for pupil in json(sys.inputs.at("class")) {
  for sheet in (reading, work.at(pupil.version)) {
    set page(
      header: align(right, text(7.5pt, pupil.running)),
      footer: text(7.5pt)[#sheet.left #h(1fr) #sheet.right · Page #context counter(page).display() of #sheet.pages],
    )
    counter(page).update(1)
    if sheet.named { fields(pupil) }
    sheet.body
  }
}
"""

LOOK = """#let look(body) = {
  set page(paper: "a4", margin: (left: 22mm, right: 16mm, top: 17mm, bottom: 18mm))
  set text(font: "Lato", size: 10.5pt, lang: "en")
  set par(leading: 0.62em, spacing: 0.9em)
  set block(spacing: 0.9em)
  set table(stroke: 0.5pt + gray, inset: 4pt)
  body
}
#let passage(body) = { set text(font: "PT Serif", size: 10.75pt); block(width: 127mm, body) }
#let rules(n) = for _ in range(n) { block(height: 8mm, width: 100%, stroke: (bottom: 0.45pt + gray)) }
#let item(number, body) = block(breakable: false, grid(columns: (1.6em, 1fr), strong[#number.], body))
#let options(..words) = grid(
  columns: (1fr,) * (if words.pos().any(w => w.len() > 16) { 2 } else { 4 }), row-gutter: 0.6em,
  ..words.pos().enumerate().map(((i, w)) => [#"ABCDEF".at(i). #w]))
#let gap = box(width: 22mm, stroke: (bottom: 0.5pt))
#let fields(pupil) = grid(columns: (5fr, 3fr), row-gutter: 1em,
  [Name: *#pupil.name*], [Class: *#pupil.class*], [No.: *#pupil.number*], [Date: #gap])
"""


def sheets(reading: str, work: Mapping[str, str], pages: tuple[int, int]) -> str:
    """The module `sheets.typ`: the handout and the worksheet's versions, from their markup; `pages` of each."""
    versions = "".join(f"  {letter}: {_sheet(markup, pages[1], True)},\n" for letter, markup in work.items())
    return f"{LOOK}#let reading = {_sheet(reading, pages[0], False)}\n#let work = (\n{versions})\n"


def _sheet(markup: str, pages: int, named: bool) -> str:
    root = ET.fromstring(markup)
    foot = root.find("footer")
    assert foot is not None
    body = "\n".join(_block(e) for e in root if e.tag not in ("footer", "name-block"))
    left = _string(f"{foot.get('left')} {foot.get('middle')}".strip())
    right = _string(foot.get("right", ""))
    said = f"left: {left}, right: {right}, pages: {pages}, named: {str(named).lower()}"
    return f"({said}, body: {{\n{body}\n}})"


def _string(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _content(element: ET.Element) -> str:
    """The words of an element as content, its marks kept."""
    parts = [_words(element.text)]
    for inner in element:
        marked = _content(inner)
        match inner.tag:
            case "gap":
                marked = "#gap"
            case "span":
                marked = f"#underline[{marked}]"
            case "i":
                marked = f"#emph[{marked}]"
        parts += [marked, _words(inner.tail)]
    return "".join(parts).strip()


def _words(text: str | None) -> str:
    return f"#{json.dumps(text, ensure_ascii=False)}" if text and text.strip() else " " if text else ""


def _block(e: ET.Element) -> str:
    children = list(e)
    match e.tag:
        case "h1" | "h2":
            size = "19pt" if e.tag == "h1" else "12.5pt"
            return f"block(sticky: true, text({size}, weight: 700)[{_content(e)}])"
        case "section-head":
            title = _string(f"{e.get('letter', '')} {e.get('title', '')}")
            return f"block(sticky: true, text(12.5pt, weight: 700, {title}))"
        case "passage":
            return "passage({\n" + "\n".join(_block(c) for c in children) + "\n})"
        case "para":
            return f"grid(columns: (1.6em, 1fr), text(gray)[{e.get('number', '')}], par(justify: false)[{_content(e)}])"
        case "ul":
            return "list(" + ", ".join(f"[{_content(c)}]" for c in children) + ")"
        case "definitions":
            cells = (cell for c in children for cell in list(c))
            return "table(columns: (1fr, 3fr), " + ", ".join(f"[{_content(c)}]" for c in cells) + ")"
        case "table":
            cells = ", ".join(f"[{_content(c)}]" for row in children for c in row)
            widths = ", ".join(f"{w}fr" for w in e.get("widths", "").split())
            return f"table(columns: ({widths}), {cells})"
        case "question":
            inner = "; ".join(_block(c) for c in children)
            return f"item({e.get('number')}, {{ {inner} }})"
        case "options":
            return "options(" + ", ".join(_string("".join(c.itertext())) for c in children) + ")"
        case "lines":
            return f"rules({e.get('count')})"
        case "bank":
            words = " #h(1.5em) ".join(_content(c) for c in children)
            return f"block(stroke: 0.5pt, inset: 6pt, width: 100%, align(center)[{words}])"
        case "matching" | "ordering":
            rows = (f"[#gap {c.get('number', c.get('letter', ''))} {_content(c)}]" for c in children)
            return f"grid(columns: {2 if e.tag == 'matching' else 1}, row-gutter: 0.9em, " + ", ".join(rows) + ")"
        case _:
            return f"par[{_content(e)}]"
