"""One signed-in IMAP connection: find what is new, fetch it without marking it read, wait for more."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

READ_SECONDS = 60.0
BATCH_MAILS = 50
BATCH_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mail on the server that was not fetched yet."""

    uid: int
    size: int
    arrived: datetime | None


class MailboxLine:
    """Made by `mailbox_sign_in.connect`; every method may raise OSError or IMAPClientError when the line breaks."""

    def __init__(self, client: IMAPClient) -> None:
        self._client = client
        self.uidvalidity = 0
        self.count = 0

    def open_folder(self, folder: str, *, writable: bool = False) -> int:
        """Choose the folder; opened for reading only unless mails are to be marked. Returns its UIDVALIDITY."""
        chosen = self._client.select_folder(folder, readonly=not writable)
        self.uidvalidity = int(chosen.get(b"UIDVALIDITY", 0))
        self.count = int(chosen.get(b"EXISTS", 0))
        return self.uidvalidity

    def new_since(self, uid: int, since: date | None = None) -> list[int]:
        """The UIDs after `uid`, oldest first."""
        criteria: list[Any] = ["UID", f"{uid + 1}:*"]
        if since is not None:
            criteria += ["SINCE", since]
        # `n:*` names the last mail even when its UID is below n, so what is old must be dropped.
        return sorted(found for found in self._client.search(criteria) if found > uid)

    def forget_arrivals(self) -> None:
        """Clear what the server said about new mail, before looking."""
        self._client._imap.response("EXISTS")  # noqa: SLF001 (imapclient offers no public way to see it)

    def heard_arrivals(self) -> bool:
        """Whether the server spoke of new mail in the middle of our own commands."""
        _, counts = self._client._imap.response("EXISTS")  # noqa: SLF001
        return bool(counts and counts[0] is not None)

    def measure(self, uids: list[int]) -> list[Waiting]:
        """Sizes and arrival times; a mail that vanished meanwhile is left out."""
        found = self._client.fetch(uids, ["RFC822.SIZE", "INTERNALDATE"])
        return [
            Waiting(uid, int(row.get(b"RFC822.SIZE", 0)), _aware(row.get(b"INTERNALDATE")))
            for uid, row in sorted(found.items())
        ]

    def fetch(self, uids: list[int]) -> dict[int, bytes]:
        """The mails exactly as they are. PEEK: they stay unread."""
        found = self._client.fetch(uids, ["BODY.PEEK[]"])
        return {uid: row[b"BODY[]"] for uid, row in found.items() if row.get(b"BODY[]") is not None}

    def mark_read(self, uids: list[int]) -> None:
        self._client.add_flags(uids, [b"\\Seen"], silent=True)

    def newest_arrival(self) -> datetime | None:
        """When the server got the last mail of the folder."""
        uids = self._client.search(["UID", "*"])
        measured = self.measure(uids)
        return measured[-1].arrived if measured else None

    def folder_names(self) -> list[str]:
        return sorted(str(name) for _, _, name in self._client.list_folders())

    @property
    def can_idle(self) -> bool:
        return bool(self._client.has_capability("IDLE"))

    def wait_for_mail(self, seconds: float) -> None:
        """IDLE until the server says anything or the time is over."""
        self._client.idle()
        if not self._has_unread_lines():
            self._client.idle_check(timeout=seconds)
        self._client.idle_done()

    def check_alive(self) -> None:
        self._client.noop()

    def cut(self) -> None:
        """End the line while another thread waits on it; that thread then sees it as lost and hangs up."""
        with suppress(OSError, AttributeError):
            # Not `close`: it would wait for the lock of the reader. Not SSLSocket.shutdown: it would drop the
            # encryption under the feet of the other thread.
            socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)

    def hang_up(self) -> None:
        with suppress(OSError, IMAPClientError, AttributeError):
            self._client.shutdown()

    def _has_unread_lines(self) -> bool:
        """Lines that came in the same packet as the go-ahead sit in a buffer where poll() cannot see them."""
        sock = self._client.socket()
        sock.settimeout(0)
        try:
            return bool(self._client._imap.file.peek(1))  # noqa: SLF001
        except (OSError, ValueError):
            return False
        finally:
            sock.settimeout(READ_SECONDS)


def batches(waiting: Iterable[Waiting]) -> Iterator[list[Waiting]]:
    """Groups of at most 50 mails and about 8 MB, so that a huge mail travels alone."""
    group: list[Waiting] = []
    size = 0
    for mail in waiting:
        if group and (len(group) == BATCH_MAILS or size + mail.size > BATCH_BYTES):
            yield group
            group, size = [], 0
        group.append(mail)
        size += mail.size
    if group:
        yield group


def _aware(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)
