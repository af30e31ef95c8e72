"""Who may do what: every address of the product, tried by everybody.

A new address fails the first test until it stands in CLASSIFIED with who may use it. An address with an id in it
also needs that id in `ours.py`. The rest follows: strangers are sent to the door, a role that is too low gets 403,
people of another brand get 404 for what is ours and never see a word of it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
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
from tests.stories.ours import SECRET, ids_of

ANYBODY, AGENT, LEAD, ADMIN = "anybody", "agent", "lead", "admin"
RANK = {AGENT: 1, LEAD: 2, ADMIN: 3}
FINE = {200, 201, 204, 302, 400, 409, 422}  # allowed; an empty form may still be refused in words
SENT_ON = 302


@dataclass(frozen=True)
class Use:
    """One way to use an address. `{brand}` and the like stand for ids of ours; `is_ours`: others get 404.

    `shows`: whoever may use it reads the secret word there, so that not reading it means something.
    """

    who: str
    method: str = "GET"
    sent: dict[str, str] = field(default_factory=dict)
    query: str = ""
    is_ours: bool = False
    fine: frozenset[int] = frozenset(FINE)
    shows: bool = False


def get(who: str, query: str = "", **more: Any) -> Use:
    return Use(who, query=query, **more)


def post(who: str, query: str = "", *, is_ours: bool = False, fine: set[int] | None = None, **sent: str) -> Use:
    return Use(who, "POST", sent, query, is_ours, frozenset(fine or FINE))


DESK = (get(AGENT),)
SHOWN = (get(AGENT, shows=True),)
MAYBE = FINE | {404, 405, 410}  # nothing to turn off yet, no form behind it, a link that is over
OWN = (get(AGENT, fine=frozenset(MAYBE)), post(AGENT, fine=MAYBE))  # one's own account, no brand in it
DOOR = (get(ANYBODY, fine=frozenset(MAYBE)), post(ANYBODY, fine=MAYBE))
OF_BRAND = (get(ADMIN), get(ADMIN, "?brand={brand}", is_ours=True))
NOTE = {"key": "a-key-of-its-own", "kind": "visit", "text": "Came by", "outcome": "done", "direction": "in"}

CLASSIFIED: dict[str, tuple[Use, ...]] = {
    # the desk
    "home": DESK,
    "inbox": SHOWN,
    "radar": SHOWN,
    "rail_counts": DESK,
    "search": (get(AGENT), get(AGENT, "?q=marzipan", shows=True), get(AGENT, "?q=marzipan&order=best", shows=True)),
    "saved_searches": (get(AGENT, "?q=marzipan"), post(AGENT, name="Sweets", text="marzipan", order="newest")),
    "saved_search": (post(AGENT, fine=MAYBE), Use(AGENT, "DELETE", fine=MAYBE)),  # one's own
    "set_aside": SHOWN,
    "source": SHOWN,
    "retrial": (post(AGENT),),
    "raw_dismissal": (post(AGENT),),
    "conversation": (get(AGENT, shows=True), get(AGENT, "?part=talk", shows=True)),
    "assignment": (get(AGENT), post(AGENT, person="{agent}")),
    "resolution": (get(AGENT), post(AGENT, reason="answered"), Use(AGENT, "DELETE")),
    "conversation_tags": (get(AGENT), post(AGENT, name="refund")),
    "priority": (get(AGENT), post(AGENT, priority="3")),
    "snooze": (get(AGENT), post(AGENT, until="tomorrow"), Use(AGENT, "DELETE")),
    "presence": (get(AGENT), post(AGENT, writing="1"), post(AGENT, gone="1")),
    "handover": (get(AGENT), post(AGENT, person="{person_id}")),
    "mentionable": (get(AGENT, "?q=b"),),
    "settings_tags": (get(LEAD), get(LEAD, "?brand={brand}", is_ours=True)),
    "settings_tag": (post(LEAD, name="Refund", tone="good"), post(LEAD, what="merge", into="{tag}"), post(LEAD, what="remove")),
    "merging": (get(AGENT), post(AGENT, other="{other}", sure="1")),
    "splitting": (get(AGENT), post(AGENT, what="one")),
    "move_undo": (post(AGENT),),
    "views": (get(AGENT), get(AGENT, "?part=menu"), post(AGENT, name="Mine", text="assignee is me")),
    "view": (get(AGENT), post(AGENT, name="Ours", text="waiting", shared="own", fine={*FINE, 403}), Use(AGENT, "DELETE")),
    "completions": (get(AGENT, "?q=tag is "),),
    "batches": (post(AGENT, verb="resolve", reason="spam", ids="{conversation}"),),
    "batch": (get(AGENT, fine=frozenset(MAYBE)),),  # one's own: another colleague's is not found
    "batch_undo": (post(AGENT, fine=MAYBE),),
    "batch_question": (get(AGENT),),
    "following": (post(AGENT), Use(AGENT, "DELETE")),
    "reading": (post(AGENT),),
    "closing": (get(AGENT), post(AGENT, reason="answered")),
    "letter": SHOWN,
    "card": (get(AGENT, shows=True), get(AGENT, "?beside={conversation}", shows=True)),
    "remembered": (post(AGENT, text="Likes marzipan"),),
    "customer_search": (get(AGENT, "?who=marzipan", shows=True),),
    "note": (get(AGENT), post(AGENT, **NOTE, customer="{customer}", is_ours=True)),
    "attachment": SHOWN,
    # replies and the coach
    "composer": (get(AGENT), get(AGENT, "?kind=note")),
    "draft": (post(AGENT, text="Dear Ida,", version="0"),),
    "replies": (post(AGENT, text="Dear Ida, it is on its way.", key="a-key-of-its-own", override_reason="test"),),
    "heading": (post(AGENT, to="ida@client.test"),),
    "draft_files": (Use(AGENT, "PUT"),),
    "draft_file": (get(AGENT, fine=frozenset(FINE | {404})),),
    "proof": (post(AGENT, text="Dear Ida,"),),
    "unscheduling": (post(AGENT, fine=FINE | {403}),),
    "scheduled": DESK,
    "mail": SHOWN,
    "mail_source": (post(LEAD),),
    "mail_pictures": (post(AGENT, shown="1"),),
    "mail_blocking": (post(AGENT),),
    "paper": SHOWN,
    "unwanting": (post(AGENT, unwanted="1"),),
    "unwanted": DESK,
    "unblocking": (post(AGENT),),
    "signatures": (get(AGENT), post(AGENT, "?brand={brand}", text="x", of="own", is_ours=True)),
    "forwards": (post(AGENT, key="a-key-of-its-own", to="x@bench.test", has_heading="1"),),
    "schedule": (post(AGENT, text="Dear Ida,", key="a-key-of-its-own", send_at="2020-01-01T09:00"),),
    "notes": (post(AGENT, text="She rang twice.", key="a-key-of-its-own"),),
    "undo": (post(AGENT),),
    "settlement": (post(AGENT, what="arrived"),),
    "dismissals": (post(AGENT, code="CLR101", words="x", reason="fits here"),),
    "rule": (get(AGENT, fine=frozenset(FINE | {404})),),
    # settings
    "settings": DESK,
    "settings_me": (get(AGENT), post(AGENT, name="New name", theme="dark")),
    "settings_people": OF_BRAND,
    "settings_teams": (*OF_BRAND, post(ADMIN, name="Workshop"), post(ADMIN, "?brand={brand}", name="X", is_ours=True)),
    "settings_hours": (*OF_BRAND, post(ADMIN, "?brand={brand}", timezone="UTC", day0="9-17", is_ours=True)),
    "settings_hours_holidays": (get(ADMIN, "?country=DE"), get(ADMIN, "?brand={brand}", is_ours=True)),
    "settings_hours_removal": (post(ADMIN),),
    "settings_hours_withdrawal": (post(ADMIN, fine=MAYBE),),
    "settings_brand": (*OF_BRAND, post(ADMIN, "?brand={brand}", brand_name="X", timezone="UTC", is_ours=True)),
    "settings_brands": (post(ADMIN, brand_name="One more", timezone="UTC"),),
    "settings_audit": OF_BRAND,
    "settings_invitations": (post(ADMIN, "?brand={brand}", email="new@harbour.test", role="agent", is_ours=True),),
    "settings_role": (post(ADMIN, role="lead"),),
    "settings_removal": (post(ADMIN),),
    "settings_closing": (post(ADMIN), post(ADMIN, open="1")),
    "settings_renewal": (post(ADMIN),),
    "settings_withdrawal": (post(ADMIN),),
    "settings_team": (post(ADMIN, name="Desk"),),
    "mailboxes": (get(ADMIN, shows=True),),
    "mailbox_new": (get(ADMIN), post(ADMIN, brand="{brand}", address="x@harbour.test")),
    "mailbox": (get(ADMIN, shows=True), post(ADMIN, name="Help")),
    "mailbox_pause": (post(ADMIN), post(ADMIN, paused="1")),
    "mailbox_examination": (post(ADMIN),),
    # the doors
    "welcome": DOOR,
    "invitation": DOOR,
    "account_login": DOOR,
    "account_logout": DOOR,
    "account_inactive": DOOR,
    "account_reset_password": DOOR,
    "account_reset_password_done": (get(ANYBODY),),
    "account_reset_password_from_key": DOOR,
    "account_reset_password_from_key_done": (get(ANYBODY),),
    "mfa_authenticate": DOOR,
    "demo_door": DOOR,
    # one's own way to sign in
    **dict.fromkeys(("account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"), OWN),
}  # fmt: skip
STREAMS = {"/live", "/healthz", "/readyz", "/metrics"}  # probes: heedful/config/tests/test_probes.py
ADVICE = (
    "{names}: add a line to CLASSIFIED in tests/stories/test_who_may_what.py that says who may use it, "
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
