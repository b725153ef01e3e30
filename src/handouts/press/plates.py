"""Finished pages as form XObjects: objects ready to stand in any file, under numbers given beforehand."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

from handouts.diagnostics import Location
from handouts.model.stamping import FIRST_OBJECT, PlatePage, Plates
from handouts.press.foreign import Foreign
from handouts.press.foreign_objects import Carrier, Raw, number, solid

# The pen writes each on a line of its own, and no string of it goes over the end of a line.
_MARK = re.compile(rb"^(?:/\w+ (?:<<.*>> BDC|BMC)|EMC)\n", re.MULTILINE)


def plates(data: bytes, first: int = FIRST_OBJECT) -> Plates:
    """The pages of a PDF of our own. Its fonts and pictures are shared by the forms as they are by the pages.

    `first` is the number of the first object. Tags, links and metadata stay behind.
    """
    from pypdf import PdfReader

    pages = list(PdfReader(io.BytesIO(data)).pages)
    carrier = Carrier(first, Location(""))
    made = []
    for page in pages:
        own = carrier.reserve()
        carrier.put_stream(own, _form(page), _content(page))
        made.append(PlatePage(own, float(page.mediabox.width), float(page.mediabox.height)))
    return Plates(tuple(made), tuple(carrier.finished()))


def foreign_plates(foreign: Foreign) -> Plates:
    """The pages of a stranger's PDF, whose objects have been numbered for the file that they go into."""
    return Plates(tuple(PlatePage(p.number, p.width, p.height) for p in foreign.pages), foreign.objects)


def _form(page: Any) -> dict[str, Any]:
    box = b" ".join(number(float(edge)) for edge in page.mediabox)
    return {
        "/Type": Raw(b"/XObject"),
        "/Subtype": Raw(b"/Form"),
        "/BBox": Raw(b"[" + box + b"]"),
        "/Resources": dict.get(page, "/Resources"),
        "/Filter": Raw(b"/FlateDecode"),
    }


def _content(page: Any) -> bytes:
    """What the page draws, without the marks of its tags, which lead nowhere in another file."""
    return zlib.compress(_MARK.sub(b"", solid(page["/Contents"]).get_data()), 9)
