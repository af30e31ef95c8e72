"""Prepare to read one account's mail: who we are, whom we trust, and the files put into the blob store."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings

from heedful.blobs.store import put_blob
from heedful.channels.email.inbound import read as read_mail
from heedful.channels.email.reader import Reader
from heedful.channels.message import Inbound
from heedful.interactions.actions.attachments import Kept
from heedful.switchboard.models import Account
from heedful.switchboard.public_providers import is_public
from heedful.switchboard.senders import our_addresses
from heedful.team.models import Membership


@dataclass(frozen=True, slots=True)
class Read:
    """One raw message, understood; its files are already safe."""

    inbound: Inbound
    kept: tuple[Kept, ...]


KNOWN_FOR = 5.0  # seconds: mail that comes one by one need not ask again who works here
_known: dict[tuple[int, int, str], tuple[float, Reader]] = {}


def reader_of(account: Account) -> Reader:
    """What the wire must know about us, remembered for a few seconds."""
    key = (account.pk, account.created_at, str(account.settings.get("authserv_ids")))
    until, reader = _known.get(key, (0.0, None))
    if reader is None or time.monotonic() > until:
        reader = _look_up(account)
        _known[key] = (time.monotonic() + KNOWN_FOR, reader)
    return reader


def _look_up(account: Account) -> Reader:
    own = our_addresses()
    staff = Membership.objects.filter(brand_id=account.brand_id, person__is_active=True)
    domains = frozenset(address.rpartition("@")[2] for address in own)
    return Reader(
        own_addresses=own,
        own_domains=frozenset(domain for domain in [account.address.rpartition("@")[2]] if not is_public(domain)),
        staff_addresses=frozenset(mail.lower() for mail in staff.values_list("person__email", flat=True)),
        trusted_authserv_ids=frozenset(account.settings.get("authserv_ids", ())),
        key=signing_key(),
        own_message_id_domains=domains,
    )


def read(raw: bytes, reader: Reader) -> Read:
    """Read one mail and keep its attachments."""
    inbound = read_mail(raw, reader)
    kept = tuple(
        Kept(file.name, file.content_type, file.size, put_blob(file.content), file.content_id, file.inline, file.source)
        for file in inbound.attachments
    )
    return Read(inbound, kept)


def signing_key() -> bytes:
    """Signs reply addresses."""
    return str(settings.SIGNING_KEY).encode()
