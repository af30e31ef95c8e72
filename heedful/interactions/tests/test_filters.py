"""Filters: what they mean, what they say when they are wrong, what they offer; and no text ever breaks them."""

from __future__ import annotations

import contextlib

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.events.instant import DAY, HOUR, MINUTE, now
from heedful.interactions.actions import (
    Writing,
    assign,
    follow,
    give_to_team,
    prioritise,
    record_note,
    resolve,
    snooze,
    tag,
)  # fmt: skip
from heedful.interactions.filters import FilterError, complete, parse, plan_for
from heedful.interactions.filters.lengths import length_of
from heedful.interactions.filters.tree import FIELDS
from heedful.interactions.models import Conversation
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

WRONG = {
    "tga is refund": "Did you mean 'tag'?",
    "colour is red": "One cannot filter by 'colour'. Write one of: tag",
    "tag": "After 'tag' write something like: tag is refund",
    "tag refund": "After 'tag' write something like: tag is refund",
    "tag is": "What is it? Write for example: tag is refund",
    "tag is and mood is upset": "What is it?",
    "waiting >": "Write a length of time after >",
    "waiting > 2": "such as 30 m, 2 h or 3 d",
    "waiting > two hours": "such as 30 m, 2 h or 3 d",
    "waiting is long": "waiting > 2 h",
    "age": "age > 3 d",
    "state is blue": "'blue' is no state. Write one of: open, resolved, snoozed, any.",
    "priority > blue": "is no priority",
    "(tag is refund": "A bracket is open",
    "tag is refund)": "There is a ) without its (",
    'tag is "refund': "A quotation is open",
    "waiting tag is refund": "Write 'and' or 'or' before 'tag'",
    "waiting and": "Something is missing here",
    "and waiting": "A condition is missing before 'and'",
    "not": "Something is missing here",
    "()": "A condition is missing before ')'",
    "tag is refnd": "Did you mean refund?",
    "assignee is Zoe": "Nobody here is called 'Zoe'",
    "team is Kiln": "There is no team 'Kiln'",
    "x" * 501: "at most 500",
    "(" * 30 + "waiting": "Too many brackets",
    " and ".join(["waiting"] * 31): "At most 30",
}


@pytest.fixture
def desk(cast: Cast) -> dict[str, int]:
    """One conversation of each sort, by what it is."""
    ages = {"fresh": MINUTE, "late": 3 * HOUR, "old": 5 * DAY}
    made = {
        name: mail_in(
            cast.brand.pk, sender=f"{name}@client.test", at=now() - ages.get(name, 10 * MINUTE)
        ).conversation_id
        for name in ("fresh", "late", "old", "mine", "team", "urgent", "done", "asleep", "named")
    }
    tag(viewer=cast.viewer, conversation_id=made["late"], name="refund")
    tag(viewer=cast.viewer, conversation_id=made["old"], name="this and that")
    tag(viewer=cast.viewer, conversation_id=made["done"], name="refund")
    assign(viewer=cast.viewer, conversation_id=made["mine"], person_id=cast.agent.pk)
    give_to_team(viewer=cast.viewer, conversation_id=made["team"], team_id=cast.team.pk)
    prioritise(viewer=cast.viewer, conversation_id=made["urgent"], priority=3)
    resolve(viewer=cast.viewer, conversation_id=made["done"], reason="solved")
    snooze(viewer=cast.viewer, conversation_id=made["asleep"], until=now() + DAY)
    follow(viewer=cast.viewer, conversation_id=made["fresh"])
    bruno = viewer_of(cast.colleague)
    record_note(viewer=bruno, conversation_id=made["named"], writing=Writing("@Alva please", "n"))
    Conversation.objects.filter(pk=made["urgent"]).update(mood="angry", channel="phone")
    mail_in(cast.other_brand.pk)
    return made


OPEN = {"fresh", "late", "old", "mine", "team", "urgent", "named"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", OPEN),
        ("tag is refund", {"late"}),
        ("TAG IS REFUND", {"late"}),
        ("tag = Refund", {"late"}),
        ("tag is not refund", OPEN - {"late"}),
        ("tag != refund", OPEN - {"late"}),
        ('tag is "this and that"', {"old"}),
        ("tag is “this and that”", {"old"}),
        ("waiting > 2 h", {"late", "old"}),
        ("waiting>2h and tag is refund", {"late"}),
        ("waiting > 2 h and (tag is refund or age > 3 d)", {"late", "old"}),
        ("waiting < 5 minutes", {"fresh"}),
        ("not waiting > 2 h", OPEN - {"late", "old"}),
        ("waiting", OPEN),
        ("quiet > 1 d", {"old"}),
        ("assignee is me", {"mine"}),
        ("assignee is nobody and priority is urgent", {"urgent"}),
        ("assignee is alva", {"mine"}),
        ("team is mine", {"team"}),
        ("team is front desk", {"team"}),
        ("team is nobody and assignee is me", {"mine"}),
        ("priority > normal", {"urgent"}),
        ("priority <= normal and age > 1 h", {"late", "old"}),
        ("mood is angry or channel is phone", {"urgent"}),
        ("state is resolved", {"done"}),
        ("state is any and tag is refund", {"late", "done"}),
        ("state is resolved and assignee is nobody", {"done"}),
        ("state is open", OPEN),
        ("snoozed", {"asleep"}),
        ("snoozed or state is resolved", {"asleep", "done"}),
        ("not (snoozed or state is resolved)", OPEN),
        ("follower is me", {"fresh", "named"}),
        ("mentioned is me", {"named"}),
        ("brand is harbour lamps and tag is refund", {"late"}),
    ],
)
def test_what_a_filter_holds(cast: Cast, desk: dict[str, int], text: str, found: set[str]) -> None:
    plan = plan_for(cast.viewer, parse(text))
    rows = plan.rows.filter(brand_id__in=cast.viewer.brand_ids)
    names = {number: name for name, number in desk.items()}
    assert {names[pk] for pk in rows.values_list("pk", flat=True)} == found


@pytest.mark.parametrize(("text", "words"), WRONG.items(), ids=[text[:30] for text in WRONG])
def test_what_is_wrong_is_said_with_what_to_write(cast: Cast, desk: dict[str, int], text: str, words: str) -> None:
    with pytest.raises(FilterError) as error:
        plan_for(cast.viewer, parse(text))
    assert words in str(error.value)
    assert 0 <= error.value.at <= len(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [("2 h", 2 * HOUR), ("2h", 2 * HOUR), ("90 Minutes", 90 * MINUTE), ("1.5 d", 36 * HOUR), ("0 m", 0)],
)
def test_lengths(text: str, length: int) -> None:
    assert length_of(text) == length


@pytest.mark.parametrize("text", ["", "h", "2", "-2 h", "1..5 h", "9" * 400 + " h", "2 hh", "٢ h", "1e5 h", "inf h"])
def test_no_lengths(text: str) -> None:
    assert length_of(text) is None


PIECES = st.sampled_from([*FIELDS, "is", "not", "and", "or", "(", ")", ">", "<", "2 h", "refund", "me", '"', "“", " "])


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60))
@pytest.mark.django_db
def test_any_text_is_a_filter_or_an_error_in_words(text: str) -> None:
    with contextlib.suppress(FilterError):
        parse(text)


def test_what_is_offered_can_be_written(cast: Cast, desk: dict[str, int]) -> None:
    """Each completion of each beginning leads on: taken, it is a filter, or has a completion again."""
    for text in (
        "",
        "tag is ",
        "ta",
        "waiting",
        "waiting > ",
        "tag is refund ",
        "assignee is n",
        "not ",
        "(",
        "priority > ",
    ):
        offered = complete(cast.viewer, text)
        assert offered, text
        for one in offered:
            taken = text[: one.start] + one.text + " "
            try:
                plan_for(cast.viewer, parse(taken))
            except FilterError:
                assert complete(cast.viewer, taken), taken


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("ta", ["tag"]),
        ("tag ", ["is", "is not"]),
        ("tag is re", ["refund"]),
        ("tag is ", ["refund", '"this and that"']),
        ("state is ", ["open", "resolved", "snoozed", "any"]),
        ("assignee is ", ["me", "nobody", "Alva", "Bruno", "Celia", "Dag"]),
        ("tag is refund a", ["and"]),
        ("waiting > 2 h and mo", ["mood"]),
        ("zzz", []),
    ],
)
def test_what_is_offered_while_one_types(cast: Cast, desk: dict[str, int], text: str, offered: list[str]) -> None:
    assert [one.text for one in complete(cast.viewer, text)] == offered


def test_brands_see_nothing_of_each_other(cast: Cast, desk: dict[str, int]) -> None:
    with pytest.raises(FilterError):
        plan_for(cast.stranger, parse("tag is refund"))
    assert "refund" not in {one.text for one in complete(cast.stranger, "tag is ")}


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("priority is high", "conv_state"),
        ("waiting > 2 h", "conv_"),
        ("tag is refund", "conv_state"),
        ("state is resolved and assignee is me", "conv_mine"),
        ("team is front desk", "conv_team"),
        ("state is any and tag is refund", ""),
        ("snoozed", "conv_"),
    ],
)
def test_an_index_leads_to_the_rows(cast: Cast, desk: dict[str, int], text: str, index: str) -> None:
    plan = plan_for(cast.viewer, parse(text))
    rows = plan.rows if plan.is_narrow else plan.rows.filter(brand_id=cast.brand.pk)
    sign = "" if plan.oldest_first else "-"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    told = rows.order_by(f"{sign}{plan.column}", f"{sign}id")[:50].explain()
    assert "SCAN interactions_conversation\n" not in told + "\n"
    assert "Seq Scan on interactions_conversation" not in told
    assert index in told or connection.vendor == "postgresql"
