"""The last day as it lies on the desk: who waits and since when, what is half-written, what did not get through."""

from __future__ import annotations

from collections import Counter
from random import Random

from heedful.demo.hours import hours_of
from heedful.demo.library import Exchange, load_exchanges
from heedful.demo.telling import Opening
from heedful.events.instant import DAY, MINUTE

# Language, and what becomes of it until now.
WANTED = (
    ("en", "new"), ("de", "new"), ("en", "new"), ("en", "taken"), ("fr", "new"), ("en", "drafted"), ("pl", "new"),
    ("en", "new"), ("ja", "taken"), ("en", "drafted"), ("es", "new"), ("uk", "taken"), ("en", "new"), ("en", "drafted"),
    ("en", "failed"), ("en", "uncertain"),
)  # fmt: skip
AGES = (3, 8, 15, 24, 41, 62, 95, 140, 205, 290, 400, 530, 720, 1010, 0, 0)  # minutes
REFUSED = "550 5.1.1 The mailbox is full or no longer there"
BROKEN = "The connection broke after the message had been handed over and before the server answered."


def choose_waiting(until: int, conversations: int, chance: Random) -> list[Opening]:
    """Varied in language, channel and brand; fewer in a small telling, but every state."""
    wanted = list(zip(WANTED, AGES, strict=True))
    if conversations < 40:
        wanted = [entry for entry in wanted if entry[0] != ("en", "new")][: max(conversations // 3, 1)]
    used: Counter[str] = Counter()
    taken: set[str] = set()
    found = []
    for (language, state), age in wanted:
        exchange = _pick(language, state, used, taken, chance)
        taken.add(exchange.id)
        used.update([exchange.turns[0].channel, exchange.brand])
        found.append(_begin(exchange, state, until, age, chance))
    return found


def _pick(language: str, state: str, used: Counter[str], taken: set[str], chance: Random) -> Exchange:
    fitting = [
        exchange
        for exchange in load_exchanges()
        if exchange.language == language and exchange.id not in taken and _can_wait(exchange, state)
    ]
    return min(fitting, key=lambda one: used[one.turns[0].channel] * 2 + used[one.brand] + chance.random())


def _can_wait(exchange: Exchange, state: str) -> bool:
    """A customer wrote and we have answered nothing; what is drafted or sent is a mail."""
    first, second = exchange.turns[:2]
    is_open = exchange.audience == "customer" and first.wants_answer and second.who == "agent"
    is_mail = first.channel == second.channel == "email"
    return is_open and second.kind in {"message", "post"} and (is_mail or state in {"new", "taken"})


def _begin(exchange: Exchange, state: str, until: int, age: int, chance: Random) -> Opening:
    hours = hours_of(exchange.brand)
    later = tuple(until + DAY + place * DAY for place in range(len(exchange.turns)))
    if state in {"failed", "uncertain"}:
        answered = hours.last_open(until - chance.randint(35, 60) * MINUTE, chance)
        asked = answered - chance.randint(50, 160) * MINUTE
        times = (asked, answered, *later[2:])
    else:
        times = (until - age * MINUTE - chance.randint(0, 50) * MINUTE // 60, *later[1:])
    return Opening(exchange, chance.randrange(len(exchange.turns[0].texts)), times, until + 30 * DAY, state)
