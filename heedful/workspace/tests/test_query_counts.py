"""What a screen costs: a fixed number of statements, whether it shows ten rows or twenty."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heedful.interactions.tests.factories import mail_in
from heedful.workspace.tests.factories import reply_out

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    client = browse(cast.agent)
    client.cookies["zone"] = "Europe/Berlin"
    client.get("/inbox/all/")  # the session is in the cache from here on
    return client


def cost(desk, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert desk.get(path, headers=HTMX if "conversations" in path else {}).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("/inbox/all/", 9),  # one of them: where a promise falls due
        ("/inbox/mine/", 7),
        ("/inbox/following/", 7),
        ("/inbox/snoozed/", 7),
        ("/unanswered/", 6),
        ("/search/?q=lamp", 5),
        ("/search/?q=lamp&order=best", 6),
    ],
)
def test_lists_cost_the_same_for_ten_and_for_twenty(cast, desk, path, budget):
    for number in range(10):
        mail_in(cast.brand.pk, sender=f"p{number}@client.test")
    ten = cost(desk, path)
    for number in range(10):
        mail_in(cast.brand.pk, sender=f"q{number}@client.test")
    assert cost(desk, path) == ten
    # On PostgreSQL a search looks in widening windows of time: at most two more.
    assert ten <= budget + 2 * (connection.vendor == "postgresql" and "search" in path)


def test_a_conversation_costs_the_same_for_ten_and_for_twenty(cast, desk):
    first = mail_in(cast.brand.pk)
    for _ in range(5):
        mail_in(cast.brand.pk, conversation=first.conversation)
        reply_out(cast.viewer, first)
    path = f"/conversations/{first.conversation_id}/"
    cost(desk, path)  # the colleagues' names are kept from here on
    ten = cost(desk, path)
    for _ in range(5):
        mail_in(cast.brand.pk, conversation=first.conversation)
        reply_out(cast.viewer, first)
    assert cost(desk, path) == ten
    assert ten <= 11  # session, person, roles, head (2), timeline (2), outbox, tags, opening hours, waits
