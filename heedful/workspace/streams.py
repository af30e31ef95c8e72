"""The live stream of a signed-in desk: ids of what changed in the viewer's brands, never content."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from heedful.events.live import CLOSING, Listener, Note, hub
from heedful.team.viewer import Viewer, viewer_of

PING_SECONDS = 15
CHECK_SECONDS = 60
QUEUE = 500
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff"}


async def live(request: Request) -> Response:
    """Server-sent events for one screen. Access is checked before the stream and again each minute."""
    key = request.cookies.get(settings.SESSION_COOKIE_NAME, "")
    viewer = await run_in_threadpool(viewer_behind, key)
    if viewer is None:
        return PlainTextResponse("Sign in first.", status_code=401)
    return StreamingResponse(_notes(key, viewer), media_type="text/event-stream", headers=HEADERS)


def viewer_behind(session_key: str) -> Viewer | None:
    """Who holds this session; None when it has ended."""
    if not session_key:
        return None
    try:
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
        person = get_user(request)
        return viewer_of(person) if person.is_authenticated and person.is_active else None
    finally:
        connection.close()


async def _notes(key: str, viewer: Viewer) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[Note] = asyncio.Queue(QUEUE)
    forget = hub.subscribe(_into(queue, loop))
    checked = loop.time()
    seen_by: Viewer | None = viewer
    try:
        yield "retry: 2000\nevent: hello\ndata: {}\n\n"
        while seen_by is not None:
            note = await _next(queue)
            if note is not None and note.kind == CLOSING:
                return
            if loop.time() - checked > CHECK_SECONDS:
                checked, seen_by = loop.time(), await run_in_threadpool(viewer_behind, key)
            yield _told(note, seen_by)
        yield "event: ended\ndata: {}\n\n"
    finally:
        forget()


def _told(note: Note | None, viewer: Viewer | None) -> str:
    """One note for one screen; nothing of other brands, and a sign of life when there is no note."""
    if note is None:
        return "event: ping\ndata: {}\n\n"
    if viewer is None or not _is_for(note, viewer):
        return ""
    return f"event: change\nid: {note.event_id}\ndata: {json.dumps(asdict(note))}\n\n"


def _is_for(note: Note, viewer: Viewer) -> bool:
    """A note to one person is nobody else's; the others belong to a brand."""
    return note.person_id == viewer.person_id if note.person_id is not None else viewer.may_see(note.brand_id)


def _into(queue: asyncio.Queue[Note], loop: asyncio.AbstractEventLoop) -> Listener:
    def hear(note: Note) -> None:
        loop.call_soon_threadsafe(_offer, queue, note)

    return hear


async def _next(queue: asyncio.Queue[Note]) -> Note | None:
    """The next note, or None when it is time for a sign of life."""
    try:
        return await asyncio.wait_for(queue.get(), PING_SECONDS)
    except TimeoutError:
        return None


def _offer(queue: asyncio.Queue[Note], note: Note) -> None:
    """A screen too slow to follow loses notes; the next one it reads makes it look again anyway."""
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(note)
