"""A customer's timeline made ready to draw: days, who spoke and how, and when two customers became one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from heedful.customers.models import Customer
from heedful.interactions.queries import Contact, JoiningLine
from heedful.ui.times import local
from heedful.workspace import labels
from heedful.workspace.labels import Label
from heedful.workspace.moments import how
from heedful.workspace.people import names_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A merge, or its end, where it stands among the contacts."""

    joining: JoiningLine
    at: int
    is_end: bool


@dataclass(frozen=True, slots=True)
class ShownContact:
    """One line of the timeline: a contact or a mark. `new_day` is set on the first of a day."""

    new_day: date | None
    contact: Contact | None = None
    mark: Mark | None = None
    icon: str = "merge"
    who: str | Promise = ""
    how: str | Promise = ""
    is_ours: bool = False
    flags: tuple[Label, ...] = ()

    @property
    def is_waiting(self) -> bool:
        contact = self.contact
        return contact is not None and contact.needs_answer and contact.settled_at is None


def shown_contacts(
    customer: Customer,
    contacts: Sequence[Contact],
    joinings: Sequence[JoiningLine],
    since: int = 0,
    until: int | None = None,
) -> Iterator[ShownContact]:
    """Newest first. Of the `joinings` those that fall between `since` and `until`, where the page ends and begins."""
    names = names_of(customer.brand_id) if any(contact.person_id for contact in contacts) else {}
    marks = [mark for mark in _marks(joinings) if mark.at >= since and (until is None or mark.at < until)]
    lines: list[Contact | Mark] = sorted([*contacts, *marks], key=_moment, reverse=True)
    last_day: date | None = None
    for line in lines:
        day = local(_moment(line)).date()
        new_day = day if day != last_day else None
        last_day = day
        if isinstance(line, Mark):
            yield ShownContact(new_day, mark=line)
        else:
            yield _shown(customer, line, new_day, names)


def _moment(line: Contact | Mark) -> int:
    return line.at if isinstance(line, Mark) else line.happened_at


def _marks(joinings: Sequence[JoiningLine]) -> Iterator[Mark]:
    for line in joinings:
        yield Mark(line, line.at, is_end=False)
        if line.undone_at is not None:
            yield Mark(line, line.undone_at, is_end=True)


def _shown(customer: Customer, contact: Contact, new_day: date | None, names: dict[int, str]) -> ShownContact:
    kind = labels.kind(contact.kind)
    colleague = names.get(contact.person_id or 0, "")
    by_us = contact.direction != "in"
    theirs = contact.author_name or customer.name or _("Somebody without a name")
    return ShownContact(
        new_day,
        contact,
        icon=kind.icon if kind else labels.channel(contact.channel).icon,
        who=(colleague or contact.author_name or _("We")) if by_us else theirs,
        how=how(contact),
        is_ours=by_us or contact.person_id is not None,
        flags=tuple(labels.flag(code) for code in contact.flags),
    )
