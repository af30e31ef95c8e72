"""Every page in the reader's language: their own choice, else the first that their browser asks for and we speak."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from heedful.ui.languages import first_spoken


class Interpreter:
    """Stands behind the sign-in, so that it knows who reads. Catalogues are read once per process, not per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        translation.activate(language_of(request))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ("Accept-Language",))
        return response


def language_of(request: HttpRequest) -> str:
    own = request.user.language if request.user.is_authenticated else ""
    return first_spoken(own) if own else translation.get_language_from_request(request)
