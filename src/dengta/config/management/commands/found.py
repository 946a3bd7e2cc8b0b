"""`./dengta found`: a company and its first account, before anybody can sign in."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dengta.domains.people.services.founding import Founder, found_house
from dengta.foundation.errors import RuleViolation

QUESTIONS = {
    "company": gettext_lazy("Name of the company"),
    "name": gettext_lazy("Your name"),
    "number": gettext_lazy("Your staff number"),
    "email": gettext_lazy("Your e-mail address"),
}
# Facts of the last years are imported; the company is there before them.
YEARS_BACK = 3


class Command(BaseCommand):
    """Found the house."""

    help = "Found the company and its first account, once; prints the link that opens the account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", default="", help=str(question))
        parser.add_argument(
            "--leads", action=BooleanOptionalAction, default=None, help="you lead the whole centre yourself"
        )
        parser.add_argument("--time-zone", default=settings.TIME_ZONE, help="(default: %(default)s)")
        parser.add_argument(
            "--since", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD",
            help="from when on the company is there: before the oldest facts you will import "
            f"(default: the first day of the year {YEARS_BACK} years ago)",
        )  # fmt: skip
        parser.add_argument(
            "--address", default="http://127.0.0.1:8000", help="where people will open it (default: %(default)s)"
        )

    def handle(self, **options: Any) -> None:
        """Ask for what is not given, found, and say what comes next."""
        today = timezone.localdate()
        given = {
            name: options[name].strip() or self._asked(name, str(question)) for name, question in QUESTIONS.items()
        }
        leads = options["leads"] if options["leads"] is not None else self._leads()
        self._check(given, options["time_zone"])
        founder = Founder(number=given["number"], name=given["name"], email=given["email"], leads=leads)
        since = options["since"] or date(today.year - YEARS_BACK, 1, 1)
        try:
            token = found_house(
                company=given["company"], time_zone=options["time_zone"], since=min(since, today), founder=founder,
                today=today,
            )  # fmt: skip
        except RuleViolation as refusal:
            raise CommandError(str(refusal)) from refusal
        link = options["address"].rstrip("/") + reverse("accounts:invitation", args=[token])
        self._say_what_is_next(given, link)

    def _asked(self, name: str, question: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(_("Please say it with --{name}: {question}.").format(name=name, question=question))
        return self._until(f"{question}: ", bool)

    def _leads(self) -> bool:
        if not sys.stdin.isatty():
            return False
        question = _("Do you lead the whole centre yourself? (y/n) ")
        return self._until(question, lambda answer: answer.lower() in {"y", "n"}).lower() == "y"

    def _until(self, question: str, fits: Callable[[str], bool]) -> str:
        while not fits(answer := input(question).strip()):
            pass
        return answer

    def _check(self, given: dict[str, str], time_zone: str) -> None:
        try:
            validate_email(given["email"])
        except ValidationError as problem:
            raise CommandError(f"--email: {' '.join(problem.messages)}") from problem
        if time_zone not in available_timezones():
            raise CommandError(_("There is no time zone {zone}; write it as Asia/Shanghai.").format(zone=time_zone))

    def _say_what_is_next(self, given: dict[str, str], link: str) -> None:
        lines = [
            _("{company} is founded. {name} signs in as {number}.").format(**given),
            _("Open this link within {days} days and choose a password:").format(days=settings.INVITATION_DAYS),
            link,
            _("It needs ./dengta serve to run. Next: Organisation (teams), People (add or import), Import (contacts)."),
        ]
        self.stdout.write("\n".join(lines))
