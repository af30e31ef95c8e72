"""A filter as rows of the database, in the way that the indexes like.

Unless it says otherwise a filter holds open conversations that are at hand: that is what work is about, and it is what
keeps a view quick over a million rows. One that looks at resolved ones is driven by its tag, person or team.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

from django.db.models import F, Q, QuerySet

from heedful.events.instant import now
from heedful.interactions.filters.names import Names
from heedful.interactions.filters.tree import CHOICES, And, Condition, Node, Not, certain, conditions
from heedful.interactions.models import Conversation, Follower, Mention, Tagging
from heedful.team.viewer import Viewer

RARE = 2000
COUNT_CAP = 1000
AT_HAND = Q(state="open", snoozed_until=None)
STATES = {
    "open": AT_HAND,
    "resolved": Q(state="resolved"),
    "snoozed": Q(snoozed_until__isnull=False),
    "any": ~Q(state="merged"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows of all brands of the viewer, in which order, and whether something narrower than the brand leads to them."""

    rows: QuerySet[Conversation]
    column: str
    oldest_first: bool
    is_narrow: bool

    def count(self) -> int:
        """Up to a thousand."""
        return self.rows[:COUNT_CAP].count()


def plan_for(viewer: Viewer, tree: Node | None) -> Plan:
    """Raises FilterError for a tag, a person or a team that does not exist."""
    known = Names(viewer)
    sure = certain(tree)
    says_state = tree is not None and any(one.field in {"state", "snoozed"} for one in conditions(tree))
    wanted = Q() if tree is None else _q(tree, known)
    rows = Conversation.objects.filter(wanted, Q() if says_state else AT_HAND).exclude(state="merged")
    few = _few_ids(sure, known) if says_state else None
    if few is not None:
        rows = rows.filter(pk__in=few)
    is_narrow = few is not None or any(one.field in {"assignee", "team"} and known.is_one(one) for one in sure)
    if is_narrow:
        # An expression is no use to an index: the planner then takes the one that leads to fewer rows.
        rows = rows.alias(of_brand=F("brand_id") + 0).filter(of_brand__in=viewer.brand_ids)
    waits = any(one.field == "waiting" for one in sure)
    return Plan(rows, "waiting_since" if waits else "last_at", oldest_first=waits, is_narrow=is_narrow)


def _few_ids(sure: list[Condition], known: Names) -> list[int] | None:
    """The conversations of a rare tag; None when the order of time finds them sooner."""
    for one in sure:
        if one.field == "tag":
            rows = Tagging.objects.filter(tag_id__in=known.tags(one)).values_list("conversation_id", flat=True)
            found = list(rows[: RARE + 1])
            if len(found) <= RARE:
                return found
    return None


def _q(node: Node, known: Names) -> Q:
    if isinstance(node, Condition):
        return MEANINGS[node.field](node, known)
    if isinstance(node, Not):
        return ~_q(node.part, known)
    join = operator.and_ if isinstance(node, And) else operator.or_
    return reduce(join, [_q(part, known) for part in node.parts])


def _since(column: str) -> Callable[[Condition, Names], Q]:
    """Longer ago than a length means before an instant."""
    turned = {">": "lt", ">=": "lte", "<": "gt", "<=": "gte"}

    def meaning(one: Condition, _known: Names) -> Q:
        if not one.op:
            return Q(state="open", **{f"{column}__isnull": False})
        return Q(**{f"{column}__{turned[one.op]}": now() - one.length})

    return meaning


def _priority(one: Condition, _known: Names) -> Q:
    how = {">": "gt", ">=": "gte", "<": "lt", "<=": "lte", "is": "exact"}
    return Q(**{f"priority__{how[one.op]}": CHOICES["priority"].index(one.value)})


def _assignee(one: Condition, known: Names) -> Q:
    return Q(assignee=None) if known.is_nobody(one) else Q(assignee_id__in=known.people(one))


def _team(one: Condition, known: Names) -> Q:
    return Q(team=None) if known.is_nobody(one) else Q(team_id__in=known.teams(one))


MEANINGS: dict[str, Callable[[Condition, Names], Q]] = {
    "tag": lambda one, known: Q(pk__in=Tagging.objects.filter(tag_id__in=known.tags(one)).values("conversation_id")),
    "assignee": _assignee,
    "team": _team,
    "brand": lambda one, known: Q(brand_id__in=known.brands(one)),
    "state": lambda one, _known: STATES[one.value],
    "priority": _priority,
    "channel": lambda one, _known: Q(channel=one.value),
    "mood": lambda one, _known: Q(mood=one.value),
    "follower": lambda _one, known: Q(
        pk__in=Follower.objects.filter(person_id=known.viewer.person_id).values("conversation_id")
    ),
    "mentioned": lambda _one, known: Q(
        pk__in=Mention.objects.filter(person_id=known.viewer.person_id).values("interaction__conversation_id")
    ),
    "waiting": _since("waiting_since"),
    "age": _since("opened_at"),
    "quiet": _since("last_at"),
    "snoozed": lambda _one, _known: STATES["snoozed"],
}
