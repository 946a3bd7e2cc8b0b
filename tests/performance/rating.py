"""How tests start reviews by people, answer them, close them and plan visits."""

from datetime import date, datetime, timedelta

import pytest

from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.performance.models import (
    Conduct,
    PeerInvitation,
    PeerRound,
    Scenario,
    ShopperPlan,
    ShopperVisit,
    UpwardRound,
    UpwardToken,
)
from dengta.domains.performance.services import (
    peer_closing,
    peer_reviews,
    shopper,
    upward_closing,
    upward_reviews,
)
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW

TODAY = NOW.date()
FIRST, LAST = date(2026, 8, 1), date(2026, 10, 31)
QUESTIONS = [("说到做到", "常要追问", "不用再问"), ("忙时互相帮", "只顾自己", "主动补位")]
SENTENCES = {conduct: f"{label}：平时就是这样做的" for conduct, label in Conduct.choices}
A_MONTH_AGO, TWO_WEEKS_AGO = NOW - timedelta(days=30), NOW - timedelta(days=14)


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> "pytest.RaisesExc[RuleViolation]":
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def start_peers(unit: Unit, *, by: Employee, now: datetime = NOW, **more: object) -> PeerRound:
    plan = {
        "title": "三季度同事互评", "first_day": FIRST, "last_day": LAST, "closes_on": now.date() + timedelta(days=14),
        "per_person": 5, "threshold": 3, "questions": QUESTIONS, "seed": 7,
    }  # fmt: skip
    return peer_reviews.start_round(unit_id=unit.pk, by=account(by), now=now, **{**plan, **more})  # type: ignore[arg-type]


def answer_peer(invitation: PeerInvitation, value: int = 4, comment: str = "", now: datetime = NOW) -> None:
    scores = {str(question.pk): value for question in invitation.round.questions.all()}
    by = account(invitation.rater)
    peer_reviews.answer(invitation_id=invitation.pk, scores=scores, comment=comment, by=by, now=now)


def everybody_answers(row: PeerRound, value: int = 4, now: datetime = NOW) -> None:
    for invitation in row.invitations.filter(answered_on=None).select_related("rater__account", "round"):
        answer_peer(invitation, value, now=now)


def close_peers(row: PeerRound) -> PeerRound:
    peer_closing.close_due_rounds(now=NOW + timedelta(days=60))
    row.refresh_from_db()
    return row


def prepare_upward(unit: Unit, *, by: Employee, quarter: int = 4, **items: str) -> UpwardRound:
    return upward_reviews.prepare_round(
        unit_id=unit.pk, year=2026, quarter=quarter, items={**SENTENCES, **items}, more=[], by=account(by), now=NOW
    )


def start_upward(unit: Unit, *, by: Employee, now: datetime = NOW, quarter: int = 4) -> UpwardRound:
    row = prepare_upward(unit, by=by, quarter=quarter)
    until = now.date() + timedelta(days=14)
    return upward_reviews.start_round(round_id=row.pk, closes_on=until, by=account(by), now=now)


def answer_upward(token: UpwardToken, value: int = 4, comment: str = "", now: datetime = NOW) -> None:
    scores = {str(item.pk): value for item in token.round.items.all()}
    upward_reviews.answer(token_id=token.pk, scores=scores, comment=comment, by=account(token.rater), now=now)


def close_upward(row: UpwardRound) -> UpwardRound:
    upward_closing.close_due_rounds(now=NOW + timedelta(days=60))
    row.refresh_from_db()
    return row


def scenario(unit: Unit, *, by: Employee) -> Scenario:
    return shopper.add_scenario(
        unit_id=unit.pk, title="退款问到账", script="说买错了尺码，问几天到账。",
        criteria=[("先确认订单", 1), ("说清到账日", 3)], by=account(by), now=NOW,
    )  # fmt: skip


def plan_of(unit: Unit, *, by: Employee, title: str = "双十一后抽查") -> ShopperPlan:
    return shopper.make_plan(unit_id=unit.pk, title=title, by=account(by), now=NOW)


def visit_to(target: Employee, *, shopper_is: Employee, plan: ShopperPlan, of: Scenario, by: Employee) -> ShopperVisit:
    return shopper.plan_visit(
        plan_id=plan.pk, scenario_id=of.pk, target_id=target.pk, shopper_id=shopper_is.pk,
        visit_by=TODAY + timedelta(days=7), by=account(by), now=NOW,
    )  # fmt: skip


def hand_in(
    visit: ShopperVisit, *, by: Employee, report: str = "接得快，到账日说清楚了。", now: datetime = NOW
) -> ShopperVisit:
    return shopper.hand_in(
        visit_id=visit.pk, answers=[4, 3], report=report, visited_on=now.date(), by=account(by), now=now
    )


def close_visit(visit: ShopperVisit, *, by: Employee, now: datetime = NOW) -> ShopperVisit:
    return shopper.close_visit(visit_id=visit.pk, by=account(by), now=now)
