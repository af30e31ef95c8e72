"""A customer is erased: afterwards nothing in the database and in the folder of blobs says who they were."""

from __future__ import annotations

import sqlite3
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import zstandard
from django.apps import apps
from django.conf import settings as house
from django.core import serializers
from django.db import connection

from heedful.blobs.models import Released
from heedful.config import kinds
from heedful.config.erasing import erase as erasing
from heedful.config.erasing.erase import erase_customer, would_go
from heedful.config.retention import sweep as sweeping
from heedful.config.retention.sweep import sweep_due
from heedful.customers.actions import add_address, create_customer, forget, remember, remove_address, rename
from heedful.customers.models import Customer
from heedful.customers.queries import NotFound, family_ids
from heedful.events.models import Event
from heedful.interactions.actions import join_customers, merge
from heedful.interactions.models import Conversation, Interaction
from heedful.interactions.tests.factories import mail_in
from heedful.notices.models import Notice
from heedful.promises.actions import make_promise
from heedful.promises.due import Wish
from heedful.replies.actions import add_note, save_draft, send_reply
from heedful.switchboard.receive import keep, receive
from heedful.switchboard.tests.factories import make_account, raw_mail
from heedful.switchboard.unwanted.actions import block_sender, mark_wanted
from heedful.team.refusal import Refused
from heedful.team.tests.factories import Cast
from heedful.team.viewer import Forbidden, viewer_of

pytestmark = pytest.mark.django_db(transaction=True)
# Each stands somewhere else: name, old name, address, words, subject, file, note, draft, detail, company.
TRACES = (
    "quillfeather", "wimbleton", "ottoline", "snapdragon", "thimblework", "gooseberry", "larkspur", "parsnip",
    "hollyhock", "marrowbone",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _a_while_later(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Blobs that were written a moment ago count as old here; the folder is this test's own."""
    settings.DATA = tmp_path
    as_it_is = sweeping.sweep
    monkeypatch.setattr(sweeping, "sweep", lambda: as_it_is(untouched_for=-5))


def _story(cast: Cast) -> Customer:
    """Somebody with a bit of everything."""
    agent, account = viewer_of(cast.agent), make_account(cast.brand)
    raw = _mail()
    row = receive(keep(account=account, raw=raw, external_id="1:1", door="imap").pk)
    receive(keep(account=account, raw=raw, external_id="1:2", door="imap").pk)  # the same once more
    mail = Interaction.objects.get(pk=row.interaction_id)
    customer = mail.customer
    rename(viewer=agent, customer_id=customer.pk, name="Quillfeather", company="Marrowbone")
    extra = add_address(viewer=agent, customer_id=customer.pk, channel="email", address="wimbleton@client.test")
    remove_address(viewer=agent, address_id=extra.pk)
    forget(viewer=agent, remembered_id=remember(viewer=agent, customer_id=customer.pk, text="Likes larkspur").pk)
    remember(viewer=agent, customer_id=customer.pk, text="Likes hollyhock")
    add_note(viewer=agent, conversation_id=mail.conversation_id, text="Ask about the larkspur @lead", key="n")
    make_promise(viewer=agent, conversation_id=mail.conversation_id, wish=Wish("Send the hollyhock", None, None))
    mark_wanted(viewer=agent, conversation_id=mail.conversation_id)
    block_sender(viewer=agent, interaction_id=mail.pk)
    send_reply(
        viewer=agent, conversation_id=mail.conversation_id, text="Dear Quillfeather", key="r", override_reason="t"
    )
    save_draft(viewer=agent, conversation_id=mail.conversation_id, kind="reply", text="parsnip", version=None)
    twin = create_customer(
        viewer=agent, brand_id=cast.brand.pk, name="Wimbleton", channel="phone", address="+44 1632 960007"
    )
    join_customers(viewer=agent, customer_id=customer.pk, other_id=twin.pk)
    aside = keep(account=account, raw=raw_mail("?", sender="ottoline@client.test"), external_id="1:3", door="imap")
    type(aside).objects.filter(pk=aside.pk).update(state="set_aside", reason="ottoline@client.test")
    return customer


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "ottoline@client.test", "My thimblework", "<1@client.test>"
    mail["To"] = "help@harbour.test"
    mail.set_content("The snapdragon lamp hums")
    mail.add_attachment("a picture of a gooseberry", filename="gooseberry.txt")
    return mail.as_bytes()


def _everything() -> str:
    """Every row of every room, and every blob."""
    rows = "\n".join(
        serializers.serialize("json", model._default_manager.all(), ensure_ascii=False)
        for model in apps.get_models()
        if model.__module__.startswith("heedful")
    )
    return (rows + _blobs()).lower()


def _blobs() -> str:
    folder: Path = house.DATA / "blobs"
    unpack = zstandard.ZstdDecompressor().decompress
    return "\n".join(unpack(path.read_bytes()).decode("utf-8", "replace") for path in sorted(folder.rglob("*.zst")))


def _traces(text: str) -> set[str]:
    return {trace for trace in TRACES if trace in text}


def test_nothing_says_who_they_were(cast: Cast) -> None:
    customer = _story(cast)
    assert _traces(_everything()) == set(TRACES)
    told = would_go(viewer_of(cast.admin), customer.pk)
    assert erase_customer(viewer=viewer_of(cast.admin), customer_id=customer.pk, typed=" quillfeather ") == told
    sweep_due()
    assert _traces(_everything()) == set()
    assert not Released.objects.exists()
    with pytest.raises(NotFound):
        would_go(viewer_of(cast.admin), customer.pk)
    event = Event.objects.get(kind=kinds.ERASED)
    assert (event.person_id, event.details["conversations"], event.details["contacts"]) == (
        cast.admin.pk,
        1,
        told.contacts,
    )
    if connection.vendor == "sqlite":
        connection.close()
        assert _traces(_bytes_of_the_file()) == set()


def _bytes_of_the_file() -> str:
    """Also what lies in the free parts of it and in its log."""
    path = Path(str(connection.settings_dict["NAME"]))
    sqlite3.connect(path).execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    return path.read_bytes().decode("latin-1").lower()


def test_others_keep_what_is_theirs(cast: Cast) -> None:
    customer = _story(cast)
    agent = viewer_of(cast.agent)
    other = mail_in(cast.brand.pk, "My kettle sings", sender="kit@client.test", subject="Kettle")
    theirs = mail_in(cast.brand.pk, "My snapdragon too", sender="ottoline@client.test", subject="thimblework again")
    merge(viewer=agent, conversation_id=theirs.conversation_id, other_id=other.conversation_id, is_sure=True)
    events = Event.objects.count()
    erase_customer(viewer=viewer_of(cast.admin), customer_id=customer.pk, typed="Quillfeather")
    kept = Conversation.objects.get(pk=theirs.conversation_id)
    assert (kept.customer_id, kept.subject, kept.preview) == (other.customer_id, "Kettle", "My kettle sings")
    assert list(kept.interactions.values_list("text", flat=True)) == ["My kettle sings"]
    assert Event.objects.count() == events + 1  # the past stays countable


def test_a_crash_before_the_bytes_are_gone_is_made_good(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = _story(cast)
    with monkeypatch.context() as broken:
        broken.setattr(sweeping, "remove_blob", _power_cut)
        erase_customer(viewer=viewer_of(cast.admin), customer_id=customer.pk, typed="Quillfeather")
        with pytest.raises(OSError, match="power"):
            sweep_due()
    assert _traces(_blobs().lower())
    sweep_due()
    assert not _traces(_blobs().lower())


def test_a_crash_in_the_middle_takes_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    customer = _story(cast)
    before = {model: model._default_manager.count() for model in (Customer, Conversation, Interaction, Notice, Event)}
    monkeypatch.setattr(erasing, "hand_over", _power_cut)
    with pytest.raises(OSError, match="power"):
        erase_customer(viewer=viewer_of(cast.admin), customer_id=customer.pk, typed="Quillfeather")
    assert {model: model._default_manager.count() for model in before} == before
    assert _traces(_everything()) == set(TRACES)


def test_it_takes_an_admin_and_the_name(cast: Cast, browse: Any) -> None:
    customer = mail_in(cast.brand.pk, "Hello", sender="kit@client.test").customer
    address = f"/customers/{customer.pk}/erasure/"
    with pytest.raises(Forbidden):
        erase_customer(viewer=viewer_of(cast.lead), customer_id=customer.pk, typed=customer.name)
    with pytest.raises(Refused):
        erase_customer(viewer=viewer_of(cast.admin), customer_id=customer.pk, typed="yes")
    client = browse(cast.admin)
    assert "1 conversation, 1 contact" in client.get(address).content.decode()
    assert client.post(address, {"word": "no"}).status_code == 422
    assert family_ids(customer.pk) == [customer.pk]
    assert Customer.objects.filter(pk=customer.pk).exists()
    word = customer.name or "kit@client.test"
    assert "Erased" in client.post(address, {"word": word}, follow=True).content.decode()
    assert not Customer.objects.filter(pk=customer.pk).exists()


def _power_cut(*_: Any, **__: Any) -> None:
    raise OSError("power cut")
