"""What is changed in any room can be read on the page of history."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from heedful.config.audited import SENTENCES
from heedful.config.retention.keeping import Periods, set_periods
from heedful.events.actions import Subject, record
from heedful.interactions.actions import change_tag, remove_tag
from heedful.interactions.actions.tags import found_or_made
from heedful.replies.actions.signatures import change_signature
from heedful.standards.actions import change_standards
from heedful.switchboard.mailbox_actions import pause_mailbox, resume_mailbox
from heedful.switchboard.tests.factories import make_account
from heedful.team.actions.people import change_role
from heedful.team.queries import audit
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of


def test_who_changed_what_in_every_room(cast: Cast) -> None:
    boss = viewer_of(cast.admin)
    tag = found_or_made(boss, cast.brand.pk, "refund")
    change_tag(viewer=boss, tag_id=tag.pk, name="money back", tone=tag.tone)
    remove_tag(viewer=boss, tag_id=tag.pk)
    box = make_account(cast.brand)
    pause_mailbox(viewer=boss, account_id=box.pk)
    resume_mailbox(viewer=boss, account_id=box.pk)
    change_standards(viewer=boss, brand_id=cast.brand.pk, document={})
    set_periods(brand_id=cast.brand.pk, periods=Periods(mail=3, files=6), person_id=cast.admin.pk)
    told = [line.what for line in audit(boss, cast.brand.pk)]
    assert told[:7] == [
        "set how many months are kept: mail 3, files 6, texts 0 (0: for ever)",
        "put version 1 of the standards in force",
        f"resumed the mailbox {box.address}",
        f"paused the mailbox {box.address}",
        "removed the tag money back",
        "changed the tag money back (before: refund)",
        "added the tag refund",
    ]
    assert {line.who for line in audit(boss, cast.brand.pk)} == {cast.admin.name}


def test_an_event_that_tells_less_is_still_a_line(cast: Cast) -> None:
    """Older events may lack a detail of today's sentence, and what people typed may look like a place for one."""
    for kind in SENTENCES:
        record(kind, Subject(cast.brand.pk), address="100 %(s)s % x")
    lines = audit(viewer_of(cast.admin), cast.brand.pk, limit=len(SENTENCES))
    assert len(lines) == len(SENTENCES)
    assert not [line.what for line in lines if re.search(r"%\((?!s\)s)", line.what)]


def test_words_of_ours_are_said_in_words(cast: Cast) -> None:
    boss = viewer_of(cast.admin)
    change_signature(viewer=boss, brand_id=cast.brand.pk, text="Dag", is_own=True)
    change_signature(viewer=boss, brand_id=cast.brand.pk, text="The desk", is_own=False)
    change_role(viewer=boss, brand_id=cast.brand.pk, person_id=cast.agent.pk, role="lead")
    with override("de"):
        told = [line.what for line in audit(boss, cast.brand.pk)]
    assert len(told) == 3
    assert not [line for line in told if "person" in line or "agent" in line]


def test_history_is_read_by_its_index_and_paged(cast: Cast) -> None:
    boss = viewer_of(cast.admin)
    for number in range(5):
        record("tag.removed", Subject(cast.brand.pk), person_id=cast.admin.pk, tag=f"t{number}")
        record("person.signed_in", Subject(), person_id=cast.admin.pk)
    whole = [line.id for line in audit(boss, cast.brand.pk)]
    first = [line.id for line in audit(boss, cast.brand.pk, limit=3)]
    assert first + [line.id for line in audit(boss, cast.brand.pk, after=first[-1])] == whole
    with CaptureQueriesContext(connection) as seen:
        audit(boss, cast.brand.pk)
    (told,) = [one["sql"] for one in seen if '"kind" IN' in one["sql"] and "IS NULL" not in one["sql"]]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + told)
            assert "event_kind" in str(cursor.fetchall())
