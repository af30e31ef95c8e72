"""Log lines hold ids, kinds and times: no address, no token, nothing that an exception quotes."""

from __future__ import annotations

import errno
import json
import logging
import secrets
import sqlite3
import sys
import time

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from heedful.config.watch.log_json import Json
from heedful.config.watch.log_lines import REQUEST, Line, told
from heedful.config.watch.masking import masked

JSON = Json(**{name: value for name, value in settings.LOG_FORMATS["json"].items() if name != "()"})
LINE = Line("{levelname} {message} [{request_id}]", style="{")


def _record(words: str, *args: object, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("heedful.test", logging.WARNING, __file__, 1, words, args, None)
    record.__dict__.update(extra)
    return record


@pytest.mark.parametrize("formatter", [JSON, LINE])
def test_addresses_and_tokens_are_masked(formatter: logging.Formatter) -> None:
    token = secrets.token_urlsafe(32)
    said = formatter.format(_record("from %s, opened /welcome/%s/", "Ida <ida.lund+shop@client.test>", token))
    assert "client.test" not in said
    assert token not in said
    assert "[address]" in said
    assert "[token]" in said


@given(name=st.text(st.characters(categories=("L", "N")), min_size=1, max_size=40))
def test_no_address_of_any_alphabet_gets_through(name: str) -> None:
    assert f"{name}@" not in masked(f"sent to {name}@client.test, at last")


@given(st.integers(16, 64))
def test_no_token_gets_through(size: int) -> None:
    token = secrets.token_urlsafe(size)
    assert len(token) < 20 or token not in masked(f"link {token}") or not any(map(str.isdigit, token))


def test_our_own_names_stay_readable() -> None:
    words = "heedful.switchboard.doors.mailbox_session stumbled in account_reset_password_from_key after 12.5 ms"
    assert masked(words) == words


def test_hostile_text_is_masked_in_no_time() -> None:
    began = time.perf_counter()
    masked("a" * 200_000 + "@" * 200_000 + "-_" * 100_000)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("formatter", [JSON, LINE])
def test_what_an_exception_says_is_left_out(formatter: logging.Formatter) -> None:
    row = "Key (name)=(Ida Lund) already exists"
    try:
        _fail(row)
    except RuntimeError:
        record = _record("stumbled")
        record.exc_info = sys.exc_info()
        record.exc_text = f"cached: {row}"
    said = formatter.format(record)
    assert "Ida Lund" not in said
    assert "ValueError" in said
    assert "RuntimeError" in said
    assert "test_log_lines.py" in said


def _fail(row: str) -> None:
    try:
        int(row)
    except ValueError as error:
        raise RuntimeError(row) from error


def test_a_json_line_is_one_object_with_its_request() -> None:
    mark = REQUEST.set("f3b1c2d4-0000-4000-8000-1234567890ab")
    request = RequestFactory().get("/welcome/abcdefgh/")
    told = json.loads(JSON.format(_record("Not Found: %s\nsecond", request.path, request=request, status=404)))
    REQUEST.reset(mark)
    assert told["message"] == "Not Found: (no page)\nsecond"
    assert (told["level"], told["logger"], told["status"]) == ("WARNING", "heedful.test", 404)
    assert told["request_id"] == "f3b1c2d4-0000-4000-8000-1234567890ab"
    assert "request" not in told
    assert told["time"].endswith("+00:00")


def test_every_answer_carries_its_number(db: None) -> None:
    client = Client()
    first, second = (client.get("/account/login/")["X-Request-ID"] for _ in range(2))
    assert first != second
    assert (
        client.get("/account/login/", headers={"X-Request-ID": "from-the-proxy-1"})["X-Request-ID"]
        == "from-the-proxy-1"
    )
    assert client.get("/account/login/", headers={"X-Request-ID": "no\nsuch <b>"})["X-Request-ID"] != "no\nsuch <b>"


def test_a_slow_page_is_logged_by_its_name(
    db: None, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heedful.config.watch.requests.SLOW_SECONDS", 0.0)
    with caplog.at_level(logging.INFO, "heedful.request"):
        Client().get("/welcome/some-secret-word/?q=Ida+Lund")
    said = " ".join(record.getMessage() for record in caplog.records if record.name == "heedful.request")
    assert "GET welcome" in said
    assert "secret" not in said
    assert "Ida" not in said


def test_what_the_system_says_stays_and_what_a_database_quotes_goes() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"
    assert "disk is full" in told(full)
    assert "No space left on device" in told(OSError(errno.ENOSPC, "No space left", "ida/secret"))
    assert "ida" not in told(OSError(errno.ENOSPC, "No space left", "ida/secret"))
    quoted = sqlite3.IntegrityError("ida@client.test is there already")
    quoted.sqlite_errorname = "SQLITE_CONSTRAINT_UNIQUE"
    assert "ida" not in told(quoted)
