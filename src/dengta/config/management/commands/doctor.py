"""Examines the installation: what is wrong, and how to mend it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from dengta.foundation.doctor import Finding, examine


class Command(BaseCommand):
    help = "Say what is wrong with this installation and how to mend it; exit code 1 when anything is."
    # The doctor comes to the ill: nothing may stop it from looking.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--deep", action="store_true", help="also read every audit entry, file and reference")

    def handle(self, *args: Any, **options: Any) -> None:
        ill = False
        for finding in examine(now=timezone.now(), deep=options["deep"]):
            self._tell(finding)
            ill = ill or finding.ill
        if ill:
            sys.exit(1)

    def _tell(self, finding: Finding) -> None:
        mark = "✗" if finding.ill else "!" if finding.problems else "✓"
        self.stdout.write(f"{mark} {finding.check.label}  {finding.seconds:.1f} s")
        for problem in finding.problems:
            self.stdout.write(f"    {problem.what}\n    → {problem.mend}")
