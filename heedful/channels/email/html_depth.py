"""Guards the HTML readers: pages nested beyond all reason take them quadratic time, or lose their words."""

from __future__ import annotations

import re
from html import unescape

MAX_NESTING = 250
_NESTS = re.compile(
    r"<(/?)(?:div|blockquote|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|center|section|article|span|font)\b", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{0,2000}>")


def is_too_deep(source: str) -> bool:
    if source.count("<") <= MAX_NESTING:
        return False
    depth = 0
    for found in _NESTS.finditer(source):
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        if depth > MAX_NESTING:
            return True
    return False


def bare_words(source: str) -> str:
    """The text without its tags, for pages that are too deep to be read properly."""
    return " ".join(unescape(_TAG.sub(" ", source)).split())
