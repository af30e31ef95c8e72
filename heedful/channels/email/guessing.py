"""Which old charset are these bytes in? And undoing text that was decoded wrongly before it was sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from charset_normalizer import from_bytes

# The commonest letters of what is written in each charset. The right charset turns most bytes into these.
_CYRILLIC = frozenset("оеаинтсрвлкмдуы")
_GREEK = frozenset("αοιετσνηυρπκςμίό")
_KANA = frozenset(
    "のにはをたがでてとしれさいるかなもこすうらきりくまあそけんどちみせおよつえめわやろねふごほひゆ"
    "ーンスルトリクイアラレドタロコフィシプマテサムジッ。、"
)
_HANGUL = frozenset("이다는을가에의하고지한로사기은있를나도수아어대자리인해서시그니습요네주문안녕세감합드부게까")
_HAN = "的一是不了在有人我他中上大和地到以要就出可也你生能而子那得下自之年您好，。？！"
_SIMPLE = frozenset(_HAN + "这个们来为国说时会对于着过请问没")
_TRADITIONAL = frozenset(_HAN + "這個們來為國說時會對於著過請問沒")
_LETTERS = (
    ("cp1251", _CYRILLIC),
    ("koi8_r", _CYRILLIC),
    ("iso8859_5", _CYRILLIC),
    ("cp1253", _GREEK),
    ("cp1255", frozenset("יוהלאתרמבשנעםדחקפצ")),
    ("cp1256", frozenset("اليموتنربعسدفهكقحة")),
    ("cp874", frozenset("านรอกเงมยลวดทสตะปบค่้ิีัไ")),
    ("cp932", _KANA),
    ("euc_jp", _KANA),
    ("cp949", _HANGUL),
    ("gb18030", _SIMPLE),
    ("big5hkscs", _TRADITIONAL),
)
_SURE, _SURE_OF_MANY = 0.55, 0.3
_MANY = {"cp932", "euc_jp", "cp949", "gb18030", "big5hkscs"}
_SAMPLE = 4_000

# Signs that stand inside words only when Eastern letters were read as Western ones.
_SIGN_IN_WORD = re.compile(r"[A-Za-zÀ-ÿ][¹³¿±¼¶¾»£¡¦¬¯ºª][a-zà-ÿ]|[a-zà-ÿ][¹³¿±¼¶¾][\s.,!?]|\s[¹³±¼¶¾][a-zà-ÿ]")
_TURKISH = re.compile(r"[þðý]")
_NOT_ICELANDIC = re.compile(r"[üç]")

_TRACE = "(?:[ÃÂÐÑ][\u0080-\u00bf\u0152-\u0178\u02c6-\u2122]|â€)"
# Twice: one such pair alone may be meant.
_MOJIBAKE = re.compile(f"{_TRACE}.{{0,400}}?{_TRACE}", re.DOTALL)


def guess_text(content: bytes, claimed: str = "cp1252") -> str:
    """Text for bytes that are not UTF-8: by the commonest letters where most are foreign, else Western."""
    sample = content[:_SAMPLE]
    high = sum(1 for byte in sample if byte >= 0x80)
    letters = high + sum(1 for byte in sample if 0x41 <= byte <= 0x7A)
    if high < 4 or high * 5 < letters * 2:
        return _latin(content, claimed)
    codec, score = max(((codec, _score(sample, codec, common)) for codec, common in _LETTERS), key=lambda pair: pair[1])
    if score >= (_SURE_OF_MANY if codec in _MANY else _SURE):
        return content.decode(codec, "replace")
    if len(sample) >= 200 and high * 2 > letters and (best := from_bytes(sample).best()):
        return _loose(content, best.encoding)
    return _latin(content, claimed)


def _score(sample: bytes, codec: str, common: frozenset[str]) -> float:
    """Share of common letters among all that is not ASCII."""
    text = sample.decode(codec, "replace")[:-1] if codec in _MANY else sample.decode(codec, "replace")
    foreign = [char for char in text.lower() if char > "\x7f"]
    return sum(1 for char in foreign if char in common) / len(foreign) if foreign else 0.0


def _latin(content: bytes, claimed: str) -> str:
    text = _loose(content, claimed)
    if claimed != "cp1252":
        return text
    if _SIGN_IN_WORD.search(text) or "\x9d" in text or "\x8d" in text:
        return _eastern(content) or text
    if _TURKISH.search(text) and _NOT_ICELANDIC.search(text):
        return _loose(content, "cp1254")
    return text


def _eastern(content: bytes) -> str:
    """Polish, Czech or Hungarian, in whichever of the two charsets gives words without signs."""
    for codec in ("cp1250", "iso8859_2"):
        text = content.decode(codec, "replace")
        if "\ufffd" not in text and not _SIGN_IN_WORD.search(text) and not re.search("[\x80-\x9f]", text):
            return text
    return ""


def _loose(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return _loose(content, "cp1252") if codec != "cp1252" else _western(content)


def _western(content: bytes) -> str:
    """Windows-1252 with its five holes read as Latin-1."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in content)


def repair_mojibake(text: str) -> str:
    """'GrÃ¶ÃŸe' to 'Größe'; untouched unless the text bears the marks."""
    if not _MOJIBAKE.search(text):
        return text
    return _fixer()(text)


@lru_cache(maxsize=1)
def _fixer() -> Callable[[str], str]:
    # Loaded on first need: it costs 0.2 s at start-up and few mails ever need it.
    from ftfy import fix_encoding  # noqa: PLC0415

    return fix_encoding
