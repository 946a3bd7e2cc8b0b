"""Puts a backup back."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dengta.foundation.backup.services import restore
from dengta.foundation.errors import RuleViolation


class Command(BaseCommand):
    help = "Put an archive in place of what is here; stop web and worker before."
    # An empty database has no tables that the checks could ask.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes-replace", action="store_true", help="even though there are data here")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            report = restore(file=options["file"], now=timezone.now(), replace=options["yes_replace"])
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{len(report.tables)} tables with {report.rows:,} rows, each equal to the backup; {report.media} files; "
            f"{time.monotonic() - started:.1f} s\nNow run ./dengta doctor --deep"
        )
