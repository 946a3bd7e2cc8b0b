"""Writing very many rows of one table at once.

`bulk_create` builds an SQL text with every value in it and prepares each value field by field; the drivers' own way
in, a prepared statement on SQLite and COPY on PostgreSQL, takes a fraction of that time.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows given as values of these columns (as the database names them: `agent_id`). Values are trusted.

    Other columns need a default in the database, as the id has. Inside the caller's transaction; no signals.
    """
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    # The rows may come from a query of their own, which cannot run while a COPY is open.
    ready = list(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The cursor's own way to COPY does not turn a driver's refusal into Django's.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(map(_adapter(), ready)))  # noqa: S608 - names of our own fields


def insert_objects(model: type[models.Model], objects: Sequence[models.Model]) -> None:
    """Add unsaved objects; they do not learn their ids."""
    columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    insert(model, columns, map(attrgetter(*columns), objects))


def _adapter() -> Convert:
    """Writes moments and days of a row as SQLite keeps them."""
    adapters: dict[type, Convert] = {
        datetime: connection.ops.adapt_datetimefield_value,
        date: connection.ops.adapt_datefield_value,
    }

    def adapted(row: Sequence[Any]) -> list[Any]:
        return [adapters[type(value)](value) if type(value) in adapters else value for value in row]

    return adapted
