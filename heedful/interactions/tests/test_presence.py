"""Who is here: only colleagues, only for a while, told only when it changes, and kept nowhere."""

from __future__ import annotations

import pytest
import time_machine

from heedful.events.instant import MINUTE, now, to_datetime
from heedful.events.live import Note, hub
from heedful.events.models import Event
from heedful.interactions.actions import be_gone, be_present
from heedful.interactions.models import Presence
from heedful.interactions.queries import NotFound, present
from heedful.interactions.tests.factories import mail_in
from heedful.team.actions import deactivate
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


@pytest.fixture
def about(cast: Cast) -> int:
    return mail_in(cast.brand.pk).conversation_id


def test_colleagues_see_each_other_writers_first(cast: Cast, about: int) -> None:
    be_present(viewer=cast.viewer, conversation_id=about, is_writing=False)
    be_present(viewer=viewer_of(cast.colleague), conversation_id=about, is_writing=True)
    lead = viewer_of(cast.lead)
    assert [(one.name, one.is_writing) for one in present(lead, about)] == [("Bruno", True), ("Alva", False)]
    assert [one.name for one in present(cast.viewer, about)] == ["Bruno"]
    be_gone(viewer=viewer_of(cast.colleague), conversation_id=about)
    assert present(cast.viewer, about) == []


def test_it_runs_out_by_itself(cast: Cast, about: int) -> None:
    be_present(viewer=cast.viewer, conversation_id=about, is_writing=True)
    with time_machine.travel(to_datetime(now() + MINUTE)):
        assert present(viewer_of(cast.colleague), about) == []
        be_present(viewer=viewer_of(cast.colleague), conversation_id=about, is_writing=False)
        assert Presence.objects.count() == 1, "what ran out is swept away"


def test_screens_are_told_of_changes_only(cast: Cast, about: int, django_capture_on_commit_callbacks) -> None:
    heard: list[Note] = []
    forget = hub.subscribe(heard.append)
    with django_capture_on_commit_callbacks(execute=True):
        for is_writing in (False, False, True, True, False):
            be_present(viewer=cast.viewer, conversation_id=about, is_writing=is_writing)
    forget()
    assert len([note for note in heard if note.kind == "presence.changed"]) in {0, 3}  # on PostgreSQL by NOTIFY
    assert not Event.objects.filter(kind__startswith="presence").exists()


def test_not_for_others(cast: Cast, about: int) -> None:
    for deed in (be_gone, lambda **named: be_present(**named, is_writing=True), present_of):
        with pytest.raises(NotFound):
            deed(viewer=cast.stranger, conversation_id=about)
    be_present(viewer=viewer_of(cast.colleague), conversation_id=about, is_writing=True)
    deactivate(viewer=viewer_of(cast.admin), person_id=cast.colleague.pk)
    assert present(cast.viewer, about) == []


def present_of(*, viewer, conversation_id: int) -> None:
    present(viewer, conversation_id)
