"""Who else has to agree with a measure: asked when it is proposed, and again for what came up since."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, CaseApproval
from dengta.domains.recognition.selectors.approvals import approvals_of, is_severe, reflection_waits
from dengta.domains.recognition.selectors.involvement import can_approve
from dengta.domains.recognition.services.case_opening import APPROVE
from dengta.domains.recognition.services.case_steps import page_of, tell
from dengta.domains.recognition.services.reflections import R_102
from dengta.domains.recognition.services.retaliation import is_protected

Ground = CaseApproval.Ground
TO_AGREE = _("A measure to agree with, or to send back")


def next_level_looks(case: Case, today: date) -> bool:
    """Whether the next level decides with whoever decides: soon after a complaint of the person (R-129), or where
    severe measures are frequent (R-102). Which of the two is told to nobody. Five queries."""
    return is_protected(case.employee_id, today) or R_102.warns(
        when=is_severe(case.measure or 0) and reflection_waits(case, today)
    )


def who_can_agree(case: Case, grounds: Sequence[str], today: date) -> Mapping[str, Employee | None]:
    """For each ground the first who can be asked beside whoever proposed and decides; None where nobody is left."""
    return {ground: next(iter(can_approve(case, ground, today)), None) for ground in grounds}


def ask_to_agree_on(case: Case, ground: str, asked: Employee, *, now: datetime) -> CaseApproval:
    """Ask somebody to agree with the very proposal that stands, on one ground."""
    approval = CaseApproval.objects.create(case=case, ground=ground, digest=case.digest, asked=asked, asked_at=now)
    todos.put(kind=APPROVE, key=case.pk, to=[asked.pk], title=TO_AGREE, url=page_of(case), now=now)
    tell(asked, TO_AGREE, case)
    return approval


def is_left_unasked(case: Case, today: date) -> bool:
    """Whether something came up since it was proposed, so that the next level has to be asked as well."""
    asked = any(one.ground == Ground.NEXT_LEVEL for one in approvals_of(case))
    return not asked and next_level_looks(case, today)


def ask_what_came_up(case: Case, *, now: datetime) -> bool:
    """Ask the next level as well, where something came up since it was proposed. Answers whether nobody is left to be
    asked."""
    today = day_of(now)
    if not is_left_unasked(case, today):
        return False
    asked = who_can_agree(case, [Ground.NEXT_LEVEL], today)[Ground.NEXT_LEVEL]
    if asked is not None:
        ask_to_agree_on(case, Ground.NEXT_LEVEL, asked, now=now)
    return asked is None
