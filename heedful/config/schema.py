"""The tables: laid at once in an empty database, brought up to date by migrations in any other."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import fields, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

OF_MODELS = {models.__name__, fields.__name__}


def bring_up_to_date(*, verbosity: int = 0) -> None:
    """Make or change the tables until they are those of this version."""
    if not connection.introspection.table_names():
        lay_tables()
    call_command("migrate", interactive=False, verbosity=verbosity)


def lay_tables() -> bool:
    """All tables as they stand after the last migration, and what migrations do beside, in one transaction.

    Sixty migrations one after the other take many times as long, because each looks at all models anew. Returns
    whether it was done: an operation of a kind that is not known here leaves it to the migrations.
    """
    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _ in executor.migration_plan(targets, clean_start=True)]
    if not all(_is_known(operation) for migration in plan for operation in migration.operations):
        return False
    state = executor.loader.project_state()
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):  # noqa: SLF001 (Django's own way)
                editor.create_model(model)
        for migration in plan:
            _do_the_rest(migration, editor, state)
        _note_as_applied(plan)
    return True


def _is_known(operation: Operation) -> bool:
    return isinstance(operation, RunPython | RunSQL) or type(operation).__module__ in OF_MODELS


def _do_the_rest(migration: Migration, editor: BaseDatabaseSchemaEditor, state: ProjectState) -> None:
    """What stands beside the models: triggers, the index for search, the table of counters."""
    for operation in migration.operations:
        if isinstance(operation, RunPython | RunSQL):
            operation.database_forwards(migration.app_label, editor, state, state)


def _note_as_applied(plan: list[Migration]) -> None:
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    rows = (recorder.Migration(app=migration.app_label, name=migration.name) for migration in plan)
    recorder.migration_qs.bulk_create(rows)
