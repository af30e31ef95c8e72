"""Measures the database that HEEDFUL_DATA and HEEDFUL_DATABASE_URL name; `benchmarks.size` calls it and reads JSON."""

from __future__ import annotations

import json
import os
import re
import statistics
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.clients import Ask, Clients, Job  # noqa: E402
from benchmarks.limits import limits, taking_in  # noqa: E402
from benchmarks.server import Server  # noqa: E402
from benchmarks.texts import RARE  # noqa: E402
from heedful.interactions.models import Conversation, Interaction  # noqa: E402
from heedful.team.models import Person  # noqa: E402

TIMES, WARM = int(os.environ.get("MEASURED_TIMES", "96")), 6
MANY = 8
FILTER = "waiting > 2 h and tag is few"
REPLY = "It leaves today, and you have it on Friday."
Figures = dict[str, Any]


class Desk:
    """Somebody who is signed in, and the server that they ask."""

    def __init__(self, server: Server) -> None:
        self.server, self.clients, self.run = server, Clients(), int(time.time())
        self.person = Person.objects.get(email="alva@harbour.test")
        with connection.cursor() as cursor:  # signing in is not what is measured
            cursor.execute("SELECT 1")
        visitor = Client()
        visitor.force_login(self.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.session = visitor.cookies["sessionid"].value
        self.token = "m" * 32
        self.rows: list[Figures] = []

    def measure(self, name: str, asks: list[Ask], *, goal: str = "", part: bool = False) -> None:
        """By one client, then by eight; processor from the first."""
        once, many = asks[: TIMES + WARM], asks[TIMES + WARM :]
        self._do(once[:WARM], 1, part=part)
        ours, theirs = self.server.used()
        alone = self._do(once[WARM:], 1, part=part)
        ours, theirs = (after - before for after, before in zip(self.server.used(), (ours, theirs), strict=True))
        together = self._do(many, MANY, part=part)
        self.rows.append(
            {"name": name, "ours": ours / TIMES, "theirs": theirs / TIMES, "goal": goal}
            | _spread("alone", alone) | _spread("together", together)
        )  # fmt: skip

    def _do(self, asks: list[Ask], clients: int, *, part: bool) -> list[float]:
        cookies = f"sessionid={self.session}; csrftoken={self.token}; zone=Europe/Berlin"
        headers = {"Cookie": cookies, "X-CSRFToken": self.token, "Host": "localhost"}
        return self.clients.do(Job(self.server.port, asks, clients, headers | ({"HX-Request": "true"} if part else {})))


def _spread(name: str, took: list[float]) -> Figures:
    return {f"{name}_p50": statistics.median(took), f"{name}_p95": statistics.quantiles(took, n=20)[18]}


def _screens(desk: Desk) -> None:
    """Everything that one looks at all day, each as a person's browser asks for it."""
    waiting = list(Conversation.objects.filter(state="open").order_by("-id").values_list("id", "customer_id")[:400])
    customers = [customer for _, customer in waiting]
    ids = [ident for ident, _ in waiting]
    desk.measure("an answer of the server alone (/healthz)", _each(["/healthz"]))
    desk.measure("inbox page, 50 rows", _each(["/inbox/all/"]), goal="≤ 4")
    desk.measure("inbox, waiting", _each(["/inbox/waiting/"]), goal="≤ 4")
    desk.measure(f"inbox, the filter “{FILTER}”", _each([f"/inbox/filter/?q={quote(FILTER)}"]))
    desk.measure("open a conversation", _each([f"/conversations/{ident}/" for ident in ids]), goal="≤ 4", part=True)
    desk.measure("customer page", _each([f"/customers/{ident}/" for ident in customers]))
    desk.measure("radar", _each(["/unanswered/"]))
    desk.measure("search for a rare word, the page", _each([f"/search/?q={RARE}"]), goal="≤ 4")
    desk.measure("search for a word in every message, the page", _each(["/search/?q=lampword"]), goal="≤ 15")
    desk.measure("search for a word in one of seven, the page", _each(["/search/?q=parcel"]), goal="≤ 15")
    desk.measure("send a reply, with the coach's check and all that follows", _replies(desk, ids), goal="≤ 4")


def _each(paths: list[str]) -> list[Ask]:
    count = TIMES * 2 + WARM
    return [Ask(paths[at % len(paths)]) for at in range(count)]


def _replies(desk: Desk, ids: list[int]) -> list[Ask]:
    forms = (urlencode({"text": REPLY, "key": f"size-{desk.run}-{at}"}) for at in range(TIMES * 2 + WARM))
    return [Ask(f"/conversations/{ids[at % len(ids)]}/replies/", form, 201) for at, form in enumerate(forms)]


def main() -> None:
    """Start cold, look, write, and tell it all as JSON."""
    began = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    server = Server(
        Path(os.environ["HEEDFUL_DATA"]),
        os.environ["HEEDFUL_DATABASE_URL"],
        int(os.environ.get("MEASURED_POSTGRES", "0")),
    )
    server.start()
    server.stop()
    cold = server.start()
    try:
        desk = Desk(server)
        _screens(desk)
        desk.clients.leave()
        memory = server.memory()
    finally:
        server.stop()
    found: Figures = {
        "database": connection.vendor, "conversations": Conversation.objects.count() // 1000 * 1000,
        "interactions": Interaction.objects.count(), "cold": cold, "memory": memory,
        "load": float(re.split(r"\s", Path("/proc/loadavg").read_text())[0]),
        "rows": desk.rows + taking_in(), "limits": limits(),
    }  # fmt: skip
    print(json.dumps({**found, "seconds": time.monotonic() - began}))


if __name__ == "__main__":
    main()
