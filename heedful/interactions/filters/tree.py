"""What a filter says, as a tree; and what one can filter by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS = (">=", "<=", ">", "<")
CHOICES = {
    "state": ("open", "resolved", "snoozed", "any"),
    "priority": ("low", "normal", "high", "urgent"),
    "channel": ("email", "phone", "in_person", "video", "chat", "sms", "social"),
    "mood": ("calm", "pleased", "curious", "worried", "upset", "angry"),
    "follower": ("me",),
    "mentioned": ("me",),
}
NAMED = {"tag": "refund", "assignee": "me", "team": "mine", "brand": "…"}  # what they are called is up to the brand
LENGTHS = ("waiting", "age", "quiet")
ALONE = ("waiting", "snoozed")
FIELDS = (*NAMED, *CHOICES, *LENGTHS, "snoozed")
EXAMPLES = {
    "tag": "tag is refund",
    "assignee": "assignee is me",
    "team": "team is mine",
    "brand": "brand is …",
    "state": "state is resolved",
    "priority": "priority is high",
    "channel": "channel is email",
    "mood": "mood is upset",
    "follower": "follower is me",
    "mentioned": "mentioned is me",
    "waiting": "waiting > 2 h",
    "age": "age > 3 d",
    "quiet": "quiet > 1 w",
    "snoozed": "snoozed",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """`op` is `is`, a comparison, or empty for a field that stands alone; lengths are in microseconds."""

    field: str
    op: str = ""
    value: str = ""
    length: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class Not:
    part: Node


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]


Node = Condition | Not | And | Or


def conditions(node: Node) -> Iterator[Condition]:
    """All of them, in the order in which they are written."""
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, Not):
        yield from conditions(node.part)
    else:
        for part in node.parts:
            yield from conditions(part)


def certain(node: Node | None) -> list[Condition]:
    """Those that every row fulfils: the node itself, or what stands in it joined by 'and'."""
    if isinstance(node, Condition):
        return [node]
    if isinstance(node, And):
        return [part for part in node.parts if isinstance(part, Condition)]
    return []
