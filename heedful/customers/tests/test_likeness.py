"""Two who may be one are suggested with the reason; what says nothing, or was answered, is not."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.customers.actions import add_address, add_hallmarks, create_customer, keep_apart, rename
from heedful.customers.models import Customer
from heedful.customers.queries import NotFound, alike, are_apart, colleagues_of, likely_pairs
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


def made(cast: Cast, name: str, *addresses: tuple[str, str], company: str = "") -> Customer:
    row = create_customer(viewer=cast.viewer, brand_id=cast.brand.pk, name=name, company=company)
    for channel, address in addresses:
        add_address(viewer=cast.viewer, customer_id=row.pk, channel=channel, address=address)
    return row


def reasons(cast: Cast, row: Customer) -> dict[int, list[tuple[str, bool]]]:
    return {one.id: [(s.kind, s.is_own) for s in one.sightings] for one in alike(cast.viewer, row.pk)}


def test_each_reason_is_named_the_strongest_first(cast: Cast) -> None:
    ida = made(cast, "Ida Berg", ("email", "ida@client.test"), ("phone", "+49 151 2345678"))
    by_name = made(cast, "Berg, Ida")
    by_number = made(cast, "I. B.", ("sms", "0151 234 56 78"))
    by_chat = made(cast, "ida", ("chat", "ida@client.test"))
    by_letter = made(cast, "Shop")
    add_hallmarks(by_letter, {("mail", "ida@client.test")})
    made(cast, "Ida Strand", ("email", "other@client.test"))
    assert list(reasons(cast, ida)) == [by_chat.pk, by_letter.pk, by_number.pk, by_name.pk]
    assert reasons(cast, ida)[by_letter.pk] == [("mail", False)]
    assert list(reasons(cast, by_name)) == [ida.pk]
    with pytest.raises(NotFound):
        alike(cast.stranger, ida.pk)


def test_once_said_to_be_two_it_is_not_suggested_again(cast: Cast) -> None:
    ida, other = made(cast, "Ida Berg"), made(cast, "Ida Berg")
    keep_apart(viewer=cast.viewer, customer_id=other.pk, other_id=ida.pk)
    keep_apart(viewer=cast.viewer, customer_id=ida.pk, other_id=other.pk)
    assert are_apart(ida.pk, other.pk)
    assert alike(cast.viewer, ida.pk) == alike(cast.viewer, other.pk) == []
    rename(viewer=cast.viewer, customer_id=ida.pk, name="Berg Ida")
    assert alike(cast.viewer, ida.pk) == []
    for wrong in (ida.pk, create_customer(viewer=viewer_of(cast.outsider), brand_id=cast.other_brand.pk, name="X").pk):
        with pytest.raises((ValueError, NotFound)):
            keep_apart(viewer=cast.viewer, customer_id=ida.pk, other_id=wrong)


def test_what_many_share_says_nothing_and_costs_nothing(cast: Cast) -> None:
    crowd = [made(cast, "Maria Schmidt") for _ in range(12)]
    assert alike(cast.viewer, crowd[0].pk) == []
    twin = made(cast, "Ida Berg"), made(cast, "Ida Berg")
    viewer = cast.viewer
    with CaptureQueriesContext(connection) as queries:
        assert [one.id for one in alike(viewer, twin[0].pk)] == [twin[1].pk]
    assert len(queries) == 9


def test_brands_never_meet(cast: Cast) -> None:
    ida = made(cast, "Ida Berg")
    create_customer(viewer=viewer_of(cast.outsider), brand_id=cast.other_brand.pk, name="Ida Berg")
    assert alike(cast.viewer, ida.pk) == []


def test_others_of_the_company_by_its_name_or_its_mail(cast: Cast) -> None:
    ida = made(cast, "Ida", ("email", "ida@oak.test"), ("email", "ida@post.test"), company="Oak & Co. Ltd")
    by_name, by_mail = made(cast, "Jon", company="OAK"), made(cast, "Kim", ("email", "kim@oak.test"))
    made(cast, "Lea", ("email", "lea@post.test"))
    found = colleagues_of(cast.viewer, ida.pk, is_everybodys=lambda domain: domain == "post.test")
    assert {one.id for one in found} == {by_name.pk, by_mail.pk}
    assert colleagues_of(cast.viewer, made(cast, "Mo").pk, is_everybodys=lambda _: False) == []


def test_all_pairs_stand_on_one_list_each_once_the_strongest_first(cast: Cast) -> None:
    ida = made(cast, "Ida Berg", ("phone", "+49 151 2345678"))
    twin = made(cast, "Berg, Ida", ("sms", "0151 234 56 78"))
    kim, other_kim = made(cast, "Kim Strand"), made(cast, "Kim Strand")
    made(cast, "Nobody Else")
    create_customer(viewer=viewer_of(cast.outsider), brand_id=cast.other_brand.pk, name="Kim Strand")
    found, after = [], ""
    while True:
        page = likely_pairs(cast.viewer, after=after)
        found += [({one.first.id, one.second.id}, [s.kind for s in one.sightings]) for one in page.pairs]
        if not page.next:
            break
        after = page.next
    assert found == [({ida.pk, twin.pk}, ["phone", "name"]), ({kim.pk, other_kim.pk}, ["name"])]
    keep_apart(viewer=cast.viewer, customer_id=kim.pk, other_id=other_kim.pk)
    assert {ida.pk, twin.pk} == {
        row for one in likely_pairs(cast.viewer).pairs for row in (one.first.id, one.second.id)
    }
    for damaged in ("x", "9999.a", "1e5.a", "0.\0"):
        with pytest.raises(ValueError, match="damaged"):
            likely_pairs(cast.viewer, after=damaged)


def test_a_page_of_pairs_is_full_and_leads_on_and_costs_the_same(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            likely_pairs(cast.viewer, after="2.")
        return len(seen)

    def twice(number: int) -> None:
        for _time in range(2):
            made(cast, f"Ann {chr(97 + number // 26)}{chr(97 + number % 26)}strand")

    for number in range(4):
        twice(number)
    few = cost()
    for number in range(4, 33):
        twice(number)
    assert cost() == few
    first = likely_pairs(cast.viewer)
    rest = likely_pairs(cast.viewer, after=first.next)
    assert len(first.pairs) == 30
    assert [pair.first.name for pair in rest.pairs] == ["Ann bestrand", "Ann bfstrand", "Ann bgstrand"]
    assert not rest.next
