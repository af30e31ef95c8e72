"""What the customer asked us not to do or to mind, and what they have done already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heedful.coach.reading.answers import roots_of
from heedful.coach.reading.words import Words, read_words
from heedful.coach.scene import Scene

_CALLS = frozenset("call calls calling ring ringing phone phoning telephone".split())
_CANNOT_HEAR = frozenset("deaf stammer stutter mute".split())
_POOR = frozenset("poor hard bad badly weak".split())
_GIVES = frozenset("send offer give put transfer want need sell suggest mention".split())
_PLAIN = frozenset(
    "it me us you the a an any more another again this that to be through for by my your in on and or please just them anything"
    " something one back much really even know here".split()
)
_CONTRAST = frozenset("about for from how what whether where the a an asking after looking interested".split())
_NOT_IT = frozenset("was were is are asked about question wanted".split())
_MONEY = frozenset("money discount voucher vouchers refund compensation coupon gift".split())
_SOPS = "voucher vouchers discount coupon credit refund refunded money gift points percent"
_FIXES = (
    "restart restarted restarting reboot rebooted rebooting off unplug unplugged",
    "reset resetting resets",
    "cable cables",
    "cache cookies",
    "reinstall reinstalled reinstalling uninstall",
    "update updated updating",
    "battery batteries",
    "browser",
    "link",
    "form",
    "spam",
    "driver drivers",
    "fuse",
    "key",
)
_FIX_OF = {word: place for place, words in enumerate(_FIXES) for word in words.split()}
_DID = frozenset("already tried did done twice times swapped checked".split())
_ASKS_TO = frozenset("please try tried could can would have did then just".split())
# Who said the first must not be offered the second.
NEEDS = tuple(
    (frozenset(told.split()), frozenset(offered.split()))
    for told, offered in (
        (
            "wheelchair crutches walker rollator pram",
            "stairs steps climb upstairs ladder stair staircase stairway attic",
        ),
        ("vegetarian vegan", "steak beef chicken pork lamb ham bacon fish sausage sausages salmon turkey duck veal"),
        ("vegan", "cheese milk egg eggs cream butter honey yoghurt"),
        ("nut nuts peanut peanuts", "peanut peanuts nuts almond almonds hazelnut walnut satay pesto marzipan praline"),
        ("gluten coeliac celiac", "bread pasta pizza wheat beer noodles baguette couscous"),
        ("lactose", "milk cream cheese butter yoghurt"),
        ("feathers", "feather feathers down goose"),
        ("deaf stammer stutter", "call ring phone rang rung telephone hotline called"),
        ("blind", "picture pictures image screenshot photo"),
        (
            "sober alcohol pregnant muslim",
            "wine champagne beer prosecco cocktail cocktails whisky gin rum sherry port liqueur",
        ),
        ("halal kosher", "pork ham bacon"),
    )
)

_SPARED = frozenset("no not without never instead free".split())
_OFFERED = frozenset(word for _, offered in NEEDS for word in offered)
_NEEDED = tuple(sorted({word for told, _ in NEEDS for word in told}))
_LETTERS = re.compile(r"[^\W\d_]+")


def wants_no_calls(scene: Scene) -> bool:
    for one in scene.heard.words:
        words = one.words
        for at, word in enumerate(words):
            before = words[max(0, at - 3) : at]
            if word in _CALLS and {"not", "never", "instead", "without"} & set(before):
                return True
            if word in _CANNOT_HEAR or (word in ("hear", "hearing") and _is_poor(words, at)):
                return True
    return False


def _is_poor(words: list[str], at: int) -> bool:
    """Of "I am hard of hearing", "my hearing is bad", "I do not hear well"."""
    near = words[max(0, at - 3) : at + 5]
    return not _POOR.isdisjoint(near) or ("well" in words[at : at + 3] and "not" in near)


def unminded_need(scene: Scene) -> int | None:
    """The place of the first word of the draft that goes against what the customer ever said of themselves."""
    if _OFFERED.isdisjoint(scene.said_words):
        return None
    if not any(map(scene.theirs.__contains__, _NEEDED)):
        return None  # cheaper than taking all that they ever wrote apart
    told = frozenset(_LETTERS.findall(scene.theirs))
    refused = {word for needs, offered in NEEDS if needs & told for word in offered} - told
    if not refused & scene.said_words:
        return None
    row = scene.words.words
    for at, word in enumerate(row):
        before = row[max(0, at - 4) : at]
        if word in refused and _SPARED.isdisjoint(before) and row[at + 1 : at + 2] != ["free"]:
            return at
    return None


def refused_things(scene: Scene) -> frozenset[str]:
    """The things behind "do not send", "I do not want", each without a plural s."""
    found: set[str] = set()
    for one in scene.heard.words:
        words = one.words
        for at in _nots(words):
            if words[at - 1 : at] == ["do"] and words[at + 1 : at + 2] and words[at + 1] in _GIVES:
                found.update(_things(words[at + 2 : _end_of_clause(one.commas, at + 2, len(words))]))
    return frozenset(found)


def _nots(words: list[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word == "not"] if "not" in words else []


def _end_of_clause(commas: set[int], at: int, stop: int) -> int:
    return next((place for place in range(at + 1, min(stop, at + 40)) if place in commas), min(stop, at + 4))


def _things(words: list[str]) -> list[str]:
    return [word.rstrip("s") for word in words if word not in _PLAIN and len(word) > 2]


def contrasted(scene: Scene) -> tuple[frozenset[str], frozenset[str]]:
    """Of "about the deposit, not about the rent": what was not meant, and all else that was said."""
    aside: set[str] = set()
    meant: set[str] = set()
    asides = [list(_asides(one)) if "not" in one.words else [] for one in scene.heard.words]
    if not any(asides):
        return frozenset(), frozenset()
    for one, found in zip(scene.heard.words, asides, strict=True):
        places = {at for first, last in found for at in range(first, last)}
        aside.update(one.words[at] for at in places)
        meant.update(word for at, word in enumerate(one.words) if at not in places)
    if not aside:
        return frozenset(), frozenset()
    if aside & _MONEY:
        aside.update(_SOPS.split())
    return roots_of(list(aside)) - roots_of(list(meant)), roots_of(list(meant))


def _asides(one: Words) -> Iterator[tuple[int, int]]:
    for sentence in one.sentences:
        for near in _nots(one.words[sentence.first : sentence.last - 1]):
            at = sentence.first + near
            before = one.words[at - 1] if at > sentence.first else ""
            opens = not near or at in one.commas or before in _NOT_IT or before in ("am", "do")
            wants = before == "do" and one.words[at + 1] in ("want", "need")
            if opens and (one.words[at + 1] in _CONTRAST or wants or at in one.commas):
                stop = min(sentence.last, at + 8)
                yield at, next((place for place in range(at + 1, stop) if place in one.commas), stop)


def told_to_redo(scene: Scene) -> int | None:
    """The sentence of the draft that asks for what the customer says they have done."""
    if scene.said_words.isdisjoint(_FIX_OF):
        return None
    done: set[int] = set()
    for turn in scene.context.turns:
        lower = turn.text.lower() if turn.role == "customer" else ""
        if any(word in lower for word in _DID):
            done |= _fixes_done(read_words(turn.text))
    if not done:
        return None
    for number, sentence in enumerate(scene.words.sentences):
        row = scene.words.words[sentence.first : sentence.last]
        asks = bool(_ASKS_TO.intersection(row[:3])) or row[0] in _FIX_OF or row[0] in ("turn", "check", "clear", "take")
        if asks and done & {_FIX_OF[word] for word in row if word in _FIX_OF}:
            return number
    return None


def _fixes_done(words: Words) -> set[int]:
    rows = [words.words[one.first : one.last] for one in words.sentences]
    return {_FIX_OF[word] for row in rows if _DID.intersection(row) for word in row if word in _FIX_OF}
