"""One person told of one event, once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from heedful.interactions.models import Conversation, Interaction
from heedful.notices.models.digest import Digest
from heedful.switchboard.models import Account
from heedful.team.models import Person


class Notice(models.Model):
    """`news` is what it is (see `news.py`), `cause` the kind of the event, `by` the colleague who caused it.

    It is about a conversation, or about a mailbox (`account`).
    `on_page` and `for_mail` (the digest) are the ways its reader had chosen when it was written.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    brand_id = models.BigIntegerField()
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    interaction = models.ForeignKey(Interaction, on_delete=models.SET_NULL, null=True, related_name="+")
    news = models.CharField(max_length=12)
    cause = models.CharField(max_length=60)
    event_id = models.BigIntegerField()
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.BigIntegerField()
    on_page = models.BooleanField(default=True)
    for_mail = models.BooleanField(default=False)
    read_at = models.BigIntegerField(null=True)
    mailed_in = models.ForeignKey(Digest, on_delete=models.SET_NULL, null=True, related_name="notices")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_unread", condition=Q(read_at=None, on_page=True)),
            models.Index(
                fields=["person", "-id"], name="notice_read", condition=Q(read_at__isnull=False, on_page=True)
            ),
            models.Index(fields=["conversation", "person"], name="notice_conversation", condition=Q(read_at=None)),
            models.Index(
                fields=["person", "id"],
                name="notice_for_digest",
                condition=Q(read_at=None, for_mail=True, mailed_in=None),
            ),
            models.Index(fields=["read_at"], name="notice_old", condition=Q(read_at__isnull=False)),
        ]  # fmt: skip


class Overdue(models.Model):
    """A wait that was told of already: the conversation, and since when its customer waits."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    since = models.BigIntegerField()
