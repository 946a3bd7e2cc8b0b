"""Mystery visits: secret until closed, scored blind, and open to an objection afterwards."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import Scenario, ShopperPlan, ShopperVisit
from dengta.domains.performance.selectors import shopper as selectors
from dengta.domains.performance.selectors.evidence import source_named
from dengta.domains.performance.services import shopper, shopper_results
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import may_download, redraw
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.rating import (
    TODAY,
    account,
    close_visit,
    hand_in,
    plan_of,
    refused,
    scenario,
    visit_to,
)

pytestmark = pytest.mark.django_db
Hire = Callable[..., Employee]
Browser = Callable[[Employee], Client]


@pytest.fixture
def quality(hire: Hire, tree: Tree) -> Employee:
    """曹颖 looks after quality in all of 青禾电商."""
    return hire("曹颖", None, role=Role.QUALITY, at=tree.company)


@pytest.fixture
def of(supervisor: Employee, tree: Tree) -> Scenario:
    return scenario(tree.qinghe, by=supervisor)


@pytest.fixture
def plan(supervisor: Employee, tree: Tree) -> ShopperPlan:
    return plan_of(tree.qinghe, by=supervisor)


@pytest.fixture
def visit(plan: ShopperPlan, of: Scenario, agent: Employee, stranger: Employee, supervisor: Employee) -> ShopperVisit:
    """赵磊 of another client visits 李佳怡."""
    return visit_to(agent, shopper_is=stranger, plan=plan, of=of, by=supervisor)


def picture() -> ContentFile[bytes]:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name="赵磊的手机.jpg")


# --- secrecy ---------------------------------------------------------------------------------------------


@pytest.mark.covers("R-013", "G6")
@pytest.mark.parametrize("handed_in", [False, True])
def test_an_open_visit_does_not_exist_for_the_person_visited_nor_for_their_leader(  # noqa: PLR0917 - a scene with several people
    handed_in: bool, visit: ShopperVisit, agent: Employee, leader: Employee, stranger: Employee, signed_in: Browser
) -> None:
    if handed_in:
        hand_in(visit, by=stranger)
    for somebody in (agent, leader):
        browser = signed_in(somebody)
        for name in ("visit", "result", "object", "make", "close", "cancel", "decide", "evidence"):
            address = reverse(f"shopper:{name}", args=[visit.pk])
            assert {browser.get(address).status_code, browser.post(address).status_code} <= {404, 405}
        assert browser.get(reverse("shopper:result", args=[visit.pk])).status_code == 404
        assert browser.get(reverse("shopper:list")).status_code == 404
        assert not selectors.results(account(somebody)).exists()


@pytest.mark.covers("R-013", "G6")
def test_a_leader_who_is_visited_does_not_see_the_plan_though_others_in_their_role_would(
    supervisor: Employee, quality: Employee, stranger: Employee, agent: Employee, tree: Tree
) -> None:
    of, plan = scenario(tree.qinghe, by=quality), plan_of(tree.qinghe, by=quality)
    about_agent = visit_to(agent, shopper_is=stranger, plan=plan, of=of, by=quality)
    assert list(selectors.plans(account(supervisor))) == [plan]
    about_leader = visit_to(supervisor, shopper_is=stranger, plan=plan, of=of, by=quality)

    assert not selectors.plans(account(supervisor)).exists()
    assert not selectors.visit(account(supervisor)).exists()
    for pk in (about_agent.pk, about_leader.pk):
        with pytest.raises(ShopperVisit.DoesNotExist):
            shopper.close_visit(visit_id=pk, by=account(supervisor), now=NOW)
    shopper.cancel_visit(visit_id=about_leader.pk, by=account(quality), now=NOW)
    assert list(selectors.plans(account(supervisor))) == [plan]


@pytest.mark.covers("R-013")
def test_neither_notice_to_do_nor_record_tells_of_an_open_visit(
    visit: ShopperVisit, agent: Employee, leader: Employee, stranger: Employee
) -> None:
    shopper_results.add_evidence(
        visit_id=visit.pk, picture=redraw(picture(), most_bytes=10**6), by=account(stranger), now=NOW
    )
    hand_in(visit, by=stranger)
    about = AuditEntry.objects.filter(object_id=str(visit.pk))

    assert about.count() == 3
    assert not about.exclude(subject_id=None).exists()
    assert not about.filter(actor=stranger.account).exists(), "the record does not say who the shopper is"
    assert not [entry.facts for entry in about if agent.name in entry.facts or f"{agent.pk}" in entry.facts]
    for somebody in (agent, leader):
        assert not Todo.objects.filter(employee=somebody).exists()
        assert not Notice.objects.filter(account=somebody.account).exists()
    kept = StoredFile.objects.get()
    assert (kept.name, kept.by_id) == ("visit-1.jpg", None)


@pytest.mark.covers("R-013", "G6")
def test_after_closing_the_person_and_the_leader_read_the_result_and_its_proof_but_not_the_shopper(  # noqa: PLR0917 - a scene with several people
    visit: ShopperVisit, agent: Employee, leader: Employee, peer: Employee, stranger: Employee,
    supervisor: Employee, signed_in: Browser,
) -> None:  # fmt: skip
    shopper_results.add_evidence(
        visit_id=visit.pk, picture=redraw(picture(), most_bytes=10**6), by=account(stranger), now=NOW
    )
    hand_in(visit, by=stranger)
    kept, readers = StoredFile.objects.get(), (agent, leader)
    assert not any(may_download(account(one), kept) for one in (*readers, stranger))
    close_visit(visit, by=supervisor)

    for somebody in readers:
        page = signed_in(somebody).get(reverse("shopper:result", args=[visit.pk])).content.decode()
        assert "到账日说清楚了" in page
        assert stranger.name not in page
        assert may_download(account(somebody), kept)
    assert signed_in(peer).get(reverse("shopper:result", args=[visit.pk])).status_code == 404
    assert not may_download(account(peer), kept)
    assert Notice.objects.filter(account=agent.account, kind="performance.visit_closed").exists()
    row = selectors.results(account(agent)).get()
    assert "shopper_id" in row.get_deferred_fields(), "what is hidden is not even asked for"


# --- planning ------------------------------------------------------------------------------------------------


@pytest.mark.covers("R-013", "G6")
def test_the_shopper_is_a_stranger_and_nobody_is_visited_who_made_the_plan(  # noqa: PLR0917 - a scene with several people
    plan: ShopperPlan, of: Scenario, agent: Employee, peer: Employee, leader: Employee, stranger: Employee,
    supervisor: Employee,
) -> None:  # fmt: skip
    given = {"plan": plan, "of": of, "by": supervisor}
    for near in (agent, peer, leader, supervisor):
        with refused("performance.visit_by_colleague"):
            visit_to(agent, shopper_is=near, **given)
    with refused("performance.visit_of_planner"):
        visit_to(supervisor, shopper_is=stranger, **given)


def test_a_plan_stays_within_its_unit_and_the_reach_of_who_plans(  # noqa: PLR0917 - a scene with several people
    plan: ShopperPlan, of: Scenario, agent: Employee, leader: Employee, stranger: Employee, supervisor: Employee,
    hr: Employee, tree: Tree,
) -> None:  # fmt: skip
    with refused("performance.visit_beyond_plan"):
        visit_to(stranger, shopper_is=agent, plan=plan, of=of, by=supervisor)
    for outsider in (leader, hr, agent):
        with pytest.raises(NotAllowed):
            plan_of(tree.qinghe, by=outsider)
        with pytest.raises(ShopperPlan.DoesNotExist):
            visit_to(agent, shopper_is=stranger, plan=plan, of=of, by=outsider)
    with pytest.raises(NotAllowed):
        plan_of(tree.yunfan, by=supervisor)


def test_a_visit_keeps_the_criteria_with_which_it_was_planned(
    visit: ShopperVisit, of: Scenario, supervisor: Employee
) -> None:
    of.criteria = [["别的", 1]]
    of.save()
    shopper.retire_scenario(scenario_id=of.pk, by=account(supervisor), now=NOW)
    visit.refresh_from_db()

    assert [text for text, _weight in visit.criteria] == ["先确认订单", "说清到账日"]
    assert not selectors.scenarios(account(supervisor)).exists()


# --- the visit ---------------------------------------------------------------------------------------------------


@pytest.mark.covers("R-013", "G6")
def test_the_shopper_finds_the_visit_and_scores_it_without_a_figure_of_the_person(
    visit: ShopperVisit, stranger: Employee, signed_in: Browser
) -> None:
    browser, todo = signed_in(stranger), Todo.objects.get(employee=stranger, kind="performance.shopper_visit")
    assert todo.url == reverse("shopper:make", args=[visit.pk])
    assert "买错了尺码" in browser.get(todo.url).content.decode()
    done = browser.post(
        todo.url, {"c0": "4", "c1": "", "visited_on": TODAY.isoformat(), "report": "没有提到到账日"}
    )  # fmt: skip
    visit.refresh_from_db()

    assert done.status_code == 302
    assert (visit.status, visit.score) == ("handed_in", 100), "what there was no occasion for counts neither way"
    assert not Todo.objects.filter(employee=stranger).exists()


def test_the_score_is_the_weighted_share_and_is_handed_in_once(
    visit: ShopperVisit, stranger: Employee, agent: Employee
) -> None:
    with pytest.raises(ShopperVisit.DoesNotExist):
        hand_in(visit, by=agent)
    with refused("performance.visit_incomplete"):
        hand_in(visit, by=stranger, report=" ")
    hand_in(visit, by=stranger)
    visit.refresh_from_db()
    assert float(visit.score or 0) == 81.25
    with refused("performance.visit_handed_in"):
        hand_in(visit, by=stranger)


# --- afterwards ------------------------------------------------------------------------------------------------------


def object_to(visit: ShopperVisit, by: Employee, now: object = NOW, text: str = "那天系统故障") -> None:
    shopper_results.object_to_visit(visit_id=visit.pk, text=text, by=account(by), now=now)  # type: ignore[arg-type]


def decide(visit: ShopperVisit, by: Employee, *, upheld: bool = True) -> None:
    shopper_results.decide_objection(visit_id=visit.pk, upheld=upheld, decision="故障属实", by=account(by), now=NOW)


@pytest.mark.covers("G6")
def test_the_person_objects_once_in_time_and_somebody_else_decides(  # noqa: PLR0917 - a scene with several people
    visit: ShopperVisit, agent: Employee, leader: Employee, stranger: Employee, supervisor: Employee, quality: Employee
) -> None:
    hand_in(visit, by=stranger)
    with pytest.raises(ShopperVisit.DoesNotExist):
        object_to(visit, agent)
    close_visit(visit, by=supervisor)
    read = source_named("shopper").read
    assert read([agent.pk], TODAY, TODAY)[agent.pk].score == 81.25
    with pytest.raises(ShopperVisit.DoesNotExist):
        object_to(visit, leader)
    with refused("performance.visit_objection_empty"):
        object_to(visit, agent, text=" ")
    with refused("performance.visit_objection_late"):
        object_to(visit, agent, now=NOW + timedelta(days=11))
    object_to(visit, agent)
    with refused("performance.visit_objected_already"):
        object_to(visit, agent)
    with refused("performance.visit_own_decision"):
        decide(visit, supervisor)
    decide(visit, quality)
    with refused("performance.visit_no_objection"):
        decide(visit, quality)

    found = read([agent.pk], TODAY, TODAY)[agent.pk]
    assert found.score is None
    assert len(found.excluded) == 1


@pytest.mark.covers("G6", "R-013")
def test_the_appraisal_takes_closed_visits_only(
    visit: ShopperVisit, agent: Employee, stranger: Employee, supervisor: Employee
) -> None:
    read = source_named("shopper").read
    hand_in(visit, by=stranger)
    assert read([agent.pk], TODAY, TODAY)[agent.pk].score is None
    close_visit(visit, by=supervisor)
    found = read([agent.pk], TODAY, TODAY)[agent.pk]
    assert (found.score, found.n) == (81.25, 1)


def test_whoever_made_the_visit_does_not_close_it(
    plan: ShopperPlan, of: Scenario, agent: Employee, quality: Employee, supervisor: Employee
) -> None:
    visit = visit_to(agent, shopper_is=quality, plan=plan, of=of, by=supervisor)
    hand_in(visit, by=quality)
    with refused("performance.visit_own_work"):
        close_visit(visit, by=quality)
