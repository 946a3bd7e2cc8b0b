"""Closing a cause analysis, what the rooms above may ask then, and what is done about it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.events import CauseAnalysisClosed
from dengta.domains.performance.models import CauseAnalysis
from dengta.domains.performance.selectors import cause_analyses as selectors
from dengta.domains.performance.services import cause_actions
from dengta.domains.performance.services import cause_analyses as services
from dengta.foundation import events
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, Warned, listening
from dengta.foundation.events import registry
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.performance.causing import (
    NOVEMBER,
    OCTOBER,
    TODAY,
    account,
    close,
    hear,
    judge_all,
    opened,
    refused,
    share,
)
from tests.service.centre import Centre

pytestmark = pytest.mark.django_db
State = CauseAnalysis.State
Hire = Callable[..., Employee]


# --- closing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def heard(dropped: Centre, leader: Employee, tree: Tree) -> CauseAnalysis:
    """An analysis in which three agents said something."""
    row = opened(tree.aftersales_1, leader)
    hear(row, *Employee.objects.filter(name__in=["李佳怡", "陈浩然", "何雨"]).order_by("number"))
    return row


@pytest.mark.covers("R-133")
@pytest.mark.parametrize("section", ["mix", "process", "training", "product", "volume"])
def test_it_does_not_close_before_every_place_was_looked_at(
    section: str, heard: CauseAnalysis, leader: Employee
) -> None:
    judge_all(heard, leader, without=section)

    with refused("performance.cause_sections_missing"):
        close(heard, leader)
    services.judge_section(
        analysis_id=heard.pk, section=section, cause="nothing", text="核对过，没有变化", by=account(leader), now=NOW
    )
    assert close(heard, leader).state == State.CLOSED


def test_nothing_found_needs_to_say_what_was_looked_at(heard: CauseAnalysis, leader: Employee) -> None:
    with refused("performance.cause_finding_empty"):
        services.judge_section(
            analysis_id=heard.pk, section="mix", cause="nothing", text=" ", by=account(leader), now=NOW
        )


@pytest.mark.covers("R-134")
def test_an_empty_own_share_is_warned_of_once_and_does_not_block(heard: CauseAnalysis, leader: Employee) -> None:
    judge_all(heard, leader)

    with listening(to_warnings=True), pytest.raises(Warned) as warned:
        close(heard, leader)
    assert warned.value.code == "performance.cause_own_share_empty"
    heard.refresh_from_db()
    assert heard.state == State.OPEN
    assert close(heard, leader).state == State.CLOSED


@pytest.mark.covers("R-134")
def test_an_own_share_with_an_action_is_not_warned_of(heard: CauseAnalysis, leader: Employee) -> None:
    judge_all(heard, leader)
    share(heard, leader)

    with listening(to_warnings=True):
        assert close(heard, leader).state == State.CLOSED


def test_the_own_share_is_written_by_whoever_leads_the_team(
    heard: CauseAnalysis, supervisor: Employee, agent: Employee, hire: Hire, tree: Tree
) -> None:
    quality = hire("曹颖", tree.aftersales_1, role="quality", at=tree.aftersales_1)
    with refused("performance.cause_share_is_the_leaders"):
        share(heard, quality)
    with pytest.raises(NotAllowed):
        share(heard, agent)
    share(heard, supervisor)


@pytest.fixture
def news() -> Iterator[list[CauseAnalysisClosed]]:
    """What a room above hears."""
    found: list[CauseAnalysisClosed] = []
    events.subscribe(CauseAnalysisClosed, "tests.cause_closed", found.append)
    yield found
    del registry._subscriptions["tests.cause_closed"]


def test_closing_tells_the_team_and_the_rooms_above_and_nothing_changes_after_it(
    heard: CauseAnalysis, leader: Employee, agent: Employee, news: list[CauseAnalysisClosed]
) -> None:
    judge_all(heard, leader, cause="process", without="mix")
    services.judge_section(
        analysis_id=heard.pk, section="mix", cause="nothing", text="构成没变", by=account(leader), now=NOW
    )
    with refused("performance.cause_conclusion_missing"):
        services.close_analysis(analysis_id=heard.pk, conclusion=" ", by=account(leader), now=NOW)
    close(heard, leader)

    assert Notice.objects.filter(account=agent.account, kind=services.SAY).exists()
    assert AuditEntry.objects.filter(verb="performance.cause_closed").count() == 1
    assert not Todo.objects.filter(kind=services.SAY).exists()
    events.deliver()
    assert [(one.analysis, one.start, one.end, one.causes) for one in news] == [
        (heard.pk, OCTOBER, NOVEMBER, ("process",))
    ]
    with refused("performance.cause_not_open"):
        judge_all(heard, leader)
    with refused("performance.cause_not_open"):
        services.recount(analysis_id=heard.pk, by=account(leader), now=NOW)
    with refused("performance.cause_not_open"):
        close(heard, leader)


# --- what the rooms above ask ------------------------------------------------------------------------------------


def demand(tree: Tree, start: date = OCTOBER, end: date = NOVEMBER, kpi: str = "csat") -> selectors.Explanation:
    return services.require_explained(unit_id=tree.aftersales_1.pk, start=start, end=end, kpi=kpi)


@pytest.mark.covers("R-133")
def test_nobody_answers_for_a_drop_before_its_analysis_is_closed(
    heard: CauseAnalysis, leader: Employee, tree: Tree
) -> None:
    with refused("performance.drop_not_explained"):
        demand(tree)
    judge_all(heard, leader, cause="agent")
    with refused("performance.drop_not_explained"):
        demand(tree)
    close(heard, leader)

    assert demand(tree).analysis_id == heard.pk
    # It explains its own days, team and figure, no others.
    with refused("performance.drop_not_explained"):
        demand(tree, end=NOVEMBER + timedelta(days=1))
    with refused("performance.drop_not_explained"):
        demand(tree, kpi="fcr")
    with refused("performance.drop_not_explained"):
        services.require_explained(unit_id=tree.aftersales_2.pk, start=OCTOBER, end=NOVEMBER)


@pytest.mark.covers("R-038")
def test_a_drop_whose_cause_is_the_product_is_held_against_no_agent(
    heard: CauseAnalysis, leader: Employee, tree: Tree
) -> None:
    judge_all(heard, leader, cause="product")
    close(heard, leader)

    with refused("performance.drop_not_by_agents"):
        demand(tree)
    found = selectors.explained(tree.aftersales_1.pk, OCTOBER, NOVEMBER)
    assert (found.causes, found.names_agents) == ({"product"}, False)


# --- actions -----------------------------------------------------------------------------------------------------


def test_an_action_waits_for_its_owner_until_it_is_done(
    heard: CauseAnalysis, leader: Employee, agent: Employee, peer: Employee, stranger: Employee
) -> None:
    week = TODAY + timedelta(days=7)
    told = {"analysis_id": heard.pk, "by": account(leader), "now": NOW}
    with refused("performance.cause_owner_unknown"):
        cause_actions.add_action(what="补话术", owner=stranger, due_on=week, **told)
    with refused("performance.cause_due_in_the_past"):
        cause_actions.add_action(what="补话术", owner=agent, due_on=TODAY - timedelta(days=1), **told)
    with refused("performance.cause_text_missing"):
        cause_actions.add_action(what=" ", owner=agent, due_on=week, **told)
    action = cause_actions.add_action(what="补话术", owner=agent, due_on=week, **told)
    assert Todo.objects.filter(kind=services.ACT, employee=agent).count() == 1

    with pytest.raises(NotAllowed):
        cause_actions.finish_action(action_id=action.pk, note="好了", by=account(peer), now=NOW)
    with refused("performance.cause_text_missing"):
        cause_actions.finish_action(action_id=action.pk, note=" ", by=account(agent), now=NOW)
    cause_actions.finish_action(action_id=action.pk, note="已更新知识库", by=account(agent), now=NOW)
    with refused("performance.cause_action_done"):
        cause_actions.finish_action(action_id=action.pk, note="好了", by=account(agent), now=NOW)
    assert not Todo.objects.filter(kind=services.ACT).exists()
