"""The command-line library's own words ("Usage", "No such option") in the interface language.

Click takes them from gettext, whose language is the process's locale and whose catalogues are binary files. Here they
come from the same table as all other words: the two functions by which click's modules ask for them are replaced.
"""

from __future__ import annotations

from collections.abc import Mapping

from click import core, decorators, exceptions, formatting, parser, termui, types

MODULES = (core, decorators, exceptions, formatting, parser, termui, types)


def use(words: Mapping[str, str]) -> None:
    """Let click speak with `words` (its English wording -> ours); what is not in the table stays as it is."""

    def one(text: str) -> str:
        return words.get(text, text)

    def many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    for module in MODULES:
        for name, function in (("_", one), ("ngettext", many)):
            if hasattr(module, name):
                setattr(module, name, function)
