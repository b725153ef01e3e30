"""The drafts as tables for a spreadsheet program, and back: one row an item, nothing lost. Bytes, not files."""
