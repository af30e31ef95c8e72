"""One conversation told through the product's own actions, and every row that it left: the pattern of a fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection

from heedful.config.reactions import REACTIONS
from heedful.events.dispatch import dispatch
from heedful.events.instant import HOUR, MINUTE, as_if_at
from heedful.interactions.actions import resolve, tag
from heedful.replies.actions import send_reply
from heedful.switchboard.deliver import run_due
from heedful.switchboard.models import Account
from heedful.switchboard.receive import keep, receive
from heedful.switchboard.tests.factories import raw_mail
from heedful.team.viewer import Viewer

STEP = 10 * MINUTE
TURNS = 5  # the customer, we, the customer, we, the customer
Rows = dict[str, list[dict[str, Any]]]
# Nothing of these is about one conversation, or (what the coach found in a reply) it hangs on the words alone.
STANDING = {
    "django_content_type",
    "auth_permission",
    "auth_group",
    "interactions_tag",
    "interactions_indexing",
    "coaching_sentfinding",
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a conversation, and who writes for us."""

    writer: Viewer
    is_open: bool = False
    tag: str = ""


def tell(account: Account, fate: Fate, number: int, at: int, texts: list[str]) -> Rows:
    """Five messages, ten minutes apart; what the product wrote for them, by table. Columns as the database has them."""
    before = {name: _newest(name) for name in tables()}
    conversation_id, last = 0, ""
    for turn, text in enumerate(texts):
        with as_if_at(at + turn * STEP):
            if turn % 2:
                last = _answer(fate.writer, conversation_id, number, turn, text)
            else:
                conversation_id = _hear(account, number, turn, text, last)
            _follow()
    with as_if_at(at + TURNS * STEP):
        if fate.tag:
            tag(viewer=fate.writer, conversation_id=conversation_id, name=fate.tag)
        if not fate.is_open:
            resolve(viewer=fate.writer, conversation_id=conversation_id, reason="solved")
        _follow()
    return {name: rows for name in before if (rows := _since(name, before[name], number))}


def tables() -> list[str]:
    """Those with a number for a key, which count up; the words of an interaction have its sort key."""
    known = [model._meta for model in apps.get_models()]  # noqa: SLF001 (Django's own name for it)
    counted = [one.db_table for one in known if one.pk.get_internal_type() == "BigAutoField"]
    return [name for name in counted if name not in STANDING] + ["interactions_terms"]


def columns(table: str) -> list[str]:
    """As the model has them; PostgreSQL makes one more itself."""
    known = next(model._meta for model in apps.get_models() if model._meta.db_table == table)  # noqa: SLF001 (as above)
    return [str(field.column) for field in known.concrete_fields]


def _hear(account: Account, number: int, turn: int, text: str, answered: str) -> int:
    who = f"Customer {number} <c{number}@client.test>"
    headers = f"In-Reply-To: <{answered}>\r\n" if answered else ""
    raw = raw_mail(
        text, sender=who, subject=f"Order {number}", message_id=f"m{number}.{turn}@client.test", headers=headers
    )
    row = receive(keep(account=account, raw=raw, external_id=f"fill:{number}.{turn}", door="imap").pk)
    assert row.conversation_id, row.reason
    return row.conversation_id


def _answer(writer: Viewer, conversation_id: int, number: int, turn: int, text: str) -> str:
    sent = send_reply(
        viewer=writer, conversation_id=conversation_id, text=text, key=f"k{number}.{turn}", override_reason="Measured"
    )
    with as_if_at(sent.send_at):
        run_due()
    return sent.interaction.external_id


def _follow() -> None:
    while dispatch(REACTIONS):
        pass


def _newest(table: str) -> int:
    key = "sort_key" if table == "interactions_terms" else "id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX({key}), 0) FROM {table}")
        return int(cursor.fetchone()[0])


def _since(table: str, newest: int, number: int) -> list[dict[str, Any]]:
    names = columns(table)
    where, values = ("id > %s", newest) if table != "interactions_terms" else ("subject = %s", f"order {number}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {table} WHERE {where} ORDER BY 1", [values])
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


LONGEST = TURNS * STEP + HOUR
