"""Bad input everywhere: every address of the desk, with every field that any page reads, gets an answer and no crash."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

import heedful
from heedful.interactions.models import Interaction
from tests.stories.classified import CLASSIFIED, Use
from tests.stories.ours import ids_of
from tests.stories.test_who_may_what import EVERY

FORM = "application/x-www-form-urlencoded"
NUMBER, ODD = "9" * 20, "\u0663a\0\ud800\u202e\u200b{{x}}%(y)s<b>"
HOSTILE = (NUMBER, ODD, "0001-01-01T00:00")
NAMED = re.compile(r"""(?:POST|GET|given|asked|post|get)(?:\.get(?:list)?\(|\[)["']([a-z_]+)["']""")
FORM_FIELD = re.compile(r"^    (\w+)(?:: [\w.\[\]]+)? = forms\.", re.MULTILINE)
PARTS = 4
HUGE = "x" * 5_000_000


def field_names() -> list[str]:
    """Whatever any page or form of ours reads."""
    found = set()
    for path in Path(heedful.__file__).parent.rglob("*.py"):
        if "tests" not in path.parts:
            text = path.read_text()
            found |= {*NAMED.findall(text), *FORM_FIELD.findall(text)}
    return sorted(found)


FIELDS = field_names()
NAMES = sorted(set(CLASSIFIED) & set(EVERY))


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_answers_whatever_is_sent(part: int, cast: Any, browse: Any) -> None:
    assert {"text", "key", "after", "before", "send_at", "to", "brand", "brand_name"} <= set(FIELDS)
    ids, wrong, answered = ids_of(cast), [], 0
    for name in NAMES[part::PARTS]:
        client = browse(cast.admin)  # again each time: signing out is one of the addresses
        client.raise_request_exception = False
        address = reverse(name, kwargs={one: ids[one] for one in EVERY[name]})
        for words, use, query, body, kind in _tries(name, ids):
            answer = _send(client, use, address + query, body, kind)
            answered += answer.status_code not in {302, 404, 405}
            wrong += [f"{use.method} {address}: {words}: {answer.status_code}"] if answer.status_code >= 500 else []
    assert not wrong, "\n".join(wrong)
    assert answered > 100, "the words have to reach the pages, not the door"


def _tries(name: str, ids: dict[str, Any]) -> list[tuple[str, Use, str, bytes, str]]:
    """All fields at once; each field of a good form alone; nothing; another kind of content."""
    found = []
    for use in CLASSIFIED[name]:
        query = use.query.format(**ids)
        good = {key: value.format(**ids) for key, value in use.sent.items()}
        if use.method == "GET":
            found += [(repr(one), use, f"?{_form(dict.fromkeys(FIELDS, one)).decode()}", b"", FORM) for one in HOSTILE]
            continue
        found += [(repr(one), use, query, _form(dict.fromkeys(FIELDS, one)), FORM) for one in HOSTILE]
        found += [
            (f"{field} {one!r}", use, query, _form({**good, field: one}), FORM) for field in good for one in HOSTILE[:2]
        ]
        found += [("no field", use, query, b"", FORM), ("json", use, query, b'{"text": ["x"]}', "application/json")]
    return found


def _form(fields: dict[str, str]) -> bytes:
    return b"&".join(name.encode() + b"=" + _quoted(value) for name, value in fields.items())


def _quoted(value: str) -> bytes:
    return b"".join(b"%%%02X" % byte for byte in value.encode("utf-8", "surrogatepass"))


def _send(client: Client, use: Use, address: str, body: bytes, kind: str) -> Any:
    """Nothing that was tried leaves a trace."""
    with transaction.atomic():
        answer = client.generic(use.method, address, body, content_type=kind)
        transaction.set_rollback(True)
    return answer


@pytest.mark.django_db
def test_too_much_is_refused_in_words_and_twice_is_once(cast: Any, browse: Any) -> None:
    ids, client = ids_of(cast), browse(cast.admin)
    at, many = f"/conversations/{ids['conversation_id']}", ", ".join(f"p{one}@client.test" for one in range(10_000))
    long_part = f"{'x' * 300}@client.test"
    for address, sent, wanted in (
        (f"{at}/drafts/reply/", {"text": HUGE, "version": "0"}, {413}),
        (f"{at}/replies/", {"text": HUGE, "key": "a-key-of-its-own"}, {413, 422}),
        (f"{at}/notes/", {"text": HUGE, "key": "a-key-of-its-own"}, {413, 422}),
        (f"{at}/replies/", {"text": "Hi", "key": "a-key-of-its-own", "to": many, "has_heading": "1"}, {422}),
        (f"{at}/drafts/reply/heading/", {"to": long_part, "has_heading": "1"}, {302, 400, 422}),
        (f"/customers/{ids['customer_id']}/addresses/", {"channel": "email", "address": long_part}, {400}),
        (f"/settings/signatures/?brand={ids['brand']}", {"text": HUGE, "of": "own"}, {422}),
        ("/note/", {"key": "a-key-of-its-own", "kind": "visit", "text": HUGE, "direction": "in"}, {422}),
    ):
        answer = client.post(address, sent)
        assert answer.status_code in wanted, f"{address}: {answer.status_code}"
    for _twice in range(2):
        client.post(f"{at}/notes/", {"text": "told twice", "key": "one-key-for-both"})
    assert Interaction.objects.filter(text="told twice").count() == 1
