"""Guards the HTML readers: pages nested or loaded beyond all reason take them quadratic time, or lose their words."""

from __future__ import annotations

import re
from html import unescape

MAX_NESTING = 250
MAX_IN_TAG = 2_000
_NESTS = re.compile(
    r"<(/?)(?:div|blockquote|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|center|section|article|span|font)\b", re.IGNORECASE
)
# Quotes are paired only to find where a tag ends; what is counted in it is counted everywhere.
_LONG_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*'){1000,}""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_EMBEDDED = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,60};base64,[a-z0-9+/=\s]{200,}", re.IGNORECASE)


def without_embedded_files(source: str) -> str:
    """Pictures written into the page are not shown (see `sanitise`); they would only slow the readers."""
    return _EMBEDDED.sub("data:,", source) if ";base64," in source else source


def is_hostile(source: str) -> bool:
    return _is_too_deep(source) or _is_overloaded(source)


def _is_too_deep(source: str) -> bool:
    if source.count("<") <= MAX_NESTING:
        return False
    depth = 0
    for found in _NESTS.finditer(source):
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        if depth > MAX_NESTING:
            return True
    return False


def _is_overloaded(source: str) -> bool:
    """One tag with thousands of attributes."""
    if len(source) < MAX_IN_TAG:
        return False
    tags = (found.group() for found in _LONG_TAG.finditer(source))
    return any(len(tag.split()) + tag.count("=") > MAX_IN_TAG for tag in tags)


def bare_words(source: str) -> str:
    """The text without its tags, for pages that cannot be read properly."""
    return " ".join(unescape(_TAG.sub(" ", source)).split())
