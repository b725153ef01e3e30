"""Rosters: the classes of a school, from the tables that its programs write."""

from handouts.press.rosters.files import read_rosters

__all__ = ["read_rosters"]
