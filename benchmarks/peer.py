"""The peer: WeasyPrint sets the same text, once per HTML file given, into PDF files beside them. Run by run.py."""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import HTML

if __name__ == "__main__":
    for name in sys.argv[1:]:
        HTML(filename=name).write_pdf(Path(name).with_suffix(".pdf"))
