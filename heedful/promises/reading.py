"""From a text to what our side commits to in it. Knows the coach and the clock, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from heedful.coach import Commitment, Context, Draft
from heedful.coach.reach import within_reach
from heedful.coach.scene import Scene
from heedful.coach.standards import Standards
from heedful.events.instant import DAY, SECOND, from_datetime, to_datetime
from heedful.team.hours.schedule import Schedule
from heedful.team.hours.words import coach_text

LONGEST = 300
SAID = 500
MOST = 20  # promises of one text; who finds more has read a list, not a promise
END_OF_DAY = time(23, 59)
TIME_WORDS = frozenset("by on at until till before within in the latest".split())


@dataclass(frozen=True, slots=True)
class Read:
    """One commitment. `actor` is as the coach says it: i, we, named:<name> or third."""

    actor: str
    what: str
    said: str
    begins: int
    ends: int
    due_at: int | None
    due_text: str
    is_conditional: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a text was written: for 'tomorrow', 'by Friday', 'end of day'."""

    schedule: Schedule
    at: int

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.schedule.hours_at(self.at).timezone)


def commitments_in(text: str, place: Place, *, offset: int = 0) -> list[Read]:
    """All that the coach reads, in the order of the text; `offset` is where the text begins in a longer one."""
    hours = place.schedule.hours_at(place.at)
    context = Context(now=to_datetime(place.at), tz=hours.timezone, hours=coach_text(hours))
    found = Scene(*within_reach(Draft(text), context), Standards()).commitments
    return [_read(one, text, place, offset) for one in found[:MOST]]


def ours(found: Iterable[Read], customer_name: str = "") -> list[Read]:
    """What our side promises: not what the customer or a third will do."""
    theirs = {part.casefold() for part in customer_name.split()}
    return [one for one in found if one.actor != "third" and name_of(one).casefold() not in theirs]


def name_of(one: Read) -> str:
    """The colleague, or whoever is named in the text; empty for 'I' and 'we'."""
    return one.actor.removeprefix("named:") if one.actor.startswith("named:") else ""


def _read(one: Commitment, text: str, place: Place, offset: int) -> Read:
    due_at = due_instant(one.due, place)
    action = _bare(one.action, one.due_text) if due_at is not None else one.action
    said = " ".join(text[one.span.start : one.span.end].replace("\0", " ").split())
    return Read(
        actor=one.actor,
        what=_clipped(action.replace("\0", " "), LONGEST),
        said=_clipped(said, SAID),
        begins=offset + one.span.start,
        ends=offset + one.span.end,
        due_at=due_at,
        due_text=_clipped(one.due_text.replace("\0", " "), 120),
        is_conditional=one.conditional,
    )


def _bare(action: str, due_text: str) -> str:
    """Without its time, which stands beside it: next week 'tomorrow' would be read wrongly."""
    before, found, after = action.rpartition(due_text) if due_text else ("", "", "")
    if not found:
        return action
    words = before.split()
    while words and words[-1].lower() in TIME_WORDS:
        words.pop()
    return " ".join([*words, *after.split()]) if words else action


def due_instant(due: str | None, place: Place) -> int | None:
    """Local wall time, or a day: then until we close on it, or until it ends where we are closed."""
    if not due:
        return None
    try:
        if "T" in due:
            return _instant(datetime.fromisoformat(due), place.zone)
        return _closing(date.fromisoformat(due), place)
    except (ValueError, OverflowError):
        return None


def _closing(day: date, place: Place) -> int:
    begins = _instant(datetime.combine(day, time()), place.zone)
    ends = _instant(datetime.combine(day, END_OF_DAY), place.zone)
    last, opens = None, place.schedule.next_open(begins)
    while opens is not None and opens < ends:
        closes = place.schedule.next_close(opens)
        if closes is None or closes - opens > DAY:
            return ends
        last, opens = min(closes, ends), place.schedule.next_open(closes)
    return last if last is not None and last > place.at else ends


def _instant(wall: datetime, zone: ZoneInfo) -> int:
    at = from_datetime(wall.replace(tzinfo=zone).astimezone(UTC))
    return at - at % SECOND


def _clipped(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
