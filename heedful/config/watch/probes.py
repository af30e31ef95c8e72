"""`/healthz`, `/readyz` and `/metrics`, asked by machines: no sign-in, no host name, not through Django's threads."""

from __future__ import annotations

import asyncio
import hmac
import time

from django.conf import settings
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from heedful.config.watch.figures import written_down
from heedful.config.watch.readiness import Part, examine

FRESH_SECONDS = 1.0
PATIENCE = 4.0  # probes give up after five seconds or so; an answer that says why is better than none
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Readiness:
    """Looks at most once a second, however often it is asked, and never twice at the same time."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._looked = -FRESH_SECONDS
        self._looking: asyncio.Task[list[Part]] | None = None

    async def now(self) -> list[Part]:
        if time.monotonic() - self._looked < FRESH_SECONDS:
            return self._parts
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(run_in_threadpool(examine))
        await asyncio.wait({self._looking}, timeout=PATIENCE)
        if not self._looking.done():
            return [Part("database", "does not answer in time")]
        self._parts, self._looked = self._looking.result(), time.monotonic()
        return self._parts


_readiness = Readiness()


async def healthz(request: Request) -> Response:
    """The process lives and answers. Restart it when this stays silent."""
    return PlainTextResponse("well\n", headers=HEADERS)


async def readyz(request: Request) -> Response:
    """Whether work can be sent here; 503 with what is not ready otherwise."""
    parts = await _readiness.now()
    told = {"ready": all(part.is_well for part in parts), "parts": {part.name: part.words or "well" for part in parts}}
    return JSONResponse(told, status_code=200 if told["ready"] else 503, headers=HEADERS)


async def metrics(request: Request) -> Response:
    """Figures for Prometheus. Without a token in the settings there is no such page."""
    wanted = settings.ENVIRONMENT.metrics_token
    if not wanted:
        return PlainTextResponse("Not found.\n", status_code=404, headers=HEADERS)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(token.strip().encode(), wanted.encode()):
        refused = {**HEADERS, "WWW-Authenticate": "Bearer"}
        return PlainTextResponse("A token is needed.\n", status_code=401, headers=refused)
    return Response(await run_in_threadpool(written_down), headers=HEADERS, media_type=CONTENT_TYPE_LATEST)


PROBES = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
