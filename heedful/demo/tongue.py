"""Days, hours and money as each language writes them."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency

LOCALES = {
    "en": "en_IE", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "it": "it_IT", "nl": "nl_NL", "pl": "pl_PL",
    "pt": "pt_PT", "sv": "sv_SE", "ja": "ja_JP", "ar": "ar", "tr": "tr_TR", "uk": "uk_UA", "el": "el_GR",
    "ko": "ko_KR", "zh": "zh_Hans_CN", "he": "he_IL",
}  # fmt: skip


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """The locale of a language of the demo; KeyError for any other."""
    return Locale.parse(LOCALES[language])


@lru_cache(maxsize=512)
def weekday(day: date, language: str) -> str:
    return format_date(day, "EEEE", locale=locale_of(language))


@lru_cache(maxsize=4096)
def day_of_month(day: date, language: str) -> str:
    """Day and month, without the year."""
    return format_skeleton("MMMMd", datetime.combine(day, time()), locale=locale_of(language))


def month(day: date, language: str) -> str:
    return format_date(day, "LLLL", locale=locale_of(language))


@lru_cache(maxsize=2048)
def clock(minute: int, language: str) -> str:
    """Minutes after midnight as a time of day."""
    return format_time(time(minute // 60, minute % 60), "short", locale=locale_of(language))


@lru_cache(maxsize=8192)
def money(cents: int, language: str) -> str:
    """With the sign, also where a language would write EUR."""
    return format_currency(cents / 100, "EUR", locale=locale_of(language)).replace("EUR", "€")
