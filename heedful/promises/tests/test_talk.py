"""Notes and transcripts: who spoke, what our side promised, what the customer said they do, what stayed open."""

from __future__ import annotations

from django.test import Client

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.interactions.models import Interaction
from heedful.promises.models import Promise
from heedful.switchboard.doors.counter import CounterNote, log_interaction
from heedful.team.tests.factories import Cast

HTMX = {"HX-Request": "true"}
CALL = """She rang about the blue lamp.
[10:02] Ida: Hello, when will my lamp be repaired? And what does a new shade cost?
[10:03] Alva: I am sorry that you have waited. The repair takes until Monday.
I will ring you on Monday at 11.
[10:04] Ida: Good. I will pay on Friday."""


def logged(cast: Cast, text: str, kind: str = "call") -> Interaction:
    note = CounterNote("a-call-of-hers", cast.brand.pk, text, kind, new_name="Ida Holm")
    row = log_interaction(viewer=cast.viewer, note=note)
    dispatch(REACTIONS)
    return row


def test_only_what_our_side_says_is_proposed(cast: Cast) -> None:
    row = logged(cast, CALL)
    (found,) = Promise.objects.all()
    assert found.what == "ring you"
    assert row.text[found.begins : found.ends].startswith("I will ring you")


def test_it_is_shown_beside_the_entry(cast: Cast, browse) -> None:
    row = logged(cast, CALL)
    client: Client = browse(cast.agent)
    address = f"/interactions/{row.pk}/hearing/"
    assert address in client.get(f"/conversations/{row.conversation_id}/").text
    shown = client.get(address, headers=HTMX).text
    ours, theirs = shown.index("ring you"), shown.index(">pay ")
    assert shown.index("We will") < ours < shown.index("They will") < theirs < shown.index("Asked, not answered here")
    assert "new shade cost" in shown[theirs:]
    assert "when will my lamp" not in shown[theirs:]
    assert "% of the words" in shown
    assert "Alva" not in shown  # sides, not people
    assert browse(cast.outsider).get(address, headers=HTMX).status_code == 404


def test_a_plain_note_has_no_shares(cast: Cast, browse) -> None:
    row = logged(
        cast, "Came by.\nPhone: 0123\nIda will send the photo tomorrow. Will call the workshop on Friday.", "visit"
    )
    shown = browse(cast.agent).get(f"/interactions/{row.pk}/hearing/", headers=HTMX).text
    assert "Who spoke" not in shown
    assert shown.index("call the workshop") < shown.index("send the photo")


def test_it_is_told_while_one_writes(cast: Cast, browse) -> None:
    client: Client = browse(cast.agent)
    assert "/note/hearing/" in client.get("/note/").text
    shown = client.post("/note/hearing/", {"text": CALL, "who": "Ida Holm"}, headers=HTMX).text
    assert "ring you" in shown
    assert client.post("/note/hearing/", {"text": "\0" * 50_000, "brand": "9" * 30}, headers=HTMX).status_code == 200
    assert client.post("/note/hearing/", {"brand": cast.other_brand.pk}, headers=HTMX).status_code == 404
    assert not Promise.objects.exists()
