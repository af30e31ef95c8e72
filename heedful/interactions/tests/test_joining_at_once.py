"""Several hands at the same two customers: one wins, the others get a clear answer, and no mail is lost between them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from heedful.channels.message import Inbound, Party
from heedful.customers.models import Address, Customer
from heedful.events.instant import now
from heedful.interactions.actions import AlreadyOne, Arrival, join_customers, part_customers, record_inbound
from heedful.interactions.models import Conversation, Interaction, Joining
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import make_cast

PATIENCE = 30


def at_once(*deeds):
    """Run them at the same moment, each with a connection of its own; what each returned or raised."""
    gate = Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(PATIENCE)
            return deed()
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.django_db(transaction=True)
def test_one_merge_wins_and_a_mail_on_its_way_lands_with_whoever_stays() -> None:
    cast = make_cast()
    viewer = cast.viewer
    one, other = (mail_in(cast.brand.pk, sender=f"{name}@client.test").customer_id for name in ("ida", "berg"))
    talk = Conversation.objects.select_related("customer").get(customer_id=other)  # as it was before anybody merged

    def append():
        words = "One more"
        inbound = Inbound(
            channel="email", kind="message", content_key="late", sender=Party("berg@client.test", ""), subject=words,
            text=words, new_text=words, sent_at=now(),
        )  # fmt: skip
        with transaction.atomic():
            row = Conversation.objects.select_related("customer").get(pk=talk.pk)
            return record_inbound(Arrival(inbound, row.customer, now(), row))

    results = at_once(
        lambda: join_customers(viewer=viewer, customer_id=one, other_id=other),
        lambda: join_customers(viewer=viewer, customer_id=other, other_id=one),
        append,
    )
    assert [type(result) for result in results[:2]].count(Joining) == 1
    assert [type(result) for result in results[:2]].count(AlreadyOne) == 1
    assert isinstance(results[2], Interaction)
    joining = Joining.objects.get()
    for model in (Address, Conversation, Interaction):
        assert set(model.objects.values_list("customer_id", flat=True)) == {joining.target_id}
    undone = at_once(*[lambda: part_customers(viewer=viewer, joining_id=joining.pk)] * 3)
    assert {type(result) for result in undone} == {Joining}
    assert not Customer.objects.filter(merged_into__isnull=False).exists()
    assert set(Conversation.objects.values_list("customer_id", flat=True)) == {one, other}
    for row in Interaction.objects.select_related("conversation"):
        assert row.customer_id == row.conversation.customer_id
