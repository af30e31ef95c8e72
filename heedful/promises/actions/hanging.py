"""Where a promise hangs after merges and splits: where the words are in which it was given, and with their customer.

Nothing is remembered about a merge. One that was read hangs where its interaction is; one made by hand where its
first conversation went. So it does not matter in which order merges and their undoing are told, nor how often.
"""

from __future__ import annotations

from collections.abc import Iterable

from heedful.interactions.queries.lookup import landing
from heedful.promises.models import Promise


def rehang(*, conversation_ids: Iterable[int] = (), customer_ids: Iterable[int] = ()) -> int:
    """Put right those that have to do with these; returns how many hang elsewhere now."""
    found: set[int] = set()
    for column, ids in (("conversation", set(conversation_ids)), ("customer", set(customer_ids))):
        for path in (column, f"origin__{column}" if column == "customer" else "origin", f"interaction__{column}"):
            # One after the other: each follows an index, all at once would not.
            found.update(Promise.objects.filter(**{f"{path}__in": ids}).values_list("pk", flat=True) if ids else ())
    rows = Promise.objects.filter(pk__in=found).select_related("interaction", "origin")
    return sum(_rehang(row) for row in rows)


def _rehang(row: Promise) -> bool:
    if row.interaction is not None:
        where, whose = row.interaction.conversation_id, row.interaction.customer_id
    else:
        where, whose = landing(row.origin).pk, row.origin.customer_id
    if (where, whose) == (row.conversation_id, row.customer_id):
        return False
    Promise.objects.filter(pk=row.pk).update(conversation_id=where, customer_id=whose)
    return True
