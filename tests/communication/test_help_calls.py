""" "Leader, please": answered within the target, measured in sums, and kept for the team."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dengta.domains.communication.models import HelpCall, KnowledgeEntry, Todo
from dengta.domains.communication.selectors import help_calls as selectors
from dengta.domains.communication.services import help_calls as services
from dengta.domains.people.models import Employee
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
LINE = "客户要求退还定金，合同里没有写"
TARGET_S = 180


@pytest.fixture
def mentor(hire: Callable[..., Employee], tree: Tree) -> Employee:
    return hire("何雨", tree.aftersales_1, role=Role.MENTOR)


@pytest.fixture
def executive(hire: Callable[..., Employee], tree: Tree) -> Employee:
    return hire("高远", None, role=Role.EXECUTIVE, at=tree.company)


def call(agent: Employee, line: str = LINE) -> HelpCall:
    return services.call_for_help(line=line, by=agent.account, now=NOW)


def answer(row: HelpCall, *, by: Employee, after: int = 90, text: str = "按消法可退，走特批单。") -> HelpCall:
    return services.answer_call(call_id=row.pk, answer=text, by=by.account, now=NOW + timedelta(seconds=after))


def keep(row: HelpCall, *, by: Employee, question: str = "定金能退吗？", text: str = "可退。") -> KnowledgeEntry:
    return services.keep_as_knowledge(call_id=row.pk, question=question, answer=text, by=by.account, now=NOW)


def refused(code: str) -> "pytest.RaisesContext":  # type: ignore[name-defined]
    return pytest.raises(RuleViolation, check=lambda refusal: refusal.code == code)


@pytest.mark.covers("M12")
def test_the_leader_and_who_stands_in_are_called_at_once(
    agent: Employee, leader: Employee, mentor: Employee, other_leader: Employee, supervisor: Employee
) -> None:
    row = call(agent)

    todos = Todo.objects.filter(kind=services.KIND)
    assert set(todos.values_list("employee", flat=True)) == {leader.pk, mentor.pk}
    assert {todo.due_at for todo in todos} == {NOW + timedelta(minutes=3)}
    told = Notice.objects.filter(url=reverse("help_calls:call", args=[row.pk]))
    assert set(told.values_list("account", "urgent")) == {(leader.account_id, True), (mentor.account_id, True)}


@pytest.mark.covers("M12")
def test_it_stands_on_today_of_the_leader_and_on_the_page_of_the_mentor(
    agent: Employee, leader: Employee, mentor: Employee, peer: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    from dengta.domains.communication.panels.help_calls import quick_actions, waiting

    call(agent)
    seen = {}
    for person in (leader, mentor, peer):
        browser = signed_in(person)
        request = browser.get(reverse("help_calls:list")).wsgi_request
        seen[person] = waiting(request, None)
        if person is mentor:
            assert LINE in browser.get(reverse("service:waiting")).content.decode()
    assert [row.line for row in seen[leader]["calls"]] == [LINE]  # type: ignore[index]
    assert [row.line for row in seen[mentor]["calls"]] == [LINE]  # type: ignore[index]
    assert seen[peer] is None
    own = signed_in(agent).get(reverse("help_calls:list")).wsgi_request
    assert quick_actions(own, None)["own"].line == LINE


@pytest.mark.covers("M12")
def test_the_first_answer_stops_the_clock_and_frees_everybody_else(
    agent: Employee, leader: Employee, mentor: Employee
) -> None:
    row = answer(call(agent), by=mentor, after=90)

    assert (row.answered_by, selectors.seconds_to_answer(row)) == (mentor, 90)
    assert not Todo.objects.filter(kind=services.KIND).exists()
    assert Notice.objects.filter(account=agent.account, body="按消法可退，走特批单。").count() == 1
    with refused("communication.help_answered_already"):
        answer(row, by=leader)


def test_an_answer_without_words_says_that_somebody_is_on_the_way(agent: Employee, leader: Employee) -> None:
    answer(call(agent), by=leader, text="")

    assert Notice.objects.get(account=agent.account).body


def test_one_call_at_a_time_also_for_the_table(agent: Employee, leader: Employee) -> None:
    row = call(agent)
    with refused("communication.called_already"):
        call(agent)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpCall.objects.create(caller=agent, unit_id=row.unit_id, line="x", called_at=NOW)

    answer(row, by=leader)
    assert call(agent).pk != row.pk


@pytest.mark.parametrize("line", ["", "  "])
def test_a_call_says_what_for(line: str, agent: Employee) -> None:
    with refused("communication.line_missing"):
        call(agent, line)


def test_the_caller_and_nobody_else_takes_it_back_and_it_counts_nowhere(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    row = call(agent)
    with pytest.raises(NotAllowed):
        services.withdraw_call(call_id=row.pk, by=peer.account, now=NOW)

    services.withdraw_call(call_id=row.pk, by=agent.account, now=NOW)
    assert not Todo.objects.filter(kind=services.KIND).exists()
    assert times(leader) == []
    with refused("communication.help_withdrawn_already"):
        answer(row, by=leader)


def test_nobody_answers_their_own_or_elsewhere(
    agent: Employee, peer: Employee, leader: Employee, other_leader: Employee
) -> None:
    own = call(leader)
    with refused("communication.own_call"):
        answer(own, by=leader)

    row = call(agent)
    for person in (agent, peer, other_leader):
        with pytest.raises(NotAllowed):
            answer(row, by=person)


# --- the figures -------------------------------------------------------------------------------------------


def times(reader: Employee) -> list[selectors.Week]:
    return selectors.answer_times(reader.account, today=NOW.date(), target_s=TARGET_S, now=NOW + timedelta(hours=1))


@pytest.mark.covers("M12")
def test_the_team_sees_median_and_share_within_the_target_by_week_with_their_n(
    agent: Employee, leader: Employee
) -> None:
    for after in (60, 120, 300):
        answer(call(agent), by=leader, after=after)

    (week,) = times(leader)
    assert week == selectors.Week(monday=date(2026, 11, 16), n=3, median_s=120, p90_s=None, in_time=2, unanswered=0)


@pytest.mark.covers("M12")
def test_nine_of_ten_are_told_from_ten_answers_on(agent: Employee, leader: Employee) -> None:
    for place in range(1, 11):
        answer(call(agent), by=leader, after=place * 30)

    (week,) = times(leader)
    assert (week.n, week.median_s, week.p90_s, week.in_time) == (10, 150, 270, 6)


def test_exactly_the_target_is_in_time_and_what_nobody_answers_stands_beside_it(
    agent: Employee, peer: Employee, leader: Employee
) -> None:
    answer(call(agent), by=leader, after=TARGET_S)
    answer(call(agent), by=leader, after=TARGET_S + 1)
    call(peer)

    (week,) = times(leader)
    assert (week.n, week.in_time, week.unanswered) == (2, 1, 1)


@pytest.mark.covers("M12")
def test_whoever_leads_the_house_sees_sums_and_no_call(
    agent: Employee, leader: Employee, executive: Employee, other_leader: Employee
) -> None:
    answer(call(agent), by=leader)

    assert [week.n for week in times(executive)] == [1]
    assert list(selectors.help_calls(executive.account)) == []
    assert times(other_leader) == []


def test_a_colleague_sees_neither_the_call_nor_how_fast_it_was_answered(
    agent: Employee, peer: Employee, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    answer(call(agent), by=leader)

    assert list(selectors.help_calls(peer.account)) == []
    assert signed_in(peer).get(reverse("help_calls:times")).status_code == 404


# --- knowledge ---------------------------------------------------------------------------------------------


@pytest.mark.covers("M12")
def test_an_answer_becomes_knowledge_of_the_team_without_the_name_of_who_asked(
    agent: Employee, peer: Employee, leader: Employee, stranger: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    keep(answer(call(agent), by=leader), by=leader)

    page = signed_in(peer).get(reverse("help_calls:knowledge"), {"q": "定金"}).content.decode()
    assert "定金能退吗？" in page
    assert agent.name not in page
    assert list(selectors.knowledge(stranger.account)) == []


@pytest.mark.parametrize(("question", "text"), [("", "x"), ("x", " ")])
def test_an_entry_has_a_question_and_an_answer(question: str, text: str, agent: Employee, leader: Employee) -> None:
    row = answer(call(agent), by=leader)

    with refused("communication.knowledge_empty"):
        keep(row, by=leader, question=question, text=text)


def test_an_answer_is_kept_once_by_a_leader_and_after_it_was_given(
    agent: Employee, peer: Employee, leader: Employee, mentor: Employee
) -> None:
    row = call(agent)
    with refused("communication.help_not_answered"):
        keep(row, by=leader)
    answer(row, by=mentor)
    for person in (agent, peer, mentor):
        with pytest.raises(NotAllowed):
            keep(row, by=person)

    keep(row, by=leader)
    with refused("communication.kept_already"):
        keep(row, by=leader)


def test_what_is_no_longer_true_leaves_the_list(agent: Employee, peer: Employee, leader: Employee) -> None:
    entry = keep(answer(call(agent), by=leader), by=leader)
    with pytest.raises(NotAllowed):
        services.retire_knowledge(entry_id=entry.pk, by=peer.account, now=NOW)

    for _twice in range(2):
        services.retire_knowledge(entry_id=entry.pk, by=leader.account, now=NOW)
    assert list(selectors.knowledge(agent.account)) == []
    assert AuditEntry.objects.filter(verb="communication.knowledge_retired").count() == 1


@pytest.mark.parametrize("rows", [1, 25])
def test_the_panel_on_today_costs_one_query(
    rows: int, leader: Employee, hire: Callable[..., Employee], tree: Tree, signed_in: Callable[[Employee], Client]
) -> None:
    from dengta.domains.communication.panels.help_calls import waiting

    for place in range(rows):
        call(hire(f"客服{place}", tree.aftersales_1))
    request = signed_in(leader).get(reverse("help_calls:list")).wsgi_request
    with CaptureQueriesContext(connection) as asked:
        shown = waiting(request, None)
    assert len(asked) == 1
    assert len(shown["calls"]) == min(rows, 5)  # type: ignore[index]
