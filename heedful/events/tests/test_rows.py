"""The quick insert writes what Django's own would have written."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from heedful.customers.models import Address, Customer
from heedful.events.models import Event
from heedful.events.rows import by_key, insert
from heedful.team.tests.factories import Cast


def test_a_row_is_the_same_however_it_was_inserted(db: None) -> None:
    given = {"kind": "tea.poured", "at": 7, "brand_id": None, "details": {"what": ["ü", None, 3]}, "is_pending": False}
    quick, usual = Event(**given), Event.objects.create(**given)
    insert(quick)
    assert quick.pk > usual.pk
    read = [model_to_dict(Event.objects.get(pk=row.pk), exclude=["id"]) for row in (quick, usual)]
    assert read[0] == read[1] == model_to_dict(by_key(Event, quick.pk), exclude=["id"])
    quick.kind = "tea.drunk"
    quick.save()
    assert Event.objects.get(pk=quick.pk).kind == "tea.drunk"
    assert Event.objects.count() == 2


def test_constraints_hold(cast: Cast) -> None:
    customer = Customer(brand=cast.brand, name="Ida", name_key="ida", created_at=1, last_seen_at=1)
    insert(customer)
    insert(Address(customer=customer, brand=cast.brand, channel="email", value="ida@client.test", created_at=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Address(customer=customer, brand=cast.brand, channel="email", value="ida@client.test", created_at=2))
    assert Address.objects.count() == 1
