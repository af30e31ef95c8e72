"""Finding the verb of a promise in a clause: "will send", "am sending", "sends", "you will have"."""

from __future__ import annotations

from dataclasses import dataclass

from heedful.coach.reading.promises.lexis import DEEDS, FORMULAS, MODALS_OF_DOUBT, TERMS, TIMETABLE

_FORMULAS = tuple(tuple(one.split()) for one in FORMULAS)
_FILLERS = frozenset(
    "also then just now gladly happily personally certainly definitely of course still both probably likely be then all only"
    " first simply quickly happily soon always immediately shortly promptly then surely therefore even".split()
)
_YOU_GET = frozenset("have hear get receive".split())
_FAREWELLS = (
    ("look", "forward"),
    ("looking", "forward"),
    ("see", "you"),
    ("speak", "soon"),
    ("talk", "soon"),
    ("have", "a"),
)
_ENDS_IT = MODALS_OF_DOUBT | frozenset(("did", "was", "were", "had", "been", "not", "never", "to"))
_OBJECTS = frozenset(("it", "this", "that", "them", "your", "an", "the", "a"))
_IRREGULAR = {"has": "have", "does": "do", "goes": "go", "is": "be"}


@dataclass(frozen=True, slots=True)
class Verb:
    """`at` is where the verb group begins, `deed` where the deed itself stands; `tense` is how it was said."""

    at: int
    deed: int
    tense: str


def base_of(word: str) -> str:
    """The form that DEEDS knows: sends, sending -> send."""
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


def future_verb(row: list[str], first: int, last: int) -> Verb | None:
    """With will, shall or going to; refusals, formulas and the customer's own duties are none."""
    for at in range(first, last):
        if row[at] in ("will", "shall", "ll"):
            deed = at + 1
        elif (
            row[at] == "going" and row[at + 1 : at + 2] == ["to"] and at > first and row[at - 1] in ("am", "are", "is")
        ):
            deed = at + 2
        else:
            continue
        while deed < last and row[deed] in _FILLERS and row[deed] != "be":
            deed += 1
        if deed >= last or row[deed] == "not" or row[deed - 1] == "never" or _is_formula(row, deed, last):
            return None
        if at > first and row[at - 1] == "you":
            is_given = row[deed] in _YOU_GET and row[deed + 1 : deed + 2] not in (["to"], ["noticed"], ["that"])
            return Verb(at, deed, "you") if is_given else None
        if row[deed : deed + 2] == ["see", "you"] and {"i", "we"} & set(row[first:at]):
            return None
        if row[deed] == "be" and row[deed + 1 : deed + 2] and row[deed + 1][0].isdigit():
            return None
        return Verb(at, deed, "future")
    return None


def _is_formula(row: list[str], deed: int, last: int) -> bool:
    return any(tuple(row[deed : min(last, deed + len(one))]) == one for one in _FORMULAS)


def present_verb(row: list[str], first: int, last: int) -> Verb | None:
    """Reads "I send it until Friday", "Marek is bringing it at ten", "ships Monday": only with a time beside it."""
    for at in range(first, last):
        word = row[at]
        if word in _ENDS_IT:
            return None
        if word in ("am", "are", "is") and at + 1 < last:
            deed = at + 1
            while deed < last - 1 and row[deed] in _FILLERS:
                deed += 1
            if row[deed].endswith("ing") and base_of(row[deed]):
                return Verb(at, deed, "present")
            if row[deed] == "being":
                return Verb(at, deed, "present")
            continue
        is_perfect = word in ("have", "has") and not _OBJECTS.intersection(row[at + 1 : at + 2])
        if is_perfect or tuple(row[at : at + 2]) in _FAREWELLS:
            return None
        base = base_of(word)
        if base and not word.endswith("ing") and _agrees(row, first, at, word):
            if base in TERMS or (base in TIMETABLE and not {"i", "we"} & set(row[first:at])):
                return None
            return Verb(at, at, "present")
    return None


def _agrees(row: list[str], first: int, at: int, word: str) -> bool:
    """The bare form with I and we, the -s form with others: so "the call" is no verb."""
    if at == first:
        return word.endswith("s")
    ends_in_s = word.endswith("s") and word not in DEEDS
    if row[at - 1] in ("the", "a", "an", "my", "our", "your", "this", "that", "of", "for", "with", "to", "in", "on"):
        return False
    if at > first and row[at - 1] in ("is", "are", "am", "on", "at", "by"):
        return False
    subject = row[first:at]
    is_many = row[at - 1].endswith("s") and row[at - 1] not in ("this", "his", "its", "is")
    if not ends_in_s and (is_many or row[at + 1 : at + 3] == ["to", "you"]):
        return True
    return ends_in_s if not {"i", "we", "they"} & set(subject) else not ends_in_s
