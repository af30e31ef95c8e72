"""A rule's page for a reader of another language: what it says is told, what it shows stays in the language shown."""

from __future__ import annotations

import re
from functools import lru_cache

from heedful.coach.catalog import page
from heedful.coach.said import Said
from heedful.coach.translations import language_of_reader

HEADINGS = ("Why it matters", "Flags", "Accepts")
SERVES = "Serves"
LABELS = (
    "Draft", "Customer", "Agent", "Note", "Channel", "Name", "Fact", "Promise", "Incident", "Now", "Hours", "Zone",
    "Language", "House",
)  # fmt: skip
_LABEL = re.compile(rf"(?m)^(- |  )({'|'.join(LABELS)}): ")


@lru_cache(maxsize=512)
def page_in_language(code: str, language: str) -> str:
    """The page itself for a language that we have no words in. Raises KeyError for a code that does not exist."""
    reader = language_of_reader(language)
    text = page(code)
    return "\n\n".join(_told(part, reader) for part in text.strip().split("\n\n")) + "\n" if reader else text


def _told(part: str, reader: str) -> str:
    if part.startswith("## "):
        return f"## {_in(part[3:], reader)}"
    if part.startswith(f"{SERVES}: "):
        return part.replace(SERVES, _in(SERVES, reader), 1)
    if part.startswith("- "):
        return _LABEL.sub(lambda found: f"{found[1]}{_in(found[2], reader)}: ", part)
    return part if part.startswith("# ") else _in(" ".join(part.split()), reader)


def _in(words: str, reader: str) -> str:
    return Said(words).in_language(reader)
