"""/settings/mailboxes/7/: one mailbox: change it, test it now, pause and resume it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heedful.switchboard.doctor import examine
from heedful.switchboard.forms import MailboxForm, initial_of
from heedful.switchboard.mailbox_actions import change_mailbox, mailbox_of, pause_mailbox, resume_mailbox, wished
from heedful.switchboard.mailbox_queries import row_of
from heedful.switchboard.models import Account
from heedful.switchboard.pages.frame import brand_of, page, passes, team_choices
from heedful.team.refusal import Refused


def mailbox(request: HttpRequest, account_id: int) -> HttpResponse:
    """How it fares, and its settings."""
    viewer = request.viewer  # type: ignore[attr-defined]
    account = mailbox_of(viewer, account_id)
    row = row_of(account)
    teams = team_choices(viewer, account.brand_id)
    form = MailboxForm(request.POST or None, initial=initial_of(account), teams=teams, is_new=False)
    was_tried = request.method == "POST" and form.is_valid()
    if was_tried and passes(form, wished(account, form.wish())):
        try:
            change_mailbox(viewer=viewer, account_id=account_id, wish=form.wish())
        except Refused as refusal:
            form.add_error("address", str(refusal))
        else:
            return _back(request, account, _("The mailbox is saved."))
    brand, status = brand_of(viewer, account), 422 if form.errors else 200
    return page(request, "mailbox", brand, form=form, row=row, was_tried=was_tried, status=status)


@require_POST
def mailbox_pause(request: HttpRequest, account_id: int) -> HttpResponse:
    """Pause it, or with `resume` read it again."""
    viewer = request.viewer  # type: ignore[attr-defined]
    if "resume" in request.POST:
        account = resume_mailbox(viewer=viewer, account_id=account_id)
        return _back(request, account, _("%(address)s is read again.") % {"address": account.address})
    account = pause_mailbox(viewer=viewer, account_id=account_id)
    words = _("%(address)s is paused. Mail waits on its server.") % {"address": account.address}
    return _back(request, account, words)


@require_POST
def mailbox_examination(request: HttpRequest, account_id: int) -> HttpResponse:
    """Look at the servers now; a fragment for the page, or the whole page without script."""
    viewer = request.viewer  # type: ignore[attr-defined]
    account = mailbox_of(viewer, account_id)
    checks = examine(account)
    if request.headers.get("HX-Request"):
        return render(request, "switchboard/_examination.html", {"checks": checks}, using="jinja2")
    form = MailboxForm(None, initial=initial_of(account), teams=team_choices(viewer, account.brand_id), is_new=False)
    brand, row = brand_of(viewer, account), row_of(account)
    return page(request, "mailbox", brand, form=form, row=row, was_tried=False, checks=checks)


def _back(request: HttpRequest, account: Account, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse('mailboxes')}?brand={account.brand_id}")
