"""Open the house, keep it open until a signal comes, close it cleanly."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

import click
from django.conf import settings
from django.db import connection
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from heedful.config.schema import bring_up_to_date
from heedful.config.watch.pulse import look_at, pulse
from heedful.config.work.loops import Loop
from heedful.config.work.others import Refused, alone, among_others, lock_folder, one_at_a_time
from heedful.config.work.static_files import lay_out_static_files
from heedful.config.work.tasks import all_tasks
from heedful.events.live import CLOSING, Note, hub
from heedful.switchboard.deliver import recover
from heedful.switchboard.doors.mailbox import Leases, MailboxKeeper
from heedful.team.commands import setup_link
from heedful.team.models import Person

log = logging.getLogger(__name__)
__all__ = ["Refused", "alone", "lock_folder", "prepare", "run"]
STREAMS_END = 0.2  # seconds for the streams to say goodbye


def run(*, web: bool, work: bool) -> None:
    """Run the chosen parts until SIGTERM or SIGINT."""
    environment = settings.ENVIRONMENT
    with among_others(web=web, work=work) as leases:
        if web:
            _probe_port(environment.bind, environment.port)
        prepare(web=web)
        behind = Behind(leases) if work else None
        try:
            if behind:
                behind.start()
            if web:
                _greet()
                asyncio.run(_serve(environment.bind, environment.port))
            else:
                _wait_for_signal()
        finally:
            if behind:
                behind.stop()
            connection.close()


def prepare(*, web: bool) -> None:
    """Bring the database to this version and lay out the static files."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with one_at_a_time():
        bring_up_to_date()
        if web:
            lay_out_static_files()


class Behind:
    """The background work: what a dead process left is recovered first."""

    def __init__(self, leases: Leases | None = None) -> None:
        recover(only_process=connection.vendor == "sqlite")
        self._loops = [Loop(task) for task in all_tasks()]
        self._mailboxes = MailboxKeeper(leases=leases)
        self._unwatch: list[Callable[[], None]] = []
        self._lmtp = _lmtp_door(settings.ENVIRONMENT.lmtp) if settings.ENVIRONMENT.lmtp else None

    def start(self) -> None:
        for loop in self._loops:
            loop.start()
            self._unwatch.append(pulse.watch(loop.task.name, look_at(loop, loop.seconds_busy, loop.task.longest)))
        self._mailboxes.start()
        self._unwatch.append(pulse.watch("mailboxes", lambda: "" if self._mailboxes.is_alive() else "has ended"))
        if self._lmtp:
            self._lmtp.start()

    def stop(self) -> None:
        for unwatch in self._unwatch:
            unwatch()
        if self._lmtp:
            self._lmtp.stop()
        self._mailboxes.stop()
        for loop in self._loops:
            loop.stop()
        for loop in self._loops:
            loop.join(timeout=5)


def _lmtp_door(where: str) -> Any:
    # The LMTP server is loaded only where it is switched on: most shops never use it.
    from heedful.switchboard.doors.lmtp import LmtpDoor  # noqa: PLC0415

    return LmtpDoor(where)


async def _serve(bind: str, port: int) -> None:
    server = Server(
        _application(),
        address=bind,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, _close, loop, server)
    await server.serve()


def _close(loop: asyncio.AbstractEventLoop, server: Server) -> None:
    """Open streams would be waited for: they are ended first, and screens come back by themselves."""
    hub.publish(Note(CLOSING, None, None, 0))
    loop.call_later(STREAMS_END, server.stop)


def _application() -> Any:
    # Loaded here because the static files must lie ready before WhiteNoise looks at them.
    from heedful.config.asgi import application  # noqa: PLC0415

    return application


def _wait_for_signal() -> None:
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    stop.wait()


def _greet() -> None:
    lines = [f"\n  Heedful is open at {settings.PUBLIC_URL}"]
    if not Person.objects.exists():
        link = setup_link(settings.PUBLIC_URL)
        lines += ["  Set up the first person (this link works once, for 24 hours):", f"  {link}"]
    lines.append(f"  Stop with Ctrl-C. Everything is kept in {settings.DATA}\n")
    click.echo("\n".join(lines))
    sys.stdout.flush()


def _probe_port(bind: str, port: int) -> None:
    """Granian shares a port silently (SO_REUSEPORT), so find out first whether somebody has it."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            raise Refused(
                f"{bind}:{port} cannot be used ({error.strerror}). Is Heedful running already? "
                "Choose another with HEEDFUL_PORT."
            ) from error
