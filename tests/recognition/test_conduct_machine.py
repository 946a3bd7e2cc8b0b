"""The life of a breach as a machine: whatever people try, it ends by a named person, with a reason, from outside."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Breach, ClauseVersion
from dengta.domains.recognition.services import breach_endings as endings
from dengta.domains.recognition.services.breaches import escalate_breaches
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import account
from tests.recognition.conducting import registered, signed

pytestmark = pytest.mark.django_db
who = st.sampled_from(["agent", "leader", "supervisor", "supervisor", "head", "hr"])
LIFE = settings(FEW, max_examples=6, stateful_step_count=8)


class Breaches(Workflow):
    """One breach of an agent, reported by the team lead."""

    cast: dict[str, Employee]

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.breach = registered(self.cast["agent"], self.cast["leader"])

    def tried(self, decide: Callable[..., object], by: str, **options: Any) -> bool:
        try:
            decide(breach_id=self.breach.pk, by=account(self.cast[by]), now=self.now, **options)
        except (RuleViolation, ObjectDoesNotExist):
            return False
        return True

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        escalate_breaches(now=self.now)

    @rule(by=who, ending=st.sampled_from(["correction", "no_action"]), why=st.sampled_from(["", "已补班"]))
    def end(self, by: str, ending: str, why: str) -> None:
        if self.tried(endings.end_breach, by, ending=ending, why=why):
            assert why
            assert by in {"supervisor", "head", "hr"}

    @rule(by=who)
    def contest(self, by: str) -> None:
        if self.tried(endings.contest_breach, by, objection="我没有收到新班表"):
            assert by == "agent"

    @rule(by=who, verdict=st.sampled_from(["stands", "lifted"]))
    def answer(self, by: str, verdict: str) -> None:
        self.tried(endings.answer_objection, by, verdict=verdict, answer="核对过了")

    @invariant()
    def ended_by_somebody_else_with_a_reason(self) -> None:
        row = Breach.objects.get(pk=self.breach.pk)
        out = {row.employee_id, row.reported_by_id}
        if row.ending:
            assert row.why
            assert row.ended_by_id not in out
        if row.verdict:
            assert row.answered_by_id not in out
            assert row.contested_at is not None
            assert row.verdict == "lifted" or row.answered_by_id != row.ended_by_id
        if not row.ending and self.now.date() > row.due_on and row.escalated_at is None:
            assert escalate_breaches(now=self.now) == 1


def test_a_breach_ends_by_somebody_else_with_a_reason_or_not_at_all(
    published: ClauseVersion, agent: Employee, leaders: dict[str, Employee]
) -> None:
    signed(published, agent)
    run(type("Cast", (Breaches,), {"cast": {"agent": agent, **leaders}}), more=LIFE)
