"""Whatever arrives is read: no crash, nothing that a database refuses, nothing active, nobody believed without proof."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.channels.email import inbound as module
from heedful.channels.email.flags import FLAGS
from heedful.channels.email.identity import content_key
from heedful.channels.email.inbound import _read, read
from heedful.channels.email.quotes import strip_quotes
from heedful.channels.email.reader import Reader
from heedful.channels.email.threading import make_reply_address, read_reply_address

READER = Reader(
    own_addresses=frozenset({"desk@shop.example"}),
    own_domains=frozenset({"shop.example"}),
    staff_addresses=frozenset({"ina@shop.example"}),
    trusted_authserv_ids=frozenset({"mx.shop.example"}),
    key=b"key",
)
SAMPLES = [path.read_bytes()[:20_000] for path in sorted((Path(__file__).parents[1] / "samples").glob("*.eml"))]
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def mail(*headers, body="Hello.", sender="Lou <lou@home.example>", to="desk@shop.example"):
    lines = [f"From: {sender}", f"To: {to}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode("utf-8", "surrogateescape")


def strings(value):
    """All text in a result, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict) or hasattr(value, "items"):
        yield from strings([*value.keys(), *value.values()])
    elif hasattr(value, "__slots__"):
        yield from strings([getattr(value, name) for name in value.__slots__])


def check(raw):
    found = _read(raw, READER)
    assert not [text for text in strings(found) if UNSTORABLE.search(text)]
    assert set(found.flags) <= FLAGS.keys()
    assert not re.search(r"<script|<iframe|\son\w+=|javascript:|<img[^>]* src=\"http", found.html, re.IGNORECASE)
    assert content_key(raw) == found.content_key


# Libraries that few mails need are loaded by the first that does: no deadline for a single mail.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(st.binary(max_size=2_000))
def test_any_bytes(raw):
    check(raw)


@patient
@given(st.sampled_from(SAMPLES), st.data())
def test_damaged_mail(raw, data):
    damaged = bytearray(raw)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged)))
        span = data.draw(st.integers(0, 40))
        damaged[at : at + span] = data.draw(st.binary(max_size=40))
    check(bytes(damaged))


NAMES = (
    "From To Cc Subject Date Message-ID Content-Type Content-Disposition Content-Transfer-Encoding Reply-To References "
    "Sender Delivered-To Authentication-Results Auto-Submitted"
)
heads = st.sampled_from(NAMES.split())


@patient
@given(st.lists(st.tuples(heads, st.binary(max_size=200)), max_size=8), st.binary(max_size=300))
def test_any_headers(fields, body):
    check(b"\r\n".join(name.encode() + b": " + value for name, value in fields) + b"\r\n\r\n" + body)


@patient
@given(st.text(max_size=600))
def test_any_html(page):
    check(mail("Content-Type: text/html; charset=utf-8", body=page))


def test_should_all_else_fail_the_words_are_kept(monkeypatch):
    monkeypatch.setattr(module, "parse", lambda raw: 1 / 0)
    found = read(b"From: lou@home.example\r\n\r\nstill here\x00", READER)
    assert "still here" in found.text
    assert not found.sender_trusted
    assert "damaged" in found.flags


prose = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters=">＞:：-—–_#", exclude_categories=["C"])), max_size=12
)


@patient
@given(prose)
def test_prose_without_marks_is_never_cut(lines):
    assert strip_quotes("\n".join(lines)).split() == " ".join(lines).split()


@pytest.mark.parametrize(
    "raw",
    [
        mail("Content-Type: text/html", body="<div>" * 30_000),
        mail("Content-Type: text/html", body="<blockquote><table><tr><td>" * 5_000),
        mail("Content-Type: text/html", body="<img " + " ".join(f"a{number}=1" for number in range(60_000))),
        mail("Content-Type: text/html", body="<img " + ' a b c d e f g="<>"' * 20_000 + ">x"),
        mail(body="> " * 100_000),
        mail(body=">" * 200_000),
        mail(body="On 1 1 2026 a@b.c\n" * 20_000),
        mail(body="From: a@b.example\n" * 20_000),
        mail(body="-----\n--\n" * 20_000),
        mail(body="Ã™" * 100_000),
        mail("Cc: " + "(" * 50_000),
        mail("Cc: " + '"' * 50_001),
        mail("Cc: " + "a@b.example," * 5_000),
        mail("Subject: " + "=?utf-8?q?a?= " * 4_000),
        mail("Subject: " + "=?utf-8?q?" * 6_000),
        mail('Content-Type: multipart/mixed; boundary="' + ';"' * 20_000),
        mail("Content-Type: text/plain" + "; a*0*=x" * 5_000),
        mail("References: " + "<" * 60_000),
        mail("Authentication-Results: mx.shop.example; " + "dkim=" * 10_000),
        ("\r\n".join(f"junk {number}" for number in range(40_000)) + "\r\nFrom: a@b.example\r\n\r\n").encode(),
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n" * 60_000,
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\nContent-Type: message/rfc822\r\n\r\n" * 2_000,
    ],
)
def test_no_input_takes_long(raw):
    started = time.process_time()
    check(raw)
    assert time.process_time() - started < 2


def test_no_proof_no_colleague():
    assert "auth_failed" in read(mail(sender="ina@shop.example"), READER).flags
    passed = "Authentication-Results: mx.shop.example; dkim=pass header.d=shop.example"
    assert read(mail(passed, sender="ina@shop.example"), READER).sender_trusted
    foreign = "Authentication-Results: mx.shop.example; dkim=pass header.d=elsewhere.example"
    assert not read(mail(foreign, sender="ina@shop.example"), READER).sender_trusted
    other_server = "Authentication-Results: mx.elsewhere.example; dmarc=pass header.from=shop.example"
    assert not read(mail(other_server, sender="ina@shop.example"), READER).sender_trusted
    in_comment = "Authentication-Results: mx.shop.example (; dmarc=pass); dmarc=fail"
    assert not read(mail(in_comment, sender="ina@shop.example"), READER).sender_trusted


def test_one_header_per_method():
    below = "Authentication-Results: mx.shop.example; dkim=none"
    assert not read(mail(below, "Authentication-Results: mx.shop.example; dmarc=fail"), READER).sender_trusted
    raised = mail(below, "Authentication-Results: mx.shop.example; dmarc=pass", sender="ina@shop.example")
    assert not read(raised, READER).sender_trusted


def test_another_desk_at_the_same_free_provider_is_not_us():
    ours = Reader(own_addresses=frozenset({"desk@free.example"}))
    returned = mail("Message-ID: <1.hd@free.example>", sender="desk@free.example")
    assert read(returned, ours).own_mail
    answered = mail("Message-ID: <2.hd@free.example>", sender="other@free.example")
    assert not read(answered, ours).own_mail


def test_customers_need_no_proof_but_a_failure_counts():
    assert read(mail(), READER).sender_trusted
    assert not read(mail("Authentication-Results: mx.shop.example; dmarc=fail"), READER).sender_trusted


@pytest.mark.parametrize(
    ("header", "automatic"),
    [
        ("Auto-Submitted: auto-generated", True),
        ("Auto-Submitted: no", False),
        ("Precedence: junk", True),
        ("Precedence: first-class", False),
        ("X-Auto-Response-Suppress: DR, OOF, AutoReply", True),
        ("X-Auto-Response-Suppress: DR, RN", False),
        ("X-Autoreply: yes", True),
        ("List-Id: <a.b>", True),
        ("Return-Path: <>", True),
        ("Return-Path: <lou@home.example>", False),
        ("Subject: Automatic reply: your visit", True),
        ("Subject: Re: Automatic reply: your visit", False),
        ("Subject: Réponse automatique : visite", True),
    ],
)
def test_signs_of_a_program(header, automatic):
    found = read(mail(header), READER)
    assert (found.automatic, found.may_auto_reply) == (automatic, not automatic)
    assert bool(found.automatic_reason) == automatic


def test_an_answer_is_never_sent_to_a_robot_or_to_ourselves():
    assert not read(mail(sender="no-reply@bank.example"), READER).may_auto_reply
    assert not read(mail("Reply-To: noreply@bank.example"), READER).may_auto_reply
    person_at_the_post = read(mail(sender="Postmaster <postmaster@isp.example>"), READER)
    assert (person_at_the_post.automatic, person_at_the_post.may_auto_reply) == (False, False)
    assert read(mail("Reply-To: Desk <desk@shop.example>"), READER).reply_to is None
    assert not read(mail(sender="desk@shop.example"), READER).may_auto_reply


def test_reply_addresses_hold_only_with_their_signature():
    signed = make_reply_address("desk@shop.example", 17, b"key")
    assert read_reply_address(signed, b"key") == 17
    assert read_reply_address(signed.upper(), b"key") == 17
    assert read_reply_address(signed.replace("r17.", "r18."), b"key") is None
    assert read_reply_address(signed, b"other") is None
    assert read_reply_address(signed, b"") is None
    assert read(mail(to=signed), READER).threading.reply_address_refs == (17,)


def test_content_key_ignores_the_way_and_minds_the_words():
    raw = mail("Subject: Hi", "Message-ID: <1@home.example>")
    same = b"Received: by x\r\nX-Spam: no\r\n" + raw.replace(b"\r\n", b"\n").replace(b"Subject: Hi", b"Subject:  Hi")
    assert content_key(same) == content_key(raw)
    assert content_key(raw.replace(b"Hello", b"Hallo")) != content_key(raw)
    assert content_key(raw.replace(b"<1@", b"<2@")) != content_key(raw)


@pytest.mark.parametrize(
    ("value", "parties"),
    [
        ('"Vance, Lou" <lou@home.example>', [("lou@home.example", "Vance, Lou")]),
        ("Vance, Lou <lou@home.example>", [("lou@home.example", "Vance, Lou")]),
        ("lou@home.example (Lou Vance)", [("lou@home.example", "Lou Vance")]),
        ("LOU@Home.Example", [("lou@home.example", "")]),
        ("Lou <lou@home.example", [("lou@home.example", "Lou")]),
        ("<@relay.example:lou@home.example>", [("lou@home.example", "")]),
        (
            "Family: a@b.example, C <c@d.example>;, e@f.example",
            [("a@b.example", ""), ("c@d.example", "C"), ("e@f.example", "")],
        ),
        ("a@b.example; c@d.example", [("a@b.example", ""), ("c@d.example", "")]),
        ("undisclosed-recipients:;", []),
        ('"=?utf-8?q?L=C3=B3?=" <lo@home.example>', [("lo@home.example", "Ló")]),
        ("'Lou' <lou@home.example>", [("lou@home.example", "Lou")]),
        ('"Lou \\"L\\" Vance" <lou@home.example>', [("lou@home.example", 'Lou "L" Vance')]),
        ("Lou\u202egnp <lou@home.example>", [("lou@home.example", "Lougnp")]),
    ],
)
def test_address_lines(value, parties):
    found = read(mail(to=value), READER).to
    assert [(party.address, party.name) for party in found] == parties
