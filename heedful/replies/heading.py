"""The head of a mail that is being written: to whom, from where, with or without a signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from heedful.channels.email.recipients import same_box
from heedful.channels.message import Party

FIELDS = ("to", "cc", "bcc")


@dataclass(frozen=True, slots=True)
class Heading:
    """`sender` is one of our addresses, empty for the mailbox that the conversation came by.

    `original_id` is the message that a forward passes on.
    """

    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    bcc: tuple[Party, ...] = ()
    sender: str = ""
    is_signed: bool = True
    original_id: int | None = None

    @property
    def everybody(self) -> tuple[Party, ...]:
        return (*self.to, *self.cc, *self.bcc)

    def as_row(self) -> dict[str, Any]:
        """For the column `Draft.head`."""
        people = {name: [[party.address, party.name] for party in getattr(self, name)] for name in FIELDS}
        return {**people, "sender": self.sender, "is_signed": self.is_signed, "original_id": self.original_id}

    def as_record(self) -> dict[str, list[str]]:
        """For the record of the interaction: addresses only, and only the lines that say something."""
        lines = {name: [party.address for party in getattr(self, name)] for name in FIELDS}
        return {name: addresses for name, addresses in lines.items() if addresses}

    @property
    def names(self) -> dict[str, str]:
        return {party.address: party.name for party in self.everybody if party.name}


def heading_of(row: dict[str, Any]) -> Heading | None:
    """What a draft keeps; None while nobody has chosen anything."""
    if not row:
        return None
    people = {name: tuple(Party(address, name_of) for address, name_of in row.get(name, ())) for name in FIELDS}
    return Heading(
        **people,
        sender=row.get("sender", ""),
        is_signed=row.get("is_signed", True),
        original_id=row.get("original_id"),
    )


def once_each(
    to: Iterable[Party], cc: Iterable[Party] = (), bcc: Iterable[Party] = ()
) -> tuple[tuple[Party, ...], ...]:
    """Everybody in the first line that names them, so that nobody gets the mail twice."""
    met: set[str] = set()
    lines = []
    for line in (to, cc, bcc):
        kept = []
        for party in line:
            if (box := same_box(party.address)) not in met:
                met.add(box)
                kept.append(party)
        lines.append(tuple(kept))
    return tuple(lines)
