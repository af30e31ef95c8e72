"""Events of a brand by their kind, for the page of history."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["brand_id", "kind", "id"], name="event_kind"),
        ),
    ]
