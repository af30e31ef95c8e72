"""What we send can be read back, threads everywhere, and cannot be bent by what people type."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heedful.channels.email.inbound import _read
from heedful.channels.email.outbound import compose
from heedful.channels.email.reader import Reader
from heedful.channels.email.threading import make_message_id, make_reply_address
from heedful.channels.message import Attached, Outbound, Party

OUTSIDER = Reader()
US = Reader(frozenset({"desk@shop.example"}), frozenset({"shop.example"}), key=b"key")


def letter(**changes):
    fields = {
        "channel": "email",
        "key": "out-9",
        "sender": Party("desk@shop.example", "Front Desk"),
        "to": (Party("lou@home.example", "Lou"),),
        "text": "Dear Lou,\n\nthank you.",
        "subject": "Your visit",
    }
    return Outbound(**(fields | changes))


def sent(**changes):
    return compose(letter(**changes), sent_at=datetime(2026, 2, 12, 16, 40, tzinfo=UTC)).as_bytes()


def test_read_back_by_somebody_else():
    files = (Attached("Plán č. 1.pdf", "application/pdf", b"%PDF"), Attached("n.txt", "text/plain", b"a\r\nb\n\x00"))
    raw = sent(
        sender=Party("desk@shop.example", "Zoë, Front Desk"),
        to=(Party("lou@bücher.example", "Łukasz"), Party("x@y.example")),
        cc=(Party("cc@home.example", "C"),),
        reply_to=Party(make_reply_address("desk@shop.example", 4, b"key"), "Front Desk"),
        subject="Ihr Besuch – nächsten Freitag, mit einem sehr langen Betreff, der nicht in eine Zeile passt",
        in_reply_to="q1@home.example",
        references=("q0@home.example", "q1@home.example"),
        attachments=files,
    )
    found = _read(raw, OUTSIDER)
    assert found.sender == Party("desk@shop.example", "Zoë, Front Desk")
    assert found.to == (Party("lou@xn--bcher-kva.example", "Łukasz"), Party("x@y.example"))
    assert found.cc == (Party("cc@home.example", "C"),)
    assert found.reply_to == Party(make_reply_address("desk@shop.example", 4, b"key"), "Front Desk")
    assert found.subject.startswith("Ihr Besuch – nächsten Freitag")
    assert found.subject.endswith("in eine Zeile passt")
    assert found.new_text == "Dear Lou,\n\nthank you."
    assert found.threading.in_reply_to == ("q1@home.example",)
    assert found.threading.references == ("q0@home.example", "q1@home.example")
    assert [(file.name, file.content) for file in found.attachments] == [(file.name, file.content) for file in files]
    assert found.external_id == make_message_id("out-9", "shop.example")
    assert not found.automatic


def test_our_own_mail_is_known_when_it_comes_back():
    assert _read(sent(), US).own_mail
    renamed = sent().replace(b"Message-ID: <out-9", b"Message-ID: <made-anew")
    assert _read(renamed, US).threading.own_ids[-1] == "out-9.hd@shop.example"


def test_an_automatic_mail_says_so():
    found = _read(sent(automatic=True), OUTSIDER)
    assert found.automatic
    assert not found.may_auto_reply
    assert b"X-Auto-Response-Suppress: All" in sent(automatic=True)


def test_the_html_part_is_made_from_the_text():
    page = _read(sent(text="One <two>\nthree\n\nsee https://shop.example/a?b=1&c=2."), OUTSIDER).html
    assert "<p>One &lt;two&gt;<br>" in page
    assert 'href="https://shop.example/a?b=1&amp;c=2"' in page


def test_a_picture_inside_the_html():
    raw = sent(
        html='<p>See <img src="cid:p1"></p>',
        attachments=(Attached("p.png", "image/png", b"\x89PNG", content_id="p1", inline=True),),
    )
    found = _read(raw, OUTSIDER)
    assert 'src="cid:p1"' in found.html
    assert [(file.name, file.content_id, file.inline) for file in found.attachments] == [("p.png", "p1", True)]


def test_long_ids_of_others_are_never_broken():
    long = "x" * 150 + "@mail.home.example"
    raw = sent(in_reply_to=f"<{long}>", references=(long, "b@c.example"))
    assert f"<{long}>".encode() in raw
    assert _read(raw, OUTSIDER).threading.references == ("b@c.example", long)


INJECTIONS = [
    "x\r\nBcc: evil@evil.example",
    "x\nBcc: evil@evil.example",
    "x\r\n\r\nbody",
    "\x00",
    "\u2028Bcc: e@e.example",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_nothing_typed_becomes_a_header(text):
    raw = sent(
        subject=text,
        sender=Party("desk@shop.example", text),
        to=(Party("lou@home.example", text),),
        message_id=f"{text}@shop.example",
        in_reply_to=f"<{text}@x.example>",
        references=(text,),
        attachments=(Attached(text, "text/plain\r\nBcc: e@e.example", b"x", content_id=text),),
    )
    head = raw.partition(b"\r\n\r\n")[0].lower()
    assert not any(line.startswith(b"bcc") for line in head.split(b"\r\n"))
    assert _read(raw, OUTSIDER).new_text == "Dear Lou,\n\nthank you."


@pytest.mark.parametrize(
    "address", ["lou", "lou@", "@home.example", "a@b@c.example", "lou@home.example\nBcc: x@y.example"]
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(ValueError, match="is not"):
        compose(letter(to=(Party(address),)))


def test_the_key_decides_the_message_id():
    assert make_message_id("a" * 10, "x.example") == make_message_id("a" * 10, "x.example")
    odd = {make_message_id(key, "x.example") for key in ("a b", "a-b", "a/b", "a" * 80, "a" * 81, "é", "")}
    assert len(odd) == 7
    assert all(" " not in found and found.isascii() for found in odd)


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=80)


@settings(deadline=None, max_examples=50)
@given(subject=words, name=words, text=st.lists(words, max_size=6))
def test_whatever_is_written_is_read_again(subject, name, text):
    body = "\n".join(text)
    found = _read(sent(subject=subject, sender=Party("desk@shop.example", name), text=body), OUTSIDER)
    assert found.subject == " ".join(subject.split())
    assert found.text.split() == body.split()
    assert found.sender.address == "desk@shop.example"


def test_quoted_names_of_boxes_and_newer_domains_go_on_the_wire():
    raw = sent(to=(Party('"two words"@home.example', "Lou"),), cc=(Party("lou@straße.example"),))
    assert b'"two words"@home.example' in raw
    assert b"lou@xn--strae-oqa.example" in raw
    with pytest.raises(ValueError, match="not an e-mail address"):
        sent(to=(Party('"a"b"@home.example'),))


def test_blind_copies_are_in_no_header():
    raw = sent(bcc=(Party("quiet@home.example", "Quiet"),))
    assert b"quiet" not in raw.lower()
