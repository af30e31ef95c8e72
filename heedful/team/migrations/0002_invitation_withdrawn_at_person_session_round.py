"""Sessions that can be ended, and invitations that can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("team", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="withdrawn_at",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="session_round",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
