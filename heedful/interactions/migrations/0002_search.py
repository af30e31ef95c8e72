"""The full-text index: an FTS5 table kept by triggers on SQLite, a generated tsvector on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE VIRTUAL TABLE interactions_search USING fts5(
    subject, text, content='interactions_interaction', content_rowid='sort_key',
    tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER interactions_search_insert AFTER INSERT ON interactions_interaction BEGIN
    INSERT INTO interactions_search(rowid, subject, text) VALUES (new.sort_key, new.subject, new.text);
END;
CREATE TRIGGER interactions_search_delete AFTER DELETE ON interactions_interaction BEGIN
    INSERT INTO interactions_search(interactions_search, rowid, subject, text)
    VALUES ('delete', old.sort_key, old.subject, old.text);
END;
CREATE TRIGGER interactions_search_update AFTER UPDATE OF sort_key, subject, text ON interactions_interaction BEGIN
    INSERT INTO interactions_search(interactions_search, rowid, subject, text)
    VALUES ('delete', old.sort_key, old.subject, old.text);
    INSERT INTO interactions_search(rowid, subject, text) VALUES (new.sort_key, new.subject, new.text);
END;
"""

# A tsvector may not pass 1 MB: only the first 100,000 characters of a message are indexed.
POSTGRES = """
ALTER TABLE interactions_interaction ADD COLUMN search tsvector GENERATED ALWAYS AS
    (to_tsvector('english', subject || ' ' || left(text, 100000))) STORED;
CREATE INDEX interactions_search ON interactions_interaction USING gin (search);
"""


def build(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES)
        return
    for statement in SQLITE.replace("END;", "END;\x00").replace("2\");", "2\");\x00").split("\x00"):
        if statement.strip():
            editor.execute(statement)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE interactions_interaction DROP COLUMN search")
        return
    for name in ("insert", "delete", "update"):
        editor.execute(f"DROP TRIGGER interactions_search_{name}")
    editor.execute("DROP TABLE interactions_search")


class Migration(migrations.Migration):
    dependencies = [("interactions", "0001_initial"), ("customers", "0001_initial")]
    operations = [migrations.RunPython(build, drop)]
