"""Bulk deeds on the screen: asked, done at once or with progress, undone; only one's own, only what is ours."""

from __future__ import annotations

import json

import pytest

from heedful.interactions.actions import run_batches
from heedful.interactions.models import Batch, Conversation, Tagging
from heedful.interactions.tests.factories import mail_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def rows(cast):
    return [mail_in(cast.brand.pk, sender=f"p{number}@client.test").conversation_id for number in range(3)]


def send(desk, verb, rows, **more):
    sent = {"verb": verb, "ids": ",".join(map(str, rows)), "view": "waiting", **more}
    return desk.post("/batches/", sent, headers=HTMX)


@pytest.mark.parametrize(
    ("verb", "word"),
    [("assign", "Bruno"), ("tag", "Find a tag"), ("snooze", "Tomorrow"), ("resolve", "Solved"), ("priority", "urgent")],
)
def test_what_exactly_is_asked(desk, rows, verb, word):
    assert word in desk.get(f"/batches/{verb}/", headers=HTMX).content.decode()
    assert desk.get("/batches/burn/", headers=HTMX).status_code == 404


def test_done_at_once_and_undone(desk, rows):
    answer = send(desk, "resolve", rows, reason="solved")
    news = json.loads(answer["HX-Trigger"])
    assert news["undoable"]["words"] == "Done for 3 conversations."
    assert set(Conversation.objects.values_list("state", flat=True)) == {"resolved"}
    undone = desk.post(news["undoable"]["address"], headers=HTMX)
    assert "as it was" in undone.content.decode()
    assert set(Conversation.objects.values_list("state", flat=True)) == {"open"}


def test_the_whole_view_with_its_progress(cast, desk):
    for number in range(60):
        mail_in(cast.brand.pk, sender=f"p{number}@client.test")
    answer = send(desk, "assign", [], whole="1", person=cast.colleague.pk)
    assert answer["HX-Retarget"] == "#batch"
    assert "0 of 60 done" in answer.content.decode()
    run_batches()
    at = f"/batches/{Batch.objects.get().pk}/"
    assert f"{Batch.objects.get().done} of 60 done" in desk.get(at, headers=HTMX).content.decode()
    while run_batches():
        pass
    finished = desk.get(at, headers=HTMX)
    assert "progress" not in finished.content.decode()
    assert "undoable" in finished["HX-Trigger"]


def test_a_new_tag_for_all_of_them(desk, rows):
    send(desk, "tag", rows, name="refund")
    assert Tagging.objects.filter(tag__name="refund").count() == 3


@pytest.mark.parametrize(
    ("verb", "more"),
    [
        ("burn", {}),
        ("resolve", {}),
        ("resolve", {"reason": "because"}),
        ("assign", {"person": "x"}),
        ("priority", {"priority": "9" * 30}),
        ("snooze", {"until": "yesterday"}),
        ("tag", {}),
        ("tag", {"name": "\u200b"}),
        ("resolve", {"reason": "spam", "whole": "1", "view": "nowhere"}),
        ("resolve", {"reason": "spam", "ids": "a,b,,-1"}),
    ],
)
def test_nonsense_is_refused_in_words(desk, rows, verb, more):
    answer = send(desk, verb, rows, **more)
    assert answer.status_code == 400
    assert answer.content.decode().strip()
    assert set(Conversation.objects.values_list("state", flat=True)) == {"open"}
    assert not Conversation.objects.exclude(assignee=None).exists()


def test_what_could_not_be_changed_is_said(cast, desk, rows):
    Conversation.objects.filter(pk=rows[0]).update(state="resolved")
    answer = send(desk, "snooze", rows, until="tomorrow")
    words = json.loads(answer["HX-Trigger"])["undoable"]["words"]
    assert "Done for 2 conversations." in words
    assert "1 could not be changed" in words


def test_another_brand_changes_nothing(cast, browse, rows):
    stranger = browse(cast.outsider)
    assert send(stranger, "resolve", rows, reason="spam").status_code == 400
    assert set(Conversation.objects.values_list("state", flat=True)) == {"open"}
