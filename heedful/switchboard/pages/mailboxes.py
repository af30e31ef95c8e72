"""/settings/mailboxes/: the list with its health, and connecting one more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from heedful.events.instant import now
from heedful.switchboard import mailbox_queries
from heedful.switchboard.forms import MailboxForm, initial_of
from heedful.switchboard.mailbox_actions import connect_mailbox, wished
from heedful.switchboard.models import Account
from heedful.switchboard.pages.frame import page, passes, team_choices
from heedful.team.pages.brand_choice import chosen_brand
from heedful.team.refusal import Refused


def mailboxes(request: HttpRequest) -> HttpResponse:
    """The whole page, or with `?part=rows` the list alone for a screen that is open."""
    brand = chosen_brand(request, "admin")
    rows = mailbox_queries.mailboxes(request.viewer, brand.id)  # type: ignore[attr-defined]
    if request.GET.get("part") == "rows":
        return render(request, "switchboard/_mailboxes.html", {"rows": rows}, using="jinja2")
    return page(request, "mailboxes", brand, rows=rows)


def mailbox_new(request: HttpRequest) -> HttpResponse:
    """The form; what is typed is tried before it is saved."""
    brand = chosen_brand(request, "admin")
    viewer = request.viewer  # type: ignore[attr-defined]
    form = MailboxForm(
        request.POST or None, initial=initial_of(None), teams=team_choices(viewer, brand.id), is_new=True
    )
    was_tried = request.method == "POST" and form.is_valid()
    if was_tried and passes(form, wished(Account(brand_id=brand.id, channel="email", created_at=now()), form.wish())):
        try:
            account = connect_mailbox(viewer=viewer, brand_id=brand.id, wish=form.wish())
        except Refused as refusal:
            form.add_error("address", str(refusal))
        else:
            messages.success(request, _("%(address)s is connected.") % {"address": account.address})
            return redirect(f"{reverse('mailboxes')}?brand={brand.id}")
    status = 422 if form.errors else 200
    return page(request, "mailbox_new", brand, form=form, was_tried=was_tried, status=status)
