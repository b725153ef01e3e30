"""Print-ready class packs from one essay."""

__version__ = "0.1.0"
