"""Append-only by the database: UPDATE, DELETE and TRUNCATE of entries are refused, whoever asks.

One opening is left on purpose: `reason` alone may be rewritten, because a rotation of the seal's keys
reseals it. The chain covers its plain text, so any other use of the opening is found by `verify`.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Entry

TABLE = Entry._meta.db_table
_FIXED = ", ".join(
    f'"{field.column}"' for field in Entry._meta.local_concrete_fields if field.name != "reason"
)
_REFUSAL = "audit entries are append-only"

INSTALL = {
    "sqlite": [
        f"""CREATE TRIGGER IF NOT EXISTS audit_no_update BEFORE UPDATE OF {_FIXED} ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
        f"""CREATE TRIGGER IF NOT EXISTS audit_no_delete BEFORE DELETE ON {TABLE}
            BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    ],
    "postgresql": [
        f"""CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
            END $$""",
        f"""CREATE OR REPLACE TRIGGER audit_no_update BEFORE UPDATE OF {_FIXED} ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
        f"""CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON {TABLE}
            FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
        f"""CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE}
            FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()""",
    ],
}
REMOVE = {
    "sqlite": ["DROP TRIGGER IF EXISTS audit_no_update", "DROP TRIGGER IF EXISTS audit_no_delete"],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS audit_no_update ON {TABLE}",
        f"DROP TRIGGER IF EXISTS audit_no_delete ON {TABLE}",
        f"DROP TRIGGER IF EXISTS audit_no_truncate ON {TABLE}",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; those that are there stay. Raises KeyError for another database."""
    _run(connection, INSTALL)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: only for a test's flush, a test's forgery and a migration backwards."""
    _run(connection, REMOVE)


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)
