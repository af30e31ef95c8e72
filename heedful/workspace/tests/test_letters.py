"""The formatted letter: a frame in which nothing runs and nothing is fetched unasked."""

from __future__ import annotations

import pytest

from heedful.blobs.store import put_blob
from heedful.interactions.models import Attachment, Interaction
from heedful.interactions.tests.factories import mail_in


@pytest.fixture
def desk(cast, browse):
    return browse(cast.agent)


@pytest.fixture
def asked(cast):
    return mail_in(cast.brand.pk, "When is it ready?", subject="Desk lamp")


def test_the_letter_lives_in_a_frame_where_nothing_runs(desk, asked):
    html = '<p>Hi</p><img src="cid:pic%401"><img data-remote-src="https://far.test/x.png">'
    Interaction.objects.filter(pk=asked.pk).update(html=html, remote_images=1)
    file = Attachment.objects.create(
        interaction=asked, name="p.png", content_type="image/png", size=9, digest=put_blob(b"x"), content_id="<pic@1>"
    )
    page = desk.get(f"/conversations/{asked.conversation_id}/").content.decode()
    assert "allow-scripts" not in page
    answer = desk.get(f"/interactions/{asked.pk}/letter/")
    assert f'src="/attachments/{file.pk}/"' in answer.content.decode()
    assert ' src="https://far.test' not in answer.content.decode()
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "https:" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    fetched = desk.get(f"/interactions/{asked.pk}/letter/?pictures=all")
    assert ' src="https://far.test/x.png"' in fetched.content.decode()
    assert 'referrerpolicy="no-referrer"' in fetched.content.decode()


def test_a_plain_mail_has_no_letter(desk, asked):
    assert desk.get(f"/interactions/{asked.pk}/letter/").status_code == 404
