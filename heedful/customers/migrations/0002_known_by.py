"""Words that customers are found by, what they may be known again by, who was merged into whom."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from heedful.customers import spelling

CHUNK = 1000
# Beginnings of words are ranges of bytes, whatever the language of the database.
BYTES = 'ALTER TABLE customers_customerword ALTER COLUMN word TYPE varchar(60) COLLATE "C"'


def by_bytes(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(BYTES)


def write_down(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of those who are known already. What stood under older messages is not read again."""
    customers, addresses = apps.get_model("customers", "Customer"), apps.get_model("customers", "Address")
    last = 0
    while rows := list(customers.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        theirs = {row.pk: [] for row in rows}
        for row in addresses.objects.filter(customer_id__in=theirs):
            theirs[row.customer_id].append((row.channel, row.value))
        _write(apps, rows, theirs)


def _write(apps: StateApps, rows: list, theirs: dict) -> None:
    word, hallmark = apps.get_model("customers", "CustomerWord"), apps.get_model("customers", "Hallmark")
    word.objects.bulk_create(
        word(customer_id=row.pk, brand_id=row.brand_id, word=one)
        for row in rows
        for one in spelling.words_of([row.name, row.company], theirs[row.pk])
    )
    hallmark.objects.bulk_create(
        hallmark(customer_id=row.pk, brand_id=row.brand_id, kind=kind, value=value)
        for row in rows
        for kind, value in sorted(spelling.marks_of(row.name, row.company, theirs[row.pk]))
    )


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0001_initial'),
        ('team', '0004_hours_version'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CustomerWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name='Hallmark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('name', 'Name'), ('mail', 'Mail'), ('phone', 'Phone'), ('company', 'Company'), ('domain', 'Domain')], max_length=8)),
                ('value', models.CharField(max_length=320)),
                ('is_own', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='NotTheSame',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='customer',
            name='merged_into',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.customer'),
        ),
        migrations.AddIndex(
            model_name='customer',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='customer_merged'),
        ),
        migrations.AddField(
            model_name='customerword',
            name='brand',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='team.brand'),
        ),
        migrations.AddField(
            model_name='customerword',
            name='customer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='words', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='hallmark',
            name='brand',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='team.brand'),
        ),
        migrations.AddField(
            model_name='hallmark',
            name='customer',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='hallmarks', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='notthesame',
            name='first',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer'),
        ),
        migrations.AddField(
            model_name='notthesame',
            name='person',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notthesame',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='customers.customer'),
        ),
        migrations.AddIndex(
            model_name='customerword',
            index=models.Index(fields=['brand', 'word', 'customer'], name='customer_word_find'),
        ),
        migrations.AddConstraint(
            model_name='customerword',
            constraint=models.UniqueConstraint(fields=('customer', 'word'), name='customer_word_once'),
        ),
        migrations.AddIndex(
            model_name='hallmark',
            index=models.Index(fields=['brand', 'kind', 'value', 'customer'], name='hallmark_shared'),
        ),
        migrations.AddConstraint(
            model_name='hallmark',
            constraint=models.UniqueConstraint(fields=('customer', 'kind', 'value'), name='hallmark_once'),
        ),
        migrations.AddConstraint(
            model_name='notthesame',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='not_the_same_once'),
        ),
        migrations.RunPython(by_bytes, migrations.RunPython.noop),
        migrations.RunPython(write_down, migrations.RunPython.noop),
    ]
