"""Finds mail in files and folders: mbox archives, Maildir folders, single mails."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from heedful.switchboard.doors.files_mbox import mails_in

LARGEST_MAIL = 150_000_000
SNIFF = 4096
FIRST_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}(?:[!-9;-~]{1,200}[ \t]{0,20}:|>From )")
MAILDIR_FOLDERS = {"cur", "new"}


@dataclass(frozen=True, slots=True)
class File:
    """One file to read. In a Maildir folder everything is a mail, whatever it looks like."""

    path: Path
    size: int
    in_maildir: bool = False

    @property
    def is_left_out(self) -> bool:
        """Drafts were never sent, and what lies in the bin was thrown away."""
        flags = self.path.name.rpartition(":2,")[2] if ":2," in self.path.name else ""
        return self.in_maildir and bool({"D", "T"} & set(flags))


@dataclass(frozen=True, slots=True)
class Found:
    """A mail, or in `words` why there is none. `size` is how many bytes of the files are done with it."""

    path: Path
    size: int
    raw: bytes | None = None
    words: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[File | Found]:
    """All files below the paths, in a steady order; a path that is not there is said."""
    for path in paths:
        if path.is_dir():
            yield from _folder(path)
        elif path.exists():
            yield File(path, path.stat().st_size)
        else:
            yield Found(path, 0, words="There is no such file or folder.")


def mails_of(file: File) -> Iterator[Found]:
    """The mails of one file. What cannot be read is said and never raised."""
    try:
        with file.path.open("rb") as opened:
            yield from _read(file, opened)
    except OSError as error:
        yield Found(file.path, file.size, words=f"It cannot be read: {error.strerror or type(error).__name__}.")


def _read(file: File, opened: BinaryIO) -> Iterator[Found]:
    begin = opened.read(SNIFF)
    opened.seek(0)
    if not file.in_maildir and begin.startswith(b"From "):
        for piece in mails_in(opened, largest=LARGEST_MAIL):
            yield _checked(file.path, piece.raw, piece.size)
    elif file.in_maildir or FIRST_HEADER.match(begin):
        yield _checked(file.path, opened.read() if file.size <= LARGEST_MAIL else None, file.size)
    else:
        yield Found(file.path, file.size, words=_not_a_mail(begin))


def _checked(path: Path, raw: bytes | None, size: int) -> Found:
    if raw is None:
        return Found(path, size, words=f"A mail of more than {LARGEST_MAIL // 1_000_000} MB was left out.")
    if not raw.strip():
        return Found(path, size, words="It is empty.")
    return Found(path, size, raw)


def _not_a_mail(begin: bytes) -> str:
    if not begin.strip():
        return "It is empty."
    if begin.startswith((b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        return "It is compressed. Unpack it first."
    return "It does not look like a mail or an mbox archive."


def _folder(top: Path) -> Iterator[File]:
    """Inside a Maildir only `cur` and `new` hold mail; elsewhere every visible file may be one."""
    for folder, below, names in os.walk(top):
        here = Path(folder)
        is_maildir = bool(MAILDIR_FOLDERS & set(below))
        below[:] = sorted(name for name in below if not (is_maildir and name == "tmp") and name != ".git")
        holds_mail = here.name in MAILDIR_FOLDERS
        if is_maildir and not holds_mail:
            continue
        for name in sorted(names):
            path = here / name
            if not name.startswith(".") and path.is_file():
                yield File(path, path.stat().st_size, in_maildir=holds_mail)
