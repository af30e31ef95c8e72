"""The page of a brand's standards: seen, tried, put in force, taken back, by form and by file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from heedful.coach import Context, Draft, Review, Standards, review
from heedful.coaching import lookback
from heedful.coaching.actions import dismiss, review_draft
from heedful.customers.actions import remember
from heedful.interactions.actions import Writing, record_outbound
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.standards.actions import change_standards
from heedful.standards.models import StandardsVersion
from heedful.standards.queries import current
from heedful.team.models import Person
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

PAGE = "/settings/standards/"
PUNTER = "Hello Ida, every punter is welcome at ten tomorrow. Alva"
NO_PAUSE = {"paused_code": "", "paused_reason": "", "paused_until": ""}


@pytest.fixture
def lead(cast: Cast, browse: Callable[[Person], Client]) -> Client:
    return browse(cast.lead)


@pytest.fixture
def talk(cast: Cast) -> Conversation:
    return mail_in(cast.brand.pk, "When may I come?").conversation


def codes(cast: Cast, talk: Conversation, text: str = PUNTER) -> set[str]:
    return {one.code for one in review_draft(viewer=cast.viewer, conversation_id=talk.pk, text=text).findings}


def say(cast: Cast, talk: Conversation, text: str, key: str) -> None:
    with transaction.atomic():
        record_outbound(viewer=cast.viewer, conversation_id=talk.pk, writing=Writing(text, key))


def sent(client: Client, address: str = PAGE, **fields: Any):
    return client.post(address, {"second_opinion": "on", **NO_PAUSE, **fields})


def test_what_is_put_in_force_judges_the_next_draft(cast: Cast, lead: Client, talk: Conversation) -> None:
    assert "CLR104" not in codes(cast, talk)
    kept = sent(lead, based_on="0", banned_words="punter = guest", level_CLR104="error", hold_CLR104="on")
    assert kept.status_code == 302
    assert "CLR104" in codes(cast, talk)
    shown = lead.get(PAGE).content.decode()
    assert "punter = guest" in shown
    assert "Version 1" in shown
    assert current(cast.brand.pk).holds_back("CLR104")
    assert not current(cast.brand.pk).holds_back("PER101"), "unticked, so it holds no longer"


def test_a_trial_changes_nothing_and_names_what_comes(cast: Cast, lead: Client, talk: Conversation) -> None:
    say(cast, talk, PUNTER, "s1")
    say(cast, talk, "Hello Ida, you are welcome at ten tomorrow. Alva", "s2")
    tried = sent(lead, f"{PAGE}preview/", banned_words="punter = guest").content.decode()
    assert "The last 2 messages" in tried
    assert '<q dir="auto">punter</q>' in tried
    assert "CLR104" in tried
    assert not StandardsVersion.objects.exists()


def test_a_trial_costs_the_same_for_few_messages_and_many(cast: Cast, lead: Client, talk: Conversation) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert sent(lead, f"{PAGE}preview/").status_code == 200
        return len(seen)

    say(cast, talk, PUNTER, "one")
    cost()
    few = cost()
    for number in range(6):
        other = mail_in(cast.brand.pk, sender=f"c{number}@client.test").conversation
        say(cast, other, PUNTER, f"many{number}")
    assert cost() == few


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"banned_words": "punter"}, "This line reads: punter"),
        ({"length_chat": "many"}, "as a number of words"),
        ({"length_chat": "1"}, "between 5 and 5000"),
        ({"paused_code": "TON101", "paused_reason": "", "paused_until": "2099-01-01"}, "needs a reason"),
        ({"house_words": "x" * 300}, "longer than 200"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_is_kept(lead: Client, fields: dict, words: str) -> None:
    answer = sent(lead, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert sent(lead, f"{PAGE}preview/", **fields).status_code == 422
    assert not StandardsVersion.objects.exists()
    if "banned_words" in fields:
        assert ">punter</textarea>" in answer.content.decode()


def test_two_who_change_it_at_once_do_not_overwrite_each_other(lead: Client) -> None:
    assert sent(lead, based_on="0", house_words="Tidelight").status_code == 302
    late = sent(lead, based_on="0", house_words="Moonlight")
    assert late.status_code == 422
    assert "Look at version 1 first" in late.content.decode()
    assert StandardsVersion.objects.count() == 1


def test_an_earlier_version_comes_back_as_a_new_one(cast: Cast, lead: Client, talk: Conversation) -> None:
    sent(lead, based_on="0", banned_words="punter = guest")
    sent(lead, based_on="1", banned_words="")
    assert "CLR104" not in codes(cast, talk)
    assert "punter" in lead.get(f"{PAGE}1/").content.decode()
    lead.post(f"{PAGE}1/restore/")
    assert "CLR104" in codes(cast, talk)
    assert StandardsVersion.objects.order_by("-version").first().version == 3
    assert lead.get(f"{PAGE}99/").status_code == 404


def test_the_same_again_is_no_new_version(lead: Client) -> None:
    for _ in range(2):
        sent(lead, house_words="Tidelight")
    assert StandardsVersion.objects.count() == 1


def test_a_file_goes_out_and_comes_back(cast: Cast, lead: Client) -> None:
    change_standards(
        viewer=viewer_of(cast.lead), brand_id=cast.brand.pk, document={"banned_words": {"punter": "guest"}}
    )
    file = lead.get(f"{PAGE}file/")
    assert "attachment" in file["Content-Disposition"]
    changed = file.content.replace(b"guest", b"visitor")
    lead.post(f"{PAGE}file/", {"file": SimpleUploadedFile("s.toml", changed)})
    assert dict(current(cast.brand.pk).banned_words) == {"punter": "visitor"}


@pytest.mark.parametrize("content", [b"=", b"\xff\xfe", b"colour = 1", b"x" * 300_000, None])
def test_a_file_that_does_not_fit_is_refused_in_words(lead: Client, content: bytes | None) -> None:
    given = {} if content is None else {"file": SimpleUploadedFile("s.toml", content)}
    answer = lead.post(f"{PAGE}file/", given, follow=True)
    assert answer.status_code == 200
    assert 'class="toast' in answer.content.decode() or "error" in answer.content.decode()
    assert not StandardsVersion.objects.exists()


def test_a_rule_that_annoys_is_seen_and_can_be_paused(cast: Cast, lead: Client, talk: Conversation) -> None:
    dismiss(viewer=cast.viewer, conversation_id=talk.pk, code="CLR104", words="x", reason="a joke of ours")
    assert "1 time ‘not here’" in lead.get(PAGE).content.decode()
    pause = {"paused_code": "CLR104", "paused_reason": "the campaign says punter", "paused_until": "2099-01-01"}
    sent(lead, banned_words="punter = guest", **pause)
    assert "CLR104" not in codes(cast, talk)
    assert "the campaign says punter" in lead.get(PAGE).content.decode()


def test_what_may_be_promised_and_how_mails_open_is_agreed_on_the_page(
    cast: Cast, lead: Client, talk: Conversation
) -> None:
    kept = sent(
        lead, based_on="0", refund_limits="eur = 50", never_promise="next-day delivery", greetings="Hello\nGood morning",
        sign_offs="Warm regards", public_hold_TON101="on",
    )  # fmt: skip
    assert kept.status_code == 302
    assert "PRM203" in codes(cast, talk, "We refund you 80 euros today.")
    assert "PRM203" in codes(cast, talk, "It comes with next-day delivery.")
    assert "PRM203" not in codes(cast, talk, "We refund you 50 euros today.")
    assert "PER206" in codes(cast, talk, "Hey Ida, you may come at ten.")
    shown = lead.get(PAGE).content.decode()
    assert "EUR = 50" in shown
    held = shown[shown.index('name="public_hold_TON101"') :]
    assert "checked" in held[: held.index(">")]
    assert sent(lead, based_on="1", refund_limits="EUR = lots").status_code == 422


def test_a_rule_that_is_sent_away_is_made_a_hint_or_paused(cast: Cast, lead: Client, talk: Conversation) -> None:
    dismiss(viewer=cast.viewer, conversation_id=talk.pk, code="TON101", words="x", reason="a joke of ours")
    assert "100 % sent away" in lead.get(PAGE).content.decode()
    address = f"{PAGE}tuning/"
    lead.post(address, {"code": "TON101", "how": "hint"})
    assert dict(current(cast.brand.pk).severities) == {"TON101": "info"}
    lead.post(address, {"code": "TON101", "how": "pause", "reason": " ", "until": "2099-01-01"})
    assert current(cast.brand.pk).allows("TON101")
    lead.post(address, {"code": "TON101", "how": "pause", "reason": "the fair", "until": "2099-01-01"})
    assert not current(cast.brand.pk).allows("TON101")
    assert lead.post(address, {"code": "NOPE"}).status_code == 302
    assert StandardsVersion.objects.count() == 2


def test_a_trial_knows_what_is_remembered_of_the_customer(
    cast: Cast, lead: Client, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Context] = []

    def looking(draft: Draft, context: Context, standards: Standards) -> Review:
        seen.append(context)
        return review(draft, context, standards)

    monkeypatch.setattr(lookback, "review", looking)
    remember(viewer=cast.viewer, customer_id=talk.customer_id, text="is deaf, please do not call")
    say(cast, talk, "Hello Ida, I will call you at ten tomorrow. Alva", "call")
    assert sent(lead, f"{PAGE}preview/").status_code == 200
    assert {one.facts for one in seen} == {("is deaf, please do not call",)}
    assert {one.hours for one in seen} != {""}
