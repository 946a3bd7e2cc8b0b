"""Cycles of appraisals for tests: sources that say what they are told to, and the steps up to any stage."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from unittest.mock import patch

from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.performance.models import Appraisal, Cycle
from dengta.domains.performance.selectors import evidence
from dengta.domains.performance.selectors.evidence import Evidence, Exclusion, Source
from dengta.domains.performance.services import appraisals, cycles
from dengta.foundation import jobs
from tests.conftest import NOW

QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
WEIGHTS = {"kpi": 50, "qa": 20, "peer": 10, "leader": 20}
# By source; whoever is not named has nothing of it.
Scores = Mapping[str, Mapping[int, float | None]]


def _source(key: str, scores: Mapping[int, float | None], *, qualitative: bool) -> Source:
    def read(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, Evidence]:
        return {
            one: Evidence(
                score=scores[one], n=42, low=None, high=None, formula=f"{key}, version 1", rows_url="/me/",
                missing="" if scores[one] is not None else "二人评，少于三人。",
                excluded=(Exclusion("通话 20260801-17", "申诉中"),) if key == "qa" else (),
            )
            for one in employee_ids
            if one in scores
        }  # fmt: skip

    return Source(key=key, name=f"source {key}", qualitative=qualitative, read=read)


@contextmanager
def sources(scores: Scores) -> Iterator[None]:
    """Only these sources, for the length of a test."""
    known = {key: _source(key, values, qualitative=key != "kpi") for key, values in scores.items()}
    with patch.dict(evidence._registry, known, clear=True):
        yield


def planned(
    unit: Unit, by: Account, *, weights: Mapping[str, int] = WEIGHTS, now: datetime = NOW, ends_on: date = QUARTER[1]
) -> Cycle:
    """A cycle of the third quarter."""
    return cycles.plan_cycle(
        unit_id=unit.pk, title="2026 年第三季度", starts_on=QUARTER[0], ends_on=ends_on,
        scores_until=date(2026, 11, 25), talks_until=date(2026, 12, 10), weights=weights, by=by, now=now,
    )  # fmt: skip


def frozen(cycle: Cycle, by: Account, now: datetime = NOW) -> Cycle:
    """Its figures are frozen."""
    cycles.begin_freezing(cycle_id=cycle.pk, by=by, now=now)
    jobs.work_off()
    cycle.refresh_from_db()
    return cycle


def scored(cycle: Cycle, scores: Mapping[int, float] | float, now: datetime = NOW) -> None:
    """Every leader has scored; second readers say the same as the leader."""
    for row in cycle.appraisals.select_related("leader__account"):
        score = scores if isinstance(scores, float | int) else scores[row.employee_id]
        told = appraisals.give_score(
            appraisal_id=row.pk, score=score, words="按本季度表现。", by=account(row.leader), now=now
        )
        if told.state == Appraisal.State.SECOND:
            assert told.second_reader is not None
            appraisals.read_as_second(
                appraisal_id=row.pk, score=score, words="同意。", by=account(told.second_reader), now=now
            )


def released(cycle: Cycle, by: Account, now: datetime = NOW) -> Cycle:
    """Calibrated and released."""
    cycles.begin_calibration(cycle_id=cycle.pk, by=by, now=now)
    cycles.release_cycle(cycle_id=cycle.pk, by=by, now=now)
    cycle.refresh_from_db()
    return cycle


def account(employee: Employee) -> Account:
    """Afresh: what an account may do is remembered on it."""
    return Account.objects.get(employee=employee)


def of(cycle: Cycle, employee: Employee) -> Appraisal:
    """The appraisal of this person."""
    return Appraisal.objects.get(cycle=cycle, employee=employee)


def signed(cycle: Cycle, house: dict[str, Employee], ability_plan: str = "跟听退款专席。") -> Appraisal:
    """李佳怡's appraisal, with both parts and her signature."""
    row = of(cycle, house["agent"])
    appraisals.write_part(appraisal_id=row.pk, words="新系统。", by=account(house["agent"]), now=NOW)
    appraisals.write_part(
        appraisal_id=row.pk, words="进步。", ability_plan=ability_plan, by=account(house["leader"]), now=NOW
    )
    return appraisals.sign(appraisal_id=row.pk, agrees=True, by=account(house["agent"]), now=NOW)


def hr_account(house: dict[str, Employee]) -> Account:
    """孙丽's account."""
    return account(house["hr"])
