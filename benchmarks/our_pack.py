"""One whole `handouts pack`, which tells at its end how long it read files of classes back. Run by packs.py.

Usage: python benchmarks/our_pack.py REPORT.json ARGUMENTS_OF_HANDOUTS...
With the report goes the markup of each sheet: [template, markup], in the order of printing.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from handouts.cli.main import run
from handouts.pipeline import class_file, printing


def main(report: Path, arguments: list[str]) -> int:
    """Run; the code it ends with."""
    back = 0.0
    sheets: list[tuple[str, Any]] = []
    check, document = class_file.check_stamped, printing.Printer.document

    def timed(*given: Any) -> frozenset[int]:
        nonlocal back
        begin = time.process_time()
        cut = check(*given)
        back += time.process_time() - begin
        return cut

    def noted(self: printing.Printer, template: str, sheet: Any) -> Any:
        if not template.startswith("distribution"):
            sheets.append((template, (self, sheet)))
        return document(self, template, sheet)

    class_file.check_stamped, printing.Printer.document = timed, noted  # type: ignore[assignment,method-assign]
    try:
        run(arguments)
    except SystemExit as stop:
        wanted = [(name, of.readable(name, sheet)) for name, (of, sheet) in sheets] if "--markup" in sys.argv else []
        report.write_text(json.dumps({"back": back, "markup": wanted}), encoding="utf-8")
        return int(stop.code or 0)
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [a for a in sys.argv[2:] if a != "--markup"]))
