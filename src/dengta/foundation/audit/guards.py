"""Triggers of the database that refuse to change what was recorded.

UPDATE is refused on both engines. DELETE is refused on PostgreSQL only: on SQLite the test runner empties tables with
DELETE (on PostgreSQL with TRUNCATE), and whoever can delete there owns the file anyway; `verify` shows it.
"""

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_auditentry", "audit_seal", "audit_sealedhead")
REFUSAL = "the record is append-only"


def _sqlite(table: str) -> list[str]:
    return [f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"]


def _postgresql(table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
    ]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers; called by the migration."""
    statements = _postgresql if schema_editor.connection.vendor == "postgresql" else _sqlite
    for table in TABLES:
        for statement in statements(table):
            schema_editor.execute(statement)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the triggers; called when the migration is taken back."""
    on_table = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_append_only" + (f" ON {table}" if on_table else ""))


def missing() -> list[str]:
    """Tables whose trigger is gone: a rebuilt table, or somebody at work."""
    catalogue = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        there = {row[0] for row in cursor.fetchall()}
    return [table for table in TABLES if f"{table}_append_only" not in there]
