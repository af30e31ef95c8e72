"""What Prometheus is told about this process: requests, open screens, what happened. Ids and kinds, never people."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest

from heedful import __version__
from heedful.config.watch.queues import Queues
from heedful.events.live import CLOSING, Note, hub

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
REGISTRY = CollectorRegistry()

ProcessCollector(registry=REGISTRY)
REGISTRY.register(Queues())
REQUESTS = Histogram(
    "heedful_request_seconds", "How long pages took, by their name, never by their address",
    ["page", "method", "status"], buckets=BUCKETS, registry=REGISTRY,
)  # fmt: skip
STREAMS = Gauge("heedful_live_streams", "Screens that are listening for changes", registry=REGISTRY)
EVENTS = Counter("heedful_events", "What happened since this process started, by kind", ["kind"], registry=REGISTRY)
Info("heedful", "The version that runs", registry=REGISTRY).info({"version": __version__})


def written_down() -> bytes:
    """All figures, in the text form that Prometheus reads."""
    return generate_latest(REGISTRY)


def _count(note: Note) -> None:
    if note.kind != CLOSING:
        EVENTS.labels(note.kind).inc()


hub.subscribe(_count)
