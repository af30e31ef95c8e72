from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from heedful.events.instant import DAY, HOUR, MINUTE, now
from heedful.interactions.actions import assign
from heedful.notices.actions import Wish, choose, read_all
from heedful.notices.mailing import turn
from heedful.notices.mailing.turn import seconds_to_next_digest, send_digests
from heedful.notices.models import Choices, Digest, Notice
from heedful.notices.quiet import Quiet
from heedful.notices.tests.factories import owned_by, settle
from heedful.switchboard.tests.factories import make_account
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink
from heedful.team.actions import remove_from_brand
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(cast: Cast) -> Cast:
    """Our agent wants a digest at eight, and was given something."""
    choose(viewer=cast.viewer, wish=Wish({"assigned": frozenset({"digest"})}, Quiet("UTC"), 8))
    row = owned_by(cast.lead, cast)
    assign(viewer=viewer_of(cast.lead), conversation_id=row.pk, person_id=cast.agent.pk)
    settle()
    return cast


@pytest.fixture
def sink(cast: Cast):
    made = SmtpSink()
    made.start()
    smtp = {"host": "127.0.0.1", "port": made.port, "security": "plain"}
    account = make_account(cast.brand)
    account.settings = {**account.settings, "smtp": smtp}
    account.save()
    yield made
    made.stop()


def _is_due(cast: Cast) -> None:
    Choices.objects.filter(person=cast.agent).update(digest_due_at=now() - 1)


def test_one_mail_with_what_is_unread_and_never_a_second(given: Cast, sink: SmtpSink) -> None:
    assert send_digests() == 0, "not before its hour"
    _is_due(given)
    while send_digests():
        pass
    _is_due(given)
    while send_digests():
        pass
    (caught,) = sink.caught
    mail = message_from_bytes(caught.content, policy=policy.default)
    assert mail["To"] == given.agent.email
    assert mail["Subject"] == "1 notice for you"
    assert mail["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        text = mail.get_body((kind,)).get_content()
        assert "Celia gave this to you" in text
        assert "My lamp" in text
        assert f"{settings.PUBLIC_URL}/settings/notices/" in text
        assert "Where is my lamp?" not in text, "what a customer said stays in the house"
    due = Choices.objects.get(person=given.agent).digest_due_at
    assert due is not None
    assert now() < due <= now() + DAY


def test_names_and_subjects_cannot_bend_the_mail(given: Cast, sink: SmtpSink) -> None:
    row = Notice.objects.get().conversation
    row.subject = "<img src=x onerror=alert(1)>\r\nBcc: all@client.test"
    row.save()
    _is_due(given)
    send_digests()
    mail = message_from_bytes(sink.caught[0].content, policy=policy.default)
    assert mail["Bcc"] is None
    assert "<img" not in mail.get_body(("html",)).get_content()
    assert "<img src=x" in mail.get_body(("plain",)).get_content(), "text is text"


def test_it_can_be_stopped_from_the_mail_by_a_post_and_by_nothing_else(
    given: Cast, sink: SmtpSink, client: Client, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://desk.harbour.test"
    _is_due(given)
    send_digests()
    mail = message_from_bytes(sink.caught[0].content, policy=policy.default)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>").removeprefix(settings.PUBLIC_URL)
    assert "Stop the digest by mail?" in client.get(address).content.decode()
    assert Choices.objects.get(person=given.agent).digest_hour == 8
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(address[:-3] + "xx/", {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert Choices.objects.get(person=given.agent).digest_hour == 8
    for _twice in range(2):
        assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row = Choices.objects.get(person=given.agent)
    assert (row.digest_hour, row.digest_due_at, row.ways["assigned"]) == (None, None, ["digest"])


def test_nothing_new_no_mail(given: Cast, sink: SmtpSink) -> None:
    read_all(viewer=given.viewer)
    _is_due(given)
    send_digests()
    assert not sink.caught
    assert not Digest.objects.exists()


def test_what_was_read_before_it_left_is_left_out(given: Cast, sink: SmtpSink) -> None:
    _is_due(given)
    turn._make_due()
    read_all(viewer=given.viewer)
    turn._send_waiting()
    assert not sink.caught
    assert Digest.objects.get().state == "empty"


def test_whoever_left_the_brand_gets_nothing_of_it(given: Cast, sink: SmtpSink) -> None:
    _is_due(given)
    turn._make_due()
    remove_from_brand(viewer=viewer_of(given.admin), person_id=given.agent.pk, brand_id=given.brand.pk)
    turn._send_waiting()
    assert not sink.caught


def test_in_quiet_hours_it_waits_until_they_are_over(given: Cast, sink: SmtpSink) -> None:
    with time_machine.travel("2026-07-01T23:30:00Z"):
        Choices.objects.filter(person=given.agent).update(quiet_begins=22 * 60, quiet_ends=7 * 60)
        _is_due(given)
        send_digests()
        assert not sink.caught
        assert seconds_to_next_digest() == pytest.approx(7.5 * 3600, abs=2)
    with time_machine.travel("2026-07-02T07:00:01Z"):
        send_digests()
        assert len(sink.caught) == 1


def test_what_surely_did_not_leave_is_tried_again_then_comes_with_the_next(given: Cast) -> None:
    """There is no mailbox to send by."""
    _is_due(given)
    send_digests()
    for number in range(1, 4):
        row = Digest.objects.get()
        assert (row.state, row.attempts) == ("waiting", number)
        assert now() < row.next_try_at <= now() + HOUR
        Digest.objects.update(next_try_at=now() - MINUTE)
        send_digests()
    assert Digest.objects.get().state == "failed"
    assert Notice.objects.get().mailed_in is None


def test_what_may_have_left_is_never_sent_again(given: Cast, sink: SmtpSink, monkeypatch) -> None:
    monkeypatch.setattr(turn, "send_by_house", lambda *_, **__: "uncertain")
    _is_due(given)
    send_digests()
    monkeypatch.undo()
    _is_due(given)
    send_digests()
    assert not sink.caught


def test_a_process_that_dies_while_sending_leaves_nothing_to_send_again(given: Cast, sink, monkeypatch) -> None:
    class Died(BaseException):
        pass

    def die(*_: object, **__: object) -> str:
        raise Died

    monkeypatch.setattr(turn, "send_by_house", die)
    _is_due(given)
    with pytest.raises(Died):
        send_digests()
    monkeypatch.undo()
    send_digests()
    assert not sink.caught


def test_two_processes_make_one_digest(given: Cast, sink: SmtpSink) -> None:
    _is_due(given)
    stale = Choices.objects.get(person=given.agent)
    turn._make(Choices.objects.get(person=given.agent))
    turn._make(stale)
    assert Digest.objects.count() == 1


def test_it_speaks_the_language_of_its_reader(given: Cast, sink: SmtpSink) -> None:
    Person.objects.filter(pk=given.agent.pk).update(language="de")
    _is_due(given)
    send_digests()
    mail = message_from_bytes(sink.caught[0].content, policy=policy.default)
    assert mail["Subject"] != "1 notice for you"
    assert 'lang="de"' in mail.get_body(("html",)).get_content()
