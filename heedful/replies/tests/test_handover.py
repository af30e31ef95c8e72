"""A draft goes to a colleague and nothing of it is lost; drafts follow a merge."""

from __future__ import annotations

import json

import pytest

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.instant import HOUR, now
from heedful.events.models import Event
from heedful.interactions.actions import merge
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.replies.actions import CannotSend, hand_over, save_draft
from heedful.replies.models import Draft, DraftFile
from heedful.replies.queries import draft_of
from heedful.switchboard.tests.factories import make_account
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def about(cast: Cast) -> int:
    make_account(cast.brand)
    return mail_in(cast.brand.pk).conversation_id


@pytest.fixture
def draft(cast: Cast, about: int) -> Draft:
    made = save_draft(viewer=cast.viewer, conversation_id=about, kind="reply", text="Dear Ida, your lamp")
    file = {"name": "lamp.txt", "content_type": "text/plain", "size": 4, "digest": "0" * 64, "created_at": now()}
    DraftFile.objects.create(draft=made, **file)
    return made


def test_the_colleague_goes_on_with_it(cast: Cast, about: int, draft: Draft) -> None:
    hand_over(viewer=cast.viewer, conversation_id=about, person_id=cast.colleague.pk)
    theirs = draft_of(viewer_of(cast.colleague), about, "reply")
    assert theirs is not None
    assert (theirs.text, theirs.files.count()) == ("Dear Ida, your lamp", 1)
    assert draft_of(cast.viewer, about, "reply") is None
    assert Conversation.objects.get(pk=about).assignee_id == cast.colleague.pk
    assert Event.objects.get(kind="draft.handed_over").details["to"] == cast.colleague.pk


def test_a_draft_of_theirs_is_not_touched(cast: Cast, about: int, draft: Draft) -> None:
    bruno = viewer_of(cast.colleague)
    save_draft(viewer=bruno, conversation_id=about, kind="reply", text="My own words")
    with pytest.raises(CannotSend, match="Bruno has begun a draft here too"):
        hand_over(viewer=cast.viewer, conversation_id=about, person_id=cast.colleague.pk)
    assert {row.text for row in Draft.objects.all()} == {"Dear Ida, your lamp", "My own words"}
    Draft.objects.filter(person=cast.colleague).update(text="  ")
    hand_over(viewer=cast.viewer, conversation_id=about, person_id=cast.colleague.pk)
    assert Draft.objects.get().text == "Dear Ida, your lamp"


def test_what_cannot_be_handed_over_is_refused_in_words(cast: Cast, about: int, draft: Draft) -> None:
    for person_id in (cast.outsider.pk, cast.agent.pk, 0, 999_999):
        with pytest.raises(CannotSend, match="colleague of this brand"):
            hand_over(viewer=cast.viewer, conversation_id=about, person_id=person_id)
    Draft.objects.update(send_at=now() + HOUR)
    with pytest.raises(CannotSend, match="schedule"):
        hand_over(viewer=cast.viewer, conversation_id=about, person_id=cast.colleague.pk)
    with pytest.raises(CannotSend, match="nothing written"):
        hand_over(viewer=viewer_of(cast.lead), conversation_id=about, person_id=cast.colleague.pk)


def test_on_the_screen(cast: Cast, browse, about: int, draft: Draft) -> None:
    desk, at = browse(cast.agent), f"/conversations/{about}/drafts/reply/handover/"
    assert "Bruno" in desk.get(at).content.decode()
    assert desk.post(at, {"person": "x"}, headers=HTMX).status_code == 400
    answer = desk.post(at, {"person": cast.colleague.pk}, headers=HTMX)
    assert json.loads(answer["HX-Trigger"])["draft:given"]["words"] == "Bruno has your draft now."
    assert "Dear Ida, your lamp" in browse(cast.colleague).get(f"/conversations/{about}/composer/").content.decode()
    assert browse(cast.outsider).post(at, {"person": cast.outsider.pk}).status_code == 404


def test_drafts_follow_a_merge(cast: Cast, about: int, draft: Draft) -> None:
    into = mail_in(cast.brand.pk, subject="The bill").conversation_id
    save_draft(viewer=cast.viewer, conversation_id=into, kind="reply", text="About the bill:")
    save_draft(viewer=viewer_of(cast.lead), conversation_id=about, kind="note", text="Ask her twice")
    Draft.objects.filter(pk=draft.pk).update(send_at=now() + HOUR)
    merge(viewer=cast.viewer, conversation_id=into, other_id=about)
    while dispatch(REACTIONS):
        pass
    mine = draft_of(cast.viewer, into, "reply")
    assert mine is not None
    assert mine.text == "About the bill:\n\nDear Ida, your lamp"
    assert mine.files.count() == 1
    assert mine.held_reason, "two drafts that met do not leave by themselves"
    assert draft_of(viewer_of(cast.lead), into, "note") is not None
    assert not Draft.objects.filter(conversation_id=about).exists()
