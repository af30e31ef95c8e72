"""Checks of the server that mail is read from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from imapclient.exceptions import IMAPClientError

from heedful.switchboard.doctor_check import SECONDS, Check, failed, only_open, way_checks, well, wrong
from heedful.switchboard.doors.mailbox_sign_in import connect
from heedful.switchboard.doors.mailbox_wire import MailboxLine
from heedful.switchboard.doors.mailbox_words import explain
from heedful.switchboard.mailbox_settings import Wire, imap_of, poll_seconds
from heedful.switchboard.models import Account

SKEW = timedelta(minutes=3)
FIELDS = {"tls": "imap_security", "login": "imap_user", "port": "imap_port", "name": "imap_host"}
MOST_FOLDERS = 8


def imap_checks(account: Account) -> Iterator[Check]:
    """From the name of the server to the newest mail in the folder."""
    wire = imap_of(account)
    for check in way_checks(wire, "Reading"):
        yield check
        if not check.ok and not only_open(check, wire):
            return
    try:
        line = connect(account, seconds=SECONDS)
    except Exception as error:  # noqa: BLE001 (whatever it is, the person gets it in words)
        trouble = explain(error, wire.host, wire.port)
        yield failed("Reading: sign-in", trouble, FIELDS.get(trouble.step, "imap_user"))
        return
    try:
        yield well("Reading: sign-in", f"{wire.user} is let in.")
        yield from _folder_checks(line, wire, account)
    finally:
        line.hang_up()


def _folder_checks(line: MailboxLine, wire: Wire, account: Account) -> Iterator[Check]:
    try:
        line.open_folder(wire.folder)
    except (OSError, IMAPClientError):
        yield wrong("Reading: folder", f"There is no folder {wire.folder}.", _folders(line), "imap_folder")
        return
    count = line.count
    yield well("Reading: folder", f"{wire.folder} holds {count} {'mail' if count == 1 else 'mails'}.")
    if line.can_idle:
        yield well("Reading: news", "The server tells at once when mail arrives (IDLE).")
    else:
        words = f"The server does not tell when mail arrives, so it is asked every {poll_seconds(account):.0f} seconds."
        yield well("Reading: news", words)
    yield _clock_check(line)


def _folders(line: MailboxLine) -> str:
    names: list[str] = []
    with suppress(OSError, IMAPClientError):
        names = line.folder_names()
    if not names:
        return "Write its name exactly as the server does."
    listed = ", ".join(names[:MOST_FOLDERS]) + (" and others" if len(names) > MOST_FOLDERS else "")
    return f"The server has: {listed}."


def _clock_check(line: MailboxLine) -> Check:
    name = "Reading: clock"
    newest = None
    with suppress(OSError, IMAPClientError):
        newest = line.newest_arrival()
    if newest is None:
        return well(name, "There is no mail yet to compare the clocks by.")
    ahead = newest - datetime.now(UTC)
    if ahead > SKEW:
        minutes = round(ahead.total_seconds() / 60)
        words = f"The newest mail arrived {minutes} minutes in the future: one of the two clocks is wrong."
        return wrong(name, words, "Set the date and time of this machine, best by NTP.")
    return well(name, "The clocks agree, as far as the newest mail shows.")
