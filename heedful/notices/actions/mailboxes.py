"""Tell the admins of a brand that a mailbox cannot be read, and that it can again: once each, never a flood."""

from __future__ import annotations

from heedful.events.instant import HOUR
from heedful.events.live import announce
from heedful.events.models import Event
from heedful.notices.actions.telling import TOLD, Listener, is_stale, listener_of, push
from heedful.notices.models import Notice
from heedful.notices.news import DIGEST, PAGE
from heedful.switchboard import kinds as switchboard
from heedful.switchboard.models import Account
from heedful.team.models import Person

NEWS = "mailbox"
AGAIN = 6 * HOUR  # a mailbox that comes and goes is told of once in so long


def tell_of_mailbox(event: Event, *, is_healed: bool) -> list[Notice]:
    """Write a notice for each admin who wants it. Call it inside a transaction; again it does nothing."""
    account = Account.objects.filter(pk=event.details.get("account_id")).first()
    if account is None or is_stale(event):
        return []
    last = _last_by_person(account)
    if is_healed:
        Notice.objects.filter(account=account, cause=switchboard.FAILING, read_at=None).update(read_at=event.at)
    made = Notice.objects.bulk_create(
        [
            _notice(event, to, account)
            for to in _admins(account)
            if _is_news(event, last.get(to.person.pk), is_healed=is_healed)
        ]
    )
    push(made)
    for notice in made:
        announce(TOLD, brand_id=None, conversation_id=None, event_id=0, person_id=notice.person_id)
    return made


def _admins(account: Account) -> list[Listener]:
    rows = Person.objects.filter(
        is_active=True, memberships__brand_id=account.brand_id, memberships__role="admin"
    ).select_related("notice_choices")
    found = (listener_of(person, NEWS) for person in rows.order_by("pk"))
    return [one for one in found if one is not None]


def _last_by_person(account: Account) -> dict[int, Notice]:
    """What each was told last of this mailbox."""
    return {row.person_id: row for row in Notice.objects.filter(account=account).order_by("id")}


def _is_news(event: Event, last: Notice | None, *, is_healed: bool) -> bool:
    """That it works again is news to whoever heard that it did not."""
    if last is not None and last.event_id >= event.pk:
        return False
    if is_healed:
        return last is not None and last.cause == switchboard.FAILING
    return last is None or event.at - last.at >= AGAIN


def _notice(event: Event, to: Listener, account: Account) -> Notice:
    return Notice(
        person=to.person, brand_id=account.brand_id, account=account, news=NEWS, cause=event.kind, event_id=event.pk,
        at=event.at, on_page=PAGE in to.ways, for_mail=DIGEST in to.ways,
    )  # fmt: skip
