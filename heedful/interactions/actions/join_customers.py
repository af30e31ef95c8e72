"""Two customers turn out to be one person, and can be two again. A person decides it, nothing does it by itself.

All that is the source's moves to the target and is written down row by row; mail from the source's addresses reaches
the target from then on. Locks are taken as everything else takes them: conversations first, then customers.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from heedful.customers import kinds
from heedful.customers.actions import know_by, unknow
from heedful.customers.models import Address, Customer, Remembered
from heedful.customers.queries import customer_of
from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.interactions.actions.joined_fields import take_over
from heedful.interactions.models import Conversation, Interaction, JoinedRow, Joining
from heedful.team.viewer import Viewer

Kind = JoinedRow.Kind
MOVES: dict[str, type[models.Model]] = {
    Kind.CONVERSATION: Conversation,
    Kind.INTERACTION: Interaction,
    Kind.ADDRESS: Address,
    Kind.REMEMBERED: Remembered,
}


class AlreadyOne(ValueError):
    """The two are one customer by now: somebody was quicker."""

    def __init__(self, customer_id: int) -> None:
        super().__init__(_("They are one customer already."))
        self.customer_id = customer_id


def join_customers(*, viewer: Viewer, customer_id: int, other_id: int) -> Joining:
    """Make `other_id` a part of `customer_id`, who stays. Whoever asks has looked at both."""
    with transaction.atomic():
        target, source = _both(viewer, customer_id, other_id)
        newest = Interaction.objects.filter(customer__in=[target, source]).aggregate(newest=Max("pk"))["newest"]
        joining = Joining.objects.create(
            source=source, target=target, person_id=viewer.person_id, at=now(), last_interaction=newest or 0
        )
        for kind, model in MOVES.items():
            _move(joining, kind, model)
        take_over(joining, target, source)
        source.merged_into = target
        source.save(update_fields=["merged_into"])
        unknow(source)
        know_by(target)
        record(kinds.MERGED, about_customer(target), person_id=viewer.person_id, **told_of(joining, source, target))
    return joining


def lock_both(first_id: int, second_id: int) -> dict[int, Customer]:
    """The rows of two customers, and what is theirs, until the transaction ends; in the order that all keep to."""
    wanted = {first_id, second_id}
    list(Conversation.objects.select_for_update(no_key=True).filter(customer_id__in=wanted).order_by("pk").values("pk"))
    return {row.pk: row for row in Customer.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def _both(viewer: Viewer, customer_id: int, other_id: int) -> tuple[Customer, Customer]:
    first, second = customer_of(viewer, customer_id), customer_of(viewer, other_id)
    if first.pk == second.pk:
        raise AlreadyOne(first.pk)
    if first.brand_id != second.brand_id:
        raise ValueError(_("The two belong to different brands, and brands are kept apart."))
    found = lock_both(first.pk, second.pk)
    for row in found.values():
        if row.merged_into_id in found:
            raise AlreadyOne(row.merged_into_id)
        if row.merged_into_id is not None:
            raise ValueError(_("Somebody merged one of the two a moment ago. Open the page again to see who they are."))
    return found[first.pk], found[second.pk]


def _move(joining: Joining, kind: str, model: type[models.Model]) -> None:
    theirs = model._default_manager.filter(customer_id=joining.source_id)  # noqa: SLF001 (Django's way)
    ids = list(theirs.order_by("pk").values_list("pk", flat=True))
    JoinedRow.objects.bulk_create([JoinedRow(joining=joining, kind=kind, row_id=pk) for pk in ids], batch_size=2000)
    theirs.update(customer_id=joining.target_id)


def told_of(joining: Joining, source: Customer, target: Customer) -> dict[str, Any]:
    """What the history says; the names as they were."""
    return {"joining_id": joining.pk, "other": source.pk, "other_name": source.name, "name": target.name}


def about_customer(customer: Customer) -> Subject:
    return Subject(customer.brand_id, customer.pk)
