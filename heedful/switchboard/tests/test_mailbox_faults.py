"""What can go wrong with a mailbox: it is said in words, it heals by itself, and no other mailbox notices."""

from __future__ import annotations

import errno
import shutil
import time
from collections.abc import Iterator

import pytest
from django.db import OperationalError
from imapclient.exceptions import IMAPClientError

from heedful.events.models import Event
from heedful.switchboard.doors import mailbox_fetch, mailbox_session, mailbox_sign_in, mailbox_wire
from heedful.switchboard.doors.mailbox import MailboxKeeper
from heedful.switchboard.mailbox_settings import Secrets, seal_secrets
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.tests.servers.accounts import make_mail, make_mailbox
from heedful.switchboard.tests.servers.dovecot import Dovecot, dovecot, make_dovecot
from heedful.switchboard.tests.servers.ports import free_ports, wait_until
from heedful.switchboard.tests.servers.silent import SilentServer, silent_server
from heedful.team.tests.factories import Cast, make_cast

__all__ = ["dovecot", "silent_server"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same waits, ten times shorter."""
    ordinary = mailbox_session.pause_after
    monkeypatch.setattr(mailbox_session, "pause_after", lambda *given, **named: ordinary(*given, **named) / 10)


@pytest.fixture
def keeper() -> Iterator[MailboxKeeper]:
    """Stopped at the end of the test, within the time that was promised."""
    keeper = MailboxKeeper(rescan_seconds=0.2)
    yield keeper
    began = time.monotonic()
    keeper.stop()
    assert time.monotonic() - began < 3.5


@pytest.fixture
def own_dovecot() -> Iterator[Dovecot]:
    """A server that may be stopped without harm to other tests."""
    server = make_dovecot()
    server.start()
    yield server
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)


def state(account: Account) -> tuple[str, str]:
    return Account.objects.values_list("state", "state_reason").get(pk=account.pk)


def count(account: Account) -> int:
    return RawMessage.objects.filter(account=account).count()


def test_one_mailbox_that_hangs_delays_none_of_forty(
    stage: Cast, dovecot: Dovecot, silent_server: SilentServer, keeper: MailboxKeeper
) -> None:
    make_mailbox(stage.brand, silent_server.port, "silent@harbour.test")
    others = [make_mailbox(stage.brand, dovecot.port, f"many{number}@harbour.test") for number in range(39)]
    keeper.start()
    wait_until(lambda: silent_server.visitors == 1)
    wait_until(lambda: Account.objects.filter(state="healthy").count() == 39, seconds=20)
    for account in others:
        dovecot.deliver(account.address, make_mail(f"to {account.address}"))
    # Waiting for the silent one would take twenty seconds.
    wait_until(lambda: RawMessage.objects.count() == 39, seconds=15)
    assert len(keeper.reading) == 40


def test_a_silent_server_is_said_to_be_silent(
    stage: Cast, silent_server: SilentServer, keeper: MailboxKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox_sign_in, "CONNECT_SECONDS", 0.2)
    account = make_mailbox(stage.brand, silent_server.port)
    keeper.start()
    wait_until(lambda: state(account)[0] == "failing")
    assert "does not answer in time" in state(account)[1]


def test_after_the_server_was_away_reading_goes_on(stage: Cast, own_dovecot: Dovecot, keeper: MailboxKeeper) -> None:
    account = make_mailbox(stage.brand, own_dovecot.port)
    keeper.start()
    wait_until(lambda: state(account)[0] == "healthy")
    own_dovecot.stop()
    wait_until(lambda: state(account)[0] == "failing")
    assert "Nothing answers at 127.0.0.1" in state(account)[1]
    own_dovecot.start()
    own_dovecot.deliver(account.address, make_mail("back again"))
    wait_until(lambda: count(account) == 1, seconds=10)
    wait_until(lambda: state(account) == ("healthy", ""))
    turns = Event.objects.filter(kind__in=["account.healthy", "account.failing"]).order_by("id")
    assert list(turns.values_list("kind", flat=True)) == ["account.healthy", "account.failing", "account.healthy"]


def test_a_refused_password_is_said_and_heals_when_it_is_put_right(
    stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper
) -> None:
    account = make_mailbox(stage.brand, dovecot.port, "locked@harbour.test")
    Account.objects.filter(pk=account.pk).update(sealed=seal_secrets(Secrets(password="hunter2-wrong")))
    keeper.start()
    wait_until(lambda: state(account)[0] == "failing")
    assert "refused the user name or password" in state(account)[1]
    assert "hunter2" not in state(account)[1]
    settings = {**account.settings, "changed_at": 1}
    Account.objects.filter(pk=account.pk).update(sealed=account.sealed, settings=settings)
    wait_until(lambda: state(account)[0] == "healthy")


def test_a_missing_folder_is_said(stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper) -> None:
    account = make_mailbox(stage.brand, dovecot.port, "nofolder@harbour.test", folder="Nowhere")
    keeper.start()
    wait_until(lambda: state(account)[0] == "failing")
    assert "Nowhere" in state(account)[1]


def test_a_full_disk_is_said_keeps_the_mail_on_the_server_and_heals(
    stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(raw: bytes) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    account = make_mailbox(stage.brand, dovecot.port, "full@harbour.test")
    dovecot.deliver(account.address, make_mail("no room"))
    with monkeypatch.context() as patch:
        patch.setattr(mailbox_fetch, "put_blob", full)
        keeper.start()
        wait_until(lambda: state(account)[0] == "failing")
        assert state(account)[1] == "The disk of this machine is full. Make room; mail waits on the server until then."
        assert count(account) == 0
    wait_until(lambda: count(account) == 1)
    wait_until(lambda: state(account) == ("healthy", ""))


def test_when_the_database_takes_nothing_no_mail_is_passed_over(
    stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(account: Account, cursor: object) -> None:
        raise OperationalError("database or disk is full")

    account = make_mailbox(stage.brand, dovecot.port, "stuck@harbour.test")
    dovecot.deliver(account.address, make_mail("one"), make_mail("two"))
    with monkeypatch.context() as patch:
        patch.setattr(mailbox_fetch, "save_cursor", broken)
        keeper.start()
        wait_until(lambda: state(account)[0] == "failing")
        assert count(account) == 0  # rows and cursor go together, or not at all
    wait_until(lambda: count(account) == 2)


def test_a_mail_that_the_server_will_not_hand_over_stops_no_other(
    stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordinary = mailbox_wire.MailboxLine.fetch
    broken = {2}

    def fetch(line: mailbox_wire.MailboxLine, uids: list[int]) -> dict[int, bytes]:
        if broken & set(uids):
            raise IMAPClientError("fetch failed: Internal error")
        return ordinary(line, uids)

    monkeypatch.setattr(mailbox_wire.MailboxLine, "fetch", fetch)
    account = make_mailbox(stage.brand, dovecot.port, "damaged@harbour.test")
    dovecot.deliver(account.address, *[make_mail(f"mail {number}") for number in range(3)])
    keeper.start()
    wait_until(lambda: count(account) == 2)
    wait_until(lambda: state(account)[0] == "healthy")
    assert "did not hand over 1 of the mails" in state(account)[1]
    broken.clear()
    Account.objects.filter(pk=account.pk).update(settings={**account.settings, "changed_at": 1})
    wait_until(lambda: count(account) == 3)
    wait_until(lambda: state(account) == ("healthy", ""))


def test_a_poisoned_mail_is_left_for_later_and_the_next_is_read(
    stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(raw: bytes, reader: object) -> object:
        if b"Subject: poison" in raw:
            raise ValueError("this mail cannot be read")
        return ordinary(raw, reader)

    ordinary = mailbox_fetch.receive.read
    monkeypatch.setattr(mailbox_fetch.receive, "read", stumble)
    account = make_mailbox(stage.brand, dovecot.port, "poison@harbour.test")
    dovecot.deliver(account.address, make_mail("poison"), make_mail("wholesome"))
    keeper.start()
    rows = RawMessage.objects.filter(account=account).order_by("id")
    wait_until(lambda: [row.state for row in rows.all()] == ["kept", "done"])
    assert "cannot be read" in rows[0].reason


def test_a_number_that_is_given_to_another_mail_loses_none(
    stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper
) -> None:
    account = make_mailbox(stage.brand, dovecot.port, "moved@harbour.test")
    dovecot.deliver(account.address, make_mail("first place"))
    keeper.start()
    wait_until(lambda: count(account) == 1)
    row = RawMessage.objects.get(account=account)
    mailbox_fetch.keep_once(account, make_mail("second place"), row.external_id, 1)
    mailbox_fetch.keep_once(account, make_mail("second place"), row.external_id, 1)
    assert count(account) == 2


def test_the_keeper_follows_what_admins_change(stage: Cast, dovecot: Dovecot, keeper: MailboxKeeper) -> None:
    first = make_mailbox(stage.brand, dovecot.port, "kept1@harbour.test")
    keeper.start()
    wait_until(lambda: keeper.reading == {first.pk})
    second = make_mailbox(stage.brand, dovecot.port, "kept2@harbour.test")
    wait_until(lambda: keeper.reading == {first.pk, second.pk})
    Account.objects.filter(pk=first.pk).update(state=Account.State.PAUSED)
    wait_until(lambda: keeper.reading == {second.pk})
    dovecot.deliver(first.address, make_mail("while paused"))
    time.sleep(0.3)
    assert count(first) == 0
    assert state(first)[0] == "paused"
    Account.objects.filter(pk=first.pk).update(state=Account.State.HEALTHY)
    wait_until(lambda: count(first) == 1)


def test_a_mailbox_fed_by_other_doors_has_no_thread(stage: Cast, keeper: MailboxKeeper) -> None:
    account = make_mailbox(stage.brand, free_ports(1)[0], "lmtp@harbour.test")
    Account.objects.filter(pk=account.pk).update(settings={})
    keeper.start()
    time.sleep(0.3)
    assert keeper.reading == set()


def test_pauses_grow_up_to_five_minutes_and_a_refused_password_is_tried_seldom() -> None:
    soft = [mailbox_session.pause_after(tries, is_final=False) * 10 for tries in (1, 5, 40)]
    assert 0.5 <= soft[0] <= 1
    assert 8 <= soft[1] <= 16
    assert 150 <= soft[2] <= 300
    assert mailbox_session.pause_after(1, is_final=True) * 10 >= 30
