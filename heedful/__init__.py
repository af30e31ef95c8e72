"""Heedful: every customer heard, every promise kept."""

__version__ = "0.1.0"
