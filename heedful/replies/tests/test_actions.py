"""Writing: drafts that survive, holds that are respected, reasons that are kept."""

from __future__ import annotations

import pytest

from heedful.events.models import Event
from heedful.interactions.queries import NotFound
from heedful.interactions.tests.factories import mail_in
from heedful.replies.actions import CannotSend, Held, StaleDraft, add_note, save_draft, send_reply
from heedful.replies.models import Draft
from heedful.replies.queries import draft_of
from heedful.switchboard.actions import NoMailbox
from heedful.switchboard.tests.factories import make_account
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def conversation_id(cast: Cast) -> int:
    make_account(cast.brand)
    return mail_in(cast.brand.pk).conversation_id


def test_a_draft_is_the_writers_own_and_counts_its_versions(cast: Cast, conversation_id: int) -> None:
    first = save_draft(viewer=cast.viewer, conversation_id=conversation_id, kind="reply", text="Dear Ida")
    second = save_draft(
        viewer=cast.viewer, conversation_id=conversation_id, kind="reply", text="Dear Ida,", version=first.version
    )
    assert (first.version, second.version) == (1, 2)
    assert draft_of(viewer_of(cast.colleague), conversation_id, "reply") is None
    with pytest.raises(NotFound):
        save_draft(viewer=cast.stranger, conversation_id=conversation_id, kind="reply", text="x")


def test_a_stale_window_does_not_overwrite_a_newer_draft(cast: Cast, conversation_id: int) -> None:
    save_draft(viewer=cast.viewer, conversation_id=conversation_id, kind="reply", text="one")
    save_draft(viewer=cast.viewer, conversation_id=conversation_id, kind="reply", text="two", version=1)
    with pytest.raises(StaleDraft) as stale:
        save_draft(viewer=cast.viewer, conversation_id=conversation_id, kind="reply", text="mine", version=1)
    assert (stale.value.draft.text, stale.value.mine) == ("two", "mine")
    assert Draft.objects.get().text == "two"


def test_a_placeholder_holds_the_reply_until_a_reason_is_given(cast: Cast, conversation_id: int) -> None:
    save_draft(viewer=cast.viewer, conversation_id=conversation_id, kind="reply", text="Dear {{name}}")
    with pytest.raises(Held):
        send_reply(viewer=cast.viewer, conversation_id=conversation_id, text="Dear {{name}}, it left.", key="k")
    assert Draft.objects.count() == 1
    send_reply(
        viewer=cast.viewer,
        conversation_id=conversation_id,
        text="Dear {{name}}, it left.",
        key="k",
        override_reason="She asked how our templates look.",
    )
    assert Draft.objects.count() == 0
    audit = Event.objects.get(kind="reply.sent_anyway")
    assert (audit.person_id, audit.details["reason"]) == (cast.agent.pk, "She asked how our templates look.")


def test_without_a_mailbox_nothing_is_lost_and_the_words_say_what_to_do(cast: Cast) -> None:
    conversation_id = mail_in(cast.other_brand.pk).conversation_id
    save_draft(viewer=cast.stranger, conversation_id=conversation_id, kind="reply", text="Hello")
    with pytest.raises(NoMailbox, match="Settings, Mailboxes"):
        send_reply(viewer=cast.stranger, conversation_id=conversation_id, text="Hello", key="k")
    assert Draft.objects.get().text == "Hello"


@pytest.mark.parametrize("text", ["", "   \n", "a\0b", "x" * 200_001])
def test_bad_text_is_refused_in_words(cast: Cast, conversation_id: int, text: str) -> None:
    with pytest.raises(CannotSend):
        send_reply(viewer=cast.viewer, conversation_id=conversation_id, text=text, key="k")


def test_a_note_sent_twice_is_one(cast: Cast, conversation_id: int) -> None:
    first = add_note(viewer=cast.viewer, conversation_id=conversation_id, text="Rang her.", key="n1")
    assert add_note(viewer=cast.viewer, conversation_id=conversation_id, text="Rang her.", key="n1").pk == first.pk
