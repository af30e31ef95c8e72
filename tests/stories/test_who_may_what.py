"""Who may do what: every address of the product, tried by everybody.

A new address fails the first test until it stands in CLASSIFIED (`classified.py`) with who may use it. An address with an id in it
also needs that id in `ours.py`. The rest follows: strangers are sent to the door, a role that is too low gets 403,
people of another brand get 404 for what is ours and never see a word of it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from heedful.config.asgi import application
from heedful.events.live import Note, hub
from heedful.team import account_urls, actions
from heedful.team.tests.factories import Cast, make_person
from heedful.team.viewer import viewer_of
from tests.stories.classified import ADMIN, AGENT, ANYBODY, CLASSIFIED, LEAD, RANK, SENT_ON, Use
from tests.stories.ours import SECRET, ids_of

STREAMS = {"/live", "/healthz", "/readyz", "/metrics"}  # probes: heedful/config/tests/test_probes.py
ADVICE = (
    "{names}: add a line to CLASSIFIED in tests/stories/classified.py that says who may use it, "
    'for example `"{first}": (get(AGENT),)`; an address with a new kind of id also needs it in `ours.py`.'
)


def addresses(patterns: Any = None, above: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every address of the product: its name and the names of what stands in it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, above + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            named = pattern.pattern.regex.groupindex or pattern.pattern.converters
            yield pattern.name or f"(no name) {above}{pattern.pattern}", list(named)


OPEN_WORDS = {"view", "verb", "kind", "code", "token", "uidb36", "key"}  # in addresses, but naming nothing of a brand
EVERY = dict(addresses())


def test_every_address_is_classified() -> None:
    unknown = sorted(set(EVERY) - set(CLASSIFIED))
    assert not unknown, ADVICE.format(names=", ".join(unknown), first=unknown[0])
    gone = sorted(set(CLASSIFIED) - set(EVERY))
    assert not gone, f"{', '.join(gone)}: no longer an address; take it out of CLASSIFIED."


def test_every_stream_is_classified() -> None:
    streams = {getattr(route, "path", "") for route in application.routes}
    assert streams == STREAMS, "Add the stream to STREAMS and a test of who may listen to it."


def test_of_allauth_only_the_chosen_pages_are_served() -> None:
    chosen = {pattern.name for pattern in account_urls.urlpatterns}
    served = {name for name in EVERY if name.startswith(("account_", "mfa_"))}
    assert served == chosen, "config/urls.py should not include allauth.urls: team/account_urls.py serves what we use."


@pytest.mark.parametrize("name", sorted(set(CLASSIFIED) & set(EVERY)))
def test_everybody_tries(name: str, cast: Cast, browse: Any) -> None:
    ids = ids_of(cast)
    gone = make_person("Gone", cast.brand, "admin")
    people = {
        "a stranger": (Client(), 0),
        "somebody whose account was closed": (browse(gone), 0),
        "an agent": (browse(cast.agent), RANK[AGENT]),
        "a lead": (browse(cast.lead), RANK[LEAD]),
        "an admin": (browse(cast.admin), RANK[ADMIN]),
        "an admin of another brand": (browse(cast.outsider), None),
    }
    actions.deactivate(viewer=viewer_of(cast.admin), person_id=gone.pk)
    wrong = [
        f"{who}: {words}"
        for use in CLASSIFIED[name]
        for who, (client, rank) in people.items()
        if (words := _verdict(name, use, client, rank, ids))
    ]
    assert not wrong, "\n".join([f"{name}:", *wrong])


def _verdict(name: str, use: Use, client: Client, rank: int | None, ids: dict[str, Any]) -> str:
    """What was wrong, in words; nothing that was tried leaves a trace."""
    is_ours = use.is_ours or bool(set(EVERY[name]) - OPEN_WORDS)
    with transaction.atomic():
        answer = _try(name, use, client, ids)
        fetched = _try(name, use, client, ids, HTTP_HX_REQUEST="true") if rank == 0 else answer
        transaction.set_rollback(True)
    shows = SECRET in b"".join(answer).decode("utf-8", "replace").lower()
    told = f"{use.method} {answer.request['PATH_INFO']}{use.query} answered {answer.status_code}"
    if use.who == ANYBODY:
        return "" if answer.status_code in use.fine and not shows else f"{told}; expected to be open"
    if rank == 0:
        at_the_door = answer.status_code == SENT_ON and answer["Location"].startswith(reverse("account_login"))
        is_fine = at_the_door and fetched.status_code in {302, 401, 403}
        return "" if is_fine else f"{told} (as a fetch {fetched.status_code}); expected to be sent to the door"
    if rank is None:
        is_fine = not shows and (answer.status_code == 404 or not is_ours)
        return "" if is_fine else f"{told}{' and shows what is ours' if shows else ''}; expected 404"
    if rank < RANK[use.who]:
        return "" if answer.status_code == 403 else f"{told}; expected 403"
    if use.shows and not shows:
        return f"{told} without the secret word; it should be there for those who may read it"
    return "" if answer.status_code in use.fine else f"{told}; expected to be allowed"


def _try(name: str, use: Use, client: Client, ids: dict[str, Any], **headers: str) -> HttpResponse:
    address = reverse(name, kwargs={part: ids[part] for part in EVERY[name]}) + use.query.format(**ids)
    sent = {key: value.format(**ids) for key, value in use.sent.items()}
    call = getattr(client, use.method.lower())
    return call(address, sent, **headers) if use.method == "POST" else call(address, **headers)


@pytest.mark.django_db(transaction=True)
def test_who_may_listen(cast: Cast, browse: Any) -> None:
    gone = make_person("Gone", cast.brand, "admin")
    clients = {person: browse(person) for person in (cast.agent, cast.outsider, gone)}
    actions.deactivate(viewer=viewer_of(cast.admin), person_id=gone.pk)
    brands = [cast.brand.pk, cast.other_brand.pk]
    heard = {person.name: asyncio.run(_listen(clients[person], brands)) for person in clients}
    assert heard == {"Alva": (200, brands[:1]), "Olga": (200, brands[1:]), "Gone": (401, [])}
    assert asyncio.run(_listen(Client(), brands)) == (401, [])


async def _listen(client: Client, brands: list[int]) -> tuple[int, list[int]]:
    """Open the stream, let something happen in every brand; the status, and whose notes came through."""
    cookie = f"sessionid={client.cookies['sessionid'].value}" if "sessionid" in client.cookies else ""
    scope = {"type": "http", "method": "GET", "path": "/live", "headers": [(b"cookie", cookie.encode())]}
    status, heard, happened = 0, [], asyncio.Event()

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)
        body = message.get("body", b"").decode()
        if "event: hello" in body:
            for brand in brands:
                hub.publish(Note("test.happened", brand, None, brand))
        if "event: change" in body:
            heard.append(json.loads(body.split("data: ")[1])["brand_id"])
        if "event: change" in body or not message.get("more_body", message["type"] == "http.response.start"):
            happened.set()

    stream = asyncio.create_task(application({**scope, "query_string": b""}, asyncio.Event().wait, send))
    await asyncio.wait_for(happened.wait(), 10)
    stream.cancel()
    await asyncio.gather(stream, return_exceptions=True)
    return status, heard
