"""Sending against a real SMTP server that accepts, refuses, stalls and hangs up at every step."""

import base64
import datetime as dt
import socket
import ssl
import threading

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from heedful.channels.email.outbound import send
from heedful.channels.email.smtp import SmtpSettings
from heedful.channels.message import Outbound, Party


class Desk:
    """An SMTP server's handler whose answers a test sets beforehand."""

    def __init__(self):
        self.mails, self.answers = [], {}

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "mail" in self.answers:
            return self.answers["mail"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(envelope)
        return self.answers.get("data", "250 taken as 77")


def password_check(server, session, envelope, mechanism, auth_data):
    known = isinstance(auth_data, LoginPassword) and auth_data.password == b"right"
    return AuthResult(success=known, handled=False)


class _TokenServer(SMTP):
    async def auth_XOAUTH2(self, _, args):
        answer = await self.challenge_auth("", encode_to_b64=False) if len(args) < 2 else args[1]
        if base64.b64decode(answer) == b"user=desk@shop.example\x01auth=Bearer good\x01\x01":
            return AuthResult(success=True)
        await self.push("334 eyJzdGF0dXMiOiI0MDEifQ==")
        await self._reader.readline()
        return AuthResult(success=False, handled=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def start(desk):
    running = []

    def begin(factory=SMTP, ssl_context=None, **options):
        class Here(Controller):
            def factory(self):
                return factory(self.handler, **options)

        controller = Here(desk, hostname="127.0.0.1", port=free_port(), ssl_context=ssl_context)
        controller.start()
        running.append(controller)
        return controller.port

    yield begin
    for controller in running:
        controller.stop()


def letter(**changes):
    fields = {
        "channel": "email",
        "key": "out-9",
        "sender": Party("desk@shop.example", "Front Desk"),
        "to": (Party("lou@home.example", "Lou"),),
        "text": "Dear Lou,\n\n.a line that begins with a dot\n\nFront Desk",
        "subject": "Your visit",
    }
    return Outbound(**(fields | changes))


def plain(port, **changes):
    return SmtpSettings("127.0.0.1", port, security="plain", timeout=5, own_name="shop.example", **changes)


def test_a_mail_arrives_whole(start, desk):
    receipt = send(letter(), plain(start()))
    assert (receipt.outcome, receipt.reason) == ("sent", "")
    (mail,) = desk.mails
    assert mail.mail_from == "desk@shop.example"
    assert b"\r\n.a line that begins with a dot\r\n" in mail.content
    assert b"Message-ID: <out-9.hd@shop.example>\r\n" in mail.content


def test_bcc_gets_it_and_is_not_named(start, desk):
    send(letter(cc=(Party("cc@home.example"),), bcc=(Party("secret@home.example"),)), plain(start()))
    assert desk.mails[0].rcpt_tos == ["lou@home.example", "cc@home.example", "secret@home.example"]
    assert b"secret" not in desk.mails[0].content


def test_an_automatic_mail_leaves_with_the_empty_return_path(start, desk):
    send(letter(automatic=True), plain(start()))
    assert desk.mails[0].mail_from == "<>"


@pytest.mark.parametrize(
    ("step", "answer", "outcome"),
    [
        ("mail", "451 later", "retry"),
        ("mail", "550 not you", "refused"),
        ("mail", "530 sign in first", "auth"),
        ("lou@home.example", "450 greylisted", "retry"),
        ("lou@home.example", "550 5.1.1 no such person", "refused"),
        ("data", "452 disk full", "retry"),
        ("data", "554 looks like spam", "refused"),
    ],
)
def test_the_answer_decides_the_outcome(start, desk, step, answer, outcome):
    desk.answers[step] = answer
    receipt = send(letter(), plain(start()))
    assert receipt.outcome == outcome
    assert answer in receipt.reason


def test_one_of_two_recipients_refused_is_sent_and_said(start, desk):
    desk.answers["gone@home.example"] = "550 no such person"
    receipt = send(letter(cc=(Party("gone@home.example"),)), plain(start()))
    assert receipt.outcome == "sent"
    assert "gone@home.example: no such person" in receipt.reason


def test_of_two_refusals_the_temporary_one_counts(start, desk):
    desk.answers |= {"gone@home.example": "550 no", "lou@home.example": "450 later"}
    assert send(letter(cc=(Party("gone@home.example"),)), plain(start())).outcome == "retry"


def test_nobody_listens():
    port = free_port()
    receipt = send(letter(), plain(port))
    assert receipt.outcome == "retry"
    assert f"127.0.0.1:{port}" in receipt.reason


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_password(start):
    port = start(authenticator=password_check, auth_require_tls=False, auth_required=True)
    assert send(letter(), plain(port, user="desk", password="right")).outcome == "sent"
    wrong = send(letter(), plain(port, user="desk", password="wrong"))
    assert wrong.outcome == "auth"
    assert "535" in wrong.reason
    assert send(letter(), plain(port)).outcome == "auth"


def test_a_server_that_knows_no_sign_in(start):
    assert send(letter(), plain(start(), user="desk", password="right")).outcome == "auth"


def test_access_token(start):
    port = start(_TokenServer, auth_require_tls=False)
    assert send(letter(), plain(port, user="desk@shop.example", token="good")).outcome == "sent"
    assert send(letter(), plain(port, user="desk@shop.example", token="stale")).outcome == "auth"


def test_starttls_is_never_given_up_for_plain_text(start, desk):
    settings = SmtpSettings("127.0.0.1", start(), security="starttls", timeout=5)
    receipt = send(letter(), settings)
    assert receipt.outcome == "retry"
    assert "STARTTLS" in receipt.reason
    assert not desk.mails


@pytest.fixture
def own_certificate(tmp_path):
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + dt.timedelta(days=1))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (tmp_path / "own.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem")
    return context


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_encrypted_and_only_to_a_server_that_can_prove_itself(start, desk, own_certificate, security):
    options = {"ssl_context": own_certificate} if security == "tls" else {"tls_context": own_certificate}
    port = start(**options)
    trusting = SmtpSettings("127.0.0.1", port, security=security, timeout=5, verify_certificate=False)
    assert send(letter(), trusting).outcome == "sent"
    careful = SmtpSettings("127.0.0.1", port, security=security, timeout=5)
    receipt = send(letter(), careful)
    assert receipt.outcome == "retry"
    assert "certificate" in receipt.reason.lower()
    assert len(desk.mails) == 1


def test_a_mail_larger_than_the_server_takes_is_refused(start):
    receipt = send(letter(text="long " * 2_000), plain(start(data_size_limit=5_000)))
    assert receipt.outcome == "refused"
    assert "5000" in receipt.reason


@pytest.mark.parametrize("address", ["", "lou", "a b@home.example", "lou@home.example>\r\nRCPT TO:<x@y.example", "@"])
def test_no_address_no_attempt(address):
    assert send(letter(to=(Party(address),)), plain(1)).outcome == "refused"


# A server written by hand, to hang up or fall silent at one exact step.
_SCRIPT = {
    "EHLO": b"250-here\r\n250 SIZE 9000000\r\n",
    "MAIL": b"250 ok\r\n",
    "RCPT": b"250 ok\r\n",
    "DATA": b"354 go\r\n",
    ".": b"250 taken\r\n",
    "QUIT": b"221 bye\r\n",
}


def scripted(at, act):
    """Serves one conversation; at step `at` it does `act`: 'drop', 'silent', or bytes to answer."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        with listener, listener.accept()[0] as peer, peer.makefile("rb") as lines:
            peer.settimeout(10)
            peer.sendall(b"220 here\r\n")
            inside = False
            for line in lines:
                step = "." if inside and line == b".\r\n" else "" if inside else line[:4].decode().strip().upper()
                if not step:
                    continue
                if step == at and act == "drop":
                    return
                if step == at and act == "silent":
                    peer.settimeout(3)
                    lines.read(1)
                    return
                peer.sendall(act if step == at else _SCRIPT[step])
                inside = step == "DATA" and step != at
                if step == "QUIT":
                    return

    threading.Thread(target=serve, daemon=True).start()
    return listener.getsockname()[1]


@pytest.mark.parametrize("act", ["drop", "silent"])
@pytest.mark.parametrize(
    ("step", "outcome"),
    [("EHLO", "retry"), ("MAIL", "retry"), ("RCPT", "retry"), ("DATA", "retry"), (".", "uncertain"), ("QUIT", "sent")],
)
def test_only_silence_after_the_final_dot_is_uncertain(step, act, outcome):
    settings = SmtpSettings("127.0.0.1", scripted(step, act), security="plain", timeout=0.5, own_name="shop.example")
    assert send(letter(), settings).outcome == outcome


def test_going_down_is_a_reason_to_try_again():
    assert send(letter(), plain(scripted("RCPT", b"421 going down\r\n"))).outcome == "retry"
    assert send(letter(), plain(scripted("DATA", b"554 no\r\n"))).outcome == "refused"
