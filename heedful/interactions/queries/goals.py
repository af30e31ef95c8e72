"""Until when somebody who waits should be answered: by the calendar, or in opening time where the hours say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heedful.events.instant import MINUTE, now
from heedful.team.hours.queries import schedules_of
from heedful.team.hours.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Goal:
    """`minutes` is the span from the beginning of the wait to `due_at` by the calendar; `open_used` microseconds."""

    minutes: int
    due_at: int
    in_open_time: bool
    open_used: int


@dataclass(frozen=True, slots=True)
class Wait:
    """Somebody who waits since `since`; their brand wants to answer within `goal_minutes`."""

    brand_id: int
    team_id: int | None
    goal_minutes: int
    since: int


def goal_of(goal_minutes: int, waiting_since: int, schedule: Schedule) -> Goal:
    """Of one wait, with what of it was opening time until now."""
    moment = now()
    open_due = _open_due(goal_minutes, waiting_since, schedule, moment)
    due = waiting_since + goal_minutes * MINUTE if open_due is None else open_due
    used = schedule.open_between(waiting_since, moment)
    return Goal(_span(waiting_since, due), due, open_due is not None, used)


def goals_of(waits: Iterable[Wait]) -> list[int]:
    """Of each the span to its goal in minutes by the calendar, for lists; one query however many they are."""
    waits, moment = list(waits), now()
    schedules = schedules_of((wait.brand_id, wait.team_id) for wait in waits) if waits else {}
    found = []
    for wait in waits:
        due = _open_due(wait.goal_minutes, wait.since, schedules[wait.brand_id, wait.team_id], moment)
        found.append(wait.goal_minutes if due is None else _span(wait.since, due))
    return found


def _open_due(goal_minutes: int, since: int, schedule: Schedule, moment: int) -> int | None:
    """None where the goal counts by the calendar, or where it never opens again."""
    if not schedule.hours_at(moment).goal_in_open_time:
        return None
    return schedule.add_open_time(since, goal_minutes * MINUTE)


def _span(since: int, due: int) -> int:
    return max(1, (due - since) // MINUTE)
