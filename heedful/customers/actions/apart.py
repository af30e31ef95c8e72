"""Two who look alike and are two: said once, it is not suggested again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.customers import kinds
from heedful.customers.actions.recognise import about
from heedful.customers.models import NotTheSame
from heedful.customers.queries.lookup import customer_of
from heedful.events.actions import record
from heedful.events.instant import now
from heedful.team.viewer import Viewer


def keep_apart(*, viewer: Viewer, customer_id: int, other_id: int) -> None:
    """Say that two are not one. Twice does no harm."""
    with transaction.atomic():
        here, other = customer_of(viewer, customer_id), customer_of(viewer, other_id)
        if here.pk == other.pk or here.brand_id != other.brand_id:
            raise ValueError(_("Choose two customers of one brand."))
        first, second = sorted([here, other], key=lambda row: row.pk)
        _row, is_new = NotTheSame.objects.get_or_create(
            first=first, second=second, defaults={"person_id": viewer.person_id, "at": now()}
        )
        if is_new:
            record(kinds.KEPT_APART, about(here), person_id=viewer.person_id, other=other.pk)
