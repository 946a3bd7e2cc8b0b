"""Takes a backup of everything."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dengta.foundation.backup.services import take_backup
from dengta.foundation.errors import RuleViolation


class Command(BaseCommand):
    help = "Write database and files into one archive, while the product goes on working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=settings.HOME / "backups", help="folder for the archive")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        try:
            report = take_backup(folder=options["output"], now=timezone.now())
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{report.file}\n{len(report.tables)} tables, {report.rows:,} rows, {report.media} files, "
            f"{report.bytes / 1e6:.1f} MB in {time.monotonic() - started:.1f} s\n"
            f"The keys are not in it. Keep them elsewhere: {settings.HOME}/secret_key, audit_key, field_key"
        )
