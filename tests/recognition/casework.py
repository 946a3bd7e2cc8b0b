"""How the tests of formal cases lead one from the fact to its end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case, ClauseVersion, CoachingTalk
from dengta.domains.recognition.selectors.case_history import consistency_of
from dengta.domains.recognition.services import (
    case_deciding,
    case_delivery,
    case_ending,
    case_finding,
    case_hearing,
    case_opening,
    case_proposing,
)
from dengta.domains.recognition.services.case_deadlines import pass_days
from dengta.domains.recognition.services.case_opening import Fact
from dengta.domains.recognition.services.case_proposing import Proposal
from tests.conftest import NOW
from tests.recognition.adopting import account

TODAY, DAY = NOW.date(), timedelta(days=1)
HAPPENED = TODAY - 2 * DAY
LATER = NOW + 7 * DAY


@dataclass
class Staff:
    """Who plays in a case: the person, who handles it, who decides, HR, who leads the house."""

    agent: Employee
    handler: Employee
    decider: Employee
    hr: Employee
    head: Employee
    version: ClauseVersion

    def fact(self, **other: Any) -> Fact:
        """An agent came late, as the record says."""
        known = {
            "employee": self.agent, "clause": self.version.clause.code, "happened_on": HAPPENED, "known_on": HAPPENED,
            "source": Case.Source.ATTENDANCE, "words": "9:00 的班 9:05 到岗", **other,
        }  # fmt: skip
        return Fact(**known)

    def open(
        self, *, by: Employee | None = None, handler: Employee | None = None, now: datetime = NOW, **other: Any
    ) -> Case:  # fmt: skip
        return case_opening.open_case(
            fact=self.fact(**other), handler=handler or self.handler, by=account(by or self.decider), now=now
        )

    def notified(self, *, now: datetime = NOW, **other: Any) -> Case:
        case = self.open(now=now, **other)
        return case_hearing.serve_notice(case_id=case.pk, words="请说明", by=account(case.handler), now=now)

    def heard(self, *, now: datetime = NOW, **other: Any) -> Case:
        case = self.notified(now=now, **other)
        add_evidence(case, by=case.handler, now=now)
        case_hearing.give_statement(case_id=case.pk, words="地铁故障", by=account(case.employee), now=now)
        return reload(case)

    def found(self, *, now: datetime = NOW, cause: str = "agent", **other: Any) -> Case:
        case = self.heard(now=now, **other)
        if case.source == Case.Source.COMPLAINT:
            case_hearing.review_contact(case_id=case.pk, words="录音已听", by=account(case.handler), now=now)
        return find(case, by=case.handler, cause=cause, now=now)

    def proposed(self, measure: int | str = 1, *, now: datetime = NOW, **other: Any) -> Case:
        return propose(self.found(now=now, **other), measure, now=now)

    def decided(self, measure: int = 1, *, now: datetime = NOW, **other: Any) -> Case:
        case = self.proposed(measure, now=now, **other)
        agree(case, now=now)
        return decide(case, now=now)

    def delivered(self, measure: int = 1, *, now: datetime = NOW, **other: Any) -> Case:
        case = self.decided(measure, now=now, **other)
        return deliver(case, now=now)

    def executed(self, measure: int = 1, *, now: datetime = NOW, **other: Any) -> Case:
        case = self.delivered(measure, now=now, **other)
        pass_days(now=now + 8 * DAY)
        return case_ending.execute_measure(case_id=case.pk, words="已谈话", by=account(case.handler), now=now + 8 * DAY)


def reload(case: Case) -> Case:
    return Case.objects.select_related("employee", "handler", "version__clause").get(pk=case.pk)


def add_evidence(case: Case, *, by: Employee, now: datetime = NOW) -> None:
    case_hearing.add_evidence(
        case_id=case.pk, kind="record", reference="打卡 11-16 09:05", words="晚到 5 分钟", by=account(by), now=now
    )


def find(
    case: Case, *, by: Employee, cause: str = "agent", evidence: Collection[str] = ("E1",), words: str = "晚到五分钟",
    now: datetime = NOW,
) -> Case:  # fmt: skip
    case_finding.record_finding(
        case_id=case.pk, words=words, cause=cause, evidence=evidence, mitigating="此前没有晚到", harm=False,
        by=account(by), now=now,
    )  # fmt: skip
    return reload(case)


def seen(case: Case, measure: int = 1) -> list[str]:
    """The similar cases as the screen shows them."""
    return [str(one.facts.key) for one in consistency_of(case, proposed=measure).precedents]


def propose(
    case: Case, measure: int | str, *, words: str = "按规章幅度", leniency: str = "", now: datetime = NOW,
    by: Employee | None = None, **other: Any,
) -> Case:  # fmt: skip
    proposal = Proposal(measure=measure, words=words, seen=seen(case), leniency=leniency, **other)
    case_proposing.propose_measure(case_id=case.pk, proposal=proposal, by=account(by or case.handler), now=now)
    return reload(case)


def agree(case: Case, *, now: datetime = NOW) -> None:
    """Everybody asked agrees."""
    for approval in case.approvals.filter(digest=case.digest).select_related("asked"):
        case_deciding.approve_measure(
            case_id=case.pk, ground=approval.ground, words="同意", by=account(approval.asked), now=now
        )


def decider_of(case: Case) -> Employee:
    assert case.decider_id is not None
    return Employee.objects.select_related("account").get(pk=case.decider_id)


def decide(case: Case, *, by: Employee | None = None, now: datetime = NOW) -> Case:
    who = by or decider_of(case)
    case_deciding.decide_case(case_id=case.pk, words="事实清楚", by=account(who), now=now)
    return reload(case)


def deliver(case: Case, *, now: datetime = NOW) -> Case:
    case_delivery.deliver_decision(
        case_id=case.pk, delivery="signed", words="本人签收", by=account(case.handler), now=now
    )
    return reload(case)


def for_safety(case: Case) -> Case:
    """As if it had been proposed so that it does not wait: the row, and the step that says so."""
    step = case.steps.filter(kind="proposed").latest("number")
    step.changes = {**step.changes, "is_for_safety": True}
    step.save()
    Case.objects.filter(pk=case.pk).update(is_for_safety=True)
    return reload(case)


def appeal(case: Case, *, now: datetime = NOW) -> Employee:
    """The person appeals; answers who hears it."""
    filed = case_delivery.file_appeal(case_id=case.pk, words="太重", by=account(case.employee), now=now)
    assert filed.hearer is not None
    return filed.hearer


def talk(staff: Staff, *, on: date) -> CoachingTalk:
    """A talk about the standard, on record."""
    team = staff.agent.memberships.latest("valid_from").unit
    return CoachingTalk.objects.create(
        employee=staff.agent, unit=team, clause=staff.version.clause, held_on=on, held_by=staff.handler,
        agreed="提前出门", recorded_at=NOW,
    )  # fmt: skip
