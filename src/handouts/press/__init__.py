"""Finished PDFs, and those that somebody brings: reading them; pages on sheets. Sole importer of pypdf."""

from handouts.press.readback import ReadBack, read_back

__all__ = ["ReadBack", "read_back"]
