"""The inbox: what stands in which view, whose it is, and how its parts are asked for."""

from __future__ import annotations

import pytest

from heedful.events.instant import HOUR, MINUTE, now
from heedful.interactions.actions import assign, resolve
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import make_person
from heedful.workspace.tests.factories import reply_out

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


def test_the_front_door_leads_to_who_waits(desk):
    answer = desk.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/inbox/waiting/")


def test_strangers_are_sent_to_the_door(client, db):
    assert client.get("/inbox/all/")["Location"].startswith("/account/login/")


@pytest.mark.parametrize("view", ["mine", "unassigned", "waiting", "all", "resolved"])
def test_an_empty_view_says_what_will_be_here(desk, view):
    answer = desk.get(f"/inbox/{view}/")
    assert answer.status_code == 200
    assert b'class="empty"' in answer.content
    assert b'aria-current="page"' in answer.content


def test_a_row_says_who_what_since_when_and_how_it_sounds(cast, desk):
    row = mail_in(
        cast.brand.pk, subject="Where is my lamp?", sender="ida@client.test", at=now() - 2 * HOUR - 14 * MINUTE
    )
    Conversation.objects.filter(pk=row.conversation_id).update(mood="upset", flags=["auth_failed", "list"])
    page = desk.get("/inbox/waiting/").content.decode()
    for words in ("Ida", "Where is my lamp?", "2 h 14 m", "E-mail", "upset", "sender not proven", "unread"):
        assert words in page
    assert "newsletter or list" not in page
    assert 'data-used="5"' in page


def test_rows_stand_under_whose_turn_it_is(cast, desk):
    theirs = mail_in(cast.brand.pk, subject="Answered already", sender="a@client.test")
    reply_out(cast.viewer, theirs)
    mail_in(cast.brand.pk, subject="Still waiting", sender="b@client.test")
    done = mail_in(cast.brand.pk, subject="All over", sender="c@client.test")
    resolve(viewer=cast.viewer, conversation_id=done.conversation_id, reason="solved")
    page = desk.get("/inbox/all/").content.decode()
    us, them, over = (page.index(f'id="group-{code}"') for code in ("us", "them", "done"))
    assert us < page.index("Still waiting") < them < page.index("Answered already") < over < page.index("All over")


def test_what_i_took_is_mine(cast, desk):
    row = mail_in(cast.brand.pk, subject="For Alva")
    mail_in(cast.brand.pk, subject="For nobody", sender="b@client.test")
    assign(viewer=cast.viewer, conversation_id=row.conversation_id, person_id=cast.agent.pk)
    page = desk.get("/inbox/mine/").content
    assert b"For Alva" in page
    assert b"For nobody" not in page
    assert "For nobody" in desk.get("/inbox/unassigned/").content.decode()


def test_another_brand_sees_none_of_it(cast, browse):
    mail_in(cast.brand.pk, subject="Only for us")
    for view in ("all", "waiting", "unassigned"):
        assert b"Only for us" not in browse(cast.outsider).get(f"/inbox/{view}/").content


def test_a_person_without_a_brand_sees_an_empty_inbox(db, browse):
    assert browse(make_person("Newt")).get("/inbox/all/").status_code == 200


def test_parts_are_parts(cast, desk):
    mail_in(cast.brand.pk)
    for part in ("list", "entries", "more"):
        answer = desk.get(f"/inbox/all/?part={part}", headers=HTMX)
        assert answer.status_code == 200
        assert b"<html" not in answer.content
    assert b"<html" in desk.get("/inbox/all/?part=entries").content
    back = {**HTMX, "HX-History-Restore-Request": "true"}
    assert b"<html" in desk.get("/inbox/all/?part=list", headers=back).content


def test_paging_shows_every_row_once(cast, desk):
    for number in range(53):
        mail_in(
            cast.brand.pk, subject=f"Matter {number:03}", sender=f"p{number}@client.test", at=now() - number * MINUTE
        )
    first = desk.get("/inbox/all/").content.decode()
    mark = first.split("part=more&amp;after=")[1].split('"')[0]
    second = desk.get(f"/inbox/all/?part=more&after={mark}", headers=HTMX).content.decode()
    seen = [number for number in range(53) if f"Matter {number:03}" in first] + [
        number for number in range(53) if f"Matter {number:03}" in second
    ]
    assert seen == list(range(53))
    assert 'hx-swap-oob="beforeend:#rows-us"' in second
    assert "part=more" not in second


def test_a_refresh_asks_for_as_many_rows_as_are_shown(cast, desk):
    for number in range(52):
        mail_in(cast.brand.pk, sender=f"p{number}@client.test")
    refreshed = desk.get("/inbox/all/?part=entries&rows=52", headers=HTMX).content
    assert refreshed.count(b'class="entry') == 52
    assert desk.get("/inbox/all/?part=entries&rows=99999999999999999999", headers=HTMX).status_code == 200


@pytest.mark.parametrize("path", ["/inbox/nonsense/", "/inbox/all/extra/"])
def test_an_unknown_view_is_not_found(desk, path):
    assert desk.get(path).status_code == 404


@pytest.mark.parametrize("mark", ["x", "1.2.3", "1.", "-", "\0", "９.9", "9" * 40 + ".1"])
def test_a_damaged_page_mark_is_refused_in_words(desk, mark):
    answer = desk.get("/inbox/all/", {"after": mark})
    assert answer.status_code in {200, 400}
    assert b"Traceback" not in answer.content


def test_the_rail_counts_what_waits(cast, desk):
    mail_in(cast.brand.pk)
    answer = desk.get("/rail/", headers=HTMX).content.decode()
    assert '<span data-figure="home">1<' in answer
    assert '<span data-figure="radar">1<' in answer


def test_hostile_names_and_subjects_are_only_text(cast, desk):
    mail_in(
        cast.brand.pk,
        subject='"><script>alert(1)</script>',
        sender="ida@client.test",
        text="{{ 7*7 }} <img src=x onerror=1>",
    )
    for path in ("/inbox/all/", "/unanswered/", "/search/?q=onerror"):
        page = desk.get(path).content
        assert b"<script>alert" not in page
        assert b"<img src=x" not in page
