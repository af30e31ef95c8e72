"""Two pairs of the demo look like one person each, for different reasons."""

from __future__ import annotations

import pytest

from heedful.customers.actions import add_address, create_customer
from heedful.customers.queries import alike
from heedful.demo.firm import load_firm
from heedful.demo.stage import Stage, found_firm
from heedful.demo.twins import leave_twins
from heedful.events.instant import DAY, now


@pytest.mark.django_db
def test_one_by_the_name_and_one_by_the_number() -> None:
    until = now()
    stage = found_firm(Stage(load_firm(), "four quiet words", until), at=until - 30 * DAY, later=frozenset())
    known = [
        create_customer(viewer=stage.owner, brand_id=brand.pk, name="Ida van der Berg")
        for brand in stage.brands.values()
    ]
    for row in known:
        add_address(viewer=stage.owner, customer_id=row.pk, channel="phone", address="020 9132311")
    leave_twins(stage, until)
    found = [alike(stage.owner, row.pk) for row in known]
    assert [[one.kind for one in likeness.sightings] for [likeness] in found] == [["name"], ["phone"]]
    assert [likeness.name for [likeness] in found] == ["Ida van der Berg", "I. van der Berg"]
