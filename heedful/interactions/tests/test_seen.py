"""Whoever goes on with a matter was here: the list of customers shows them first."""

from __future__ import annotations

from heedful.customers.models import Customer
from heedful.customers.queries import customers
from heedful.events.instant import HOUR, now
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast


def test_an_answer_counts_and_a_robot_does_not(cast: Cast) -> None:
    first = mail_in(cast.brand.pk, sender="ida@client.test", at=now() - 3 * HOUR)
    second = mail_in(cast.brand.pk, sender="jon@client.test", at=now() - 2 * HOUR)
    mail_in(cast.brand.pk, conversation=Conversation.objects.get(pk=first.conversation_id), automatic=True)
    assert [row.id for row in customers(cast.viewer)] == [second.customer_id, first.customer_id]
    at = now() - HOUR
    mail_in(cast.brand.pk, conversation=Conversation.objects.get(pk=first.conversation_id), at=at)
    mail_in(cast.brand.pk, conversation=Conversation.objects.get(pk=first.conversation_id), at=at - HOUR)
    assert Customer.objects.get(pk=first.customer_id).last_seen_at == at
    assert [row.id for row in customers(cast.viewer)] == [first.customer_id, second.customer_id]
