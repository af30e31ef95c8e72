"""The composer's mail side by page: recipients, files, forward, later, a look at the whole, signatures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from heedful.customers.models import Address
from heedful.events.instant import now
from heedful.events.models import Event
from heedful.interactions.models import Conversation
from heedful.replies.actions import change_signature, save_draft
from heedful.replies.actions import files as files_module
from heedful.replies.models import Draft, DraftFile
from heedful.replies.queries import draft_of
from heedful.switchboard.models import Account, Delivery
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

JSON = {"HTTP_ACCEPT": "application/json"}
Browse = Callable[[Person], Client]
TEXT = "Dear Ida, I am sorry. A new one leaves today and I write to you by Friday noon."
KEY = "key-of-this-draft"


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand, aliases=["orders@harbour.test"])


@pytest.fixture
def talk(cast: Cast, account: Account) -> Conversation:
    row = arrive(account, raw_mail(message_id="a1@client.test", headers="Cc: bo@client.test\r\n"))
    return Conversation.objects.get(pk=row.conversation_id)


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    return browse(cast.agent)


def shown(desk: Client, talk: Conversation, kind: str = "reply") -> str:
    return desk.get(f"{reverse('composer', args=[talk.pk])}?kind={kind}").content.decode()


def put(desk: Client, talk: Conversation, content: bytes = b"%PDF", name: str = "plan.pdf", **more: str):
    address = reverse("draft_files", args=[talk.pk, "reply"])
    return desk.generic(
        "PUT",
        f"{address}?name={name}&inline={more.pop('inline', '')}",
        content,
        more.pop("kind", "application/pdf"),
        **JSON,
    )


def test_the_composer_says_who_gets_it(desk: Client, talk: Conversation) -> None:
    page = shown(desk, talk)
    assert "<bdi data-summary>Ida Berg, cc bo@client.test</bdi>" in page
    assert 'value="Ida Berg &lt;ida@client.test&gt;"' in page


def test_recipients_are_kept_at_once_and_what_is_wrong_is_said(cast: Cast, desk: Client, talk: Conversation) -> None:
    typed = {
        "to": "Ida <ida@client.test>, nonsense",
        "cc": "bo@client.test; help@harbour.test",
        "sender": "orders@harbour.test",
    }
    answer = desk.post(reverse("heading", args=[talk.pk, "reply"]), typed, **JSON).json()
    assert [one["address"] for one in answer["to"]] == ["ida@client.test"]
    assert [(one["line"], one["text"]) for one in answer["faults"]] == [("to", "nonsense"), ("cc", "help@harbour.test")]
    assert answer["summary"] == "Ida, cc bo@client.test, from orders@harbour.test"
    assert "from orders@harbour.test" in shown(desk, talk)
    saved = desk.post(reverse("draft", args=[talk.pk, "reply"]), {"text": "Dear Ida", "version": 0}, **JSON)
    assert saved.status_code == 200
    assert draft_of(cast.viewer, talk.pk, "reply").head["sender"] == "orders@harbour.test"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "typed", [{"to": "x@y.test", "sender": "evil@else.test"}, {"to": ",".join(f"n{n}@x.test" for n in range(51))}]
)
def test_a_heading_that_cannot_be_is_refused(desk: Client, talk: Conversation, typed: dict[str, str]) -> None:
    answer = desk.post(reverse("heading", args=[talk.pk, "reply"]), typed, **JSON)
    assert answer.status_code == 422
    assert not Draft.objects.exists()


def test_a_reply_with_a_bad_address_stays_here(desk: Client, talk: Conversation) -> None:
    fields = {"text": TEXT, "key": KEY, "has_heading": "1", "to": "ida@client.test, x@", "is_signed": "1"}
    answer = desk.post(reverse("replies", args=[talk.pk]), fields, **JSON)
    assert answer.status_code == 422
    assert "ending" in answer.json()["words"]
    assert not Delivery.objects.exists()


def test_a_reply_goes_to_those_on_the_screen(desk: Client, talk: Conversation) -> None:
    fields = {"text": TEXT, "key": KEY, "has_heading": "1", "to": "cy@client.test", "bcc": "boss@else.test"}
    assert desk.post(reverse("replies", args=[talk.pk]), fields, **JSON).status_code == 201
    row = Delivery.objects.get().recipients
    assert (row["to"], row["cc"], row["bcc"]) == (["cy@client.test"], [], ["boss@else.test"])


def test_a_bounced_address_is_said_in_the_composer(desk: Client, talk: Conversation) -> None:
    Address.objects.filter(value="ida@client.test").update(bounced_at=now(), bounce_reason="no such user")
    assert "Mail to ida@client.test came back: no such user" in shown(desk, talk)


def test_a_file_goes_up_shows_and_goes_again(cast: Cast, browse: Browse, desk: Client, talk: Conversation) -> None:
    answer = put(desk, talk)
    assert answer.status_code == 201
    assert "plan.pdf" in answer.json()["html"]
    file = DraftFile.objects.get()
    address = reverse("draft_file", args=[file.pk])
    assert address in shown(desk, talk)
    content = desk.get(address)
    assert (content.content, content["Content-Disposition"]) == (b"%PDF", "attachment")
    for other in (cast.colleague, cast.outsider):
        assert browse(other).get(address).status_code == 404
        assert browse(other).delete(address, **JSON).status_code == 404
    assert desk.delete(address, **JSON).status_code == 200
    assert not DraftFile.objects.exists()


def test_a_pasted_picture_gets_a_mark_for_the_text(desk: Client, talk: Conversation) -> None:
    answer = put(desk, talk, b"\x89PNG", "shelf.png", kind="image/png", inline="1").json()
    assert answer["mark"].startswith("![shelf](picture:")
    page = desk.post(
        reverse("proof", args=[talk.pk, "reply"]), {"text": f"Look:\n\n{answer['mark']}", "is_signed": "1"}
    )
    assert f'<img src="{reverse("draft_file", args=[DraftFile.objects.get().pk])}"' in page.content.decode()


@pytest.mark.parametrize(("content", "status"), [(b"", 422), (b"x" * 101, 413)])
def test_a_file_that_cannot_go_is_refused_in_words(
    desk: Client, talk: Conversation, monkeypatch: pytest.MonkeyPatch, content: bytes, status: int
) -> None:
    monkeypatch.setattr("heedful.replies.pages.files.MOST_BYTES", 100)
    answer = put(desk, talk, content)
    assert answer.status_code == status
    assert answer.json()["words"]
    assert not DraftFile.objects.exists()


def test_without_scripts_files_and_recipients_come_with_the_form(cast: Cast, desk: Client, talk: Conversation) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    fields = {
        "text": "Dear Ida",
        "version": 0,
        "has_heading": "1",
        "to": "cy@client.test",
        "files": SimpleUploadedFile("a.txt", b"a"),
    }
    assert desk.post(reverse("draft", args=[talk.pk, "reply"]), fields).status_code == 302
    draft = draft_of(cast.viewer, talk.pk, "reply")
    assert draft
    assert (draft.text, draft.files.get().name, draft.head["to"]) == ("Dear Ida", "a.txt", [["cy@client.test", ""]])


def test_a_forward_by_page(desk: Client, talk: Conversation) -> None:
    assert "Passes on: Ida Berg" in shown(desk, talk, "forward")
    fields = {"text": "", "key": KEY, "has_heading": "1", "to": ""}
    assert desk.post(reverse("forwards", args=[talk.pk]), fields, **JSON).status_code == 422
    assert desk.post(reverse("forwards", args=[talk.pk]), {**fields, "to": "w@bench.test"}, **JSON).status_code == 201
    assert Delivery.objects.get().interaction.extra["forwarded_to"] == ["w@bench.test"]
    undone = desk.post(reverse("undo", args=[Delivery.objects.get().pk]), **JSON).json()
    assert "kind=forward" in undone["address"]


def test_later_is_listed_stopped_and_ends_by_changing(desk: Client, talk: Conversation) -> None:
    address = reverse("schedule", args=[talk.pk])
    tomorrow = timezone.now() + timedelta(days=1)
    fields = {"text": TEXT, "key": KEY, "has_heading": "1", "to": "ida@client.test"}
    assert desk.post(address, {**fields, "send_at": "nonsense"}, **JSON).status_code == 400
    assert desk.post(address, {**fields, "send_at": "2020-01-01T09:00"}, **JSON).status_code == 422
    assert desk.post(address, {**fields, "send_at": f"{tomorrow:%Y-%m-%dT%H:%M}"}, **JSON).status_code == 201
    assert "Leaves by itself" in shown(desk, talk)
    page = desk.get(reverse("scheduled")).content.decode()
    assert "My lamp" in page
    draft = Draft.objects.get()
    desk.post(reverse("draft", args=[talk.pk, "reply"]), {"text": "Half a", "version": draft.version}, **JSON)
    assert Draft.objects.get().send_at is None
    assert Event.objects.filter(kind="reply.unscheduled").count() == 1


def test_the_proof_is_the_mail(cast: Cast, desk: Client, talk: Conversation) -> None:
    change_signature(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, text="{{brand}}", is_own=False)
    page = desk.post(
        reverse("proof", args=[talk.pk, "reply"]), {"text": "**Yes** <b>no</b>", "is_signed": "1"}
    ).content.decode()
    assert "<strong>Yes</strong> &lt;b&gt;no&lt;/b&gt;" in page
    assert "Harbour Lamps" in page
    assert "<p>Harbour" not in desk.post(reverse("proof", args=[talk.pk, "reply"]), {"text": "Yes"}).content.decode()


def test_the_coach_never_reads_a_signature_or_marks(cast: Cast, desk: Client, talk: Conversation) -> None:
    change_signature(
        viewer=viewer_of(cast.admin),
        brand_id=cast.brand.pk,
        text="You should have read the manual. [insert name]",
        is_own=False,
    )
    answer = desk.post(
        reverse("draft", args=[talk.pk, "reply"]),
        {"text": f"{TEXT} ![x](picture:0123456789ab) [here](https://x.test)", "version": 0},
        **JSON,
    )
    assert answer.json()["review"]["held"] == ""
    words = "Dear Ida, **you should have read the manual**."
    review = desk.post(reverse("draft", args=[talk.pk, "reply"]), {"text": words, "version": 1}, **JSON).json()[
        "review"
    ]
    marks = [words[start:end] for note in review["notes"] for start, end in note["marks"]]
    assert any(mark.lower().startswith("you should have read") for mark in marks)


def test_signatures_by_page(cast: Cast, browse: Browse, desk: Client) -> None:
    address = f"{reverse('signatures')}?brand={cast.brand.pk}"
    assert desk.post(address, {"of": "own", "text": "{{nme}}"}).status_code == 422
    assert desk.post(address, {"of": "own", "text": "{{name}}, *gladly*"}).status_code == 302
    assert "Alva, <em>gladly</em>" in desk.get(address).content.decode()
    assert desk.post(address, {"of": "brand", "text": "x"}).status_code == 403
    assert browse(cast.outsider).get(address).status_code == 404
    assert browse(cast.admin).post(address, {"of": "brand", "text": "Harbour"}).status_code == 302


def test_drafts_of_files_cost_the_same_for_many(cast: Cast, desk: Client, talk: Conversation) -> None:
    save_draft(viewer=cast.viewer, conversation_id=talk.pk, kind="reply", text="Dear Ida")
    put(desk, talk, b"first")
    shown(desk, talk)
    with CaptureQueriesContext(connection) as few:
        shown(desk, talk)
    for number in range(10):
        put(desk, talk, b"%d" % number, name=f"{number}.pdf")
    with CaptureQueriesContext(connection) as many:
        shown(desk, talk)
    assert len(many) == len(few)


def test_limits_are_those_of_the_wire() -> None:
    assert files_module.MOST_BYTES == 18_000_000
