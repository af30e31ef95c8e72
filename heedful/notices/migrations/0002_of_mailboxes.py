"""A notice may be about a mailbox instead of a conversation."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("interactions", "0010_joining"),
        ("notices", "0001_initial"),
        ("switchboard", "0002_senders_and_unwanted"),
    ]
    operations = [
        migrations.AlterField(
            model_name="notice",
            name="conversation",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="interactions.conversation",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="account",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="switchboard.account",
            ),
        ),
    ]
