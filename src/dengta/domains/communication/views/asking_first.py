"""What a page says to whoever is about to decide for many: nobody was asked yet, and here they can be."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from dengta.domains.communication.selectors.consultation_subjects import Subject
from dengta.domains.communication.selectors.consultations import Clause
from dengta.domains.communication.services.consultations import went_unasked
from dengta.domains.communication.views.shared import Request
from dengta.foundation.errors import RuleViolation


@dataclass(frozen=True)
class Advice:
    """Those whom it touches were not asked. `must`: the law does not let it be decided before they were."""

    people: int
    url: str
    must: bool


def advice_on(
    request: Request, subject: Subject, *, staff_interest: bool, clauses: Sequence[Clause] = ()
) -> Advice | None:
    """What stands above the form; nothing where everybody was asked, or few are touched. Two queries."""
    must = False
    try:
        missing = went_unasked(
            subject, by=request.user, day=timezone.localdate(), staff_interest=staff_interest, clauses=clauses
        )
    except RuleViolation:
        missing = must = True
    url = f"{reverse('consultations:new')}?{urlencode({'about': subject.key})}"
    return Advice(len(subject.people), url, must) if missing else None
