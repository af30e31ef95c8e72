"""One thing for many conversations: asked in the dialog, done at once or in steps, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from heedful.interactions import actions, kinds
from heedful.interactions.actions.batch import MOST
from heedful.interactions.queries import BatchRow, NotFound, batch_of, tags
from heedful.interactions.resolutions import RESOLUTIONS
from heedful.interactions.tag_names import tidy
from heedful.team.queries import brands, colleagues, teams
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, Refused, changed, desk_page, refusals, wants_part, whole_number
from heedful.workspace.later import instant_of, laters
from heedful.workspace.pages.answers import ask, undoable
from heedful.workspace.pages.listing import ids_of_view

QUESTIONS = {
    "assign": gettext_lazy("Who cares for them?"),
    "tag": gettext_lazy("Which tag do they get?"),
    "untag": gettext_lazy("Which tag do they lose?"),
    "priority": gettext_lazy("How urgent are they?"),
    "snooze": gettext_lazy("Put them off until when?"),
    "resolve": gettext_lazy("Why are they over?"),
}


@require_GET
@desk_page
def batch_question(request: DeskRequest, verb: str) -> HttpResponse:
    """What exactly? The choices for one of the verbs."""
    if verb not in QUESTIONS:
        raise NotFound("That cannot be done to many at once.")
    context = {"verb": verb, "question": QUESTIONS[verb], "choices": CHOICES[verb](request), "laters": laters()}
    return ask(request, "batch", context)


@require_POST
@desk_page
def batches(request: DeskRequest) -> HttpResponse:
    """Begin: `ids`, or the whole `view`."""
    verb = request.POST.get("verb", "")
    with refusals():
        details = _details(request, verb)
        batch = actions.start_batch(
            viewer=request.viewer, verb="team" if "team" in details else verb, details=details,
            conversation_ids=_chosen(request, request.POST),
        )  # fmt: skip
    return _answer(request, batch_of(request.viewer, batch.pk))


@require_GET
@desk_page
def batch(request: DeskRequest, batch_id: int) -> HttpResponse:
    """How far it is; asked again every second until it is done."""
    return _answer(request, batch_of(request.viewer, batch_id))


@require_POST
@desk_page
def batch_undo(request: DeskRequest, batch_id: int) -> HttpResponse:
    """Take all of it back."""
    actions.undo_batch(viewer=request.viewer, batch_id=batch_id)
    return _answer(request, batch_of(request.viewer, batch_id))


def _answer(request: DeskRequest, row: BatchRow) -> HttpResponse:
    if not wants_part(request):
        return redirect("home")
    answer = render(request, "workspace/_batch_progress.html", {"batch": row})
    answer["HX-Retarget"], answer["HX-Reswap"] = "#batch", "innerHTML"
    if row.is_at_work:
        return answer
    answer = changed(answer, kinds.BATCH_ENDED, brand_id=request.viewer.brand_ids[0], conversation_id=0)
    return answer if row.is_undo or not row.done else undoable(answer, _said(row), reverse("batch_undo", args=[row.id]))


def _said(row: BatchRow) -> str:
    words = ngettext("Done for %(num)d conversation.", "Done for %(num)d conversations.", row.done) % {"num": row.done}
    if not row.refused:
        return words
    not_done = ngettext("%(num)d could not be changed:", "%(num)d could not be changed:", row.refused)
    return f"{words} {not_done % {'num': row.refused}} {row.reason}"


def _chosen(request: DeskRequest, given: QueryDict) -> list[int]:
    if given.get("whole") == "1":
        return ids_of_view(request, given.get("view", ""), given.get("q", ""), limit=MOST + 1)
    numbers = [whole_number(part) for part in given.get("ids", "").split(",")[: MOST + 1]]
    return [number for number in numbers if number is not None]


def _details(request: DeskRequest, verb: str) -> dict[str, Any]:
    """What exactly is asked for, checked as far as it can be before anything is begun."""
    given = request.POST
    if verb == "assign":
        what = "team" if "team" in given else "person"
        if given.get(what) and whole_number(given[what]) is None:
            raise Refused(_("Choose one of the colleagues or teams in the list."))
        return {what: whole_number(given.get(what))}
    if verb == "priority":
        return {"priority": _number(given, "priority")}
    if verb == "snooze":
        return {"until": instant_of(given.get("until", ""), given.get("day", ""), given.get("time", ""))}
    if verb == "resolve" and given.get("reason") in RESOLUTIONS:
        return {"reason": given["reason"]}
    if verb in {"tag", "untag"}:
        return {"name": tidy(given.get("tag") or given.get("name", "")[:500])}
    raise Refused(_("Choose what is to be done."))


def _number(given: QueryDict, name: str) -> int:
    number = whole_number(given.get(name))
    if number is None:
        raise Refused(_("Choose one of the list."))
    return number


def _people(request: DeskRequest) -> list[tuple[str, Any, str, str]]:
    """Colleagues of all brands of the viewer, oneself first, then teams, then nobody."""
    me = request.viewer.person_id
    people: dict[int, str] = {}
    for brand in brands(request.viewer):
        people |= dict(colleagues(request.viewer, brand.id))
    found = sorted(people.items(), key=lambda one: (one[0] != me, one[1]))
    rows = [("person", number, name, "user-round") for number, name in found]
    rows += [
        ("team", team.id, team.name, "users") for b in brands(request.viewer) for team in teams(request.viewer, b.id)
    ]
    return [*rows, ("person", "", _("Nobody for now"), "minus")]


def _tags(request: DeskRequest) -> list[tuple[str, Any, str, str]]:
    """By name, once for all brands."""
    known = {
        tag.name.casefold(): tag.name for brand in brands(request.viewer) for tag in tags(request.viewer, brand.id)
    }
    return [("tag", name, name, "tag") for _key, name in sorted(known.items())]


def _priorities(_request: DeskRequest) -> list[tuple[str, Any, str, str]]:
    rows = sorted(labels.PRIORITIES.items(), reverse=True)
    return [("priority", number, str(label.word), label.icon) for number, label in rows]


def _reasons(_request: DeskRequest) -> list[tuple[str, Any, str, str]]:
    return [("reason", code, _(words), "check") for code, words in RESOLUTIONS.items()]


CHOICES: dict[str, Callable[[DeskRequest], list[tuple[str, Any, str, str]]]] = {
    "assign": _people,
    "tag": _tags,
    "untag": _tags,
    "priority": _priorities,
    "resolve": _reasons,
    "snooze": lambda _request: [],
}
