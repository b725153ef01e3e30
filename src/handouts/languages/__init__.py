"""What is known of each language: data files and their loaders."""

from pathlib import Path

# A plain path and not importlib.resources: the package is never zipped, and every command pays for the import.
DATA = Path(__file__).parent / "data"
