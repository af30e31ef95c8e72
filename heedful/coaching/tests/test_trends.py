"""Trends: one's own for oneself alone; for leads teams and rules, never a person and never a small group."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from heedful.coach import Context, Draft, Standards, review
from heedful.coaching.actions import choose_trends, keep_review
from heedful.coaching.actions.reviewing import Judged
from heedful.coaching.models import SentReview
from heedful.coaching.picture import bars
from heedful.coaching.queries import by_team, own_writing
from heedful.coaching.queries.own import WEEK
from heedful.events.instant import now
from heedful.interactions.models import Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Person
from heedful.team.queries import audit
from heedful.team.tests.factories import Cast, make_person
from heedful.team.viewer import Forbidden, viewer_of

Browse = Callable[[Person], Client]
BLAMING = Judged(review(Draft("You should have read the manual."), Context(), Standards()))


def sent(
    cast: Cast, person: Person, *, team_id: int | None = None, weeks_ago: int = 0, judged: Judged = BLAMING
) -> None:
    """One reply of theirs as the coach saw it."""
    row = mail_in(cast.brand.pk, "Where is it?")
    Interaction.objects.filter(pk=row.pk).update(direction="out", person_id=person.pk)
    row.refresh_from_db()
    kept = keep_review(interaction=row, team_id=team_id, judged=judged)
    SentReview.objects.filter(pk=kept.pk).update(sent_at=now() - weeks_ago * WEEK)


def test_ones_own_findings_are_counted_by_week_and_what_returns_is_named(cast: Cast) -> None:
    for weeks_ago in (0, 0, 1, 3):
        sent(cast, cast.agent, weeks_ago=weeks_ago)
    sent(cast, cast.colleague)
    own = own_writing(cast.viewer)
    line = next(one for one in own.rules if one.code == "OWN101")
    assert (line.total, line.stood, line.weeks_met, sum(own.replies)) == (4, 4, 3, 4)
    assert line.weeks[-1] == 2
    assert "OWN101" in {one.code for one in own.returning}
    assert own_writing(viewer_of(cast.lead)).rules == ()


def test_the_page_shows_ones_own_and_there_is_no_address_for_anothers(cast: Cast, browse: Browse) -> None:
    sent(cast, cast.agent)
    sent(cast, cast.agent, weeks_ago=1)
    mine = browse(cast.agent).get(reverse("my_writing")).content.decode()
    assert reverse("practice", args=["H2"]) in mine
    assert "<svg" in mine
    for person in (cast.colleague, cast.lead, cast.admin):
        assert "Nothing is here yet." in browse(person).get(reverse("my_writing")).content.decode()
        for address in (f"/my-writing/{cast.agent.pk}/", f"/my-writing/{cast.agent.email}/"):
            assert browse(person).get(address).status_code == 404
        assert (
            reverse("practice", args=["H2"])
            not in browse(person).get(f"/my-writing/?person={cast.agent.pk}").content.decode()
        )


def test_more_replies_cost_no_more_queries(cast: Cast, django_assert_num_queries: Callable[..., object]) -> None:
    viewer = cast.viewer
    for count in (3, 6):
        for _ in range(count):
            sent(cast, cast.agent)
        with django_assert_num_queries(2):
            own_writing(viewer)


def test_a_team_is_shown_when_nobody_in_it_can_be_guessed(cast: Cast, browse: Browse) -> None:
    people = [make_person(f"Writer{number}", cast.brand) for number in range(5)]
    for number in range(20):
        sent(cast, people[number % 4], team_id=cast.team.pk)
    lead = viewer_of(cast.lead)
    few = by_team(lead, cast.brand.pk)
    assert (few.parts, few.too_small) == ((), ("Front desk",))
    sent(cast, people[4], team_id=cast.team.pk)
    part = by_team(lead, cast.brand.pk).parts[0]
    assert (part.name, part.replies) == ("Front desk", 21)
    assert next(line for line in part.rules if line.code == "OWN101").found == 21
    page = browse(cast.lead).get(reverse("teams_writing")).content.decode()
    assert "Front desk" in page
    assert not any(person.name in page for person in people)


def test_a_small_rest_is_not_given_away_by_the_sum(cast: Cast) -> None:
    people = [make_person(f"Writer{number}", cast.brand) for number in range(5)]
    for number in range(20):
        sent(cast, people[number % 5], team_id=cast.team.pk)
    sent(cast, cast.colleague)
    found = by_team(viewer_of(cast.lead), cast.brand.pk)
    assert [part.name for part in found.parts] == ["Front desk"]
    assert found.too_small == ("Without a team",)


def test_teams_are_for_leads_and_the_switch_for_admins(cast: Cast, browse: Browse) -> None:
    assert browse(cast.agent).get(reverse("teams_writing")).status_code == 403
    with pytest.raises(Forbidden):
        choose_trends(viewer=viewer_of(cast.lead), brand_id=cast.brand.pk, keeps_trends=False)


def test_a_brand_may_do_without_trends_of_people(cast: Cast, browse: Browse) -> None:
    sent(cast, cast.agent)
    browse(cast.admin).post(f"{reverse('trends')}?brand={cast.brand.pk}", {"keeps_trends": "0"})
    assert not SentReview.objects.exclude(person=None).exists()
    sent(cast, cast.agent)
    assert own_writing(cast.viewer).rules == ()
    assert any("stopped keeping trends" in line.what for line in audit(viewer_of(cast.admin), cast.brand.pk))
    browse(cast.admin).post(f"{reverse('trends')}?brand={cast.brand.pk}", {"keeps_trends": "1"})
    sent(cast, cast.agent)
    assert sum(own_writing(cast.viewer).replies) == 1


def test_a_picture_says_its_numbers_and_takes_no_markup() -> None:
    drawn = bars((0, 2, 4), 'Late" onload="x')
    assert drawn.count("<rect") == 3
    assert 'onload="x' not in drawn
    assert 'height="28.0"' in drawn
