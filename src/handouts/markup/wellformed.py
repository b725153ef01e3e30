"""Markup text -> XML tree, without entities, DOCTYPE or network; a break of the XML is named at its template line."""

from __future__ import annotations

from lxml import etree

from handouts.diagnostics import Diagnostic, problem
from handouts.errors import TemplateError
from handouts.markup import places
from handouts.markup.vocabulary import EMPTY


def tree(text: str, depth: int) -> etree._Element:
    """The root element. Raises TemplateError for what is not well-formed, has a DOCTYPE or is nested too deep."""
    _refuse_prolog(text)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except UnicodeEncodeError as error:
        place = places.near(text, error.start)
        raise TemplateError(problem("markup-not-wellformed", place, detail="U+D800–U+DFFF")) from None
    except etree.XMLSyntaxError as error:
        raise TemplateError(_syntax(text, error, depth)) from None


def _syntax(text: str, error: etree.XMLSyntaxError, depth: int) -> Diagnostic:
    message = str(error.msg or "").rsplit(", line ", 1)[0]
    line, column = error.position
    at = places.offset(text, line or 1, column or 1)
    if "xcessive depth" in message:
        return problem("markup-too-large", places.near(text, at), limit=depth)
    if ("mismatch" in message or "Premature" in message) and (found := places.unbalanced(text)):
        place, opened, closed = found
        if not opened:
            return problem("markup-never-opened", place, element=closed)
        wanted = f"<{opened}/>" if opened in EMPTY else f"</{opened}>"
        return problem("markup-not-closed", place, element=opened, closed=closed, wanted=wanted)
    if message.startswith("AttValue"):
        return problem("markup-unquoted", places.near(text, at))
    return problem("markup-not-wellformed", places.near(text, at), detail=message)


def _refuse_prolog(text: str) -> None:
    """Raise when something other than an XML declaration or a comment stands before the root element."""
    at = 0
    if text.startswith("<?xml ") and (end := text.find("?>")) > 0:
        at = end + 2
    while True:
        at += len(text[at:]) - len(text[at:].lstrip())
        if text.startswith("<!--", at) and (end := text.find("-->", at)) > 0:
            at = end + 3
            continue
        break
    if text[at : at + 2] in ("<!", "<?"):
        what = text[at : at + 40].split(">")[0].split()[0]
        raise TemplateError(problem("markup-doctype", places.near(text, at), what=what))
