"""The list of customers: found by beginnings of words, page by page, at the same cost whatever they are called."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.customers.actions import Caller, add_address, create_customer, recognise, remove_address, rename
from heedful.customers.models import Customer
from heedful.customers.queries import customers, find
from heedful.team.tests.factories import Cast


@pytest.fixture
def crowd(cast: Cast) -> list[Customer]:
    """Twelve, the last one seen last."""
    names = ["Ida Berg", "Ida Strand", "Jon Berg", "Zoë Ångström"] * 3
    return [
        recognise(Caller(cast.brand.pk, "email", f"p{number}@client.test", name, "Lamp & Co"), at=1000 + number)
        for number, name in enumerate(names)
    ]


def test_page_by_page_the_last_seen_first(cast: Cast, crowd: list[Customer]) -> None:
    seen, after = [], None
    while rows := customers(cast.viewer, after=after, limit=5):
        seen += [row.id for row in rows]
        after = rows[-1].cursor
    assert seen == [row.pk for row in crowd[::-1]]
    assert customers(cast.stranger) == []


@pytest.mark.parametrize(("common", "walk"), [(1, 5000), (1, 2), (5000, 5000)])
def test_several_words_must_all_be_there(
    monkeypatch, cast: Cast, crowd: list[Customer], common: int, walk: int
) -> None:
    """Led by the index of words, or walking from the last one seen, all the way or a part of it: the same rows."""
    monkeypatch.setattr("heedful.customers.queries.by_word.COMMON", common)
    monkeypatch.setattr("heedful.customers.queries.by_word.WALK", walk)
    assert [row.id for row in customers(cast.viewer, "be ida")] == [crowd[at].pk for at in (8, 4, 0)]
    page = customers(cast.viewer, "lamp ida", limit=2)
    more = customers(cast.viewer, "lamp ida", after=page[-1].cursor, limit=10)
    assert [row.id for row in page + more] == [crowd[at].pk for at in (9, 8, 5, 4, 1, 0)]


@pytest.mark.parametrize("typed", ["zoe", "ZOË", "angstrom", "Ångs", "zoe, ang", "p3@client"])
def test_accents_and_capitals_do_not_matter(cast: Cast, crowd: list[Customer], typed: str) -> None:
    assert crowd[3].pk in {row.id for row in customers(cast.viewer, typed)}


@pytest.mark.parametrize("typed", ["!!!", "%", "  -  "])
def test_what_is_no_word_finds_nobody(cast: Cast, crowd: list[Customer], typed: str) -> None:
    assert customers(cast.viewer, typed) == []


@pytest.mark.parametrize("after", ["x", "1", "1.2.3", "-1.5", "9" * 60 + ".1", "9" * 25 + ".1", "1." + "9" * 25])
def test_a_damaged_page_mark_is_refused(cast: Cast, after: str) -> None:
    with pytest.raises(ValueError, match="page mark"):
        customers(cast.viewer, after=after)


def test_found_by_what_stands_on_the_card_now(cast: Cast) -> None:
    ida = create_customer(viewer=cast.viewer, brand_id=cast.brand.pk, name="Ida Berg")
    rename(viewer=cast.viewer, customer_id=ida.pk, name="Ida Strand", company="Oak Ltd")
    phone = add_address(viewer=cast.viewer, customer_id=ida.pk, channel="phone", address="+49 151 234567")
    assert [row.name for row in find(cast.viewer, "oak")] == ["Ida Strand"]
    assert find(cast.viewer, "berg") == []
    for typed in ("0151 234", "234-567", "+49151"):
        assert [row.id for row in find(cast.viewer, typed)] == [ida.pk]
    remove_address(viewer=cast.viewer, address_id=phone.pk)
    assert find(cast.viewer, "0151 234") == []


def test_ten_rows_cost_what_twelve_cost(cast: Cast, crowd: list[Customer]) -> None:
    def cost(limit: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            customers(viewer, "be", limit=limit)
        return len(queries)

    viewer = cast.viewer
    assert cost(2) == cost(6) == 3
