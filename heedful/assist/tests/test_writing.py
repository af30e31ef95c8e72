"""Writing help: off by default, little leaves, every fault is said, nothing strange comes in unseen, and it is marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heedful.assist import wire, writing
from heedful.assist.help_settings import Wish, set_help
from heedful.assist.models import HelpSetting, Proposal
from heedful.assist.sparing import spared, strangers
from heedful.assist.wire import Endpoint, HelpFailed, ask, is_fit
from heedful.assist.writing import mark_written_with_help
from heedful.config.reactions import REACTIONS
from heedful.events.models import Event
from heedful.interactions.actions import Writing, record_outbound
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.replies.models import Draft
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of
from tests.world.writing_service import CompletionsServer, writing_service

SAID = [{"role": "user", "content": "hello"}]


@pytest.fixture
def service() -> Iterator[CompletionsServer]:
    with writing_service() as running:
        yield running


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return mail_in(cast.brand.pk, "Where is my lamp? Write to ida@client.test or ring 01632 960 148.").conversation


@pytest.fixture
def client(cast: Cast, browse: Callable[[Person], Client]) -> Client:
    return browse(cast.agent)


def turn_on(cast: Cast, service: CompletionsServer, **more: bool) -> None:
    wish = Wish(True, service.address, "small", "sk-secret", may_be_near=True, **more)
    set_help(viewer=viewer_of(cast.admin), brand_id=cast.brand.pk, wish=wish)


def written(cast: Cast, talk: Conversation, text: str) -> Draft:
    return Draft.objects.create(conversation=talk, person=cast.agent, kind="reply", text=text, version=1, updated_at=1)


def asked(client: Client, talk: Conversation, deed: str = "rewrite") -> str:
    answer = client.post(f"/conversations/{talk.pk}/help/", {"deed": deed}, headers={"HX-Request": "true"})
    return answer.content.decode()


def test_without_a_setting_nothing_leaves(
    cast: Cast, client: Client, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "ask", lambda *_: pytest.fail("words left the house"))
    written(cast, talk, "We send the lamp.")
    assert "turned off" in asked(client, talk)
    assert "Writing help" not in client.get(f"/conversations/{talk.pk}/").content.decode()
    assert not Proposal.objects.exists()


def test_a_proposal_stands_beside_the_draft_until_it_is_taken(
    cast: Cast, client: Client, talk: Conversation, service: CompletionsServer
) -> None:
    turn_on(cast, service)
    written(cast, talk, "Ida, your lamp leaves today. Ring 01632 960 148.")
    service.answer = "Dear [[2]], it leaves today, ring [[1]]. <b>Calm down.</b>"
    page = asked(client, talk)
    sent = service.asked[0]["messages"][1]["content"]
    assert service.keys == ["Bearer sk-secret"]
    assert not {"Ida", "01632"} & set(sent.split())
    assert "01632 960 148" in page
    assert "&lt;b&gt;" in page
    assert "<b>Calm" not in page
    assert "TON202" in page or "calm" in page.lower()
    assert Draft.objects.get().text.startswith("Ida, your lamp")
    row = Proposal.objects.get()
    client.post(f"/proposals/{row.pk}/taking/")
    assert Draft.objects.get().text.endswith("<b>Calm down.</b>")
    client.post(f"/proposals/{row.pk}/return/")
    assert Draft.objects.get().text == "Ida, your lamp leaves today. Ring 01632 960 148."


def test_what_is_sent_with_help_is_marked_once(
    cast: Cast, client: Client, talk: Conversation, service: CompletionsServer
) -> None:
    turn_on(cast, service)
    written(cast, talk, "We send the lamp.")
    asked(client, talk)
    client.post(f"/proposals/{Proposal.objects.get().pk}/taking/")
    for key, is_marked in (("first", True), ("second", False)):
        with transaction.atomic():
            reply = record_outbound(viewer=cast.viewer, conversation_id=talk.pk, writing=Writing("Better words.", key))
            mark_written_with_help(Event.objects.filter(kind="interaction.replied", interaction_id=reply.pk).get())
        reply.refresh_from_db()
        assert bool(reply.extra.get("with_help")) is is_marked
    assert Event.objects.filter(kind="help.marked").count() == 1


def test_a_link_or_a_number_that_nobody_wrote_is_shown_as_strange(
    cast: Cast, client: Client, talk: Conversation, service: CompletionsServer
) -> None:
    turn_on(cast, service)
    written(cast, talk, "We send the lamp.")
    service.answer = "See https://evil.example/pay or mail ben@other.test. Ida's is ida@client.test."
    page = asked(client, talk)
    assert "<code>https://evil.example/pay</code>" in page
    assert "<code>ben@other.test" in page
    assert "<code>ida@client.test" not in page
    assert 'href="https://evil' not in page


def test_a_conversation_leaves_only_where_the_brand_allows_it(
    cast: Cast, client: Client, talk: Conversation, service: CompletionsServer
) -> None:
    turn_on(cast, service)
    assert "not let conversations leave" in asked(client, talk, "summarise")
    assert service.asked == []
    turn_on(cast, service, sends_conversation=True)
    assert "Better words." in asked(client, talk, "summarise")
    assert "ida@client.test" not in str(service.asked)
    assert "01632" not in str(service.asked)


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (401, b"{}", "does not take the key"),
        (429, b"{}", "in 17 seconds"),
        (500, b"<html>oh</html>", "fault 500"),
        (302, b"", "fault 302"),
        (200, b'{"choices": [', "cannot be read"),
        (200, b"[" * 100_000, "cannot be read"),
        (200, b'{"choices": []}', "cannot be read"),
        (200, b'{"choices": [{"message": {"content": null}}]}', "no words"),
        (200, "word " * 3_000, "far too long"),
        (200, b" " * 500_000, "far too long"),
    ],
)
def test_every_fault_is_said_in_words(service: CompletionsServer, status: int, answer: str | bytes, words: str) -> None:
    service.status, service.answer = status, answer
    service.headers = {"Retry-After": "17", "Location": "http://169.254.169.254/"}
    with pytest.raises(HelpFailed, match=words):
        ask(Endpoint(service.address, "k", "m", may_be_near=True), SAID)


def test_who_does_not_answer_is_not_waited_for(service: CompletionsServer) -> None:
    service.is_slow = True
    with pytest.raises(HelpFailed, match="in time"):
        ask(Endpoint(service.address, "k", "m", may_be_near=True), SAID, seconds=0.3)


def test_nobody_there_is_said(service: CompletionsServer) -> None:
    with pytest.raises(HelpFailed, match="cannot be reached"):
        ask(Endpoint("http://127.0.0.1:9/v1", "", "m", may_be_near=True), SAID, seconds=2)


def test_an_address_in_the_house_needs_leave(service: CompletionsServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_fit(service.address, may_be_near=False)
    assert not is_fit("https://u:p@help.example.org/v1", may_be_near=True)
    assert not is_fit("file:///etc/passwd", may_be_near=True)
    monkeypatch.setattr(wire, "addresses_of", lambda *_: ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(HelpFailed, match="in the house"):
        ask(Endpoint("https://rebound.example/v1", "", "m"), SAID)


def test_the_key_is_sealed_never_shown_and_never_goes_elsewhere(
    cast: Cast, browse: Callable[[Person], Client], client: Client
) -> None:
    admin = browse(cast.admin)
    first = {"is_on": "on", "address": "https://help.example.org/v1", "model": "m", "key": "sk-secret"}
    assert admin.post("/settings/writing-help/", first).status_code == 302
    row = HelpSetting.objects.get()
    assert row.sealed_key
    assert "sk-secret" not in row.sealed_key
    assert "sk-secret" not in admin.get("/settings/writing-help/").content.decode()
    assert admin.post("/settings/writing-help/", {**first, "address": "http://127.0.0.1/v1"}).status_code == 422
    admin.post("/settings/writing-help/", {**first, "address": "https://other.example.org/v1", "key": ""})
    assert HelpSetting.objects.get().sealed_key == ""
    assert client.get("/settings/writing-help/").status_code == 403


def test_who_asks_too_often_waits(
    cast: Cast, client: Client, talk: Conversation, service: CompletionsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "AN_HOUR", 1)
    turn_on(cast, service)
    written(cast, talk, "We send the lamp.")
    asked(client, talk)
    assert "asked often" in asked(client, talk)
    assert len(service.asked) == 1


def test_a_proposal_is_of_whoever_asked(
    cast: Cast, client: Client, talk: Conversation, service: CompletionsServer, browse: Callable[[Person], Client]
) -> None:
    turn_on(cast, service)
    written(cast, talk, "We send the lamp.")
    asked(client, talk)
    address = f"/proposals/{Proposal.objects.get().pk}/taking/"
    assert browse(cast.colleague).post(address).status_code == 404
    assert browse(cast.outsider).get(f"/conversations/{talk.pk}/help/").status_code == 404


def test_personal_words_come_back_where_they_were() -> None:
    text = "Ida Falk, ring 01632 960 148 or ida@client.test about the lamp."
    sent = spared(text, ("Ida Falk",))
    assert not any(word in sent.text for word in ("Ida", "Falk", "01632", "client.test"))
    assert sent.restored(sent.text) == text
    assert strangers(text, text) == ()


def test_a_desk_without_help_asks_the_database_once_a_minute(client: Client, talk: Conversation) -> None:
    client.get(f"/conversations/{talk.pk}/")
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/conversations/{talk.pk}/")
    assert not [one for one in seen if "assist_" in one["sql"]]


def test_the_mark_stands_with_the_message_and_follows_every_reply(
    client: Client, cast: Cast, talk: Conversation
) -> None:
    assert mark_written_with_help in REACTIONS["interaction.replied"]
    with transaction.atomic():
        writing_ = Writing("Better words.", "marked", extra={"with_help": True})
        record_outbound(viewer=cast.viewer, conversation_id=talk.pk, writing=writing_)
    assert "written with help" in client.get(f"/conversations/{talk.pk}/").content.decode()
