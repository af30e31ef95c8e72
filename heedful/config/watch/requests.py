"""Around every page: a number by which its log lines are found again, its time, and a line when it was slow."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from heedful.config.watch.figures import REQUESTS
from heedful.config.watch.log_lines import REQUEST, page_of

log = logging.getLogger("heedful.request")
SLOW_SECONDS = 1.0
FROM_PROXY = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Requests:
    """The outermost middleware. A proxy's `X-Request-ID` is kept when it is a plain word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        ident = given if FROM_PROXY.fullmatch(given) else uuid.uuid4().hex[:16]
        request.request_id = ident  # type: ignore[attr-defined]
        mark = REQUEST.set(ident)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            _note(request, response.status_code, time.perf_counter() - began)
        finally:
            REQUEST.reset(mark)
        response["X-Request-ID"] = ident
        return response


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    page = page_of(request)
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(page, method, str(status)).observe(seconds)
    if settings.ENVIRONMENT.log == "json" or seconds > SLOW_SECONDS:
        told = {"page": page, "method": method, "status": status, "milliseconds": round(seconds * 1000, 1)}
        log.info("%s %s %s in %.0f ms", method, page, status, seconds * 1000, extra=told)
