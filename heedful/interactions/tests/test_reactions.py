"""When somebody leaves, their open conversations are nobody's again."""

from __future__ import annotations

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.interactions.actions import assign, resolve
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.team.actions import remove_from_brand
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


def test_open_conversations_of_somebody_who_left_can_be_taken_by_others(cast: Cast) -> None:
    still_open, done = mail_in(cast.brand.pk), mail_in(cast.brand.pk, sender="b@client.test")
    for made in (still_open, done):
        assign(viewer=cast.viewer, conversation_id=made.conversation_id, person_id=cast.agent.pk)
    resolve(viewer=cast.viewer, conversation_id=done.conversation_id, reason="solved")
    remove_from_brand(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, person_id=cast.agent.pk)
    while dispatch(REACTIONS):
        pass
    assert Conversation.objects.get(pk=still_open.conversation_id).assignee_id is None
    assert Conversation.objects.get(pk=done.conversation_id).assignee_id == cast.agent.pk
