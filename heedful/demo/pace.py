"""When the turns of one telling happen: customers by day, colleagues while the shop is open."""

from __future__ import annotations

from random import Random

from heedful.demo.hours import Hours
from heedful.demo.library import Exchange, Turn
from heedful.events.instant import DAY, MINUTE, SECOND

SOON = 30 * MINUTE
LIVE = {"call", "visit", "meeting"}
LEFT_ALONE = (5 * DAY, 12 * DAY)  # when somebody closes what nobody came back to


def pace(exchange: Exchange, start: int, hours: Hours, chance: Random) -> tuple[int, ...]:
    """One instant per turn, rising."""
    times = [start]
    for before, turn in zip(exchange.turns, exchange.turns[1:], strict=False):
        planned = times[-1] + int(turn.after * chance.uniform(0.92, 1.12)) + chance.randint(3, 50) * SECOND
        times.append(max(_fitting(turn, before, planned, hours, chance), times[-1] + 20 * SECOND))
    return tuple(times)


def _fitting(turn: Turn, before: Turn, planned: int, hours: Hours, chance: Random) -> int:
    """Where the shop is closed or it is night, on to the next fitting moment."""
    if turn.after <= SOON and before.kind == turn.kind == "message" and turn.channel == "chat":
        return planned  # a chat goes on as long as both sit there
    if turn.is_ours or turn.kind in LIVE:
        return hours.next_open(planned, chance)
    return hours.by_day(planned, chance)


def opening_moment(exchange: Exchange, day_start: int, hours: Hours, chance: Random) -> int:
    """A time of day for the first turn: in the shop while it is open, in writing from breakfast to night."""
    first = exchange.turns[0]
    day = hours.day(day_start)
    span = hours.span(day)
    if span and (first.kind in LIVE or first.is_ours or first.channel == "chat" or chance.random() < 0.6):
        return hours.at(day, chance.uniform(span[0] + 2, span[1] - 25))
    moment = hours.at(day, min(chance.triangular(6.5 * 60, 23.5 * 60, 19.5 * 60), 23.7 * 60))
    return hours.next_open(moment, chance) if first.kind in LIVE or first.is_ours or first.channel == "chat" else moment


def ending_moment(exchange: Exchange, times: tuple[int, ...], hours: Hours, chance: Random) -> int:
    """When somebody resolves it: soon after the last turn, or days after it was left lying."""
    if exchange.ending == "open":
        return hours.next_open(times[-1] + chance.randint(*LEFT_ALONE), chance)
    last = exchange.turns[-1]
    pause = chance.uniform(1, 12) if last.is_ours else chance.uniform(4, 45)
    moment = times[-1] + int(pause * MINUTE)
    return moment if last.is_ours else hours.next_open(moment, chance)
