"""What the parser of web pages cannot hold: it drops everything from the first part of over ten million bytes on."""

from __future__ import annotations

import re
from typing import Any

from handouts.diagnostics import Location, problem
from handouts.errors import ContentError
from handouts.lessons.importing.html_walk import web
from handouts.lessons.importing.parts import require_length

_PARSED = 9_900_000  # bytes; the parser's limit is ten million, of which its buffer takes a little
_TAG_NAME = re.compile(r"[a-z][a-z0-9]*")


def require_whole(root: Any, text: str, name: str) -> None:
    """Refuse the page when the parser gave up in it: half a text must not become a lesson.

    Raises import-too-long when it gave up at a text, import-huge-part when at a script or the like.
    """
    if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in root.getroottree().parser.error_log):
        return
    longest = max(text.split("<"), key=len)
    if len(longest.encode("utf-8", "replace")) < _PARSED:
        return  # it gave up at something else, such as the depth
    tag, _, inside = longest.partition(">")
    named = _TAG_NAME.match(tag.lower())
    if not named or named[0] not in web()["silent"]:
        require_length(name, len(inside))
    raise ContentError(problem("import-huge-part", Location(name)))
