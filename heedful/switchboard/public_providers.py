"""Mail providers whose domains belong to everybody: a mailbox there does not make the whole domain ours."""

from __future__ import annotations

NAMES = frozenset(
    """
    126 163 aol fastmail free freenet gmail gmx googlemail hey hotmail hushmail icloud inbox interia laposte libero
    live mac mail mailbox me msn naver o2 onet orange outlook posteo proton protonmail qq rediffmail rocketmail sapo
    seznam sfr sina t-online tiscali tutanota tuta uol ukr virgilio wanadoo web wp yahoo yandex ymail ziggo zoho
    """.split()
)


SECOND_LEVEL = frozenset({"ac", "co", "com", "ne", "net", "or", "org"})  # as in .co.uk


def is_public(domain: str) -> bool:
    """Whether a domain is a provider's, judged by the name before its ending (`yahoo.co.uk`, `web.de`)."""
    labels = domain.lower().split(".")[:-1]
    if len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels.pop()
    return bool(labels) and labels[-1] in NAMES
