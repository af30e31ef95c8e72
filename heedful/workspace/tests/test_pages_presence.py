"""Who else is here, on the screen."""

from __future__ import annotations

import pytest

from heedful.interactions.tests.factories import mail_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def at(cast):
    return f"/conversations/{mail_in(cast.brand.pk).conversation_id}/presence/"


def test_reading_then_writing_then_gone(cast, browse, at):
    alva, bruno = browse(cast.agent), browse(cast.colleague)
    assert "Alva" not in alva.post(at, {"writing": "0"}, headers=HTMX).content.decode()
    assert "Alva is reading this too" in bruno.get(at, headers=HTMX).content.decode()
    alva.post(at, {"writing": "1"}, headers=HTMX)
    shown = bruno.get(at, headers=HTMX).content.decode()
    assert "Alva is writing an answer." in shown
    assert 'data-writes="Alva"' in shown
    assert "Leave it to Alva" in shown
    assert alva.post(at, {"gone": "1"}).status_code == 204
    assert "Alva" not in bruno.get(at, headers=HTMX).content.decode()


def test_another_brand_neither_sees_nor_is_seen(cast, browse, at):
    stranger = browse(cast.outsider)
    assert stranger.get(at).status_code == 404
    assert stranger.post(at, {"writing": "1"}).status_code == 404
    assert stranger.post(at, {"gone": "1"}).status_code == 404
