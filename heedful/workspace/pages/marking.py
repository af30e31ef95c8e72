"""What one puts on a conversation: tags, how urgent it is, a time to come back, one's own eye on it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from heedful.interactions import actions, kinds
from heedful.interactions.queries import conversation as talk_of
from heedful.interactions.queries import conversation_of, tags, tags_on
from heedful.team.queries import colleagues
from heedful.workspace import labels
from heedful.workspace.desk import DeskRequest, Refused, changed, desk_page, refusals, wants_part, whole_number
from heedful.workspace.later import instant_of, laters
from heedful.workspace.pages.answers import ask, done

MOST_OFFERED = 8
LONGEST_SNOOZE = timedelta(days=365)


@require_http_methods(["GET", "POST"])
@desk_page
def conversation_tags(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """GET shows the brand's tags; POST adds `name`, or turns `tag` on or off. The dialog stays open."""
    row = conversation_of(request.viewer, conversation_id)
    error = ""
    if request.method == "POST":
        try:
            _turn(request, row.pk)
        except ValueError as refused:
            error = str(refused)
        if not wants_part(request):
            if error:
                raise Refused(error)
            return redirect("conversation", conversation_id=row.pk)
    chosen = {tag.id for tag in tags_on([row.pk]).get(row.pk, ())}
    context = {"talk": row, "known": tags(request.viewer, row.brand_id), "chosen": chosen, "error": error}
    answer = ask(request, "tags", context)
    return changed(answer, kinds.TAGGED, brand_id=row.brand_id, conversation_id=row.pk) if request.POST else answer


def _turn(request: DeskRequest, conversation_id: int) -> None:
    tag_id = whole_number(request.POST.get("tag"))
    if tag_id is None:
        actions.tag(viewer=request.viewer, conversation_id=conversation_id, name=request.POST.get("name", "")[:500])
    elif any(tag.id == tag_id for tag in tags_on([conversation_id]).get(conversation_id, ())):
        actions.untag(viewer=request.viewer, conversation_id=conversation_id, tag_id=tag_id)
    else:
        actions.tag_again(viewer=request.viewer, conversation_id=conversation_id, tag_id=tag_id)


@require_http_methods(["GET", "POST"])
@desk_page
def priority(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """GET asks, POST says it: 0 low to 3 urgent."""
    if request.method == "GET":
        talk = talk_of(request.viewer, conversation_id)
        choices = sorted(labels.PRIORITIES.items(), reverse=True)
        return ask(request, "priority", {"talk": talk, "priorities": choices})
    wanted = whole_number(request.POST.get("priority"))
    with refusals():
        row = actions.prioritise(
            viewer=request.viewer, conversation_id=conversation_id, priority=-1 if wanted is None else wanted
        )
    return done(request, kinds.PRIORITISED, row)


@require_http_methods(["GET", "POST", "DELETE"])
@desk_page
def snooze(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """GET offers times, POST puts it off until one of them, DELETE brings it back."""
    if request.method == "GET":
        today = timezone.localdate()
        days = {"first_day": today + timedelta(days=1), "last_day": today + LONGEST_SNOOZE}
        return ask(request, "snooze", {"talk": talk_of(request.viewer, conversation_id), "laters": laters(), **days})
    if request.method == "DELETE" or request.POST.get("method") == "delete":
        row = actions.wake(viewer=request.viewer, conversation_id=conversation_id)
        return done(request, kinds.WOKEN, row)
    given = request.POST
    with refusals():
        until = instant_of(given.get("until", ""), given.get("day", ""), given.get("time", ""))
        row = actions.snooze(viewer=request.viewer, conversation_id=conversation_id, until=until)
    return done(request, kinds.SNOOZED, row)


@require_http_methods(["POST", "DELETE"])
@desk_page
def following(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """POST follows, DELETE no longer does."""
    if request.method == "DELETE" or request.POST.get("method") == "delete":
        row = actions.unfollow(viewer=request.viewer, conversation_id=conversation_id)
        return done(request, kinds.UNFOLLOWED, row)
    row = actions.follow(viewer=request.viewer, conversation_id=conversation_id)
    return done(request, kinds.FOLLOWED, row)


@require_GET
@desk_page
def mentionable(request: DeskRequest, conversation_id: int) -> HttpResponse:
    """Who can be named in a note, by the beginning of any of their names; oneself not."""
    row = conversation_of(request.viewer, conversation_id)
    typed = " ".join(request.GET.get("q", "")[:100].casefold().split())
    people = [name for number, name in colleagues(request.viewer, row.brand_id) if number != request.viewer.person_id]
    fitting = [name for name in people if any(part.startswith(typed) for part in _beginnings(name))]
    offered = [{"text": name, "meant": "", "start": 0} for name in dict.fromkeys(fitting)][:MOST_OFFERED]
    return render(request, "workspace/_completions.html", {"offered": offered})


def _beginnings(name: str) -> list[str]:
    parts = name.casefold().split()
    return [" ".join(parts[place:]) for place in range(len(parts))]
