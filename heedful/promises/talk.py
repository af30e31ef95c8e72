"""What a note or a pasted transcript of a call, a visit or a meeting says: who spoke how much, what was promised,
what was asked and not answered. Only of the text, and of sides, never a judgement of a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from heedful.coach import Context, Draft, Turn
from heedful.coach.draft import MOST_READ
from heedful.coach.scene import Scene
from heedful.coach.standards import Standards
from heedful.coach.transcript import Spoken, read_transcript
from heedful.promises.reading import MOST, Place, Read, commitments_in, name_of, ours

GROUPS = 30  # turns of the customer that are looked at for questions
ANSWER = 6_000  # characters that may hold the answer


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the words one side, or one speaker whose side is not known, said."""

    side: str
    speaker: str
    words: int
    percent: int


@dataclass(frozen=True, slots=True)
class Heard:
    """All of it may be empty. `they_will` is what the customer said that they do."""

    shares: tuple[Share, ...] = ()
    we_will: tuple[Read, ...] = ()
    they_will: tuple[Read, ...] = ()
    unanswered: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.shares or self.we_will or self.they_will or self.unanswered)


def hear(text: str, place: Place, *, customer_name: str = "", staff: Iterable[str] = ()) -> Heard:
    """Read a text of any length; of a very long one the beginning."""
    text = text[:MOST_READ]
    turns = read_transcript(text, ours=staff, theirs=[customer_name])
    return Heard(
        shares=_shares(turns),
        we_will=tuple(_we_will(text, turns, place, customer_name)),
        they_will=tuple(_they_will(text, turns, place, customer_name)),
        unanswered=tuple(_unanswered(turns)),
    )


def promised_by_us(text: str, place: Place, *, customer_name: str = "", staff: Iterable[str] = ()) -> list[Read]:
    """What our side promises in it; in a transcript only what our side says there."""
    text = text[:MOST_READ]
    return _we_will(text, read_transcript(text, ours=staff, theirs=[customer_name]), place, customer_name)


def _we_will(text: str, turns: tuple[Spoken, ...], place: Place, customer_name: str) -> list[Read]:
    if not turns:
        return ours(commitments_in(text, place), customer_name)
    told = [turn for turn in turns if turn.side == "ours" or not turn.speaker]
    found = [one for turn in told for one in commitments_in(turn.text, place, offset=turn.begins)]
    return ours(found, customer_name)[:MOST]


def _they_will(text: str, turns: tuple[Spoken, ...], place: Place, customer_name: str) -> list[Read]:
    """Their own words in a transcript; in a note what is said of them by name."""
    if turns:
        told = [turn for turn in turns if turn.side == "theirs"]
        found = [one for turn in told for one in commitments_in(turn.text, place, offset=turn.begins)]
        return [one for one in found if one.actor in {"i", "we"}][:MOST]
    names = {part.casefold() for part in customer_name.split()}
    return [one for one in commitments_in(text, place) if name_of(one).casefold() in names]


def _shares(turns: tuple[Spoken, ...]) -> tuple[Share, ...]:
    """By side where the sides are known, else by speaker."""
    counted: dict[tuple[str, str], int] = {}
    for turn in turns:
        if turn.speaker:
            key = (turn.side, "" if turn.side else turn.speaker)
            counted[key] = counted.get(key, 0) + turn.words
    whole = sum(counted.values())
    return tuple(
        Share(side, speaker, words, round(100 * words / whole)) for (side, speaker), words in counted.items() if whole
    )


def _unanswered(turns: tuple[Spoken, ...]) -> list[str]:
    """The customer's questions that nothing takes up which our side says after them."""
    found: list[str] = []
    asked = [place for place, turn in enumerate(turns) if turn.side == "theirs"][:GROUPS]
    for place in asked:
        answer = "\n".join(turn.text for turn in turns[place + 1 :] if turn.side == "ours")[:ANSWER]
        context = Context(channel="phone", turns=(Turn("customer", turns[place].text[:ANSWER]),))
        scene = Scene(Draft(answer), context, Standards())
        found += [ask.text for ask in (scene.open_asks if answer.strip() else scene.customer.asks)]
    return [" ".join(one.split())[:200] for one in dict.fromkeys(found)]
