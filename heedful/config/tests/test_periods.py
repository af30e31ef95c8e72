"""The periods of a brand: what is refused, what the command says, and how months are counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from heedful.blobs.models import Keeping
from heedful.config.commands.retention import retention
from heedful.config.retention.keeping import Periods, Refused, months_before, set_periods
from heedful.config.retention.matter import REMOVED
from heedful.config.tests.factories import Desk
from heedful.events.instant import DAY, from_datetime, to_datetime
from heedful.interactions.models import Interaction
from heedful.team.tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "periods",
    [
        Periods(12, 6, 0),
        Periods(0, 6, 0),
        Periods(0, 0, 6),
        Periods(6, 12, 6),
        Periods(3, 0, 6),
        Periods(-1),
        Periods(9999),
    ],
)
def test_periods_that_contradict_each_other_are_refused(cast: Cast, periods: Periods) -> None:
    with pytest.raises(Refused):
        set_periods(brand_id=cast.brand.pk, periods=periods)
    assert not Keeping.objects.exists()


def test_the_command_shows_sets_and_runs(cast: Cast) -> None:
    Desk(cast).tell(13)
    ask = CliRunner().invoke
    assert "for ever" in ask(retention, ["show"]).output
    said = ask(retention, ["set", "harbour", "--mail", "12", "--files", "12", "--texts", "12"]).output
    assert "1 mails and 1 files" in said
    assert Interaction.objects.filter(text=REMOVED).count() == 0
    assert "cannot be kept longer" in ask(retention, ["set", "harbour", "--texts", "6"]).output
    assert ask(retention, ["run", "harbour"], input="n\n").exit_code == 1
    assert Interaction.objects.filter(text=REMOVED).count() == 0
    assert "Gone: 1 mails" in ask(retention, ["run", "harbour", "--yes"]).output
    assert "Nothing is old enough" in ask(retention, ["run", "harbour"]).output
    wrong = ask(retention, ["run", "nowhere"])
    assert wrong.exit_code == 1
    assert "There are: harbour, quarry" in wrong.output


@given(
    st.integers(from_datetime(datetime(1990, 1, 1, tzinfo=UTC)), from_datetime(datetime(2090, 1, 1, tzinfo=UTC))),
    st.integers(1, 200),
)
def test_months_before_is_the_same_day_or_the_last_of_that_month(instant: int, months: int) -> None:
    moment, before = to_datetime(instant), to_datetime(months_before(instant, months))
    assert (moment.year * 12 + moment.month) - (before.year * 12 + before.month) == months
    assert before.day == moment.day or (before.day < moment.day and to_datetime(from_datetime(before) + DAY).day == 1)
