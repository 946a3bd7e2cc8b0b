"""`rotate_keys`: move every encrypted field to the newest key of the ring."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dengta.foundation.secrets.rotation import Rotation, rotate


class Command(BaseCommand):
    help = "Re-seal all encrypted fields with the newest key. May be killed and started again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        rotation = rotate(report=self._progress)
        self.stdout.write(f"{rotation.done} of {rotation.total} rows re-sealed")
        if rotation.unreadable:
            for place in rotation.unreadable:
                self.stderr.write(place)
            raise CommandError(
                "Some values could not be read; they were left as they are. Is a key missing in the ring?"
            )

    def _progress(self, rotation: Rotation) -> None:
        self.stdout.write(f"{rotation.done} / {rotation.total}")
