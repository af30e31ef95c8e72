"""Reads an invitation, its answer or its cancellation (iMIP) into plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from heedful.channels.email.charset import storable

if TYPE_CHECKING:
    from icalendar.cal import Component

_LIMIT = 500_000
_MOST_ATTENDEES = 200


def read_calendar(source: str, method: str = "") -> Mapping[str, Any] | None:
    """The first event of the calendar. Instants are ISO strings in UTC ending in Z. None when unreadable."""
    if "BEGIN:VCALENDAR" not in source[:2_000].upper():
        return None
    # Loaded on first need: it costs 0.3 s at start-up and few mails carry an invitation.
    from icalendar import Calendar  # noqa: PLC0415

    try:
        calendar = Calendar.from_ical(source[:_LIMIT])
        event = next((part for part in calendar.walk() if part.name in ("VEVENT", "VTODO")), None)
        return None if event is None else _event(event, method or str(calendar.get("METHOD", "")))
    except Exception:  # noqa: BLE001 - the library raises whatever its broken input leads to
        return None


def _event(event: Component, method: str) -> Mapping[str, Any]:
    start = _moment(event, "DTSTART")
    end = _moment(event, "DTEND")
    length = getattr(event.get("DURATION"), "dt", None)
    if end is None and start is not None and isinstance(length, timedelta):
        end = start + length
    read: dict[str, Any] = {
        "method": method.upper(),
        "uid": _text(event, "UID"),
        "sequence": _whole_number(event, "SEQUENCE"),
        "status": _text(event, "STATUS").upper(),
        "summary": _text(event, "SUMMARY"),
        "location": _text(event, "LOCATION"),
        "description": _text(event, "DESCRIPTION"),
        "start_utc": _iso(start),
        "end_utc": _iso(end),
        "all_day": _is_day(event),
        "repeats": _rule(event),
        "organizer": _mail(event.get("ORGANIZER")),
        "attendees": _attendees(event),
    }
    return read


def _moment(event: Component, name: str) -> date | datetime | None:
    value = getattr(event.get(name), "dt", None)
    return value if isinstance(value, date) else None


def _iso(moment: date | datetime | None) -> str:
    """A day, or a time without zone, is read as UTC."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return f"{moment.isoformat()}T00:00:00Z"
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_day(event: Component) -> bool:
    start = _moment(event, "DTSTART")
    return start is not None and not isinstance(start, datetime)


def _text(event: Component, name: str) -> str:
    return storable(str(event.get(name, ""))).strip()


def _whole_number(event: Component, name: str) -> int:
    text = _text(event, name)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _rule(event: Component) -> str:
    rule = event.get("RRULE")
    return storable(rule.to_ical().decode("utf-8", "replace")) if hasattr(rule, "to_ical") else ""


def _mail(value: object) -> str:
    text = storable(str(value or "")).strip()
    return text[7:].lower() if text.lower().startswith("mailto:") else text.lower()


def _attendees(event: Component) -> list[dict[str, str]]:
    value = event.get("ATTENDEE", [])
    found = value if isinstance(value, list) else [value]
    return [
        {"address": _mail(person), "answer": str(getattr(person, "params", {}).get("PARTSTAT", "")).upper()}
        for person in found[:_MOST_ATTENDEES]
    ]
