"""Fill a database with many conversations quickly, for measuring; never used by the product."""

from __future__ import annotations

import random
from collections.abc import Callable

from heedful.customers.models import Address, Customer
from heedful.events.instant import DAY, MINUTE, now, sort_key
from heedful.interactions.actions import index_many
from heedful.interactions.models import Conversation, Interaction
from heedful.team.models import Brand

WORDS = (
    "lamp order parcel broken shade glass brass cable switch refund invoice address delivery week colour"
    " arrived missing wrong bright dim kitchen desk floor table garden thank please sorry tomorrow yesterday"
    " when where still waiting nobody answered price offer quote company birthday present return exchange"
).split()
RARE = "zeugma"
PER_CONVERSATION = 5
BATCH = 2000
Index = Callable[[list[Interaction]], None]


def index_all(rows: list[Interaction]) -> None:
    """As the product does it."""
    index_many([(row, ()) for row in rows])


def fill(
    brand: Brand, conversations: int, *, seed: int = 7, text_of: Callable[[random.Random], str] | None = None,
    index: Index = index_all,
) -> None:  # fmt: skip
    """`conversations` with five messages each, spread over two years; one message holds a rare word."""
    dice, text_of = random.Random(seed), text_of or _usual
    for start in range(0, conversations, BATCH):
        rows = _batch(brand, range(start, min(start + BATCH, conversations)), conversations, lambda: text_of(dice))
        index(rows)


def fill_first(conversations: int) -> None:
    """For the first brand that there is."""
    fill(Brand.objects.order_by("id").first(), conversations)


def _usual(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=60)).capitalize() + "."


def _batch(brand: Brand, numbers: range, total: int, text: Callable[[], str]) -> list[Interaction]:
    first = now() - 730 * DAY
    opened = [first + int(730 * DAY * number / total) for number in numbers]
    customers = Customer.objects.bulk_create(
        Customer(brand=brand, name=f"Customer {n}", name_key=f"customer {n}", created_at=at, last_seen_at=at)
        for n, at in zip(numbers, opened, strict=True)
    )
    Address.objects.bulk_create(
        Address(customer=row, brand=brand, channel="email", value=f"c{n}@client.test", created_at=at)
        for row, n, at in zip(customers, numbers, opened, strict=True)
    )
    talks = Conversation.objects.bulk_create(
        _talk(brand, row, at, total, n) for row, n, at in zip(customers, numbers, opened, strict=True)
    )
    return Interaction.objects.bulk_create(
        (_message(talk, place, text()) for talk in talks for place in range(PER_CONVERSATION)), batch_size=500
    )


def _talk(brand: Brand, customer: Customer, at: int, total: int, number: int) -> Conversation:
    is_open = number > total * 0.97
    return Conversation(
        brand=brand, customer=customer, subject=f"Order {number}", channel="email", opened_at=at, last_at=at + 4 * MINUTE,
        last_inbound_at=at + 4 * MINUTE, state="open" if is_open else "resolved", preview="Where is my order?",
        waiting_since=at if is_open else None, mood="calm",
    )  # fmt: skip


def _message(talk: Conversation, place: int, text: str) -> Interaction:
    at = talk.opened_at + place * MINUTE
    is_inbound = place % 2 == 0
    if talk.subject.endswith("777") and place == 0:
        text += f" {RARE}"
    return Interaction(
        conversation=talk, customer=talk.customer, brand=talk.brand, sort_key=sort_key(at), kind="message", channel="email",
        direction="in" if is_inbound else "out", happened_at=at, learnt_at=at, text=text, subject=talk.subject,
        author_name=talk.customer.name if is_inbound else "Alva", external_id=f"{talk.subject}.{place}.{at}@x.test",
        author_address="c@client.test" if is_inbound else "help@harbour.test", dedup_key=f"{talk.subject}.{place}.{at}",
        needs_answer=is_inbound, settled_at=None if talk.waiting_since and is_inbound else at,
    )  # fmt: skip
