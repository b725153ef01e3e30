from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.templating import Theme, load_theme

MakeTheme = Callable[..., Theme]


@pytest.fixture
def make_theme(tmp_path: Path) -> MakeTheme:
    """A theme "school" with these templates (names without suffix); a folder's name may come first: "default/base"."""

    def make(based_on: str = "", **templates: str) -> Theme:
        for name, text in {**templates}.items():
            theme, _, file = name.rpartition("__")
            folder = tmp_path / (theme or "school")
            folder.mkdir(exist_ok=True)
            (folder / f"{file}.xml.j2").write_text(text, encoding="utf-8", newline="\n")
            if not (folder / "theme.yaml").exists():
                basis = f"based-on: {based_on}\n" if based_on and folder.name == "school" else ""
                (folder / "theme.yaml").write_text(f"format: 1\nname: {folder.name}\n{basis}", encoding="utf-8")
        return load_theme("school", [tmp_path])

    return make
