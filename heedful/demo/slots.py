"""Fill the words in braces: the same value throughout one telling, written as its language writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from heedful.demo import tongue
from heedful.demo.firm import Firm
from heedful.demo.hours import hours_of
from heedful.demo.library import SLOT
from heedful.demo.telling import Telling

THINGS = {
    "instrument", "strings", "wind", "string_job", "wind_job", "accessory", "loaf", "pastry", "cake", "occasion",
}  # fmt: skip
NEAR, FAR = (2, 6), (5, 28)


class Slots:
    """The values of one telling. Each is chosen when it is first asked for and kept."""

    def __init__(self, telling: Telling, firm: Firm, chance: Random) -> None:
        self._exchange, self._persona, self._times = telling.exchange, telling.persona, telling.times
        self._hours, self._firm, self._number = hours_of(telling.exchange.brand), firm, telling.index
        self._chance = chance
        self._values: dict[str, str] = {}
        self._day = self._promised("weekday", NEAR)
        self._date = self._promised("date", FAR)

    def fill(self, text: str, *, staff: str = "", colleague: str = "") -> str:
        """The text with every slot filled. `staff` is whoever writes this turn."""
        given = {"staff": staff, "colleague": colleague}
        return SLOT.sub(lambda found: given.get(found[1]) or self._value(found[1]), text)

    def _value(self, slot: str) -> str:
        if slot not in self._values:
            self._values[slot] = self._choose(slot)
        return self._values[slot]

    def _choose(self, slot: str) -> str:
        known: dict[str, Callable[[], str]] = {
            "company": self._company,
            "school": lambda: self._chance.choice(self._firm.lists["schools"]["names"]),
            "brand": lambda: self._firm.trades[self._exchange.brand].name,
            "email": lambda: self._persona.address,
            "order": lambda: f"{20_000 + self._number * 7 % 80_000:05d}",
            "job": lambda: f"R-{1000 + self._number * 3 % 9000:04d}",
            "invoice": lambda: f"{1000 + self._number * 2 % 9000:04d}",
            "count": lambda: str(self._chance.randint(3, 9)),
            "guests": lambda: str(self._chance.randint(24, 120)),
            "product": lambda: self._thing("accessory" if self._exchange.brand == "rosin-and-reed" else "loaf"),
        }
        if slot in known:
            return known[slot]()
        if slot in {"price", "price_big"}:
            return self._price(slot)
        if slot in THINGS:
            return self._thing(slot)
        return self._calendar(slot) or str(getattr(self._persona, slot))

    def _thing(self, slot: str) -> str:
        return str(self._chance.choice(self._firm.lists["things"][self._exchange.brand][slot]))

    def _company(self) -> str:
        return self._persona.company or str(self._chance.choice(self._firm.lists["companies"]["names"]))

    def _price(self, slot: str) -> str:
        low, high = self._firm.lists["prices"][self._exchange.brand][slot]
        step = 10 if slot == "price_big" else 1
        cents = self._chance.randrange(low, high + 1, step) * 100
        if slot == "price":
            cents += self._chance.choice((0, 0, 50))
        return tongue.money(cents, self._exchange.language)

    def _calendar(self, slot: str) -> str:
        language = self._exchange.language
        first = self._hours.day(self._times[0])
        if slot == "weekday":
            return tongue.weekday(self._day, language)
        if slot == "date":
            return tongue.day_of_month(self._date, language)
        if slot == "time":
            return tongue.clock(self._clock(), language)
        if slot == "month":
            return tongue.month((first.replace(day=1) + timedelta(days=32)), language)
        if slot == "past_weekday":
            return tongue.weekday(self._open_day(first, -6, -1), language)
        if slot == "past_date":
            return tongue.day_of_month(self._open_day(first, -28, -7), language)
        return ""

    def _clock(self) -> int:
        day = self._day if "{weekday}" in self._exchange.words else self._date
        opening, closing = self._hours.span(day) or (600, 960)
        return self._chance.randrange(opening + 30, closing - 29, 30)

    def _open_day(self, around: date, least: int, most: int) -> date:
        days = self._hours.open_days(around + timedelta(days=least), around + timedelta(days=most))
        return self._chance.choice(days or [around + timedelta(days=most)])

    def _promised(self, slot: str, reach: tuple[int, int]) -> date:
        """An open day for the slot; where our word hangs on it, one that the rest of the story bears out."""
        first = self._hours.day(self._times[0])
        days = self._hours.open_days(first + timedelta(days=reach[0]), first + timedelta(days=reach[1]))
        days = days or [first + timedelta(days=reach[1])]
        for index, turn in enumerate(self._exchange.turns):
            if turn.due == slot:
                days = self._bearing_out(index, days)
        return self._chance.choice(days)

    def _bearing_out(self, given: int, days: list[date]) -> list[date]:
        later = list(zip(self._exchange.turns, self._times, strict=True))[given + 1 :]
        kept = [(turn.outcome, at) for turn, at in later if turn.outcome.startswith("promise ")]
        said = self._hours.day(self._times[given])
        after = [day for day in days if day > said] or days[-1:]
        if not kept:
            return after
        outcome, at = kept[0]
        if outcome == "promise broken":
            return [day for day in after if self._hours.closing(day) < at] or after[:1]
        return [day for day in after if self._hours.closing(day) >= at] or after[-1:]
