"""One breach ends once and leads to one measure at most, whoever knows of it; and nothing vanishes with a case."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Breach, Case, DeclaredTie, RuleBook
from dengta.domains.recognition.services import breach_endings, case_ending
from dengta.domains.recognition.services.breaches import END
from dengta.foundation.audit.models import AuditEntry
from tests.cast import Tree
from tests.conftest import NOW
from tests.recognition.adopting import account, refused
from tests.recognition.casework import DAY, HAPPENED, Staff
from tests.recognition.conducting import end, registered

pytestmark = pytest.mark.django_db
Browser = Callable[[Employee], Client]
ACT = {"happened_on": HAPPENED, "known_on": HAPPENED}


@pytest.mark.covers("L-66")
def test_from_another_source_or_by_another_key_the_same_breach_still_has_one_case(staff: Staff) -> None:
    case = staff.decided(1)
    for other in (
        {"source": Case.Source.QA},
        {"source_key": "2"},
        {"source": Case.Source.REPORT, "reported_by": staff.handler},
    ):
        with refused("recognition.case_there_already") as refusal:
            staff.open(handler=staff.hr, **other)
        assert refusal.value.facts["number"] == case.number


@pytest.mark.covers("L-66")
def test_another_act_of_the_same_day_has_a_case_of_its_own_where_it_is_said_why(staff: Staff) -> None:
    staff.open()
    second = staff.open(another="下午从午休回来又晚到")

    assert "下午从午休回来又晚到" in second.steps.get(number=1).text


@pytest.mark.covers("L-66", "R-158")
@pytest.mark.parametrize("ending", ["no_action", "correction"])
def test_what_ended_on_the_register_is_no_case_any_more(staff: Staff, ending: str) -> None:
    end(registered(staff.agent, staff.handler, **ACT), staff.decider, ending)

    with refused("recognition.breach_ended_so"):
        staff.open()
    end(registered(staff.agent, staff.hr, **ACT), staff.decider, "no_action")
    with refused("recognition.breach_ended_so"):
        end(registered(staff.agent, staff.hr, **ACT), staff.decider, "case")


@pytest.mark.covers("R-158")
def test_what_waits_on_the_register_ends_there_and_once(staff: Staff) -> None:
    breach = registered(staff.agent, staff.handler, **ACT)
    again = registered(staff.agent, staff.hr, **ACT)
    with refused("recognition.breach_waits"):
        staff.open()

    end(breach, staff.decider, "case")
    with refused("recognition.case_there_already"):
        end(again, staff.decider, "case")
    assert end(again, staff.decider, "case", another="同日另一次").case is not None


@pytest.mark.covers("H20")
def test_a_case_opened_by_mistake_is_withdrawn_by_a_second_person_and_its_breach_is_open_again(staff: Staff) -> None:
    breach = end(registered(staff.agent, staff.hr, **ACT), staff.decider, "case")
    case, due = breach.case, breach.due_on
    assert case is not None
    assert case.handler == staff.handler
    words = {"case_id": case.pk, "closing": "withdrawn", "words": "登记到了别人名下"}
    with refused("recognition.closed_by_another"):
        case_ending.close_case(**words, by=account(staff.handler), now=NOW)
    case_ending.ask_to_close(**words, by=account(staff.handler), now=NOW)
    case_ending.close_case(**words, by=account(staff.decider), now=NOW)

    breach.refresh_from_db()
    assert (breach.ending, breach.case, breach.ended_by, breach.due_on) == ("", None, None, due)
    assert staff.decider.pk in waits_for(END, breach.pk)
    assert AuditEntry.objects.filter(verb="recognition.breach_reopened").exists()
    # And it can end as a case again, with its own days.
    assert end(breach, staff.decider, "case", now=NOW + DAY).case.known_on == HAPPENED


@pytest.mark.covers("R-091")
def test_a_case_that_was_withdrawn_gives_nobody_new_days(staff: Staff) -> None:
    case = staff.open()
    case_ending.close_case(case_id=case.pk, closing="withdrawn", words="看错", by=account(staff.decider), now=NOW)

    later = NOW + 30 * DAY
    again = staff.open(known_on=later.date(), now=later)
    assert again.known_on == HAPPENED
    case_ending.close_case(case_id=again.pk, closing="withdrawn", words="看错", by=account(staff.decider), now=later)
    with refused("recognition.facts_stale"):
        staff.open(known_on=later.date() + 60 * DAY, now=later + 60 * DAY)


@pytest.mark.covers("R-122")
def test_a_team_checklist_registers_no_breach_of_one_person_and_the_database_knows(staff: Staff) -> None:
    with refused("recognition.checklist_is_no_ground"):
        registered(staff.agent, staff.handler, source="checklist")
    breach, case = registered(staff.agent, staff.handler), staff.open(happened_on=HAPPENED - DAY)
    for rows in (Breach.objects.filter(pk=breach.pk), Case.objects.filter(pk=case.pk)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(source="checklist")


def test_a_tie_declared_after_a_breach_was_registered_stops_whoever_would_end_it(staff: Staff) -> None:
    breach = registered(staff.agent, staff.handler, now=NOW - DAY, known_on=HAPPENED, happened_on=HAPPENED)
    DeclaredTie.objects.create(one=staff.decider, other=staff.agent, kind="close", declared_on=NOW.date())

    with refused("recognition.breach_not_yours"):
        end(breach, staff.decider)


def test_who_it_is_about_and_who_reported_it_do_not_read_of_the_case_before_the_notice(
    staff: Staff, signed_in: Browser
) -> None:
    breach = end(registered(staff.agent, staff.handler), staff.decider, "case", why="态度恶劣，立案查清")
    Case.objects.filter(breach=breach).update(handler=staff.hr)
    page, listed = reverse("conduct:breach", args=[breach.pk]), reverse("conduct:breaches")

    for who in (staff.agent, staff.handler):
        client = signed_in(who)
        assert "态度恶劣" not in client.get(page).content.decode()
        assert page in client.get(f"{listed}?state=open").content.decode()
        assert page not in client.get(f"{listed}?state=case").content.decode()
    with refused("recognition.breach_heard_first"):
        breach_endings.contest_breach(breach_id=breach.pk, objection="不对", by=account(staff.agent), now=NOW)
    assert not AuditEntry.objects.filter(verb="recognition.breach_ended", subject_id=staff.agent.pk).exists()
    client = signed_in(staff.decider)
    assert "态度恶劣" in client.get(page).content.decode()
    assert page in client.get(f"{listed}?state=case").content.decode()


def test_no_clause_of_another_clients_book_is_offered(staff: Staff, tree: Tree, signed_in: Browser) -> None:
    code, page = staff.version.clause.code, reverse("cases:open", args=[staff.agent.pk])
    client = signed_in(staff.decider)
    assert f'value="{code}"' in client.get(page).content.decode()

    RuleBook.objects.filter(clauses=staff.version.clause).update(unit=tree.yunfan)
    assert f'value="{code}"' not in client.get(page).content.decode()
