"""The doctor against real servers: every fault is named in words, with what to do, and no secret is shown."""

from __future__ import annotations

import errno
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from heedful.events.models import Event
from heedful.switchboard import doctor_house
from heedful.switchboard.doctor import Check, examine, examine_house, examine_wires
from heedful.switchboard.mailbox_settings import Secrets, Wire, seal_secrets
from heedful.switchboard.models import Account
from heedful.switchboard.tests.servers.accounts import make_mail, make_mailbox
from heedful.switchboard.tests.servers.certificate import make_certificate
from heedful.switchboard.tests.servers.dovecot import Dovecot, dovecot
from heedful.switchboard.tests.servers.ports import free_ports
from heedful.switchboard.tests.servers.silent import SilentServer, silent_server
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink, smtp_sink
from heedful.switchboard.tests.servers.tls import tls_server
from heedful.team.tests.factories import Cast

__all__ = ["dovecot", "silent_server", "smtp_sink"]
SECRET = "open-sesame-42"


@pytest.fixture
def account(cast: Cast, dovecot: Dovecot, smtp_sink: SmtpSink) -> Account:
    made = make_mailbox(cast.brand, dovecot.port, "doctor@harbour.test")
    made.settings["smtp"] = {"host": "127.0.0.1", "port": smtp_sink.port, "security": "plain"}
    smtp_sink.user, smtp_sink.password = "doctor@harbour.test", "test"
    smtp_sink.stop()
    smtp_sink.start()
    return made


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Treat this machine as if it were somewhere else, so that certificates are checked."""
    monkeypatch.setattr(Wire, "is_local", property(lambda _: False))


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("doctor_check", "doctor_imap", "doctor_smtp"):
        monkeypatch.setattr(f"heedful.switchboard.{module}.SECONDS", 0.6)


def by_name(account: Account) -> dict[str, Check]:
    checks = list(examine_wires(account))
    assert all(SECRET not in f"{check}" for check in checks)
    assert all(check.words.endswith((".", "!")) for check in checks)
    assert all(check.remedy for check in checks if not check.ok)
    return {check.name: check for check in checks}


def faults(account: Account) -> dict[str, Check]:
    return {name: check for name, check in by_name(account).items() if not check.ok}


def test_a_sound_mailbox_has_no_fault_and_nothing_is_sent(account: Account, smtp_sink: SmtpSink) -> None:
    checks = [*examine_house(), *examine(account)]
    assert [check for check in checks if not check.ok] == []
    assert [check.name for check in checks if check.name != "Clock"] == [  # that one needs PostgreSQL
        "Folder for mail", "Room on the disk", "Database",
        "Reading: server name", "Reading: port", "Reading: encryption", "Reading: sign-in",
        "Reading: folder", "Reading: news", "Reading: clock",
        "Sending: server name", "Sending: port", "Sending: encryption", "Sending: sign-in", "Sending: sender",
    ]  # fmt: skip
    assert smtp_sink.caught == []
    assert not Event.objects.filter(kind="doctor.looked").exists()


def test_a_name_that_nobody_knows(account: Account) -> None:
    account.settings["imap"]["host"] = "no-such-host.invalid"
    found = faults(account)["Reading: server name"]
    assert found.words == "No server is known by the name no-such-host.invalid."
    assert found.field == "imap_host"


@pytest.mark.parametrize("host", ["a..b", "." * 70, "x" * 300, "exa mple.com", "\u00fc" * 64])
def test_a_name_that_cannot_be_one(account: Account, host: str) -> None:
    account.settings["imap"]["host"] = host
    assert "Reading: server name" in faults(account)


def test_a_port_where_nobody_listens(account: Account) -> None:
    account.settings["imap"]["port"] = port = free_ports(1)[0]
    found = faults(account)
    assert found["Reading: port"].words == f"Nothing answers at 127.0.0.1:{port}."
    assert list(found) == ["Reading: port"]  # what follows from it is not said again


def test_a_server_that_never_speaks(account: Account, silent_server: SilentServer) -> None:
    account.settings["imap"]["port"] = silent_server.port
    assert "does not answer in time" in faults(account)["Reading: sign-in"].words


@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        ("localhost", -3, "has expired"),
        ("mail.example.org", 30, "belongs to another name than localhost"),
    ],
)
def test_certificates_with_a_fault(
    account: Account, tmp_path: Path, far_away: None, monkeypatch: pytest.MonkeyPatch, name: str, days: int, words: str
) -> None:
    certificate = make_certificate(tmp_path / "tls.pem", name=name, days=days)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with tls_server(certificate) as port:
        account.settings["imap"].update(host="localhost", port=port, security="tls")
        assert words in faults(account)["Reading: encryption"].words


def test_a_certificate_that_nobody_vouches_for(account: Account, dovecot: Dovecot, far_away: None) -> None:
    account.settings["imap"].update(host="localhost", port=dovecot.ports.imaps, security="tls")
    found = faults(account)["Reading: encryption"]
    assert "signed by the server itself" in found.words
    assert "SSL_CERT_FILE" in found.remedy


def test_a_certificate_that_ends_soon_is_said_but_no_fault(
    account: Account, tmp_path: Path, far_away: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = make_certificate(tmp_path / "tls.pem", days=5)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with tls_server(certificate) as port:
        account.settings["imap"].update(host="localhost", port=port, security="tls")
        check = by_name(account)["Reading: encryption"]
    assert check.ok
    assert "ends in 4 days" in check.words


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_encrypted_connections_work(
    account: Account, dovecot: Dovecot, far_away: None, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate))
    port = dovecot.ports.imaps if security == "tls" else dovecot.ports.imap
    account.settings["imap"].update(host="localhost", port=port, security=security)
    checks = by_name(account)
    assert checks["Reading: folder"].ok


def test_encryption_at_the_wrong_port(account: Account, dovecot: Dovecot) -> None:
    account.settings["imap"]["security"] = "tls"
    found = faults(account)["Reading: encryption"]
    assert "No encrypted connection" in found.words
    assert "143 and 587 want STARTTLS" in found.remedy


def test_a_password_that_travels_open_is_a_fault_but_the_rest_is_examined(account: Account, far_away: None) -> None:
    found = by_name(account)
    assert not found["Reading: encryption"].ok
    assert "without encryption" in found["Reading: encryption"].words
    assert found["Reading: folder"].ok


def test_a_wrong_password(account: Account) -> None:
    account.sealed = seal_secrets(Secrets(password=SECRET))
    found = faults(account)
    assert "refused the user name or password" in found["Reading: sign-in"].words
    assert "app password" in found["Reading: sign-in"].remedy
    assert "refused the user name or password" in found["Sending: sign-in"].words


def test_a_seal_that_cannot_be_opened(account: Account) -> None:
    account.sealed = "gAAAA-damaged"
    assert "cannot be opened" in faults(account)["Reading: sign-in"].words


def test_a_folder_that_is_not_there(account: Account) -> None:
    account.settings["imap"]["folder"] = "Enquiries"
    found = faults(account)["Reading: folder"]
    assert found.words == "There is no folder Enquiries."
    assert "INBOX" in found.remedy


def test_a_server_without_idle(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heedful.switchboard.doors.mailbox_wire.MailboxLine.can_idle", False)
    assert "asked every 60 seconds" in by_name(account)["Reading: news"].words


def test_a_clock_that_is_wrong(account: Account, dovecot: Dovecot) -> None:
    account.settings["imap"]["user"] = "skewed@harbour.test"
    with dovecot.open("skewed@harbour.test") as client:
        client.append("INBOX", make_mail("tomorrow"), msg_time=datetime.now(UTC) + timedelta(hours=2))
    assert "in the future" in faults(account)["Reading: clock"].words


@pytest.mark.parametrize("command", ["MAIL", "RCPT"])
def test_a_sender_that_is_not_allowed(account: Account, smtp_sink: SmtpSink, command: str) -> None:
    smtp_sink.answers[command] = "553 5.7.1 Sender address rejected: not owned by user"
    found = faults(account)["Sending: sender"]
    assert "does not let us send as doctor@harbour.test: 553" in found.words


def test_sending_without_encryption_on_offer(account: Account) -> None:
    account.settings["smtp"]["security"] = "starttls"
    assert "offers no encryption by STARTTLS" in faults(account)["Sending: sign-in"].words


def test_a_sending_server_that_hangs_up_or_is_silent(account: Account, silent_server: SilentServer) -> None:
    account.settings["smtp"]["port"] = silent_server.port
    assert "does not answer in time" in faults(account)["Sending: sign-in"].words


def test_a_mailbox_that_only_reads(account: Account) -> None:
    account.settings.pop("smtp")
    assert "no server to send by" in faults(account)["Sending"].words


def test_a_mailbox_fed_by_lmtp_has_nothing_to_read_from(account: Account) -> None:
    account.settings.pop("imap")
    assert by_name(account)["Reading"].ok


def test_a_disk_that_is_nearly_full(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    found = next(check for check in examine_house() if not check.ok)
    assert (found.name, found.words) == ("Room on the disk", "0.0 GB are free for mail.")


def test_a_folder_that_cannot_be_written(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(doctor_house.tempfile, "NamedTemporaryFile", refuse)
    found = next(check for check in examine_house() if not check.ok)
    assert "cannot be written" in found.words


def test_a_database_that_takes_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(doctor_house.Event.objects, "create", refuse)
    found = next(check for check in examine_house() if not check.ok)
    assert (found.name, found.words) == ("Database", "The database cannot be written.")
