"""Let a browser show notices while the desk is closed, or no longer."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from django.db import transaction
from django.utils.translation import gettext as _

from heedful.events.actions import Subject, record
from heedful.events.instant import now
from heedful.notices import kinds
from heedful.notices.models import Browser, Push
from heedful.notices.push.endpoint import is_endpoint
from heedful.switchboard.sealing import seal
from heedful.team.refusal import Refused
from heedful.team.viewer import NotHere, Viewer

MOST = 20


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser says: where it is reached, and keys for what only it can open. `name` is for people."""

    endpoint: str
    p256dh: str
    auth: str
    name: str = ""


def add_browser(*, viewer: Viewer, subscription: Subscription) -> Browser:
    """Again for the same browser renews it. Whoever uses it now gets the notices there, nobody before them."""
    _check(subscription)
    mark = mark_of(subscription.endpoint)
    fields = {
        "person_id": viewer.person_id,
        "endpoint": subscription.endpoint,
        "p256dh": subscription.p256dh.rstrip("="),
        "sealed_auth": seal(subscription.auth.rstrip("=")),
        "name": " ".join(subscription.name.split())[:80],
        "created_at": now(),
    }
    with transaction.atomic():
        others = Browser.objects.filter(person_id=viewer.person_id).exclude(mark=mark)
        if others.count() >= MOST:
            raise Refused(_("Twenty browsers show your notices already. Remove one that you no longer use."))
        Push.objects.filter(browser__mark=mark).exclude(browser__person_id=viewer.person_id).delete()
        row, is_new = Browser.objects.update_or_create(mark=mark, defaults=fields)
        if is_new:
            record(kinds.BROWSER_ADDED, Subject(), person_id=viewer.person_id, browser=row.name)
    return row


def remove_browser(*, viewer: Viewer, browser_id: int) -> Browser:
    """One's own. It may still hold its subscription; nothing is sent there any more."""
    with transaction.atomic():
        row = Browser.objects.filter(pk=browser_id, person_id=viewer.person_id).first()
        if row is None:
            raise NotHere
        record(kinds.BROWSER_REMOVED, Subject(), person_id=viewer.person_id, browser=row.name)
        row.delete()
    return row


def mark_of(endpoint: str) -> str:
    """What tells one browser from another."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def _check(subscription: Subscription) -> None:
    if not is_endpoint(subscription.endpoint):
        raise Refused(_("This browser names a push service that cannot be used: only https to a public address can."))
    point, secret = _bytes(subscription.p256dh), _bytes(subscription.auth)
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
    except ValueError as error:
        raise Refused(_("The keys that this browser sent cannot be used.")) from error
    if len(point) != 65 or len(secret) != 16:
        raise Refused(_("The keys that this browser sent cannot be used."))


def _bytes(text: str) -> bytes:
    if len(text) > 100:
        return b""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
