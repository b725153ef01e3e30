"""Finished PDFs, and those that somebody brings: reading them. Sole importer of pypdf."""

from handouts.press.jobs import count_jobs
from handouts.press.readback import ReadBack, read_back

__all__ = ["ReadBack", "count_jobs", "read_back"]
