"""What an appraisal rests on and leads to: the own view without weight, leaders side by side, mentees, no ranks."""

import inspect
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.goals.models import FactorTable
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance import services
from dengta.domains.performance.models import Cycle, FrozenScore, SelfReview
from dengta.domains.performance.selectors import appraisals as selectors
from dengta.domains.performance.selectors import calibration, mentoring
from dengta.domains.performance.selectors.evidence import Evidence
from dengta.domains.performance.selectors.self_reviews import questions_of
from dengta.domains.performance.services import appraisals, cycles, objections, self_reviews
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.appraising import account, frozen, of, planned, released, scored

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Employee], Client]
ROWS_OF_MENTEES = "/me/"


# --- how somebody sees themselves ------------------------------------------------------------------------


@pytest.mark.covers("R-011", "G2")
def test_the_own_view_has_no_weight_and_is_not_what_others_judged(tree: Tree, boss: Account) -> None:
    assert "self" not in selectors.weighted_sources()
    assert selectors.qualitative_keys() == {"qa", "peer", "shopper"}

    for weights, code in (
        ({"kpi": 50, "self": 50}, "performance.source_without_weight"),
        ({"kpi": 80, "leader": 20}, "performance.no_qualitative_source"),
    ):
        with pytest.raises(RuleViolation) as told:
            planned(tree.qinghe, boss, weights=weights)
        assert told.value.code == code


@pytest.mark.covers("G9", "G2")
def test_the_own_view_is_the_first_step_of_a_cycle_and_is_read_before_the_leader_scores(
    cycle: Cycle, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    agent, peer = house["agent"], house["peer"]
    browser, row = signed_in(agent), SelfReview.objects.get(cycle=cycle, employee=agent)
    todo = Todo.objects.get(employee=agent, kind="performance.self_review")
    form = reverse("self_reviews:write", args=[row.pk])
    assert form in browser.get(todo.url).content.decode()
    assert todo.due_at is not None
    assert row.due_on == date(2026, 11, 25)

    words = {"went_well": "退款解释清楚了", "mistakes": "漏回一次电话", "needs": "想学报表", "hand_in": "on"}
    scores = {f"q{key}": "4" for key, *_words in questions_of(row)}
    assert browser.post(form, {**words, **scores}).status_code == 302
    assert not Todo.objects.filter(employee=agent, kind="performance.self_review").exists()

    lead = signed_in(house["leader"])
    pages = {one: lead.get(reverse("appraisals:appraisal", args=[of(cycle, one).pk])) for one in (agent, peer)}
    read = pages[agent].content.decode()
    assert reverse("self_reviews:one", args=[row.pk]) in read
    assert "75.0" in read
    assert [step.state for step in pages[agent].context["steps"]][:2] == ["done", "now"]
    assert [step.state for step in pages[peer].context["steps"]][:2] == ["now", "later"]
    found = selectors.breakdown(of(cycle, agent))
    assert "self" not in {line.key for line in found.lines}


@pytest.mark.covers("G9")
def test_nobody_without_an_account_is_asked_and_the_door_closes_with_the_calibration(
    house: dict[str, Employee], tree: Tree, boss: Account
) -> None:
    agent, peer = house["agent"], house["peer"]
    Employee.objects.filter(pk=peer.pk).update(account=None)
    row = frozen(planned(tree.qinghe, boss), boss)

    assert SelfReview.objects.filter(cycle=row, employee=agent).exists()
    assert not SelfReview.objects.filter(cycle=row, employee=peer).exists()
    scored(row, 84.0)
    cycles.begin_calibration(cycle_id=row.pk, by=boss, now=NOW)
    assert not Todo.objects.filter(kind="performance.self_review").exists()
    with pytest.raises(RuleViolation) as told:
        self_reviews.write_self_review(
            review_id=SelfReview.objects.get(cycle=row, employee=agent).pk, went_well="好", mistakes="错", needs="要",
            scores={}, hand_in=False, by=account(agent), now=NOW,
        )  # fmt: skip
    assert told.value.code == "performance.review_is_over"


# --- leaders side by side --------------------------------------------------------------------------------


@pytest.mark.covers("R-094", "G9")
def test_whoever_calibrates_reads_the_leaders_side_by_side_and_nobody_else_does(  # noqa: PLR0917 - fixtures
    house: dict[str, Employee], tree: Tree, boss: Account, supervisor: Employee,
    hire: Callable[..., Employee], signed_in: SignedIn,
) -> None:  # fmt: skip
    """周敏 gives eight people the same; the other leader gives two people 70 and 90."""
    for number in range(6):
        hire(f"客服{number}", tree.aftersales_1, number=f"K4{number:04}")
    second = hire("何敏", tree.aftersales_2, number="K10011", role=Role.TEAM_LEAD)
    others = {hire("客服六", tree.aftersales_2, number="K40006").pk: 70.0}
    others[hire("客服七", tree.aftersales_2, number="K40007").pk] = 90.0
    row = frozen(planned(tree.qinghe, boss), boss)
    scored(row, {one.employee_id: others.get(one.employee_id, 84.0) for one in row.appraisals.all()})
    url = reverse("appraisals:cycle", args=[row.pk])
    assert not signed_in(supervisor).get(url).context["leaders"]
    cycles.begin_calibration(cycle_id=row.pk, by=boss, now=NOW)

    found = {one.leader: one for one in signed_in(supervisor).get(url).context["leaders"]}
    alike, mixed = found[house["leader"]], found[second]

    assert (alike.n, alike.mean, alike.spread, alike.alike, alike.few) == (8, 84, 0, True, False)
    assert (mixed.n, mixed.mean, mixed.lowest, mixed.highest, mixed.few) == (2, 80, 70, 90, True)
    assert mixed.spread == pytest.approx(14.142, abs=0.001)
    assert not signed_in(house["leader"]).get(url).context["leaders"]


def test_the_table_of_the_leaders_costs_one_query(
    cycle: Cycle, supervisor: Employee, django_assert_num_queries: Callable[..., object]
) -> None:
    scored(cycle, 84.0)
    actor = account(supervisor)
    list(calibration.to_calibrate(actor, cycle))
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        rows = calibration.to_calibrate(actor, cycle)
        assert len(calibration.by_leader(rows, enough=8)) == len({row.leader_id for row in rows})


# --- what follows ----------------------------------------------------------------------------------------


@pytest.mark.covers("R-007", "B8")
def test_the_leaders_part_begins_with_the_ability_plan_of_the_published_table(
    talking: Cycle, house: dict[str, Employee], tree: Tree, boss: Account, signed_in: SignedIn
) -> None:
    table = FactorTable.objects.create(
        unit=tree.company, title="系数表", version=1, starts_on=date(2026, 1, 1), status="published", made_by=boss,
        made_at=NOW, proposed_by=boss, published_by=account(house["hr"]), published_at=NOW,
    )  # fmt: skip
    table.steps.create(from_score=0, factor=Decimal("0.90"), ability_plan="两周一次跟听")
    table.steps.create(from_score=80, factor=Decimal("1.10"), ability_plan="带一名新人")
    row = of(talking, house["agent"])
    form = reverse("appraisals:part", args=[row.pk])
    lead = signed_in(house["leader"])

    assert "带一名新人" in lead.get(form).content.decode()
    assert "带一名新人" not in signed_in(house["agent"]).get(form).content.decode()
    appraisals.write_part(
        appraisal_id=row.pk, words="进步。", ability_plan="", by=account(house["leader"]), now=NOW
    )  # fmt: skip
    assert "带一名新人" not in lead.get(form).content.decode(), "what the leader emptied stays empty"


@pytest.fixture
def mentored(house: dict[str, Employee], tree: Tree, boss: Account) -> Cycle:
    """李佳怡 mentored three people, 陈浩然 two whose results are not there yet."""
    mentor, other = house["agent"], house["peer"]

    def read(employee_ids: Sequence[int], start: date, end: date) -> Mapping[int, Evidence]:
        known = {
            mentor.pk: Evidence(90.0, 3, formula="mean of the mentees, version 1", rows_url=ROWS_OF_MENTEES),
            other.pk: Evidence(None, 0, missing="No mentee has a score yet."),
        }
        return {one: known[one] for one in employee_ids if one in known}

    mentoring.provide(read)
    try:
        row = frozen(planned(tree.qinghe, boss, weights={"qa": 50, "leader": 50}), boss)
    finally:
        mentoring.provide(mentoring._nobody_mentors)
    scored(row, 70.0)
    return released(row, boss)


@pytest.mark.covers("R-053", "G10")
def test_the_share_of_the_mentees_opens_its_rows_and_can_be_objected_to(
    mentored: Cycle, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    row = of(mentored, house["agent"])
    found = selectors.breakdown(row)
    # The own sources make 80, the mentees 90, at the default of a tenth: 81.0.
    assert found.result == pytest.approx(81.0)
    assert sum(one.line.points for one in found.lines) == pytest.approx(81.0)
    mentees = found.lines[-1].frozen
    assert mentees is not None
    assert (mentees.n, mentees.rows_url) == (3, ROWS_OF_MENTEES)
    browser = signed_in(house["agent"])
    assert f'value="{selectors.MENTEES}"' in browser.get(reverse("appraisals:object", args=[row.pk])).content.decode()

    said = objections.object_to(
        appraisal_id=row.pk, key=selectors.MENTEES, words="少算一名徒弟。", by=account(house["agent"]), now=NOW
    )
    objections.answer_objection(
        objection_id=said.pk, upheld=True, score=100.0, answer="补算。", by=account(house["hr"]), now=NOW
    )

    assert selectors.breakdown(of(mentored, house["agent"])).result == pytest.approx(82.0)
    assert FrozenScore.objects.get(appraisal=row, key=selectors.MENTEES).first_score == 90


@pytest.mark.covers("R-053")
def test_mentees_without_results_leave_the_own_score_as_it_is_and_the_page_says_so(
    mentored: Cycle, house: dict[str, Employee], signed_in: SignedIn
) -> None:
    row = of(mentored, house["peer"])
    found = selectors.breakdown(row)

    assert found.result == pytest.approx((85 + 70) / 2)
    assert found.lines[-1].line.score is None
    page = signed_in(house["peer"]).get(reverse("appraisals:appraisal", args=[row.pk])).content.decode()
    assert "No mentee has a score yet" in page


# --- no ranks --------------------------------------------------------------------------------------------


@pytest.mark.covers("R-094")
def test_no_decision_of_the_room_can_start_from_a_rank() -> None:
    """“Last place → dismissal” has no beginning here: nothing that decides takes a place in an order of people."""
    names: dict[str, set[str]] = {}
    for found in pkgutil.iter_modules(services.__path__):
        module = import_module(f"{services.__name__}.{found.name}")
        for name, one in inspect.getmembers(module, inspect.isfunction):
            if one.__module__ == module.__name__:
                names[f"{found.name}.{name}"] = set(inspect.signature(inspect.unwrap(one)).parameters)
    ranks = {"rank", "ranks", "ranking", "last_place", "bottom", "top", "percentile", "quantile", "quota"}

    assert len(names) > 60
    assert not {name: taken & ranks for name, taken in names.items() if taken & ranks}
