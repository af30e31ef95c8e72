"""Search over terms that are made in Python, the same on both databases; the first full-text index goes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Max

VERSION = 1
OLD_SQLITE = (
    "DROP TRIGGER interactions_search_insert",
    "DROP TRIGGER interactions_search_delete",
    "DROP TRIGGER interactions_search_update",
    "DROP TABLE interactions_search",
)
# The tokenizer `ascii` takes every letter beyond ASCII as it is: all folding has been done.
NAMES = "subject, sender, recipients, body, stems"
OLD = ", ".join(f"old.{name}" for name in NAMES.split(", "))
NEW = OLD.replace("old.", "new.")
SQLITE = (
    f"""CREATE VIRTUAL TABLE interactions_search USING fts5({NAMES},
        content='interactions_terms', content_rowid='sort_key', tokenize='ascii')""",
    f"""CREATE TRIGGER interactions_search_insert AFTER INSERT ON interactions_terms BEGIN
        INSERT INTO interactions_search(rowid, {NAMES}) VALUES (new.sort_key, {NEW}); END""",
    f"""CREATE TRIGGER interactions_search_delete AFTER DELETE ON interactions_terms BEGIN
        INSERT INTO interactions_search(interactions_search, rowid, {NAMES}) VALUES ('delete', old.sort_key, {OLD});
        END""",
    f"""CREATE TRIGGER interactions_search_update AFTER UPDATE ON interactions_terms BEGIN
        INSERT INTO interactions_search(interactions_search, rowid, {NAMES}) VALUES ('delete', old.sort_key, {OLD});
        INSERT INTO interactions_search(rowid, {NAMES}) VALUES (new.sort_key, {NEW}); END""",
)  # fmt: skip

# Written out as a tsvector, so that no parser and no locale of the database has a say. Each field begins at a
# place of its own: no phrase spans two. Stems have no place, they stand in no phrase.
POSTGRES = """
ALTER TABLE interactions_interaction DROP COLUMN search;
CREATE FUNCTION interactions_vector(subject text, sender text, recipients text, body text, stems text)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg('''' || term || '''' || place, ' '), '')::tsvector FROM (
        SELECT term, ':' || at || 'A' AS place FROM unnest(string_to_array(subject, ' ')) WITH ORDINALITY AS a(term, at)
        UNION ALL
        SELECT term, ':' || at + 1000 || 'B' FROM unnest(string_to_array(sender, ' ')) WITH ORDINALITY AS b(term, at)
        UNION ALL
        SELECT term, ':' || at + 2000 || 'C' FROM unnest(string_to_array(recipients, ' ')) WITH ORDINALITY AS c(term, at)
        UNION ALL
        SELECT term, ':' || at + 3000 FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS d(term, at)
        UNION ALL
        SELECT term, '' FROM unnest(string_to_array(stems, ' ')) AS e(term)
    ) AS every WHERE term <> '' $$;
ALTER TABLE interactions_terms ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (interactions_vector(subject, sender, recipients, body, stems)) STORED;
CREATE INDEX interactions_terms_vector ON interactions_terms USING gin (vector);
"""


def build(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES)
    else:
        for statement in OLD_SQLITE + SQLITE:
            editor.execute(statement)
    newest = apps.get_model("interactions", "Interaction").objects.aggregate(newest=Max("sort_key"))["newest"]
    apps.get_model("interactions", "Indexing").objects.create(version=VERSION, before=0 if newest is None else newest + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("interactions", "0007_presence"),
        ("team", "0003_heedful_cache"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Indexing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("before", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                (
                    "interaction",
                    models.OneToOneField(
                        db_column="sort_key",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="terms",
                        serialize=False,
                        to="interactions.interaction",
                        to_field="sort_key",
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="team.brand",
                    ),
                ),
                ("subject", models.TextField()),
                ("sender", models.TextField()),
                ("recipients", models.TextField()),
                ("body", models.TextField()),
                ("stems", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=500)),
                ("order", models.CharField(max_length=8)),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["owner", "name"], name="saved_search_owner")]},
        ),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
