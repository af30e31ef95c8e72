"""The plain part of a laid-out mail: lists and quotes keep their shape, everything else becomes words."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token


class _Page:
    """Lines being written; `starts` are what each line begins with, one per open quote or list item."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.starts: list[str] = []
        self.numbers: list[int | None] = []
        self.bullet = ""

    def write(self, text: str) -> None:
        for line in text.split("\n"):
            lead = "".join(self.starts)
            if self.bullet:
                lead = lead[: len(lead) - len(self.bullet)] + self.bullet
                self.bullet = ""
            self.lines.append((lead + line).rstrip())

    def end_quote(self) -> None:
        while self.lines and self.lines[-1].strip() == ">":
            self.lines.pop()
        self.gap()

    def gap(self) -> None:
        """One empty line between blocks, none at the top."""
        lead = "".join(start for start in self.starts if start == "> ").rstrip()
        if self.lines and self.lines[-1] != lead:
            self.lines.append(lead)


def plain_blocks(tokens: Sequence[Token]) -> str:
    page = _Page()
    for token in tokens:
        if token.type == "inline":
            page.write(_words(token.children or ()))
        elif token.type == "fence":
            page.write(token.content.rstrip("\n"))
            page.gap()
        else:
            _block(page, token)
    return "\n".join(page.lines).strip("\n")


def _block(page: _Page, token: Token) -> None:
    if token.type == "blockquote_open":
        page.starts.append("> ")
    elif token.type == "list_item_open":
        number = page.numbers[-1]
        page.bullet = "- " if number is None else f"{number}. "
        page.numbers[-1] = None if number is None else number + 1
        page.starts.append(" " * len(page.bullet))
    elif token.type in {"bullet_list_open", "ordered_list_open"}:
        page.numbers.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None)
    elif token.type in {"blockquote_close", "list_item_close"}:
        page.starts.pop()
        if token.type == "blockquote_close":
            page.end_quote()
    elif token.type in {"bullet_list_close", "ordered_list_close"}:
        page.numbers.pop()
        if not page.numbers:
            page.gap()
    elif token.type == "paragraph_close" and not token.hidden:
        page.gap()


def _words(children: Sequence[Token]) -> str:
    words: list[str] = []
    links: list[tuple[int, str]] = []
    for token in children:
        if token.type in {"text", "code_inline"}:
            words.append(token.content)
        elif token.type in {"softbreak", "hardbreak"}:
            words.append("\n")
        elif token.type == "image":
            words.append(f"({token.content})" if token.content else "")
        elif token.type == "link_open":
            links.append((len(words), str(token.attrGet("href") or "")))
        elif token.type == "link_close" and links:
            start, address = links.pop()
            if "".join(words[start:]).strip() not in {address, address.removeprefix("mailto:")}:
                words.append(f" ({address})")
    return "".join(words)
