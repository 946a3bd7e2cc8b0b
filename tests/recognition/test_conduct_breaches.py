"""The register of breaches: whoever it is about, each ends in five working days, by a named person with a reason."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.selectors import qa_fatal
from dengta.domains.recognition.models import Breach, Case, ClauseVersion
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.selectors import breaches as selectors
from dengta.domains.recognition.services import breach_endings as endings
from dengta.domains.recognition.services import breaches as services
from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from dengta.foundation.notify.models import Notice
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, add, begin, refused
from tests.recognition.conducting import DAY, TODAY, WORDS, at, end, registered, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def bound(published: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee) -> ClauseVersion:
    """KQ03, signed by the people of the team and those who lead them."""
    return signed(published, agent, leader, supervisor)


@pytest.mark.covers("H20")
def test_a_leader_reports_and_somebody_who_may_decide_has_five_working_days(
    bound: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    row = registered(agent, leader)

    assert row.handler == supervisor
    assert row.due_on.isoformat() == "2026-11-25"  # Wednesday to Wednesday
    assert row.version == bound
    assert Todo.objects.filter(kind=services.END, employee=supervisor).exists()
    assert not policies.to_end(account(leader)).exists()
    entry = AuditEntry.objects.get(verb="recognition.breach_registered")
    assert entry.subject_id == agent.pk
    assert "晚到" not in str(entry.facts)


def test_the_person_hears_no_verdict_before_anything_is_found(
    bound: ClauseVersion, agent: Employee, leader: Employee, signed_in: Callable[[Employee], Client]
) -> None:
    row = registered(agent, leader)

    assert "违规" not in Notice.objects.get(account=account(agent), kind=services.TOLD).title
    browser = signed_in(agent)
    for language, verdict in (("zh-hans", "违规"), ("en", "breach")):
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        page = browser.get(reverse("conduct:breach", args=[row.pk])).content.decode()
        said = re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0]).lower()
        assert WORDS in said
        assert verdict not in said


@pytest.mark.covers("R-090")
def test_a_standard_that_was_never_published_cannot_be_breached(
    bound: ClauseVersion, agent: Employee, leader: Employee, hr: Employee
) -> None:
    add(begin(bound.clause.book, hr), hr, "KQ09")

    with refused("recognition.standard_not_published"):
        registered(agent, leader, clause="KQ09")
    with refused("recognition.breach_of_what"):
        registered(agent, leader, clause=None, item="不够热情")
    assert not Breach.objects.exists()


def test_only_whoever_leads_them_reports_and_nobody_themselves(
    bound: ClauseVersion, agent: Employee, peer: Employee, leader: Employee, other_leader: Employee
) -> None:
    for reporter in (peer, other_leader):
        with pytest.raises(NotAllowed):
            registered(agent, reporter)
    with refused("recognition.breach_of_oneself"):
        registered(leader, leader)


@pytest.mark.covers("H20", "R-158")
@pytest.mark.parametrize("ending", ["correction", "no_action", "case"])
def test_it_ends_as_correction_case_or_signed_no_action(
    ending: str, bound: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    row = end(registered(agent, leader), supervisor, ending)

    assert (row.ending, row.ended_by, bool(row.why)) == (ending, supervisor, True)
    assert Case.objects.filter(breach=row).exists() is (ending == "case")
    assert not Todo.objects.filter(kind=services.END).exists()
    with refused("recognition.breach_ended_already"):
        end(row, supervisor, "correction")


@pytest.mark.covers("R-158", "H20")
def test_on_the_sixth_working_day_the_next_level_hears_of_it(
    bound: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee, head: Employee
) -> None:
    row = registered(agent, leader)

    assert services.escalate_breaches(now=at(row.due_on)) == 0
    assert services.escalate_breaches(now=at(row.due_on + DAY)) == 1
    assert services.escalate_breaches(now=at(row.due_on + DAY)) == 0
    row.refresh_from_db()
    assert row.escalated_to == head
    assert row.ending == ""
    assert row in policies.to_end(account(head))
    assert row in selectors.left_open(policies.to_end(account(head)), row.due_on + DAY)
    with refused("recognition.breach_went_up"):
        end(row, supervisor, "no_action", now=at(row.due_on + DAY))
    assert end(row, head, "no_action", now=at(row.due_on + DAY)).ended_by == head


@pytest.mark.covers("R-158", "H20")
def test_what_a_manager_did_and_nobody_ended_is_listed_for_the_next_level_and_for_hr(
    bound: ClauseVersion, leader: Employee, supervisor: Employee, head: Employee, hr: Employee
) -> None:
    row = registered(supervisor, hr)

    assert row.is_leaders
    assert row.handler == head
    late = row.due_on + DAY
    services.escalate_breaches(now=at(late))
    assert row in selectors.left_open(policies.breaches(account(head)), late)
    assert row in selectors.left_open(policies.breaches(account(hr)), late)
    assert row not in policies.to_end(account(supervisor))
    with pytest.raises(NotAllowed):
        end(row, supervisor, "no_action")


def test_a_leader_of_the_same_level_does_not_end_what_the_other_did(
    bound: ClauseVersion, tree: Tree, hire: Callable[..., Employee], leaders: dict[str, Employee]
) -> None:
    beside = hire("许诺", tree.aftersales_2, role=Role.SUPERVISOR, at=tree.qinghe)
    row = registered(leaders["supervisor"], leaders["hr"])

    assert row in policies.breaches(account(beside))
    with refused("recognition.breach_not_yours"):
        end(row, beside)


def test_nobody_ends_the_own_breach_nor_what_they_reported(
    bound: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee, hr: Employee
) -> None:
    row = registered(agent, supervisor)

    assert row.handler not in (supervisor, agent)
    with refused("recognition.breach_not_yours"):
        end(row, supervisor)
    with pytest.raises((NotAllowed, ObjectDoesNotExist)):
        end(row, leader)
    with pytest.raises(NotAllowed):
        end(row, agent)


@pytest.mark.covers("R-142")
def test_nothing_ends_by_itself_whatever_the_system_suggests(
    bound: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee
) -> None:
    end(registered(agent, leader, happened_on=TODAY - 5 * DAY), supervisor)
    again = registered(agent, leader)
    assert again.suggested == "case"

    services.escalate_breaches(now=at(again.due_on + 30 * DAY))
    with refused("recognition.no_human_decides"):
        end(again, None, "case")
    with refused("recognition.case_reason_missing"):
        end(again, supervisor, "case", why="  ")
    again.refresh_from_db()
    assert again.ending == ""
    assert not Case.objects.exists()


@pytest.mark.covers("R-142")
def test_the_person_contests_and_somebody_else_takes_it_back(
    bound: ClauseVersion, agent: Employee, leader: Employee, supervisor: Employee, head: Employee
) -> None:
    row = end(registered(agent, leader), supervisor)
    endings.contest_breach(breach_id=row.pk, objection="班表前一晚改过，我没有收到。", by=account(agent), now=NOW)

    row.refresh_from_db()
    assert Todo.objects.filter(kind=services.ANSWER, employee=row.escalated_to).exists()
    with refused("recognition.breach_same_person"):
        answered(row, supervisor)
    row = answered(row, head)
    assert (row.verdict, row.answered_by) == ("lifted", head)
    assert registered(agent, leader, happened_on=TODAY).suggested == "correction"
    with refused("recognition.breach_contested_already"):
        endings.contest_breach(breach_id=row.pk, objection="再说一次", by=account(agent), now=NOW)


def answered(row: Breach, by: Employee) -> Breach:
    return endings.answer_objection(
        breach_id=row.pk, verdict="lifted", answer="班表确实改过，收回。", by=account(by), now=NOW
    )


@pytest.mark.covers("H20")
def test_fatal_items_of_quality_reviews_come_onto_the_register_once(
    agent: Employee, supervisor: Employee, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss = qa_fatal.FatalMiss(
        review=7, item="verify", text="核实身份后再报订单", agent=agent.pk, unit=tree.aftersales_1.pk,
        day=TODAY - 6 * DAY, certain_on=TODAY,
    )  # fmt: skip
    monkeypatch.setattr(services, "fatal_misses", lambda *, since, until: iter([miss]))

    assert services.register_fatal_items(now=NOW) == 1
    assert services.register_fatal_items(now=NOW) == 0
    row = Breach.objects.get()
    assert (row.item, row.source, row.reported_by, row.handler) == ("核实身份后再报订单", "qa", None, supervisor)
    assert row.known_on == TODAY
    with refused("recognition.breach_needs_clause"):
        end(row, supervisor, "case")
    assert end(row, supervisor, "correction").ended_by == supervisor


def test_another_room_registers_a_row_once(bound: ClauseVersion, agent: Employee) -> None:
    first = registered(agent, None, source="attendance", source_key="attendance:12")

    assert registered(agent, None, source="attendance", source_key="attendance:12") == first


def test_others_know_nothing_of_it(
    bound: ClauseVersion, agent: Employee, peer: Employee, leader: Employee, other_leader: Employee
) -> None:
    row = registered(agent, leader)

    assert row in policies.breaches(account(agent))
    assert row in policies.breaches(account(leader))
    for nobody in (peer, other_leader):
        assert row not in policies.breaches(account(nobody))
