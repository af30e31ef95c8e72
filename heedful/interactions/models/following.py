"""Who keeps an eye on a conversation without owning it: followers, and colleagues called in by a note."""

from __future__ import annotations

from django.db import models

from heedful.interactions.models.conversation import Conversation
from heedful.interactions.models.interaction import Interaction
from heedful.team.models import Person


class Follower(models.Model):
    """Somebody who wants to hear of a conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="followers", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    since_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "person"], name="follower_once")]
        indexes = [models.Index(fields=["person", "conversation"], name="follower_person")]


class Mention(models.Model):
    """A colleague named in a note. Its conversation is that of the note, also after a merge."""

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction", "person"], name="mention_once")]
        indexes = [models.Index(fields=["person", "interaction"], name="mention_person")]
