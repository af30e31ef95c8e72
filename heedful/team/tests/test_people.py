"""Roles, and people who leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from heedful.events.models import Event
from heedful.team import actions, kinds, queries
from heedful.team.models import Membership, Person
from heedful.team.refusal import Refused
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, NotHere, viewer_of


def test_a_changed_role_counts_with_the_next_request(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.lead)
    assert client.get("/settings/people/").status_code == 403
    actions.change_role(viewer=viewer_of(cast.admin), person_id=cast.lead.pk, brand_id=cast.brand.pk, role="admin")
    assert client.get("/settings/people/").status_code == 200
    event = Event.objects.get(kind=kinds.ROLE_CHANGED)
    assert event.details == {"whom": cast.lead.pk, "before": "lead", "role": "admin"}


def test_nobody_takes_the_last_admin(cast: Cast) -> None:
    admin = viewer_of(cast.admin)
    with pytest.raises(Refused, match="needs an admin"):
        actions.change_role(viewer=admin, person_id=cast.admin.pk, brand_id=cast.brand.pk, role="agent")
    with pytest.raises(Refused, match="needs an admin"):
        actions.remove_from_brand(viewer=admin, person_id=cast.admin.pk, brand_id=cast.brand.pk)
    actions.change_role(viewer=admin, person_id=cast.lead.pk, brand_id=cast.brand.pk, role="admin")
    cast.lead.is_active = False
    cast.lead.save()
    with pytest.raises(Refused, match="needs an admin"):
        actions.change_role(viewer=admin, person_id=cast.admin.pk, brand_id=cast.brand.pk, role="agent")


def test_somebody_removed_sees_nothing_of_the_brand(cast: Cast) -> None:
    actions.remove_from_brand(viewer=viewer_of(cast.admin), person_id=cast.agent.pk, brand_id=cast.brand.pk)
    assert viewer_of(cast.agent).brand_ids == ()
    assert cast.agent not in cast.team.people.all()
    assert (cast.agent.pk, "Alva") not in queries.colleagues(viewer_of(cast.admin), cast.brand.pk)


def test_a_closed_account_is_out_at_once_and_stays_out(cast: Cast, browse: Callable[[Person], Client]) -> None:
    client = browse(cast.agent)
    actions.deactivate(viewer=viewer_of(cast.admin), person_id=cast.agent.pk)
    assert client.get("/settings/me/").status_code == 302
    actions.reactivate(viewer=viewer_of(cast.admin), person_id=cast.agent.pk)
    assert client.get("/settings/me/").status_code == 302, "an old session must not come back to life"
    assert browse(Person.objects.get(pk=cast.agent.pk)).get("/settings/me/").status_code == 200


def test_who_may_close_an_account(cast: Cast) -> None:
    admin = viewer_of(cast.admin)
    with pytest.raises(Refused, match="own account"):
        actions.deactivate(viewer=admin, person_id=cast.admin.pk)
    with pytest.raises(NotHere):
        actions.deactivate(viewer=admin, person_id=cast.outsider.pk)
    with pytest.raises(Forbidden):
        actions.deactivate(viewer=viewer_of(cast.lead), person_id=cast.agent.pk)
    Membership.objects.create(person=cast.agent, brand=cast.other_brand)
    with pytest.raises(Forbidden, match="another brand"):
        actions.deactivate(viewer=admin, person_id=cast.agent.pk)


def test_the_other_brand_has_no_say(cast: Cast) -> None:
    them = viewer_of(cast.outsider)
    with pytest.raises(NotHere):
        actions.change_role(viewer=them, person_id=cast.agent.pk, brand_id=cast.brand.pk, role="admin")
    with pytest.raises(NotHere):
        actions.change_role(viewer=them, person_id=cast.agent.pk, brand_id=cast.other_brand.pk, role="admin")
    for query in (queries.colleagues, queries.people, queries.teams, queries.open_invitations, queries.audit):
        with pytest.raises(NotHere):
            query(them, cast.brand.pk)


def test_teams_take_only_people_of_the_brand(cast: Cast) -> None:
    admin = viewer_of(cast.admin)
    team = actions.add_team(viewer=admin, brand_id=cast.brand.pk, name="Workshop", people=[cast.agent.pk])
    with pytest.raises(NotHere):
        actions.set_team_people(viewer=admin, team_id=team.pk, people=[cast.outsider.pk])
    with pytest.raises(Refused, match="this name"):
        actions.add_team(viewer=admin, brand_id=cast.brand.pk, name="workshop")
    with pytest.raises(NotHere):
        actions.change_team(viewer=viewer_of(cast.outsider), team_id=team.pk, name="Mine", people=[])
    assert [row.name for row in queries.teams(viewer_of(cast.agent), cast.brand.pk)] == ["Front desk", "Workshop"]


def test_one_more_brand_is_kept_apart(cast: Cast) -> None:
    brand = actions.found_brand(viewer=viewer_of(cast.admin), name="Harbour Lamps", timezone="UTC")
    assert brand.slug == "harbour-lamps"
    assert viewer_of(cast.admin).can("admin", brand.pk)
    assert not viewer_of(cast.agent).may_see(brand.pk)
    twin = actions.found_brand(viewer=viewer_of(cast.admin), name="Harbour Lamps", timezone="UTC")
    assert twin.slug == "harbour-lamps-2"
    with pytest.raises(Forbidden):
        actions.found_brand(viewer=viewer_of(cast.lead), name="Mine", timezone="UTC")
