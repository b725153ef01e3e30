"""The command line: one file a command. Sole importer of click and rich."""
