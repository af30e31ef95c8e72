"""Reply and forward prefixes in many languages."""

from __future__ import annotations

import re
from typing import Literal

_REPLY = (
    "re|aw|antw|antwort|sv|vs|odp|rif|ynt|yan|cevap|res|resp|ref|réf|rép|vá|atb|bls|ad|r|ans|"
    "απ|σχετ|отв|ответ|на|відп|回复|回覆|答复|答覆|返信|답장|회신|תשובה|השב|رد|ตอบกลับ"
)
_FORWARD = (
    "fwd?|wg|wtr|tr|rv|enc|i|inoltra|inoltro|vb|vl|videresendt|vid|doorst|doorgest|dw|pd|fwd|ilt|i̇lt|továbbítás|"
    "prev|transf|rvs|trs|пересл|пер|πρθ|προώθηση|转发|轉寄|轉發|転送|전달|הועבר|إعادة توجيه|ส่งต่อ"
)
_TAGS = r"^\s*(?:\[[^\]]{0,60}\]\s*)*"
_PREFIX = r"(?:\s*[\[(]\d{1,3}[\])])?\s*[:：]"
_IS_REPLY = re.compile(_TAGS + rf"(?:{_REPLY}){_PREFIX}", re.IGNORECASE)
_IS_FORWARD = re.compile(_TAGS + rf"(?:{_FORWARD}){_PREFIX}", re.IGNORECASE)


def leading_prefix(subject: str) -> Literal["reply", "forward", ""]:
    """What the newest prefix says: 'Fwd: Re: x' is a forward, 'Re: Fwd: x' a reply."""
    if _IS_FORWARD.match(subject):
        return "forward"
    return "reply" if _IS_REPLY.match(subject) else ""
