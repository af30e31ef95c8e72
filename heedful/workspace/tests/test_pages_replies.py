"""What became of a reply on its way out, and what somebody decides about it."""

from __future__ import annotations

import pytest

from heedful.events.instant import SECOND, now
from heedful.interactions.tests.factories import mail_in
from heedful.workspace.tests.factories import reply_out

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def asked(cast):
    return mail_in(cast.brand.pk, "When is it ready?", subject="Desk lamp")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("sent", "Sent"),
        ("sending", "On its way"),
        ("failed", "Could not be sent: 550 no such person"),
        ("uncertain", "May have been sent"),
        ("queued", "Leaves in a moment"),
    ],
)
def test_a_reply_says_what_became_of_it(cast, desk, asked, state, words):
    reply_out(cast.viewer, asked, state=state, send_at=now() + 8 * SECOND, reason="550 no such person")
    page = desk.get(f"/conversations/{asked.conversation_id}/").content.decode()
    assert words in page
    assert ("/undo/" in page) == (state in {"queued", "failed"})


@pytest.mark.parametrize(
    ("state", "what", "after"),
    [("uncertain", "arrived", "sent"), ("uncertain", "again", "queued"), ("failed", "again", "queued")],
)
def test_somebody_decides_about_a_reply_that_may_not_have_arrived(cast, desk, asked, state, what, after):
    row = reply_out(cast.viewer, asked, state=state)
    assert desk.post(f"/deliveries/{row.pk}/settlement/", {"what": what}).status_code == 302
    row.refresh_from_db()
    assert row.state == after


def test_a_settlement_needs_an_answer_and_the_right_brand(cast, desk, browse, asked):
    row = reply_out(cast.viewer, asked, state="uncertain")
    assert desk.post(f"/deliveries/{row.pk}/settlement/", {"what": "?"}, headers=HTMX).status_code == 400
    assert browse(cast.outsider).post(f"/deliveries/{row.pk}/settlement/", {"what": "arrived"}).status_code == 404
    row.refresh_from_db()
    assert row.state == "uncertain"
