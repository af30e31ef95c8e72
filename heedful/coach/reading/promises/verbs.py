"""Finding the verb of a promise in a clause, said with a future: "will send", "am going to", "you will have"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from heedful.coach.reading.promises.lexis import DEEDS, DOUBTS, FORMULAS, PRICES, SURENESS

_FORMULAS: dict[str, list[list[str]]] = {}
for _formula in FORMULAS:
    _FORMULAS.setdefault(_formula.split()[0], []).append(_formula.split())
FILLERS = frozenset(
    "also then just now gladly happily personally certainly definitely of course still both probably likely be then all only"
    " first simply quickly happily soon always immediately shortly promptly then surely therefore even".split()
)
_YOU_GET = frozenset("have hear get receive".split())
_IRREGULAR = {"has": "have", "does": "do", "goes": "go", "is": "be"}


@dataclass(frozen=True, slots=True)
class Verb:
    """`at` is where the verb group begins, `deed` where the deed itself stands; `tense` is how it was said."""

    at: int
    deed: int
    tense: str


def base_of(word: str) -> str:
    """The form that DEEDS knows: sends, sending -> send; empty for any other word."""
    return _BASES.get(word, "")


def _read_base(word: str) -> str:
    if word in DEEDS:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for tail, instead in (("ies", "y"), ("es", ""), ("s", ""), ("ying", "y"), ("ing", ""), ("ing", "e")):
        if word.endswith(tail) and (base := word[: -len(tail)] + instead) in DEEDS:
            return base
    if word.endswith("ing") and len(word) > 6 and word[-4] == word[-5] and word[:-4] in DEEDS:
        return word[:-4]
    return ""


def _forms_of(deed: str) -> Iterator[str]:
    yield from (deed, f"{deed}s", f"{deed}es", f"{deed}ing", f"{deed}{deed[-1]}ing")
    if deed[-1] in "ey":
        yield from (f"{deed[:-1]}ies", f"{deed[:-1]}ing")


_BASES = {form: base for deed in (*DEEDS, *_IRREGULAR) for form in _forms_of(deed) if (base := _read_base(form))}


def future_verb(row: list[str], first: int, last: int) -> Verb | None:
    """With will, shall or going to; refusals, formulas and the customer's own duties are none."""
    for at in range(first, last):
        deed = _behind_future(row, first, at)
        if not deed:
            continue
        if _is_doubted(row, first, at):
            return None
        while deed < last and row[deed] in FILLERS and row[deed] != "be":
            deed += 1
        if deed >= last or row[deed] == "not" or row[deed - 1] == "never" or _is_formula(row, deed, last):
            return None
        if at > first and row[at - 1] == "you":
            is_given = row[deed] in _YOU_GET and row[deed + 1 : deed + 2] not in (["to"], ["noticed"], ["that"])
            return Verb(at, deed, "you") if is_given else None
        return None if _promises_nothing(row, first, at, deed) else Verb(at, deed, "future")
    return None


def _behind_future(row: list[str], first: int, at: int) -> int:
    """Where the deed may begin; 0 where no future stands at this word."""
    if row[at] in ("will", "shall", "ll"):
        return at + 1
    if at == first or row[at + 1 : at + 2] != ["to"]:
        return 0
    is_going = row[at] == "going" and row[at - 1] in ("am", "are", "is")
    return at + 2 if is_going or (row[at] == "promise" and row[at - 1] in ("i", "we")) else 0


def _promises_nothing(row: list[str], first: int, at: int, deed: int) -> bool:
    """Like "we will see you on Friday", "it will take a week", "it will be 20 euros"."""
    if row[deed] == "take" and row[at - 1] in ("it", "this", "that"):
        return True
    if row[deed : deed + 2] == ["see", "you"] and {"i", "we"} & set(row[first:at]):
        return True
    return row[deed] == "be" and bool(row[deed + 1 : deed + 2]) and row[deed + 1][0].isdigit()


def _is_doubted(row: list[str], first: int, will: int) -> bool:
    """Like "I cannot promise that it will", "you asked whether we will", and prices, which nobody promises."""
    before = row[first:will]
    if not DOUBTS.isdisjoint(before) or (before and before[-1] in PRICES):
        return True
    return "not" in before and not SURENESS.isdisjoint(before)


def _is_formula(row: list[str], deed: int, last: int) -> bool:
    known = _FORMULAS.get(row[deed])
    return known is not None and any(row[deed : min(last, deed + len(one))] == one for one in known)
