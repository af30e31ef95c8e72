"""The verb of a promise said in the present: "I send it until Friday", "is bringing it at ten", "you get it by noon"."""

from __future__ import annotations

from heedful.coach.reading.promises.lexis import DEEDS, DOUBTS, MODALS_OF_DOUBT, PRICES, STATES, TERMS, TIMETABLE
from heedful.coach.reading.promises.verbs import FILLERS, Verb, base_of

_FAREWELLS = (
    ("look", "forward"),
    ("looking", "forward"),
    ("see", "you"),
    ("speak", "soon"),
    ("talk", "soon"),
    ("have", "a"),
)
_ENDS_IT = DOUBTS | MODALS_OF_DOUBT | frozenset(("did", "was", "were", "had", "been", "not", "never", "to"))
_OBJECTS = frozenset("it this that them your my our an the a".split())
_GIVEN = frozenset("it them your our my the".split())


def present_verb(row: list[str], first: int, last: int) -> Verb | None:
    """To be asked only where a time stands in the clause."""
    for at in range(first, last):
        word = row[at]
        if word in _ENDS_IT or _is_past_or_farewell(row, at):
            return None
        if word == "you" and _is_given(row, at, last):
            return Verb(at, at + 1, "you")
        if word in ("am", "are", "is"):
            deed = _deed_behind_is(row, first, at, last)
            if deed:
                return Verb(at, deed, "present")
        elif (base := base_of(word)) and (word in DEEDS or word[-3:] != "ing") and _agrees(row, first, at, word):
            if base in TERMS or row[at - 1] in PRICES:
                return None
            if base not in TIMETABLE or {"i", "we"} & set(row[first:at]):
                return Verb(at, at, "present")
    return None


def _is_past_or_farewell(row: list[str], at: int) -> bool:
    if row[at] in ("have", "has") and not _OBJECTS.intersection(row[at + 1 : at + 2]):
        return True
    return tuple(row[at : at + 2]) in _FAREWELLS or row[at : at + 3] in (["talk", "to", "you"], ["speak", "to", "you"])


def _deed_behind_is(row: list[str], first: int, at: int, last: int) -> int:
    """Where the deed of "is bringing it", "is being sent" or "is back" stands; 0 where there is none."""
    deed = at + 1
    if deed >= last:
        return 0
    while deed < last - 1 and row[deed] in FILLERS:
        deed += 1
    is_deed = row[deed] == "being" or (row[deed].endswith("ing") and base_of(row[deed]))
    return deed if is_deed or _will_be_so(row, first, at, deed) else 0


def _is_given(row: list[str], at: int, last: int) -> bool:
    """Reads "you get the rest on Friday", "you have it by noon"; "you have until Friday" is a term."""
    if at + 2 >= last or row[at - 1 : at] in (["if"], ["when"], ["that"], ["once"], ["what"], ["as"]):
        return False
    if row[at + 1] in ("get", "hear", "receive"):
        return row[at + 2] not in ("to", "if", "that")
    return row[at + 1] == "have" and row[at + 2] in _GIVEN and row[at + 3 : at + 4] != ["word"]


def _will_be_so(row: list[str], first: int, at: int, state: int) -> bool:
    """Reads "the money is back on your card", where a time ahead stands beside it."""
    if at == first or row[state] not in STATES or row[at - 1] in ("there", "what", "who", "it", "which", "that"):
        return False
    if row[state] in ("with", "on", "at", "in") and row[state + 1 : state + 2] not in (["you"], ["your"], ["yours"]):
        return False
    return {"your", "you", "the", "money", "everything"}.intersection(row[first : state + 4]) != set()


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
