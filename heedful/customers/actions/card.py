"""What the team writes on a customer's card: name, company, language, what is worth remembering."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.customers import kinds
from heedful.customers.actions.known_by import know_by
from heedful.customers.actions.recognise import about
from heedful.customers.models import Customer, Remembered
from heedful.customers.queries.lookup import customer_of, remembered_of
from heedful.customers.spelling import NAME_LENGTH, name_key
from heedful.events.actions import record
from heedful.events.instant import now
from heedful.team.viewer import Viewer

FACT_LENGTH = 300
LANGUAGE_LENGTH = 12
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


def rename(
    *, viewer: Viewer, customer_id: int, name: str | None = None, company: str | None = None,
    language: str | None = None,
) -> Customer:  # fmt: skip
    """Correct a customer's name, company or language; what is not given stays as it is."""
    given = {"name": name, "company": company, "language": _checked_language(language)}
    wanted = {field: _line(text)[:NAME_LENGTH] for field, text in given.items() if text is not None}
    with transaction.atomic():
        customer = customer_of(viewer, customer_id, to_write=True)
        before = {field: getattr(customer, field) for field in wanted if getattr(customer, field) != wanted[field]}
        if not before:
            return customer
        for field in before:
            setattr(customer, field, wanted[field])
        customer.name_key = name_key(customer.name)
        customer.save(update_fields=[*before, "name_key"])
        know_by(customer)
        after = {field: wanted[field] for field in before}
        record(
            kinds.RENAMED, about(customer), person_id=viewer.person_id, before=before, after=after,
            was=_told(before), became=_told(after),
        )  # fmt: skip
    return customer


def remember(*, viewer: Viewer, customer_id: int, text: str) -> Remembered:
    """Note a detail on the card."""
    text = _fact(text)
    with transaction.atomic():
        customer = customer_of(viewer, customer_id, to_write=True)
        noted = Remembered.objects.create(customer=customer, text=text, person_id=viewer.person_id, created_at=now())
        record(kinds.REMEMBERED, about(customer), person_id=viewer.person_id, remembered_id=noted.pk)
    return noted


def correct_remembered(*, viewer: Viewer, remembered_id: int, text: str) -> Remembered:
    """Say a detail better."""
    text = _fact(text)
    with transaction.atomic():
        noted = remembered_of(viewer, remembered_id)
        if noted.text != text:
            before, noted.text = noted.text, text
            noted.save(update_fields=["text"])
            record(
                kinds.REMEMBERED_CHANGED, about(noted.customer), person_id=viewer.person_id, before=before, after=text,
                remembered_id=noted.pk,
            )  # fmt: skip
    return noted


def forget(*, viewer: Viewer, remembered_id: int) -> Customer:
    """A detail is no longer true, or was never to be kept. The history says that it went, not what it was."""
    with transaction.atomic():
        noted = remembered_of(viewer, remembered_id)
        noted.delete()
        record(kinds.FORGOTTEN, about(noted.customer), person_id=viewer.person_id, remembered_id=remembered_id)
    return noted.customer


def _told(fields: dict[str, str]) -> str:
    """As the history says it."""
    return ", ".join(value or "–" for value in fields.values())


def _fact(text: str) -> str:
    text = _line(text)[:FACT_LENGTH]
    if not text:
        raise ValueError(_("Write what is worth remembering."))
    return text


def _line(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _checked_language(language: str | None) -> str | None:
    """A code such as de or pt-BR; empty for 'not known'."""
    if language and (len(language) > LANGUAGE_LENGTH or not set(language) <= LETTERS):
        raise ValueError(_("Choose a language from the list."))
    return language
