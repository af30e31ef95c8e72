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
