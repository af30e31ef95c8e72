"""The screens: what is proposed below a conversation, what we owe, the forms and their refusals, and what it costs."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heedful.events.instant import DAY, HOUR, now, to_datetime
from heedful.interactions.models import Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.promises.actions import propose
from heedful.promises.models import Moved, Promise
from heedful.promises.tests.factories import promise, reply
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast: Cast, browse) -> Client:
    client = browse(cast.agent)
    client.cookies["zone"] = "Europe/Berlin"
    return client


@pytest.fixture
def asked(cast: Cast) -> Interaction:
    return mail_in(cast.brand.pk)


def test_a_proposal_stands_below_the_conversation_and_is_confirmed(
    cast: Cast, desk: Client, asked: Interaction
) -> None:
    (row,) = propose(interaction=reply(cast.viewer, asked))
    assert (
        f"/conversations/{asked.conversation_id}/promises/" in desk.get(f"/conversations/{asked.conversation_id}/").text
    )
    panel = desk.get(f"/conversations/{asked.conversation_id}/promises/", headers=HTMX).text
    assert "1 thing was promised here" in panel
    assert ">call you<" in panel
    assert "Alva" in panel
    answer = desk.post(f"/promises/{row.pk}/confirmation/", headers=HTMX)
    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"])["changed"]["conversation_id"] == asked.conversation_id
    assert "Promised here" in desk.get(f"/conversations/{asked.conversation_id}/promises/", headers=HTMX).text
    assert ">call you<" in desk.get(f"/customers/{asked.customer_id}/promises/", headers=HTMX).text


def test_the_list_by_person_and_by_time(cast: Cast, desk: Client, asked: Interaction) -> None:
    moment = now()
    promise(cast.viewer, asked, "the late one", due_at=moment - HOUR)
    promise(cast.viewer, asked, "the far one", due_at=moment + 40 * DAY)
    promise(cast.viewer, asked, "the vague one", due_at=None)
    promise(viewer_of(cast.lead), asked, "one of the team")
    promise(viewer_of(cast.admin), asked, "one of others")
    seen = {
        address: desk.get(f"/promises/{address}").text
        for address in (
            "",
            "?when=late",
            "?when=unnamed",
            "?when=week",
            "?whose=team",
            "?whose=all",
            "?when=nonsense&whose=%00",
        )
    }
    mine = seen[""]
    assert mine.index("the late one") < mine.index("the far one") < mine.index("the vague one")
    assert "one of the team" not in mine
    assert "no time named" in mine
    assert "late, due" in mine
    assert "the late one" in seen["?when=late"]
    assert "the far one" not in seen["?when=late"]
    assert "the vague one" in seen["?when=unnamed"]
    assert "the late one" not in seen["?when=unnamed"]
    assert "the far one" not in seen["?when=week"]
    assert "one of the team" in seen["?whose=team"]
    assert "one of others" not in seen["?whose=team"]
    assert "one of others" in seen["?whose=all"]
    assert "the late one" in seen["?when=nonsense&whose=%00"]


def test_the_rail_counts_what_is_due_today_or_late(cast: Cast, desk: Client, asked: Interaction) -> None:
    promise(cast.viewer, asked, due_at=now() - HOUR)
    promise(cast.viewer, asked, due_at=now() + 3 * DAY)
    promise(viewer_of(cast.lead), asked, due_at=now() - HOUR)
    assert '<span data-figure="promises">1<span class="unseen"> due today or late' in desk.get("/rail/").text


def test_the_inbox_says_where_something_falls_due(cast: Cast, desk: Client, asked: Interaction) -> None:
    assert "promise due" not in desk.get("/inbox/all/").text
    row = promise(cast.viewer, asked, due_at=now() + HOUR)
    assert "promise due" in desk.get("/inbox/all/").text
    Promise.objects.filter(pk=row.pk).update(due_at=now() - HOUR, order_at=now() - HOUR)
    assert "promise late" in desk.get("/inbox/all/").text


def test_moved_released_and_kept_by_form(cast: Cast, desk: Client, asked: Interaction) -> None:
    row = promise(cast.viewer, asked)
    form = {"owner": cast.lead.pk, "day": "2026-01-01", "time": "09:00", "reason": "no parts", "was": row.due_at}
    refused = desk.post(f"/promises/{row.pk}/moving/", form, headers=HTMX)
    assert refused.status_code == 422
    assert "passed already" in refused.text
    assert "no parts" in refused.text
    from_now = f"{to_datetime(now() + 3 * DAY):%Y-%m-%d}"
    assert desk.post(f"/promises/{row.pk}/moving/", {**form, "day": from_now}, headers=HTMX).status_code == 204
    assert Moved.objects.get().reason == "no parts"
    late = desk.post(f"/promises/{row.pk}/moving/", {**form, "day": from_now, "time": "10:00"}, headers=HTMX)
    assert late.status_code == 400
    assert "moved this promise" in late.text
    assert desk.post(f"/promises/{row.pk}/release/", {"reason": " "}, headers=HTMX).status_code == 422
    kept = desk.post(f"/promises/{row.pk}/fulfilment/", headers=HTMX)
    assert json.loads(kept["HX-Trigger"])["undoable"]["address"] == f"/promises/{row.pk}/undo/"
    assert desk.post(f"/promises/{row.pk}/undo/", headers=HTMX).status_code == 204
    assert desk.post(f"/promises/{row.pk}/fulfilment/", {"back": "promises"})["Location"] == "/promises/"


def test_a_promise_by_hand_needs_a_time_or_the_word_that_none_was_named(desk: Client, asked: Interaction) -> None:
    address = f"/conversations/{asked.conversation_id}/promises/new/"
    assert "Promise something" in desk.get(address).text
    for sent, words in (
        ({"what": "call"}, "no time was named"),
        ({"what": "", "unnamed": "1"}, "Say what"),
        ({"what": "x", "day": "9999-12-31"}, "five years"),
        ({"what": "x", "day": "soon"}, "Write the day"),
        ({"what": "x", "unnamed": "1", "owner": "x"}, "does not serve"),
    ):
        answer = desk.post(address, sent, headers=HTMX)
        assert answer.status_code == 422
        assert words in answer.text
    assert desk.post(address, {"what": "call", "unnamed": "1"}, headers=HTMX).status_code == 204
    assert Promise.objects.get().due_at is None


def test_an_outsider_finds_nothing(cast: Cast, browse, asked: Interaction) -> None:
    promise(cast.viewer, asked, "a secret")
    stranger = browse(cast.outsider)
    assert stranger.get(f"/conversations/{asked.conversation_id}/promises/", headers=HTMX).status_code == 404
    assert stranger.get(f"/customers/{asked.customer_id}/promises/", headers=HTMX).status_code == 404
    assert "a secret" not in stranger.get("/promises/?whose=all").text
    assert stranger.get("/promises/?after=x").status_code == 400


def test_lists_cost_the_same_for_ten_and_for_twenty_and_page_by_key(
    cast: Cast, desk: Client, asked: Interaction
) -> None:
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(path, headers=HTMX).status_code == 200
        return len(seen)

    panel = f"/conversations/{asked.conversation_id}/promises/"
    costs = []
    cost("/promises/")
    for _ in range(2):
        for number in range(10):
            promise(cast.viewer, asked, f"number {number}")
        costs.append((cost("/promises/?whose=team"), cost(panel)))
    assert costs[0] == costs[1]
    assert costs[0] <= (6, 6)
    rows = [promise(cast.viewer, asked, f"further {number}", due_at=now() + DAY) for number in range(40)]
    first = desk.get("/promises/").text
    key = first.split("after=")[1].split('"')[0]
    rest = desk.get(f"/promises/?part=more&after={key}", headers=HTMX).text
    everything = first + rest
    assert all(f'id="promise-{row.pk}"' in everything for row in rows)
    assert everything.count('<li id="promise-') == 60
