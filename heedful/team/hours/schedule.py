"""The hours of a brand or a team over all their versions, and the questions one asks of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from heedful.events.instant import SECOND, from_datetime
from heedful.team.hours.plan import Hours
from heedful.team.hours.spans import Year, wall_clock, year_of

EARLIEST = from_datetime(datetime(1901, 1, 1, tzinfo=UTC))
LATEST = from_datetime(datetime(2190, 1, 1, tzinfo=UTC))
FORESIGHT = 12 * 366 * 24 * 3600 * SECOND  # who does not open for twelve years does not open


@dataclass(frozen=True, slots=True)
class Version:
    """Hours that are in force from an instant on. `hours` is None where a team goes by the brand's again."""

    valid_from: int
    hours: Hours | None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """`versions` in the order of their instants; the first has always been in force."""

    versions: tuple[Version, ...]

    @classmethod
    def of(cls, hours: Hours) -> Schedule:
        """One plan, for ever."""
        return cls((Version(EARLIEST, hours),))

    def version_at(self, at: int) -> Version:
        """What is in force at an instant."""
        return next((one for one in reversed(self.versions) if one.valid_from <= at), self.versions[0])

    def hours_at(self, at: int) -> Hours:
        return self.version_at(at).hours or Hours()

    def as_of(self, at: int) -> Schedule:
        """The version of an instant alone, as if it had always been in force and always would be."""
        version = self.version_at(at)
        return Schedule((Version(EARLIEST, version.hours, version.id),))

    def is_open(self, at: int) -> bool:
        return self.next_open(at) == at

    def next_open(self, at: int) -> int | None:
        """The first open instant from here on, which may be this one; None if there is none within twelve years."""
        for start, end, year in self._stretches(at, at + FORESIGHT):
            span = year.span_at(start)
            if span and span[0] < end:
                return max(span[0], start)
        return None

    def next_close(self, at: int) -> int | None:
        """The first closed instant from here on; None for those who are always open."""
        for start, end, year in self._stretches(at, at + FORESIGHT):
            span = year.span_at(start)
            if span is None or span[0] > start:
                return start
            if span[1] < end:
                return span[1]
        return None

    def open_between(self, start: int, end: int) -> int:
        """Open microseconds from one instant up to another; none when they stand the other way round."""
        return sum(year.open_until(last) - year.open_until(first) for first, last, year in self._stretches(start, end))

    def add_open_time(self, at: int, duration: int) -> int | None:
        """The instant at which it has been open for so long since `at`: when something falls due.

        Nothing to add is due at once. None if that is more than twelve years away.
        """
        if duration <= 0:
            return at
        for start, end, year in self._stretches(at, at + FORESIGHT):
            used = year.open_until(start)
            held = year.open_until(end) - used
            if held >= duration:
                return year.instant_after(used + duration)
            duration -= held
        return None

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, Year]]:
        """The way from one instant to another, cut where the version or the year changes."""
        start, end = max(start, EARLIEST), min(end, LATEST)
        froms = [EARLIEST, *(version.valid_from for version in self.versions[1:]), LATEST]
        for version, (valid_from, valid_to) in zip(self.versions, pairwise(froms), strict=True):
            first, last = max(start, valid_from), min(end, valid_to)
            while first < last:
                year = _year_at(version.hours or Hours(), first)
                until = min(last, year.end)
                yield first, until, year
                first = until


def _year_at(hours: Hours, at: int) -> Year:
    return year_of(hours, wall_clock(at, ZoneInfo(hours.timezone)).year)


def woven(brand: Iterable[Version], team: Iterable[Version]) -> Schedule:
    """A team's versions over those of its brand: where the team has none in force, the brand's count.

    Of several that begin at the same instant the last one given counts.
    """
    ours, theirs = _in_order(brand), _in_order(team)
    found: dict[int, Version] = {}
    for moment in sorted({EARLIEST, *ours, *theirs}):
        own = _latest(theirs, moment)
        version = own if own and own.hours else _latest(ours, moment) or _first(ours)
        found[moment] = Version(moment, version.hours, version.id)
    return Schedule(tuple(found.values()))


def _in_order(versions: Iterable[Version]) -> dict[int, Version]:
    return {max(one.valid_from, EARLIEST): one for one in sorted(versions, key=lambda one: one.valid_from)}


def _latest(versions: dict[int, Version], at: int) -> Version | None:
    return next((versions[moment] for moment in reversed(versions) if moment <= at), None)


def _first(versions: dict[int, Version]) -> Version:
    """Before the first version there was nothing else: it counts for all that came before."""
    return next(iter(versions.values()), Version(EARLIEST, Hours()))
