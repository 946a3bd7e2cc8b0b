"""The round of a stand-up: three questions to everybody, answered beforehand on the own desk or phone."""

from datetime import datetime

from django.db import transaction

from dengta.domains.communication.models import Standup, StandupAnswer
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services.standups import raise_blocker
from dengta.domains.people.models import Account, Unit
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation


@transaction.atomic
def answer_round(*, unit_id: int, done: str, planned: str, blocked: str, by: Account, now: datetime) -> StandupAnswer:
    """Say what one finished and what one does today, until the stand-up is over; again if one likes.

    What is in the way becomes a blocker, which one looks after oneself until somebody says what came of it.
    """
    unit, me, day = Unit.objects.get(pk=unit_id), facts_of(by).employee_id, day_of(now)
    if me is None or unit.pk not in facts_of(by).home_units:
        raise NotAllowed("not_allowed", right="communication.answer_round")
    # Waits for whoever ends it at this moment: minutes are not answered into.
    held = Standup.objects.select_for_update().filter(unit=unit, day=day).first()
    if held is not None and held.ended_at is not None:
        raise RuleViolation("communication.standup_over", team=unit.name)
    if not any(text.strip() for text in (done, planned, blocked)):
        raise RuleViolation("communication.text_missing")
    answer, _new = StandupAnswer.objects.update_or_create(
        unit=unit,
        day=day,
        employee_id=me,
        defaults={"done": done.strip(), "planned": planned.strip(), "said_at": now},
    )
    record(by, "communication.round_answered", answer, subject=me, team=unit.name)
    if blocked.strip():
        raise_blocker(unit_id=unit_id, text=blocked, owner_id=me, by=by, now=now)
    return answer
