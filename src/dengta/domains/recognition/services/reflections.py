"""A leader under whom severe measures became frequent thinks about the own part first (R-102)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.events import ReflectionOpened
from dengta.domains.recognition.models import Reflection
from dengta.domains.recognition.selectors.judged_days import quarter_of
from dengta.domains.recognition.selectors.severities import LeaderSeverity, by_leader, reflections_of
from dengta.domains.recognition.services.judged_notices import REFLECT
from dengta.engines.fairness.judging import HIDDEN
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.rules import Rule

R_102 = Rule("R-102", _("Frequent severe measures: the leader reflects, and till then the next level decides too"))


@transaction.atomic
def open_reflections(*, now: datetime, leader_ids: Collection[int] | None = None) -> int:
    """Ask every leader and decider (or these), and tell the next level, where the severe measures of this quarter
    reached what starts a reflection: once, and again after each further one that follows an answer. Answers how many
    were new."""
    today = day_of(now)
    start = quarter_of(today)
    known = reflections_of(start)
    opened = 0
    for one in by_leader(start, today):
        wanted = leader_ids is None or one.leader.pk in leader_ids
        if wanted and _is_new(one, known.get(one.leader.pk)) and R_102.warns(when=one.found.reflect):
            opened += _open(one, start, now=now)
    return opened


def _is_new(one: LeaderSeverity, last: Reflection | None) -> bool:
    """Whether nobody asked yet, or a severe measure followed what was answered: an answer is no licence for more."""
    if last is None:
        return True
    return last.answered_at is not None and one.newest is not None and one.newest > last.answered_at


def _open(one: LeaderSeverity, start: date, *, now: datetime) -> bool:
    row, is_new = Reflection.objects.get_or_create(
        leader=one.leader, quarter=start, answered_at=None,
        defaults={"opened_at": now, "severe": one.found.severe, "agents": one.found.agents},
    )  # fmt: skip
    if not is_new:
        return False
    record(
        None, "recognition.reflection_opened", row, subject=one.leader.pk, severe=row.severe, agents=row.agents,
        starts_at=one.found.starts_at,
    )  # fmt: skip
    events.publish(ReflectionOpened(row.pk, one.leader.pk, start, now))
    # Of so few people the numbers would be about persons.
    words = _("{name}: severe measures became frequent this quarter")
    if row.agents >= HIDDEN:
        words = _("{name}: {severe} severe measures this quarter among {agents} people")
    notify.send_many(
        to=[one.leader, *_next_level(one, day_of(now))], broadcast=False, kind=REFLECT,
        title=format_lazy(words, name=one.leader.name, severe=row.severe, agents=row.agents),
        body=_("The leader writes what they would do otherwise. Until then the next level decides severe ones too."),
        url=f"{reverse('judged:severity')}?quarter={start.isoformat()}",
    )  # fmt: skip
    return True


def _next_level(one: LeaderSeverity, day: date) -> list[Employee]:
    """Whoever leads next above the teams of a leader."""
    found: dict[int, Employee] = {}
    for unit in sorted(one.units):
        line = [step for step in leading(unit, day) if step.employee.pk != one.leader.pk]
        own = next((step.depth for step in leading(unit, day) if step.employee.pk == one.leader.pk), 0)
        above = next((step for step in line if step.depth > own), None)
        if above is not None:
            found[above.employee.pk] = above.employee
    return list(found.values())
