"""Operators of a search: what they find, how they join with words, and what is said when one is wrong."""

from __future__ import annotations

import contextlib

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heedful.events.instant import DAY, from_datetime, now, to_datetime
from heedful.interactions.actions import Writing, assign, record_note, record_outbound, resolve, tag
from heedful.interactions.actions.attachments import Kept
from heedful.interactions.filters import FilterError
from heedful.interactions.queries import search, search_best
from heedful.interactions.queries.search.days import instant_of
from heedful.interactions.queries.search.parts import Part, parts_of
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast

WRONG = {
    "form:ida": "There is no 'form:'. Did you mean 'from:'?",
    "colour:red": "One cannot search by 'colour:'. Write one of: from, to, subject, tag, after, before, is, has, channel.",
    "tag:refnd": "Did you mean refund?",
    "tag:": "What is it? Write for example: tag:refund",
    "before:soon": "Write a day after 'before:', such as 2026-01-31",
    "after:2026-13-40": "Write a day after 'after:'",
    "is:blue": "After 'is:' write one of: open, resolved, unanswered, snoozed, mine, note, public, received, sent.",
    "is:unanswerd": "Did you mean 'is:unanswered'?",
    "has:cheese": "After 'has:' write one of: attachment",
    "channel:pigeon": "After 'channel:' write one of: email, phone",
    "-is:blue": "After 'is:' write one of",
}


@pytest.fixture
def desk(cast: Cast) -> dict[str, int]:
    """One interaction of each sort, by what it is; all say lamp."""
    made = {
        name: mail_in(
            cast.brand.pk, f"lamp {name}", subject="Hello", sender=f"{name}@client.test", at=now() - age * DAY
        )
        for name, age in {"fresh": 0, "old": 40, "done": 3, "mine": 2, "tagged": 5}.items()
    }
    found = {name: row.pk for name, row in made.items()}
    talks = {name: row.conversation_id for name, row in made.items()}
    resolve(viewer=cast.viewer, conversation_id=talks["done"], reason="solved")
    assign(viewer=cast.viewer, conversation_id=talks["mine"], person_id=cast.agent.pk)
    tag(viewer=cast.viewer, conversation_id=talks["tagged"], name="refund")
    note = record_note(viewer=cast.viewer, conversation_id=talks["done"], writing=Writing("lamp: ask Bruno", "n1"))
    file = Kept("Rechnung_Größe-2041.pdf", "application/pdf", 9, "0" * 64)
    with transaction.atomic():
        sent = record_outbound(
            viewer=cast.viewer, conversation_id=talks["done"], writing=Writing("your lamp", "r1", kept=(file,))
        )
    return found | {"note": note.pk, "sent": sent.pk}


IN = {"fresh", "old", "done", "mine", "tagged"}
ALL = IN | {"note", "sent"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lamp", ALL),
        ("from:fresh", {"fresh"}),
        ("from:fresh@client.test lamp", {"fresh"}),
        ("from:client.test", IN),
        ("from: fresh", {"fresh"}),
        ("FROM:Fresh", {"fresh"}),
        ('from:"old"', {"old"}),
        ("from:me", {"note", "sent"}),
        ("lamp -from:me", IN),
        ("to:done", {"note", "sent"}),
        ("done@client.test", {"done"}),
        ("subject:hello", IN | {"sent"}),
        ("tag:refund", {"tagged"}),
        ("lamp -tag:Refund -is:note", ALL - {"tagged", "note"}),
        ("is:note", {"note"}),
        ("is:sent", {"sent"}),
        ("is:received", IN),
        ("is:mine", {"mine", "done", "note", "sent"}),  # whoever answers takes it
        ("is:resolved", {"done", "note", "sent"}),
        ("is:resolved -is:note lamp", {"done", "sent"}),
        ("is:open lamp", ALL - {"done", "note", "sent"}),
        ("-is:open", {"done", "note", "sent"}),
        ("is:unanswered is:mine", {"mine"}),
        ("is:public", set()),
        ("has:attachment", {"sent"}),
        ("has:file -lamp", set()),
        ("rechnung", {"sent"}),
        ("grosse", {"sent"}),
        ("subject:rechnung", {"sent"}),
        ("204", {"sent"}),
        ("channel:email", ALL),
        ("channel:in-person", set()),
        ("before:30d", {"old"}),
        ("after:30d", ALL - {"old"}),
        ("after:4d before:36h", {"mine", "done"}),
        ("-before:30d", ALL - {"old"}),
        ("after:yesterday is:received", {"fresh"}),
        ('"lamp old"', {"old"}),
        ('-"lamp old" is:received', IN - {"old"}),
        ("lamp - old", {"old"}),
        ("Re: lamp", set()),
        ('"form:old" lamp', set()),
        ("https://client.test lamp", set()),
        ("-lamp", set()),
        ("-nothing", ALL),
    ],
)
def test_what_operators_find(cast: Cast, desk: dict[str, int], text: str, names: set[str]) -> None:
    by_id = {number: name for name, number in desk.items()}
    assert {by_id[hit.interaction_id] for hit in search(cast.viewer, text)} == names
    assert {by_id[hit.interaction_id] for hit in search_best(cast.viewer, text)} == names


@pytest.mark.parametrize(("text", "words"), WRONG.items())
def test_a_wrong_operator_is_answered_with_what_to_write(
    cast: Cast, desk: dict[str, int], text: str, words: str
) -> None:
    with pytest.raises(FilterError) as error:
        search(cast.viewer, text)
    assert words in str(error.value)


def test_days_are_those_of_the_reader() -> None:
    with timezone.override("Asia/Tokyo"):
        assert to_datetime(instant_of("2026-02-01") or 0).isoformat() == "2026-01-31T15:00:00+00:00"
        assert instant_of("2026-02") == instant_of("1.2.2026") == instant_of("2026/02/01")
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        assert instant_of("Today") == from_datetime(midnight)
    assert [instant_of(text) for text in ("", "soon", "2026-02-30", "99999999-1-1", "0001-01-01")][:4] == [None] * 4


def test_parts_keep_their_minus_their_name_and_their_quotation() -> None:
    assert parts_of('a -b from:"Ida L" -"c d" x:y „e f“ "g') == [
        Part("a", at=0),
        Part("b", is_not=True, at=2),
        Part("Ida L", "from", is_quoted=True, at=5),
        Part("c d", is_not=True, is_quoted=True, at=18),
        Part("y", "x", at=25),
        Part("e f", is_quoted=True, at=29),
        Part("g", is_quoted=True, at=35),
    ]


def test_the_best_come_first_and_page_on(cast: Cast) -> None:
    plain = [
        mail_in(cast.brand.pk, f"a word of many others and a lantern {n}", sender=f"p{n}@c.test") for n in range(5)
    ]
    best = mail_in(cast.brand.pk, "lantern", subject="Lantern", sender="l@c.test", at=now() - 20 * DAY)
    hits = search_best(cast.viewer, "lantern")
    assert hits[0].interaction_id == best.pk
    assert len(hits) == len(plain) + 1
    assert search_best(cast.viewer, "lantern", after=hits[2].cursor) == hits[3:]
    with pytest.raises(ValueError, match="page mark"):
        search_best(cast.viewer, "lantern", after="rubbish")


PIECES = st.sampled_from(
    [
        "from:",
        "is:open",
        "tag:refund",
        "-",
        '"',
        "“",
        "*",
        "台灯",
        "é",
        "·",
        "'",
        "\\",
        ":",
        "lamp",
        "a:b",
        "NEAR(",
        "|",
        "&!",
        "<->",
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=40))
def test_any_text_is_a_search_or_an_answer_in_words(cast: Cast, text: str) -> None:
    with contextlib.suppress(FilterError):
        search(cast.viewer, text)
        search_best(cast.viewer, text)
