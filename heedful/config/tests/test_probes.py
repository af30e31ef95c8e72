"""The addresses that machines ask: open, quick, in words a stranger may read; figures only for who knows the token."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import OperationalError
from prometheus_client.parser import text_string_to_metric_families

from heedful.config.asgi import application
from heedful.config.watch import probes, readiness
from heedful.config.watch.figures import STREAMS
from heedful.config.watch.pulse import look_at, pulse
from heedful.events.actions import Subject, record
from heedful.events.models import Follow
from heedful.interactions.tests.factories import mail_in
from heedful.switchboard.models import Account, RawMessage
from heedful.switchboard.receive import keep
from heedful.switchboard.tests.factories import make_account, raw_mail
from heedful.team.tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)


class Machine:
    """Asks by number, not by name, as probes do."""

    def get(self, path: str, headers: Any = None) -> httpx.Response:
        return asyncio.run(self._get(path, headers))

    async def _get(self, path: str, headers: Any) -> httpx.Response:
        wire = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=wire, base_url="http://10.1.2.3:8025") as client:
            return await client.get(path, headers=headers)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Machine:
    monkeypatch.setattr(probes, "_readiness", probes.Readiness())
    return Machine()


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, metrics_token="a-long-word"))
    return "a-long-word"


@pytest.fixture
def stopped() -> Iterator[None]:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    forget = pulse.watch("deliver", look_at(thread))
    yield
    forget()


def test_a_living_process_says_so(ask: Machine) -> None:
    answer = ask.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "well\n")
    assert "set-cookie" not in answer.headers


def test_a_ready_house_lists_what_is_well(ask: Machine) -> None:
    answer = ask.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "parts": {"database": "well", "migrations": "well", "blobs": "well"}}


def test_a_database_that_does_not_answer(ask: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("no route to db.secret.example for user heedful")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", refuse)
    answer = ask.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["database"] == "does not answer"
    assert "secret" not in answer.text


def test_a_slow_database_does_not_hold_up_the_answer(ask: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()
    monkeypatch.setattr(probes, "PATIENCE", 0.05)
    monkeypatch.setattr(probes, "examine", lambda: waiting.wait(5) and [])
    answer = ask.get("/readyz")
    waiting.set()
    assert (answer.status_code, answer.json()["parts"]) == (503, {"database": "does not answer in time"})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("DELETE FROM django_migrations WHERE app = 'events'", "the database is older than this program"),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('events', '9999_x', '2030-01-01')",
            "the database is newer than this program",
        ),
    ],
)
@pytest.mark.django_db(transaction=False)
def test_tables_of_another_version(change: str, words: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change)
    _, migrations = readiness._database()
    assert migrations.words == words


def test_a_blob_folder_that_cannot_be_written(ask: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    (tmp_path / "blobs").write_text("a file where the folder should be")
    monkeypatch.setattr(settings, "DATA", tmp_path)
    answer = ask.get("/readyz")
    assert answer.json()["parts"]["blobs"] == "cannot be written"
    assert str(tmp_path) not in answer.text


def test_a_background_thread_that_has_ended(ask: Machine, stopped: None) -> None:
    answer = ask.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["deliver"] == "has ended"


def test_a_thread_that_hangs_is_stuck() -> None:
    assert look_at(threading.current_thread(), lambda: 1000.0, 900.0)() == "is stuck"


def test_it_looks_once_a_second_however_often_it_is_asked(ask: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def look() -> list[readiness.Part]:
        looked.append(1)
        return []

    monkeypatch.setattr(probes, "examine", look)
    assert [ask.get("/readyz").status_code for _ in range(5)] == [200] * 5
    assert len(looked) == 1


def test_without_a_token_there_are_no_figures(ask: Machine) -> None:
    assert ask.get("/metrics").status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic a-long-word", "Bearer a-long-wörd"])
def test_figures_are_for_those_who_know_the_token(ask: Machine, token: str, given: str) -> None:
    answer = ask.get("/metrics", headers={"Authorization": given.encode()})
    assert answer.status_code == 401
    assert "heedful_" not in answer.text


def test_the_figures_are_right_and_name_nobody(ask: Machine, token: str, cast: Cast) -> None:
    account = make_account(cast.brand, "help@harbour.test")
    Account.objects.filter(pk=account.pk).update(state="failing", state_reason="Ida's password was refused")
    mail_in(cast.brand.pk, "Where is my lamp?", sender="ida@client.test", subject="The lamp")
    raw = keep(account=account, raw=raw_mail("late"), external_id="1:9", door="imap")
    RawMessage.objects.filter(pk=raw.pk).update(state="set_aside", reason="broken")
    keep(account=account, raw=raw_mail("waiting"), external_id="1:10", door="imap")
    event = _an_event(cast)
    Follow.objects.create(event_id=event, reaction="x.y", state="parked", next_try_at=0, reason="no")
    ask.get("/account/login/", headers={"Host": "testserver"})

    answer = ask.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    found = _samples(answer.text)
    assert found["heedful_raw_messages", "waiting"] == 1
    assert found["heedful_raw_messages", "set_aside"] == 1
    assert found["heedful_reactions", "parked"] == 1
    assert found["heedful_unanswered", "harbour"] == 1
    assert found["heedful_mailbox_well", str(account.pk)] == 0
    assert found["heedful_events_pending",] >= 1
    assert found["heedful_event_lag_seconds",] >= 0
    assert found["heedful_database_up",] == 1
    assert found["heedful_live_streams",] == 0
    assert found["heedful_request_seconds_count", "GET", "account_login", "200"] >= 1
    for secret in ("ida@", "the lamp", "harbour.test", "alva"):
        assert secret not in answer.text.lower()


def test_open_screens_are_counted(cast: Cast, browse: Any) -> None:
    cookie = browse(cast.agent).cookies["sessionid"].value
    scope = {"type": "http", "method": "GET", "path": "/live", "query_string": b""}
    counted: list[float] = []

    async def listen() -> None:
        opened = asyncio.Event()

        async def send(message: Any) -> None:
            if b"hello" in message.get("body", b""):
                counted.append(STREAMS._value.get())
                opened.set()

        headers = [(b"cookie", f"sessionid={cookie}".encode())]
        stream = asyncio.create_task(application({**scope, "headers": headers}, asyncio.Event().wait, send))
        await opened.wait()
        stream.cancel()
        await asyncio.gather(stream, return_exceptions=True)

    asyncio.run(asyncio.wait_for(listen(), 10))
    assert counted == [1.0]
    assert STREAMS._value.get() == 0


def test_a_page_made_up_by_a_stranger_gets_no_row_of_its_own(ask: Machine, token: str) -> None:
    for number in range(5):
        ask.get(f"/made-up/{number}/", headers={"Host": "testserver"})
    assert "made-up" not in ask.get("/metrics", headers={"Authorization": f"Bearer {token}"}).text


def _an_event(cast: Cast) -> int:
    from django.db import transaction

    with transaction.atomic():
        return record("test.happened", Subject(cast.brand.pk)).pk


def _samples(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
