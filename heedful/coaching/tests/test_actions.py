"""The coach in the house: it knows the conversation, forgets what was dismissed, keeps brands apart."""

from __future__ import annotations

import pytest

from heedful.coaching.actions import dismiss, mark_of, review_draft
from heedful.coaching.queries import context_of
from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.interactions.models import Conversation
from heedful.interactions.queries import NotFound, conversation
from heedful.interactions.tests.factories import mail_in
from heedful.standards.actions import change_standards
from heedful.team.hours.actions import set_hours
from heedful.team.hours.plan import Hours
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, viewer_of

LETTER = "My lamp arrived broken, I am really upset. When do I get a new one?"
DRAFT = "Dear {{name}}, the new one left today and is with you on Friday. I am sorry about the broken lamp."


@pytest.fixture
def conversation_id(cast: Cast) -> int:
    return mail_in(cast.brand.pk, LETTER).conversation_id


def _codes(cast: Cast, conversation_id: int, text: str) -> set[str]:
    return {
        finding.code
        for finding in review_draft(viewer=cast.viewer, conversation_id=conversation_id, text=text).findings
    }


def test_it_compares_the_draft_with_what_the_customer_wrote(cast: Cast, conversation_id: int) -> None:
    assert "EMP101" in _codes(cast, conversation_id, "Please send the order number.")
    assert "EMP101" not in _codes(cast, conversation_id, DRAFT)


def test_not_here_is_remembered_for_these_words_only(cast: Cast, conversation_id: int) -> None:
    assert "PER101" in _codes(cast, conversation_id, DRAFT)
    dismiss(
        viewer=cast.viewer,
        conversation_id=conversation_id,
        code="PER101",
        words="{{name}}",
        reason="It is our product's name",
    )
    assert "PER101" not in _codes(cast, conversation_id, DRAFT)
    assert "PER101" in _codes(cast, conversation_id, DRAFT + " See {{link}}.")


def test_another_brands_conversation_is_not_reviewed(cast: Cast, conversation_id: int) -> None:
    with pytest.raises(NotFound):
        review_draft(viewer=cast.stranger, conversation_id=conversation_id, text=DRAFT)


def test_the_brands_own_standards_decide_what_is_held_back(cast: Cast, conversation_id: int) -> None:
    lead = viewer_of(cast.lead)
    change_standards(viewer=lead, brand_id=cast.brand.pk, document={"holds": []})
    found = review_draft(viewer=cast.viewer, conversation_id=conversation_id, text=DRAFT).findings
    assert not any(finding.holds for finding in found)
    with pytest.raises(Forbidden):
        change_standards(viewer=cast.viewer, brand_id=cast.brand.pk, document={})
    with pytest.raises(ValueError, match="do not know: colour"):
        change_standards(viewer=lead, brand_id=cast.brand.pk, document={"colour": "blue"})


def test_the_list_says_how_the_customer_sounds(cast: Cast, conversation_id: int) -> None:
    while dispatch(REACTIONS):
        pass
    assert Conversation.objects.get(pk=conversation_id).mood == "upset"


def test_not_here_for_one_missing_answer_leaves_the_others(cast: Cast) -> None:
    made = mail_in(cast.brand.pk, "When does the shop open on Sunday? And what does the green shade cost?")
    draft = "Hello, thank you for writing. Kind regards"
    found = review_draft(viewer=cast.viewer, conversation_id=made.conversation_id, text=draft).findings
    missing = [finding for finding in found if finding.code == "EMP201"]
    if len(missing) > 1:
        dismiss(
            viewer=cast.viewer,
            conversation_id=made.conversation_id,
            code="EMP201",
            words=mark_of(missing[0], draft),
            reason="Said on the phone",
        )
        left = review_draft(viewer=cast.viewer, conversation_id=made.conversation_id, text=draft).findings
        assert [finding.message for finding in left if finding.code == "EMP201"] == [missing[1].message]
    else:
        assert len(missing) == 1


def test_it_knows_the_opening_hours_of_the_team(cast: Cast, conversation_id: int) -> None:
    late = Hours("Asia/Tokyo", (*[((720, 1320),)] * 5, (), ()))
    set_hours(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, team_id=cast.team.pk, hours=late)
    ours = context_of(conversation(cast.viewer, conversation_id))
    assert (ours.tz, ours.hours) == ("Europe/Berlin", "Mon-Fri 09:00-17:00")
    Conversation.objects.filter(pk=conversation_id).update(team=cast.team)
    theirs = context_of(conversation(cast.viewer, conversation_id))
    assert (theirs.tz, theirs.hours) == ("Asia/Tokyo", "Mon-Fri 12:00-22:00")
