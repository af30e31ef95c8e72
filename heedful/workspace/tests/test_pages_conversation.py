"""The conversation: whose words, what became of replies, what is shown of a hostile mail."""

from __future__ import annotations

import pytest

from heedful.blobs.store import put_blob
from heedful.events.instant import DAY, SECOND, now
from heedful.interactions.actions import Writing, record_note, resolve
from heedful.interactions.models import Attachment, Interaction, ReadMark
from heedful.interactions.tests.factories import mail_in
from heedful.switchboard.doors.counter import CounterNote, log_interaction

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def asked(cast):
    return mail_in(cast.brand.pk, "When is it ready?\n\nAnd what will it cost?", subject="Desk lamp")


def open_it(desk, row: Interaction, **query: object):
    return desk.get(f"/conversations/{row.conversation_id}/", query, headers=HTMX if "part" in query else {})


def test_it_shows_the_words_in_paragraphs(desk, asked):
    page = open_it(desk, asked).content.decode()
    assert "<p>When is it ready?</p><p>And what will it cost?</p>" in page
    assert "waits for an answer" in page


def test_a_whole_page_or_only_the_open_part(desk, asked):
    assert b"<html" in open_it(desk, asked).content
    part = desk.get(f"/conversations/{asked.conversation_id}/", headers=HTMX).content.decode()
    assert "<html" not in part
    assert "<title>Desk lamp" in part
    assert 'id="composer"' in part


def test_a_note_says_that_only_the_team_sees_it(cast, desk, asked):
    record_note(
        viewer=cast.viewer, conversation_id=asked.conversation_id, writing=Writing("Spring is here", "note-000001")
    )
    page = open_it(desk, asked).content.decode()
    assert "only the team sees this" in page
    assert "Alva" in page


def test_a_call_says_who_called_and_who_noted_it(cast, desk):
    note = CounterNote(key="counter-00001", brand_id=cast.brand.pk, text="Wants a dimmer", kind="call", new_name="Nils")
    row = log_interaction(viewer=cast.viewer, note=note)
    page = open_it(desk, row).content.decode()
    assert "noted by Alva" in page
    assert "called" in page
    assert 'class="words ours"' in page


def test_days_stand_between_the_moments(cast, desk, asked):
    mail_in(cast.brand.pk, "Earlier", conversation=asked.conversation, at=now() - DAY)
    page = open_it(desk, asked).content.decode()
    assert page.count('class="day"') == 2
    assert "Yesterday," in page
    assert "Today," in page


def test_quoted_history_is_folded(desk, asked):
    Interaction.objects.filter(pk=asked.pk).update(full_text="When is it ready?\n\n> our old words")
    page = open_it(desk, asked).content.decode()
    assert page.index(f'id="quote-{asked.pk}"') < page.index("our old words")


def test_automatic_mail_and_warnings_are_named(desk, asked):
    Interaction.objects.filter(pk=asked.pk).update(is_automatic=True, flags=["auth_failed", "brand_new_flag"])
    page = open_it(desk, asked).content.decode()
    for words in ("automatic", "sender not proven", "brand new flag"):
        assert words in page


def test_files_are_listed_and_pictures_of_the_letter_are_not(desk, asked):
    Interaction.objects.filter(pk=asked.pk).update(html='<img src="cid:a">')
    digest = put_blob(b"x")
    Attachment.objects.create(
        interaction=asked, name="bill.pdf", content_type="application/pdf", size=48_213, digest=digest
    )
    Attachment.objects.create(
        interaction=asked, name="logo.png", content_type="image/png", size=9, digest=digest, is_inline=True
    )
    page = open_it(desk, asked).content.decode()
    assert "bill.pdf" in page
    assert "48 kB" in page
    assert "logo.png" not in page


def test_earlier_moments_come_on_demand(cast, desk, asked):
    for number in range(51):
        mail_in(cast.brand.pk, f"Word {number:02}", conversation=asked.conversation, at=now() - (100 - number) * SECOND)
    page = open_it(desk, asked).content.decode()
    assert "Word 00" not in page
    before = page.split("part=earlier&amp;before=")[1].split("&")[0]
    earlier = open_it(desk, asked, part="earlier", before=before).content.decode()
    assert "Word 00" in earlier
    assert 'hx-swap-oob="afterbegin:#timeline"' in earlier
    assert open_it(desk, asked, part="talk", rows=52).content.count(b'id="moment-') == 52


def test_a_resolved_one_says_why_and_can_be_opened_again(cast, desk, asked):
    resolve(viewer=cast.viewer, conversation_id=asked.conversation_id, reason="no_reply")
    page = open_it(desk, asked).content.decode()
    assert "The customer did not come back" in page
    assert "Reopen" in page


@pytest.mark.parametrize("who", ["outsider"])
def test_another_brand_gets_nothing(cast, browse, asked, who):
    stranger = browse(getattr(cast, who))
    paths = [
        f"/conversations/{asked.conversation_id}/",
        f"/conversations/{asked.conversation_id}/assignment/",
        f"/conversations/{asked.conversation_id}/resolution/",
        f"/interactions/{asked.pk}/letter/",
        f"/interactions/{asked.pk}/closing/",
        f"/customers/{asked.customer_id}/card/",
    ]
    assert {stranger.get(path).status_code for path in paths} == {404}


def test_what_does_not_exist_says_so(desk):
    answer = desk.get("/conversations/999999999/")
    assert answer.status_code == 404
    assert "nothing here for you" in answer.content.decode()
    part = desk.get("/conversations/999999999/", headers=HTMX)
    assert part["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query", [{"before": "x"}, {"before": "9" * 30}, {"rows": "-1"}, {"view": "../.."}, {"part": "no"}]
)
def test_odd_questions_are_answered_plainly(desk, asked, query):
    assert open_it(desk, asked, **query).status_code == 200


def test_only_reading_counts_as_reading(cast, desk, asked):
    open_it(desk, asked)
    assert not ReadMark.objects.exists()
    assert desk.post(f"/conversations/{asked.conversation_id}/reading/").status_code == 204
    assert ReadMark.objects.get().person_id == cast.agent.pk
    assert desk.get(f"/conversations/{asked.conversation_id}/reading/").status_code == 405
