"""The peer's pages a second on the HTML files given, as tagged pdf/ua-1. Run by typesetting.py."""

from __future__ import annotations

import sys
import time

from weasyprint import HTML


def run(names: list[str]) -> int:
    """Set all files; the number of their pages."""
    pages = 0
    for name in names:
        document = HTML(filename=name).render(pdf_variant="pdf/ua-1")
        document.write_pdf(pdf_variant="pdf/ua-1")
        pages += len(document.pages)
    return pages


if __name__ == "__main__":
    run(sys.argv[1:3])
    begin = time.process_time()
    print(run(sys.argv[1:]) / (time.process_time() - begin))
