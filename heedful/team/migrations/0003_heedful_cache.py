"""A table in which several web processes count wrong tries together (Django's DatabaseCache)."""

from django.core.management import call_command
from django.db import migrations

TABLE = "heedful_cache"


def _create_table(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("team", "0002_invitation_withdrawn_at_person_session_round")]

    operations = [migrations.RunPython(_create_table, migrations.RunPython.noop)]
