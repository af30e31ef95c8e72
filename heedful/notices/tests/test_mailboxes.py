"""A mailbox that fails is told to the admins once, and once more when it works again."""

from __future__ import annotations

import pytest
import time_machine

from heedful.events.instant import HOUR, SECOND, now
from heedful.notices.models import Notice
from heedful.notices.tests.factories import settle, told
from heedful.switchboard.doors.mailbox_health import mark_failing, mark_healthy
from heedful.switchboard.doors.mailbox_words import Trouble
from heedful.switchboard.tests.factories import make_account
from heedful.team.tests.factories import Cast

pytestmark = pytest.mark.django_db
TROUBLE = Trouble("sign-in", "The mail server refuses the password.", "Give the mailbox a new one.", is_final=True)


def test_the_admins_hear_of_it_with_what_to_do_and_when_it_is_over(cast: Cast, browse) -> None:
    account = make_account(cast.brand)
    mark_failing(account.pk, TROUBLE)
    settle()
    assert (told(cast.admin), told(cast.agent), told(cast.lead), told(cast.outsider)) == (["mailbox"], [], [], [])
    page = browse(cast.admin).get("/notices/").content.decode()
    assert f"The mailbox {account.address} cannot be read" in page
    assert "Give the mailbox a new one." in page
    assert f'href="/settings/mailboxes/{account.pk}/"' in page
    mark_healthy(account.pk)
    settle()
    assert "can be read again" in browse(cast.admin).get("/notices/").content.decode()
    assert Notice.objects.get(read_at=None).cause == "account.healthy"


def test_one_that_comes_and_goes_is_no_flood(cast: Cast) -> None:
    account = make_account(cast.brand)
    for _turn in range(5):
        mark_failing(account.pk, TROUBLE)
        mark_failing(account.pk, "another reason")
        mark_healthy(account.pk)
    settle()
    assert told(cast.admin) == ["mailbox", "mailbox"]
    with time_machine.travel((now() + 7 * HOUR) / SECOND, tick=False):
        mark_failing(account.pk, TROUBLE)
        settle()
    assert told(cast.admin) == ["mailbox"] * 3


def test_that_it_works_is_no_news_to_whoever_did_not_hear_that_it_failed(cast: Cast) -> None:
    mark_healthy(make_account(cast.brand).pk)
    settle()
    assert not Notice.objects.exists()
