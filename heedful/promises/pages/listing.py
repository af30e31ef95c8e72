"""What we owe: the list by due time, and what one customer is owed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from heedful.promises.pages.answers import Asking, is_fetch, promise_page, whole_number
from heedful.promises.queries import Choice, of_customer, owed
from heedful.promises.queries.listing import WHEN, WHOSE

PAGE = 50
MOST = 200
PARTS = {"rows": "_rows", "more": "_more"}
WHOSE_WORDS = {"own": _("Mine"), "team": _("My team’s"), "all": _("Everybody’s")}
WHEN_WORDS = {
    "all": _("All open"), "late": _("Late"), "today": _("Today"), "week": _("This week"),
    "unnamed": _("No time named"), "proposed": _("Not confirmed yet"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another choice of the list."""

    address: str
    words: str | Words
    is_current: bool


@require_GET
@promise_page
def promises(request: Asking) -> HttpResponse:
    """The page, its rows anew, or the next ones."""
    choice = _choice(request)
    size = min(max(whole_number(request.GET.get("rows")) or PAGE, PAGE), MOST)
    found = owed(request.viewer, choice, after=request.GET.get("after", "")[:60], limit=size)
    context = {
        "found": found,
        "choice": choice,
        "here": _address(choice),
        "whose": [Way(_address(Choice(one, choice.when)), WHOSE_WORDS[one], one == choice.whose) for one in WHOSE],
        "when": [Way(_address(Choice(choice.whose, one)), WHEN_WORDS[one], one == choice.when) for one in WHEN],
        "next": found[-1].cursor if len(found) == size else "",
    }
    part = PARTS.get(request.GET.get("part", "")) if is_fetch(request) else None
    return render(request, f"promises/{part or 'promises'}.html", context)


@require_GET
@promise_page
def customer_promises(request: Asking, customer_id: int) -> HttpResponse:
    """What somebody is owed, for their card."""
    found = of_customer(request.viewer, customer_id)
    if not is_fetch(request):
        return redirect("customer", customer_id=customer_id)
    return render(request, "promises/_card.html", {"found": found, "customer_id": customer_id})


def _choice(request: Asking) -> Choice:
    whose, when = request.GET.get("whose", ""), request.GET.get("when", "")
    return Choice(whose if whose in WHOSE else WHOSE[0], when if when in WHEN else WHEN[0])


def _address(choice: Choice) -> str:
    usual = Choice()
    sent = {"whose": choice.whose} if choice.whose != usual.whose else {}
    if choice.when != usual.when:
        sent["when"] = choice.when
    return reverse("promises") + (f"?{urlencode(sent)}" if sent else "")
