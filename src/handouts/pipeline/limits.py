"""The limits of the tool in one list: what may be how large, how many, how deep, and how long it may take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Unit = Literal["bytes", "megabytes", "seconds", "count", "megapixels"]


@dataclass(frozen=True)
class Limit:
    """A limit by name (the texts of `doctor` say what it is of), the most that is allowed, and its unit."""

    name: str
    most: float
    unit: Unit = "count"


def limits() -> Iterator[Limit]:
    """All limits that a person may meet, by what they are of."""
    yield from _files()
    yield from _themes()
    yield from _packs()


def _files() -> Iterator[Limit]:
    from handouts import diagnostics
    from handouts.lessons.importing import parts
    from handouts.pipeline import spreadsheet, watched
    from handouts.reading import apart, archive, filenames, fontfile, grid, pictures, text, yaml

    yield Limit("text", text.MAX_BYTES, "bytes")
    yield Limit("yaml_depth", yaml.MAX_DEPTH)
    yield Limit("yaml_nodes", yaml.MAX_NODES)
    yield Limit("yaml_keys", yaml.MAX_KEYS)
    yield Limit("errors", diagnostics.MOST)
    yield Limit("import", parts.MOST_CHARACTERS)
    yield Limit("picture", pictures.MAX_BYTES, "bytes")
    yield Limit("picture_points", pictures.MAX_MEGAPIXELS, "megapixels")
    yield Limit("font", fontfile.MOST_BYTES, "bytes")
    yield Limit("archive_entries", archive.MAX_ENTRIES)
    yield Limit("archive", archive.MAX_UNPACKED, "bytes")
    yield Limit("table", spreadsheet.MAX_TABLE_BYTES, "bytes")
    yield Limit("table_rows", grid.MAX_ROWS)
    yield Limit("table_columns", grid.MAX_COLUMNS)
    yield Limit("reader_seconds", apart.SECONDS, "seconds")
    yield Limit("reader_memory", apart.MEGABYTES, "megabytes")
    yield Limit("name", filenames.MAX_BYTES, "bytes")
    yield Limit("watched", watched.MOST_FILES)


def _themes() -> Iterator[Limit]:
    from handouts.reading import pictures
    from handouts.templating import apart, files, theme, theme_file
    from handouts.typeset import apart as pages

    yield Limit("theme_yaml", theme_file.MOST_YAML_BYTES, "bytes")
    yield Limit("theme_files", files.MOST_FILES)
    yield Limit("theme_pictures", pictures.MOST_BELOW)
    yield Limit("template", files.MOST_BYTES, "bytes")
    yield Limit("theme_levels", theme.MOST_LEVELS)
    yield Limit("template_seconds", apart.SECONDS, "seconds")
    yield Limit("template_memory", apart.MEGABYTES, "megabytes")
    yield Limit("sheet_seconds", pages.SECONDS, "seconds")
    yield Limit("sheet_memory", pages.MEGABYTES, "megabytes")


def _packs() -> Iterator[Limit]:
    from handouts.lessons import pack_file
    from handouts.pipeline import build
    from handouts.press import foreign

    yield Limit("versions", build.MAX_VERSIONS)
    yield Limit("spares", pack_file.MOST_SPARES)
    yield Limit("teacher_copies", pack_file.MOST_TEACHER_COPIES)
    yield Limit("insert", foreign.MOST_BYTES, "bytes")
    yield Limit("insert_pages", foreign.MOST_PAGES)
    yield Limit("insert_seconds", foreign.SECONDS, "seconds")
