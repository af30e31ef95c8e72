"""`make words`: gather every visible string, bring the catalogues up to date, compile them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from heedful.ui.languages import DEFAULT, OFFERED
from tests.house.source import PACKAGE, ROOT, having, python

LOCALE = PACKAGE / "locale"
LANGUAGES = tuple(code for code, _name in OFFERED if code != DEFAULT)
LAZY = {f"{name}_lazy": how for name, how in DEFAULT_KEYWORDS.items() if name.endswith("gettext")}
KEYWORDS = {**DEFAULT_KEYWORDS, **LAZY, "now_": None}
JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true", "silent": "false"}
AT_NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue is the same whenever it is compiled


@cache
def gathered() -> Catalog:
    """Every string that a person may see, in the order of the files."""
    found = Catalog(charset="utf-8")
    for path in _sources():
        for _line, message, comments, context in _strings(path):
            # Rooms, not lines: a catalogue must not change with every edit above a string.
            found.add(message, None, [(_place(path), 0)], auto_comments=comments, context=context)
    return found


def _sources() -> list[Path]:
    ours = [path for path in python(under=PACKAGE) if not {"tests", "coach"} & set(path.parts)]
    pages = [path for path in having(".html", ".txt", under=PACKAGE) if _is_page(path)]
    return sorted(ours + pages)


def _is_page(path: Path) -> bool:
    return bool({"templates", "account_templates"} & set(path.parts)) and "tests" not in path.parts


def _place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _strings(path: Path) -> Iterator[tuple]:
    """Of one file: Python, a Jinja2 page, or one of allauth's pages, which Django turns into Python."""
    if "account_templates" in path.parts:
        text = templatize(path.read_text(), origin=_place(path))
        for line, name, message, comments in extract_python(io.BytesIO(text.encode()), list(KEYWORDS), [], {}):
            yield line, message[:2] if name.startswith("n") else message, comments, None
        return
    method, options = ("python", {}) if path.suffix == ".py" else ("jinja2", JINJA)
    with path.open("rb") as file:
        yield from extract(method, file, KEYWORDS, options=options)


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


@cache
def catalogue(language: str) -> Catalog:
    with po(language).open("rb") as file:
        read = read_po(file, locale=language, abort_invalid=True)
    read.creation_date = read.revision_date = AT_NO_TIME
    return read


def messages(language: str) -> list[Message]:
    """Those in use, without the heading."""
    return [message for message in catalogue(language) if message.id]


def compiled(language: str) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue(language))
    return out.getvalue()


def written(made: Catalog) -> bytes:
    """The same text for the same words, whenever and wherever it is written."""
    out = io.BytesIO()
    write_po(out, made, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False, omit_header=False)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Report-Msgid')
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(dated))


def update(language: str) -> list[str]:
    """Bring one catalogue up to date; what still has no translation comes back."""
    path = po(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = catalogue(language) if path.exists() else Catalog(locale=language)
    made.fuzzy, made.project, made.header_comment = (
        False,
        "Heedful",
        f"# {dict(OFFERED)[language]}, the words of Heedful.",
    )
    made.update(gathered(), no_fuzzy_matching=True)
    path.write_bytes(written(made))
    catalogue.cache_clear()
    path.with_suffix(".mo").write_bytes(compiled(language))
    return [str(message.id) for message in messages(language) if is_missing(message)]


def is_missing(message: Message) -> bool:
    said = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return message.fuzzy or not said or not all(said)


def main() -> None:
    for language in LANGUAGES:
        missing = update(language)
        sys.stdout.write(f"{language}: {len(missing)} without a translation\n")
        sys.stdout.writelines(f"  {message!r}\n" for message in missing[:20])


if __name__ == "__main__":
    main()
