"""How the tests of cause analyses bring in surveys and lead an analysis to its end."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.performance.models import CauseAnalysis, CauseFinding
from dengta.domains.performance.services import cause_analyses as services
from dengta.domains.service.models import Channel, ContactType
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW
from tests.service.centre import Centre

TODAY = NOW.date()
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
_numbers = count(1)


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> "pytest.RaisesExc[RuleViolation]":
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


def rated(centre: Centre, agents: Sequence[Employee], month: date, topic: ContactType, *, good: int, bad: int) -> None:
    """So many good and bad answers of a month about a topic, dealt out to these agents."""
    grades = [5] * good + [2] * bad
    add_surveys(
        source=centre.source,
        surveys=[
            NewSurvey(
                external_id=f"S{next(_numbers)}", sent_at=_moment(month, position),
                agent=agents[position % len(agents)].pk, queue=centre.hotline.pk, channel=Channel.VOICE,
                type=topic.pk, csat=grade, answered_at=_moment(month, position),
            )
            for position, grade in enumerate(grades)
        ],
        origin="test",
    )  # fmt: skip


def _moment(month: date, position: int) -> datetime:
    return datetime(month.year, month.month, 1 + position % 28, 3, tzinfo=UTC)


def opened(unit: Unit, by: Employee, *, now: datetime = NOW) -> CauseAnalysis:
    """The analysis of October against September."""
    return services.open_analysis(
        unit=unit, kpi="csat", before_start=SEPTEMBER, before_end=OCTOBER, after_start=OCTOBER, after_end=NOVEMBER,
        by=account(by), now=now,
    )  # fmt: skip


def judge_all(analysis: CauseAnalysis, by: Employee, *, cause: str = "nothing", without: str = "") -> None:
    for section in CauseFinding.Section.values:
        if section != without:
            services.judge_section(
                analysis_id=analysis.pk,
                section=section,
                cause=cause,
                text="查了排班与话术记录",
                by=account(by),
                now=NOW,
            )


def hear(analysis: CauseAnalysis, *people: Employee, nameless: bool = False) -> None:
    for one in people:
        services.contribute(
            analysis_id=analysis.pk, text=f"{one.name}：新活动规则上线后，客户多问了两轮", nameless=nameless,
            by=account(one), now=NOW,
        )  # fmt: skip


def share(analysis: CauseAnalysis, by: Employee) -> None:
    services.state_own_share(
        analysis_id=analysis.pk,
        share="活动规则我晚了三天才讲",
        action="上线前一天晨会讲清",
        by=account(by),
        now=NOW,
    )


def close(analysis: CauseAnalysis, by: Employee, *, now: datetime = NOW + timedelta(hours=1)) -> CauseAnalysis:
    return services.close_analysis(
        analysis_id=analysis.pk, conclusion="主要是退款咨询增多，话术补充后跟踪两周", by=account(by), now=now
    )
