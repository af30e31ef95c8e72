"""What comes in: kept first, once only, set aside when it cannot be read, never in the way of others."""

from __future__ import annotations

import pytest

from heedful.customers.models import Address, Customer
from heedful.events.models import Event
from heedful.interactions.actions import resolve
from heedful.interactions.models import Conversation, Interaction
from heedful.replies.actions import send_reply
from heedful.switchboard import receive as receiving
from heedful.switchboard.models import RawMessage
from heedful.switchboard.public_providers import is_public
from heedful.switchboard.receive import NotFound, dismiss, keep, receive_due, receive_many, retry, set_aside
from heedful.switchboard.tests.factories import arrive, make_account, raw_mail
from heedful.team.tests.factories import Cast


def test_a_mail_opens_a_conversation_of_its_sender(cast: Cast) -> None:
    row = arrive(make_account(cast.brand), raw_mail(message_id="a1@client.test"))
    conversation = Conversation.objects.get(pk=row.conversation_id)
    assert (conversation.subject, conversation.customer.name, conversation.state) == ("My lamp", "Ida Berg", "open")
    assert conversation.waiting_since is not None
    kinds = list(Event.objects.order_by("id").values_list("kind", flat=True))
    assert kinds == ["customer.created", "conversation.opened", "interaction.received"]


def test_the_same_mail_by_any_way_is_one(cast: Cast) -> None:
    account, second = make_account(cast.brand), make_account(cast.brand, "sales@harbour.test")
    raw = raw_mail(message_id="a1@client.test")
    arrive(account, raw, "1:1")
    arrive(account, raw, "1:1")
    arrive(account, raw, "2:9")
    last = arrive(second, b"Received: from elsewhere\r\n" + raw, "5:5")
    assert last.outcome["action"] == "duplicate"
    assert Interaction.objects.count() == 1
    assert RawMessage.objects.count() == 3


def test_an_answer_to_our_signed_address_is_appended_and_reopens(cast: Cast) -> None:
    account = make_account(cast.brand)
    first = arrive(account, raw_mail(message_id="a1@client.test"))
    conversation = Conversation.objects.get(pk=first.conversation_id)
    delivery = send_reply(viewer=cast.viewer, conversation_id=conversation.pk, text="It is on its way.", key="k1")
    resolve(viewer=cast.viewer, conversation_id=conversation.pk, reason="answered")
    answer = arrive(
        account,
        raw_mail(
            "No, it is not.",
            message_id="a2@client.test",
            headers=f"In-Reply-To: <{delivery.interaction.external_id}>\r\n",
        ),
        "1:2",
    )
    conversation.refresh_from_db()
    assert answer.outcome["action"] == "append"
    assert (answer.conversation_id, conversation.state) == (conversation.pk, "open")


def test_a_stranger_with_a_known_reference_gets_a_conversation_of_their_own(cast: Cast) -> None:
    account = make_account(cast.brand)
    first = arrive(account, raw_mail(message_id="a1@client.test"))
    token = f"[H-{first.conversation_id}]"
    row = arrive(account, raw_mail("Tell me all", sender="mal@other.test", subject=f"Re: {token}"), "1:2")
    assert row.conversation_id != first.conversation_id
    assert "sender_not_participant" in row.outcome["flags"]


def test_an_unproven_sender_never_becomes_the_known_customer(cast: Cast) -> None:
    account = make_account(cast.brand, authserv_ids=["mx.harbour.test"])
    arrive(account, raw_mail(message_id="a1@client.test"))
    row = arrive(
        account,
        b"Authentication-Results: mx.harbour.test; dmarc=fail header.from=client.test\r\n"
        + raw_mail("Change my bank account"),
        "1:2",
    )
    known = Address.objects.get(value="ida@client.test").customer
    forged = Conversation.objects.get(pk=row.conversation_id)
    assert forged.customer_id != known.pk
    assert "auth_failed" in forged.flags


def test_poison_is_set_aside_after_three_tries_and_stops_nobody(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    account = make_account(cast.brand)
    bad = keep(account=account, raw=raw_mail("POISON"), external_id="1:1", door="imap")
    good = keep(account=account, raw=raw_mail("Good", message_id="g@client.test"), external_id="1:2", door="imap")
    real = receiving.read

    def picky(raw: bytes, reader: object) -> object:
        if b"POISON" in raw:
            raise RecursionError("too deep to read")
        return real(raw, reader)

    monkeypatch.setattr(receiving, "read", picky)
    receive_many([bad.pk, good.pk])
    for _ in range(3):
        RawMessage.objects.update(next_try_at=0)
        receive_due()
    good.refresh_from_db()
    assert good.state == "done"
    waiting = set_aside(cast.viewer)
    assert [(row.pk, row.reason) for row in waiting] == [(bad.pk, "RecursionError: too deep to read")]
    assert Event.objects.filter(kind="raw.set_aside").count() == 1
    assert set_aside(cast.stranger) == []
    with pytest.raises(NotFound):
        retry(viewer=cast.stranger, raw_id=bad.pk)
    assert retry(viewer=cast.viewer, raw_id=bad.pk).state == "set_aside"
    monkeypatch.setattr(receiving, "read", real)
    assert retry(viewer=cast.viewer, raw_id=bad.pk).state == "done"
    assert set_aside(cast.viewer) == []


def test_what_is_not_for_us_leaves_the_list_and_stays_in_the_store(cast: Cast) -> None:
    row = keep(account=make_account(cast.brand), raw=raw_mail("?"), external_id="1:1", door="imap")
    RawMessage.objects.update(state="set_aside", reason="odd")
    with pytest.raises(NotFound):
        dismiss(viewer=cast.stranger, raw_id=row.pk)
    dismiss(viewer=cast.viewer, raw_id=row.pk)
    assert set_aside(cast.viewer) == []
    assert RawMessage.objects.get().digest == row.digest
    assert Event.objects.filter(kind="raw.dismissed", person_id=cast.agent.pk).count() == 1


def test_a_colleagues_own_mail_into_a_conversation_becomes_a_note(cast: Cast) -> None:
    account = make_account(cast.brand, authserv_ids=["mx.harbour.test"])
    first = arrive(account, raw_mail(message_id="a1@client.test"))
    proven = b"Authentication-Results: mx.harbour.test; dmarc=pass header.from=harbour.test\r\n"
    row = arrive(
        account,
        proven + raw_mail("Called her.", sender="alva@harbour.test", subject=f"[H-{first.conversation_id}]"),
        "1:2",
    )
    note = Interaction.objects.get(pk=row.interaction_id)
    assert (note.direction, note.visibility, note.person_id) == ("internal", "team", cast.agent.pk)


def test_a_second_brand_keeps_its_own_customer_for_the_same_address(cast: Cast) -> None:
    arrive(make_account(cast.brand), raw_mail(message_id="a1@client.test"))
    arrive(make_account(cast.other_brand, "help@quarry.test"), raw_mail(message_id="a1@client.test"))
    assert Customer.objects.count() == 2
    assert Interaction.objects.count() == 2


def test_our_own_words_are_cut_however_the_other_program_quotes_them(cast: Cast) -> None:
    account = make_account(cast.brand)
    first = arrive(account, raw_mail(message_id="a1@client.test"))
    ours = "Hello Ida,\n\nthe lamp leaves our workshop on Tuesday and is with you on Thursday.\n\nAlva"
    delivery = send_reply(
        viewer=cast.viewer, conversation_id=first.conversation_id, text=ours, key="k1", override_reason="t"
    )
    answer = f"Thursday is perfect.\r\n\r\n*** vorige mail ***\r\n{ours}"
    headers = f"In-Reply-To: <{delivery.interaction.external_id}>\r\n"
    row = arrive(account, raw_mail(answer, message_id="a2@client.test", headers=headers), "1:2")
    shown = Interaction.objects.get(pk=row.interaction_id)
    assert "leaves our workshop" not in shown.text
    assert shown.text.startswith("Thursday is perfect.")
    assert "leaves our workshop" in shown.full_text


@pytest.mark.parametrize(
    ("domain", "public"),
    [
        ("gmail.com", True),
        ("yahoo.co.uk", True),
        ("web.de", True),
        ("webshop.de", False),
        ("mail.harbour.test", False),
        ("mail.com", True),
        ("harbour.test", False),
    ],
)
def test_a_providers_domain_is_not_ours(domain: str, public: bool) -> None:
    assert is_public(domain) is public
