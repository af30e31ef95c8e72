"""The finer points of the IMAP wire, against a server that follows a script."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from heedful.switchboard.doors.mailbox_wire import BATCH_BYTES, BATCH_MAILS, MailboxLine, Waiting, batches

Script = dict[str, str]
CAPABILITY = "* CAPABILITY IMAP4rev1 IDLE\r\n{tag} OK done\r\n"


@contextmanager
def scripted(script: Script) -> Iterator[MailboxLine]:
    """A line to a server that answers each command as told; `{tag}` stands for the command's tag."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_serve, args=(listener, script), daemon=True).start()
    client = IMAPClient("127.0.0.1", listener.getsockname()[1], ssl=False, timeout=SocketTimeout(2, 2))
    client.login("anybody", "secret")
    line = MailboxLine(client)
    line.open_folder("INBOX")
    yield line
    line.hang_up()
    listener.close()


def _serve(listener: socket.socket, script: Script) -> None:
    visitor, _ = listener.accept()
    with suppress(OSError), visitor, visitor.makefile("rb") as commands:
        visitor.sendall(b"* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n")
        tag = ""
        for command in commands:
            words = command.decode().split()
            if words[0] != "DONE":
                tag = words[0]
            name = words[-1] if words[0] == "DONE" else words[1] if words[1] != "UID" else f"UID {words[2]}"
            answer = {"CAPABILITY": CAPABILITY, **script}.get(name, "{tag} OK done\r\n")
            if answer == "hang up":
                return
            visitor.sendall(answer.replace("{tag}", tag).encode())


def test_news_that_comes_in_one_packet_with_the_go_ahead_is_not_overheard() -> None:
    script = {"IDLE": "+ idling\r\n* 3 EXISTS\r\n", "DONE": "{tag} OK idle over\r\n"}
    with scripted(script) as line:
        began = time.monotonic()
        line.wait_for_mail(5)
        assert time.monotonic() - began < 1


def test_waiting_ends_by_itself_when_nothing_comes() -> None:
    with scripted({"IDLE": "+ idling\r\n", "DONE": "{tag} OK idle over\r\n"}) as line:
        began = time.monotonic()
        line.wait_for_mail(0.2)
        assert 0.1 < time.monotonic() - began < 1


def test_a_server_that_ends_the_talk_while_we_wait_is_lost_and_not_asked_for_ever() -> None:
    script = {"IDLE": "+ idling\r\n* BYE going down\r\n", "DONE": "hang up"}
    with scripted(script) as line, pytest.raises((OSError, IMAPClientError)):
        line.wait_for_mail(5)


def test_mail_that_comes_in_the_middle_of_a_search_is_heard() -> None:
    with scripted({"UID SEARCH": "* SEARCH\r\n* 4 EXISTS\r\n{tag} OK done\r\n"}) as line:
        line.forget_arrivals()
        assert line.new_since(7) == []
        assert line.heard_arrivals()
        line.forget_arrivals()
        assert not line.heard_arrivals()


def test_the_last_mail_is_not_taken_for_a_new_one() -> None:
    # "8:*" names mail 7 when there is nothing above it.
    with scripted({"UID SEARCH": "* SEARCH 7\r\n{tag} OK done\r\n"}) as line:
        assert line.new_since(7) == []


def test_a_line_cut_by_another_thread_ends_the_wait() -> None:
    with scripted({"IDLE": "+ idling\r\n"}) as line:
        threading.Timer(0.2, line.cut).start()
        began = time.monotonic()
        with pytest.raises((OSError, IMAPClientError)):
            line.wait_for_mail(30)
        assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "answer",
    [
        "* 1 FETCH (UID 5 BODY[] NIL)\r\n{tag} OK done\r\n",
        "* 1 FETCH (UID 5 FLAGS (\\Seen))\r\n{tag} OK done\r\n",
        "* 9 FETCH (UID 99 BODY[] {3}\r\nabc)\r\n{tag} OK done\r\n",
        "{tag} OK done\r\n",
    ],
)
def test_what_is_no_mail_is_not_taken_for_one(answer: str) -> None:
    with scripted({"UID FETCH": answer}) as line:
        assert line.fetch([5]) == {}


@given(st.lists(st.integers(0, 3 * BATCH_BYTES), max_size=120))
def test_batches_hold_every_mail_once_and_stay_small(sizes: list[int]) -> None:
    mails = [Waiting(number, size, datetime.now(UTC)) for number, size in enumerate(sizes, 1)]
    groups = list(batches(mails))
    assert [mail for group in groups for mail in group] == mails
    for group in groups:
        assert len(group) <= BATCH_MAILS
        assert len(group) == 1 or sum(mail.size for mail in group) <= BATCH_BYTES
