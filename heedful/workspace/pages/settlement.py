"""A reply that failed, or may have been sent: somebody has looked and says what is to be done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heedful.switchboard import kinds
from heedful.switchboard.actions import settle_uncertain
from heedful.workspace.desk import DeskRequest, Refused, changed, desk_page, wants_part

ANSWERS = {"arrived": True, "again": False}


@require_POST
@desk_page
def settlement(request: DeskRequest, delivery_id: int) -> HttpResponse:
    """`what` is `arrived`, or `again` to send it once more."""
    what = request.POST.get("what", "")
    if what not in ANSWERS:
        raise Refused(_("Say whether it arrived, or whether it is to be sent again."))
    delivery = settle_uncertain(viewer=request.viewer, delivery_id=delivery_id, arrived=ANSWERS[what])
    row = delivery.interaction
    if wants_part(request):
        return changed(
            HttpResponse(status=204), kinds.SETTLED, brand_id=row.brand_id, conversation_id=row.conversation_id
        )
    return redirect("conversation", conversation_id=row.conversation_id)
