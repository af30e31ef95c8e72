"""What tests do inside a running installation, from a process beside it: a question a line, an answer a line."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import traceback
from contextlib import suppress
from typing import Any
from unittest.mock import patch

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from heedful.blobs.store import BlobMissing, get_blob  # noqa: E402
from heedful.config import schema  # noqa: E402
from heedful.config.backup.tables import count_rows, named_digests  # noqa: E402
from heedful.config.backup.tables import table_names as all_tables  # noqa: E402
from heedful.events.instant import SECOND, now  # noqa: E402
from heedful.interactions.actions import index_more, resolve  # noqa: E402
from heedful.interactions.models import Conversation, Interaction  # noqa: E402
from heedful.interactions.queries import inbox, radar_count, search  # noqa: E402
from heedful.replies.actions import send_reply  # noqa: E402
from heedful.switchboard.mailbox_settings import Secrets, seal_secrets, secrets_of  # noqa: E402
from heedful.switchboard.models import Account, Delivery, RawMessage  # noqa: E402
from heedful.switchboard.receive import keep, receive_many  # noqa: E402
from heedful.switchboard.tests.factories import raw_mail  # noqa: E402
from heedful.team.models import Brand  # noqa: E402
from heedful.team.tests.factories import make_cast  # noqa: E402
from heedful.team.viewer import viewer_of  # noqa: E402
from tests.releases.load import load  # noqa: E402
from tests.world.tables import described  # noqa: E402


def found(*, imap_port: int = 0, smtp_port: int = 0, address: str = "help@harbour.test") -> dict[str, Any]:
    """The cast of the tests and one mailbox, in an empty database."""
    cast = make_cast()
    wires: dict[str, Any] = {}
    if imap_port:
        wires["imap"] = {"host": "127.0.0.1", "port": imap_port, "security": "plain", "user": address}
    if smtp_port:
        wires["smtp"] = {"host": "127.0.0.1", "port": smtp_port, "security": "plain"}
    account = Account.objects.create(
        brand=cast.brand, channel="email", name="Help", address=address, settings=wires,
        sealed=seal_secrets(Secrets(password="test")) if imap_port else "", created_at=now(),
    )  # fmt: skip
    return {"brand_id": cast.brand.pk, "account_id": account.pk, "email": cast.agent.email}


def tables(*, walk: bool = False) -> list[str]:
    """Of an empty database, made at once or by walking through all migrations."""
    if walk:
        call_command("migrate", interactive=False, verbosity=0)
    else:
        schema.bring_up_to_date()
    return described()


def broken_off() -> list[str]:
    """What is left where laying the tables ends just before it is through."""
    with patch.object(schema, "_note_as_applied", side_effect=ZeroDivisionError), suppress(ZeroDivisionError):
        schema.bring_up_to_date()
    return described()


def more_mailboxes(*, addresses: list[str], imap_port: int, smtp_port: int) -> list[int]:
    """Further mailboxes of the same brand; returns the ids of all."""
    first = Account.objects.get(address="help@harbour.test")
    for address in addresses:
        wires = {
            "imap": {"host": "127.0.0.1", "port": imap_port, "security": "plain", "user": address},
            "smtp": {"host": "127.0.0.1", "port": smtp_port, "security": "plain"},
        }
        Account.objects.create(
            brand=first.brand, channel="email", name=address, address=address, settings=wires, sealed=first.sealed,
            created_at=now(),
        )  # fmt: skip
    return list(Account.objects.order_by("id").values_list("id", flat=True))


def receive_mails(*, count: int, prefix: str = "before") -> list[int]:
    """Mails that are here already, one conversation each; returns the conversations."""
    account = Account.objects.get(address="help@harbour.test")
    rows = [
        keep(
            account=account, external_id=f"{prefix}:{number}", door="file",
            raw=raw_mail(f"Question {number}", sender=f"c{number}@client.test", message_id=f"{prefix}{number}@client.test"),
        )
        for number in range(count)
    ]  # fmt: skip
    return [row.conversation_id or 0 for row in receive_many([row.pk for row in rows])]


def queue_replies(*, conversations: list[int], spread: float) -> list[str]:
    """One reply to each, leaving one after another over `spread` seconds; returns their Message-IDs."""
    viewer = viewer_of(Brand.objects.get(slug="harbour").memberships.get(person__name="Alva").person)
    ids = []
    for number, conversation_id in enumerate(conversations):
        delivery = send_reply(
            viewer=viewer, conversation_id=conversation_id, text=f"Answer {number}, gladly.", key=f"k{number}"
        )
        Delivery.objects.filter(pk=delivery.pk).update(
            send_at=now() + int(number / len(conversations) * spread * SECOND)
        )
        ids.append(delivery.interaction.external_id)
    return ids


def resolve_all() -> int:
    """Nothing waits any more."""
    viewer = viewer_of(Brand.objects.get(slug="harbour").memberships.get(person__name="Alva").person)
    rows = Conversation.objects.filter(state="open")
    return len([resolve(viewer=viewer, conversation_id=row.pk, reason="solved") for row in rows])


def state() -> dict[str, Any]:
    """What is in the record, for comparing with what was sent and received."""
    inbound = Interaction.objects.filter(direction="in").values_list("external_id", flat=True)
    account = Account.objects.filter(address="help@harbour.test").first()
    return {
        "inbound": list(inbound),
        "deliveries": {
            row.interaction.external_id: row.state for row in Delivery.objects.select_related("interaction")
        },
        "kept": RawMessage.objects.filter(state="kept").count(),
        "set_aside": RawMessage.objects.filter(state="set_aside").count(),
        "conversations": Conversation.objects.count(),
        "radar": radar_count(viewer_of(Brand.objects.get(slug="harbour").memberships.get(person__name="Alva").person)),
        "account": [account.state, account.state_reason] if account else None,
    }


def as_released(*, release: str, times: int) -> dict[str, int]:
    """The database of an earlier release, full of messages; returns how many rows each table has."""
    return load(release, times=times)


def a_look_around() -> dict[str, Any]:
    """All rows, what somebody of the first brand sees, and whether the tables are those of this version."""
    viewer = viewer_of(Brand.objects.order_by("id").first().memberships.order_by("id").first().person)
    word = max(Interaction.objects.filter(direction="in").order_by("id").first().text.split(), key=len)
    while index_more():  # what the background work does bit by bit
        pass
    unmigrated = MigrationExecutor(connection)
    return {
        "rows": count_rows(all_tables()),
        "inbox": len(inbox(viewer, "all")),
        "found": len(search(viewer, word)),
        "unmigrated": [str(one) for one in unmigrated.migration_plan(unmigrated.loader.graph.leaf_nodes())],
    }


def counts(*, tables: list[str]) -> dict[str, int]:
    """How many rows each table has."""
    return count_rows(tables)


def readable() -> dict[str, Any]:
    """Whether every blob that a row names is there, and the keys fit."""
    missing = 0
    for digest in named_digests():
        try:
            get_blob(digest)
        except BlobMissing:
            missing += 1
    account = Account.objects.exclude(sealed="").first()
    return {"blobs_missing": missing, "secrets_readable": account is None or bool(secrets_of(account).password)}


def put_aside_conversations() -> int:
    """How many conversations the desk had that a restore moved aside."""
    if connection.vendor == "sqlite":
        [file] = settings.DATA.glob("before-restore-*/heedful.sqlite3")
        with sqlite3.connect(file) as link:
            return int(link.execute("SELECT count(*) FROM interactions_conversation").fetchone()[0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%%'")
        [(schema,)] = cursor.fetchall()
        cursor.execute(f"SELECT count(*) FROM {schema}.interactions_conversation")
        return int(cursor.fetchone()[0])


def _answered(line: str) -> dict[str, Any]:
    function, arguments = json.loads(line)
    try:
        return {"given": globals()[function](**arguments)}
    except Exception:  # noqa: BLE001 it is told to the one who asked
        return {"failed": traceback.format_exc()}
    finally:
        connections.close_all()  # between two questions the database may be moved away


if __name__ == "__main__":
    answers = sys.stdout
    sys.stdout = sys.stderr  # a word from elsewhere is no answer
    for question in sys.stdin:
        print(json.dumps(_answered(question)), file=answers, flush=True)
