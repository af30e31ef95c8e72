"""The form of a log line. What an exception says is left out: databases quote rows in it. Words of the system stay."""

from __future__ import annotations

import logging
import os
import traceback
from contextvars import ContextVar
from typing import Any

from django.conf import settings

from heedful.config.watch.masking import masked

ABOUT_THE_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_CANTOPEN")
REQUEST: ContextVar[str] = ContextVar("heedful_request", default="")


class Discreet(logging.Formatter):
    """No addresses, no tokens, no paths that hold one, no words of exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # what another handler made of it says too much
        # Django itself speaks after the last middleware has gone; its records carry the request.
        record.request_id = REQUEST.get() or getattr(getattr(record, "request", None), "request_id", "-")
        return super().format(record)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (logging's name)
        record.message = masked(without_path(record))
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's name)
        return masked(told(ei[1])) if ei and ei[1] else ""


class Line(Discreet):
    """For people at a terminal."""


def told(error: BaseException) -> str:
    """Where it happened and of what kind it was; what it said only while debugging."""
    chain: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(chain) < 5:
        said = f": {seen}" if settings.DEBUG else _of_the_system(seen)
        frames = "".join(traceback.format_tb(seen.__traceback__))
        chain.append(f"{frames}{type(seen).__module__}.{type(seen).__qualname__}{said}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\nwhile handling:\n".join(chain)


def _of_the_system(error: BaseException) -> str:
    """A full disk, a locked file: words that are the same for everybody, and that who runs the desk must read."""
    if isinstance(error, OSError) and error.errno:
        return f": {os.strerror(error.errno)}"
    name = getattr(error, "sqlite_errorname", "")
    return f": {error}" if name.startswith(ABOUT_THE_DISK) else ""


def without_path(record: logging.LogRecord) -> str:
    """Django's own lines name the address of a page; ours name the page."""
    text = record.getMessage()
    request = getattr(record, "request", None)
    path = getattr(request, "path", "")
    return text.replace(path, page_of(request)) if path else text


def page_of(request: Any) -> str:
    """The name of the page that was asked for; an address that leads nowhere has none."""
    match = getattr(request, "resolver_match", None)
    return (match.view_name if match else "") or "(no page)"
