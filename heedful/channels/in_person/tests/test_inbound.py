"""A note from the counter becomes an Inbound; sent twice, it is one."""

from dataclasses import replace

import pytest

from heedful.channels.in_person.inbound import Note, read
from heedful.channels.message import Party
from heedful.channels.table import CHANNELS

VISIT = Note(
    "c-1", "visit", Party("", "Lou Vance"), "Asked about chairs.\r\nWill come again.", 1_770_000_000_000_000, "shown"
)


def test_a_visit():
    found = read(VISIT)
    assert (found.channel, found.kind, found.sender.name) == ("in_person", "visit", "Lou Vance")
    assert found.text == found.new_text == "Asked about chairs.\nWill come again."
    assert (found.sent_at, found.outcome) == (1_770_000_000_000_000, "shown")
    assert not found.may_auto_reply


def test_a_double_submit_is_one_note():
    assert read(VISIT).content_key == read(replace(VISIT, text="Asked about chairs!")).content_key
    assert read(VISIT).content_key != read(replace(VISIT, client_id="c-2")).content_key


def test_without_a_client_id_only_equal_notes_are_one():
    bare = replace(VISIT, client_id="")
    assert read(bare).content_key == read(bare).content_key
    assert read(bare).content_key != read(replace(bare, text="Something else.")).content_key


@pytest.mark.parametrize(
    ("kind", "channel", "expected"),
    [
        ("call", None, "phone"),
        ("meeting", None, "video"),
        ("meeting", "video", "video"),
        ("visit", None, "in_person"),
    ],
)
def test_where_it_happened(kind, channel, expected):
    assert read(replace(VISIT, kind=kind, channel=channel)).channel == expected


def test_only_storable_text():
    found = read(replace(VISIT, text="a\x00b\ud800c\x07", who=Party("\x00", "L\x00ou\n V")))
    assert (found.text, found.sender.name) == ("abc", "Lou V")


def test_every_channel_says_what_it_can_do():
    for name, channel in CHANNELS.items():
        assert channel.traits.name == name
        assert channel.traits.label
        assert callable(channel.read)
