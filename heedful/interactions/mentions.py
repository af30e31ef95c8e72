"""Who is named in a note: @Bruno Keller, or @Bruno where the brand has only one Bruno. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

MOST = 200  # signs that are looked at; nobody calls in more people by hand


def named_in(text: str, people: Iterable[tuple[int, str]]) -> list[int]:
    """Ids in the order in which they are named, each once. The longest name that fits wins."""
    names = _names(people)
    found: dict[int, None] = {}
    for rest in islice(_after_signs(text), MOST):
        for name, ids in names:
            if rest.startswith(name) and not rest[len(name) : len(name) + 1].isalnum():
                found.update(dict.fromkeys(ids))
                break
    return list(found)


def _names(people: Iterable[tuple[int, str]]) -> list[tuple[str, list[int]]]:
    """Longest first: whole names (of all who share one), then first names that only one person has."""
    whole: dict[str, list[int]] = {}
    first: dict[str, list[int]] = {}
    for person_id, name in people:
        parts = name.casefold().split()
        if parts:
            whole.setdefault(" ".join(parts), []).append(person_id)
            first.setdefault(parts[0], []).append(person_id)
    unique = {name: ids for name, ids in first.items() if len(ids) == 1}
    return sorted({**unique, **whole}.items(), key=lambda entry: -len(entry[0]))


def _after_signs(text: str) -> Iterator[str]:
    """What stands after each @ that begins a word; an address such as a@b.example names nobody."""
    longest = 200
    place = text.find("@")
    while place >= 0:
        if place == 0 or not (text[place - 1].isalnum() or text[place - 1] in "._-+"):
            yield " ".join(text[place + 1 : place + 1 + longest].casefold().split())
        place = text.find("@", place + 1)
