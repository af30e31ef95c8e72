"""The views of the inbox: what each one holds, as rows and, for counting all of them in one statement, as SQL."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from heedful.interactions.models import Conversation, Follower, Mention
from heedful.team.models import Team
from heedful.team.viewer import Viewer

VIEWS = ("mine", "unassigned", "waiting", "team", "mentions", "following", "snoozed", "all", "resolved")
OLDEST_FIRST = {"waiting": "waiting_since", "snoozed": "snoozed_until"}

# An expression is no use to an index: the teams then lead to their rows, not the brand to all of its own.
BRAND = {"team": "brand_id + 0"}
AT_HAND = "state = 'open' AND snoozed_until IS NULL"
MY_TEAMS = "SELECT team_id FROM team_team_people WHERE person_id = %s"
FOLLOWED = "SELECT conversation_id FROM interactions_follower WHERE person_id = %s"
MENTIONED = (
    "SELECT i.conversation_id FROM interactions_mention m "
    "JOIN interactions_interaction i ON i.id = m.interaction_id WHERE m.person_id = %s"
)


def conditions(viewer: Viewer) -> dict[str, tuple[str, list[int]]]:
    """The views as SQL; constants only, values apart."""
    me = [viewer.person_id]
    return {
        "mine": (f"{AT_HAND} AND assignee_id = %s", me),
        "unassigned": (f"{AT_HAND} AND assignee_id IS NULL", []),
        "waiting": (f"{AT_HAND} AND waiting_since IS NOT NULL", []),
        "team": (f"{AT_HAND} AND team_id IN ({MY_TEAMS})", me),
        "mentions": (f"state = 'open' AND id IN ({MENTIONED})", me),
        "following": (f"state = 'open' AND id IN ({FOLLOWED})", me),
        "snoozed": ("snoozed_until IS NOT NULL", []),
        "all": ("state <> 'merged'", []),
        "resolved": ("state = 'resolved'", []),
    }


def scope(viewer: Viewer, view: str) -> QuerySet[Conversation]:
    """The same views as rows. Snoozed ones are out of sight where one looks for work; the radar sees them."""
    rows = Conversation.objects.all()
    me = viewer.person_id
    at_hand = Q(state="open", snoozed_until=None)
    scopes = {
        "mine": lambda: rows.filter(at_hand, assignee_id=me),
        "unassigned": lambda: rows.filter(at_hand, assignee_id=None),
        "waiting": lambda: rows.filter(at_hand, waiting_since__isnull=False),
        "team": lambda: rows.filter(
            at_hand, team__in=Team.people.through.objects.filter(person_id=me).values("team_id")
        ),
        "mentions": lambda: rows.filter(
            pk__in=Mention.objects.filter(person_id=me).values("interaction__conversation_id"), state="open"
        ),
        "following": lambda: rows.filter(
            pk__in=Follower.objects.filter(person_id=me).values("conversation_id"), state="open"
        ),
        "snoozed": lambda: rows.filter(snoozed_until__isnull=False),
        "all": lambda: rows.exclude(state="merged"),
        "resolved": lambda: rows.filter(state="resolved"),
    }
    return scopes[view]()
