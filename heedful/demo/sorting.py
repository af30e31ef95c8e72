"""How the firm keeps its desk in order: opening hours, tags, what is put off or urgent, views."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from heedful.demo.firm import Trade
from heedful.demo.hours import CLOSED, hours_of
from heedful.demo.performance import Performance
from heedful.demo.stage import Stage
from heedful.events.instant import DAY, HOUR, to_datetime
from heedful.interactions.actions import Wish, follow, prioritise, save_view, snooze, tag
from heedful.interactions.models import Conversation, Tag
from heedful.replies.actions import add_note
from heedful.team.hours.actions import set_hours
from heedful.team.hours.plan import Hours, SpecialDay
from heedful.team.models import Team

TAGGED = 400 * DAY  # the firm has tags for a little more than a year
TONES = {
    "complaint": "care", "abuse": "stop", "damage": "care", "refund": "care", "allergen": "stop", "delay": "care",
    "praise": "good", "order": "accent", "hire": "accent",
}  # fmt: skip
VIEWS = (
    ("Long waits", "waiting > 2 h", "brand"),
    ("Money back", "tag is refund", "brand"),
    ("Allergies, before all else", "tag is allergen", "team"),
)
ASIDE = (
    "@{who} could you look at this one before it goes out? I am not sure about the price.",
    "@{who} they asked for you by name. I said you would be back after lunch.",
)


def open_the_doors(stage: Stage, at: int) -> None:
    """Each trade's week, the public holidays, and the days between the years."""
    years = range(to_datetime(at).year, to_datetime(at).year + 4)
    days = tuple(SpecialDay(date(year, *on), (), "The Sail Loft is closed") for year in years for on in sorted(CLOSED))
    for slug, brand in stage.brands.items():
        trade = stage.firm.trades[slug]
        hours = Hours(trade.timezone, _week(trade), country="IE", days=days, goal_in_open_time=True)
        set_hours(viewer=stage.owner, brand_id=brand.pk, hours=hours)


def _week(trade: Trade) -> tuple[tuple[tuple[int, int], ...], ...]:
    spans = dict(trade.hours)
    return tuple((spans[day],) if day in spans else () for day in range(7))


def sort_in(performance: Performance) -> None:
    """The tags of its story."""
    viewer = performance.stage.viewer(performance.parts.owner)
    for slug in performance.telling.exchange.tags:
        tone = TONES.get(slug, Tag.Tone.PLAIN)
        tag(viewer=viewer, conversation_id=performance.conversation_id, name=slug.replace("-", " "), tone=tone)


def keep_order(stage: Stage, performances: Iterable[Performance], until: int, chance: Random) -> None:
    """What the last day finds in order: views, two things put off, one that is urgent, some that the owner follows."""
    _lay_out_views(stage)
    taken = [one for one in performances if one.telling.state == "taken" and one.conversation_id]
    for performance in taken[:1]:
        _put_off(performance, until)
    for performance in taken[1:]:
        _draw_attention(performance, chance)


def _lay_out_views(stage: Stage) -> None:
    for brand in stage.brands.values():
        for name, text, shared in VIEWS:
            known = Tag.objects.filter(brand=brand).values_list("name", flat=True)
            whose = f"team:{Team.objects.get(brand=brand).pk}" if shared == "team" else f"brand:{brand.pk}"
            if text.startswith("waiting") or text.removeprefix("tag is ") in known:
                save_view(viewer=stage.owner, wish=Wish(name, text, whose))


def _put_off(performance: Performance, until: int) -> None:
    hours = hours_of(performance.telling.exchange.brand)
    tomorrow = hours.at(hours.day(until) + timedelta(days=1), 9 * 60)
    viewer = performance.stage.viewer(performance.parts.owner)
    snooze(viewer=viewer, conversation_id=performance.conversation_id, until=max(tomorrow, until + HOUR))


def _draw_attention(performance: Performance, chance: Random) -> None:
    stage, talk = performance.stage, performance.conversation_id
    follow(viewer=stage.owner, conversation_id=talk)
    prioritise(viewer=stage.owner, conversation_id=talk, priority=Conversation.Priority.HIGH)
    writer, words = stage.viewer(performance.parts.owner), chance.choice(ASIDE)
    asked = next(one for one in stage.firm.staff if stage.viewer(one.first).person_id != writer.person_id)
    add_note(viewer=writer, conversation_id=talk, text=words.format(who=asked.name), key=f"demo-aside-{talk}")
