"""Brings database and static files of this installation up to date."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from dengta.config.migrating import each_model_alone


class Command(BaseCommand):
    help = "Migrate the database, make the table of the shared cache, and collect the static files."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_half_an_upgrade()
        with each_model_alone():
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)


def refuse_half_an_upgrade() -> None:
    """Migrations that were merged into one need all of their parts or none: Django leaves the whole app out in silence
    where only some were applied, and the tables would not fit the code.
    """
    loader = MigrationLoader(connection)
    for migration in (loader.disk_migrations or {}).values():
        there = [step for step in migration.replaces if step in (loader.applied_migrations or {})]
        if there and len(there) < len(migration.replaces):
            app, last = migration.replaces[-1]
            raise CommandError(
                f"The tables of {app} stand at {there[-1][1]}, in the middle of migrations that were merged since. "
                f"Update to the version with {app} {last} first (docs/for-administrators/upgrade.md). "
                "Nothing was changed."
            )
