"""Settings → Keeping: an admin sets the periods, sees before what would go, and who set them last."""

from __future__ import annotations

import pytest

from heedful.blobs.models import Keeping
from heedful.config.retention.keeping import Periods, periods_of
from heedful.config.tests.factories import Desk
from heedful.interactions.models import Interaction
from heedful.team.tests.factories import Cast

pytestmark = pytest.mark.django_db
PAGE = "/settings/keeping/"


def test_an_admin_sets_the_periods_and_their_name_stands_there(cast: Cast, browse) -> None:
    client = browse(cast.admin)
    assert "everything is kept for ever" in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"mail": "12", "files": "24", "texts": ""}, follow=True)
    assert periods_of(cast.brand.pk) == Periods(12, 24, 0)
    assert f"Set by {cast.admin.name}" in answer.content.decode()
    history = client.get("/settings/audit/").content.decode()
    assert "mail 12, files 24, texts 0" in history


@pytest.mark.parametrize("typed", [{"mail": "1"}, {"mail": "two"}, {"files": "6"}, {"mail": "9" * 20}, {"mail": "-3"}])
def test_what_makes_no_sense_is_refused_and_kept_in_the_form(cast: Cast, browse, typed: dict[str, str]) -> None:
    answer = browse(cast.admin).post(PAGE, typed)
    assert answer.status_code == 422
    assert f'value="{next(iter(typed.values()))}"' in answer.content.decode()
    assert not Keeping.objects.exists()


def test_what_would_go_is_told_and_nothing_goes(cast: Cast, browse) -> None:
    old = Desk(cast).tell(13)
    typed = {"mail": "12", "files": "12", "texts": "12"}
    answer = browse(cast.admin).post(f"{PAGE}preview/", typed, headers={"HX-Request": "true"})
    assert "1 raw mail, 1 file" in answer.content.decode()
    assert not Keeping.objects.exists()
    assert "lantern" in Interaction.objects.get(pk=old.mail.pk).text


def test_it_is_the_matter_of_admins(cast: Cast, browse) -> None:
    assert browse(cast.agent).get(PAGE).status_code == 403
    assert browse(cast.lead).post(PAGE, {"mail": "12"}).status_code == 403
    assert browse(cast.outsider).post(f"{PAGE}?brand={cast.brand.pk}", {"mail": "12"}).status_code == 404
