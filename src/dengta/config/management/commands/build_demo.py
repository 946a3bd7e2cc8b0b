"""`python -m dengta build_demo`: the demo centre, once; later only what has happened since."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.utils import timezone

from dengta.config.demo.build import build
from dengta.config.demo.world import COMPANY
from dengta.domains.people.models import Unit


class Command(BaseCommand):
    """Build the demo centre."""

    help = "Build the demo centre, ending now. Refuses to mix invented data with somebody's own."

    def handle(self, **options: Any) -> None:
        """Build it where there is nothing yet; leave a centre that is there alone."""
        company = Unit.objects.filter(kind=Unit.Kind.COMPANY).first()
        if company is None:
            build(now=timezone.localtime(), say=self.stdout.write)
        elif company.code != COMPANY[0]:
            raise CommandError("This installation holds somebody's own organisation: the demo needs an empty one.")
