"""Lay out the desk of the last day: drafts half-written, one mail that nobody could read, what has been seen."""

from __future__ import annotations

from random import Random

from django.db import transaction

from heedful.demo.performance import Performance
from heedful.demo.sorting import keep_order
from heedful.demo.stage import Stage
from heedful.demo.twins import leave_twins
from heedful.events.dispatch import Table, dispatch
from heedful.events.instant import HOUR, MINUTE, as_if_at, to_datetime
from heedful.interactions.actions import mark_read
from heedful.interactions.models import Conversation
from heedful.replies.actions import change_signature, save_draft
from heedful.switchboard.receive import MAX_ATTEMPTS, keep, receive

# A report about a mail that never was ours: somebody forged our address.
BACKSCATTER = """\
From: Mail Delivery System <mailer-daemon@relay.northgate.example>
To: {to}
Subject: Undeliverable: Your parcel is waiting
Date: {date}
Message-ID: <{number}@relay.northgate.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_report"

--=_report
Content-Type: text/plain; charset=utf-8

This is the mail system at relay.northgate.example. Your message could not be
delivered to one recipient. The address does not exist.

--=_report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.northgate.example

Final-Recipient: rfc822; b.hartnett@northgate.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user here

--=_report
Content-Type: text/rfc822-headers

From: {to}
To: b.hartnett@northgate.example
Subject: Your parcel is waiting
Message-ID: <offer-{number}@bulk.parcelwaits.example>

--=_report--
"""


SIGNATURE = "**{{brand}}**\n[{{address}}](mailto:{{address}})"


def lay_out(stage: Stage, performances: list[Performance], until: int, table: Table, chance: Random) -> None:
    """All at the last moment, in one transaction."""
    with transaction.atomic(), as_if_at(until):
        for performance in performances:
            if performance.telling.state == "drafted":
                _leave_half_written(performance, chance)
        _set_one_aside(stage, until)
        _read_what_is_old(stage, until, chance)
        _sign(stage)
        leave_twins(stage, until)
        keep_order(stage, performances, until, chance)
        while dispatch(table):
            pass


def _sign(stage: Stage) -> None:
    """From now on the brand's name and address stand under every mail."""
    viewers = [stage.viewer(person.first) for person in stage.firm.staff]
    for account in stage.accounts.values():
        admin = next((viewer for viewer in viewers if viewer.can("admin", account.brand_id)), None)
        if admin is not None:
            change_signature(viewer=admin, brand_id=account.brand_id, text=SIGNATURE, is_own=False)


def _leave_half_written(performance: Performance, chance: Random) -> None:
    """The first half of the answer, cut in the middle of a sentence, as when the doorbell rings."""
    words = performance.text(1).split(" ")
    text = " ".join(words[: max(3, int(len(words) * chance.uniform(0.35, 0.6)))])
    viewer = performance.stage.viewer(performance.parts.authors[1])
    performance.hand_over(performance.parts.authors[1])
    save_draft(viewer=viewer, conversation_id=performance.conversation_id, kind="reply", text=text)


def _set_one_aside(stage: Stage, until: int) -> None:
    account = next(iter(stage.accounts.values()))
    arrived = until - 5 * HOUR - 12 * MINUTE
    date = f"{to_datetime(arrived):%a, %d %b %Y %H:%M:%S} +0000"
    raw = BACKSCATTER.format(to=account.address, date=date, number=arrived // HOUR).replace("\n", "\r\n")
    row = keep(
        account=account, raw=raw.encode(), external_id=f"backscatter-{arrived}", door="file", received_at=arrived
    )
    for _ in range(MAX_ATTEMPTS):
        receive(row.pk)


def _read_what_is_old(stage: Stage, until: int, chance: Random) -> None:
    """Everybody has read what is older than an hour or two, mostly."""
    rows = Conversation.objects.filter(state=Conversation.State.OPEN, last_inbound_at__lt=until - HOUR)
    for row in rows.order_by("id"):
        for person in stage.firm.staff:
            viewer = stage.viewer(person.first)
            if viewer.may_see(row.brand_id) and chance.random() < 0.7:
                mark_read(viewer=viewer, conversation_id=row.pk)
