"""How one language names days and months and writes dates and spans; translated once for each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heedful.ui.languages import DEFAULT


@dataclass(frozen=True, slots=True)
class Tongue:
    """Names from Monday and from January; patterns in the order that the language likes."""

    decimal: str
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    exact: str
    date: str
    date_year: str
    day: str
    day_year: str
    today: str
    yesterday: str
    now: str
    m: str
    h: str
    h_m: str
    d: str
    d_h: str


def tongue() -> Tongue:
    """That of the language in force."""
    return _tongue(get_language())


@lru_cache(maxsize=32)
def _tongue(language: str | None) -> Tongue:
    """Names as Unicode's locale data has them: inside a date, not alone."""
    spoken = Locale.parse(language or DEFAULT, sep="-")
    days, months = spoken.days["format"], spoken.months["format"]
    return Tongue(
        decimal=spoken.number_symbols["latn"]["decimal"],
        weekdays=tuple(days["wide"][day] for day in range(7)),
        weekdays_short=tuple(days["abbreviated"][day] for day in range(7)),
        months=tuple(months["wide"][month] for month in range(1, 13)),
        months_short=tuple(months["abbreviated"][month] for month in range(1, 13)),
        exact=_("%(weekday)s %(day)d %(month)s %(year)d, %(time)s %(zone)s"),
        date=_("%(day)d %(month)s"),
        date_year=_("%(day)d %(month)s %(year)d"),
        day=_("%(weekday)s %(day)d %(month)s"),
        day_year=_("%(weekday)s %(day)d %(month)s %(year)d"),
        today=_("Today, %(day)s"),
        yesterday=_("Yesterday, %(day)s"),
        now=_("now"),
        m=_("%(m)d m"),
        h=_("%(h)d h"),
        h_m=_("%(h)d h %(m)d m"),
        d=_("%(d)d d"),
        d_h=_("%(d)d d %(h)d h"),
    )
