"""The composer's addresses: drafts at a pause, their versions, who may see them, and bad input in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.events.instant import HOUR, as_if_at
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.replies.models import Draft
from heedful.replies.queries import draft_of
from heedful.team.hours.tests.walk import instant
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

FRIDAY_EVENING = instant("2036-11-28T18:00+01:00")
JSON = {"HTTP_ACCEPT": "application/json"}
ANGRY = "The lamp arrived broken and nobody answered my call. When do I get a new one? Do I have to pay the postage?"
Browse = Callable[[Person], Client]


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return mail_in(cast.brand.pk, ANGRY).conversation


@pytest.fixture
def desk(cast: Cast, browse: Browse) -> Client:
    """Our agent's browser."""
    return browse(cast.agent)


def save(desk: Client, talk: Conversation, text: str, version: int | str = 0, kind: str = "reply"):
    return desk.post(reverse("draft", args=[talk.pk, kind]), {"text": text, "version": version}, **JSON)


def test_a_pause_keeps_the_draft_and_tells_what_the_coach_thinks(desk: Client, talk: Conversation, cast: Cast) -> None:
    text = "Hello Ida,\nyou should have read the manual. We will reply soon."
    answer = save(desk, talk, text).json()
    kept = draft_of(cast.viewer, talk.pk, "reply")
    assert kept
    assert kept.text == text
    assert answer["version"] == kept.version
    blame = next(note for note in answer["review"]["notes"] if note["id"].startswith("OWN101"))
    [[start, end]] = blame["marks"]
    assert "should have" in text[start:end]
    assert 'class="meter"' in answer["review"]["meter"]
    assert f">{blame['number']}</span>" in answer["review"]["coach"]


def test_places_are_counted_in_code_points(desk: Client, talk: Conversation) -> None:
    text = "👩‍👩‍👧 Ida 𝒽𝒾, you should have read the manual."
    notes = save(desk, talk, text).json()["review"]["notes"]
    [[start, end]] = next(note["marks"] for note in notes if note["id"].startswith("OWN101"))
    assert text[start:end].lower().startswith("you should have")


def test_line_ends_of_a_form_are_counted_as_one(desk: Client, talk: Conversation, cast: Cast) -> None:
    save(desk, talk, "one\r\ntwo\rthree\x00\x0b")
    kept = draft_of(cast.viewer, talk.pk, "reply")
    assert kept
    assert kept.text == "one\ntwo\nthree"


def test_a_finding_keeps_its_name_while_other_words_change(desk: Client, talk: Conversation) -> None:
    first = save(desk, talk, "You should have read the manual.").json()
    second = save(desk, talk, "Hello Ida. You should have read the manual.", first["version"]).json()
    names = [{note["id"] for note in one["review"]["notes"] if note["marks"]} for one in (first, second)]
    assert names[0]
    assert names[0] <= names[1]


def test_a_note_is_kept_without_review(desk: Client, talk: Conversation, cast: Cast) -> None:
    answer = save(desk, talk, "You should have read the manual.", kind="note").json()
    assert answer["review"] is None
    assert draft_of(cast.viewer, talk.pk, "note")
    assert not draft_of(cast.viewer, talk.pk, "reply")


def test_a_stale_version_gets_both_texts(desk: Client, talk: Conversation) -> None:
    first = save(desk, talk, "From the desk.").json()["version"]
    save(desk, talk, "From the phone.", first)
    answer = save(desk, talk, "From the desk, longer.", first)
    assert answer.status_code == 409
    assert answer.json()["theirs"]["text"] == "From the phone."
    assert "choose" in answer.json()["words"]
    settled = save(desk, talk, "From the desk, longer.", answer.json()["theirs"]["version"])
    assert settled.status_code == 200


def test_whoever_knows_of_no_draft_does_not_write_over_one(desk: Client, talk: Conversation) -> None:
    save(desk, talk, "Begun in another window.")
    assert save(desk, talk, "Begun here.", 0).status_code == 409


def test_a_stale_plain_form_shows_both(desk: Client, talk: Conversation) -> None:
    save(desk, talk, "From the phone.")
    page = desk.post(reverse("draft", args=[talk.pk, "reply"]), {"text": "From the desk.", "version": 0})
    assert page.status_code == 409
    shown = page.content.decode()
    assert "From the phone." in shown
    assert "From the desk." in shown


def test_a_plain_form_comes_back_with_the_review_in_it(desk: Client, talk: Conversation) -> None:
    address = reverse("draft", args=[talk.pk, "reply"])
    page = desk.post(address, {"text": "You should have read the manual.", "version": 0}, follow=True)
    shown = page.content.decode()
    assert page.status_code == 200
    assert "You should have read the manual." in shown
    assert 'data-finding="OWN101' in shown
    assert reverse("rule", args=["OWN101"]) in shown


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"text": "x" * 200_001, "version": 0}, 413, "longer than"),
        ({"text": "Hello", "version": "soon"}, 400, "number"),
        ({"text": "Hello", "version": -4}, 400, "greater"),
        ({"text": "Hello", "version": 10**30}, 400, "less"),
        ({"text": "Hello"}, 400, "version"),
    ],
)
def test_bad_input_gets_words(desk: Client, talk: Conversation, fields: dict, status: int, words: str) -> None:
    answer = desk.post(reverse("draft", args=[talk.pk, "reply"]), fields, **JSON)
    assert answer.status_code == status
    assert words in answer.json()["words"]
    assert not Draft.objects.exists()


def test_a_text_that_is_just_short_enough_is_kept(desk: Client, talk: Conversation) -> None:
    assert save(desk, talk, "word " * 40_000).status_code == 200


def test_a_refused_plain_form_keeps_what_was_typed(desk: Client, talk: Conversation) -> None:
    page = desk.post(reverse("draft", args=[talk.pk, "reply"]), {"text": "Do not lose me", "version": "x"})
    assert page.status_code == 400
    assert "Do not lose me" in page.content.decode()


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_the_fragment_holds_the_draft(desk: Client, talk: Conversation, kind: str) -> None:
    save(desk, talk, f"A {kind} <b>& more", kind=kind)
    page = desk.get(f"{reverse('composer', args=[talk.pk])}?kind={kind}", HTTP_HX_REQUEST="true")
    shown = page.content.decode()
    assert "<html" not in shown
    assert f"A {kind} &lt;b&gt;&amp; more" in shown
    assert 'data-version="1"' in shown


def test_the_first_line_of_a_draft_may_be_empty(desk: Client, talk: Conversation) -> None:
    save(desk, talk, "\n\nHello")
    shown = desk.get(reverse("composer", args=[talk.pk])).content.decode()
    # A browser leaves out one line feed right after the tag.
    assert re.search(r"<textarea[^>]*>\n\n\nHello</textarea>", shown)


def test_alone_it_is_a_whole_page(desk: Client, talk: Conversation) -> None:
    shown = desk.get(reverse("composer", args=[talk.pk])).content.decode()
    assert "<html" in shown
    assert "data-summary>Ida" in shown
    assert "Everyone can read this" not in shown


def test_in_public_it_says_who_will_read_it(desk: Client, talk: Conversation) -> None:
    talk.interactions.update(visibility="public")
    shown = desk.get(reverse("composer", args=[talk.pk])).content.decode()
    assert "Everyone can read this." in shown
    note = desk.get(f"{reverse('composer', args=[talk.pk])}?kind=note").content.decode()
    assert "Everyone can read this." not in note


def test_an_unknown_kind_is_not_found(desk: Client, talk: Conversation) -> None:
    assert desk.get(f"{reverse('composer', args=[talk.pk])}?kind=poem").status_code == 404
    assert save(desk, talk, "Hello", kind="poem").status_code == 404


@pytest.mark.parametrize("number", [10**6, 10**30])
def test_a_conversation_that_is_not_there_says_so(desk: Client, cast: Cast, number: int) -> None:
    assert desk.get(reverse("composer", args=[number])).status_code == 404
    answer = desk.post(reverse("draft", args=[number, "reply"]), {"text": "Hello", "version": 0}, **JSON)
    assert answer.status_code == 404
    assert "kept in this browser" in answer.json()["words"]


def test_the_other_brand_sees_and_writes_nothing(cast: Cast, browse: Browse, talk: Conversation) -> None:
    outsider = browse(cast.outsider)
    assert outsider.get(reverse("composer", args=[talk.pk])).status_code == 404
    for name, args in (("draft", [talk.pk, "reply"]), ("replies", [talk.pk]), ("notes", [talk.pk])):
        fields = {"text": "Hello", "version": 0, "key": "abcdefgh12"}
        assert outsider.post(reverse(name, args=args), fields, **JSON).status_code == 404
    assert not Draft.objects.exists()


def test_a_colleague_has_a_draft_of_their_own(cast: Cast, browse: Browse, desk: Client, talk: Conversation) -> None:
    save(desk, talk, "Mine alone")
    assert "Mine alone" not in browse(cast.colleague).get(reverse("composer", args=[talk.pk])).content.decode()


def test_strangers_are_sent_to_the_door(talk: Conversation) -> None:
    answer = Client().post(reverse("draft", args=[talk.pk, "reply"]), {"text": "Hello", "version": 0}, **JSON)
    assert answer.status_code == 401


@pytest.mark.parametrize(("name", "extra"), [("draft", ["reply"]), ("replies", []), ("notes", [])])
def test_nothing_is_written_by_looking(desk: Client, talk: Conversation, name: str, extra: list[str]) -> None:
    assert desk.get(reverse(name, args=[talk.pk, *extra])).status_code == 405


def test_a_writer_is_told_when_it_opens_again_only_while_it_is_closed(cast: Cast, browse: Browse) -> None:
    row = mail_in(cast.brand.pk)
    client = browse(cast.agent)
    client.cookies["zone"] = "Europe/Berlin"
    path = reverse("composer", args=[row.conversation_id])
    with as_if_at(FRIDAY_EVENING):
        assert "Harbour Lamps opens again on Monday at 09:00." in client.get(path).content.decode()
        assert "opens again" not in client.get(f"{path}?kind=note").content.decode()
    with as_if_at(FRIDAY_EVENING - 8 * HOUR):
        assert "opens again" not in client.get(path).content.decode()
