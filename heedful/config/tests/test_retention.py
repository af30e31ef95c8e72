"""What was kept long enough goes, and nothing else: counted beforehand, written down, and it can stop anywhere."""

from __future__ import annotations

import os
import time

import pytest

from heedful.blobs import store
from heedful.blobs.hold import held
from heedful.blobs.models import Keeping, Released
from heedful.blobs.store import BlobMissing, get_blob, put_blob
from heedful.config import kinds
from heedful.config.retention import purge as purging
from heedful.config.retention.keeping import Periods, periods_of, set_periods
from heedful.config.retention.matter import REMOVED
from heedful.config.retention.purge import Purged, preview, purge, run_due, seconds_to_next_run
from heedful.config.retention.sweep import sweep
from heedful.config.tests.factories import Desk
from heedful.events.instant import DAY, now
from heedful.events.models import Event
from heedful.interactions.actions import reopen
from heedful.interactions.models import Attachment, Conversation, Interaction
from heedful.interactions.queries import search
from heedful.replies.models import Draft
from heedful.switchboard.models import RawMessage
from heedful.switchboard.receive import keep
from heedful.switchboard.tests.factories import arrive, raw_mail
from heedful.team.tests.factories import Cast
from heedful.team.viewer import viewer_of

pytestmark = pytest.mark.django_db(transaction=True)
YEAR = Periods(12, 12, 12)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


@pytest.fixture(autouse=True)
def _a_while_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blobs that were written a moment ago count as old here."""
    monkeypatch.setattr(purging, "sweep", lambda: sweep(untouched_for=-5))


def _is_there(digest: str) -> bool:
    try:
        get_blob(digest)
    except BlobMissing:
        return False
    return True


def test_without_a_period_nothing_goes(desk: Desk, cast: Cast) -> None:
    old = desk.tell(90)
    assert periods_of(cast.brand.pk) == Periods()
    assert preview(cast.brand.pk, Periods()) == Purged()
    assert purge(cast.brand.pk) == Purged()
    assert _is_there(old.raw.digest)


def test_what_is_old_enough_goes_and_the_rest_stays(desk: Desk, cast: Cast) -> None:
    old, young, waiting = desk.tell(13), desk.tell(11), desk.tell(None)
    theirs = desk.tell(30, brand_id=cast.other_brand.pk)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    told = preview(cast.brand.pk, YEAR)
    assert (told.conversations, told.mails, told.files, told.texts) == (1, 1, 1, 1)
    assert purge(cast.brand.pk) == told
    assert preview(cast.brand.pk, YEAR) == Purged()

    assert not _is_there(old.raw.digest)
    assert not _is_there(old.file.digest)
    for other in (young, waiting, theirs):
        assert _is_there(other.raw.digest)
        assert _is_there(other.file.digest)
        assert "lantern" in Interaction.objects.get(pk=other.mail.pk).text
    gone = Interaction.objects.get(pk=old.mail.pk)
    assert (gone.text, gone.full_text, gone.html) == (REMOVED, "", "")
    assert Attachment.objects.get(pk=old.file.pk).name == "-"
    assert Conversation.objects.get(pk=old.mail.conversation_id).preview == ""
    assert RawMessage.objects.get(pk=old.raw.pk).envelope == {}


def test_what_is_gone_is_not_found_by_search(desk: Desk, cast: Cast) -> None:
    desk.tell(13, body="The weathercock squeaks")
    viewer = viewer_of(cast.agent)
    assert search(viewer, "weathercock")
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    purge(cast.brand.pk)
    assert not search(viewer, "weathercock")


def test_each_matter_has_its_own_period(desk: Desk, cast: Cast) -> None:
    old = desk.tell(13)
    set_periods(brand_id=cast.brand.pk, periods=Periods(mail=12, files=24, texts=0))
    assert purge(cast.brand.pk).mails == 1
    assert not _is_there(old.raw.digest)
    assert _is_there(old.file.digest)
    assert "lantern" in Interaction.objects.get(pk=old.mail.pk).text


def test_the_same_mail_is_still_known(desk: Desk, cast: Cast) -> None:
    old = desk.tell(13)
    raw = get_blob(old.raw.digest)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    purge(cast.brand.pk)
    assert keep(account=desk.accounts[cast.brand.pk], raw=raw, external_id="1:1", door="imap").pk == old.raw.pk
    arrive(desk.accounts[cast.brand.pk], raw, "2:1")  # the server numbers its mails anew
    assert Interaction.objects.filter(conversation_id=old.mail.conversation_id).count() == 1


def test_bytes_that_another_row_names_stay(desk: Desk, cast: Cast) -> None:
    old, young = desk.tell(13, file=b"the same bill"), desk.tell(1, file=b"the same bill")
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    purge(cast.brand.pk)
    assert Attachment.objects.get(pk=old.file.pk).digest == ""
    assert get_blob(young.file.digest) == b"the same bill"
    assert not Released.objects.exists()


def test_what_came_in_again_a_moment_ago_stays(desk: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    old = desk.tell(13)
    monkeypatch.setattr(purging, "sweep", sweep)
    _age(old.raw.digest, 7200)
    put_blob(get_blob(old.raw.digest))  # its row is being written just now
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    purge(cast.brand.pk)
    assert _is_there(old.raw.digest)
    _age(old.raw.digest, 7200)
    sweep()
    assert not _is_there(old.raw.digest)


def test_nothing_goes_while_a_backup_is_taken(desk: Desk, cast: Cast) -> None:
    old = desk.tell(13)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    with held():
        purge(cast.brand.pk)
        assert _is_there(old.raw.digest)
    sweep(untouched_for=-5)
    assert not _is_there(old.raw.digest)


def test_what_somebody_must_look_at_stays(desk: Desk, cast: Cast) -> None:
    row = keep(account=desk.accounts[cast.brand.pk], raw=raw_mail("?"), external_id="1:99", door="imap", received_at=1)
    RawMessage.objects.filter(pk=row.pk).update(state="set_aside", reason="broken")
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    assert purge(cast.brand.pk) == Purged()
    RawMessage.objects.filter(pk=row.pk).update(state="done")
    assert purge(cast.brand.pk).mails == 1


def test_a_conversation_that_goes_on_is_not_touched(desk: Desk, cast: Cast) -> None:
    old = desk.tell(13)
    reopen(viewer=viewer_of(cast.agent), conversation_id=old.mail.conversation_id)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    assert purge(cast.brand.pk) == Purged()


def test_unsent_drafts_go_with_the_texts(desk: Desk, cast: Cast) -> None:
    old = desk.tell(13)
    Draft.objects.create(
        conversation_id=old.mail.conversation_id, person=cast.agent, kind="reply", text="Dear", updated_at=1
    )
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    purge(cast.brand.pk)
    assert not Draft.objects.exists()


def test_it_can_stop_anywhere_and_go_on(desk: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [desk.tell(13 + number) for number in range(5)]
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    monkeypatch.setattr(purging, "BATCH", 2)
    whole = preview(cast.brand.pk, YEAR)
    for step in ("_release", "remove_texts"):
        with monkeypatch.context() as broken:
            broken.setattr(purging, step, _fails_after(1, getattr(purging, step)))
            with pytest.raises(OSError, match="power"):
                purge(cast.brand.pk)
    rest = purge(cast.brand.pk)
    assert 0 < rest.texts < whole.texts
    assert preview(cast.brand.pk, YEAR) == Purged()
    assert not any(_is_there(one.raw.digest) or _is_there(one.file.digest) for one in told)
    assert {row.text for row in Interaction.objects.filter(pk__in=[one.mail.pk for one in told])} == {REMOVED}


def test_many_that_were_resolved_in_one_moment_all_go(desk: Desk, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        desk.tell(13)
    Conversation.objects.update(resolved_at=now() - 400 * DAY)
    monkeypatch.setattr(purging, "BATCH", 2)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    assert purge(cast.brand.pk).texts == 5


def test_it_is_written_down(desk: Desk, cast: Cast) -> None:
    desk.tell(13)
    set_periods(brand_id=cast.brand.pk, periods=YEAR, person_id=cast.admin.pk)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    purge(cast.brand.pk)
    changed, purged = Event.objects.filter(kind__in=kinds.KINDS).order_by("id")
    assert (changed.kind, changed.person_id, changed.details["after"]["mail"]) == (
        kinds.KEEPING_CHANGED,
        cast.admin.pk,
        12,
    )
    assert (purged.kind, purged.brand_id, purged.details["texts"]) == (kinds.PURGED, cast.brand.pk, 1)


def test_it_runs_once_a_day(desk: Desk, cast: Cast) -> None:
    assert seconds_to_next_run() is None
    desk.tell(13)
    set_periods(brand_id=cast.brand.pk, periods=YEAR)
    assert run_due() == 0
    assert Event.objects.filter(kind=kinds.PURGED).count() == 1
    desk.tell(13)
    run_due()
    assert Event.objects.filter(kind=kinds.PURGED).count() == 1
    assert 86_000 < (seconds_to_next_run() or 0) <= 86_400
    Keeping.objects.update(ran_at=now() - 2 * DAY)
    run_due()
    assert Event.objects.filter(kind=kinds.PURGED).count() == 2


def _fails_after(times: int, work):
    done = []

    def wrapped(*words):
        if len(done) >= times:
            raise OSError("power cut")
        done.append(1)
        return work(*words)

    return wrapped


def _age(digest: str, seconds: float) -> None:
    moment = time.time() - seconds
    os.utime(store._path(digest), (moment, moment))
