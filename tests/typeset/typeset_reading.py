"""Reads finished PDFs back, without the code that wrote them: content streams, character maps, structure."""

import re
from dataclasses import dataclass
from io import BytesIO

import page
import pikepdf
import pypdfium2

_MAP = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


@dataclass
class Run:
    """A shown string: where, in which font and size, and whether it is decoration (artifact)."""

    page: int
    x: float
    y: float
    text: str
    font: str
    size: float
    artifact: bool
    mcid: int | None


@dataclass
class Rule:
    page: int
    x: float
    y: float
    x2: float
    y2: float
    width: float
    gray: float


def assert_ua(data):
    report = page.validate_pdf_bytes(data, profile="ua1")
    assert report.is_compliant, list(report.failures)[:5]


def _cmap(font):
    text = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in _MAP.findall(text)}


def runs(data):
    """All shown strings in the order of the content streams."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        maps = {}
        for number, sheet in enumerate(pdf.pages, 1):
            found += _page_runs(number, sheet, maps)
    return found


def _page_runs(number, sheet, maps):
    found, stack = [], []
    font, size, x, y = "", 0.0, 0.0, 0.0
    for operands, operator in pikepdf.parse_content_stream(sheet):
        match str(operator):
            case "BMC" | "BDC":
                mcid = operands[1].get("/MCID") if len(operands) > 1 else None
                stack.append((str(operands[0]), mcid))
            case "EMC":
                stack.pop()
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Td":
                x, y = map(float, operands)
            case "Tj":
                if font not in maps:
                    entry = sheet.Resources.Font[font]
                    maps[font] = (_cmap(entry), str(entry.BaseFont))
                table, name = maps[font]
                text = "".join(table[code] for code in bytes(operands[0]))
                assert stack, "text outside of marked content"
                mcid = next((int(m) for _, m in stack if m is not None), None)
                artifact = any(tag == "/Artifact" for tag, _ in stack)
                last = found[-1] if found else None
                if last and (last.x, last.y, last.mcid) == (x, y, mcid) and last.page == number:
                    last.text += text  # the same run in another subset of its font
                    continue
                found.append(Run(number, x, y, text, name, size, artifact, mcid))
    assert not stack
    return found


def rules(data):
    """All straight strokes, with the stroke's width and grey value."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, sheet in enumerate(pdf.pages, 1):
            width, gray, points = 1.0, 0.0, []
            for operands, operator in pikepdf.parse_content_stream(sheet):
                match str(operator):
                    case "w":
                        width = float(operands[0])
                    case "RG":
                        gray = float(operands[0])
                    case "m":
                        points = [tuple(map(float, operands))]
                    case "l":
                        points.append(tuple(map(float, operands)))
                    case "S" if len(points) == 2:
                        found.append(Rule(number, *points[0], *points[1], width, gray))
                    case "c" | "re":
                        points = []
    return found


def boxes(data):
    """All plain rectangles: (page, x, y, width, height, painted with)."""
    found = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, sheet in enumerate(pdf.pages, 1):
            last = None
            for operands, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "re":
                    last = (number, *map(float, operands))
                elif str(operator) in ("S", "f", "B") and last:
                    found.append((*last, str(operator)))
                    last = None
    return found


def words(text):
    """The text without white space."""
    return "".join(text.split())


def content(data):
    """The tagged text in drawing order, without white space."""
    return words("".join(run.text for run in runs(data) if not run.artifact))


def spoken(data):
    """The text in the order of the structure tree: (role, text) for each element that owns text, and alt texts."""
    by_mcid = {}
    for run in runs(data):
        if run.mcid is not None:
            by_mcid.setdefault((run.page, run.mcid), []).append(run.text)
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {sheet.objgen: n for n, sheet in enumerate(pdf.pages, 1)}
        out = []
        _speak(pdf.Root.StructTreeRoot.K, None, numbers, by_mcid, out)
    return out


def _speak(node, home, numbers, by_mcid, out, role=""):
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _speak(kid, home, numbers, by_mcid, out, role)
    elif isinstance(node, int):
        out.append((role, "".join(by_mcid.get((home, node), ()))))
    elif str(node.get("/Type")) == "/MCR":
        _speak(int(node.MCID), numbers[node.Pg.objgen], numbers, by_mcid, out, role)
    elif str(node.get("/Type")) == "/OBJR":
        out.append((role, f"<{node.Obj.Contents}>"))
    else:
        own = numbers[node.Pg.objgen] if "/Pg" in node else home
        role = str(node.S)[1:]
        if "/Alt" in node:
            out.append((role, f"[{node.Alt}]"))
        _speak(node.K, own, numbers, by_mcid, out, role)


def lines_of(found):
    """Runs joined to printed lines: (page, y, text), top to bottom as drawn."""
    joined = []
    for run in found:
        if joined and joined[-1][:2] == (run.page, run.y):
            joined[-1] = (*joined[-1][:2], joined[-1][2] + run.text)
        else:
            joined.append((run.page, run.y, run.text))
    return joined


def page_text(data):
    """What a common viewer copies from each page."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [sheet.get_textpage().get_text_bounded().replace("\r\n", "\n") for sheet in pdf]
    finally:
        pdf.close()
