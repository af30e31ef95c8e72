"""Public holidays by country and subdivision, from the library `holidays`: dates, names, what there is to choose."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError

FIRST_YEAR, LAST_YEAR = 1900, 2199


def _library() -> Any:
    """Loaded when first asked for: a desk without a country in its hours never needs it."""
    import holidays  # noqa: PLC0415 (0.3 s of every start otherwise)

    return holidays


@lru_cache(maxsize=512)
def holidays_in(country: str, subdivision: str, year: int) -> frozenset[date]:
    """None for no country, for one that is not known (any more), and for years that nobody foresees."""
    return frozenset(named_holidays(country, subdivision, year))


@lru_cache(maxsize=512)
def named_holidays(country: str, subdivision: str, year: int, language: str = "en") -> dict[date, str]:
    """By date, with their names in this language, else in English, else as the country says."""
    if not is_place(country, subdivision) or not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    calendar = getattr(_library(), country)
    found = calendar(subdiv=subdivision or None, years=year, language=_spoken(calendar, language))
    return {on: name for on, name in sorted(found.items()) if on.year == year}


def _spoken(calendar: Any, language: str) -> str | None:
    known = getattr(calendar, "supported_languages", ())
    wanted = (language.replace("-", "_"), language[:2], "en_US", "en_GB", "en")
    return next((one for one in wanted if one in known), None)


@lru_cache(maxsize=1)
def _codes() -> frozenset[str]:
    """Two letters each; the register is read without loading the calendars."""
    register = _library().registry.COUNTRIES
    return frozenset(code for names in register.values() for code in names if len(code) == 2)


def is_place(country: str, subdivision: str = "") -> bool:
    return country in _codes() and (not subdivision or subdivision in _subdivision_codes(country))


@lru_cache(maxsize=16)
def countries(language: str = "en") -> tuple[tuple[str, str], ...]:
    """`(code, name)`, by name in the reader's language."""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return tuple(sorted(((code, str(names.get(code, code))) for code in _codes()), key=lambda pair: pair[1]))


def subdivisions(country: str) -> tuple[tuple[str, str], ...]:
    """`(code, name)` of the parts of a country that have holidays of their own."""
    if country not in _codes():
        return ()
    names = {code: name for name, code in getattr(getattr(_library(), country), "subdivisions_aliases", {}).items()}
    pairs = [(code, _titled(code, names.get(code, ""))) for code in _subdivision_codes(country)]
    return tuple(sorted(pairs, key=lambda pair: pair[1]))


def _subdivision_codes(country: str) -> tuple[str, ...]:
    return tuple(getattr(_library(), country).subdivisions)


def _titled(code: str, name: str) -> str:
    return name or code
