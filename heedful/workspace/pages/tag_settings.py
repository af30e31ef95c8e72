"""/settings/tags/: a lead gives tags better names and colours, merges two, removes what nobody needs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heedful.interactions import actions
from heedful.interactions.queries import tag_uses
from heedful.interactions.queries.lookup import tag_of
from heedful.team.pages.brand_choice import chosen_brand
from heedful.team.queries import brands
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, desk_page, refusals, whole_number


@require_GET
@desk_page
def settings_tags(request: DeskRequest) -> HttpResponse:
    """The tags of a brand, and how many conversations have each."""
    brand = chosen_brand(request, "lead")
    mine = brands(request.viewer)
    context = {
        "section": "tags",
        "brand": brand,
        "brands": [row for row in mine if request.viewer.can("lead", row.id)],
        "is_admin": any(row.role == "admin" for row in mine),
        "tags": tag_uses(request.viewer, brand.id),
        "tones": list(labels.TONES.items()),
    }
    return render(request, "workspace/tag_settings.html", context)


@require_POST
@desk_page
def settings_tag(request: DeskRequest, tag_id: int) -> HttpResponse:
    """`what` is `merge` (into another), `remove`, or to change its name and colour."""
    given, viewer = request.POST, request.viewer
    brand_id = tag_of(viewer, tag_id).brand_id
    with refusals():
        if given.get("what") == "merge":
            kept = actions.merge_tags(viewer=viewer, tag_id=tag_id, into_id=whole_number(given.get("into")) or 0)
            messages.success(request, _("Both are '%(name)s' now.") % {"name": kept.name})
        elif given.get("what") == "remove":
            actions.remove_tag(viewer=viewer, tag_id=tag_id)
            messages.success(request, _("The tag is gone, the conversations are where they were."))
        else:
            actions.change_tag(
                viewer=viewer, tag_id=tag_id, name=given.get("name", "")[:500], tone=given.get("tone", "")
            )
            messages.success(request, _("Changed."))
    return redirect(f"{reverse('settings_tags')}?brand={brand_id}")
