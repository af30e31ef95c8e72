"""Languages that a customer may be written to in, by their names in the reader's own."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, to_locale

CODES = (
    "ar", "bg", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu", "id", "is",
    "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "ur",
    "vi", "zh",
)  # fmt: skip


def tongue_name(code: str) -> str:
    """A code that nobody knows stands for itself."""
    return _name(code, to_locale(get_language() or "en"))


def tongue_names() -> list[tuple[str, str]]:
    return sorted(((code, tongue_name(code)) for code in CODES), key=lambda pair: pair[1].casefold())


@lru_cache(maxsize=512)
def _name(code: str, reader: str) -> str:
    try:
        return Locale.parse(code.replace("-", "_")).get_display_name(reader) or code if code else ""
    except (UnknownLocaleError, ValueError):
        return code
