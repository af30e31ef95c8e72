"""A scanner is asked once per content, in its own way of speaking; one that is down says so."""

from __future__ import annotations

import socket
import struct
import threading
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from heedful.blobs import verdicts
from heedful.blobs.models import Verdict
from heedful.blobs.scanning import ScannerDown, scan
from heedful.blobs.store import put_blob
from heedful.blobs.verdicts import verdict_on
from heedful.interactions.models import Attachment
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast


class Clamd:
    """Stands in for clamd: reads one stream, says what it was told to say."""

    def __init__(self, answer: bytes) -> None:
        self.answer, self.got = answer, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.setting = f"clamd:127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        wire, _ = self.door.accept()
        with wire, wire.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">I", stream.read(4))[0]:
                self.got += stream.read(size)
            wire.sendall(self.answer)
        self.door.close()


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scanner that finds every file with HARM in it harmful."""
    named = replace(settings.ENVIRONMENT, virus_scanner="command:grep -vqz HARM")
    monkeypatch.setattr(settings, "ENVIRONMENT", named)


@pytest.mark.parametrize(
    ("answer", "infected", "words"), [(b"stream: OK\0", False, ""), (b"stream: Eicar-Test FOUND\0", True, "Eicar-Test")]
)
def test_clamd_is_asked_by_stream(answer: bytes, infected: bool, words: str) -> None:
    clamd = Clamd(answer)
    content = b"x" * 200_000
    found = scan(content, clamd.setting)
    assert (found.is_infected, found.words) == (infected, words)
    assert clamd.got == content


@pytest.mark.parametrize(
    "setting",
    [
        "clamd:127.0.0.1:1",
        "clamd:/no/such/socket",
        "clamd:host:port",
        "command:no-such-program-here",
        "command:false -x",
        "other:x",
        "command:sh -c 'exit 2'",
    ],
)
def test_a_scanner_that_is_down_is_no_verdict(setting: str) -> None:
    if setting == "command:false -x":
        assert scan(b"x", setting).is_infected
        return
    with pytest.raises(ScannerDown):
        scan(b"x", setting)


def test_clamd_that_says_something_odd_is_down() -> None:
    with pytest.raises(ScannerDown, match="limit exceeded"):
        scan(b"x", Clamd(b"INSTREAM size limit exceeded. ERROR\0").setting)


def test_equal_content_is_judged_once(db: None, scanner: None, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = put_blob(b"HARM")
    assert verdict_on(digest).is_infected
    monkeypatch.setattr(verdicts, "scan", lambda *_: pytest.fail("asked again"))
    assert verdict_on(digest).is_infected
    assert Verdict.objects.count() == 1


def test_without_a_scanner_nothing_is_said(db: None) -> None:
    assert verdict_on(put_blob(b"HARM")) is None


def test_an_infected_file_that_came_in_is_kept_but_not_handed_out(
    cast: Cast, browse, scanner: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = mail_in(cast.brand.pk)

    def download(content: bytes):
        digest = put_blob(content)
        row = Attachment.objects.create(interaction=mail, name="a.bin", content_type="x/y", size=4, digest=digest)
        desk: Client = browse(cast.agent)
        return desk.get(reverse("attachment", args=[row.pk]))

    assert download(b"fine").status_code == 200
    refused = download(b"HARM")
    assert (refused.status_code, b"HARM" in refused.content) == (403, False)
    assert "not handed out" in refused.content.decode()
    monkeypatch.setattr(settings, "ENVIRONMENT", replace(settings.ENVIRONMENT, virus_scanner="clamd:127.0.0.1:1"))
    assert download(b"other").status_code == 503
