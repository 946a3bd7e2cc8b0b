"""Counts all sums of the service figures anew from their rows."""

from typing import Any

from django.core.management.base import BaseCommand

from dengta.domains.service.services.rollups import rebuild_rollups


class Command(BaseCommand):
    help = "Throw the sums of the service figures away and count them anew; no figure changes unless one was wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        weeks = rebuild_rollups(progress=lambda done: self.stdout.write(f"  week {done}"))
        self.stdout.write(f"{weeks} weeks counted anew")
