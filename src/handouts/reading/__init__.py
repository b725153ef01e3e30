"""Strict readers of people's files: every complaint names file, line and column, and nothing is guessed silently."""
