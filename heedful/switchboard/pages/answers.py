"""What the rooms below refuse, as pages: not found, not allowed, and a sentence where one may go on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from heedful.interactions.queries import NotFound
from heedful.team.refusal import Refused

Page = Callable[..., HttpResponse]


def answers_in_words(page: Page) -> Page:
    """A refusal is told on the page that one came from."""

    @wraps(page)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return page(request, *args, **named)
        except NotFound as error:
            raise Http404(str(error)) from error
        except Refused as error:
            messages.error(request, str(error))
            return redirect("unwanted")

    return answered
