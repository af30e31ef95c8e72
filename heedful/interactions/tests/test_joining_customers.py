"""Two customers become one and two again: nothing lost, in whatever order, and never across brands."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.config.reactions import REACTIONS
from heedful.customers.actions import Caller, add_address, create_customer, keep_apart, recognise, remember, rename
from heedful.customers.models import Customer
from heedful.customers.queries import NotFound, alike, card, customer_of, find
from heedful.events.dispatch import dispatch
from heedful.events.instant import now
from heedful.events.models import Event
from heedful.interactions.actions import AlreadyOne, Writing, join_customers, merge, part_customers, record_note
from heedful.interactions.models import Conversation, Interaction, Joining
from heedful.interactions.queries import joinings_of, others_of, search, would_move
from heedful.interactions.tests.factories import mail_in
from heedful.interactions.tests.person_model import People, card_fields, is_where
from heedful.team.tests.factories import Cast, make_cast
from heedful.team.viewer import viewer_of

VERBS = ("mail", "append", "append", "note", "split", "fact", "join", "join", "join", "part")


@pytest.fixture
def two(cast: Cast) -> tuple[Customer, Customer]:
    """Ida writes from home, and from work without a name."""
    ida = mail_in(cast.brand.pk, "My lamp", sender="ida@client.test").customer
    return ida, mail_in(cast.brand.pk, "The bill", sender="berg@work.test").customer


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 3), st.integers(0, 3)), max_size=24),
    order=st.randoms(use_true_random=False),
)
def test_whatever_happens_everything_is_where_it_belongs(steps, order) -> None:
    with transaction.atomic():
        people = People(make_cast())
        for verb, which, other in steps:
            people.do(verb, which, other)
            assert is_where() == people.where()
        order.shuffle(people.joinings)
        while people.joinings:
            people.do("part", 0, 0)
            assert is_where() == people.where()
        assert is_where() == people.homes
        assert {row.pk: card_fields(row) for row in Customer.objects.all()} == people.cards
        transaction.set_rollback(True)


def test_mail_reaches_the_one_who_stays_and_after_the_undo_the_old_one(cast: Cast, two) -> None:
    ida, work = two
    joining = join_customers(viewer=cast.viewer, customer_id=ida.pk, other_id=work.pk)
    assert customer_of(cast.viewer, work.pk).pk == ida.pk
    later = mail_in(cast.brand.pk, "A chair", sender="berg@work.test")
    assert later.customer_id == ida.pk
    part_customers(viewer=cast.viewer, joining_id=joining.pk)
    assert recognise(Caller(cast.brand.pk, "email", "berg@work.test"), at=now()).pk == work.pk
    assert Interaction.objects.get(pk=later.pk).customer_id == ida.pk
    assert part_customers(viewer=cast.viewer, joining_id=joining.pk).undone_at is not None  # twice does no harm
    assert not Interaction.objects.filter(text="The bill").exclude(customer=work).exists()


def test_what_one_lacks_the_other_gives_and_what_somebody_wrote_since_stays(cast: Cast, two) -> None:
    ida, work = two
    Customer.objects.filter(pk=ida.pk).update(name="", name_key="")
    rename(viewer=cast.viewer, customer_id=work.pk, name="Ida Berg", company="Oak Ltd")
    joining = join_customers(viewer=cast.viewer, customer_id=ida.pk, other_id=work.pk)
    assert (card(cast.viewer, ida.pk).name, card(cast.viewer, ida.pk).company) == ("Ida Berg", "Oak Ltd")
    rename(viewer=cast.viewer, customer_id=ida.pk, company="Oak & Sons")
    remember(viewer=cast.viewer, customer_id=work.pk, text="Two cats")
    part_customers(viewer=cast.viewer, joining_id=joining.pk)
    assert (card(cast.viewer, ida.pk).name, card(cast.viewer, ida.pk).company) == ("", "Oak & Sons")
    assert card(cast.viewer, work.pk).company == "Oak Ltd"
    assert [text for _pk, text in card(cast.viewer, ida.pk).remembered] == ["Two cats"]


def test_found_by_either_name_in_the_list_and_in_the_search(cast: Cast, two) -> None:
    ida, work = two
    rename(viewer=cast.viewer, customer_id=ida.pk, name="Ida Strand")
    rename(viewer=cast.viewer, customer_id=work.pk, name="Ida Berg")
    joining = join_customers(viewer=cast.viewer, customer_id=ida.pk, other_id=work.pk)
    while dispatch(REACTIONS):
        pass
    assert [row.id for row in find(cast.viewer, "berg")] == [row.id for row in find(cast.viewer, "strand")] == [ida.pk]
    assert len(search(cast.viewer, "strand")) == 2
    assert alike(cast.viewer, ida.pk) == []
    part_customers(viewer=cast.viewer, joining_id=joining.pk)
    while dispatch(REACTIONS):
        pass
    assert [row.id for row in find(cast.viewer, "berg")] == [work.pk]
    assert len(search(cast.viewer, "strand")) == 1


def test_a_chain_is_undone_from_either_end_and_told_on_the_page(cast: Cast, two) -> None:
    ida, work = two
    third = mail_in(cast.brand.pk, sender="c@client.test").customer
    first = join_customers(viewer=cast.viewer, customer_id=work.pk, other_id=ida.pk)
    join_customers(viewer=cast.viewer, customer_id=third.pk, other_id=work.pk)
    assert [(line.other_id, line.came) for line in joinings_of(cast.viewer, ida.pk)] == [
        (work.pk, True),
        (ida.pk, True),
    ]
    part_customers(viewer=cast.viewer, joining_id=first.pk)
    assert customer_of(cast.viewer, ida.pk).pk == ida.pk
    assert customer_of(cast.viewer, work.pk).pk == third.pk
    assert Interaction.objects.get(text="My lamp").customer_id == ida.pk
    assert [line.undone_at is None for line in joinings_of(cast.viewer, ida.pk)] == [False]


def test_undone_in_the_middle_and_merged_elsewhere_since(cast: Cast, two) -> None:
    ida, work = two
    third = mail_in(cast.brand.pk, "A chair", sender="c@client.test").customer
    join = lambda stays, goes: join_customers(viewer=cast.viewer, customer_id=stays.pk, other_id=goes.pk)  # noqa: E731
    first, second = join(work, ida), join(third, work)
    part_customers(viewer=cast.viewer, joining_id=first.pk)
    last = join(third, ida)
    part_customers(viewer=cast.viewer, joining_id=second.pk)
    assert {row.text: row.customer_id for row in Interaction.objects.all()} == {
        "My lamp": third.pk, "The bill": work.pk, "A chair": third.pk,
    }  # fmt: skip
    part_customers(viewer=cast.viewer, joining_id=last.pk)
    assert Interaction.objects.get(text="My lamp").customer_id == ida.pk


def test_what_another_brought_into_the_conversation_stays_theirs(cast: Cast, two) -> None:
    ida, work = two
    first = join_customers(viewer=cast.viewer, customer_id=work.pk, other_id=ida.pk)
    chair = mail_in(cast.brand.pk, "A chair", sender="c@client.test")
    join_customers(viewer=cast.viewer, customer_id=chair.customer_id, other_id=work.pk)
    lamp = Interaction.objects.get(text="My lamp").conversation_id
    merge(viewer=cast.viewer, conversation_id=lamp, other_id=chair.conversation_id)
    later = mail_in(cast.brand.pk, "And red", conversation=Conversation.objects.get(pk=lamp))
    part_customers(viewer=cast.viewer, joining_id=first.pk)
    assert Interaction.objects.get(pk=chair.pk).customer_id == chair.customer_id
    assert Interaction.objects.get(pk=later.pk).customer_id == ida.pk


def test_what_cannot_be_is_refused_in_words(cast: Cast, two) -> None:
    ida, work = two
    viewer = cast.viewer
    theirs = create_customer(viewer=viewer_of(cast.outsider), brand_id=cast.other_brand.pk, name="Ida")
    with pytest.raises(NotFound):
        join_customers(viewer=viewer, customer_id=ida.pk, other_id=theirs.pk)
    cast.other_brand.memberships.create(person=cast.agent, role="agent")
    with pytest.raises(ValueError, match="different brands"):
        join_customers(viewer=cast.viewer, customer_id=ida.pk, other_id=theirs.pk)
    joining = join_customers(viewer=viewer, customer_id=ida.pk, other_id=work.pk)
    for one, other in ((ida, work), (work, ida), (ida, ida)):
        with pytest.raises(AlreadyOne) as refusal:
            join_customers(viewer=viewer, customer_id=one.pk, other_id=other.pk)
        assert refusal.value.customer_id == ida.pk
    with pytest.raises(NotFound):
        part_customers(viewer=cast.stranger, joining_id=joining.pk)
    assert Joining.objects.count() == 1


def test_the_preview_counts_what_would_go_and_says_what_nothing_proves(cast: Cast, two) -> None:
    _ida, work = two
    remember(viewer=cast.viewer, customer_id=work.pk, text="Two cats")
    add_address(viewer=cast.viewer, customer_id=work.pk, channel="phone", address="0151 234567")
    seen = would_move(cast.viewer, work.pk)
    assert (seen.conversations, seen.contacts, seen.addresses, seen.remembered) == (1, 1, 2, 1)
    assert not seen.is_unproven
    Interaction.objects.filter(customer=work).update(flags=["auth_failed"])
    assert would_move(cast.viewer, work.pk).is_unproven


def test_the_card_names_the_conversation_that_theirs_went_into(cast: Cast, two) -> None:
    ida, work = two
    here, there = Conversation.objects.order_by("pk")
    merge(viewer=cast.viewer, conversation_id=there.pk, other_id=here.pk, is_sure=True)
    assert [row["id"] for row in others_of(cast.viewer, ida.pk)] == [there.pk]
    assert [row["id"] for row in others_of(cast.viewer, work.pk)] == [there.pk]


def test_what_stands_under_a_mail_suggests_who_else_it_is(cast: Cast, two) -> None:
    ida, work = two
    add_address(viewer=cast.viewer, customer_id=ida.pk, channel="phone", address="+353 86 555 0123")
    mail_in(
        cast.brand.pk,
        "Order 4711 of 01.02.2026\n--\nMy own mail: ida@client.test\n(086) 555 0123",
        sender="berg@work.test",
    )
    while dispatch(REACTIONS):
        pass
    [seen] = alike(cast.viewer, work.pk)
    assert (seen.id, {(one.kind, one.is_own) for one in seen.sightings}) == (
        ida.pk,
        {("mail", False), ("phone", False)},
    )
    keep_apart(viewer=cast.viewer, customer_id=ida.pk, other_id=work.pk)
    assert alike(cast.viewer, work.pk) == []


def test_the_history_tells_both(cast: Cast, two) -> None:
    joining = join_customers(viewer=cast.viewer, customer_id=two[0].pk, other_id=two[1].pk)
    record_note(viewer=cast.viewer, conversation_id=Conversation.objects.latest("pk").pk, writing=Writing("Hm.", "n1"))
    part_customers(viewer=cast.viewer, joining_id=joining.pk)
    told = Event.objects.filter(kind__in=["customer.merged", "customer.unmerged"]).order_by("pk")
    assert [(row.kind, row.details["other_name"], row.person_id) for row in told] == [
        ("customer.merged", two[1].name, cast.agent.pk),
        ("customer.unmerged", two[1].name, cast.agent.pk),
    ]
