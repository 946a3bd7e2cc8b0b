"""What each check looked at, as a table for people."""

from dataclasses import dataclass

from dengta.foundation.doctor.models import Examination
from dengta.foundation.doctor.registry import registered_checks


@dataclass(frozen=True)
class Checked:
    """One check and how it went. `tone` is good, warn (advice) or bad."""

    label: str
    tone: str
    seconds: float


def checks_of(examination: Examination) -> list[Checked]:
    """Every check of an examination, by its name in the reader's language."""
    labels = {check.name: str(check.label) for check in registered_checks()}
    return [
        Checked(labels.get(finding["check"], finding["check"]), _tone(finding["problems"]), finding["seconds"])
        for finding in examination.findings
    ]


def _tone(problems: list[dict[str, object]]) -> str:
    if any(not problem["advice"] for problem in problems):
        return "bad"
    return "warn" if problems else "good"
