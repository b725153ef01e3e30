"""Finished PDFs: reading them back. Sole importer of pypdf."""

from handouts.press.readback import ReadBack, read_back

__all__ = ["ReadBack", "read_back"]
