"""A quarrel where everybody watches: hitting back, accusing, threatening."""

from __future__ import annotations

from heedful.coach.reading.cues import Cue
from heedful.coach.scene import Scene


def accusing(scene: Scene) -> list[Cue]:
    """In public, to somebody who criticises: words that accuse or threaten them, unless the reply takes the point."""
    if not scene.context.public or scene.says("thanks", "moves_private", "owned") or scene.customer.asks:
        return []
    return [cue for cue in scene.said("heats") if not _takes_up(scene, cue.sentence)]


def _takes_up(scene: Scene, sentence: int) -> bool:
    return scene.says_in(sentence, "apology") or scene.says_in(sentence, "heard")
