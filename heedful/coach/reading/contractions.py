"""Short forms opened: "you're" is two words, and so is "dont" as people type it."""

from __future__ import annotations

_TAILS = {"ll": "will", "ve": "have", "re": "are", "m": "am", "d": "would"}
_IS_AFTER = frozenset("it that he she what who where how there here when this everything something nothing".split())
BARE = {
    "im": ("i", "am"), "ive": ("i", "have"), "dont": ("do", "not"), "cant": ("can", "not"),
    "wont": ("will", "not"), "didnt": ("did", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"),
    "youre": ("you", "are"), "youve": ("you", "have"), "wasnt": ("was", "not"), "couldnt": ("could", "not"),
    "thats": ("that", "is"), "whats": ("what", "is"), "cannot": ("can", "not"), "havent": ("have", "not"),
    "wheres": ("where", "is"), "arent": ("are", "not"), "hasnt": ("has", "not"), "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"), "theyre": ("they", "are"), "gonna": ("going", "to"), "pls": ("please",),
    "u": ("you",), "ur": ("your",), "thx": ("thanks",), "gotta": ("got", "to"), "wanna": ("want", "to"),
}  # fmt: skip
_IRREGULAR = {"won't": ("will", "not"), "can't": ("can", "not"), "shan't": ("shall", "not"), "let's": ("let", "us")}


def open_contraction(word: str) -> tuple[str, ...]:
    """`word` is in lower case with a straight apostrophe."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("n't"):
        return (word[:-3], "not")
    head, _, tail = word.rpartition("'")
    if tail in _TAILS and head.isalpha():
        return (head, _TAILS[tail])
    if tail == "s" and head in _IS_AFTER:
        return (head, "is")
    return (word,)
