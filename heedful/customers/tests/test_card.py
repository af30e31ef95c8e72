"""The card is corrected: what it said before is in the history, and nobody's address is taken away by it."""

from __future__ import annotations

import pytest

from heedful.customers import kinds
from heedful.customers.actions import (
    Caller,
    OfSomebodyElse,
    add_address,
    correct_remembered,
    create_customer,
    forget,
    recognise,
    remember,
    remove_address,
    rename,
)
from heedful.customers.models import Address, Customer, Remembered
from heedful.customers.queries import NotFound, card
from heedful.events.models import Event
from heedful.team.queries import audit
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def ida(cast: Cast) -> Customer:
    return create_customer(
        viewer=cast.viewer, brand_id=cast.brand.pk, name="Ida Berg", channel="email", address="ida@client.test",
        company="Oak Ltd",
    )  # fmt: skip


def last(kind: str) -> dict[str, object]:
    return Event.objects.filter(kind=kind).latest("pk").details


def test_what_is_not_given_stays_and_the_history_knows_both(cast: Cast, ida: Customer) -> None:
    rename(viewer=cast.viewer, customer_id=ida.pk, name="Ida \0 Strand")
    assert (card(cast.viewer, ida.pk).name, card(cast.viewer, ida.pk).company) == ("Ida Strand", "Oak Ltd")
    told = last(kinds.RENAMED)
    assert (told["before"], told["after"]) == ({"name": "Ida Berg"}, {"name": "Ida Strand"})
    rename(viewer=cast.viewer, customer_id=ida.pk, company="", language="de")
    assert last(kinds.RENAMED)["before"] == {"company": "Oak Ltd", "language": ""}
    lines = [line.what for line in audit(viewer_of(cast.admin), cast.brand.pk, limit=2)]
    assert lines == [
        "corrected a customer: –, de (before: Oak Ltd, –)",
        "corrected a customer: Ida Strand (before: Ida Berg)",
    ]
    rename(viewer=cast.viewer, customer_id=ida.pk, name="Ida Strand", language="de")
    assert Event.objects.filter(kind=kinds.RENAMED).count() == 2


@pytest.mark.parametrize("language", ["x" * 13, "de fr", "<b>", "日本"])
def test_a_language_that_is_none_is_refused(cast: Cast, ida: Customer, language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        rename(viewer=cast.viewer, customer_id=ida.pk, language=language)


def test_a_detail_is_corrected_and_forgotten(cast: Cast, ida: Customer) -> None:
    noted = remember(viewer=cast.viewer, customer_id=ida.pk, text="Two cats")
    correct_remembered(viewer=cast.viewer, remembered_id=noted.pk, text=" Three  cats ")
    assert [text for _pk, text in card(cast.viewer, ida.pk).remembered] == ["Three cats"]
    for act in (correct_remembered, forget):
        with pytest.raises(NotFound):
            act(viewer=cast.stranger, remembered_id=noted.pk, **({"text": "x"} if act is correct_remembered else {}))
    forget(viewer=cast.viewer, remembered_id=noted.pk)
    assert not Remembered.objects.exists()
    assert "cats" not in str(last(kinds.FORGOTTEN))
    with pytest.raises(NotFound):
        forget(viewer=cast.viewer, remembered_id=noted.pk)


def test_an_address_comes_and_goes(cast: Cast, ida: Customer) -> None:
    added = add_address(viewer=cast.viewer, customer_id=ida.pk, channel="email", address=" Ida@Work.Test ")
    assert recognise(Caller(cast.brand.pk, "email", "ida@work.test"), at=5).pk == ida.pk
    assert add_address(viewer=cast.viewer, customer_id=ida.pk, channel="email", address="ida@work.test") == added
    with pytest.raises(NotFound):
        remove_address(viewer=cast.stranger, address_id=added.pk)
    remove_address(viewer=cast.viewer, address_id=added.pk)
    assert last(kinds.ADDRESS_REMOVED)["address"] == "ida@work.test"
    assert recognise(Caller(cast.brand.pk, "email", "ida@work.test"), at=6).pk != ida.pk


def test_somebody_elses_address_is_named_with_its_owner(cast: Cast, ida: Customer) -> None:
    other = create_customer(viewer=cast.viewer, brand_id=cast.brand.pk, name="Otto")
    with pytest.raises(OfSomebodyElse) as refusal:
        add_address(viewer=cast.viewer, customer_id=other.pk, channel="email", address="ida@client.test")
    assert refusal.value.owner_id == ida.pk
    assert Address.objects.get().customer_id == ida.pk


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", ""),
        ("email", "ida"),
        ("email", "a b@c.test"),
        ("phone", "call me"),
        ("fax", "1234"),
        ("email", "@" * 400),
    ],
)
def test_what_is_no_address_is_refused_in_words(cast: Cast, ida: Customer, channel: str, address: str) -> None:
    with pytest.raises(ValueError, match=r"Write|Choose"):
        add_address(viewer=cast.viewer, customer_id=ida.pk, channel=channel, address=address)
