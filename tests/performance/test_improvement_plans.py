"""Improvement plans: only on two months that carry it, agreed by two, with support that is owed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import ImprovementPlan
from dengta.domains.performance.selectors import improvement_plans as selectors
from dengta.domains.performance.selectors.plan_figures import Ground, MonthSeen, judge, whole_months
from dengta.domains.performance.services import improvement_plans as services
from dengta.domains.performance.services import plan_contents as contents
from dengta.domains.service.selectors.kpis import Good
from dengta.foundation.errors import NotAllowed
from dengta.foundation.settings.models import ParameterValue
from tests.conftest import NOW
from tests.performance.causing import OCTOBER, SEPTEMBER, TODAY, account, refused
from tests.performance.planning import LAST, LOOK, answers, begin, fill, recount
from tests.service.centre import Centre

pytestmark = pytest.mark.django_db
State = ImprovementPlan.State
AUGUST = date(2026, 8, 1)


# --- the guard -------------------------------------------------------------------------------------------------


@pytest.mark.covers("G13")
def test_two_months_that_tell_the_person_from_the_team_allow_a_plan_and_stand_in_it(
    grounds: Centre, agent: Employee, leader: Employee
) -> None:
    plan = begin(agent, leader)

    seen = [(one.month, one.n, one.value) for one in plan.evidence.all()]
    assert seen == [(SEPTEMBER, 80, 0.5), (OCTOBER, 80, 0.5)]
    assert all(one.high < one.team for one in plan.evidence.all())
    assert plan.state == State.DRAFT


@pytest.mark.covers("G13")
@pytest.mark.parametrize(
    ("september", "october", "code"),
    [
        # A single month, however bad.
        ((0, 0), (20, 60), "performance.plan_ground_single_month"),
        ((68, 12), (20, 60), "performance.plan_ground_single_month"),
        # Twenty-nine answers are too few, whatever they say, in either month.
        ((40, 40), (0, 29), "performance.plan_ground_too_few"),
        ((0, 29), (20, 60), "performance.plan_ground_single_month"),
        # Nothing but chance.
        ((66, 14), (65, 15), "performance.plan_ground_within_chance"),
        # In doubt for the first time.
        ((68, 12), (60, 20), "performance.plan_ground_single_month"),
        # Better than everybody.
        ((80, 0), (80, 0), "performance.plan_ground_not_worse"),
    ],
)
def test_less_than_that_is_for_a_coaching_talk(  # noqa: PLR0917
    september: tuple[int, int], october: tuple[int, int], code: str, centre: Centre, agent: Employee, leader: Employee,
    peer: Employee,
) -> None:  # fmt: skip
    for month, (good, bad) in ((SEPTEMBER, september), (OCTOBER, october)):
        answers(centre, agent, month, good=good, bad=bad)
        answers(centre, peer, month, good=340, bad=60)
    recount()

    with refused(code):
        begin(agent, leader)
    assert not ImprovementPlan.objects.exists()


@pytest.mark.covers("G13")
def test_no_plan_rests_on_fewer_than_thirty_however_small_a_sample_the_house_shows(
    centre: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    ParameterValue.objects.create(name="service.min_sample", value=5, valid_from=AUGUST)
    for month in (SEPTEMBER, OCTOBER):
        answers(centre, agent, month, good=0, bad=29)
        answers(centre, peer, month, good=340, bad=60)
    recount()

    with refused("performance.plan_ground_too_few"):
        begin(agent, leader)


months = st.tuples(st.integers(0, 120), st.integers(0, 120)).map(lambda pair: (max(pair), min(pair)))


@pytest.mark.covers("G13")
@given(st.lists(months, min_size=3, max_size=3), st.booleans(), st.sampled_from([5, 30]))
def test_whatever_the_months_were_a_plan_needs_two_on_thirty_each(
    seen: list[tuple[int, int]], up: bool, minimum: int
) -> None:
    rows = [
        MonthSeen(AUGUST, hits, n, 700 + hits, 1000 + n)
        for n, hits in seen
    ]  # fmt: skip

    ground = judge(rows, good=Good.UP if up else Good.DOWN, minimum=minimum)

    if ground is Ground.TWO_MONTHS:
        for row in rows[-2:]:
            assert row.n >= 30
            assert row.value is not None
            assert row.team is not None
            assert (row.value < row.team) is up


def test_the_months_are_those_that_are_over() -> None:
    assert whole_months(date(2026, 1, 15), 3) == [
        (date(2025, 10, 1), date(2025, 11, 1)),
        (date(2025, 11, 1), date(2025, 12, 1)),
        (date(2025, 12, 1), date(2026, 1, 1)),
    ]


@pytest.mark.covers("G11", "G13")
def test_a_leader_reads_of_each_person_by_name_whether_a_plan_may_begin_and_why_not(  # noqa: PLR0917 - fixtures
    grounds: Centre, agent: Employee, peer: Employee, leader: Employee, signed_in: Callable[[Employee], Client],
    settings: object,
) -> None:  # fmt: skip
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]  # pytest-django's settings
    browser = signed_in(leader)
    page = browser.get(reverse("improvement_plans:grounds"))

    found = [(row.person, row.may) for row in page.context["rows"]]
    assert found == [(peer, False), (agent, True)], "in the order of names, whatever the figures"
    text = page.content.decode()
    assert "stands out for the better" in text
    assert "Two whole months with enough answers tell 李佳怡 from the team" in text
    first = browser.get(page.context["rows"][1].url).content.decode()
    assert "Two whole months with enough answers tell 李佳怡 from the team" in first
    begin(agent, leader)
    assert not any(row.may for row in browser.get(reverse("improvement_plans:grounds")).context["rows"])


# --- beginning -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("grounds")
def test_only_whoever_leads_the_person_drafts_one_and_never_for_themselves(
    agent: Employee, peer: Employee, leader: Employee, other_leader: Employee, hr: Employee
) -> None:
    for person in (peer, agent, other_leader, hr):
        with pytest.raises(NotAllowed):
            begin(agent, person)
    with pytest.raises(NotAllowed):
        begin(leader, leader)


def test_one_plan_at_a_time(grounds: Centre, agent: Employee, leader: Employee) -> None:
    plan = begin(agent, leader)

    with refused("performance.plan_there_already"):
        begin(agent, leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImprovementPlan.objects.create(
            employee=agent, unit=plan.unit, leader=leader, kpi="csat", reason="x", starts_on=TODAY, ends_on=LAST,
            created_at=NOW,
        )  # fmt: skip


def test_days_figures_and_reasons_must_make_sense(grounds: Centre, agent: Employee, leader: Employee) -> None:
    told = {"employee": agent, "by": account(leader), "now": NOW}
    good = {"kpi": "csat", "reason": "看录音", "starts_on": TODAY, "ends_on": LAST}
    for wrong, code in (
        ({"kpi": "aht"}, "performance.plan_measure_unknown"),
        ({"reason": " "}, "performance.plan_text_missing"),
        ({"starts_on": TODAY - timedelta(days=1)}, "performance.plan_days"),
        ({"ends_on": TODAY}, "performance.plan_days"),
    ):
        with refused(code):
            services.begin_plan(**told, **{**good, **wrong})


# --- proposing and answering -------------------------------------------------------------------------------------


@pytest.mark.covers("G13")
@pytest.mark.parametrize(
    ("without", "code"),
    [
        ("goals", "performance.plan_needs_goal"),
        ("support", "performance.plan_needs_support"),
        ("checkpoints", "performance.plan_needs_checkpoint"),
    ],
)
def test_without_goal_support_or_checkpoint_nothing_is_proposed(  # noqa: PLR0917
    without: str, code: str, grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = begin(agent, leader)
    fill(plan, leader, peer)
    getattr(plan, without).all().delete()

    with refused(code):
        services.propose_plan(plan_id=plan.pk, by=account(leader), now=NOW)


def test_goals_support_and_days_must_make_sense(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan, by = begin(agent, leader), account(leader)
    for target, code in ((0.5, "performance.plan_target_no_better"), (1.2, "performance.plan_target_range")):
        with refused(code):
            contents.set_goal(plan_id=plan.pk, kpi="csat", target=target, by=by)
    with refused("performance.plan_helps_oneself"):
        contents.add_support(plan_id=plan.pk, what="辅导", helper=agent, due_on=LOOK, by=by)
    with refused("performance.plan_day_outside"):
        contents.add_support(plan_id=plan.pk, what="辅导", helper=peer, due_on=LAST + timedelta(days=1), by=by)
    with refused("performance.plan_day_outside"):
        contents.add_checkpoint(plan_id=plan.pk, due_on=TODAY, by=by)
    contents.add_checkpoint(plan_id=plan.pk, due_on=LOOK, by=by)
    with refused("performance.plan_checkpoint_twice"):
        contents.add_checkpoint(plan_id=plan.pk, due_on=LOOK, by=by)


@pytest.mark.covers("G13")
def test_the_person_sees_it_once_it_is_proposed_and_it_runs_once_they_agree(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee
) -> None:
    plan = begin(agent, leader)
    assert not selectors.plans(account(agent)).exists()
    with pytest.raises(NotAllowed):
        services.sign_plan(plan_id=plan.pk, by=account(agent), now=NOW)
    fill(plan, leader, peer)
    services.propose_plan(plan_id=plan.pk, by=account(leader), now=NOW)

    assert selectors.plans(account(agent)).get() == plan
    assert Todo.objects.filter(kind=services.ANSWER, employee=agent).count() == 1
    with pytest.raises(NotAllowed):
        services.sign_plan(plan_id=plan.pk, by=account(leader), now=NOW)
    assert services.sign_plan(plan_id=plan.pk, by=account(agent), now=NOW).state == State.RUNNING
    assert not Todo.objects.filter(kind=services.ANSWER).exists()


@pytest.mark.covers("G13")
def test_an_objection_stops_it_until_the_next_level_answers(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee, supervisor: Employee
) -> None:
    plan = begin(agent, leader)
    fill(plan, leader, peer)
    services.propose_plan(plan_id=plan.pk, by=account(leader), now=NOW)
    told = {"plan_id": plan.pk, "now": NOW}
    with refused("performance.plan_objection_empty"):
        services.object_to_plan(objection=" ", by=account(agent), **told)
    services.object_to_plan(objection="这两个月我都在接转岗队列", by=account(agent), **told)

    assert set(Todo.objects.filter(kind=services.REVISE).values_list("employee", flat=True)) == {
        leader.pk, supervisor.pk,
    }  # fmt: skip
    for person in (leader, agent, peer):
        with pytest.raises(NotAllowed):
            services.decide_objection(start=True, answer="照常", by=account(person), **told)
    with refused("performance.plan_text_missing"):
        services.decide_objection(start=True, answer=" ", by=account(supervisor), **told)
    decided = services.decide_objection(start=True, answer="已核对队列，保留计划", by=account(supervisor), **told)
    assert (decided.state, decided.signed_at) == (State.RUNNING, None)
    assert not Todo.objects.filter(kind=services.REVISE).exists()


def test_the_next_level_may_drop_it_and_the_leader_may_propose_anew(
    grounds: Centre, agent: Employee, leader: Employee, peer: Employee, supervisor: Employee
) -> None:
    plan = begin(agent, leader)
    fill(plan, leader, peer)
    for _round in range(2):
        services.propose_plan(plan_id=plan.pk, by=account(leader), now=NOW)
        services.object_to_plan(plan_id=plan.pk, objection="目标过高", by=account(agent), now=NOW)
    dropped = services.decide_objection(
        plan_id=plan.pk, start=False, answer="先转回原队列", by=account(supervisor), now=NOW
    )

    assert (dropped.state, dropped.outcome) == (State.WITHDRAWN, "先转回原队列")
