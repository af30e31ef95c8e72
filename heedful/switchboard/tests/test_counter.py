"""A call or a visit, noted in seconds: once, for the right person, with the right fate on the radar."""

from __future__ import annotations

import pytest

from heedful.customers.models import Customer
from heedful.customers.queries import NotFound
from heedful.interactions.models import Interaction
from heedful.interactions.queries import radar_count
from heedful.interactions.tests.factories import mail_in
from heedful.switchboard.doors.counter import CounterNote, Unclear, log_interaction
from heedful.team.tests.factories import Cast


def _note(cast: Cast, **changes: object) -> CounterNote:
    given = {
        "key": "key-of-a-note",
        "brand_id": cast.brand.pk,
        "text": "Lamp flickers, left it here.",
        "new_name": "Ida Berg",
    }
    return CounterNote(**{**given, **changes})  # type: ignore[arg-type]


def test_a_visit_by_somebody_new_is_one_note_however_often_it_is_sent(cast: Cast) -> None:
    first = log_interaction(viewer=cast.viewer, note=_note(cast, new_address="+49 151 234"))
    log_interaction(viewer=cast.viewer, note=_note(cast, new_address="+49 151 234"))
    assert Interaction.objects.count() == 1
    assert (first.kind, first.channel, first.person_id) == ("visit", "in_person", cast.agent.pk)
    assert Customer.objects.get().addresses.get().value == "+49151234"
    assert radar_count(cast.viewer) == 0


def test_what_still_needs_an_answer_is_on_the_radar(cast: Cast) -> None:
    log_interaction(viewer=cast.viewer, note=_note(cast, kind="call", outcome="needs_answer"))
    assert radar_count(cast.viewer) == 1


def test_a_known_address_is_the_known_customer(cast: Cast) -> None:
    known = mail_in(cast.brand.pk).customer_id
    made = log_interaction(viewer=cast.viewer, note=_note(cast, new_name="Ida", new_address="IDA@client.test"))
    assert made.customer_id == known


def test_a_customer_of_another_brand_cannot_be_chosen(cast: Cast) -> None:
    foreign = mail_in(cast.other_brand.pk).customer_id
    with pytest.raises(NotFound):
        log_interaction(viewer=cast.viewer, note=_note(cast, customer_id=foreign))
    with pytest.raises(NotFound):
        log_interaction(viewer=cast.viewer, note=_note(cast, brand_id=cast.other_brand.pk))
    assert Interaction.objects.filter(channel="in_person").count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "seance"}, "visit, a call"),
        ({"outcome": "?"}, "done or still"),
        ({"direction": "up"}, "who got in touch"),
        ({"key": "x"}, "words are kept"),
        ({"text": "  "}, "what it was about"),
        ({"new_name": "", "new_address": " "}, "who it was"),
    ],
)
def test_what_is_missing_is_said_in_words(cast: Cast, changes: dict[str, str], words: str) -> None:
    with pytest.raises(Unclear, match=words):
        log_interaction(viewer=cast.viewer, note=_note(cast, **changes))
