"""Getting to know customers: one per address, found as one types, never across brands."""

from __future__ import annotations

import pytest

from heedful.customers.actions import Caller, add_address, create_customer, normal_address, recognise, remember, rename
from heedful.customers.queries import NotFound, card, find
from heedful.events.instant import now
from heedful.team.tests.factories import Cast


@pytest.fixture
def ida(cast: Cast):
    return create_customer(
        viewer=cast.viewer, brand_id=cast.brand.pk, name="Ida van der Berg", channel="email", address="Ida@Client.test"
    )


def test_the_same_address_is_the_same_customer_and_a_missing_name_is_filled_in(cast: Cast) -> None:
    first = recognise(Caller(cast.brand.pk, "email", "x@client.test"), at=now())
    second = recognise(Caller(cast.brand.pk, "email", "x@client.test", "Xenia"), at=now())
    assert first.pk == second.pk
    assert second.name == "Xenia"
    assert recognise(Caller(cast.brand.pk, "email", "x@client.test", "Somebody else"), at=now()).name == "Xenia"


@pytest.mark.parametrize("typed", ["ida", "BERG", "der b", "ida@cl"])
def test_found_by_the_start_of_any_name_or_address(cast: Cast, ida, typed: str) -> None:
    assert [found.id for found in find(cast.viewer, typed)] == [ida.pk]
    assert find(cast.stranger, typed) == []


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "zz", "'; DROP TABLE"])
def test_nothing_is_found_by_nothing(cast: Cast, ida, typed: str) -> None:
    assert find(cast.viewer, typed) == []


def test_a_phone_number_is_found_however_it_is_written(cast: Cast, ida) -> None:
    add_address(viewer=cast.viewer, customer_id=ida.pk, channel="phone", address="0049 (151) 234-567")
    assert [found.id for found in find(cast.viewer, "151 234")] == [ida.pk]
    assert normal_address("phone", "+49 151/234567") == normal_address("phone", "0049151234567")


def test_an_address_of_somebody_else_is_not_moved(cast: Cast, ida) -> None:
    other = create_customer(viewer=cast.viewer, brand_id=cast.brand.pk, name="Otto")
    with pytest.raises(ValueError, match="another customer"):
        add_address(viewer=cast.viewer, customer_id=other.pk, channel="email", address="ida@client.test")


def test_the_card_holds_what_is_worth_remembering(cast: Cast, ida) -> None:
    remember(viewer=cast.viewer, customer_id=ida.pk, text="  Works   nights ")
    rename(viewer=cast.viewer, customer_id=ida.pk, name="Ida Berg", company="Berg & Co")
    shown = card(cast.viewer, ida.pk)
    assert (shown.name, shown.company, shown.remembered[0][1]) == ("Ida Berg", "Berg & Co", "Works nights")
    with pytest.raises(NotFound):
        card(cast.stranger, ida.pk)
    with pytest.raises(ValueError, match="worth remembering"):
        remember(viewer=cast.viewer, customer_id=ida.pk, text=" ")
