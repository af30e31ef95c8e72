"""The house says no to something that is allowed in general: the message says why and what to do instead."""

from __future__ import annotations


class Refused(Exception):
    """Shown to the person as it is."""
