"""Circles and abuse: seen from the record, with ways out that each do something, and never for a short conversation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from heedful.assist.models import Pause
from heedful.assist.phrases import PHRASES, WAYS, phrase
from heedful.assist.trouble import Trouble, paused_until, trouble_of
from heedful.events.models import Event
from heedful.interactions.actions import Writing, record_outbound
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.queries import conversation
from heedful.interactions.tests.factories import mail_in
from heedful.replies.models import Draft
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

ASKS = (
    "When is my blue armchair delivered?",
    "I still do not know when the armchair is delivered.",
    "Once more: when will my armchair be delivered?",
)
ANSWER = "Delivery dates are shown in your account, in the list of orders."


def told(cast: Cast, asks: tuple[str, ...] = ASKS, answer: str = ANSWER) -> Conversation:
    """Each asked, and answered alike except for the last."""
    row = mail_in(cast.brand.pk, asks[0]).conversation
    for place, words in enumerate(asks[1:], 1):
        with transaction.atomic():
            record_outbound(viewer=cast.viewer, conversation_id=row.pk, writing=Writing(answer, f"answer-{place}"))
        mail_in(cast.brand.pk, words, conversation=row)
    return row


def seen(cast: Cast, row: Conversation) -> Trouble:
    return trouble_of(cast.viewer, conversation(cast.viewer, row.pk))


@pytest.fixture
def client(cast: Cast, browse: Callable[[Person], Client]) -> Client:
    return browse(cast.agent)


def test_what_was_asked_three_times_is_a_circle_with_its_answers(cast: Cast) -> None:
    found = seen(cast, told(cast))
    assert [one.words for one in found.circle] == list(ASKS)
    assert [one.answer for one in found.circle] == [ANSWER, ANSWER, ""]
    assert "armchair" in found.about


@pytest.mark.parametrize(
    "asks",
    [
        ASKS[:2],
        (ASKS[0], "It has come, thank you. Do you also sell lamps?", "And what do the lamps cost with the dimmer?"),
        (ASKS[0], ASKS[1], "Thank you so much, the armchair is delivered and it is lovely!"),
    ],
    ids=["twice", "three matters", "it came"],
)
def test_a_conversation_that_goes_on_is_no_circle(cast: Cast, asks: tuple[str, ...]) -> None:
    assert not seen(cast, told(cast, asks)).is_any


def test_a_circle_is_over_when_we_have_had_the_last_word(cast: Cast) -> None:
    row = told(cast)
    with transaction.atomic():
        record_outbound(viewer=cast.viewer, conversation_id=row.pk, writing=Writing("It comes on Friday.", "last"))
    assert not seen(cast, row).is_any


def test_a_german_circle_is_answered_in_german(cast: Cast, client: Client) -> None:
    row = told(
        cast,
        ("Wann wird mein Sessel endlich geliefert?", "Ich weiß immer noch nicht, wann der Sessel geliefert wird.",
         "Noch einmal: Wann wird mein Sessel geliefert?"),
        "Die Termine der Lieferung stehen in Ihrem Konto.",
    )  # fmt: skip
    assert seen(cast, row).language == "de"
    client.post(f"/conversations/{row.pk}/trouble/words/", {"way": "differently"})
    assert Draft.objects.get(conversation=row).text == PHRASES["de"]["differently"]


def test_the_words_of_a_way_go_below_what_was_written(cast: Cast, client: Client) -> None:
    row = told(cast)
    Draft.objects.create(conversation=row, person=cast.agent, kind="reply", text="Hello Ida,", version=1, updated_at=1)
    for _ in range(2):
        answer = client.post(f"/conversations/{row.pk}/trouble/words/", {"way": "kindly"})
        assert answer.status_code == 302
    assert Draft.objects.get(conversation=row).text == f"Hello Ida,\n\n{PHRASES['en']['kindly']}"
    assert Event.objects.filter(kind="way.taken", conversation_id=row.pk).first().details["way"] == "kindly"


def test_handing_on_takes_the_circle_along(cast: Cast, client: Client) -> None:
    row = told(cast)
    whom = {"whom": f"person-{cast.lead.pk}", "words": "You know these chairs.", "key": "once"}
    client.post(f"/conversations/{row.pk}/trouble/handing/", whom)
    row.refresh_from_db()
    note = Interaction.objects.get(conversation=row, kind="note")
    assert row.assignee_id == cast.lead.pk
    assert note.text.startswith("You know these chairs.")
    assert ANSWER in note.text
    assert "3 times" in note.text


def test_to_a_team_and_never_to_nobody_or_oneself(cast: Cast, client: Client) -> None:
    row = told(cast)
    address = f"/conversations/{row.pk}/trouble/handing/"
    for whom in ("", f"person-{cast.agent.pk}", f"person-{cast.outsider.pk}", "team-99999", "person-x"):
        assert client.post(address, {"whom": whom, "key": "k"}).status_code == 400, whom
    assert not Interaction.objects.filter(conversation=row, kind="note").exists()
    client.post(address, {"whom": f"team-{cast.team.pk}", "key": "k"})
    row.refresh_from_db()
    assert row.team_id == cast.team.pk


def test_an_end_needs_a_reason_and_keeps_it(cast: Cast, client: Client) -> None:
    row = told(cast)
    address = f"/conversations/{row.pk}/trouble/end/"
    assert client.post(address, {"reason": " ", "key": "k"}).status_code == 400
    client.post(address, {"reason": "We have no other date, and said so.", "key": "k"})
    row.refresh_from_db()
    assert (row.state, row.resolution) == ("resolved", "ended")
    assert Interaction.objects.filter(conversation=row, kind="note", text__startswith="We have no other").exists()


def test_abuse_shows_a_limit_an_end_and_a_breather(cast: Cast, client: Client) -> None:
    row = mail_in(cast.brand.pk, "Go to hell, you idiots.").conversation
    page = client.get(f"/conversations/{row.pk}/trouble/", headers={"HX-Request": "true"}).content.decode()
    assert 'value="warn"' in page
    assert 'value="end"' in page
    assert "A breather for you" in page


def test_a_pause_gives_it_on_and_is_told_to_nobody(cast: Cast, client: Client) -> None:
    row = mail_in(cast.brand.pk, "Go to hell, you idiots.").conversation
    Conversation.objects.filter(pk=row.pk).update(assignee=cast.agent)
    before = set(Event.objects.values_list("kind", flat=True))
    address = f"/conversations/{row.pk}/trouble/pause/"
    assert client.post(address, {"minutes": "999", "whom": ""}).status_code == 400
    client.post(address, {"minutes": "20", "whom": f"person-{cast.colleague.pk}"})
    row.refresh_from_db()
    assert row.assignee_id == cast.colleague.pk
    assert paused_until(cast.agent.pk)
    assert not paused_until(cast.colleague.pk)
    assert set(Event.objects.values_list("kind", flat=True)) - before == {"conversation.assigned"}
    assert not Interaction.objects.filter(conversation=row, kind="note").exists()
    client.post(address, {"method": "delete"})
    assert not Pause.objects.exists()


def test_only_who_may_see_it_sees_it(cast: Cast, browse: Callable[[Person], Client]) -> None:
    row = told(cast)
    theirs = browse(cast.outsider)
    assert theirs.get(f"/conversations/{row.pk}/trouble/").status_code == 404
    assert theirs.post(f"/conversations/{row.pk}/trouble/words/", {"way": "kindly"}).status_code == 404


def test_a_short_conversation_is_not_even_asked_about(cast: Cast, client: Client) -> None:
    row = told(cast, ASKS[:2])
    address = f"/conversations/{row.pk}/trouble/"
    assert address not in client.get(f"/conversations/{row.pk}/").content.decode()
    mail_in(cast.brand.pk, ASKS[2], conversation=row)
    assert address in client.get(f"/conversations/{row.pk}/").content.decode()


def test_every_way_has_words_in_four_languages() -> None:
    assert all(set(words) == set(WAYS) for words in PHRASES.values())
    assert phrase("warn", "nl") == PHRASES["en"]["warn"]
