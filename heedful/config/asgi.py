"""One ASGI app: the streams by Starlette, everything else by Django in threads."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

django_application = get_wsgi_application()

from starlette.routing import Route, Router  # noqa: E402
from starlette.types import Message, Receive, Scope, Send  # noqa: E402

from heedful.workspace.streams import live  # noqa: E402

THREADS = 8
_in_threads = WSGIMiddleware(django_application, workers=THREADS)  # type: ignore[arg-type]


async def django_in_threads(scope: Scope, receive: Receive, send: Send) -> None:
    """Django behind a2wsgi, which asks for coroutines where granian gives plain awaitables."""

    async def received() -> Message:
        return await receive()

    await _in_threads(scope, received, send)  # type: ignore[arg-type]


application = Router(routes=[Route("/live", live)], redirect_slashes=False, default=django_in_threads)
