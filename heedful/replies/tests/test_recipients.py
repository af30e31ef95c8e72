"""Who gets a reply when nobody says otherwise, and who never does."""

from __future__ import annotations

import pytest

from heedful.interactions.queries import conversation
from heedful.replies.actions import send_reply
from heedful.replies.heading import Heading
from heedful.replies.recipients import Usual, usual_for
from heedful.replies.typed_heading import BadHeading, typed_heading
from heedful.switchboard.models import Account
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast


@pytest.fixture
def account(cast: Cast) -> Account:
    return make_account(cast.brand, aliases=["orders@harbour.test"])


def usual(cast: Cast, account: Account, headers: str = "", **mail: str) -> Usual:
    row = arrive(account, raw_mail(message_id="a1@client.test", headers=headers, **mail))
    return usual_for(conversation(cast.viewer, row.conversation_id or 0))


def lines(heading: Heading) -> tuple[list[str], list[str]]:
    return [one.address for one in heading.to], [one.address for one in heading.cc]


def test_a_plain_mail_is_answered_to_its_sender_alone(cast: Cast, account: Account) -> None:
    assert lines(usual(cast, account).heading) == (["ida@client.test"], [])


def test_everybody_who_was_copied_stays_copied_but_nobody_of_ours_and_no_machine(cast: Cast, account: Account) -> None:
    make_account(cast.other_brand, "desk@quarry.test")
    copied = (
        "Cc: Bo <bo@client.test>, help+vip@harbour.test, orders@harbour.test, desk@quarry.test, alva@harbour.test, "
        "no-reply@shop.test, BO@client.test, ida@client.test\r\n"
    )
    assert lines(usual(cast, account, copied).heading) == (["ida@client.test"], ["bo@client.test"])


@pytest.mark.parametrize(
    ("sender", "reply_to", "answered", "doubtful"),
    [
        ("Ida <ida@client.test>", "ida.berg@client.test", "ida.berg@client.test", ""),
        ("Ida <ida@client.test>", "ida@post.client.test", "ida@post.client.test", ""),
        ("Ida <ida@client.test>", "ida@elsewhere.test", "ida@client.test", "ida@elsewhere.test"),
        ("Ida <ida@client.test>", "ida@evilclient.test", "ida@client.test", "ida@evilclient.test"),
        ("Ida <ida@client.test>", "help@harbour.test", "ida@client.test", ""),
    ],
)
def test_reply_to_is_followed_only_where_something_vouches_for_it(
    cast: Cast, account: Account, sender: str, reply_to: str, answered: str, doubtful: str
) -> None:
    found = usual(cast, account, f"Reply-To: {reply_to}\r\n", sender=sender)
    assert lines(found.heading)[0] == [answered]
    assert found.doubtful == doubtful


def test_the_second_reply_in_a_row_goes_where_the_first_went(cast: Cast, account: Account) -> None:
    row = arrive(account, raw_mail(message_id="a1@client.test", headers="Cc: bo@client.test\r\n"))
    talk = conversation(cast.viewer, row.conversation_id or 0)
    chosen = typed_heading(
        {"to": "ida@client.test", "cc": "Cy <cy@client.test>"}, brand_id=talk.brand_id, is_signed=True, original_id=None
    )
    send_reply(viewer=cast.viewer, conversation_id=talk.id, text="It leaves today.", key="k1", heading=chosen)
    assert lines(usual_for(talk).heading) == (["ida@client.test"], ["cy@client.test"])


def test_when_a_copied_person_answers_the_customer_goes_on_reading(cast: Cast, account: Account) -> None:
    row = arrive(account, raw_mail(message_id="a1@client.test", headers="Cc: bo@client.test\r\n"))
    again = raw_mail(
        "I agree.",
        sender="Bo <bo@client.test>",
        message_id="a2@client.test",
        headers="In-Reply-To: <a1@client.test>\r\n",
    )
    arrive(account, again, "1:2")
    talk = conversation(cast.viewer, row.conversation_id or 0)
    assert lines(usual_for(talk).heading) == (["bo@client.test"], ["ida@client.test"])


def test_an_unproven_sender_chooses_nobody(cast: Cast) -> None:
    account = make_account(cast.brand, authserv_ids=["mx.harbour.test"])
    row = arrive(account, raw_mail(message_id="a1@client.test"))
    forged = "Authentication-Results: mx.harbour.test; dmarc=fail\r\nIn-Reply-To: <a1@client.test>\r\nCc: thief@else.test\r\n"
    arrive(account, raw_mail(message_id="a2@client.test", headers=forged), "1:2")
    assert lines(usual_for(conversation(cast.viewer, row.conversation_id or 0)).heading) == (["ida@client.test"], [])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"to": "ida"}, "no @"),
        ({"to": "ida@client"}, "an ending"),
        ({"to": "ida@client.test", "cc": "b o@x..test"}, "after the @"),
        ({"to": "help@harbour.test"}, "our own mailbox"),
        ({"to": ", ".join(f"n{number}@client.test" for number in range(10_000))}, "10,000 people"),
        ({"to": ", ".join(f"n{number}@client.test" for number in range(60))}, "60 people"),
        ({"to": "ida@client.test", "sender": "boss@else.test"}, "not an address of this brand"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, account: Account, typed: dict[str, str], words: str) -> None:
    with pytest.raises(BadHeading, match=words):
        typed_heading(typed, brand_id=cast.brand.pk, is_signed=True, original_id=None)
