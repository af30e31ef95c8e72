"""The time zones that a form offers, in regions."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

REGIONS = (
    "Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


@cache
def timezone_choices() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """`(region, ((zone, words), ...))`, with UTC first."""
    zones: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for zone in sorted(available_timezones()):
        region, _, place = zone.partition("/")
        if place and region in zones:
            zones[region].append((zone, place.replace("_", " ").replace("/", ", ")))
    return ("", (("UTC", "UTC"),)), *((region, tuple(found)) for region, found in zones.items())


def is_timezone(name: str) -> bool:
    return name == "UTC" or name in available_timezones()


def timezone_names() -> tuple[str, ...]:
    """All that a form offers, in one row: for a field in which one searches by typing."""
    return tuple(zone for _, places in timezone_choices() for zone, _words in places)


def found_timezone(text: str) -> tuple[str, tuple[str, ...]]:
    """`(zone, ())` for a zone or the only place of this name, else `("", what was perhaps meant)`."""
    typed = "_".join(text.split()).lower()
    if not typed or len(typed) > 60:
        return "", ()
    names = {zone.lower(): zone for zone in (*available_timezones(), *timezone_names())}
    if typed in names:
        return names[typed], ()
    alike = [zone for zone in timezone_names() if typed in zone.lower()]
    exact = [zone for zone in alike if zone.lower().rpartition("/")[2] == typed]
    sure = exact or alike
    return (sure[0], ()) if len(sure) == 1 else ("", tuple(alike[:5]))
