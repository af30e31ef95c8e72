"""Who gets a reply unless the writer says otherwise: reply to all, without robots, ourselves and doubles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from heedful.channels.email.recipients import is_unattended
from heedful.channels.message import Party
from heedful.customers.models import Address
from heedful.interactions.models import Interaction
from heedful.interactions.queries import Talk
from heedful.replies.heading import Heading, once_each
from heedful.switchboard.senders import is_one_of, our_addresses
from heedful.team.models import Membership

LOOKED_AT = 20  # messages, newest first
UNPROVEN = {"auth_failed", "malformed", "sender_not_participant"}


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual recipients, and an address that the sender asked answers to but that nothing vouches for."""

    heading: Heading
    doubtful: str = ""


def usual_for(talk: Talk) -> Usual:
    """As in the newest message that the customer can have seen; what was only passed on to others counts for nobody."""
    rows: list[dict[str, Any]] = [
        dict(row)
        for row in Interaction.objects.filter(
            conversation_id=talk.id, channel="email", withdrawn_at=None, is_automatic=False
        )
        .exclude(direction="internal")
        .order_by("-sort_key")
        .values("direction", "author_address", "author_name", "extra", "flags")[:LOOKED_AT]
    ]
    asked = _asked_aside(rows)
    rows = [row for row in rows if not UNPROVEN.intersection(row["flags"]) and "forwarded_to" not in row["extra"]]
    newest = next((row for row in rows if _is_common(row, asked)), None)
    if newest is None:
        return Usual(Heading(_known(talk)))
    if newest["direction"] == "out":
        return Usual(_as_before(talk, newest["extra"]))
    return _to_all(talk, newest, rows)


def _known(talk: Talk) -> tuple[Party, ...]:
    return (Party(talk.reply_to, talk.customer_name),) if talk.reply_to else ()


def _asked_aside(rows: list[dict[str, Any]]) -> set[str]:
    """Those whom we asked on the quiet: they must not read what the customer writes, nor the customer what they do."""
    aside = {one for row in rows for line in ("forwarded_to", "bcc") for one in row["extra"].get(line, ())}
    openly = {one for row in rows for line in ("to", "cc") for one in row["extra"].get(line, ())}
    return aside - openly


def _is_common(row: dict[str, Any], asked: set[str]) -> bool:
    """A message that the customer can have seen."""
    if row["direction"] == "out":
        return bool(row["extra"].get("to"))
    return bool(row["author_address"]) and row["author_address"] not in asked


def _as_before(talk: Talk, extra: dict[str, Any]) -> Heading:
    """Two of ours in a row: the second goes where the first went."""
    to, cc, _ = once_each(map(Party, extra["to"]), map(Party, extra.get("cc", ())))
    return Heading(_named(to, talk), cc)


def _to_all(talk: Talk, row: dict[str, Any], rows: list[dict[str, Any]]) -> Usual:
    extra = row["extra"]
    copied = [*extra.get("to", ()), *extra.get("cc", ())]
    writers = {one["author_address"] for one in rows if one["direction"] == "in"}
    alone = not copied and not extra.get("from") and len(writers) == 1
    own = {row["author_address"]} if alone else _addresses_of(talk)
    answer_to, doubtful = _answer_address(row, own)
    to: tuple[Party, ...] = (Party(answer_to, row["author_name"] or (talk.customer_name if answer_to in own else "")),)
    others = [one for one in copied if one not in {row["author_address"], extra.get("from")}]
    if answer_to not in own and not own.intersection(others):
        # Somebody whom the customer had copied answered: the customer goes on reading along.
        wrote_from = (other["author_address"] for other in rows if other["author_address"] in own)
        others = [*[one for one in [next(wrote_from, "")] if one], *others]
    to, cc, _ = once_each(to, map(Party, _worth_writing_to(talk, others)))
    return Usual(Heading(to, cc), doubtful)


def _answer_address(row: dict[str, Any], own: set[str]) -> tuple[str, str]:
    """Reply-To is followed when it stays in the sender's house, is known to be theirs, or the sender is a robot."""
    wanted, came_from = row["author_address"], row["extra"].get("from", "")
    if not came_from or wanted == came_from or wanted in own or is_unattended(came_from):
        return wanted, ""
    if "contact_form" in row["flags"] or _same_house(wanted, came_from):
        return wanted, ""
    return came_from, wanted


def _same_house(one: str, other: str) -> bool:
    first, second = (f".{address.rpartition('@')[2]}" for address in (one, other))
    return first.endswith(second) or second.endswith(first)


def _addresses_of(talk: Talk) -> set[str]:
    rows = Address.objects.filter(customer_id=talk.customer_id, channel="email").values_list("value", flat=True)
    return set(rows)


def _worth_writing_to(talk: Talk, addresses: Iterable[str]) -> list[str]:
    """Not ourselves, nor colleagues (they read it here), nor machines."""
    wanted = [one for one in addresses if "@" in one and not is_unattended(one)]
    if not wanted:
        return []
    ours = our_addresses()
    staff = Membership.objects.filter(brand_id=talk.brand_id, person__is_active=True, person__email__in=wanted)
    colleagues = set(staff.values_list("person__email", flat=True))
    return [one for one in wanted if one not in colleagues and not is_one_of(one, ours)]


def _named(parties: tuple[Party, ...], talk: Talk) -> tuple[Party, ...]:
    return tuple(Party(one.address, talk.customer_name) if one.address == talk.reply_to else one for one in parties)
