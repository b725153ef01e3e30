"""Repairs of text that other programs have damaged. Each kind is counted, and its first case is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from handouts.diagnostics import Diagnostic, Location, hint
from handouts.model.text import Run

# Marks that turn the direction of writing, and marks that print nothing; joiners stay beside the scripts they serve.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    "\u00ad(?![ \t]*$)|[\u034f\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffc\U000e0000-\U000e007f]"
    "|(?<![\u0590-\u109f\u200d\ufe0f\U0001f000-\U0001faff])[\u200c\u200d](?![\u0590-\u109f\U0001f000-\U0001faff])"
)
_BROKEN_WORD = re.compile("\u00ad[ \t]*\n[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CONTEXT = 40


@dataclass(slots=True)
class Repairs:
    """What was put right or left out, by kind, in the order in which kinds first came up."""

    file: str
    html_entities: bool = True
    mended: dict[str, tuple[int, str, str, Location]] = field(default_factory=dict)
    removed: dict[str, tuple[int, Location]] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """`text` mended, line by line; places are counted in it when it is the whole file."""
        text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
        lines = "\n".join(self._line(line, number) for number, line in enumerate(text.split("\n"), 1))
        return _BROKEN_WORD.sub(lambda m: self._join(lines, m), lines)

    def run(self, run: Run) -> Run:
        """A run of a file that has no lines, mended."""
        return Run(self._line(run.text, 0), run.bold, run.italic)

    def take_out(self, what: str, count: int = 1, place: Location | None = None) -> None:
        """Note that `count` things of the kind `what` were left out."""
        if count:
            before, first = self.removed.get(what, (0, place or Location(self.file)))
            self.removed[what] = (before + count, first)

    def put_right(self, what: str, before: str, after: str, place: Location | None = None, count: int = 1) -> None:
        """Note that `before` became `after`, `count` times."""
        known, *first = self.mended.get(what, (0, before, after, place or Location(self.file)))
        self.mended[what] = (known + count, *first)  # type: ignore[assignment]

    def diagnostics(self) -> Iterator[Diagnostic]:
        """One hint for each kind."""
        for what, (count, before, after, place) in self.mended.items():
            yield hint("import-repaired", place, what=what, count=count, before=before, after=after)
        for what, (count, place) in self.removed.items():
            yield hint("import-left-out", place, what=what, count=count)

    def _join(self, text: str, match: re.Match[str]) -> str:
        known = "hyphens" in self.mended
        before, after = (
            text[max(0, match.start() - _CONTEXT) : match.start()],
            text[match.end() : match.end() + _CONTEXT],
        )
        halves = [*before.split()[-1:], *after.split()[:1]]
        line = 0 if known else text.count("\n", 0, match.start()) + 1
        self.put_right("hyphens", "-".join(halves), "".join(halves), Location(self.file, line))
        return ""

    def _line(self, line: str, number: int) -> str:
        if line.isascii() and "&" not in line and not _CONTROL.search(line):
            return line
        for what, pattern in (("direction-marks", _DIRECTION), ("unseen-marks", _UNSEEN)):
            found = pattern.search(line)
            if found:
                place = Location(self.file, number, found.start() + 1 if number else 0)
                line, count = pattern.subn("", line)
                self.take_out(what, count, place)
        for what, settings in _kinds().items():
            if what == "entities" and (not self.html_entities or "&" not in line or _TAG.search(line)):
                continue
            mended = _fixed(line, settings)
            if mended != line:
                self._note(what, line, mended, number)
                line = mended
        return line

    def _note(self, what: str, line: str, mended: str, number: int) -> None:
        """Count the words that have changed and tell the first."""
        words, results = line.split(" "), mended.split(" ")
        if len(words) != len(results):
            words, results = [line], [mended]
        changed = [i for i, (a, b) in enumerate(zip(words, results, strict=True)) if a != b]
        first = changed[0]
        column = sum(len(word) + 1 for word in words[:first]) + 1 if number else 0
        before, after = (" ".join(w[first].split())[:_CONTEXT] for w in (words, results))
        place = Location(self.file, number, column)
        if what == "control-characters":
            self.take_out(what, len(line) - len(mended), place)
        else:
            self.put_right(what, before, after, place, len(changed))


@cache
def _kinds() -> dict[str, dict[str, object]]:
    """For each kind of repair the settings of the library that do this alone; curly quotes are never made straight."""
    nothing: dict[str, object] = {
        "unescape_html": False,
        "fix_encoding": False,
        "remove_terminal_escapes": False,
        "fix_c1_controls": False,
        "fix_latin_ligatures": False,
        "fix_character_width": False,
        "uncurl_quotes": False,
        "fix_line_breaks": False,
        "fix_surrogates": False,
        "remove_control_chars": False,
        "normalization": None,
        "explain": False,
    }
    return {
        "entities": nothing | {"unescape_html": True},
        "mojibake": nothing | {"fix_encoding": True, "fix_c1_controls": True},
        "ligatures": nothing | {"fix_latin_ligatures": True},
        "wide-letters": nothing | {"fix_character_width": True},
        "control-characters": nothing | {"remove_terminal_escapes": True, "remove_control_chars": True},
        "loose-accents": nothing | {"normalization": "NFC"},
    }


def _fixed(line: str, settings: dict[str, object]) -> str:
    # Imported here: most lines of most texts need no repair.
    import ftfy

    return ftfy.fix_text(line, ftfy.TextFixerConfig(**settings))  # type: ignore[arg-type]
