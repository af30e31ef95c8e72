"""Files are shown only to those who may see the conversation, and never run."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from heedful.blobs.store import put_blob
from heedful.interactions.actions.attachments import Kept, attach
from heedful.interactions.models import Attachment
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Person
from heedful.team.tests.factories import Cast

Browse = Callable[[Person], Client]


def _file(cast: Cast, content_type: str, content: bytes = b"<svg onload=alert(1)>") -> Attachment:
    return attach(mail_in(cast.brand.pk), (Kept("a.svg", content_type, len(content), put_blob(content)),))[0]


@pytest.mark.parametrize("content_type", ["image/svg+xml", "text/html", "application/pdf"])
def test_what_could_run_is_saved_not_shown(cast: Cast, browse: Browse, content_type: str) -> None:
    answer = browse(cast.agent).get(f"/attachments/{_file(cast, content_type).pk}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_picture_is_shown(cast: Cast, browse: Browse) -> None:
    answer = browse(cast.agent).get(f"/attachments/{_file(cast, 'image/png').pk}/")
    assert answer["Content-Disposition"].startswith("inline")


def test_other_brands_and_strangers_get_nothing(cast: Cast, browse: Browse) -> None:
    address = f"/attachments/{_file(cast, 'image/png').pk}/"
    assert browse(cast.outsider).get(address).status_code == 404
    assert Client().get(address).status_code == 302
