"""The LMTP door, spoken to by a real client: yes means kept."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator

import pytest
from django.db import OperationalError

from heedful.blobs.store import get_blob
from heedful.switchboard.doors import lmtp
from heedful.switchboard.doors.lmtp import LmtpDoor, read_address
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.tests.servers.accounts import make_mail, make_mailbox
from heedful.switchboard.tests.servers.ports import free_ports, wait_until
from heedful.team.tests.factories import Cast, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
SENDER = "mira@example.com"


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    cast = make_cast()
    make_mailbox(cast.brand, 143, "desk@harbour.test")
    make_mailbox(cast.other_brand, 143, "Counter@quarry.test")
    return cast


@pytest.fixture
def door(stage: Cast) -> Iterator[smtplib.LMTP]:
    port = free_ports(1)[0]
    opened = LmtpDoor(f"127.0.0.1:{port}")
    opened.start()
    with smtplib.LMTP("127.0.0.1", port, timeout=10) as line:
        yield line
    opened.stop()


def hand_over(door: smtplib.LMTP, to: list[str], mail: bytes) -> list[tuple[int, bytes]]:
    """One answer for each recipient that was accepted; the standard library reads only the first of them."""
    door.ehlo_or_helo_if_needed()
    door.mail(SENDER)
    accepted = [code for code, _ in map(door.rcpt, to) if code == 250]
    first = door.data(mail)
    return [first, *[door.getreply() for _ in accepted[1:]]]


def test_a_mail_that_got_a_yes_is_kept_and_then_read(door: smtplib.LMTP) -> None:
    mail = make_mail("by lmtp")
    assert door.sendmail(SENDER, ["desk@harbour.test"], mail) == {}
    row = RawMessage.objects.get()  # already there when the client has its answer
    assert get_blob(row.digest) == mail
    assert (row.door, row.envelope) == ("lmtp", {"from": SENDER, "to": ["desk@harbour.test"]})
    wait_until(lambda: RawMessage.objects.get().state == "done")


def test_each_recipient_gets_an_answer_of_its_own(door: smtplib.LMTP) -> None:
    answers = hand_over(door, ["desk@harbour.test", "nobody@harbour.test", "counter@quarry.test"], make_mail("all"))
    assert answers == [(250, b"2.0.0 Kept for desk@harbour.test"), (250, b"2.0.0 Kept for counter@quarry.test")]
    wait_until(lambda: RawMessage.objects.filter(state="done").count() == 2)
    assert {row.account.address for row in RawMessage.objects.all()} == {"desk@harbour.test", "Counter@quarry.test"}


def test_an_unknown_address_is_refused_in_words(door: smtplib.LMTP) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        door.sendmail(SENDER, ["nobody@harbour.test"], make_mail("lost"))
    assert caught.value.recipients["nobody@harbour.test"] == (
        550, b"5.1.1 No mailbox of this desk has the address nobody@harbour.test"
    )  # fmt: skip


def test_one_recipient_may_have_to_wait_while_the_other_is_served(
    door: smtplib.LMTP, stage: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep(**given: object) -> RawMessage:
        if str(given["account"]) == "desk@harbour.test":
            raise OperationalError("locked")
        return ordinary(**given)

    ordinary = lmtp.receive.keep
    monkeypatch.setattr(lmtp.receive, "keep", keep)
    answers = hand_over(door, ["desk@harbour.test", "counter@quarry.test"], make_mail("half"))
    assert [code for code, _ in answers] == [451, 250]


def test_what_stands_after_a_plus_finds_the_mailbox_and_is_remembered(door: smtplib.LMTP) -> None:
    to = ["desk+42.abcdef@harbour.test", "Desk@Harbour.test"]
    assert [code for code, _ in hand_over(door, to, make_mail("plus"))] == [250, 250]
    row = RawMessage.objects.get()
    assert row.envelope["to"] == to


def test_the_same_mail_handed_over_again_is_kept_once(door: smtplib.LMTP) -> None:
    for _ in range(2):
        assert door.sendmail(SENDER, ["desk@harbour.test"], make_mail("again")) == {}
    assert RawMessage.objects.count() == 1


def test_a_paused_mailbox_asks_the_other_side_to_wait(door: smtplib.LMTP) -> None:
    Account.objects.update(state=Account.State.PAUSED)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
        door.sendmail(SENDER, ["desk@harbour.test"], make_mail("paused"))
    assert caught.value.recipients["desk@harbour.test"][0] == 450


def test_when_nothing_can_be_stored_the_other_side_keeps_the_mail(
    door: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> RawMessage:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(lmtp.receive, "keep", broken)
        with pytest.raises(smtplib.SMTPDataError) as caught:
            door.sendmail(SENDER, ["desk@harbour.test"], make_mail("no room"))
        assert caught.value.smtp_code == 451
    assert door.sendmail(SENDER, ["desk@harbour.test"], make_mail("no room")) == {}


def test_a_mail_beyond_the_limit_is_refused_in_words(door: smtplib.LMTP, monkeypatch: pytest.MonkeyPatch) -> None:
    door.ehlo_or_helo_if_needed()
    assert door.esmtp_features["size"] == str(lmtp.LARGEST_MAIL)
    door.mail(SENDER, [])
    code, _ = door.docmd(f"MAIL FROM:<{SENDER}> SIZE=999999999")
    assert code in {503, 552}


def test_lines_without_end_and_raw_bytes_are_taken_as_they_are(door: smtplib.LMTP) -> None:
    mail = make_mail("long", text="x" * 200_000 + "\0\xff end")
    assert door.sendmail(SENDER, ["desk@harbour.test"], mail) == {}
    assert get_blob(RawMessage.objects.get().digest) == mail


@pytest.mark.parametrize(
    "address", ["", "no-at-sign", "@harbour.test", "desk@", "\u00fc@harbour.test", "a" * 400 + "@harbour.test"]
)
def test_addresses_that_are_none_get_a_no_and_the_talk_goes_on(door: smtplib.LMTP, address: str) -> None:
    door.ehlo_or_helo_if_needed()
    door.mail(SENDER, ["SMTPUTF8"])
    door.command_encoding = "utf-8"
    code, _ = door.docmd(f"RCPT TO:<{address}>")
    assert 500 <= code < 560
    assert door.noop()[0] == 250


def test_a_stranger_who_talks_nonsense_ends_nothing(door: smtplib.LMTP) -> None:
    host, port = door.sock.getpeername()
    with socket.create_connection((host, port), timeout=5) as other:
        other.sendall(b"\x00\xff\xfe" * 1000 + b"\r\nGET / HTTP/1.1\r\n\r\n")
        other.recv(4096)
    assert door.sendmail(SENDER, ["desk@harbour.test"], make_mail("still here")) == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("127.0.0.1:24", ("127.0.0.1", 24)),
        (":2525", ("127.0.0.1", 2525)),
        ("2525", ("127.0.0.1", 2525)),
        ("[::1]:24", ("::1", 24)),
    ],
)
def test_the_setting_may_be_short(text: str, meant: tuple[str, int]) -> None:
    assert read_address(text) == meant


@pytest.mark.parametrize("text", ["", "localhost", "localhost:", "localhost:0", "localhost:70000", "a:b"])
def test_a_setting_that_makes_no_sense_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="must be host:port"):
        read_address(text)
