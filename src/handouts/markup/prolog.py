"""What may stand before the root element: an XML declaration and comments. A DOCTYPE never reaches the XML parser."""

from __future__ import annotations

from handouts.diagnostics import problem
from handouts.errors import TemplateError
from handouts.markup import places


def refuse(text: str) -> None:
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
