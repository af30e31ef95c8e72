"""Keep the search index true: every action that writes words calls this, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Max

from heedful.customers.models import Customer
from heedful.interactions.models import Attachment, Indexing, Interaction, Terms
from heedful.interactions.terms import VERSION, Heading, made_of

BATCH = 200
NAMES = ("sort_key", "brand_id", "subject", "sender", "recipients", "body", "stems")
WRITE = f"""INSERT INTO interactions_terms ({", ".join(NAMES)}) VALUES ({", ".join(["%s"] * len(NAMES))})
            ON CONFLICT (sort_key) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in NAMES[2:])}"""  # noqa: S608 (names of our own columns)


def index(interaction: Interaction, files: Iterable[str]) -> None:
    """Write the terms of one interaction; `files` are the names of its attachments."""
    index_many([(interaction, tuple(files))])


def index_many(listed: Sequence[tuple[Interaction, tuple[str, ...]]]) -> None:
    """The same for many, in one go. Their customers should have been read with them."""
    values = [_values(interaction, files) for interaction, files in listed]
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, values)


def forget(interaction: Interaction) -> None:
    """It is not to be found any more."""
    Terms.objects.filter(pk=interaction.sort_key).delete()


def index_again(rows: Iterable[int]) -> None:
    """By their ids: after their texts, files or names were changed other than by an action here."""
    ids = list(rows)
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            _index_rows(list(Interaction.objects.filter(pk__in=ids[start : start + BATCH])))


def index_customer(customer_id: int) -> None:
    """After somebody got another name: all that they wrote, and what was written to them, is found by it."""
    index_again(Interaction.objects.filter(customer_id=customer_id).values_list("pk", flat=True))


def index_conversations(conversation_ids: list[int]) -> None:
    """After texts were taken away: nothing of them is found any more."""
    index_again(Interaction.objects.filter(conversation_id__in=conversation_ids).values_list("pk", flat=True))


def index_more(limit: int = BATCH) -> int:
    """One batch of what an earlier version left without today's terms, newest first; returns how many.

    It may be stopped anywhere: the place is kept in the transaction that writes.
    """
    with transaction.atomic():
        state = Indexing.objects.select_for_update(skip_locked=True).order_by("pk").first()
        if state is None and Indexing.objects.exists():
            return 0  # another process is at it
        if state is None or state.version != VERSION:
            newest = Interaction.objects.aggregate(newest=Max("sort_key"))["newest"]
            state, before = state or Indexing(), 0 if newest is None else newest + 1
            state.version, state.before = VERSION, before
        rows = list(Interaction.objects.filter(sort_key__lt=state.before).order_by("-sort_key")[:limit])
        _index_rows(rows)
        state.before = rows[-1].sort_key if len(rows) == limit else 0
        state.save()
    return len(rows)


def index_from_the_start() -> None:
    """Let `index_more` begin again with the newest."""
    Indexing.objects.all().delete()


def left_to_index() -> int:
    """How many interactions still wait for their terms."""
    state = Indexing.objects.order_by("pk").first()
    if state is None or state.version != VERSION:
        return Interaction.objects.count()
    return Interaction.objects.filter(sort_key__lt=state.before).count()


def _index_rows(rows: list[Interaction]) -> None:
    """Texts are read again under a lock: what somebody changes meanwhile must not be lost."""
    locked = Interaction.objects.select_for_update(of=("self",)).select_related("customer")
    fresh = list(locked.filter(pk__in=[row.pk for row in rows], withdrawn_at=None).order_by("pk"))
    files: dict[int, list[str]] = {}
    for interaction_id, name in (
        Attachment.objects.filter(interaction__in=fresh).order_by("pk").values_list("interaction_id", "name")
    ):
        files.setdefault(interaction_id, []).append(name)
    index_many([(row, tuple(files.get(row.pk, ()))) for row in fresh])


def _values(interaction: Interaction, files: tuple[str, ...]) -> list[str | int]:
    made = made_of(_heading(interaction, interaction.customer, files), interaction.text)
    kept = (made.subject, made.sender, made.recipients, made.body, made.stems)
    return [interaction.sort_key, interaction.brand_id, *kept]


def _heading(interaction: Interaction, customer: Customer, files: tuple[str, ...]) -> Heading:
    theirs = (customer.name, customer.company)
    author = (interaction.author_name, interaction.author_address)
    others = [str(one) for name in ("to", "cc", "bcc", "forwarded_to") for one in _several(interaction.extra.get(name))]
    others += [str(one) for one in interaction.extra.get("names", {}).values()]
    is_theirs = interaction.direction == "in"
    marks = [interaction.kind, interaction.visibility, f"from_{interaction.direction}", f"by_{interaction.channel}"]
    return Heading(
        subject=interaction.subject,
        sender=tuple(dict.fromkeys((*author, *theirs) if is_theirs else author)),
        recipients=tuple(dict.fromkeys(others if is_theirs else (*theirs, *others))),
        files=files,
        marks=tuple(marks + ["files"] * bool(files)),
    )


def _several(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value] if value else []


__all__ = [
    "forget",
    "index",
    "index_again",
    "index_conversations",
    "index_customer",
    "index_from_the_start",
    "index_many",
    "index_more",
    "left_to_index",
]
