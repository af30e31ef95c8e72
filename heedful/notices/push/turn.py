"""Sends what is on its way to browsers; one that is gone is forgotten, a silent service is tried again for a while."""

from __future__ import annotations

import logging

from heedful.events.instant import HOUR, MINUTE, SECOND, now
from heedful.notices.models import Choices, Push
from heedful.notices.push.key import private_key
from heedful.notices.push.parcel import parcel_of
from heedful.notices.push.wire import Answer, Refused, Unreachable, Wire
from heedful.team.queries.reader import language_of_reader
from heedful.team.viewer import viewer_of
from heedful.ui.languages import speaking

log = logging.getLogger(__name__)
BATCH = 20
LEASE = 2 * MINUTE  # whoever dies on the way leaves it to others after this
BACK_OFF = (10 * SECOND, MINUTE, 10 * MINUTE, HOUR)
LONGEST_WAIT = HOUR
WORTH = 6 * HOUR  # what is older is found behind the bell
GONE = {404, 410}
_WIRE = Wire()


def send_pushes(wire: Wire = _WIRE) -> int:
    """One batch; how many were taken up."""
    due = Push.objects.filter(next_try_at__lte=now()).order_by("next_try_at", "id")
    rows = list(due.select_related("notice", "browser__person")[:BATCH])
    for row in rows:
        ours = Push.objects.filter(pk=row.pk, attempts=row.attempts)
        if ours.update(attempts=row.attempts + 1, next_try_at=now() + LEASE) == 1:
            row.attempts += 1
            _finish(row, _attempt(row, wire))
    return len(rows)


def seconds_to_next_push() -> float | None:
    """How long until one is due; None when nothing is on its way."""
    first = Push.objects.order_by("next_try_at").values_list("next_try_at", flat=True).first()
    return None if first is None else max(0.0, (first - now()) / SECOND)


def _attempt(row: Push, wire: Wire) -> Answer | None:
    """What the service said, 0 for silence; None when there is nothing to send any more, or no way to."""
    if not _is_worth_it(row):
        return None
    try:
        with speaking(language_of_reader(row.browser.person)):
            parcel = parcel_of(row.notice, row.browser, private_key())
        return wire.post(row.browser.endpoint, parcel.headers, parcel.body)
    except Unreachable:
        return Answer(0)
    except Refused:
        log.warning("a browser's address is not one of a push service; it is forgotten")
        return Answer(410)
    except Exception as error:  # noqa: BLE001 (whatever is wrong with one browser's keys must not hold up the others)
        log.warning("a notice could not be sealed for a browser: %s", type(error).__name__)
        return None


def _is_worth_it(row: Push) -> bool:
    """Unread, fresh, its reader still allowed to see it and not in their quiet hours."""
    notice, person = row.notice, row.browser.person
    if notice.read_at is not None or notice.at < now() - WORTH or notice.person_id != person.pk:
        return False
    chosen = Choices.objects.filter(person=person).first()
    is_quiet = chosen is not None and chosen.quiet().is_at(now())
    return not is_quiet and viewer_of(person).may_see(notice.brand_id)


def _finish(row: Push, answer: Answer | None) -> None:
    if answer is not None and answer.status in GONE:
        row.browser.delete()
    elif answer is not None and _comes_again(answer) and row.attempts <= len(BACK_OFF):
        wait = max(BACK_OFF[row.attempts - 1], min((answer.retry_after or 0) * SECOND, LONGEST_WAIT))
        Push.objects.filter(pk=row.pk).update(next_try_at=now() + wait)
    else:
        if answer is not None and answer.status >= 300:
            log.warning("a push service refused a notice: %s", answer.status)
        Push.objects.filter(pk=row.pk).delete()


def _comes_again(answer: Answer) -> bool:
    return answer.status in {0, 408, 425, 429} or answer.status >= 500
