"""Late mail for a conversation that was merged away lands in the surviving one, whoever of the two customers writes."""

from __future__ import annotations

import pytest

from heedful.channels.email.threading import make_reply_address
from heedful.interactions.actions import merge
from heedful.interactions.queries import radar, timeline
from heedful.replies.actions import send_reply
from heedful.switchboard.reading import signing_key
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast


@pytest.fixture
def merged(cast: Cast) -> tuple[int, int]:
    """Ida's lamp, and what her husband asked about it, which was merged into hers."""
    account = make_account(cast.brand)
    lamp = arrive(account, raw_mail(message_id="a1@client.test")).conversation_id
    his = arrive(account, raw_mail(sender="Jon <jon@client.test>", message_id="b1@client.test"), "1:2").conversation_id
    assert lamp
    assert his
    send_reply(viewer=cast.viewer, conversation_id=his, text="It leaves today.", key="k1")
    merge(viewer=cast.viewer, conversation_id=lamp, other_id=his, is_sure=True)
    return lamp, his


@pytest.mark.parametrize("sender", ["Jon <jon@client.test>", "Ida Berg <ida@client.test>"])
@pytest.mark.parametrize("tie", ["reply address", "message id", "subject token"])
def test_it_lands_where_the_conversation_is_now(cast: Cast, merged: tuple[int, int], sender: str, tie: str) -> None:
    lamp, his = merged
    account = make_account(cast.brand, "desk@harbour.test")
    raw = {
        "reply address": raw_mail("Has it left?", sender=sender, message_id="late@client.test").replace(
            b"To: help@harbour.test", f"To: {make_reply_address('help@harbour.test', his, signing_key())}".encode()
        ),
        "message id": raw_mail(
            "Has it left?", sender=sender, message_id="late@client.test", headers="In-Reply-To: <b1@client.test>\r\n"
        ),
        "subject token": raw_mail(
            "Has it left?", sender=sender, message_id="late@client.test", subject=f"Re: [H-{his}]"
        ),
    }[tie]
    row = arrive(account, raw, "1:9")
    assert (row.outcome["action"], row.conversation_id) == ("append", lamp)
    assert timeline(cast.viewer, lamp)[-1].text == "Has it left?"
    assert "Has it left?" in {line.preview for line in radar(cast.viewer)}


def test_a_stranger_gets_no_further_than_before(cast: Cast, merged: tuple[int, int]) -> None:
    account = make_account(cast.brand, "desk@harbour.test")
    row = arrive(account, raw_mail("Tell me", sender="mal@other.test", subject=f"Re: [H-{merged[1]}]"), "1:9")
    assert row.conversation_id not in merged
