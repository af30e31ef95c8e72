"""What a written-down call, visit, meeting or note says of itself; read anew each time, nothing of it is kept."""

from __future__ import annotations

from heedful.events.instant import now
from heedful.interactions.queries.lookup import interaction_of
from heedful.promises.reading import Place
from heedful.promises.talk import Heard, hear
from heedful.team.hours.queries import schedule_of
from heedful.team.queries import colleagues
from heedful.team.viewer import Viewer


def heard_in(viewer: Viewer, interaction_id: int) -> Heard:
    """Of something that is in the record; NotFound for another brand's. A customer's own mail is not talked over."""
    row = interaction_of(viewer, interaction_id)
    if row.person_id is None or row.withdrawn_at is not None:
        return Heard()
    place = Place(schedule_of(row.brand_id, row.conversation.team_id), row.happened_at)
    return hear(row.text, place, customer_name=row.customer.name, staff=_staff(viewer, row.brand_id))


def heard_while_writing(viewer: Viewer, brand_id: int, text: str, customer_name: str) -> Heard:
    """The same of what somebody is writing down at this moment."""
    place = Place(schedule_of(brand_id), now())
    return hear(text, place, customer_name=customer_name, staff=_staff(viewer, brand_id))


def _staff(viewer: Viewer, brand_id: int) -> list[str]:
    return [name for _person, name in colleagues(viewer, brand_id)]
