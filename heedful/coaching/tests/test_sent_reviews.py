"""What the coach saw stays with the message, for its writer and for leads, and goes with its words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.coaching.actions import dismiss, forget_reviews, take
from heedful.coaching.models import Dismissal, SentReview, Taking
from heedful.coaching.queries import Kept, kept_review
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.replies.actions import send_reply, undo_send
from heedful.switchboard.models import Delivery
from heedful.switchboard.tests.factories import make_account
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.viewer import NotHere, viewer_of

BLAMING = "**Well**, you should have read the manual. {{name}}"
Browse = Callable[[Person], Client]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    make_account(cast.brand)
    return mail_in(cast.brand.pk, "The shelf does not stand straight.").conversation


def sent(cast: Cast, talk: Conversation, text: str = BLAMING, key: str = "k1") -> Delivery:
    return send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=text, key=key, override_reason="A quotation")


def kept(cast: Cast, delivery: Delivery) -> Kept:
    found = kept_review(cast.viewer, delivery.interaction_id)
    assert found is not None
    return found


def test_the_findings_that_stood_are_kept_with_their_words_and_the_reason(cast: Cast, talk: Conversation) -> None:
    review = kept(cast, sent(cast, talk))
    words = {one.code: one.words for one in review.findings if one.outcome == "stood"}
    assert words["PER101"] == "{{name}}"
    assert "OWN101" in words
    assert (review.reason, review.standards_version) == ("A quotation", "default")
    assert review.meter["owned"] in {"empty", "half"}


def test_what_was_taken_or_answered_is_kept_as_that(cast: Cast, talk: Conversation) -> None:
    take(viewer=cast.viewer, conversation_id=talk.pk, code="CLR101")
    dismiss(viewer=cast.viewer, conversation_id=talk.pk, code="PER101", words="{{name}}", reason="Our product")
    outcomes = {(one.code, one.outcome) for one in kept(cast, sent(cast, talk)).findings}
    assert {("CLR101", "taken"), ("PER101", "dismissed")} <= outcomes
    second = kept(cast, sent(cast, talk, "It leaves today.", "k2"))
    assert "taken" not in {one.outcome for one in second.findings}


def test_a_reply_that_is_taken_back_leaves_no_review_and_loses_no_taking(cast: Cast, talk: Conversation) -> None:
    take(viewer=cast.viewer, conversation_id=talk.pk, code="CLR101")
    undo_send(viewer=cast.viewer, delivery_id=sent(cast, talk).pk)
    assert not SentReview.objects.exists()
    assert "taken" in {one.outcome for one in kept(cast, sent(cast, talk, key="k2")).findings}


def test_the_writer_and_leads_see_it_and_nobody_else(cast: Cast, browse: Browse, talk: Conversation) -> None:
    address = reverse("sent_review", args=[sent(cast, talk).interaction_id])
    for person in (cast.agent, cast.lead):
        assert "A quotation" in browse(person).get(address).content.decode()
    for person in (cast.colleague, cast.outsider):
        assert browse(person).get(address).status_code == 404
    with pytest.raises(NotHere):
        kept_review(viewer_of(cast.agent), talk.interactions.get(direction="in").pk)


def test_the_way_to_it_stands_at_ones_own_message_only(cast: Cast, browse: Browse, talk: Conversation) -> None:
    address = reverse("sent_review", args=[sent(cast, talk).interaction_id])
    page = reverse("conversation", args=[talk.pk])
    assert address in browse(cast.agent).get(page).content.decode()
    assert address in browse(cast.lead).get(page).content.decode()
    assert address not in browse(cast.colleague).get(page).content.decode()


def test_it_goes_when_the_words_go(cast: Cast, talk: Conversation) -> None:
    sent(cast, talk)
    dismiss(viewer=cast.viewer, conversation_id=talk.pk, code="PER101", words="{{name}}", reason="Ida said so")
    take(viewer=cast.viewer, conversation_id=talk.pk, code="CLR101")
    forget_reviews([talk.pk])
    assert not SentReview.objects.exists()
    assert not Taking.objects.exists()
    assert (Dismissal.objects.get().words, Dismissal.objects.get().reason) == ("", "")


def test_taking_is_told_by_the_screen(cast: Cast, browse: Browse, talk: Conversation) -> None:
    address = reverse("takings", args=[talk.pk])
    assert browse(cast.agent).post(address, {"code": "OWN101"}).status_code == 201
    assert browse(cast.agent).post(address, {"code": "nonsense"}).status_code == 422
    assert browse(cast.outsider).post(address, {"code": "OWN101"}).status_code == 404
    assert Taking.objects.count() == 1


def test_many_findings_cost_no_more_queries_than_few(
    cast: Cast, talk: Conversation, django_assert_num_queries: Callable[..., object]
) -> None:
    delivery = sent(cast, talk, "You should have read the manual. {{name}} {{order}} {{date}} It is guaranteed.")
    viewer = cast.viewer
    with django_assert_num_queries(3):
        kept_review(viewer, delivery.interaction_id)
