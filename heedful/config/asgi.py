"""One ASGI app: the streams by Starlette, everything else by Django in threads."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from starlette.middleware import Middleware  # noqa: E402
from starlette.routing import Route, Router  # noqa: E402
from starlette.types import ASGIApp, Message, Receive, Scope, Send  # noqa: E402

from heedful.config.watch.figures import STREAMS  # noqa: E402
from heedful.config.watch.probes import PROBES  # noqa: E402
from heedful.workspace.streams import live  # noqa: E402

THREADS = 8
_in_threads = WSGIMiddleware(django_application, workers=THREADS)  # type: ignore[arg-type]


async def django_in_threads(scope: Scope, receive: Receive, send: Send) -> None:
    """Django behind a2wsgi, which asks for coroutines where granian gives plain awaitables."""

    async def received() -> Message:
        return await receive()

    await _in_threads(scope, received, send)  # type: ignore[arg-type]


class Counted:
    """A stream that is counted for as long as it is open."""

    def __init__(self, stream: ASGIApp) -> None:
        self._stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with STREAMS.track_inprogress():
            await self._stream(scope, receive, send)


ROUTES = [*PROBES, Route("/live", live, middleware=[Middleware(Counted)])]
application = Router(routes=ROUTES, redirect_slashes=False, default=django_in_threads)
