"""Frozen dataclasses that the stages hand to each other. No input or output, no clock, no third-party import."""
