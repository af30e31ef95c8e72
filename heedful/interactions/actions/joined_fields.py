"""What a customer takes over from those who turned out to be them, and gives back when it was a mistake.

Each joining remembers a field before and after it. As long as nobody wrote anything in between they form a chain, and
one in the middle can go: those after it are told again without it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from heedful.customers.actions import name_key
from heedful.customers.models import Customer
from heedful.interactions.models import Joining


def _own_first(own: str, other: str) -> str:
    return own or other


# Known since the earlier, seen at the later of both; what one lacks the other gives.
TAKEN: dict[str, Callable[[Any, Any], Any]] = {
    "name": _own_first,
    "company": _own_first,
    "language": _own_first,
    "created_at": min,
    "last_seen_at": max,
}


def take_over(joining: Joining, target: Customer, source: Customer) -> None:
    """Fill in what the target lacks; saves both rows."""
    for name, taken in TAKEN.items():
        joining.before[name] = getattr(target, name)
        setattr(target, name, taken(getattr(target, name), getattr(source, name)))
        joining.after[name] = getattr(target, name)
    joining.save(update_fields=["before", "after"])
    _save(target)


def give_up(joining: Joining, target: Customer) -> None:
    """The target as it would be without this joining; what somebody wrote since stays."""
    active = list(Joining.objects.filter(target=target, undone_at=None).select_related("source").order_by("pk"))
    for name in TAKEN:
        _without(joining, active, target, name)
    for row in active:
        row.save(update_fields=["before", "after"])
    _save(target)


def _without(joining: Joining, active: list[Joining], target: Customer, name: str) -> None:
    chain = _chain(joining, active, name)
    is_as_left = chain[-1].pk == active[-1].pk and getattr(target, name) == chain[-1].after[name]
    value = chain[0].before[name]
    for row in chain:
        if row.pk != joining.pk:
            row.before[name] = value
            value = row.after[name] = TAKEN[name](value, getattr(row.source, name))
    if is_as_left:
        setattr(target, name, value)


def _chain(joining: Joining, active: list[Joining], name: str) -> list[Joining]:
    """Those around it between which nobody wrote anything."""
    chain: list[Joining] = []
    for row in active:
        if chain and chain[-1].after[name] != row.before[name]:
            if joining.pk in {one.pk for one in chain}:
                break
            chain = []
        chain.append(row)
    return chain


def _save(target: Customer) -> None:
    target.name_key = name_key(target.name)
    target.save(update_fields=[*TAKEN, "name_key"])
