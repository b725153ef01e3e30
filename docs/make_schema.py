"""Write docs/handouts.rng from the table of the vocabulary: python docs/make_schema.py."""

from __future__ import annotations

from pathlib import Path

from handouts.markup.schema import relaxng


def main() -> None:
    """Write the schema."""
    Path(__file__).with_name("handouts.rng").write_text(relaxng(), encoding="utf-8")


if __name__ == "__main__":
    main()
