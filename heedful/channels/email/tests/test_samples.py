"""Every sample mail comes out as its `.out.json` says, and as `samples/expected.json` says.

A change of reading is accepted by running this with HEEDFUL_ACCEPT=1 and looking at the difference.
"""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from heedful.channels.email.identity import content_key
from heedful.channels.email.inbound import _read, read
from heedful.channels.email.reader import Reader
from heedful.channels.email.threading import make_message_id, make_reply_address, make_subject_token

SAMPLES = Path(__file__).parents[1] / "samples"
CONTEXT = json.loads((SAMPLES / "context.json").read_text("utf-8"))
EXPECTED = {case["file"]: case["expect"] for case in json.loads((SAMPLES / "expected.json").read_text("utf-8"))}
MAILBOX, DOMAIN = CONTEXT["mailboxes"][0], CONTEXT["own_domain"]
IDS = {name: number for number, name in enumerate(CONTEXT["interactions"], start=1)}
READER = Reader(
    own_addresses=frozenset(CONTEXT["mailboxes"]),
    own_domains=frozenset({DOMAIN}),
    staff_addresses=frozenset(CONTEXT["agents"]),
    trusted_authserv_ids=frozenset({CONTEXT["trusted_authserv_id"]}),
    key=b"a key for the samples only",
)


def sample(name: str) -> bytes:
    raw = (SAMPLES / name).read_bytes()
    for letter, number in IDS.items():
        raw = raw.replace(f"@@MSGID:{letter}@@".encode(), make_message_id(f"answer-{letter}", DOMAIN).encode())
        raw = raw.replace(f"@@TOKEN:{letter}@@".encode(), make_subject_token(number).encode())
        raw = raw.replace(f"@@REPLY_TO:{letter}@@".encode(), make_reply_address(MAILBOX, number, READER.key).encode())
    return raw


def golden(inbound):
    """All that was read; of files their size and checksum, and only the first few."""
    shown = asdict(inbound)
    files = shown.pop("attachments")
    for file in files:
        content = file.pop("content")
        file |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return shown | {"attachment_count": len(files), "attachments": files[:5]}


NAMES = sorted(path.name for path in SAMPLES.glob("*.eml"))


@pytest.mark.parametrize("name", NAMES)
def test_sample_reads_as_before(name):
    found = json.loads(json.dumps(golden(_read(sample(name), READER)), ensure_ascii=False))
    kept = SAMPLES / name.replace(".eml", ".out.json")
    if os.environ.get("HEEDFUL_ACCEPT"):
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert found == json.loads(kept.read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_sample_reads_as_expected(name):
    expect, found = EXPECTED[name], read(sample(name), READER)
    told = {
        "sender": found.sender.address,
        "sender_name": found.sender.name,
        "subject": found.subject,
        "reply_text": found.new_text,
        "auto": found.automatic,
        "may_auto_reply": found.may_auto_reply,
        "signature": found.signature,
        "recipient": found.recipient,
        "routing_hint": found.routing_hint,
        "forwarded": found.forwarded,
        "original_sender": found.original_sender and found.original_sender.address,
        "reply_to": found.reply_to and found.reply_to.address,
        "cc": [party.address for party in found.cc],
    }
    assert {key: told[key] for key in expect if key in told} == {key: expect[key] for key in expect if key in told}
    assert all(words in found.text for words in expect.get("text_contains", []))
    assert all(words in found.html for words in expect.get("html_contains", []))
    assert not any(words in found.html for words in expect.get("html_excludes", []))
    flags = set(expect.get("flags_any", [])) - {"sender_not_participant"}
    assert not flags or flags & set(found.flags)


@pytest.mark.parametrize("name", [name for name in NAMES if "interaction" in EXPECTED[name]])
def test_sample_names_its_conversation(name):
    letter, ties = EXPECTED[name]["interaction"], read(sample(name), READER).threading
    by_id = {*ties.in_reply_to, *ties.references, *ties.own_ids}
    by_number = {*ties.reply_address_refs, *ties.subject_refs}
    assert make_message_id(f"answer-{letter}", DOMAIN) in by_id or IDS[letter] in by_number


@pytest.mark.parametrize("name", [name for name in NAMES if "attachments" in EXPECTED[name]])
def test_sample_has_its_files(name):
    spare = EXPECTED[name].get("attachments_may_include", [])
    files = [file for file in read(sample(name), READER).attachments if file.name not in spare]
    found = [{"filename": f.name, "content_type": f.content_type, "inline": f.inline, "size": f.size} for f in files]
    wanted = EXPECTED[name]["attachments"]
    assert [{key: file[key] for key in want} for file, want in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("name", [name for name in NAMES if {"bounce", "calendar"} & set(EXPECTED[name])])
def test_sample_has_its_report_or_invitation(name):
    found, expect = read(sample(name), READER), EXPECTED[name]
    bounce = asdict(found.bounce) if found.bounce else {}
    assert expect.get("bounce", {}).items() <= bounce.items()
    assert expect.get("calendar", {}).items() <= dict(found.calendar or {}).items()


def test_only_the_second_delivery_of_one_mail_is_a_duplicate():
    keys = {name: content_key(sample(name)) for name in NAMES}
    twins = {name: case["of"] for name, case in EXPECTED.items() if case.get("action") == "duplicate"}
    assert all(keys[name] == keys[first] for name, first in twins.items())
    assert len(set(keys.values())) == len(NAMES) - len(twins)


def test_all_own_mail_is_known_and_nothing_else():
    own = {name for name in NAMES if read(sample(name), READER).own_mail}
    assert own == {name for name, case in EXPECTED.items() if case.get("action") == "drop_loop"}
