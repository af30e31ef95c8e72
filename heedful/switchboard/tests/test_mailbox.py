"""A mailbox on a real server: what arrives is kept once, at once, and stays unread where it was."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from heedful.blobs.store import get_blob
from heedful.switchboard.doors.mailbox_session import Mailbox
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.tests.servers.accounts import make_mail, make_mailbox
from heedful.switchboard.tests.servers.dovecot import Dovecot, dovecot
from heedful.switchboard.tests.servers.ports import wait_until
from heedful.team.tests.factories import Cast, make_cast

__all__ = ["dovecot"]
pytestmark = pytest.mark.django_db(transaction=True)

LONG_AGO = datetime(2020, 5, 4, tzinfo=UTC)


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def read_on() -> Iterator[Callable[[Account], Mailbox]]:
    """Starts reading an account; ends with the test."""
    started: list[Mailbox] = []

    def start(account: Account) -> Mailbox:
        mailbox = Mailbox(account.pk)
        mailbox.start()
        started.append(mailbox)
        return mailbox

    yield start
    for mailbox in started:
        mailbox.ask_to_stop()
    for mailbox in started:
        mailbox.join(3)
        assert not mailbox.is_alive(), "it did not stop within three seconds"


def kept(account: Account) -> list[RawMessage]:
    return list(RawMessage.objects.filter(account=account).order_by("id"))


def test_mail_that_waits_and_mail_that_comes_later_are_both_kept(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    user = "first@harbour.test"
    dovecot.deliver(user, make_mail("waiting"))
    account = make_mailbox(stage.brand, dovecot.port, user)
    read_on(account)
    wait_until(lambda: len(kept(account)) == 1)
    dovecot.deliver(user, make_mail("later"))
    wait_until(lambda: len(kept(account)) == 2)
    wait_until(lambda: Account.objects.get(pk=account.pk).state == "healthy")
    account.refresh_from_db()
    assert account.cursor["uid"] == 2
    assert [row.external_id.split(":")[1] for row in kept(account)] == ["1", "2"]
    assert b"Subject: later" in get_blob(kept(account)[1].digest)


def test_mail_arrives_within_a_second_and_stays_unread_on_the_server(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    user = "quick@harbour.test"
    account = make_mailbox(stage.brand, dovecot.port, user)
    read_on(account)
    wait_until(lambda: Account.objects.get(pk=account.pk).state == "healthy")
    for number in range(3):
        began = time.monotonic()
        dovecot.deliver(user, make_mail(f"quick {number}"))
        wait_until(lambda expected=number + 1: len(kept(account)) == expected, seconds=1.0)
        assert time.monotonic() - began < 1.0
    with dovecot.open(user) as client:
        assert client.search("UNSEEN") == [1, 2, 3]


def test_a_burst_is_kept_whole(stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]) -> None:
    user = "burst@harbour.test"
    account = make_mailbox(stage.brand, dovecot.port, user)
    read_on(account)
    dovecot.deliver(user, *[make_mail(f"burst {number}") for number in range(120)])
    wait_until(lambda: len(kept(account)) == 120, seconds=20)
    time.sleep(0.2)
    assert len({row.digest for row in kept(account)}) == 120


def test_mail_is_marked_read_only_when_asked(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    user = "marked@harbour.test"
    dovecot.deliver(user, make_mail("mark me"))
    account = make_mailbox(stage.brand, dovecot.port, user, mark_read=True)
    read_on(account)
    wait_until(lambda: len(kept(account)) == 1)
    with dovecot.open(user) as client:
        wait_until(lambda: client.search("UNSEEN") == [])


def test_when_the_server_numbers_anew_everything_is_read_again_and_nothing_doubled(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    user = "renumbered@harbour.test"
    dovecot.deliver(user, make_mail("one"), make_mail("two"))
    account = make_mailbox(stage.brand, dovecot.port, user)
    first = read_on(account)
    wait_until(lambda: len(kept(account)) == 2)
    first.ask_to_stop()
    first.join(3)
    dovecot.number_anew(user)
    dovecot.deliver(user, make_mail("three"))
    read_on(account)
    wait_until(lambda: len(kept(account)) == 5)
    wait_until(lambda: all(row.state == "done" for row in kept(account)))
    assert [row.outcome["action"] for row in kept(account)] == ["new", "new", "duplicate", "duplicate", "new"]


def test_a_mail_with_nul_bytes_is_kept_as_the_server_has_it(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    user = "nul@harbour.test"
    dovecot.deliver(user, make_mail("nul", text="before\0after"), make_mail("after the nul"))
    account = make_mailbox(stage.brand, dovecot.port, user)
    read_on(account)
    wait_until(lambda: [row.state for row in kept(account)] == ["done", "done"])


def test_another_brand_reads_its_own_mailbox(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    dovecot.deliver("ours@harbour.test", make_mail("ours"))
    dovecot.deliver("theirs@quarry.test", make_mail("theirs"))
    ours = make_mailbox(stage.brand, dovecot.port, "ours@harbour.test")
    theirs = make_mailbox(stage.other_brand, dovecot.port, "theirs@quarry.test")
    read_on(ours)
    read_on(theirs)
    wait_until(lambda: len(kept(ours)) == 1 and len(kept(theirs)) == 1)
    assert kept(theirs)[0].brand_id == stage.other_brand.pk


def test_history_stays_where_it_is_when_only_new_mail_is_wanted(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox]
) -> None:
    user = "fresh@harbour.test"
    with dovecot.open(user) as client:
        client.append("INBOX", make_mail("long ago"), msg_time=LONG_AGO)
    account = make_mailbox(stage.brand, dovecot.port, user, start="new")
    read_on(account)
    dovecot.deliver(user, make_mail("today"))
    wait_until(lambda: len(kept(account)) == 1)
    assert b"Subject: today" in get_blob(kept(account)[0].digest)


def test_a_server_without_idle_is_asked_now_and_then(
    stage: Cast, dovecot: Dovecot, read_on: Callable[[Account], Mailbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heedful.switchboard.doors.mailbox_wire.MailboxLine.can_idle", False)
    user = "polled@harbour.test"
    account = make_mailbox(stage.brand, dovecot.port, user, poll_seconds=0.2)
    read_on(account)
    wait_until(lambda: Account.objects.get(pk=account.pk).state == "healthy")
    dovecot.deliver(user, make_mail("polled"))
    wait_until(lambda: len(kept(account)) == 1, seconds=2)
