"""Reads hours as people type them: '9-12:30, 13:30-17', '9am to 5 pm', '22:00–02:00', 'closed', 'all day'."""

from __future__ import annotations

import re
from itertools import pairwise

from django.utils.translation import gettext as _

from heedful.team.hours.plan import DAY_MINUTES, Day, Interval

LONGEST, MOST = 200, 6
APART = re.compile(r"[,;/&+\n]| and ")
FROM_TO = re.compile(r"[-–—−~]| to | until ")
TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))? ?(a\.?m\.?|p\.?m\.?|h|uhr)?")
NOON = 12


class BadHours(ValueError):
    """These hours cannot be read; the message says why and how to write them."""


def read_day(text: str) -> Day:
    """The intervals of one day, in order; none when it is closed."""
    if len(text) > LONGEST:
        raise BadHours(_("That is too long. Write it like this: 09:00–12:30, 13:30–17:00."))
    typed = " ".join(text.lower().replace("\n", ",").split()).strip(" .,")
    if typed in {"", "-", "–", "closed", _("closed").lower()}:
        return ()
    if typed in {"all day", "24h", "24 h", "24 hours", "24/7", _("all day").lower()}:
        return ((0, DAY_MINUTES),)
    parts = [part.strip() for part in APART.split(typed) if part.strip()]
    if len(parts) > MOST:
        raise BadHours(_("That is more than six times of opening in a day."))
    return _apart(sorted(_interval(part) for part in parts))


def _interval(part: str) -> Interval:
    ends = FROM_TO.split(part)
    if len(ends) != 2:
        raise BadHours(_("“%(part)s” is not a time of opening. Write it like this: 09:00–17:00.") % {"part": part[:40]})
    first, last = TIME.fullmatch(ends[0].strip()), TIME.fullmatch(ends[1].strip())
    opens, closes = _minute(first, _half(last)), _minute(last, "")
    if opens is None or closes is None or opens >= DAY_MINUTES:
        raise BadHours(_("“%(part)s” is not a time of opening. Write it like this: 09:00–17:00.") % {"part": part[:40]})
    if opens == closes:
        raise BadHours(
            _("“%(part)s” opens and closes at once. For a whole day write 00:00–24:00.") % {"part": part[:40]}
        )
    return opens, closes if closes > opens else closes + DAY_MINUTES


def _minute(found: re.Match[str] | None, half: str) -> int | None:
    """Minutes since midnight; `half` is the a or p of the other end, for '9 to 11 am'."""
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = _half(found) or half
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    total = hour * 60 + minute
    return total if minute < 60 and total <= DAY_MINUTES else None


def _half(found: re.Match[str] | None) -> str:
    """A or p where one is written."""
    return found[3][0] if found and found[3] and found[3][0] in "ap" else ""


def _apart(intervals: list[Interval]) -> Day:
    for (_opens, closes), (opens, _closes) in pairwise(intervals):
        if opens < closes:
            raise BadHours(_("Two times of opening overlap."))
    return tuple(intervals)
