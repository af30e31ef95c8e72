"""Bringing people in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from heedful.events.models import Event
from heedful.team import actions, kinds
from heedful.team.models import Invitation, Membership, Person
from heedful.team.refusal import Refused
from heedful.team.tests.factories import PASSPHRASE, Cast
from heedful.team.viewer import Forbidden, NotHere, viewer_of

ANSWER = {"name": "Edda", "passphrase": PASSPHRASE}


def asked(cast: Cast, email: str = "edda@harbour.test", **more: Any) -> actions.Invited:
    return actions.invite(viewer=viewer_of(cast.admin), email=email, brand_id=cast.brand.pk, **more)


def path_of(invited: actions.Invited) -> str:
    return f"/invitations/{invited.token}/"


def test_the_link_goes_out_by_mail_and_opens_the_house(cast: Cast) -> None:
    invited = asked(cast, role="lead", team_id=cast.team.pk)
    (letter,) = mail.outbox
    assert invited.was_mailed
    assert letter.to == ["edda@harbour.test"]
    assert invited.link in letter.body
    client = Client()
    assert "edda@harbour.test" in client.get(path_of(invited)).content.decode()
    assert client.post(path_of(invited), ANSWER).url == "/"
    edda = Person.objects.get(email="edda@harbour.test")
    assert viewer_of(edda).roles == ((cast.brand.pk, "lead"),)
    assert cast.team in edda.teams.all()
    assert client.get("/settings/me/").status_code == 200
    happened = Event.objects.filter(brand_id=cast.brand.pk).order_by("id").values_list("kind", flat=True)
    assert list(happened) == [kinds.PERSON_INVITED, kinds.PERSON_JOINED]


@pytest.mark.parametrize("backend", ["NoMailbox", "BrokenMailbox"])
def test_without_a_mailbox_the_page_shows_the_link(
    backend: str, cast: Cast, browse: Callable[[Person], Client], settings: Any
) -> None:
    settings.EMAIL_BACKEND = f"heedful.team.tests.no_mailbox.{backend}"
    typed = {"email": "edda@harbour.test", "role": "agent", "team": ""}
    page = browse(cast.admin).post("/settings/invitations/", typed).content.decode()
    assert "no mail could be sent" in page
    assert f"{settings.PUBLIC_URL}/invitations/" in page


def test_the_token_is_not_kept(cast: Cast) -> None:
    assert asked(cast).token not in str(list(Invitation.objects.values()))


def test_it_works_once(cast: Cast) -> None:
    invited = asked(cast)
    Client().post(path_of(invited), ANSWER)
    again = Client().post(path_of(invited), ANSWER)
    assert again.status_code == 410
    assert "has been used" in again.content.decode()


def test_after_seven_days_it_is_over(cast: Cast) -> None:
    with time_machine.travel("2026-03-01T10:00:00Z", tick=False):
        invited = asked(cast)
    with time_machine.travel("2026-03-08T09:59:59Z", tick=False):
        assert Client().get(path_of(invited)).status_code == 200
    with time_machine.travel("2026-03-08T10:00:01Z", tick=False):
        assert "they are over" in Client().get(path_of(invited)).content.decode()


def test_a_new_link_replaces_the_old(cast: Cast) -> None:
    first = asked(cast)
    second = actions.renew_invitation(viewer=viewer_of(cast.admin), invitation_id=first.invitation_id)
    assert Client().get(path_of(first)).status_code == 410
    assert Client().get(path_of(second)).status_code == 200
    third = asked(cast)
    assert Client().get(path_of(second)).status_code == 410
    assert Client().get(path_of(third)).status_code == 200


def test_taken_back_it_no_longer_works(cast: Cast) -> None:
    invited = asked(cast)
    actions.withdraw_invitation(viewer=viewer_of(cast.admin), invitation_id=invited.invitation_id)
    assert "was taken back" in Client().get(path_of(invited)).content.decode()
    with pytest.raises(Refused):
        actions.renew_invitation(viewer=viewer_of(cast.admin), invitation_id=invited.invitation_id)


def test_a_weak_passphrase_keeps_the_name(cast: Cast) -> None:
    answer = Client().post(path_of(asked(cast)), {**ANSWER, "passphrase": "short"})
    assert answer.status_code == 422
    assert 'value="Edda"' in answer.content.decode()


def test_somebody_with_an_account_joins_with_it(cast: Cast, browse: Callable[[Person], Client]) -> None:
    invited = asked(cast, email=cast.outsider.email)
    stranger = Client().post(path_of(invited), ANSWER)
    assert "Sign in" in stranger.content.decode()
    wrong = browse(cast.agent).post(path_of(invited), ANSWER)
    assert "another address" in wrong.content.decode()
    assert not Membership.objects.filter(person=cast.outsider, brand=cast.brand).exists()
    assert browse(cast.outsider).post(path_of(invited)).url == "/"
    assert viewer_of(cast.outsider).can("agent", cast.brand.pk)
    cast.outsider.refresh_from_db()
    assert cast.outsider.check_password(PASSPHRASE), "an invitation must never set the passphrase of an account"


def test_who_may_invite(cast: Cast) -> None:
    with pytest.raises(Forbidden, match="admin"):
        actions.invite(viewer=viewer_of(cast.lead), email="x@harbour.test", brand_id=cast.brand.pk)
    with pytest.raises(NotHere):
        actions.invite(viewer=viewer_of(cast.outsider), email="x@harbour.test", brand_id=cast.brand.pk)
    with pytest.raises(Refused, match="already in this brand"):
        asked(cast, email=cast.agent.email.upper())
    with pytest.raises(NotHere):
        asked(cast, team_id=999)


def test_another_brand_cannot_touch_ours(cast: Cast) -> None:
    invited = asked(cast)
    for act in (actions.renew_invitation, actions.withdraw_invitation):
        with pytest.raises(NotHere):
            act(viewer=viewer_of(cast.outsider), invitation_id=invited.invitation_id)
        with pytest.raises(Forbidden):
            act(viewer=viewer_of(cast.agent), invitation_id=invited.invitation_id)
