"""What a form about a promise holds, and what stands in it to begin with."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from heedful.events.instant import to_datetime
from heedful.promises.due import Wish, written
from heedful.promises.pages.answers import whole_number
from heedful.promises.queries import Owed
from heedful.team.queries import colleagues
from heedful.team.viewer import Viewer


def wish_from(sent: QueryDict) -> Wish:
    """ValueError says what is missing. That no time was named has to be said, an empty field does not say it."""
    due_at = None
    if "unnamed" not in sent:
        due_at = written(sent.get("day", "")[:20], sent.get("time", "")[:20])
        if due_at is None:
            raise ValueError(_("Choose by when, or say that no time was named."))
    owner = sent.get("owner", "")
    if owner and whole_number(owner) is None:
        raise ValueError(_("That person does not serve this brand. Choose somebody from the list."))
    return Wish(sent.get("what", ""), whole_number(owner), due_at)


def form_of(viewer: Viewer, brand_id: int, one: Owed | None, sent: QueryDict | None = None) -> dict[str, Any]:
    """The fields with what was sent, else with what is known."""
    due = timezone.localtime(to_datetime(one.due_at)) if one and one.due_at is not None else None
    known = {
        "what": one.what if one else "",
        "owner": str(one.owner_id if one and one.owner_id else viewer.person_id),
        "day": f"{due:%Y-%m-%d}" if due else "",
        "time": f"{due:%H:%M}" if due else "",
        "unnamed": "",
        "reason": "",
    }
    typed = {name: sent.get(name, "") for name in known} if sent else known
    return {"one": one, "typed": typed, "people": colleagues(viewer, brand_id), "today": timezone.localdate()}
