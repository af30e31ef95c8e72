"""What the coach reads in a text of ours becomes proposals, once; and goes when the text is taken back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Fact, record_all
from heedful.events.instant import now
from heedful.interactions.models import Interaction
from heedful.promises import kinds
from heedful.promises.actions.rows import about, ended
from heedful.promises.models import NEVER, Promise
from heedful.promises.reading import Place, Read, name_of
from heedful.promises.talk import promised_by_us
from heedful.team.hours.queries import schedule_of
from heedful.team.models import Membership

State = Promise.State


def propose(*, interaction: Interaction) -> list[Promise]:
    """Write down what our side commits to in it. The same text read twice proposes once."""
    if not interaction.text.strip() or interaction.is_automatic or interaction.withdrawn_at is not None:
        return []
    conversation = interaction.conversation
    place = Place(schedule_of(conversation.brand_id, conversation.team_id), interaction.happened_at)
    staff = dict(
        Membership.objects.filter(brand_id=interaction.brand_id, person__is_active=True).values_list(
            "person__name", "person_id"
        )
    )
    names = tuple(staff)
    found = promised_by_us(interaction.text, place, customer_name=interaction.customer.name, staff=names)
    if not found:
        return []
    with transaction.atomic():
        known = set(Promise.objects.filter(interaction=interaction).values_list("begins", "ends"))
        rows = [_row(interaction, one, staff) for one in found if (one.begins, one.ends) not in known]
        Promise.objects.bulk_create(rows)
        record_all([Fact(kinds.PROPOSED, about(row), details={"promise_id": row.pk}) for row in rows])
    return rows


def withdraw_from(*, interaction: Interaction) -> None:
    """The reply was taken back before it left: nobody has been promised anything."""
    with transaction.atomic():
        rows = Promise.objects.select_for_update().filter(
            interaction=interaction, state__in=[State.PROPOSED, State.OPEN]
        )
        for row in rows.order_by("pk"):
            kind = kinds.DISMISSED if row.state == State.PROPOSED else kinds.RELEASED
            state = State.DISMISSED if row.state == State.PROPOSED else State.RELEASED
            ended(row, state, None, _("The reply was taken back before it left."))
            record_all([Fact(kind, about(row), details={"promise_id": row.pk})])


def _row(interaction: Interaction, one: Read, staff: dict[str, int]) -> Promise:
    return Promise(
        brand_id=interaction.brand_id,
        customer_id=interaction.customer_id,
        conversation_id=interaction.conversation_id,
        origin_id=interaction.conversation_id,
        interaction=interaction,
        begins=one.begins,
        ends=one.ends,
        what=one.what or one.said[:300],
        said=one.said,
        owner_id=_owner(interaction, one, staff),
        due_at=one.due_at,
        due_text=one.due_text,
        order_at=NEVER if one.due_at is None else one.due_at,
        is_conditional=one.is_conditional,
        created_at=now(),
    )


def _owner(interaction: Interaction, one: Read, staff: dict[str, int]) -> int | None:
    """Whoever is named and is one of us; else whoever wrote it, for they gave the word."""
    name = name_of(one).casefold()
    fitting = [pk for whole, pk in staff.items() if name and name in {whole.casefold(), *whole.casefold().split()}]
    if len(fitting) == 1:
        return fitting[0]
    return interaction.person_id if interaction.person_id in staff.values() else None
