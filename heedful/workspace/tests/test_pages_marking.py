"""Tags, priority, snooze, following and teams on the screen: with and without scripts, refused in words."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import timezone

from heedful.events.instant import DAY, from_datetime, now
from heedful.interactions.actions import snooze, tag
from heedful.interactions.models import Conversation, Tag
from heedful.interactions.tests.factories import mail_in
from heedful.workspace.later import instant_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    client = browse(cast.agent)
    client.cookies["zone"] = "Europe/Berlin"
    return client


@pytest.fixture
def row(cast):
    return mail_in(cast.brand.pk, subject="Desk lamp").conversation


def test_a_tag_by_its_name_then_off_by_its_button(desk, row):
    at = f"/conversations/{row.pk}/tags/"
    assert "Tags" in desk.get(at).content.decode()
    assert desk.post(at, {"name": "refund"})["Location"] == f"/conversations/{row.pk}/"
    answer = desk.post(at, {"name": "late"}, headers=HTMX)
    assert "changed" in json.loads(answer["HX-Trigger"])
    shown = answer.content.decode()
    assert len(re.findall('aria-pressed="true"', shown)) == 2
    desk.post(at, {"tag": Tag.objects.get(name="refund").pk, "name": "ignored"}, headers=HTMX)
    page = desk.get(f"/conversations/{row.pk}/", headers=HTMX).content.decode()
    assert "late" in page
    assert "refund" not in page
    assert "late" in desk.get("/inbox/all/").content.decode()


def test_a_tag_that_is_no_word_is_refused_where_one_types(desk, row):
    at = f"/conversations/{row.pk}/tags/"
    answer = desk.post(at, {"name": "\u200b"}, headers=HTMX)
    assert answer.status_code == 200
    assert "Write a word for the tag" in answer.content.decode()
    assert desk.post(at, {"name": ""}).status_code == 400
    assert desk.post(at, {"tag": "999999"}, headers=HTMX).status_code == 404


def test_names_of_tags_are_never_markup(cast, desk, row):
    tag(viewer=cast.viewer, conversation_id=row.pk, name="<img src=x>")
    for path in ("/inbox/all/", f"/conversations/{row.pk}/", f"/conversations/{row.pk}/tags/"):
        assert "<img" not in desk.get(path).content.decode()


@pytest.mark.parametrize(("sent", "status"), [("3", 302), ("0", 302), ("4", 400), ("", 400), ("x", 400)])
def test_how_urgent(desk, row, sent, status):
    assert "urgent" in desk.get(f"/conversations/{row.pk}/priority/").content.decode()
    assert desk.post(f"/conversations/{row.pk}/priority/", {"priority": sent}).status_code == status


def test_put_off_until_tomorrow_and_brought_back(desk, row):
    at = f"/conversations/{row.pk}/snooze/"
    assert "Tomorrow morning" in desk.get(at).content.decode()
    assert desk.post(at, {"until": "tomorrow"}).status_code == 302
    assert "Desk lamp" not in desk.get("/inbox/waiting/").content.decode()
    assert "Desk lamp" in desk.get("/inbox/snoozed/").content.decode()
    assert "snoozed until" in desk.get("/unanswered/").content.decode()
    assert "Bring it back now" in desk.get(at).content.decode()
    assert desk.delete(at, headers=HTMX).status_code == 204
    assert "Desk lamp" in desk.get("/inbox/waiting/").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"until": "yesterday"},
        {},
        {"until": "date"},
        {"until": "date", "day": "31.3.2027", "time": "9"},
        {"until": "date", "day": "2020-01-01", "time": "09:00"},
        {"until": "date", "day": "9999-12-31", "time": "09:00"},
        {"until": "date", "day": "0001-01-01", "time": "00:00"},
    ],
)
def test_a_time_that_is_none_is_refused_in_words(desk, row, sent):
    answer = desk.post(f"/conversations/{row.pk}/snooze/", sent, headers=HTMX)
    assert answer.status_code == 400
    assert answer.content.decode().strip()
    assert Conversation.objects.get().snoozed_until is None


@pytest.mark.parametrize(
    ("moment", "code", "wanted"),
    [
        ("2026-03-28T10:00:00Z", "tomorrow", "2026-03-29T07:00:00Z"),  # the clocks go forward in that night
        ("2026-10-24T10:00:00Z", "tomorrow", "2026-10-25T08:00:00Z"),  # and back in this one
        ("2026-11-23T10:00:00Z", "monday", "2026-11-30T08:00:00Z"),  # on a Monday, the next one
        ("2026-11-29T10:00:00Z", "monday", "2026-11-30T08:00:00Z"),
        ("2026-11-25T10:20:00Z", "today", "2026-11-25T13:30:00Z"),
        ("2026-12-31T10:00:00Z", "week", "2027-01-07T08:00:00Z"),
    ],
)
def test_later_is_reckoned_on_the_readers_clock(moment, code, wanted):
    with time_machine.travel(datetime.fromisoformat(moment), tick=False), timezone.override("Europe/Berlin"):
        assert instant_of(code) == from_datetime(datetime.fromisoformat(wanted).astimezone(UTC))


def test_late_in_the_evening_nothing_is_later_today(desk, row):
    with time_machine.travel("2026-11-25T20:30:00Z", tick=False):
        assert "Later today" not in desk.get(f"/conversations/{row.pk}/snooze/").content.decode()


def test_following(desk, row):
    at = f"/conversations/{row.pk}/following/"
    assert desk.post(at)["Location"] == f"/conversations/{row.pk}/"
    assert "you follow" in desk.get(f"/conversations/{row.pk}/").content.decode()
    assert "Desk lamp" in desk.get("/inbox/following/").content.decode()
    desk.post(at, {"method": "delete"})
    assert "Desk lamp" not in desk.get("/inbox/following/").content.decode()


def test_given_to_a_team(cast, desk, row):
    at = f"/conversations/{row.pk}/assignment/"
    assert "Front desk" in desk.get(at).content.decode()
    assert desk.post(at, {"team": cast.team.pk}).status_code == 302
    assert "Front desk" in desk.get("/inbox/team/").content.decode()
    assert desk.post(at, {"team": "x"}).status_code == 400
    desk.post(at, {"team": ""})
    row.refresh_from_db()
    assert row.team_id is None


def test_another_brand_marks_nothing(cast, browse, row):
    stranger, at = browse(cast.outsider), f"/conversations/{row.pk}"
    tries = {"tags": {"name": "spy"}, "priority": {"priority": "3"}, "snooze": {"until": "tomorrow"}, "following": {}}
    for what, sent in tries.items():
        assert stranger.post(f"{at}/{what}/", sent).status_code == 404
    assert not Tag.objects.exists()


def test_a_snoozed_one_says_when_it_is_back(cast, desk, row):
    snooze(viewer=cast.viewer, conversation_id=row.pk, until=now() + 2 * DAY)
    assert "back" in desk.get(f"/conversations/{row.pk}/").content.decode()


def test_colleagues_are_offered_after_an_at_sign(cast, browse, desk, row):
    at = f"/conversations/{row.pk}/mentionable/"
    everybody = desk.get(at, {"q": ""}, headers=HTMX).content.decode()
    assert [name in everybody for name in ("Bruno", "Celia", "Dag", "Alva", "Olga")] == [True, True, True, False, False]
    assert "Celia" not in desk.get(at, {"q": "bru"}, headers=HTMX).content.decode()
    assert browse(cast.outsider).get(at, {"q": "b"}).status_code == 404


def test_a_lead_tidies_up_the_tags(cast, browse, desk, row):
    first = tag(viewer=cast.viewer, conversation_id=row.pk, name="refund")
    second = tag(viewer=cast.viewer, conversation_id=row.pk, name="money back")
    assert desk.get("/settings/tags/").status_code == 403
    lead = browse(cast.lead)
    assert "money back" in lead.get("/settings/tags/").content.decode()
    lead.post(f"/settings/tags/{first.pk}/", {"name": "Refunds", "tone": "good"})
    lead.post(f"/settings/tags/{second.pk}/", {"what": "merge", "into": first.pk})
    assert list(Tag.objects.values_list("name", "tone")) == [("Refunds", "good")]
    assert lead.post(f"/settings/tags/{first.pk}/", {"what": "merge", "into": first.pk}).status_code == 400
    assert browse(cast.outsider).post(f"/settings/tags/{first.pk}/", {"what": "remove"}).status_code == 404
    lead.post(f"/settings/tags/{first.pk}/", {"what": "remove"})
    assert not Tag.objects.exists()
