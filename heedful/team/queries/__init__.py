"""Who is here, and what they changed."""

from heedful.team.queries.audit import AuditLine, audit
from heedful.team.queries.colleagues import (
    BrandRow,
    InvitationRow,
    PersonRow,
    TeamRow,
    brands,
    colleagues,
    open_invitations,
    people,
    teams,
)

__all__ = [
    "AuditLine",
    "BrandRow",
    "InvitationRow",
    "PersonRow",
    "TeamRow",
    "audit",
    "brands",
    "colleagues",
    "open_invitations",
    "people",
    "teams",
]
