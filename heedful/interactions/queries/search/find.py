"""Find interactions, newest or best first, and show where the words stand. One statement for a page of the newest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from markupsafe import Markup

from heedful.interactions.models import Attachment
from heedful.interactions.queries.search import postgres, sqlite
from heedful.interactions.queries.search.excerpt import excerpt, shown
from heedful.interactions.queries.search.meaning import Asked, Where, asked
from heedful.interactions.queries.search.ranking import ranked
from heedful.interactions.terms import Wanted
from heedful.team.viewer import Viewer

NEWEST, BEST = ORDERS = ("newest", "best")
FEW = 3000  # conversations: a condition that so few fulfil leads, otherwise the words do
WEIGHED = 1000  # of the newest that fit, the best come first
READ = 20_000  # letters of a message in which a page looks for the words
COLUMNS = f"""i.id, i.conversation_id, i.sort_key, i.happened_at, i.direction, i.channel, i.kind,
              i.author_name, c.subject, k.name, substr(i.text, 1, {READ})"""
SHOW = """SELECT {columns} FROM found f CROSS JOIN interactions_interaction i
          JOIN interactions_conversation c ON c.id = i.conversation_id
          JOIN customers_customer k ON k.id = i.customer_id
          WHERE i.sort_key = f.sort_key ORDER BY i.sort_key DESC"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One interaction that was found; what is Markup is safe to show and marks the words. `cursor` pages."""

    interaction_id: int
    conversation_id: int
    sort_key: int
    happened_at: int
    direction: str
    channel: str
    kind: str
    author_name: Markup
    subject: Markup
    customer_name: Markup
    snippet: Markup
    cursor: str
    files: tuple[Markup, ...] = ()


def search(viewer: Viewer, text: str, *, before: int | None = None, limit: int = 30) -> list[Hit]:
    """Interactions that hold all words, newest first, before a sort key. Raises FilterError with what to write."""
    ask = asked(viewer, text)
    if ask is None or not viewer.brand_ids:
        return []
    look = _few_first(viewer, ask)
    rows: list[Any] = []
    for since in _engine().windows(ask):
        keys, values = _engine().keys(viewer, look, (since, before), limit)
        rows = _rows(f"WITH found AS MATERIALIZED ({keys}) {SHOW.format(columns=COLUMNS)}", values)
        if len(rows) >= limit:
            break
    return _hits(rows, ask.wants, [str(row[2]) for row in rows])


def search_best(viewer: Viewer, text: str, *, after: str = "", limit: int = 30) -> list[Hit]:
    """The best of the newest thousand that hold all words. Raises FilterError with what to write."""
    ask = asked(viewer, text)
    if ask is None or not viewer.brand_ids:
        return []
    look = _few_first(viewer, ask)
    found: list[Any] = []
    for since in _engine().windows(ask):
        keys, values = _engine().keys(viewer, look, (since, None), WEIGHED)
        columns = "t.sort_key, t.subject, t.sender, t.recipients, t.body, t.stems"
        terms = f"SELECT {columns} FROM found f CROSS JOIN interactions_terms t WHERE t.sort_key = f.sort_key"  # noqa: S608
        found = _rows(f"WITH found AS MATERIALIZED ({keys}) {terms}", values)
        if len(found) >= WEIGHED:
            break
    page = ranked(found, ask.wants, _read_cursor(after))[:limit]
    if not page:
        return []
    marks = " UNION ALL ".join(["SELECT CAST(%s AS bigint)"] * len(page))
    rows = _rows(f"WITH found (sort_key) AS ({marks}) {SHOW.format(columns=COLUMNS)}", [key for _score, key in page])
    place = {key: at for at, (_score, key) in enumerate(page)}
    rows.sort(key=lambda row: place[row[2]])
    return _hits(rows, ask.wants, [f"{page[place[row[2]]][0]:.6f}_{row[2]}" for row in rows])


def _engine() -> Any:
    return postgres if connection.vendor == "postgresql" else sqlite


def _few_first(viewer: Viewer, ask: Asked) -> tuple[Asked, list[Where], list[Where]]:
    """The conditions that few conversations fulfil, and the others."""
    few: list[Where] = []
    many: list[Where] = []
    for one in ask.where:
        (few if not one.is_not and _is_rare(one) else many).append(one)
    return ask, few, many


def _is_rare(one: Where) -> bool:
    statement = f"SELECT COUNT(*) FROM (SELECT 1 FROM ({one.ids}) AS ids LIMIT {FEW + 1}) AS few"  # noqa: S608
    return bool(_rows(statement, list(one.values))[0][0] <= FEW)


def _rows(statement: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _read_cursor(cursor: str) -> tuple[float, int] | None:
    if not cursor:
        return None
    score, _line, key = cursor[:60].partition("_")
    try:
        return float(score), int(key)
    except ValueError as error:
        raise ValueError(_("This page mark is damaged; search again.")) from error


def _hits(rows: list[Any], wants: list[Wanted], cursors: list[str]) -> list[Hit]:
    everywhere = [one for one in wants if not one.field]
    senders, titles = ([one for one in wants if one.field in {"", name}] for name in ("sender", "subject"))
    snippets = [excerpt(row[10] or "", everywhere) for row in rows]
    files = _files([row[0] for row, made in zip(rows, snippets, strict=True) if "<mark>" not in made], titles)
    return [
        Hit(
            *row[:7],
            author_name=shown(row[7], senders),
            subject=shown(row[8], titles),
            customer_name=shown(row[9], senders),
            snippet=snippet,
            cursor=cursor,
            files=files.get(row[0], ()),
        )
        for row, snippet, cursor in zip(rows, snippets, cursors, strict=True)
    ]


def _files(interaction_ids: list[int], wants: list[Wanted]) -> dict[int, tuple[Markup, ...]]:
    """Names that hold the words, of those whose text does not."""
    found: dict[int, tuple[Markup, ...]] = {}
    if interaction_ids and wants:
        rows = Attachment.objects.filter(interaction_id__in=interaction_ids).order_by("pk")
        for interaction_id, name in rows.values_list("interaction_id", "name"):
            made = shown(name, wants)
            if "<mark>" in made:
                found[interaction_id] = (*found.get(interaction_id, ()), made)
    return found
