"""From the parts of a time phrase to one due time, by the conventions of the house."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from heedful.coach.reading.time.clock import Clock
from heedful.coach.reading.time.parts import Part

Precision = Literal["minute", "hour", "part-of-day", "day", "week", "none"]
_EVENING = time(23, 59)
_NOON = time(12, 0)
_AFTERNOON = time(18, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """Words `first` to `last` of the text; `at` is local: a date, or a date and a time."""

    first: int
    last: int
    at: datetime | date | None
    precision: Precision

    @property
    def text(self) -> str | None:
        if isinstance(self.at, datetime):
            return self.at.strftime("%Y-%m-%dT%H:%M")
        return self.at.isoformat() if self.at else None


def due_of(parts: list[Part], clock: Clock | None) -> Due | None:
    """`parts` belong to one phrase; None when there are none."""
    if not parts:
        return None
    first, last = min(part.first for part in parts), max(part.last for part in parts)
    if all(part.kind in ("open", "event") for part in parts):
        return Due(first, last, None, "none")
    try:
        at, precision = _resolve({part.kind: part for part in reversed(parts) if part.kind != "open"}, clock)
    except (ValueError, OverflowError):
        return Due(first, last, None, "none")
    return Due(first, last, at, precision)


def _resolve(by: dict[str, Part], clock: Clock | None) -> tuple[datetime | date | None, Precision]:
    if clock is None:
        return None, _precision(by)
    if "span" in by:
        return _after(by["span"], clock)
    day = _day(by, clock)
    return _in_day(by, day, clock)


def _in_day(by: dict[str, Part], day: date | None, clock: Clock) -> tuple[datetime | date | None, Precision]:
    on = day or clock.today
    if "window" in by:
        return _clock(by["window"], day, by, clock), "hour"
    if "clock" in by:
        return _clock(by["clock"], day, by, clock), "hour" if by["clock"].roughly else "minute"
    if "part" in by:
        return _part(by["part"], on, day, clock), "part-of-day"
    if "end" in by and by["end"].name == "day":
        return datetime.combine(on, clock.closing(on)), "hour"
    if "week" in by and "end" not in by and "day" not in by:
        return on, "week"
    return on, "day"


def _precision(by: dict[str, Part]) -> Precision:
    if "clock" in by:
        return "minute"
    if "span" in by:
        return {"minute": "minute", "second": "minute", "hour": "hour"}.get(by["span"].name, "day")  # type: ignore[return-value]
    if "window" in by or ("end" in by and by["end"].name == "day"):
        return "hour"
    return "part-of-day" if "part" in by else ("week" if "week" in by else "day")


def _after(span: Part, clock: Clock) -> tuple[datetime | date, Precision]:
    if span.name in ("second", "minute", "hour"):
        seconds = span.number * {"second": 1, "minute": 60, "hour": 3600}[span.name]
        at = clock.later(timedelta(seconds=seconds)).replace(second=0, microsecond=0)
        return at, "hour" if span.name == "hour" else "minute"
    if span.name == "working":
        return clock.working_day(span.number), "day"
    if span.name == "month":
        return _months_on(clock.today, span.number), "day"
    days = span.number * {"day": 1, "week": 7, "fortnight": 14}[span.name]
    return clock.today + timedelta(days=days), "day"


def _months_on(day: date, months: int) -> date:
    whole = day.year * 12 + day.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _day(by: dict[str, Part], clock: Clock) -> date | None:
    today = clock.today
    if "day" in by:
        day = _named_day(by["day"], today)
        return day - timedelta(days=1) if by["day"].before and not {"clock", "part"} & set(by) else day
    if "weekend" in by:
        sunday = today + timedelta(days=6 - today.weekday() + 7 * by["weekend"].number)
        return sunday - timedelta(days=2) if by["weekend"].before else sunday
    if "end" in by and by["end"].name == "week":
        return clock.last_open_day(today + timedelta(days=7 * by["end"].number))
    if "end" in by and by["end"].name == "month":
        month = _months_on(today.replace(day=1), by["end"].number)
        if by["end"].month:
            month = _months_on(today.replace(day=1), (by["end"].month - today.month) % 12)
        return month.replace(day=calendar.monthrange(month.year, month.month)[1])
    if "week" in by:
        return (
            today + timedelta(days=7 * by["week"].number)
            if by["week"].name == "week"
            else _months_on(today, by["week"].number)
        )
    return None


def _named_day(part: Part, today: date) -> date:
    if part.name == "relative":
        return today + timedelta(days=part.number)
    if part.name == "date":
        return _next_date(part, today)
    coming = today + timedelta(days=(part.number - today.weekday() - 1) % 7 + 1)
    if part.name == "next":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + part.number)
    return coming + timedelta(days=7) if part.name == "after" else coming


def _next_date(part: Part, today: date) -> date:
    if part.year:
        return date(part.year, part.month, part.number)
    if part.month:
        year = today.year + ((part.month, part.number) < (today.month, today.day))
        return date(year, part.month, part.number)
    month = today.replace(day=1)
    for _ in range(14):
        if part.number <= calendar.monthrange(month.year, month.month)[1]:
            day = month.replace(day=part.number)
            if day >= today:
                return day
        month = _months_on(month, 1)
    return today


def _part(part: Part, on: date, day: date | None, clock: Clock) -> datetime:
    if part.name in ("morning", "lunch"):
        if day is None and clock.now.time() >= _NOON and part.name == "morning":
            on = clock.today + timedelta(days=1)
        return datetime.combine(on, _NOON)
    if part.name == "afternoon":
        closes = clock.closing(on)
        return datetime.combine(on, closes if on.weekday() in clock.hours and closes > _NOON else _AFTERNOON)
    return datetime.combine(on, _EVENING)


def _clock(part: Part, day: date | None, by: dict[str, Part], clock: Clock) -> datetime:
    read = part.at or _NOON
    on = day or clock.today
    readings = [read]
    if part.is_open_reading and read.hour <= 12:
        readings = _readings(read, on, by, clock)
    if day is None and "part" not in by:
        for one in readings:
            if datetime.combine(on, one) > clock.now:
                return datetime.combine(on, one)
        on += timedelta(days=1)
    return datetime.combine(on, readings[0])


def _readings(read: time, on: date, by: dict[str, Part], clock: Clock) -> list[time]:
    """Both readings of "four", the likelier first: inside the hours, else as people mean it."""
    early, late = read.replace(hour=read.hour % 12), read.replace(hour=read.hour % 12 + 12)
    if "part" in by:
        return [early] if by["part"].name == "morning" else [late]
    hours = clock.hours.get(on.weekday())
    if hours is not None:
        inside = [one for one in (early, late) if hours[0] <= one <= hours[1]]
        if inside:
            return inside
    return [late, early] if read.hour < 7 or read.hour == 12 else [early, late]
