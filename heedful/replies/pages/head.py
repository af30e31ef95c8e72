"""The head of a composer: who gets the mail, who it is from, what stands under it, which files go along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heedful.channels.email.markup import to_html
from heedful.channels.email.recipients import write_recipients
from heedful.channels.message import Party
from heedful.customers.models import Address
from heedful.interactions.models import Interaction
from heedful.interactions.queries import Talk
from heedful.replies.actions.files import MEGABYTE, MOST_BYTES, MOST_FILES, scan_states
from heedful.replies.heading import FIELDS, Heading, heading_of
from heedful.replies.models import Draft, DraftFile
from heedful.replies.originals import original_of
from heedful.replies.recipients import usual_for
from heedful.replies.signatures import signature_for
from heedful.switchboard.senders import Sender, senders
from heedful.team.viewer import Viewer

MOST_LOOKED_UP = 100


@dataclass(frozen=True, slots=True)
class Head:
    """Everything above and below the words of a mail. `bounced` says which addresses send mail back, and why."""

    heading: Heading
    doubtful: str = ""
    senders: tuple[Sender, ...] = ()
    bounced: dict[str, str] = field(default_factory=dict)
    signature: str = ""
    files: tuple[DraftFile, ...] = ()
    scans: dict[str, str] = field(default_factory=dict)
    original: Interaction | None = None
    known: tuple[str, ...] = ()

    most_files = MOST_FILES
    most_bytes = MOST_BYTES
    most_megabytes = MOST_BYTES // MEGABYTE

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(name of the field, its word, its text)."""
        words = {"to": _("To"), "cc": _("Cc"), "bcc": _("Bcc")}
        return [(name, words[name], write_recipients(getattr(self.heading, name))) for name in FIELDS]

    def chips(self, name: str) -> list[dict[str, str]]:
        """One line for the script."""
        parties: tuple[Party, ...] = getattr(self.heading, name)
        return [
            {"address": party.address, "name": party.name, "bounced": self.bounced.get(party.address, "")}
            for party in parties
        ]

    @property
    def summary(self) -> str:
        """Who gets it, in a few words."""
        return summary_of(self.heading)

    @property
    def signature_html(self) -> str:
        return to_html(self.signature) if self.signature else ""


def head_of(viewer: Viewer, talk: Talk, draft: Draft | None, kind: str) -> Head:
    """For replies and forwards by mail."""
    chosen = heading_of(draft.head) if draft else None
    usual = usual_for(talk) if chosen is None else None
    heading = chosen or (usual.heading if usual else Heading())
    known, bounced = _looked_up(talk, heading)
    files = tuple(draft.files.order_by("id")) if draft else ()
    return Head(
        heading=heading,
        doubtful=usual.doubtful if usual else "",
        senders=tuple(senders(talk.brand_id)),
        bounced=bounced,
        signature=signature_for(viewer, talk, heading),
        files=files,
        scans=scan_states(list(files)),
        known=known,
        original=original_of(viewer, talk.id, heading.original_id) if kind == Draft.Kind.FORWARD else None,
    )


def _looked_up(talk: Talk, heading: Heading) -> tuple[tuple[str, ...], dict[str, str]]:
    """What may be wanted under To or Cc (the customer's addresses, those in the mail), and which send mail back."""
    named = [party.address for party in heading.everybody]
    theirs = Q(customer_id=talk.customer_id) | Q(value__in=named)
    rows = Address.objects.filter(theirs, brand_id=talk.brand_id, channel="email").order_by("id")[:MOST_LOOKED_UP]
    bounced = {row.value: row.bounce_reason for row in rows if row.bounced_at is not None}
    known = [row.value for row in rows if row.customer_id == talk.customer_id and row.bounced_at is None]
    return tuple(dict.fromkeys([*known, *named])), {one: why for one, why in bounced.items() if one in named}


def bounced_among(brand_id: int, parties: Iterable[Party]) -> dict[str, str]:
    """Which of them have sent our mail back, and why."""
    addresses = [party.address for party in parties]
    if not addresses:
        return {}
    rows = Address.objects.filter(brand_id=brand_id, channel="email", value__in=addresses, bounced_at__isnull=False)
    return dict(rows.values_list("value", "bounce_reason"))


def summary_of(heading: Heading) -> str:
    """`Ida Berg, cc Bo, 2 blind copies, from orders@shop.example`."""
    parts = [_few(heading.to)] if heading.to else [_("nobody yet")]
    if heading.cc:
        parts.append(_("cc %(who)s") % {"who": _few(heading.cc)})
    if count := len(heading.bcc):
        parts.append(ngettext("%(n)d blind copy", "%(n)d blind copies", count) % {"n": count})
    if heading.sender:
        parts.append(_("from %(address)s") % {"address": heading.sender})
    return ", ".join(parts)


def _few(parties: tuple[Party, ...]) -> str:
    """Two names, and how many more."""
    shown = ", ".join(party.name or party.address for party in parties[:2])
    more = len(parties) - 2
    return _("%(names)s and %(n)d more") % {"names": shown, "n": more} if more > 0 else shown
