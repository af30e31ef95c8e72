"""Whose everything is by right, told as simply as possible: each row has a home, and is where its home is by now."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models

from heedful.customers.actions import Caller, recognise, remember
from heedful.customers.models import Address, Customer, Remembered
from heedful.events.instant import now
from heedful.interactions.actions import Writing, join_customers, part_customers, record_note, split
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast

TABLES: dict[str, type[models.Model]] = {
    "address": Address, "remembered": Remembered, "conversation": Conversation, "interaction": Interaction,
}  # fmt: skip


@dataclass
class People:
    """Four customers, and a home for each row. A merge is an arrow; a row follows the arrows from its home."""

    cast: Cast
    customers: list[int] = field(default_factory=list)
    into: dict[int, int] = field(default_factory=dict)
    homes: dict[tuple[str, int], int] = field(default_factory=dict)
    joinings: list[tuple[int, int]] = field(default_factory=list)
    cards: dict[int, tuple[object, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number in range(4):
            name, company = ("Ida", "Ida B", "I. Berg", "Berg")[number], ("", "Oak", "", "Elm")[number]
            caller = Caller(self.cast.brand.pk, "email", f"p{number}@client.test", name, company)
            self.customers.append(recognise(caller, at=now() - number).pk)
        for row in Address.objects.all():
            self.homes["address", row.pk] = row.customer_id
        self.cards = {row.pk: card_fields(row) for row in Customer.objects.all()}

    def land(self, customer: int) -> int:
        while customer in self.into:
            customer = self.into[customer]
        return customer

    def do(self, verb: str, which: int, other: int) -> None:
        getattr(self, f"_{verb}")(which, other)

    def where(self) -> dict[tuple[str, int], int]:
        """Where each row should be by now."""
        return {row: self.land(home) for row, home in self.homes.items()}

    def _mail(self, which: int, _other: int) -> None:
        """A new matter, by an address that may be somebody else's by now."""
        row = mail_in(self.cast.brand.pk, sender=f"p{which}@client.test")
        self._is_home("conversation", row.conversation_id, self.land(self.customers[which]))
        self._is_home("interaction", row.pk, self.land(self.customers[which]))

    def _append(self, which: int, _other: int) -> None:
        """One more in a conversation is of whoever the conversation is."""
        if row := self._some_conversation(which):
            mail = mail_in(self.cast.brand.pk, conversation=row)
            self._is_home("interaction", mail.pk, self.homes["conversation", row.pk])

    def _note(self, which: int, other: int) -> None:
        if row := self._some_conversation(which):
            writing = Writing("Hm.", f"note-{len(self.homes)}-{other}")
            note = record_note(viewer=self.cast.viewer, conversation_id=row.pk, writing=writing)
            self._is_home("interaction", note.pk, self.homes["conversation", row.pk])

    def _split(self, which: int, _other: int) -> None:
        row = self._some_conversation(which)
        if row is not None and row.interactions.count() > 1:
            last = row.interactions.latest("sort_key")
            move = split(viewer=self.cast.viewer, interaction_id=last.pk, with_later=True)
            self._is_home("conversation", move.target_id, self.homes["conversation", row.pk])

    def _fact(self, which: int, _other: int) -> None:
        noted = remember(viewer=self.cast.viewer, customer_id=self.customers[which], text="Two cats")
        self._is_home("remembered", noted.pk, self.land(self.customers[which]))

    def _join(self, which: int, other: int) -> None:
        target, source = self.land(self.customers[which]), self.land(self.customers[other])
        if target != source:
            joining = join_customers(viewer=self.cast.viewer, customer_id=target, other_id=source)
            self.into[source] = target
            self.joinings.append((joining.pk, source))

    def _part(self, which: int, other: int) -> None:
        if self.joinings:
            joining, source = self.joinings.pop((which * 4 + other) % len(self.joinings))
            part_customers(viewer=self.cast.viewer, joining_id=joining)
            del self.into[source]

    def _some_conversation(self, which: int) -> Conversation | None:
        rows = Conversation.objects.order_by("pk")
        return rows[which % len(rows)] if rows else None

    def _is_home(self, kind: str, pk: int, customer: int) -> None:
        self.homes[kind, pk] = customer


def is_where() -> dict[tuple[str, int], int]:
    """Where each row is."""
    return {
        (kind, pk): customer
        for kind, model in TABLES.items()
        for pk, customer in model._default_manager.values_list("pk", "customer_id")
    }


def card_fields(row: Customer) -> tuple[object, ...]:
    """What no mail changes."""
    return (row.name, row.name_key, row.company, row.language, row.created_at, row.merged_into_id)
