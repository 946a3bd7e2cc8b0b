"""What an examination of the installation found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language


@dataclass(frozen=True)
class Kept:
    """A problem as it was found, in the reader's language."""

    check: str
    what: str
    mend: str
    advice: bool
    since: datetime | None


class Examination(models.Model):
    """One look at every invariant. Only the newest one tells how things are."""

    at = models.DateTimeField()
    seconds = models.FloatField()
    problems = models.PositiveIntegerField()
    advice = models.PositiveIntegerField()
    # [{"check", "seconds", "problems": [{"what": {language: text}, "mend": {…}, "advice", "since"}]}]
    findings = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="examination_latest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.problems}"

    def kept(self) -> Iterator[Kept]:
        """Everything it found, problems before advice."""
        raw = [(finding["check"], problem) for finding in self.findings for problem in finding["problems"]]
        for check, problem in sorted(raw, key=lambda pair: pair[1]["advice"]):
            what, mend = _in_words(problem["what"]), _in_words(problem["mend"])
            yield Kept(check, what, mend, problem["advice"], parse_datetime(problem["since"]))


def _in_words(texts: Mapping[str, Any]) -> str:
    return str(texts.get(get_language() or "") or texts[settings.LANGUAGE_CODE])
