"""How much of a text is read: a review stays quick however long a text is, and says what it left out.

No letter is that long; a log or an attachment pasted by mistake is. This is the one place where a text is cut.
"""

from __future__ import annotations

from dataclasses import replace

from heedful.coach.draft import MOST_READ, Context, Draft, Turn
from heedful.coach.finding import Span
from heedful.coach.rule import Found
from heedful.coach.said import Said

_LONGEST_WORD = 200  # a cut falls between two words where one is near


def within_reach(draft: Draft, context: Context) -> tuple[Draft, Context]:
    """The beginning of a very long draft, and of many earlier messages the newest; all places stay what they were."""
    if len(draft.text) > MOST_READ:
        draft = Draft(_beginning(draft.text, MOST_READ))
    if sum(len(turn.text) for turn in context.turns) > MOST_READ:
        context = replace(context, turns=_newest(context.turns))
    return draft, context


def left_out(draft: Draft, read: Draft, context: Context, known: Context) -> list[Found]:
    """What `within_reach` took away: of the draft a warning, of what went before a hint."""
    found: list[Found] = []
    if read is not draft:
        rest = Span(len(read.text), len(draft.text))
        said = Said("Only the first {count:,} characters were read; nothing is said of the rest.", count=len(read.text))
        found.append(Found(rest, said, confidence=1.0, severity="warning"))
    if known is not context:
        said = Said("Of the earlier messages only the newest {count:,} characters were read.", count=MOST_READ)
        found.append(Found(None, said, confidence=1.0, severity="info"))
    return found


def _newest(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """A message that is out of reach stays as an empty one, so that every other keeps its number."""
    kept: list[Turn] = []
    left = MOST_READ
    for turn in reversed(turns):
        fits = len(turn.text) <= left
        kept.append(turn if fits else replace(turn, text=_beginning(turn.text, left)))
        left -= len(kept[-1].text) if fits else left
    return tuple(reversed(kept))


def _beginning(text: str, most: int) -> str:
    gap = max(text.rfind(blank, max(0, most - _LONGEST_WORD), most) for blank in " \n")
    return text[: gap if gap > 0 else most]
