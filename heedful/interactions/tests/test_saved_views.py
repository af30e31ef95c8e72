"""Saved views: named, shared, changed by whom they belong to; and lists of filters in pages."""

from __future__ import annotations

import pytest

from heedful.events.instant import HOUR, now
from heedful.interactions.actions import Wish, assign, change_view, remove_view, resolve, save_view, tag
from heedful.interactions.actions.saved_views import MOST
from heedful.interactions.filters import FilterError
from heedful.interactions.queries import (
    NotFound,
    filter_count,
    filter_ids,
    filtered,
    saved_view_of,
    saved_views,
)  # fmt: skip
from heedful.interactions.tests.factories import mail_in
from heedful.team.models import Membership
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, viewer_of


def names(viewer) -> set[str]:
    return {row.name for row in saved_views(viewer)}


def test_who_sees_what(cast: Cast) -> None:
    for name, shared in (("own", "own"), ("team", f"team:{cast.team.pk}"), ("brand", f"brand:{cast.brand.pk}")):
        save_view(viewer=cast.viewer, wish=Wish(name, "waiting", shared))
    assert names(cast.viewer) == {"own", "team", "brand"}
    assert names(viewer_of(cast.lead)) == {"team", "brand"}
    assert names(viewer_of(cast.colleague)) == {"brand"}
    assert names(cast.stranger) == set()


def test_me_is_whoever_looks(cast: Cast) -> None:
    about = mail_in(cast.brand.pk).conversation_id
    assign(viewer=cast.viewer, conversation_id=about, person_id=cast.colleague.pk)
    row = save_view(viewer=cast.viewer, wish=Wish("Mine", "assignee is me", f"brand:{cast.brand.pk}"))
    assert filtered(cast.viewer, row.text) == []
    assert [one.id for one in filtered(viewer_of(cast.colleague), row.text)] == [about]


def test_only_its_maker_and_a_lead_change_it(cast: Cast) -> None:
    row = save_view(viewer=cast.viewer, wish=Wish("Ours", "waiting", f"brand:{cast.brand.pk}"))
    own = save_view(viewer=cast.viewer, wish=Wish("Own", "waiting"))
    with pytest.raises(Forbidden):
        change_view(viewer=viewer_of(cast.colleague), view_id=row.pk, wish=Wish("Theirs", "waiting"))
    changed = change_view(viewer=viewer_of(cast.lead), view_id=row.pk, wish=Wish("Late", "waiting > 2 h", "own"))
    assert (changed.name, changed.text, changed.owner_id) == ("Late", "waiting > 2 h", cast.agent.pk)
    for viewer in (cast.stranger, viewer_of(cast.lead)):
        with pytest.raises(NotFound):
            remove_view(viewer=viewer, view_id=own.pk)
    remove_view(viewer=cast.viewer, view_id=own.pk)
    with pytest.raises(NotFound):
        saved_view_of(cast.viewer, own.pk)


@pytest.mark.parametrize(
    ("name", "text", "shared"),
    [
        ("", "waiting", "own"),
        ("x" * 61, "waiting", "own"),
        ("Late", "waitng", "own"),
        ("Late", "tag is nothing", "own"),
        ("Late", "waiting", "everybody"),
        ("Late", "waiting", "brand:999999"),
        ("Late", "waiting", "team:-1"),
        ("Late", "waiting", "team:" + "9" * 40),
    ],
)
def test_what_cannot_be_saved_is_refused_in_words(cast: Cast, name: str, text: str, shared: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        save_view(viewer=cast.viewer, wish=Wish(name, text, shared))
    assert saved_views(cast.viewer) == []


def test_not_for_another_brand_and_not_without_end(cast: Cast) -> None:
    with pytest.raises(ValueError, match="for whom"):
        save_view(viewer=cast.viewer, wish=Wish("Spy", "waiting", f"brand:{cast.other_brand.pk}"))
    for number in range(MOST):
        save_view(viewer=cast.viewer, wish=Wish(f"view {number}", "waiting"))
    with pytest.raises(ValueError, match="At most"):
        save_view(viewer=cast.viewer, wish=Wish("one more", "waiting"))


@pytest.mark.parametrize("text", ["", "waiting", "state is any and tag is refund", "assignee is me"])
def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast, text: str) -> None:
    Membership.objects.create(person=cast.agent, brand=cast.other_brand, role="agent")
    viewer = viewer_of(cast.agent)
    for number in range(13):
        brand = cast.brand if number % 2 else cast.other_brand
        made = mail_in(brand.pk, sender=f"p{number}@client.test", at=now() - (number // 3) * HOUR).conversation_id
        tag(viewer=viewer, conversation_id=made, name="refund")
        assign(viewer=viewer, conversation_id=made, person_id=cast.agent.pk)
        if number == 5 and "any" in text:
            resolve(viewer=viewer, conversation_id=made, reason="solved")
    seen, cursor = [], None
    while page := filtered(viewer, text, after=cursor, limit=4):
        seen += [row.id for row in page]
        cursor = page[-1].cursor
    assert len(seen) == len(set(seen)) == 13
    assert filter_count(viewer, text) == 13
    assert sorted(filter_ids(viewer, text, limit=100)) == sorted(seen)


def test_a_view_whose_tag_is_gone_says_so(cast: Cast) -> None:
    about = mail_in(cast.brand.pk).conversation_id
    made = tag(viewer=cast.viewer, conversation_id=about, name="refund")
    save_view(viewer=cast.viewer, wish=Wish("Refunds", "tag is refund"))
    made.delete()
    with pytest.raises(FilterError, match="There is no tag"):
        filtered(cast.viewer, "tag is refund")
