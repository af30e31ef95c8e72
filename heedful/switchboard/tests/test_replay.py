"""Kept mail can be read again: better words take the place of worse ones, nothing is doubled or taken from people."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from heedful.config.commands.replay import replay as command
from heedful.events.models import Event
from heedful.interactions.actions import resolve
from heedful.interactions.models import Attachment, Conversation, Interaction
from heedful.interactions.queries import radar_count, search
from heedful.replies.actions import send_reply
from heedful.switchboard import kinds, reading
from heedful.switchboard.models import RawMessage
from heedful.switchboard.replay import Replayed, replay
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast

SAMPLES = sorted((Path(reading.__file__).parents[1] / "channels/email/samples").glob("*.eml"))


def _everything() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    said = Interaction.objects.order_by("id").values_list(
        "id", "conversation_id", "subject", "text", "full_text", "html", "author_name", "author_address", "extra"
    )
    seen = Conversation.objects.order_by("id").values_list("id", "preview", "state", "waiting_since", "version")
    return list(said), list(seen)


def test_reading_all_samples_again_changes_nothing(cast: Cast) -> None:
    account = make_account(cast.brand)
    for number, sample in enumerate(SAMPLES):
        arrive(account, sample.read_bytes(), f"1:{number}")
    understood = RawMessage.objects.filter(state="done").count()
    before, attachments = _everything(), Attachment.objects.count()
    first, second = replay(), replay()
    assert _everything() == before
    assert Attachment.objects.count() == attachments
    assert first == second
    assert (first.total, first.better, first.added) == (understood, 0, 0)


def test_a_better_reading_takes_the_place_of_the_first(cast: Cast) -> None:
    row = arrive(make_account(cast.brand), raw_mail("The lámp flickers.", message_id="a1@client.test"))
    conversation = Conversation.objects.get(pk=row.conversation_id)
    send_reply(viewer=cast.viewer, conversation_id=conversation.pk, text="We look into it today.", key="k1")
    resolve(viewer=cast.viewer, conversation_id=conversation.pk, reason="answered")
    Interaction.objects.filter(pk=row.interaction_id).update(text="The l?mp fl?ckers.", author_name="?")
    Conversation.objects.filter(pk=conversation.pk).update(preview="The l?mp fl?ckers.")
    assert replay() == Replayed(better=1)
    interaction = Interaction.objects.get(pk=row.interaction_id)
    conversation.refresh_from_db()
    assert (interaction.text, interaction.author_name) == ("The lámp flickers.", "Ida Berg")
    assert (conversation.state, conversation.preview) == ("resolved", "The lámp flickers.")
    assert [hit.interaction_id for hit in search(cast.viewer, "flickers")] == [interaction.pk]
    assert Event.objects.filter(kind="interaction.reread", interaction_id=interaction.pk).count() == 1
    assert replay() == Replayed(same=1)


def test_what_is_missing_in_the_record_is_written_down_once(cast: Cast) -> None:
    account = make_account(cast.brand)
    row = arrive(account, raw_mail(message_id="a1@client.test"))
    arrive(account, raw_mail(message_id="a1@client.test"), "1:2")
    Interaction.objects.filter(pk=row.interaction_id).delete()
    assert replay() == Replayed(added=1, same=1)
    assert replay() == Replayed(same=2)
    assert Interaction.objects.get().text == "Where is my lamp?"
    assert radar_count(cast.viewer) == 1


def test_mail_whose_raw_text_is_gone_stays_as_it_is(cast: Cast) -> None:
    row = arrive(make_account(cast.brand), raw_mail(message_id="a1@client.test"))
    (settings.DATA / "blobs" / row.digest[:2] / f"{row.digest[2:]}.zst").unlink()
    assert replay() == Replayed(gone=1)
    assert Interaction.objects.get().text == "Where is my lamp?"


def test_one_that_can_no_longer_be_read_stops_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    account = make_account(cast.brand)
    arrive(account, raw_mail("first", message_id="a1@client.test"))
    arrive(account, raw_mail("second", message_id="a2@client.test"), "1:2")
    whole = reading.read_mail

    def poisoned(raw: bytes, *given: object) -> object:
        if b"first" in raw:
            raise ValueError("poison")
        return whole(raw, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_mail", poisoned)
    assert replay() == Replayed(unreadable=1, same=1)
    assert Interaction.objects.count() == 2


def test_the_command_says_what_came_of_it(cast: Cast) -> None:
    account = make_account(cast.brand)
    arrive(account, raw_mail(message_id="a1@client.test"))
    said = CliRunner().invoke(command, [account.address])
    assert said.exit_code == 0
    assert "1 raw messages looked at: 1 read as before" in said.output
    wrong = CliRunner().invoke(command, ["nobody@harbour.test"])
    assert wrong.exit_code == 1
    assert "There is no mailbox nobody@harbour.test." in wrong.output
    none = CliRunner().invoke(command, ["--since", "2099-01-01"])
    assert "0 raw messages" in none.output
    assert Event.objects.filter(kind=kinds.SET_ASIDE).count() == 0
