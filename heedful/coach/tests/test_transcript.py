"""Reading who said what: the forms in which conversations are written down, and any text at all."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heedful.coach.transcript import read_transcript

LABELS = ("Anna: ", "[10:32] Anna: ", "Anna (10:32): ", "10:32 - Agent: ", "A: ", "K: ", "(00:01:22.500) Speaker 2: ", "Kunde: ", "> Agent: ", "25/11/2026, 10:32 - Ida Holm: ")  # fmt: skip


def told(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.speaker, one.side, " ".join(one.text.split()))
        for one in read_transcript(text, ours=["Bruno Berg"], theirs=["Ida Holm"])
    ]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Ida: Hello?\nAgent: Good morning.", [("Ida", "theirs", "Hello?"), ("Agent", "ours", "Good morning.")]),
        ("[10:02] A: Yes\n[10:03] K: No,\nno.", [("A", "ours", "Yes"), ("K", "theirs", "No, no.")]),
        ("Ida  10:32 AM\nwhere\nBruno  10:33 AM\nhere", [("Ida", "theirs", "where"), ("Bruno", "ours", "here")]),
        ("1/2/2026, 9:05 - Ida Holm: Hi\n1/2/2026, 9:06 - Mo: Re: hi", [("Ida Holm", "theirs", "Hi"), ("Mo", "ours", "Re: hi")]),
        ("A talk.\nSpeaker 1: a\nSpeaker 2: b", [("", "", "A talk."), ("Speaker 1", "", "a"), ("Speaker 2", "", "b")]),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello\n\n00:03.000 --> 00:04.000\n<v Ida>Hi", [("Agent", "ours", "Hello"), ("Ida", "theirs", "Hi")]),
    ],
)  # fmt: skip
def test_the_usual_forms(text: str, turns: list[tuple[str, str, str]]) -> None:
    assert told(text) == turns


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Came by.\nPhone: 123\nNote: rang back",
        "Ida: asked for a lamp",
        "https://a.test: x\nhttps://b.test: y",
        "Price: 3\nPrice: 4\nSize: 5\nSize: 6",
    ],
)
def test_a_plain_note_is_no_conversation(text: str) -> None:
    assert told(text) == []


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for one in read_transcript(text):
        assert text[one.begins :].startswith(one.text)


@given(st.lists(st.tuples(st.sampled_from(LABELS), st.integers(0, 4)), max_size=8))
def test_every_word_stays_with_somebody(shape: list[tuple[str, int]]) -> None:
    number = count()
    said = [(label, [f"word{next(number)}" for _ in range(words)]) for label, words in shape]
    turns = read_transcript("".join(f"{label}{' '.join(words)}\n" for label, words in said), theirs=["Anna"])
    kept = [word for one in turns for word in one.text.split() if word.startswith("word")]
    assert kept == ([word for _label, words in said for word in words] if turns else [])
