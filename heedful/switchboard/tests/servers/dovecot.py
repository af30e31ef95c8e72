"""A real IMAP and LMTP server for tests: any user name works with the password below."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import smtplib
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from imapclient import IMAPClient

from heedful.switchboard.tests.servers.certificate import make_certificate
from heedful.switchboard.tests.servers.dovecot_config import Ports, write_config
from heedful.switchboard.tests.servers.ports import free_ports, wait_for_port

PASSWORD = "test"
PARENT_DEATH_SIGNAL = 1
MISSING = "dovecot is missing: apt-get install --no-install-recommends dovecot-imapd dovecot-lmtpd"


@dataclass
class Dovecot:
    """One server in a folder of its own; `stop` and `start` keep its mails and its ports."""

    folder: Path
    ports: Ports
    introspection_url: str = ""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        return "127.0.0.1"

    @property
    def port(self) -> int:
        return self.ports.imap

    @property
    def certificate(self) -> Path:
        """Self-signed, for the names localhost and 127.0.0.1."""
        return self.folder / "tls.pem"

    def start(self) -> None:
        config = write_config(self.folder, self.ports, self.introspection_url)
        self._process = subprocess.Popen(
            [program() or "dovecot", "-F", "-c", str(config)],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_the_tests,  # noqa: PLW1509 (nothing is locked in there)
        )
        wait_for_port(self.ports.imap, still_runs=lambda: self._process is not None and self._process.poll() is None)
        wait_for_port(self.ports.lmtp)

    def stop(self) -> None:
        """Ends the server and every connection to it."""
        if self._process is not None:
            # The whole group at once: processes of open connections outlive a polite end by many seconds.
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=10)
            self._process = None

    def deliver(self, user: str, *mails: bytes) -> None:
        """Put mails into a mailbox, as another server would."""
        with smtplib.LMTP(self.host, self.ports.lmtp) as line:
            for mail in mails:
                line.sendmail("sender@example.com", [user], mail)

    def open(self, user: str) -> IMAPClient:
        """A signed-in client in the inbox."""
        client = IMAPClient(self.host, self.ports.imap, ssl=False)
        client.login(user, PASSWORD)
        client.select_folder("INBOX")
        return client

    def number_anew(self, user: str) -> None:
        """Give the mailbox a new UIDVALIDITY, as after a restore from a backup."""
        home = self.folder / "data" / user
        head, _, rest = (home / "dovecot-uidlist").read_text().partition("\n")
        version, validity, *others = head.split(" ")
        head = " ".join([version, f"V{int(validity[1:]) + 1}", *others])
        (home / "dovecot-uidlist").write_text(f"{head}\n{rest}")
        for path in home.glob("dovecot.index*"):
            path.unlink()


def _end_with_the_tests() -> None:
    """Linux ends the server when the test process is gone, even one that was killed."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def program() -> str | None:
    """Where dovecot is, also when /usr/sbin is not on the path."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/sbin")


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """The server of the whole session. Without dovecot: a failure in CI, a skip at home."""
    server = make_dovecot()
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


def make_dovecot(introspection_url: str = "") -> Dovecot:
    """A server that is not started yet, with free ports."""
    if program() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="heedful-dovecot-"))
    folder.chmod(0o755)  # its sign-in processes run as other users
    (folder / "data").mkdir()
    make_certificate(folder / "tls.pem")
    with suppress(KeyError, PermissionError):
        shutil.chown(folder / "data", pwd.getpwnam("mail").pw_name)
    return Dovecot(folder, Ports(*free_ports(3)), introspection_url)
