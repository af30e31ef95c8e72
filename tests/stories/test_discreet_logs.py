"""A morning at the desk with its mishaps, and then the log is read: whom it was about cannot be found in it."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterator

import pytest

from heedful.switchboard.tests.factories import raw_mail
from heedful.switchboard.tests.servers.dovecot import Dovecot, make_dovecot
from tests.world.desk import PASSPHRASE, signed_in
from tests.world.running import Running, until

pytestmark = [pytest.mark.xdist_group("whole house"), pytest.mark.timeout(180)]
BOX = "help@harbour.test"
SECRETS = [
    "marzipan", "quillfeather", "ida.lund", "client.test", "harbour.test", "alva", "thimble-crate", PASSPHRASE,
    "wrong-guess-77",
]  # fmt: skip


@pytest.fixture
def post() -> Iterator[Dovecot]:
    dovecot = make_dovecot()
    dovecot.start()
    yield dovecot
    dovecot.stop()
    shutil.rmtree(dovecot.folder, ignore_errors=True)


FORMS = [pytest.param("json", marks=pytest.mark.only_on("sqlite")), "lines"]


@pytest.mark.parametrize("form", FORMS)
def test_nobody_is_in_the_log(post: Dovecot, form: str) -> None:
    house = Running(extra={"HEEDFUL_LOG": form})
    try:
        house.found(imap_port=post.port)
        house.start()
        link = _a_morning(house, post)
        _mishaps(house, post)
        assert house.stop() == 0
        log = house.log.read_text()
    finally:
        house.kill()
        shutil.rmtree(house.folder, ignore_errors=True)
    lines = [line for line in log.splitlines() if line and not line.startswith("  ")]
    assert any("mailbox" in line for line in lines), "a mailbox that was cut off is in the log"
    found = {secret for secret in [*SECRETS, link] for line in lines if secret.lower() in line.lower()}
    assert not found, log
    if form == "json":
        told = [json.loads(line) for line in lines]
        pages = {one.get("page") for one in told}
        assert {"account_login", "inbox", "conversation", "search", "welcome"} <= pages
        assert all(one["request_id"] != "-" for one in told if one.get("page"))


def _a_morning(house: Running, post: Dovecot) -> str:
    post.deliver(BOX, raw_mail("My marzipan melted", sender="ida.lund@client.test", message_id="one@client.test"))
    broken = b"From: Quillfeather <q@client.test>\nSubject: =?x-nonsense?B?thimble-crate\n\n\xff\xfe"
    post.deliver(BOX, broken)
    desk = signed_in(house, "alva@harbour.test")
    state = until(lambda: (state := house.ask("state"))["conversations"] >= 1 and state, seconds=40, pause=0.5)
    assert state["conversations"]
    inbox = desk.get("/inbox/all/").text
    conversation = re.search(r"/conversations/(\d+)/", inbox)
    assert conversation
    desk.get(f"/conversations/{conversation.group(1)}/")
    desk.get("/search/", params={"q": "marzipan ida.lund@client.test"})
    headers = {"Referer": house.url}
    token = desk.cookies["csrftoken"]
    noted = desk.post(
        f"/conversations/{conversation.group(1)}/notes/",
        data={"text": "Quillfeather rang", "key": uuid.uuid4().hex, "csrfmiddlewaretoken": token}, headers=headers,
    )  # fmt: skip
    assert noted.status_code == 200, noted.text
    return "made-up-Token-4711-Quillfeather"


def _mishaps(house: Running, post: Dovecot) -> None:
    import httpx

    with httpx.Client(base_url=house.url, follow_redirects=True) as stranger:
        stranger.get("/welcome/made-up-Token-4711-Quillfeather/")
        stranger.get("/no/such/marzipan/")
        page = stranger.get("/account/login/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token
        sent = {"login": "ida.lund@client.test", "password": "wrong-guess-77", "csrfmiddlewaretoken": token.group(1)}
        stranger.post("/account/login/", data=sent, headers={"Referer": f"{house.url}/account/login/"})
        stranger.post("/account/login/", data={"login": "ida.lund@client.test"})  # without the token: refused, logged
        stranger.get("/account/login/", headers={"Host": "elsewhere.example"})
    post.stop()
    until(lambda: "mailbox 1" in house.log.read_text(), seconds=60, pause=0.5)
