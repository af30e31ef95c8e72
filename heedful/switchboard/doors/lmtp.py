"""The LMTP door: a mail server of the house hands mail over here, and is told yes only once it is safe.

RFC 2033: after the data each recipient gets an answer of its own. 250 is given when the raw mail is committed;
reading it follows afterwards and cannot take the answer back.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from django.db import DatabaseError, connections, transaction

from heedful.blobs.store import put_blob
from heedful.switchboard import receive
from heedful.switchboard.doors.lmtp_recipients import account_for
from heedful.switchboard.models import Account, RawMessage

Result = TypeVar("Result")
log = logging.getLogger(__name__)

LARGEST_MAIL = 50_000_000
LONGEST_LINE = 1_000_000  # real mail holds lines far beyond the 998 letters of the standard; refusing them loses mail
KEEPERS = 4

UNKNOWN = "550 5.1.1 No mailbox of this desk has the address {address}"
PAUSED = "450 4.2.1 The mailbox {address} is paused, try again later"
TROUBLE = "451 4.3.0 The mail could not be stored just now, try again later"
KEPT = "250 2.0.0 Kept for {address}"


class Speaker(LMTP):
    """The protocol side, with room for the lines of real mail."""

    line_length_limit = LONGEST_LINE


class LmtpDoor:
    """Listens at "host:port" (127.0.0.1 when only a port is named) between `start` and `stop`."""

    def __init__(self, where: str) -> None:
        host, port = read_address(where)
        self._desk = _Desk()
        self._controller = _Listener(self._desk, hostname=host, port=port)

    def start(self) -> None:
        self._controller.start()
        log.info("LMTP is open at %s:%s", self._controller.hostname, self._controller.port)

    def stop(self) -> None:
        """Mail whose data was taken is still kept; what was not answered comes again."""
        self._controller.stop(no_assert=True)
        self._desk.close()


def read_address(where: str) -> tuple[str, int]:
    """`127.0.0.1:2525`, `[::1]:2525`, `:2525` or `2525`."""
    host, _, port = where.strip().rpartition(":")
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise ValueError(f"HEEDFUL_LMTP is {where!r}, but it must be host:port, such as 127.0.0.1:2525.")
    return host.strip("[]") or "127.0.0.1", int(port)


class _Listener(Controller):
    def factory(self) -> Speaker:
        return Speaker(self.handler, data_size_limit=LARGEST_MAIL, enable_SMTPUTF8=True, ident="Heedful LMTP")


class _Desk:
    """Answers the commands. Database work runs in threads, so that one slow commit stops no other talk."""

    def __init__(self) -> None:
        self._keepers = ThreadPoolExecutor(KEEPERS, thread_name_prefix="lmtp-keep")
        self._readers = ThreadPoolExecutor(1, thread_name_prefix="lmtp-read")

    def close(self) -> None:
        """What was kept but not read yet is read at the next start."""
        self._keepers.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd looks for this name)
        self, server: LMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        try:
            account = await self._in_thread(lambda: account_for(address))
        except DatabaseError:
            return TROUBLE
        if account is None:
            return UNKNOWN.format(address=printable(address))
        if account.state == Account.State.PAUSED:
            return PAUSED.format(address=printable(address))
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd looks for this name)
        self, server: LMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        sender, recipients = envelope.mail_from or "", list(envelope.rcpt_tos)
        answers, kept = await self._in_thread(lambda: keep_for(content, sender, recipients))
        self._readers.submit(_with_database, lambda: _read(kept))
        return "\r\n".join(answers)

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._keepers, _with_database, work)


def keep_for(content: bytes, sender: str, recipients: list[str]) -> tuple[list[str], list[int]]:
    """Keep the mail once for each account among the recipients: the answers in their order, and what was kept."""
    kept: dict[int, int] = {}
    answers = []
    for address in recipients:
        try:
            account = account_for(address)
            if account is None:
                answers.append(UNKNOWN.format(address=printable(address)))
                continue
            if account.pk not in kept:
                kept[account.pk] = _keep(content, account, sender, recipients)
            answers.append(KEPT.format(address=printable(address)))
        except (OSError, DatabaseError) as error:
            log.error("LMTP: a mail could not be kept, the sender will try again: %s", error)
            answers.append(TROUBLE)
    return answers, list(kept.values())


def _keep(content: bytes, account: Account, sender: str, recipients: Iterable[str]) -> int:
    envelope: dict[str, object] = {"from": sender, "to": [one for one in recipients if account_for(one) == account]}
    put_blob(content)  # before the transaction: writing files must not hold the database's lock
    with transaction.atomic():
        # The same bytes again are the same mail: the other server missed our answer and repeats itself.
        external_id = f"lmtp:{hashlib.sha256(content).hexdigest()}"
        row = receive.keep(account=account, raw=content, external_id=external_id, door="lmtp", envelope=envelope)
    return row.pk


def _read(kept: list[int]) -> None:
    fresh = RawMessage.objects.filter(pk__in=kept, state=RawMessage.State.KEPT).values_list("pk", flat=True)
    receive.receive_many(list(fresh))


def _with_database(work: Callable[[], Result]) -> Result:
    try:
        return work()
    except (OSError, DatabaseError) as error:
        log.error("LMTP: %s", error)
        raise
    finally:
        connections.close_all()


def printable(address: str) -> str:
    """Safe inside an answer line."""
    return "".join(mark for mark in address if mark.isprintable())[:200]
