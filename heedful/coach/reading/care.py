"""Whether a reply takes anything upon itself: what "I" or "we" do, did or offer, beyond seeing and saying."""

from __future__ import annotations

from heedful.coach.reading.words import Words

_INWARD = frozenset(
    "not never no see saw seen know hear heard understand imagine feel had hope wish regret get got think believe agree"
    " remember like love hate say said tell told repeat explain explained answer answered mention mentioned written wrote read"
    " have has only always other others better enough to a an the many several hundreds lots more sorry afraid sure aware"
    " close end stop leave hang consider considered received noted registered recorded been being going having hearing seeing"
    " thinking hoping feeling saying talking telling repeating discuss argue sue report block comment laid problems nothing"
    " closed informed stated made our this that your any such doing but confirm".split()
)
_DONE = frozenset("put sent set taken brought found given gone done kept paid held bought built run cut rung".split())
_LIGHT = frozenset("already just also now both then gladly personally therefore".split())
_OFFERS = frozenset("shall may would".split())
_US = frozenset(("i", "we"))


def takes_upon_itself(words: Words) -> bool:
    row = words.words
    for at, word in enumerate(row):
        if word in _US and _is_deed([near for near in row[at + 1 : at + 4] if near not in _LIGHT][:2]):
            return True
        if word in _OFFERS and row[at + 1 : at + 2] and row[at + 1] in ("i", "we"):
            return True
        if word == "would" and row[at + 1 : at + 3] in (["you", "like"], ["you", "prefer"], ["you", "rather"]):
            return True
    return False


def _is_deed(row: list[str]) -> bool:
    """Of "I have moved it", "we are bringing one" and "I will ask" the last two words."""
    if len(row) < 2 or row[1] in _INWARD:
        return False
    if row[0] in ("will", "shall"):
        return True
    if row[0] in ("am", "are"):
        return row[1].endswith("ing")
    return row[0] == "have" and (row[1].endswith("ed") or row[1] in _DONE)
