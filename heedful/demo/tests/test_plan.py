"""The plan of a whole telling, before anything is written: two years, nobody twice, promises that hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from heedful.demo import tongue
from heedful.demo.firm import load_firm
from heedful.demo.hours import hours_of
from heedful.demo.library import load_exchanges
from heedful.demo.parts import give_parts
from heedful.demo.performance import REASONS
from heedful.demo.plan import make_plan
from heedful.demo.slots import Slots
from heedful.demo.telling import Telling
from heedful.demo.today import choose_waiting
from heedful.events.instant import DAY
from heedful.interactions.resolutions import RESOLUTIONS

UNTIL = 1_700_064_000_000_000
JOINS = {"Katya": UNTIL - 220 * DAY}


def plan(seed: int = 5) -> list[Telling]:
    chance = Random(seed)
    waiting = choose_waiting(UNTIL, 3000, chance)
    return make_plan(
        firm=load_firm(), conversations=3000, customers=400, until=UNTIL, joins=JOINS, waiting=waiting, chance=chance
    )


@pytest.fixture(scope="module")
def whole() -> list[Telling]:
    return plan()


def test_as_many_as_were_asked_for(whole: list[Telling]) -> None:
    assert len(whole) == 3000
    assert len({telling.persona for telling in whole}) == 400
    assert len({telling.persona.address for telling in whole}) == 399  # the Tuesday round is of both brands


def test_every_story_is_told_and_none_comes_back_soon(whole: list[Telling]) -> None:
    assert {telling.exchange.id for telling in whole} == {exchange.id for exchange in load_exchanges()}
    for brand in load_firm().trades:
        seen: dict[tuple[str, int], int] = {}
        ours = sorted((t for t in whole if t.exchange.brand == brand), key=lambda t: t.opening.last_told(UNTIL))
        for place, telling in enumerate(ours):
            key = (telling.exchange.id, telling.opening.number)
            assert place - seen.get(key, -1000) > 50, key
            seen[key] = place


def test_nobody_waits_but_those_of_the_last_day(whole: list[Telling]) -> None:
    waiting = [telling for telling in whole if telling.opening.is_waiting(UNTIL)]
    assert {telling.state for telling in waiting} <= {"new", "taken", "drafted"}
    assert min(telling.times[0] for telling in waiting) > UNTIL - DAY
    assert len({telling.exchange.language for telling in waiting}) >= 6


def test_the_shop_grows_and_is_quiet_at_christmas(whole: list[Telling]) -> None:
    hours = hours_of("rosin-and-reed")
    days = Counter(hours.day(telling.times[0]) for telling in whole)
    middle = hours.day(UNTIL - 365 * DAY)
    assert sum(n for day, n in days.items() if day > middle) > 1.4 * sum(n for day, n in days.items() if day <= middle)
    assert sum(n for day, n in days.items() if (day.month, day.day) in {(12, 25), (12, 26)}) <= 8


def test_one_person_tells_one_story_at_a_time(whole: list[Telling]) -> None:
    spans = defaultdict(list)
    for telling in whole:
        spans[telling.persona].append((telling.times[0], telling.opening.ends_at))
    crossed = sum(after[0] < before[1] for found in spans.values() for before, after in pairwise(sorted(found)))
    assert crossed < 60


def test_we_answer_in_opening_hours(whole: list[Telling]) -> None:
    for telling in whole:
        hours = hours_of(telling.exchange.brand)
        for turn, at in zip(telling.exchange.turns, telling.times, strict=True):
            if turn.who == "agent" and turn.channel == "email" and at < UNTIL:
                assert hours.is_open(at), telling.exchange.id
        assert list(telling.times) == sorted(set(telling.times))


def test_all_is_said_in_every_telling(whole: list[Telling]) -> None:
    firm = load_firm()
    for telling in whole[::5]:
        chance = Random(telling.index)
        parts = give_parts(telling, list(firm.staff_of(telling.exchange.brand)), chance)
        slots = Slots(telling, firm, chance)
        for index, author in enumerate(parts.authors):
            text = slots.fill(telling.text(index), staff=author, colleague=parts.colleague)
            assert "{" not in text
        assert parts.colleague not in parts.authors


def test_whoever_signs_has_written_it(whole: list[Telling]) -> None:
    firm = load_firm()
    for telling in whole[::3]:
        staff = list(firm.staff_of(telling.exchange.brand))
        parts = give_parts(telling, staff, Random(telling.index))
        for index, turn in enumerate(telling.exchange.turns):
            last = telling.text(index).rstrip(" .!)*_").split()[-1].strip("().,-–—")
            if turn.is_ours and last in {person.first for person in staff}:
                assert parts.authors[index] == last


@pytest.mark.parametrize("language", sorted({group.language for group in load_firm().names}))
def test_every_language_of_the_people_can_be_written(language: str) -> None:
    day = date(2024, 3, 14)
    written = [
        tongue.weekday(day, language), tongue.day_of_month(day, language), tongue.clock(14 * 60 + 30, language),
        tongue.money(3850, language),
    ]  # fmt: skip
    assert all(written)
    assert "14" in written[1]
    assert "€" in written[3]


def test_languages_differ() -> None:
    assert tongue.day_of_month(date(2024, 3, 14), "en") == "14 March"
    assert tongue.day_of_month(date(2024, 3, 14), "uk") == "14 березня"
    assert tongue.money(3800, "de") == "38,00\u00a0€"
    assert tongue.money(3800, "en") == "€38.00"


def test_every_ending_has_a_reason_that_the_product_knows() -> None:
    assert {exchange.ending for exchange in load_exchanges()} <= set(REASONS)
    assert set(REASONS.values()) <= set(RESOLUTIONS)
