"""What goes out: held, sent once, tried again, given up in words, or left to a person to decide."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from heedful.channels.message import Outbound, Party, Receipt
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import radar_count
from heedful.replies.actions import send_reply, undo_send
from heedful.replies.heading import Heading
from heedful.switchboard import deliver
from heedful.switchboard.actions import TooLate, settle_uncertain
from heedful.switchboard.deliver import recover, run_due
from heedful.switchboard.models import Account, Delivery
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand, smtp={"host": "127.0.0.1", "port": 1, "security": "plain"})


@pytest.fixture
def conversation(cast: Cast, account: Account) -> Conversation:
    row = arrive(account, raw_mail(message_id="a1@client.test"))
    return Conversation.objects.get(pk=row.conversation_id)


class Wire:
    """Stands in for the mail server: remembers what was sent and answers as told."""

    def __init__(self, *answers: Receipt) -> None:
        self.answers, self.sent = list(answers), []

    def __call__(self, outbound: Outbound, connection: object) -> Receipt:
        self.sent.append(outbound)
        return self.answers.pop(0) if self.answers else Receipt("sent")


def _reply(cast: Cast, conversation: Conversation, key: str = "k1") -> Delivery:
    return send_reply(viewer=cast.viewer, conversation_id=conversation.pk, text="It leaves today, Ida.", key=key)


def _later(seconds: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(seconds=seconds), tick=False)


def test_a_reply_is_held_for_ten_seconds_then_leaves_once(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire()
    monkeypatch.setattr(deliver, "send", wire)
    delivery = _reply(cast, conversation)
    assert run_due() == 0
    assert _reply(cast, conversation).pk == delivery.pk
    with _later(11):
        assert run_due() == 1
        assert run_due() == 0
    [sent] = wire.sent
    assert sent.to[0].address == "ida@client.test"
    assert sent.in_reply_to == "a1@client.test"
    assert sent.subject == f"Re: My lamp [H-{conversation.pk}]"
    assert f"+r{conversation.pk}." in sent.reply_to.address
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_undo_brings_the_words_back_and_the_inquiry_onto_the_radar(cast: Cast, conversation: Conversation) -> None:
    delivery = _reply(cast, conversation)
    assert radar_count(cast.viewer) == 0
    draft = undo_send(viewer=cast.viewer, delivery_id=delivery.pk)
    assert draft.text == "It leaves today, Ida."
    assert radar_count(cast.viewer) == 1
    with _later(11):
        assert run_due() == 0
    assert _reply(cast, conversation).state == "queued"


def test_what_has_left_cannot_be_undone(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "send", Wire())
    delivery = _reply(cast, conversation)
    with _later(11):
        run_due()
    with pytest.raises(TooLate, match="left already"):
        undo_send(viewer=cast.viewer, delivery_id=delivery.pk)


def test_a_refused_reply_is_said_and_its_inquiry_waits_again(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "send", Wire(Receipt("refused", "550 no such user")))
    delivery = _reply(cast, conversation)
    with _later(11):
        run_due()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == ("failed", "550 no such user")
    assert radar_count(cast.viewer) == 1
    assert "undelivered" in Interaction.objects.get(pk=delivery.interaction_id).flags


def test_a_busy_server_is_tried_again_later(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire(Receipt("retry", "451 try later"))
    monkeypatch.setattr(deliver, "send", wire)
    _reply(cast, conversation)
    with _later(11):
        assert run_due() == 1
    with _later(17):
        assert run_due() == 1
    assert len(wire.sent) == 2
    assert wire.sent[0].message_id == wire.sent[1].message_id


def test_a_claim_that_outlived_its_process_is_left_to_a_person(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire = Wire()
    monkeypatch.setattr(deliver, "send", wire)
    delivery = _reply(cast, conversation)
    with _later(11):
        assert deliver.claim() is not None
        assert recover(only_process=True) == 1
        assert run_due() == 0
    delivery.refresh_from_db()
    assert (delivery.state, wire.sent) == ("uncertain", [])
    with _later(12):
        settle_uncertain(viewer=cast.viewer, delivery_id=delivery.pk, arrived=False)
        run_due()
    assert len(wire.sent) == 1


def test_mail_that_came_later_than_the_writer_saw_stays_unanswered(
    cast: Cast, account: Account, conversation: Conversation
) -> None:
    seen = conversation.interactions.get().pk
    arrive(
        account,
        raw_mail("And one more thing", message_id="a2@client.test", headers="In-Reply-To: <a1@client.test>\r\n"),
        "1:2",
    )
    send_reply(viewer=cast.viewer, conversation_id=conversation.pk, text="It leaves today.", key="k", seen=seen)
    assert radar_count(cast.viewer) == 1


def test_when_only_copies_went_out_nobody_was_answered(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "send", Wire(Receipt("sent", "refused for ida@client.test", "", ("ida@client.test",))))
    delivery = _reply(cast, conversation)
    with _later(11):
        run_due()
    delivery.refresh_from_db()
    assert (delivery.state, radar_count(cast.viewer)) == ("sent", 1)
    assert "undelivered" in Interaction.objects.get(pk=delivery.interaction_id).flags


def test_a_copy_that_was_refused_takes_nothing_back(
    cast: Cast, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "send", Wire(Receipt("sent", "refused for bo@client.test", "", ("bo@client.test",))))
    _reply(cast, conversation)
    with _later(11):
        run_due()
    assert radar_count(cast.viewer) == 0


def test_a_copy_that_comes_back_does_not_open_the_inquiry_again(
    cast: Cast, account: Account, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliver, "send", Wire())
    heading = Heading((Party("ida@client.test"),), (Party("bo@client.test"),))
    delivery = send_reply(
        viewer=cast.viewer, conversation_id=conversation.pk, text="It leaves today.", key="k", heading=heading
    )
    with _later(11):
        run_due()
    arrive(account, bounce_of(delivery.interaction.external_id, "bo@client.test"), "1:7")
    assert radar_count(cast.viewer) == 0
    arrive(account, bounce_of(delivery.interaction.external_id, "ida@client.test"), "1:8")
    assert radar_count(cast.viewer) == 1


def bounce_of(message_id: str, recipient: str) -> bytes:
    """A hard delivery failure, as a mail server writes it."""
    return (
        "From: MAILER-DAEMON@relay.test\r\nTo: help@harbour.test\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        f"Message-ID: <b-{recipient}>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.test\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}>\r\n\r\n--b--\r\n"
    ).encode()


def test_in_the_demo_nothing_leaves_and_the_reply_says_so(cast: Cast, conversation: Conversation) -> None:
    Account.objects.update(settings={"pretend": True})
    delivery = _reply(cast, conversation)
    with _later(11):
        run_due()
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    assert "not really sent" in delivery.reason
