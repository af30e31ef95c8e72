"""The radar, the search and what was set aside."""

from __future__ import annotations

import pytest

from heedful.events.instant import HOUR, MINUTE, now
from heedful.interactions.tests.factories import mail_in
from heedful.switchboard.models import RawMessage
from heedful.workspace.tests.factories import aside, reply_out

HTMX = {"HX-Request": "true"}
GOOD_MAIL = b"From: Ida <ida@client.test>\r\nTo: post@harbour.test\r\nSubject: Hello\r\nMessage-ID: <g1@client.test>\r\n\r\nIs it ready?\r\n"


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


def test_the_radar_is_oldest_first_and_forgets_what_is_answered(cast, desk):
    mail_in(cast.brand.pk, subject="Younger", sender="a@client.test", at=now() - HOUR)
    mail_in(cast.brand.pk, subject="Oldest", sender="b@client.test", at=now() - 5 * HOUR)
    answered = mail_in(cast.brand.pk, subject="Answered", sender="c@client.test")
    reply_out(cast.viewer, answered)
    page = desk.get("/unanswered/").content.decode()
    assert page.index("Oldest") < page.index("Younger")
    assert "Answered" not in page
    assert "2 inquiries wait" in page


def test_an_empty_radar_says_so(desk):
    assert b"Nobody is waiting for an answer." in desk.get("/unanswered/").content


def test_the_radar_pages_and_refreshes(cast, desk):
    for number in range(52):
        mail_in(
            cast.brand.pk,
            subject=f"Matter {number:02}",
            sender=f"p{number}@client.test",
            at=now() - (99 - number) * MINUTE,
        )
    page = desk.get("/unanswered/").content.decode()
    mark = page.split("part=more&amp;after=")[1].split('"')[0]
    more = desk.get(f"/unanswered/?part=more&after={mark}", headers=HTMX).content.decode()
    assert "Matter 50" in more
    assert "Matter 49" not in more
    assert desk.get("/unanswered/?part=rows&rows=52", headers=HTMX).content.count(b'id="line-') == 52
    assert desk.get("/unanswered/?after=broken").status_code == 400


def test_search_finds_words_newest_first_and_marks_them(cast, desk):
    mail_in(cast.brand.pk, "The amber shade is cracked", subject="First", sender="a@client.test", at=now() - HOUR)
    mail_in(cast.brand.pk, "Do you have the shade in amber?", subject="Second", sender="b@client.test")
    page = desk.get("/search/", {"q": "amber"}).content.decode()
    assert page.index("Second") < page.index("First")
    assert "<mark>amber</mark>" in page
    part = desk.get("/search/", {"q": "cracked", "part": "hits"}, headers=HTMX).content.decode()
    assert "First" in part
    assert "<html" not in part


@pytest.mark.parametrize("text", ['"', "(((", "a* OR b", "NEAR(", "\0", "%", "ä" * 600, "-", "' --"])
def test_search_takes_any_words(desk, text):
    assert desk.get("/search/", {"q": text}).status_code == 200


def test_search_teaches_before_and_after(desk):
    assert b"quotation marks" in desk.get("/search/").content
    assert b"No message holds all of these words" in desk.get("/search/", {"q": "unicorn"}).content


def test_search_keeps_brands_apart(cast, browse):
    mail_in(cast.brand.pk, "a secret amber shade")
    assert b"secret" not in browse(cast.outsider).get("/search/", {"q": "amber"}).content


def test_search_pages(cast, desk):
    for number in range(32):
        mail_in(cast.brand.pk, f"amber number{number:02}", sender=f"p{number}@client.test", at=now() - number * MINUTE)
    page = desk.get("/search/", {"q": "amber"}).content.decode()
    before = page.split("?q=amber&amp;before=")[1].split('"')[0]
    more = desk.get("/search/", {"q": "amber", "before": before, "part": "more"}, headers=HTMX).content.decode()
    assert "number31" in more
    assert "number29" not in more


def test_what_was_set_aside_says_why_and_shows_its_source(cast, desk):
    row = aside(cast.brand)
    page = desk.get("/inbox/set-aside/").content.decode()
    assert "LookupError: klingon" in page
    source = desk.get(f"/inbox/set-aside/{row.pk}/source/", headers=HTMX).content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in source


def test_nothing_set_aside_says_so(desk):
    assert b"Every mail could be read." in desk.get("/inbox/set-aside/").content


def test_a_second_try_can_succeed(cast, desk):
    row = aside(cast.brand, GOOD_MAIL)
    answer = desk.post(f"/inbox/set-aside/{row.pk}/retrial/", follow=True)
    row.refresh_from_db()
    assert row.state == RawMessage.State.DONE
    assert b"Is it ready?" in answer.content
    assert b"It could be read this time." in answer.content


def test_another_brands_mail_is_not_shown(cast, browse):
    row, stranger = aside(cast.brand), browse(cast.outsider)
    assert b"klingon" not in stranger.get("/inbox/set-aside/").content
    assert stranger.get(f"/inbox/set-aside/{row.pk}/source/").status_code == 404
    assert stranger.post(f"/inbox/set-aside/{row.pk}/retrial/").status_code == 404


def test_a_missing_blob_is_said_in_words(cast, desk):
    row = aside(cast.brand)
    RawMessage.objects.filter(pk=row.pk).update(digest="0" * 64)
    answer = desk.get(f"/inbox/set-aside/{row.pk}/source/", headers=HTMX)
    assert answer.status_code == 400
    assert "missing from the data folder" in answer.content.decode()
