"""On PostgreSQL the screens and the background work may be processes of their own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator

import pytest

from heedful.switchboard.tests.factories import raw_mail
from heedful.switchboard.tests.servers.dovecot import make_dovecot
from heedful.switchboard.tests.servers.smtp_sink import SmtpSink
from tests.world.desk import signed_in
from tests.world.running import REPOSITORY, Running, until

pytestmark = [pytest.mark.only_on("postgresql"), pytest.mark.timeout(180)]
BOX = "help@harbour.test"


@pytest.fixture
def split_house() -> Iterator[tuple[Running, SmtpSink, object]]:
    dovecot, sink, house = make_dovecot(), SmtpSink(user=BOX), Running()
    dovecot.start()
    sink.start()
    house.found(imap_port=dovecot.port, smtp_port=sink.port)
    parts = [_spawn(house, "web"), _spawn(house, "work")]
    until(house.answers, seconds=40)
    yield house, sink, dovecot
    for part in parts:
        part.send_signal(signal.SIGTERM)
    assert [part.wait(timeout=20) for part in parts] == [0, 0]
    sink.stop()
    dovecot.stop()
    for folder in (house.folder, dovecot.folder):
        shutil.rmtree(folder, ignore_errors=True)


def _spawn(house: Running, part: str) -> subprocess.Popen[bytes]:
    with (house.folder / f"{part}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "heedful", part], env={**os.environ, **house.surroundings()}, cwd=REPOSITORY,
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip


def test_mail_that_one_process_fetched_is_live_on_the_other_and_its_answer_leaves(split_house) -> None:
    house, sink, dovecot = split_house
    desk = signed_in(house, "alva@harbour.test")
    with desk.stream("GET", "/live", timeout=60) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        time.sleep(1)
        dovecot.deliver(BOX, raw_mail(message_id="split@client.test"))
        news = next(line for line in lines if '"interaction.received"' in line)
    conversation_id = news.partition('"conversation_id": ')[2].partition(",")[0]
    sent = {
        "text": "Hello Ida, your lamp is with you on Friday.", "key": uuid.uuid4().hex, "override_reason": "test",
        "csrfmiddlewaretoken": desk.cookies["csrftoken"],
    }  # fmt: skip
    answer = desk.post(f"/conversations/{conversation_id}/replies/", data=sent, headers={"Referer": house.url})
    assert answer.status_code == 200
    until(lambda: sink.caught, seconds=30)
    assert b"your lamp is with you" in sink.caught[0].content
