"""Sentences told roughly, by their end marks alone: enough to show a teacher which one is nearest to hers."""

from __future__ import annotations

import re

# Behind an end mark may stand closing quotes and citation marks: "ended.[1] The".
SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[\"'”’»)\]]*(?:\s?\[[^\[\]]{1,30}\])*(?=\s)|\Z)")
