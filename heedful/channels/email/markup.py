"""A few marks in plain words lay out a mail: **bold**, *italic*, lists, > quotes, `code`, [links](https://…), pictures.

The text as typed is the truth. From it come the HTML part, the plain part without marks, and (for a reader that
counts places, such as the coach) the text of the same length in which marks are blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from heedful.channels.email.plain_blocks import plain_blocks
from heedful.channels.email.sanitise import sanitise
from heedful.channels.email.text_html import linked

PICTURES = "picture.heedful"
_SIGNS = re.compile(r"[*_`\[]|^[ \t]*(?:[-+*>]|\d{1,9}[.)])", re.MULTILINE)
_QUOTE = re.compile(r"[ \t]{0,3}>")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_STRUCTURE = re.compile(r"<(?:strong|em|code|pre|ul|ol|blockquote|img)\b")
_PICTURE = re.compile(r"!\[([^\[\]\n]{0,200})\]\(picture:([0-9a-f]{8,32})\)")
_BLANKED = (
    re.compile(r"!\[[^\[\]\n]{0,200}\]\(picture:[0-9a-f]{8,32}\)"),
    re.compile(r"\[(?=[^\[\]\n]{1,300}\]\((?:https?:|mailto:|tel:)[^()\s]{1,2000}\))"),
    re.compile(r"\]\((?:https?:|mailto:|tel:)[^()\s]{1,2000}\)"),
    re.compile(r"\*\*(?=\S)|(?<=\S)\*\*"),
    re.compile(r"(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])"),
    re.compile(r"`+"),
)


def has_marks(text: str) -> bool:
    """Whether anything in the text is laid out; most replies have nothing."""
    return bool(_SIGNS.search(text)) and (bool(_STRUCTURE.search(to_html(text))) or _has_named_link(text))


def to_html(text: str, pictures: Iterable[str] = ()) -> str:
    """Clean HTML. `pictures` are the tokens that exist; others stay words."""
    tokens = _parsed(text)
    known = frozenset(pictures)
    for token in tokens:
        if token.children:
            token.children = _dressed(token.children, known)
    return sanitise(_reader().renderer.render(tokens, _reader().options, {})).html


def to_plain(text: str) -> str:
    """The words as a plain mail says them: without marks, addresses of links in brackets."""
    return plain_blocks(_parsed(text)) if has_marks(text) or _PICTURE.search(text) else text


def blanked(text: str) -> str:
    """The same length, marks replaced by spaces: what is found in it stands at the same place in the text."""
    if "*" not in text and "_" not in text and "`" not in text and "](" not in text:
        return text
    for marks in _BLANKED:
        text = marks.sub(lambda found: " " * len(found.group()), text)
    return text


def picture_mark(name: str, token: str) -> str:
    """What stands in the text for a picture."""
    shown = re.sub(r"[\[\]\n]", " ", name)[:80].strip() or "picture"
    return f"![{shown}](picture:{token})"


def pictures_in(text: str) -> tuple[str, ...]:
    """The tokens of the pictures that the text shows."""
    return tuple(dict.fromkeys(token for _, token in _PICTURE.findall(text)))


def content_id_of(token: str) -> str:
    return f"{token}@{PICTURES}"


@lru_cache(1)
def _reader() -> MarkdownIt:
    made = MarkdownIt("zero", {"html": False, "breaks": True})
    return made.enable(["list", "blockquote", "fence", "emphasis", "link", "image", "backticks", "newline"])


def _parsed(text: str) -> list[Token]:
    return _reader().parse(_apart(text))


def _apart(text: str) -> str:
    """An empty line where a quote or a list ends: what follows at once is the writer's own, not part of it."""
    lines: list[str] = []
    for line in text.split("\n"):
        before = lines[-1] if lines else ""
        ends_quote = _QUOTE.match(before) and not _QUOTE.match(line)
        ends_list = _ITEM.match(before) and not _ITEM.match(line) and line[:1] not in {" ", "\t"}
        if line.strip() and (ends_quote or ends_list):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _dressed(children: Sequence[Token], known: frozenset[str]) -> list[Token]:
    """Bare addresses become links, pictures of this draft show, pictures from elsewhere stay words."""
    dressed: list[Token] = []
    depth = 0
    for token in children:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "image":
            source = str(token.attrGet("src") or "")
            name, _, mark = source.partition(":")
            if name == "picture" and mark in known:
                token.attrSet("src", f"cid:{content_id_of(mark)}")
            else:
                token = Token("text", "", 0, content=token.content)  # noqa: PLW2901
        elif token.type == "text" and not depth:
            token = Token("html_inline", "", 0, content=linked(token.content))  # noqa: PLW2901
        dressed.append(token)
    return dressed


def _has_named_link(text: str) -> bool:
    return any(child.type == "link_open" for token in _parsed(text) for child in token.children or ())
