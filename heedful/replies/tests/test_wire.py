"""A reply on a real wire: everybody gets it, nobody sees the blind copies, files arrive as they were."""

from __future__ import annotations

import email
from datetime import timedelta
from email import policy

import time_machine
from django.utils import timezone

from heedful.channels.email.inbound import read
from heedful.channels.email.markup import picture_mark
from heedful.channels.email.reader import Reader
from heedful.interactions.models import Conversation
from heedful.replies.actions import add_file, change_signature, send_reply
from heedful.replies.actions.files import Upload
from heedful.replies.typed_heading import typed_heading
from heedful.switchboard.deliver import run_due
from heedful.switchboard.models import Delivery
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink, smtp_sink
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

__all__ = ["smtp_sink"]


def test_a_whole_mail_arrives_as_it_was_meant(cast: Cast, smtp_sink: SmtpSink) -> None:
    wire = {"host": "127.0.0.1", "port": smtp_sink.port, "security": "plain"}
    account = make_account(cast.brand, smtp=wire, aliases=["orders@harbour.test"])
    talk = Conversation.objects.get(pk=arrive(account, raw_mail(message_id="a1@client.test")).conversation_id)
    change_signature(
        viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, text="**{{brand}}**, {{address}}", is_own=False
    )
    put = {"viewer": cast.viewer, "conversation_id": talk.pk, "kind": "reply"}
    add_file(**put, upload=Upload("Preisliste – März.pdf", "application/pdf", b"%PDF\r\n\x00\xff"))
    picture = add_file(**put, upload=Upload("shelf.png", "image/png", b"\x89PNG\r\n\x1a\n", is_inline=True))
    typed = {
        "to": "Ida Berg <ida@client.test>", "cc": '"two words"@bücher.example', "bcc": "boss@else.test",
        "sender": "orders@harbour.test",
    }  # fmt: skip
    heading = typed_heading(typed, brand_id=cast.brand.pk, is_signed=True, original_id=None)
    text = f"Dear Ida,\n\n**today**.\n\n{picture_mark('shelf', picture.content_id.partition('@')[0])}"
    send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=text, key="k1", heading=heading)
    with time_machine.travel(timezone.now() + timedelta(seconds=11), tick=True):
        assert run_due() == 1
    assert Delivery.objects.get().state == "sent", Delivery.objects.get().reason
    [caught] = smtp_sink.caught
    assert caught.sender == "orders@harbour.test"
    assert set(caught.recipients) == {"ida@client.test", '"two words"@xn--bcher-kva.example', "boss@else.test"}
    assert b"boss@" not in caught.content
    found = read(caught.content, Reader())
    assert found.new_text.startswith("Dear Ida,\n\ntoday.\n\n(shelf)")
    assert found.text.rstrip().endswith("Harbour Lamps, orders@harbour.test")
    assert [(file.name, file.content, file.inline) for file in found.attachments] == [
        ("shelf.png", b"\x89PNG\r\n\x1a\n", True),
        ("Preisliste – März.pdf", b"%PDF\r\n\x00\xff", False),
    ]
    assert f"cid:{found.attachments[0].content_id}" in found.html
    raw = email.message_from_bytes(caught.content, policy=policy.default)
    assert raw.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in raw.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png", "application/pdf",
    ]  # fmt: skip
    assert b"filename*=" in caught.content
