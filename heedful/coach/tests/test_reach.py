"""A text of any length is reviewed in bounded time, and what was not read is said."""

from __future__ import annotations

from heedful.coach import Context, Draft, Review, Standards, Turn, review
from heedful.coach.draft import MOST_READ

_LINE = "The lamp is in stock and costs twelve euros. "
_LONG = _LINE * (MOST_READ // len(_LINE) + 50)


def _read(text: str, *turns: Turn, select: tuple[str, ...] = ()) -> Review:
    return review(Draft(text), Context(turns=turns), Standards(select=select))


def _unread(found: Review) -> list[str]:
    return [one.message for one in found.findings if one.code == "CLR201" and " were read" in one.message]


def test_of_a_very_long_draft_the_beginning_is_read_and_the_rest_is_named() -> None:
    found = _read("Hi {{name}}. " + _LONG + " Hi {{name}}.")
    slots = [one.span for one in found.findings if one.code == "PER101"]
    (rest,) = found.holds[1:]
    assert [slot.start for slot in slots if slot] == [3]
    assert rest.span is not None
    assert MOST_READ - 200 < rest.span.start <= MOST_READ
    assert rest.span.end == len(_LONG) + 26
    assert (rest.code, rest.severity) == ("CLR201", "warning")
    assert _unread(found) == ["Only the first 199,996 characters were read; nothing is said of the rest."]


def test_a_draft_that_is_just_within_reach_is_read_whole() -> None:
    text = _LONG[: MOST_READ - 13] + " Hi {{name}}."
    found = _read(text)
    assert [one.span.end for one in found.findings if one.code == "PER101" and one.span] == [MOST_READ - 1]
    assert not _unread(found)


def test_of_many_earlier_messages_the_newest_are_read_under_their_own_number() -> None:
    turns = (
        Turn("customer", _LONG),
        Turn("agent", "Which one?"),
        Turn("customer", "Your driver was rude. I am angry."),
    )
    found = _read("Thanks.", *turns)
    assert _unread(found) == ["Of the earlier messages only the newest 200,000 characters were read."]
    assert {one.turn for one in found.customer.reasons} == {2}
    assert not found.holds


def test_what_was_not_read_is_said_even_where_other_rules_were_chosen() -> None:
    found = _read(_LONG, select=("PRM",))
    assert len(_unread(found)) == len(found.holds) == 1
