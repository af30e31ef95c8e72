"""What a mail of ours is made of: form, signature, files, what it passes on; and that undo brings all of it back."""

from __future__ import annotations

import email
from datetime import timedelta
from email import policy

import pytest
import time_machine
from django.utils import timezone

from heedful.blobs.models import Verdict
from heedful.blobs.store import put_blob
from heedful.blobs.verdicts import is_scanning
from heedful.channels.email.markup import picture_mark
from heedful.channels.email.outbound import compose as compose_mail
from heedful.channels.message import Party
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import radar_count
from heedful.replies.actions import (
    CannotSend,
    add_file,
    change_signature,
    forward_mail,
    remove_file,
    save_draft,
    send_reply,
    start_forward,
    undo_send,
)
from heedful.replies.actions import files as files_module
from heedful.replies.actions.files import Unfit, Upload
from heedful.replies.heading import Heading
from heedful.replies.models import Draft, DraftFile
from heedful.switchboard.deliver import compose
from heedful.switchboard.models import Account, Delivery
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.refusal import Refused
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, NotHere, viewer_of

TEXT = "Dear Ida, it leaves today."
WITH_FILE = (
    'Cc: bo@client.test\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n'
    'See the bill.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="bill.pdf"\r\n\r\n%PDF-1\r\n--b--\r\n'
)


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand, aliases=["orders@harbour.test"])


@pytest.fixture
def talk(cast: Cast, account: Account) -> Conversation:
    row = arrive(account, raw_mail(message_id="a1@client.test"))
    return Conversation.objects.get(pk=row.conversation_id)


def on_the_wire(delivery: Delivery) -> email.message.EmailMessage:
    raw = compose_mail(
        compose(Delivery.objects.select_related("interaction__conversation", "account__brand").get(pk=delivery.pk))
    )
    return email.message_from_bytes(raw.as_bytes(), policy=policy.default)  # type: ignore[return-value]


def words(mail: email.message.EmailMessage) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n").rstrip("\n")


def put(cast: Cast, talk: Conversation, name: str = "plan.pdf", content: bytes = b"%PDF", **more) -> DraftFile:
    upload = Upload(name, more.pop("content_type", "application/pdf"), content, **more)
    return add_file(viewer=cast.viewer, conversation_id=talk.pk, kind="reply", upload=upload)


def test_marks_become_form_and_the_plain_part_has_none(cast: Cast, talk: Conversation) -> None:
    delivery = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text="**Today**, Ida:\n- one\n- two", key="k1")
    mail = on_the_wire(delivery)
    assert words(mail) == "Today, Ida:\n\n- one\n- two"
    assert "<strong>Today</strong>" in mail.get_body(("html",)).get_content()
    assert delivery.interaction.text == "Today, Ida:\n\n- one\n- two"
    assert undo_send(viewer=cast.viewer, delivery_id=delivery.pk).text == "**Today**, Ida:\n- one\n- two"


def test_a_signature_of_ones_own_comes_before_the_brands_and_is_not_in_the_words(
    cast: Cast, talk: Conversation
) -> None:
    admin = viewer_of(cast.admin)
    change_signature(viewer=admin, brand_id=cast.brand.pk, text="**{{brand}}**", is_own=False)
    first = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, key="k1")
    assert words(on_the_wire(first)) == f"{TEXT}\n\n-- \nHarbour Lamps"
    assert first.interaction.text == TEXT
    change_signature(viewer=cast.viewer, brand_id=cast.brand.pk, text="{{name}}, {{ address }}", is_own=True)
    chosen = Heading((Party("ida@client.test"),), sender="orders@harbour.test")
    second = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, key="k2", heading=chosen)
    mail = on_the_wire(second)
    assert words(mail).endswith("-- \nAlva, orders@harbour.test")
    assert mail["From"].addresses[0].addr_spec == "orders@harbour.test"
    assert mail["Reply-To"].addresses[0].addr_spec.startswith("help+r")
    assert mail["Message-ID"].endswith("@harbour.test>")
    without = Heading((Party("ida@client.test"),), is_signed=False)
    third = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, key="k3", heading=without)
    assert words(on_the_wire(third)) == TEXT


def test_who_may_change_which_signature(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        change_signature(viewer=cast.viewer, brand_id=cast.brand.pk, text="x", is_own=False)
    with pytest.raises(NotHere):
        change_signature(viewer=cast.stranger, brand_id=cast.brand.pk, text="x", is_own=True)
    with pytest.raises(Refused, match=r"no variable \{\{phone"):
        change_signature(viewer=cast.viewer, brand_id=cast.brand.pk, text="{{phone}}", is_own=True)
    with pytest.raises(Refused, match="at most"):
        change_signature(viewer=cast.viewer, brand_id=cast.brand.pk, text="x" * 2001, is_own=True)


def test_copies_go_on_the_wire_and_blind_ones_in_no_header(cast: Cast, talk: Conversation) -> None:
    heading = Heading((Party("ida@client.test", "Ida Berg"),), (Party("bo@client.test"),), (Party("boss@else.test"),))
    delivery = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, key="k1", heading=heading)
    mail = on_the_wire(delivery)
    assert (str(mail["To"]), str(mail["Cc"])) == ("Ida Berg <ida@client.test>", "bo@client.test")
    assert "boss" not in str(mail)
    assert [party.address for party in compose(delivery).bcc] == ["boss@else.test"]
    assert delivery.interaction.extra["bcc"] == ["boss@else.test"]


def test_files_go_along_under_their_own_names_and_undo_brings_them_back(cast: Cast, talk: Conversation) -> None:
    put(cast, talk, "Plán č. 1 – größer.pdf")
    picture = put(cast, talk, "shelf.png", b"\x89PNG1", content_type="image/png", is_inline=True)
    text = f"{TEXT}\n\n{picture_mark('shelf', picture.content_id.partition('@')[0])}"
    delivery = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=text, key="k1")
    mail = on_the_wire(delivery)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["Plán č. 1 – größer.pdf"]
    [shown] = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert f"cid:{shown['Content-ID'].strip('<>')}" in mail.get_body(("html",)).get_content()
    assert not DraftFile.objects.exists()
    draft = undo_send(viewer=cast.viewer, delivery_id=delivery.pk)
    assert sorted(draft.files.values_list("name", flat=True)) == ["Plán č. 1 – größer.pdf", "shelf.png"]
    again = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=draft.text, key="k2")
    assert "cid:" in on_the_wire(again).get_body(("html",)).get_content()


def test_files_survive_with_the_draft_and_are_refused_in_words(
    cast: Cast, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = put(cast, talk)
    draft = save_draft(viewer=cast.viewer, conversation_id=talk.pk, kind="reply", text="Dear Ida", version=-1)
    assert draft.files.get() == file
    monkeypatch.setattr(files_module, "MOST_BYTES", 10)
    with pytest.raises(Unfit, match="by a link"):
        put(cast, talk, content=b"x" * 8)
    monkeypatch.setattr(files_module, "MOST_FILES", 1)
    with pytest.raises(Unfit, match="at most 1 files"):
        put(cast, talk, content=b"x")
    with pytest.raises(Unfit, match="is empty"):
        put(cast, talk, content=b"")
    with pytest.raises(NotHere):
        remove_file(viewer=viewer_of(cast.colleague), file_id=file.pk)
    remove_file(viewer=cast.viewer, file_id=file.pk)
    assert not draft.files.exists()


def test_a_file_with_a_virus_is_not_taken_and_one_found_later_is_not_sent(
    cast: Cast, talk: Conversation, settings
) -> None:
    settings.ENVIRONMENT = replaced(settings, "command:grep -q FINE")
    assert is_scanning()
    with pytest.raises(Unfit, match="something harmful"):
        put(cast, talk, content=b"all harm")
    settings.ENVIRONMENT = replaced(settings, "command:false-program-of-nobody")
    file = put(cast, talk, content=b"HARMFUL")
    with pytest.raises(CannotSend, match="could not be checked"):
        send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, key="k1")
    Verdict.objects.create(digest=file.digest, is_infected=True, words="Test.Worm", scanned_at=1)
    with pytest.raises(CannotSend, match=r"Test\.Worm"):
        send_reply(viewer=cast.viewer, conversation_id=talk.pk, text=TEXT, key="k1")
    assert Draft.objects.get().files.count() == 1
    assert not Delivery.objects.exists()


def replaced(settings, scanner: str):
    from dataclasses import replace

    return replace(settings.ENVIRONMENT, virus_scanner=scanner)


def test_a_forward_carries_the_original_and_answers_nobody(cast: Cast, account: Account) -> None:
    row = arrive(
        account,
        raw_mail("", message_id="a9@client.test", headers=WITH_FILE).replace(
            b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", b"", 1
        ),
    )
    talk = Conversation.objects.get(pk=row.conversation_id)
    draft = start_forward(viewer=cast.viewer, conversation_id=talk.pk)
    assert [file.name for file in draft.files.all()] == ["bill.pdf"]
    assert start_forward(viewer=cast.viewer, conversation_id=talk.pk).files.count() == 1
    with pytest.raises(CannotSend, match="under To"):
        forward_mail(viewer=cast.viewer, conversation_id=talk.pk, text="Can you look?", key="k1")
    to = Heading((Party("works@bench.test"),))
    delivery = forward_mail(viewer=cast.viewer, conversation_id=talk.pk, text="Can you look?", key="k1", heading=to)
    assert (
        forward_mail(viewer=cast.viewer, conversation_id=talk.pk, text="Can you look?", key="k1", heading=to)
        == delivery
    )
    mail = on_the_wire(delivery)
    plain = words(mail)
    assert plain.startswith("Can you look?")
    assert "From: Ida Berg <ida@client.test>" in plain
    assert "See the bill." in plain
    assert str(mail["Subject"]) == f"Fwd: My lamp [H-{talk.pk}]"
    assert [part.get_filename() for part in mail.iter_attachments()] == ["bill.pdf"]
    assert delivery.interaction.extra["forwarded_to"] == ["works@bench.test"]
    assert radar_count(cast.viewer) == 1
    back = raw_mail(
        "A loose wire.",
        sender="works@bench.test",
        message_id="b1@bench.test",
        headers=f"In-Reply-To: <{delivery.interaction.external_id}>\r\n",
    )
    assert arrive(account, back, "1:7").conversation_id == talk.pk
    answer = send_reply(viewer=cast.viewer, conversation_id=talk.pk, text="A loose wire, Ida.", key="k2")
    assert answer.recipients["to"] == ["ida@client.test"]
    assert "works@bench.test" not in str(answer.recipients)


def test_pictures_inside_a_passed_on_mail_stay_inside(cast: Cast, talk: Conversation) -> None:
    mail = talk.interactions.get()
    Interaction.objects.filter(pk=mail.pk).update(html='<p>Look <img src="cid:pic@x"></p>')
    digest = put_blob(b"\x89PNG")
    mail.attachments.create(
        name="p.png", content_type="image/png", size=4, digest=digest, content_id="pic@x", is_inline=True
    )
    start_forward(viewer=cast.viewer, conversation_id=talk.pk)
    to = Heading((Party("works@bench.test"),))
    delivery = forward_mail(viewer=cast.viewer, conversation_id=talk.pk, text="Look", key="k1", heading=to)
    sent = on_the_wire(delivery)
    [shown] = [part for part in sent.walk() if part.get_content_type() == "image/png"]
    assert shown["Content-ID"] == "<pic@x>"
    assert 'src="cid:pic@x"' in sent.get_body(("html",)).get_content()


def test_an_undone_forward_is_a_forward_again(cast: Cast, talk: Conversation) -> None:
    start_forward(viewer=cast.viewer, conversation_id=talk.pk)
    delivery = forward_mail(
        viewer=cast.viewer,
        conversation_id=talk.pk,
        text="Look",
        key="k1",
        heading=Heading((Party("works@bench.test"),)),
    )
    draft = undo_send(viewer=cast.viewer, delivery_id=delivery.pk)
    assert (draft.kind, draft.text, draft.head["to"]) == ("forward", "Look", [["works@bench.test", ""]])
    assert Interaction.objects.filter(direction="in", settled_at=None).exists()


def later(**much: float) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(**much), tick=False)
