"""Figures that lie in the database, counted when somebody asks: what waits, how old it is, how the mailboxes fare."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import Error as DatabaseTrouble
from django.db import connection
from django.db.models import Count, Min
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from heedful.config.watch.pulse import pulse
from heedful.events.instant import SECOND, now
from heedful.events.models import Event, Follow
from heedful.interactions.models import Interaction
from heedful.switchboard.models import Account, Delivery, RawMessage

log = logging.getLogger(__name__)


class Queues(Collector):
    """Every count stands on a partial index, so that a scrape costs the same on a million mails."""

    def collect(self) -> Iterator[Metric]:
        threads = GaugeMetricFamily("heedful_thread_well", "Background threads of this process", labels=["thread"])
        for name, words in pulse.feel().items():
            threads.add_metric([name], float(not words))
        yield threads
        try:
            found = [_raw(), _deliveries(), _reactions(), *_events(), *_mailboxes(), *_unanswered()]
        except DatabaseTrouble as error:
            log.warning("figures cannot be read from the database: %s", type(error).__name__)
            found = []
        finally:
            connection.close()
        yield GaugeMetricFamily("heedful_database_up", "Whether the database answered", value=float(bool(found)))
        yield from found

    def describe(self) -> list[Metric]:
        """Nothing beforehand: asking would need the database while the program starts."""
        return []


def _raw() -> Metric:
    metric = GaugeMetricFamily("heedful_raw_messages", "Mail that is kept and not yet in the record", labels=["state"])
    metric.add_metric(["waiting"], RawMessage.objects.filter(state=RawMessage.State.KEPT).count())
    metric.add_metric(["set_aside"], RawMessage.objects.filter(state=RawMessage.State.SET_ASIDE).count())
    return metric


def _deliveries() -> Metric:
    metric = GaugeMetricFamily("heedful_deliveries", "Messages on their way out", labels=["state"])
    queued = Delivery.objects.filter(state=Delivery.State.QUEUED)
    metric.add_metric(["due"], queued.filter(send_at__lte=now()).count())
    metric.add_metric(["later"], queued.filter(send_at__gt=now()).count())
    metric.add_metric(["sending"], Delivery.objects.filter(state=Delivery.State.SENDING).count())
    return metric


def _reactions() -> Metric:
    metric = GaugeMetricFamily("heedful_reactions", "Reactions that did not succeed at once", labels=["state"])
    counted = Follow.objects.exclude(state=Follow.State.DONE).values_list("state").annotate(Count("id"))
    found = dict(counted.order_by())
    for state in (Follow.State.WAITING, Follow.State.PARKED):
        metric.add_metric([str(state)], found.get(state, 0))
    return metric


def _events() -> Iterator[Metric]:
    pending = Event.objects.filter(is_pending=True)
    yield GaugeMetricFamily("heedful_events_pending", "Events that nobody has reacted to yet", value=pending.count())
    oldest = pending.order_by("id").values_list("at", flat=True).first()
    words = "Age of the oldest event that nobody has reacted to yet"
    yield GaugeMetricFamily("heedful_event_lag_seconds", words, value=_age(oldest))


def _mailboxes() -> Iterator[Metric]:
    well = GaugeMetricFamily("heedful_mailbox_well", "Whether a mailbox can be read, by its number", labels=["mailbox"])
    since = GaugeMetricFamily("heedful_mailbox_state_seconds", "Since when it has been so", labels=["mailbox", "state"])
    rows = Account.objects.filter(channel="email").values_list("pk", "state", "state_at", "created_at")
    for ident, state, state_at, created_at in rows.order_by("pk"):
        if state != Account.State.PAUSED:
            well.add_metric([str(ident)], float(state != Account.State.FAILING))
        since.add_metric([str(ident), state], _age(state_at or created_at))
    yield from (well, since)


def _unanswered() -> Iterator[Metric]:
    count = GaugeMetricFamily("heedful_unanswered", "Inbound messages that wait for an answer", labels=["brand"])
    oldest = GaugeMetricFamily("heedful_unanswered_oldest_seconds", "Age of the oldest of them", labels=["brand"])
    waiting = Interaction.objects.filter(needs_answer=True, settled_at=None)
    rows = waiting.values_list("brand__slug").annotate(Count("id"), Min("happened_at")).order_by("brand__slug")
    for slug, number, first in rows:
        count.add_metric([slug], number)
        oldest.add_metric([slug], _age(first))
    yield from (count, oldest)


def _age(instant: int | None) -> float:
    return 0.0 if instant is None else max(0.0, (now() - instant) / SECOND)
