"""format=flowed (RFC 3676): joins soft-broken lines again, keeping the depth of quotation."""

from __future__ import annotations


def unflow(text: str, *, delete_space: bool) -> str:
    paragraphs: list[list[str]] = []
    open_depth = -1
    for raw in text.split("\n"):
        line = raw.rstrip("\r")
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        content = content[:-1] if soft and delete_space else content
        if open_depth == depth and content != "-- ":
            paragraphs[-1].append(content)
        else:
            paragraphs.append([">" * depth + " " if depth else "", content])
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)
