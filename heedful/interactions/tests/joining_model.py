"""Merges and splits, and their undoing, told to the model of the radar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from heedful.interactions.actions import merge, split, unmerge, unsplit
from heedful.interactions.models import Interaction, Move
from heedful.interactions.tests.radar_model import Desk, Matter


@dataclass
class Merged:
    """What the model must remember to take a merge back."""

    move_id: int
    source: int
    target: int
    mails: list[int]
    source_before: Matter
    target_before: Matter
    target_after: Matter
    tick: int


class JoiningDesk(Desk):
    """A desk that also merges and splits."""

    def __init__(self, cast: Any) -> None:
        super().__init__(cast)
        self.merges: list[Merged] = []
        self.splits: list[int] = []

    def _merge(self, known: int) -> None:
        other = self.conversations[(self.conversations.index(known) + 1) % len(self.conversations)]
        target, source = self.model.land(known), self.model.land(other)
        if target == source:
            return
        move = merge(viewer=self.cast.viewer, conversation_id=known, other_id=other, is_sure=True)
        self._merge_in_model(move.pk, source, target)

    def _merge_in_model(self, move_id: int, source: int, target: int) -> None:
        a, b = self.model.matters[target], self.model.matters[source]
        before = replace(a), replace(b)
        mails = [mail["id"] for mail in self.model.mails if mail["matter"] == source]
        for mail in self.model.mails:
            mail["matter"] = target if mail["id"] in mails else mail["matter"]
        if a.resolved and not b.resolved:
            a.resolved, a.until = False, b.until
        elif not a.resolved and not b.resolved:
            a.until = min(a.until, b.until) if a.until and b.until else None
        b.resolved, b.until, b.into = False, None, target
        a.heard = max(a.heard, b.heard)
        self.merges.append(Merged(move_id, source, target, mails, before[1], before[0], replace(a), self.tick()))

    def _unmerge(self, _known: int) -> None:
        if not self.merges:
            return
        one = self.merges.pop()
        try:
            unmerge(viewer=self.cast.viewer, move_id=one.move_id)
        except ValueError:
            assert self.model.matters[one.target].into is not None or self._nothing_left(one)
            return
        for mail in self.model.mails:
            if mail["id"] in one.mails and mail["matter"] == one.target:
                mail["matter"] = one.source
        b = self.model.matters[one.source] = replace(one.source_before)
        b.resolved = b.resolved and not self.model.open_in(one.source)
        a = self.model.matters[one.target]
        if one.target_before.resolved and not one.target_after.resolved and not a.resolved:
            a.resolved = not self.model.open_in(one.target)
        if a.until == one.target_after.until and a.heard < one.tick:
            a.until = one.target_before.until

    def _nothing_left(self, one: Merged) -> bool:
        """All of it was split off or merged on since."""
        move = Move.objects.get(pk=one.move_id)
        return not Interaction.objects.filter(pk__in=move.interaction_ids, conversation_id=one.target).exists()

    def _split(self, known: int) -> None:
        here = self.model.land(known)
        rows = list(Interaction.objects.filter(conversation_id=here).order_by("sort_key"))
        if len(rows) < 2:
            return
        first = rows[len(rows) // 2]
        move = split(viewer=self.cast.viewer, interaction_id=first.pk, with_later=self.tick() % 2 == 0)
        old = self.model.matters[here]
        self.model.matters[move.target_id] = Matter(old.resolved, old.resolution, None, None, self.count)
        self.conversations.append(move.target_id)
        self.splits.append(move.pk)
        for mail in self.model.mails:
            if mail["id"] in move.interaction_ids:
                mail["matter"] = move.target_id

    def _unsplit(self, _known: int) -> None:
        if not self.splits:
            return
        move_id = self.splits.pop()
        try:
            move = unsplit(viewer=self.cast.viewer, move_id=move_id)
        except ValueError:  # somebody merged the two already
            return
        source, target = self.model.land(move.target_id), self.model.land(move.source_id)
        merged = Move.objects.filter(kind="merge", source_id=source, target_id=target).latest("pk")
        self._merge_in_model(merged.pk, source, target)
