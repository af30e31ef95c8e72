"""Which old charset are these bytes in? And undoing text that was decoded wrongly before it was sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from charset_normalizer import from_bytes

_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5")
_TRACE = "(?:[ÃÂÐÑ][\u0080-\u00bf\u0152-\u0178\u02c6-\u2122]|â€)"
# Twice: one such pair alone may be meant.
_MOJIBAKE = re.compile(f"{_TRACE}.{{0,400}}?{_TRACE}", re.DOTALL)
_SAMPLE = 8_000


def guess_single_byte(content: bytes, claimed: str = "cp1252") -> str:
    """Text for bytes that are not UTF-8. Mostly Western; else by how the letters fall."""
    sample = content[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0xC0)
    letters = high + sum(1 for byte in sample if 0x41 <= byte <= 0x7A)
    if high < 4 or high * 2 < letters:
        return _loose(content, claimed)
    cyrillic = max(_CYRILLIC, key=lambda codec: _cyrillic_score(sample, codec))
    if _cyrillic_score(sample, cyrillic) > 0.8:
        return _loose(content, cyrillic)
    best = from_bytes(sample).best() if len(sample) >= 32 else None
    return _loose(content, best.encoding if best else claimed)


def _cyrillic_score(sample: bytes, codec: str) -> float:
    """Share of the non-ASCII letters that are lower-case Cyrillic, as nearly all letters of real text are."""
    text = [char for char in sample.decode(codec, "replace") if char > "\x7f"]
    small = sum(1 for char in text if "а" <= char <= "ё")
    return small / len(text) if text else 0.0


def _loose(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return content.decode("cp1252", "replace") if codec != "cp1252" else _western(content)


def _western(content: bytes) -> str:
    """Windows-1252 with its five holes read as Latin-1."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in content)


def repair_mojibake(text: str) -> str:
    """'GrÃ¶ÃŸe' to 'Größe'; untouched unless the text bears the marks."""
    if not _MOJIBAKE.search(text):
        return text
    return _fixer()(text)


@lru_cache(maxsize=1)
def _fixer() -> Callable[[str], str]:
    # Loaded on first need: it costs 0.2 s at start-up and few mails ever need it.
    from ftfy import fix_encoding  # noqa: PLC0415

    return fix_encoding
