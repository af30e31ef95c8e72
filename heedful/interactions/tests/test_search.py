"""Full text over everything that was said: the same hits on both databases."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heedful.events.instant import DAY, now
from heedful.interactions.actions import Writing, record_note, record_outbound, withdraw
from heedful.interactions.filters import FilterError
from heedful.interactions.queries import search
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast


def test_finds_words_in_mails_replies_notes_and_subjects_newest_first(cast: Cast) -> None:
    old = mail_in(cast.brand.pk, "The brass lantern flickers", at=now() - 9 * DAY)
    mail_in(cast.brand.pk, "Something else", subject="Lanterns by the dozen", sender="b@client.test", at=now() - DAY)
    record_note(
        viewer=cast.viewer, conversation_id=old.conversation_id, writing=Writing("lantern: change the wick", "n1")
    )
    hits = search(cast.viewer, "lantern")
    assert [hit.direction for hit in hits] == ["internal", "in", "in"]
    assert hits == sorted(hits, key=lambda hit: -hit.sort_key)
    assert "<mark>" in hits[0].snippet
    assert search(cast.stranger, "lantern") == []
    assert search(cast.viewer, "lantern", before=hits[0].sort_key) == hits[1:]


def test_all_words_must_occur_and_quotes_make_a_phrase(cast: Cast) -> None:
    mail_in(cast.brand.pk, "green glass shade")
    mail_in(cast.brand.pk, "a shade of green", sender="c@client.test")
    assert len(search(cast.viewer, "green shade")) == 2
    assert len(search(cast.viewer, '"green glass"')) == 1
    assert search(cast.viewer, "green submarine") == []


def test_a_reply_that_was_taken_back_is_not_found(cast: Cast) -> None:
    made = mail_in(cast.brand.pk)
    with transaction.atomic():
        reply = record_outbound(
            viewer=cast.viewer, conversation_id=made.conversation_id, writing=Writing("unsayable words", "r1")
        )
    assert len(search(cast.viewer, "unsayable")) == 1
    with transaction.atomic():
        withdraw(interaction=reply, person_id=cast.agent.pk)
    assert search(cast.viewer, "unsayable") == []


def test_what_the_customer_wrote_cannot_become_markup(cast: Cast) -> None:
    mail_in(cast.brand.pk, "<script>alert(1)</script> lantern <mark>")
    assert "<script>" not in search(cast.viewer, "lantern")[0].snippet


@pytest.mark.django_db
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
@example("AAA:0")
def test_whatever_is_looked_for_gets_hits_or_a_sentence(cast: Cast, text: str) -> None:
    for query in (text, f'"{text}" AND (x NEAR/3 y) : * - ^ {text}'):
        with suppress(FilterError):
            search(cast.viewer, query)
