"""Make the keys of a printed pack again from its record."""

from __future__ import annotations

from pathlib import Path

from handouts import templating
from handouts.languages.labels import Labels, require
from handouts.pipeline import locks
from handouts.pipeline.forms import FORM_KINDS
from handouts.pipeline.places import theme_folders
from handouts.pipeline.printing import Printer
from handouts.store import Store


def make_keys(code: str, inside: Path, out: Path | None) -> tuple[str, Path, tuple[tuple[str, int], ...]]:
    """Write the keys of the pack `code`, found at or below `inside`; returns title, folder, files and page counts."""
    path = locks.find(code, inside)
    record = locks.read(path)
    data = record.data
    theme = templating.load_theme(str(data["theme"]), theme_folders(str(path.parent.parent)))
    language = require(str(data["language"]))
    labels = Labels(language, theme.labels.get(language, {}))
    printer = Printer(theme, templating.paper(str(data["paper"])), labels)
    files = {f"key-{key.version}.pdf": printer.print("key.xml.j2", key) for key in record.keys}
    for form in record.forms:
        files[f"{form.form}-key.pdf"] = printer.print(FORM_KINDS[form.form].key_template, form)
    folder = out or Path("output") / "keys" / str(data["code"])
    Store(folder).put_all({name: rendered.data for name, rendered in files.items()})
    return str(data["title"]), folder, tuple((name, r.pages) for name, r in files.items())
