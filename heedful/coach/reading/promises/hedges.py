"""What stands around a promise: conditions that it hangs on, and promises that are only told again."""

from __future__ import annotations

from heedful.coach.reading.promises.lexis import CONDITIONS, NOT_CONDITIONS

_ARRIVALS = (("as", "soon", "as"), ("the", "moment"), ("the", "minute"))
_HANGS = CONDITIONS | {"soon", "moment", "minute"}
_POSSIBLE = frozenset(("possible", "we", "i", "he", "she"))
_TELLS = frozenset("as said told promised mentioned was".split())
_RETELLS = frozenset("promised agreed mentioned discussed announced said wrote told explained".split())
_RETOLD = (("as", "promised"), ("as", "agreed"), ("as", "i", "said"), ("as", "we", "said"), ("as", "mentioned"), ("i", "said"), ("we", "said"), ("i", "told"), ("we", "told"), ("i", "promised"), ("we", "promised"))  # fmt: skip


def is_condition(row: list[str], first: int) -> bool:
    """A clause that states a condition promises nothing."""
    start = first + (row[first] in ("and", "but", "or", "so"))
    return _opens_condition(row, start) if start < len(row) else False


def _opens_condition(row: list[str], at: int) -> bool:
    return row[at] in CONDITIONS and not (row[at] == "once" and row[at + 1 : at + 2] and row[at + 1] in NOT_CONDITIONS)


def retells(row: list[str], first: int, last: int) -> bool:
    """Like "As I wrote on Monday, ...": what follows was promised before."""
    return row[first] == "as" and not _RETELLS.isdisjoint(row[first + 1 : min(last, first + 3)])


def is_retold(row: list[str], first: int, last: int) -> bool:
    if _TELLS.isdisjoint(row[first:last]):
        return False
    for phrase in _RETOLD:
        size = len(phrase)
        if any(tuple(row[at : at + size]) == phrase for at in range(first, min(last, first + 3))):
            return True
    return any(
        row[at : at + 2] in (["would", "have"], ["going", "to"]) and "was" in row[first:at] for at in range(first, last)
    )


def hangs_on(row: list[str], first: int, last: int) -> bool:
    if _HANGS.isdisjoint(row[first:last]):
        return False
    for at in range(first, last):
        if _opens_condition(row, at) and row[at + 1 : at + 2] not in (["possible"], ["needed"], ["necessary"]):
            return True
        if tuple(row[at : at + 3]) == _ARRIVALS[0] and row[at + 3 : at + 4] != ["possible"]:
            return row[at + 4 : at + 5] not in (["can"], ["possibly"], ["could"]) or row[at + 3] not in _POSSIBLE
        if tuple(row[at : at + 2]) in _ARRIVALS:
            return True
    return False
