"""Finished PDFs and those of other people: reading them. Sole importer of pypdf."""

from handouts.press.extract import extract
from handouts.press.readback import ReadBack, read_back

__all__ = ["ReadBack", "extract", "read_back"]
