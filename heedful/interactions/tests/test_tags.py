"""Tags: made while working, one word once, put on and taken off, tidied by a lead, kept apart between brands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.events.models import Event
from heedful.interactions.actions import change_tag, merge_tags, remove_tag, tag, tag_again, untag
from heedful.interactions.actions.tags import MOST
from heedful.interactions.models import Tag, Tagging
from heedful.interactions.queries import NotFound, inbox, tag_uses, tags, tags_on
from heedful.interactions.tag_names import key_of, tidy
from heedful.interactions.tests.factories import mail_in
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, viewer_of


@pytest.fixture
def about(cast: Cast) -> int:
    return mail_in(cast.brand.pk).conversation_id


def test_a_tag_is_made_while_typing_and_stands_in_the_list(cast: Cast, about: int) -> None:
    made = tag(viewer=cast.viewer, conversation_id=about, name=" #Late   delivery ")
    assert made.name == "Late delivery"
    assert [one.name for one in inbox(cast.viewer, "all")[0].tags] == ["Late delivery"]
    assert list(Event.objects.filter(conversation_id=about, kind="conversation.tagged").values_list("details__tag"))


@pytest.mark.parametrize("again", ["refund", "REFUND", "  Refund", "#refund", "ｒｅｆｕｎｄ", "re\u200bfund"])
def test_the_same_word_is_the_same_tag(cast: Cast, about: int, again: str) -> None:
    first = tag(viewer=cast.viewer, conversation_id=about, name="Refund")
    assert tag(viewer=cast.viewer, conversation_id=about, name=again).pk == first.pk
    assert Tagging.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "#", "\0", "\u200b", "!?", "x" * 41])
def test_what_is_no_word_is_refused_in_words(cast: Cast, about: int, name: str) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        tag(viewer=cast.viewer, conversation_id=about, name=name)
    assert not Tag.objects.exists()


@given(st.text(max_size=60))
def test_any_name_becomes_a_tidy_one_or_is_refused(name: str) -> None:
    try:
        tidied = tidy(name)
    except ValueError:
        return
    assert 1 <= len(tidied) <= 40
    assert tidied == tidy(tidied)
    assert "\0" not in tidied
    assert '"' not in tidied
    assert key_of(tidied)


def test_off_again_and_no_more_than_a_few(cast: Cast, about: int) -> None:
    for number in range(MOST):
        made = tag(viewer=cast.viewer, conversation_id=about, name=f"word {number}")
    with pytest.raises(ValueError, match="at most"):
        tag(viewer=cast.viewer, conversation_id=about, name="one too many")
    untag(viewer=cast.viewer, conversation_id=about, tag_id=made.pk)
    assert len(tags_on([about])[about]) == MOST - 1
    tag_again(viewer=cast.viewer, conversation_id=about, tag_id=made.pk)
    assert len(tags_on([about])[about]) == MOST


def test_two_tags_become_one_on_every_conversation(cast: Cast, about: int) -> None:
    second = mail_in(cast.brand.pk, sender="b@client.test").conversation_id
    lead = viewer_of(cast.lead)
    kept = tag(viewer=cast.viewer, conversation_id=about, name="refund")
    gone = tag(viewer=cast.viewer, conversation_id=about, name="money back")
    tag(viewer=cast.viewer, conversation_id=second, name="money back")
    with pytest.raises(ValueError, match="Merge the two"):
        change_tag(viewer=lead, tag_id=gone.pk, name="REFUND", tone="plain")
    merge_tags(viewer=lead, tag_id=gone.pk, into_id=kept.pk)
    assert [(use.name, use.conversations) for use in tag_uses(lead, cast.brand.pk)] == [("refund", 2)]


def test_tidying_up_is_for_leads(cast: Cast, about: int) -> None:
    made = tag(viewer=cast.viewer, conversation_id=about, name="refund")
    for deed in (
        lambda: change_tag(viewer=cast.viewer, tag_id=made.pk, name="x", tone="good"),
        lambda: remove_tag(viewer=cast.viewer, tag_id=made.pk),
        lambda: merge_tags(viewer=cast.viewer, tag_id=made.pk, into_id=made.pk),
    ):
        with pytest.raises(Forbidden):
            deed()
    changed = change_tag(viewer=viewer_of(cast.lead), tag_id=made.pk, name="Refund please", tone="good")
    assert (changed.name, changed.tone) == ("Refund please", "good")
    with pytest.raises(ValueError, match="colours"):
        change_tag(viewer=viewer_of(cast.lead), tag_id=made.pk, name="Refund", tone="red; }")
    remove_tag(viewer=viewer_of(cast.lead), tag_id=made.pk)
    assert tags(cast.viewer, cast.brand.pk) == []


def test_brands_share_no_tags(cast: Cast, about: int) -> None:
    ours = tag(viewer=cast.viewer, conversation_id=about, name="refund")
    theirs = mail_in(cast.other_brand.pk).conversation_id
    with pytest.raises(NotFound):
        tag(viewer=cast.stranger, conversation_id=about, name="spy")
    with pytest.raises(NotFound):
        tag_again(viewer=cast.stranger, conversation_id=theirs, tag_id=ours.pk)
    assert tag(viewer=cast.stranger, conversation_id=theirs, name="refund").pk != ours.pk
