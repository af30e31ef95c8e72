"""The stories and people of the demo keep the form that stories/README.md promises."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).parent.parent
STORY_FILES = sorted((DEMO / "stories").glob("*.toml"))
PEOPLE: dict[str, Any] = tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))
EXCHANGES: list[dict[str, Any]] = [
    exchange for path in STORY_FILES for exchange in tomllib.loads(path.read_text(encoding="utf-8"))["exchange"]
]
BRANDS = {brand["slug"] for brand in PEOPLE["brand"]}
REASONS = {reason["slug"] for reason in PEOPLE["resolve"]}

EXCHANGE_KEYS = {
    "id", "brand", "language", "practices", "tone", "mood", "tags", "subjects", "turn", "audience",
}  # fmt: skip
TURN_KEYS = {"who", "kind", "channel", "after", "texts", "stars", "promise", "fact", "outcome"}
MOODS = set(
    "calm curious hopeful happy businesslike worried confused impatient annoyed upset angry sad abusive".split()
)
AUDIENCES = {"customer", "job_seeker", "partner", "press", "team"}
KINDS = {
    "email": {"message"},
    "chat": {"message"},
    "phone": {"call"},
    "in_person": {"visit"},
    "video": {"meeting"},
    "social": {"post", "message"},
}
ANY_LANGUAGE_SLOTS = set(
    "first last name town street phone email company child school staff colleague brand order job invoice price"
    " price_big count guests weekday date time past_weekday past_date".split()
)
ENGLISH_SLOTS = set(
    "month instrument strings wind string_job wind_job accessory loaf pastry cake occasion product".split()
)
PRACTICES = set(
    "L1 L2 L3 L4 L5 L6 T1 T2 T3 T4 T5 T6 H1 H2 H3 H4 H5 E1 E2 E3 P1 P2 P3 P4 P5 P6 P7 P8 J1 J2 J3 C1 C2 W1 W2"
    " F1 F2 F3 F4 S1 S2 S3 S4 S5 M1 M2 M3 M4 M5 M6 M7 M8 M9 M10".split()
)
DURATION = re.compile(r"[1-9][0-9]*[mhdw]")
MAIL_DOMAIN = re.compile(r"@([\w.-]+\w)")

each_exchange = pytest.mark.parametrize("exchange", EXCHANGES, ids=[e["id"] for e in EXCHANGES])


def texts_of(exchange: dict[str, Any]) -> list[str]:
    return [*exchange["subjects"], *(text for turn in exchange["turn"] for text in turn["texts"])]


def slots_in(text: str) -> set[str]:
    return set(re.findall(r"\{([^{}]*)\}", text))


def test_there_are_enough_exchanges_and_each_has_its_own_id() -> None:
    assert len(EXCHANGES) >= 170
    assert [i for i, n in Counter(e["id"] for e in EXCHANGES).items() if n > 1] == []


@pytest.mark.parametrize("path", STORY_FILES, ids=lambda path: path.name)
def test_a_story_file_stays_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250


@each_exchange
def test_an_exchange_has_the_promised_form(exchange: dict[str, Any]) -> None:
    assert set(exchange) <= EXCHANGE_KEYS
    assert exchange["brand"] in BRANDS
    assert exchange["tone"] in {"good", "bad", "mixed"}
    assert exchange["mood"] in MOODS
    assert exchange.get("audience", "customer") in AUDIENCES
    assert set(exchange["tags"]) <= set(PEOPLE["tags"])
    assert exchange["practices"]
    assert set(exchange["practices"]) <= PRACTICES
    assert len(exchange["subjects"]) >= 3


@each_exchange
def test_turns_have_the_promised_form(exchange: dict[str, Any]) -> None:
    assert "after" not in exchange["turn"][0]
    for turn in exchange["turn"]:
        assert set(turn) <= TURN_KEYS
        assert turn["who"] in {"customer", "agent", "note"}
        kinds = {"note"} if turn["who"] == "note" else KINDS[turn["channel"]]
        assert turn["kind"] in kinds
        assert turn.get("stars", 1) in range(1, 6)
    for turn in exchange["turn"][1:]:
        assert DURATION.fullmatch(turn["after"])


@each_exchange
def test_there_are_alternatives_to_choose_from(exchange: dict[str, Any]) -> None:
    assert len(exchange["turn"][0]["texts"]) >= 3
    assert all(len(turn["texts"]) >= 2 for turn in exchange["turn"])
    longest = max(len(turn["texts"]) for turn in exchange["turn"])
    assert longest == len(exchange["turn"][0]["texts"]), "a text that no telling reaches"
    assert len(exchange["subjects"]) <= longest, "a subject that no telling reaches"


@each_exchange
def test_first_words_differ_with_every_telling(exchange: dict[str, Any]) -> None:
    assert [text for text in exchange["turn"][0]["texts"] if not slots_in(text)] == []


@each_exchange
def test_slots_are_known_and_fit_the_language(exchange: dict[str, Any]) -> None:
    allowed = ANY_LANGUAGE_SLOTS | (ENGLISH_SLOTS if exchange["language"] == "en" else set())
    for text in texts_of(exchange):
        assert slots_in(text) <= allowed
        assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", text)), "a stray brace"
        assert text == text.strip()


@each_exchange
def test_slots_exist_for_the_brand(exchange: dict[str, Any]) -> None:
    things = set(PEOPLE["things"][exchange["brand"]])
    of_other_brands = {slot for brand in BRANDS for slot in PEOPLE["things"][brand]} - things
    for text in texts_of(exchange):
        assert not slots_in(text) & of_other_brands


@each_exchange
def test_promises_end_and_so_does_the_exchange(exchange: dict[str, Any]) -> None:
    open_promises = 0
    for turn in exchange["turn"]:
        outcome = turn.get("outcome", "")
        if outcome.startswith("promise "):
            assert outcome.removeprefix("promise ") in {"kept", "broken", "moved"}
            open_promises -= 1
            assert open_promises >= 0, "a promise ends that was never made"
        if "promise" in turn:
            assert set(turn["promise"]) == {"what", "due"}
            due = turn["promise"]["due"]
            assert due in {"weekday", "date"} or DURATION.fullmatch(due)
            open_promises += 1
    assert open_promises == 0
    last = exchange["turn"][-1]["outcome"]
    assert last == "open" or last.removeprefix("resolved:") in REASONS
    assert all(t.get("outcome", "promise ").startswith("promise ") for t in exchange["turn"][:-1])


@pytest.mark.parametrize("practice", sorted(PRACTICES))
def test_a_practice_is_shown_done_well_and_done_badly(practice: str) -> None:
    tones = [e["tone"] for e in EXCHANGES if practice in e["practices"]]
    assert len(tones) >= 2
    assert {"good", "mixed"} & set(tones)
    assert {"bad", "mixed"} & set(tones)


def test_no_text_is_told_twice() -> None:
    counts = Counter(text.casefold() for e in EXCHANGES for text in texts_of(e))
    assert [text for text, n in counts.items() if n > 1] == []


def test_many_languages_are_spoken() -> None:
    languages = Counter(e["language"] for e in EXCHANGES)
    assert sum(languages.values()) - languages["en"] >= 35
    assert set("en de fr es it nl pl pt sv ja ar tr uk".split()) <= set(languages)
    assert set(languages) <= {group["language"] for group in PEOPLE["names"]}
    assert set(languages) <= set(PEOPLE["towns"])


def test_both_brands_and_every_channel_have_their_share() -> None:
    assert min(Counter(e["brand"] for e in EXCHANGES).values()) >= 70
    assert {turn["channel"] for e in EXCHANGES for turn in e["turn"]} == set(KINDS)
    assert {e.get("audience", "customer") for e in EXCHANGES} == AUDIENCES


def test_nothing_is_filler_and_no_address_is_real() -> None:
    words = "\n".join(text for e in EXCHANGES for text in texts_of(e))
    assert not re.search(r"lorem ipsum|dolor sit amet|\bTODO\b|\bXXX\b", words)
    everything = words + (DEMO / "people.toml").read_text(encoding="utf-8")
    assert [d for d in MAIL_DOMAIN.findall(everything) if not d.endswith(".example")] == []
    assert [url for url in re.findall(r"https?://[\w.]+", everything) if not url.endswith(".example")] == []


def test_the_people_fill_a_small_firm() -> None:
    assert len(PEOPLE["staff"]) == 8
    assert {person["team"] for person in PEOPLE["staff"]} == {team["slug"] for team in PEOPLE["team"]}
    assert {person["role"] for person in PEOPLE["staff"]} == {"agent", "lead", "admin"}
    assert all(set(person["brands"]) <= BRANDS for person in PEOPLE["staff"])
    for part in ("first", "last"):
        assert len({name for group in PEOPLE["names"] for name in group[part]}) >= 260
    assert len({fact for group in PEOPLE["facts"] for fact in group["texts"]}) >= 60
